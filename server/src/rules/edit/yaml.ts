import type { TextEdit } from '../../base/text';
import type { SourceFile } from '../../project/project';
import type { YamlEntry, YamlList, YamlMap, YamlScalar } from '../../syntax/compose/yamlNodes';
import { lineBreak } from './lines';

/** What an edit of YAML writes. Texts are quoted where YAML needs it; `verbatim` is written as it is. */
export type YamlValue = string | readonly YamlValue[] | { readonly [key: string]: YamlValue } | { readonly verbatim: string };

/**
 * Adds a key to a map, below its last entry or `after` one, in the way that the map is written. Undefined where the map has the key, or
 * is written in a way that leaves no certain place.
 */
export function insertEntry(file: SourceFile, map: YamlMap, key: string, value: YamlValue, after?: YamlEntry): TextEdit | undefined {
  if (map.entries.some((entry) => entry.key === key)) return undefined;
  if (map.flow) return insertFlow(file, map, `${scalarText(key)}: ${flowText(value)}`);
  const anchor = after ?? map.entries.at(-1);
  const first = map.entries[0];
  if (!anchor || !first) return undefined;
  const indent = columnText(file, first.keySpan.start);
  return indent === undefined ? undefined : belowLines(file, endOf(anchor), entryLines(key, value, unitOf(file), indent));
}

/** Adds an item to a list, below its last one, with the quotes of its neighbours. */
export function insertItem(file: SourceFile, list: YamlList, value: YamlValue): TextEdit | undefined {
  const last = list.items.at(-1);
  const quote = last?.kind === 'scalar' ? last.style : 'plain';
  const text = typeof value === 'string' ? quotedAs(value, quote) : flowText(value);
  if (list.flow) return insertFlow(file, list, text);
  if (!last) return undefined;
  const dash = dashBefore(file, last.span.start);
  const indent = dash === undefined ? undefined : columnText(file, dash);
  return indent === undefined ? undefined : belowLines(file, last.span.end, [`${indent}- ${text}`]);
}

/** Writes another text in the place of a scalar, with its quotes; undefined for a block (`|`, `>`). */
export function replaceScalar(scalar: YamlScalar, text: string): TextEdit | undefined {
  return scalar.style === 'block' ? undefined : { span: scalar.span, newText: quotedAs(text, scalar.style) };
}

