import type { ChoiceValue, DictValue, RestItem, Value } from '../evaluate/value';
import { formatValue } from './valueText';

/** A line of Python: `comment`, without its `#`, stands behind the code. Where the code is only blank, it has the line for itself. */
export interface CodeLine {
  readonly code: string;
  readonly comment?: string;
}

export function textOfLine({ code, comment }: CodeLine): string {
  if (comment === undefined) return code;
  return code.trim() === '' ? `${code}# ${comment}` : `${code}  # ${comment}`;
}

type Choices = 'conditional' | 'unconditional';

const MAX_WIDTH = 100;
const INDENT = '    ';

/**
 * A value as Python that an editor can colour. What is not known is `...`, with the reason as a comment on its line. What does not fit
 * one line, or has such comments inside, stands item by item on lines of its own. Masks nothing: see `maskedValue`.
 *
 * @param choices `unconditional`: of several values inside it only the texts, sorted.
 */
export function pythonLines(value: Value | RestItem, choices: Choices = 'conditional'): readonly [CodeLine, ...CodeLine[]] {
  switch (value.kind) {
    case 'list':
      return bracketed('[', items(value.items, choices), ']');
    case 'tuple':
      return bracketed('(', items(value.items, choices), value.items.length === 1 ? ',)' : ')');
    case 'set':
      return value.items.length === 0 ? [{ code: 'set()' }] : bracketed('{', items(value.items, choices), '}');
    case 'frozenset':
      return value.items.length === 0 ? [{ code: 'frozenset()' }] : bracketed('frozenset({', items(value.items, choices), '})');
    case 'dict':
      return bracketed('{', entries(value, choices), '}');
    case 'float':
      return [{ code: Number.isFinite(value.value) ? formatValue(value) : `float("${value.value}")` }];
    case 'none':
    case 'bool':
    case 'int':
    case 'str':
    case 'bytes':
    case 'path':
      return [{ code: formatValue(value) }];
    case 'opaque':
      return [{ code: '...', comment: value.name ?? value.type }];
    case 'unknown':
      return [{ code: '...', comment: value.env ? `${value.env.name} of the environment` : `not known: ${value.reason}` }];
    case 'unset':
      return [{ code: '...', comment: 'not set' }];
    case 'rest':
      return [{ code: '...', comment: `more: ${value.reason}` }];
    case 'choice':
      return [{ code: '...', comment: 'one of several:' }, ...options(value, choices).map((comment) => ({ code: '', comment }))];
  }
}

function options(value: ChoiceValue, choices: Choices): readonly string[] {
  const texts = value.options.map((one) => ({
    text: formatValue(one.value, 'brief'),
    when: one.when.replaceAll(' in the environment', ''),
  }));
  if (choices === 'unconditional') return [...new Set(texts.map(({ text }) => text))].sort();
  return texts.map(({ text, when }) => `${text} if ${when}`);
}

function items(all: readonly (Value | RestItem)[], choices: Choices): readonly (readonly CodeLine[])[] {
  return all.map((item) => pythonLines(item, choices));
}

function entries({ entries: all, rest }: DictValue, choices: Choices): readonly (readonly CodeLine[])[] {
  const known = all.map(({ key, value }): readonly CodeLine[] => {
    const [first, ...others] = pythonLines(value, choices);
    return [{ ...first, code: `${formatValue(key)}: ${first.code}` }, ...others];
  });
  return rest === undefined ? known : [...known, [{ code: '**...', comment: `more: ${rest}` }]];
}

function bracketed(open: string, parts: readonly (readonly CodeLine[])[], close: string): readonly [CodeLine, ...CodeLine[]] {
  const line = open + parts.map((part) => part.map(({ code }) => code).join('')).join(', ') + close;
  if (line.length <= MAX_WIDTH && parts.every((part) => part.length === 1 && part[0]?.comment === undefined)) return [{ code: line }];
  const inside = parts.flatMap((part) => {
    const last = part.findLastIndex(({ code }) => code.trim() !== '');
    return part.map((each, at) => ({ ...each, code: `${INDENT}${each.code}${at === last ? ',' : ''}` }));
  });
  return [{ code: open }, ...inside, { code: close.replace(/^,/, '') }];
}
