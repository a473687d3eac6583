import type { EnvRead, Value } from '../evaluate/value';
import { type Edits, nodeAt, readFromEnv, replaceExpression, setSetting, sourceAt } from './edit';
import type { Fix, SettingsContext } from './rule';

/**
 * The environment read whose raw text a setting gets once the variable is set. A default of another type may stand where it is
 * not set; any other condition leaves it open what the setting gets, and gives undefined.
 */
export function rawText(value: Value): EnvRead | undefined {
  if (value.kind !== 'choice') return isRaw(value) ? value.env : undefined;
  const raw = value.options.find((option) => isRaw(option.value) && !option.unset) ?? value.options.find((option) => isRaw(option.value));
  const settled = value.options.every((option) => option.unset || isRaw(option.value));
  return settled ? raw?.value.env : undefined;
}

function isRaw(value: Value): boolean {
  if (value.env?.parse !== 'str') return false;
  return value.kind === 'str' || (value.kind === 'unknown' && value.type === 'str');
}

/** The fix that adds the comma to a lone item in parentheses; none where the item does not stand in a pair of its own. */
export function commaFixes(context: SettingsContext, name: string): readonly Fix[] {
  const span = parenthesised(context, name);
  if (!span) return [];
  const edit = (): Edits => [{ file: span.file, edits: [{ span: { start: span.end, end: span.end }, newText: ',' }] }];
  return [{ title: `Make ${name} a tuple of one item`, safe: true, edit }];
}

/** Where the expression of a `NAME = (expression)` ends, in front of its closing parenthesis. */
function parenthesised(context: SettingsContext, name: string): { readonly file: string; readonly end: number } | undefined {
  const last = context.setting(name)?.assignments.at(-1);
  if (last?.kind !== 'assign') return undefined;
  const { file, span } = last.place;
  const text = sourceAt(context, { file, span });
  const match = text === undefined ? undefined : /^[^=]*=\s*\(([\s\S]*?)\s*\)$/.exec(text);
  if (!match?.[1] || text === undefined || !isOneGroup(text.slice(text.indexOf('(')))) return undefined;
  return { file, end: span.start + text.indexOf(match[1], text.indexOf('(') + 1) + match[1].length };
}

/** The first parenthesis is closed by the last one, and no comment stands in between. */
function isOneGroup(text: string): boolean {
  let depth = 0;
  for (const [index, character] of [...text].entries()) {
    if (character === '(') depth++;
    if (character === ')' && --depth === 0) return index === text.length - 1;
    if (character === '#') return false;
  }
  return false;
}

/** Expressions that stand for one item; in a conditional one branch may be a list already. */
const ONE_ITEM: ReadonlySet<string> = new Set(['Str', 'FString', 'BinOp', 'Call', 'Name', 'Attribute']);

/** Writes a literal text as a list; hosts and origins that stand in one text with commas become several. */
export function listFixes(context: SettingsContext, name: string): readonly Fix[] {
  const setting = context.setting(name);
  const last = setting?.assignments.at(-1);
  const tree = last && context.project.python(last.place.file)?.tree;
  const node = tree && nodeAt(tree, last.valueSpan);
  if (!setting || last?.kind !== 'assign' || !node || !ONE_ITEM.has(node.kind)) return [];
  const place = { file: last.place.file, span: last.valueSpan };
  const { value } = setting;
  const split = value.kind === 'str' && /^[\w.:/*-]*([,\s]+[\w.:/*-]+)+$/.test(value.value);
  const items = split ? value.value.split(/[,\s]+/).filter((item) => item !== '') : [];
  const edit = (): Edits => {
    const source = sourceAt(context, place);
    if (source === undefined || source.includes('\n')) return undefined;
    return replaceExpression(context, place, items.length > 1 ? `[${items.map((item) => `"${item}"`).join(', ')}]` : `[${source}]`);
  };
  return [{ title: `Write ${name} as a list`, safe: true, edit }];
}

/** Writes a text of digits as the number; file modes in octal. */
export function numberFixes(context: SettingsContext, name: string, value: Value): readonly Fix[] {
  const digits = value.kind === 'str' ? value.value.trim() : '';
  const mode = name.endsWith('_PERMISSIONS');
  const { at } = value;
  if (!at || !(mode ? /^(0o?)?[0-7]{3,4}$/ : /^\d+$/).test(digits)) return [];
  const number = mode ? `0o${digits.replace(/^0o?/, '')}` : String(BigInt(digits));
  return [{ title: `Write ${name} as a number`, safe: true, edit: () => replaceExpression(context, at, number) }];
}

/** Reads the variable as what the setting needs. */
export function environmentFixes(context: SettingsContext, name: string, read: EnvRead, parse: 'list' | 'int'): readonly Fix[] {
  const fallback = read.default === 'required' ? undefined : defaultFor(read.default, parse);
  if (read.default !== 'required' && fallback === undefined) return [];
  const request = { variable: read.name, parse, ...(fallback !== undefined && { default: fallback }) };
  const title = parse === 'list' ? `Split ${read.name} into a list` : `Convert ${read.name} to a number`;
  return [{ title, safe: false, edit: () => setSetting(context, name, (file) => readFromEnv(context, file, request)) }];
}

/** The default as Python for the right type; undefined where it is not clear what it should be. */
function defaultFor(value: Value, parse: 'list' | 'int'): string | undefined {
  if (parse === 'int') {
    if (value.kind === 'int') return String(value.value);
    return value.kind === 'str' && /^\s*\d+\s*$/.test(value.value) ? value.value.trim() : undefined;
  }
  if (value.kind === 'none') return '[]';
  const items = value.kind === 'list' || value.kind === 'tuple' ? value.items : undefined;
  const texts = value.kind === 'str' ? value.value.split(',') : items?.map((item) => (item.kind === 'str' ? item.value : undefined));
  if (!texts || texts.some((item) => item === undefined || /["'\\]/.test(item))) return undefined;
  const kept = texts.filter((item) => item !== undefined && item.trim() !== '').map((item) => `"${item?.trim()}"`);
  return `[${kept.join(', ')}]`;
}