/** Takes an entry out with its lines. Undefined where it shares a line with something else. */
export function removeEntry(file: SourceFile, entry: YamlEntry): TextEdit | undefined {
  const first = file.lines.position(entry.keySpan.start).line;
  const last = lineOfEnd(file, endOf(entry));
  const start = file.lines.lineStart(first);
  const end = file.lines.lineStart(last + 1);
  const before = file.text.slice(start, entry.keySpan.start);
  const after = file.text.slice(Math.min(endOf(entry), end), end);
  if (before.trim() !== '' || !/^\s*(#.*)?\s*$/.test(after)) return undefined;
  return { span: { start, end }, newText: '' };
}

/** The lines of an entry, each with its indentation. */
export function entryLines(key: string, value: YamlValue, unit: string, indent: string): readonly string[] {
  const head = `${indent}${scalarText(key)}:`;
  if (isVerbatim(value)) return [`${head} ${value.verbatim}`.trimEnd()];
  if (typeof value === 'string') return [`${head} ${scalarText(value)}`];
  if (isList(value)) {
    if (value.every((item) => typeof item === 'string' || isVerbatim(item)) && key === 'test') return [`${head} ${flowText(value)}`];
    return [head, ...value.map((item) => `${indent}${unit}- ${flowText(item)}`)];
  }
  return [head, ...Object.entries(value).flatMap(([name, inner]) => entryLines(name, inner, unit, indent + unit))];
}

/** One step of indentation, as the file has it. */
export function unitOf({ text }: SourceFile): string {
  return /^( +)[^\s#-]/m.exec(text)?.[1] ?? '  ';
}

/** Lines below the line on which something ends. */
export function belowLines(file: SourceFile, end: number, lines: readonly string[]): TextEdit {
  const at = file.lines.lineEnd(lineOfEnd(file, end));
  const stop = lineBreak(file.text);
  return { span: { start: at, end: at }, newText: lines.map((line) => stop + line).join('') };
}

/** A text as a scalar that is no key: plain where YAML takes that for just this text. */
export function scalarText(text: string): string {
  return isPlain(text) ? text : quotedAs(text, 'double');
}

function isList(value: YamlValue): value is readonly YamlValue[] {
  return Array.isArray(value);
}

function isVerbatim(value: YamlValue): value is { readonly verbatim: string } {
  return typeof value === 'object' && !Array.isArray(value) && typeof (value as { verbatim?: unknown }).verbatim === 'string';
}

function flowText(value: YamlValue): string {
  if (typeof value === 'string') return /[,[\]{}]/.test(value) ? quotedAs(value, 'double') : scalarText(value);
  if (isVerbatim(value)) return value.verbatim;
  if (isList(value)) return `[${value.map((item) => (typeof item === 'string' ? quotedAs(item, 'double') : flowText(item))).join(', ')}]`;
  return `{ ${Object.entries(value)
    .map(([key, inner]) => `${scalarText(key)}: ${flowText(inner)}`)
    .join(', ')} }`;
}

function quotedAs(text: string, style: YamlScalar['style']): string {
  if (style === 'single' && !text.includes('\n')) return `'${text.replaceAll("'", "''")}'`;
  if (style === 'plain' && isPlain(text)) return text;
  return JSON.stringify(text);
}

/** Source: https://yaml.org/spec/1.2.2/#733-plain-style, and what the core schema would take for another type. */
function isPlain(text: string): boolean {
  if (text === '' || /^[\s\-?:,[\]{}#&*!|>'"%@`]|[\s:]$|: | #|[\n\t]/.test(text)) return false;
  return !/^(~|null|true|false|yes|no|on|off|[-+]?(\d[\d_]*(\.\d*)?(e[-+]?\d+)?|\.\d+|0[xo][\da-f]+|\d+(:[0-5]?\d)+|\.(inf|nan))|\d{4}-\d\d?-\d\d?.*)$/i.test(
    text,
  );
}

function insertFlow(file: SourceFile, node: YamlMap | YamlList, text: string): TextEdit | undefined {
  const last = node.kind === 'map' ? node.entries.at(-1) : node.items.at(-1);
  const close = node.span.end - 1;
  if (!/[}\]]/.test(file.text.charAt(close))) return undefined;
  if (last === undefined) return { span: { start: node.span.start + 1, end: close }, newText: node.kind === 'map' ? ` ${text} ` : text };
  const at = 'key' in last ? endOf(last) : last.span.end;
  return { span: { start: at, end: at }, newText: `, ${text}` };
}

function endOf(entry: YamlEntry): number {
  return entry.value ? Math.max(entry.value.span.end, entry.keySpan.end) : entry.keySpan.end + 1;
}

/** The line on which something ends: a block scalar and a block map end with the line break of theirs. */
function lineOfEnd(file: SourceFile, end: number): number {
  let at = Math.min(end, file.text.length);
  while (at > 0 && /\s/.test(file.text.charAt(at - 1))) at--;
  return file.lines.position(at).line;
}

/** The white space that puts something at the column of an offset; undefined where something else than dashes stands before it. */
function columnText(file: SourceFile, offset: number): string | undefined {
  const line = file.lines.position(offset).line;
  const before = file.text.slice(file.lines.lineStart(line), offset);
  return /^[ -]*$/.test(before) ? ' '.repeat(before.length) : undefined;
}

function dashBefore(file: SourceFile, start: number): number | undefined {
  const line = file.lines.position(start).line;
  const before = file.text.slice(file.lines.lineStart(line), start);
  const dash = before.lastIndexOf('-');
  return dash >= 0 && before.trimStart().startsWith('-') ? file.lines.lineStart(line) + dash : undefined;
}
