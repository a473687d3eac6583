import type { TextEdit } from '../../base/text';
import type { NginxBlock, NginxDirective } from '../../project/nginx/model';
import type { NginxSource, Project } from '../../project/project';
import type { Directive, Word } from '../../syntax/nginx/ast';
import type { FileEdit } from '../rule';
import { indentAt, lineBreak } from './lines';

/** What a fix gives: undefined where the place is too unusual for an edit that keeps the layout. */
export type NginxEdits = readonly FileEdit[] | undefined;

/**
 * Puts directives into a block, each on a line of its own with the indentation of its neighbours; in a block that is written on one
 * line, on that line.
 * @param lines directives with their `;`, or whole blocks with inner lines indented by `unitOf(source)`.
 * @param after the directive of this block that they follow; by default the last one before the first inner block.
 */
export function insertInto(project: Project, block: NginxBlock, lines: readonly string[], after?: NginxDirective): NginxEdits {
  const file = block.opener?.file ?? block.directives[0]?.file;
  const source = file === undefined ? undefined : project.nginx(file);
  const own = block.opener?.syntax.block;
  if (!source || (block.opener && !own?.close)) return undefined;
  const siblings = block.directives.filter((each) => each.file === file && (block.opener === undefined || isInside(each.syntax, own)));
  const anchor = after && siblings.includes(after) ? after : lastSimple(siblings);
  if (anchor) return insertAfter(source, anchor.syntax, lines);
  const at = own?.open.end;
  if (at === undefined || !block.opener) return undefined;
  const indent = indentAt(source, block.opener.syntax.span.start);
  const isOneLine = own?.close && !source.text.slice(at, own.close.start).includes('\n');
  const text = lines.map((line) => lineBreak(source.text) + indented(line, indent + unitOf(source))).join('');
  const end = isOneLine ? lineBreak(source.text) + indent : '';
  return edited(source, [{ span: { start: at, end: isOneLine && own.close ? own.close.start : at }, newText: text + end }]);
}

/** Puts directives or blocks on lines of their own before or after a directive, with its indentation. */
export function insertBeside(project: Project, directive: NginxDirective, where: 'before' | 'after', lines: readonly string[]): NginxEdits {
  const source = project.nginx(directive.file);
  if (!source) return undefined;
  if (where === 'after') return insertAfter(source, directive.syntax, lines);
  const { start } = directive.syntax.span;
  const indent = indentAt(source, start);
  const isFirst = source.text.slice(lineStart(source, start), start).trim() === '';
  const text = isFirst
    ? lines.map((line) => indented(line, indent).trimStart() + lineBreak(source.text) + indent).join('')
    : `${lines.join(' ')} `;
  return edited(source, [{ span: { start, end: start }, newText: text }]);
}

/** Writes another word in the place of one; quoted where nginx needs it. */
export function replaceWord(project: Project, directive: NginxDirective, word: Word, text: string): NginxEdits {
  const source = project.nginx(directive.file);
  return (
    source &&
    edited(source, [{ span: word.span, newText: word.quote ? `${word.quote}${escaped(text, word.quote)}${word.quote}` : quoted(text) }])
  );
}

/** Writes a whole directive anew, from its name to its `;`; a comment behind it stays. Undefined for one with a block. */
export function replaceDirective(project: Project, directive: NginxDirective, text: string): NginxEdits {
  const source = project.nginx(directive.file);
  return source && !directive.syntax.block ? edited(source, [{ span: directive.syntax.span, newText: text }]) : undefined;
}

/** Takes a directive away, with its line where it stands there alone. */
export function removeDirective(project: Project, directive: NginxDirective): NginxEdits {
  const source = project.nginx(directive.file);
  if (!source) return undefined;
  const { start, end } = directive.syntax.span;
  const from = lineStart(source, start);
  const newline = source.text.indexOf('\n', end);
  const to = newline < 0 ? source.text.length : newline + 1;
  const isAlone = source.text.slice(from, start).trim() === '' && source.text.slice(end, to).trim() === '';
  return edited(source, [{ span: isAlone ? { start: from, end: to } : { start, end }, newText: '' }]);
}

/** Adds a word at the end of a directive. */
export function insertWord(project: Project, directive: NginxDirective, word: string): NginxEdits {
  const source = project.nginx(directive.file);
  const { end } = (directive.args.at(-1) ?? directive.syntax.name).span;
  return source && edited(source, [{ span: { start: end, end }, newText: ` ${quoted(word)}` }]);
}

/** A word as it has to be written: in quotes where it holds what would end it. */
export function quoted(text: string): string {
  if (text !== '' && !/[\s;{}"'\\]|^#/.test(text.replace(/\$\{\w+\}/g, ''))) return text;
  return `"${escaped(text, '"')}"`;
}

/** One step of indentation, as the file has it: that of its first indented directive. */
export function unitOf({ text }: NginxSource): string {
  return /^([ \t]+)[^\s#]/m.exec(text)?.[1] ?? '    ';
}

function insertAfter(source: NginxSource, anchor: Directive, lines: readonly string[]): NginxEdits {
  const { start, end } = anchor.span;
  const { text } = source;
  const first = lineStart(source, start);
  const newline = text.indexOf('\n', end);
  const lineEnd = newline < 0 ? text.length : newline;
  const isOwnLine = text.slice(first, start).trim() === '' && /^\s*(#.*)?$/.test(text.slice(end, lineEnd).replace(/\r$/, ''));
  if (!isOwnLine) return edited(source, [{ span: { start: end, end }, newText: ` ${lines.join(' ')}` }]);
  const indent = indentAt(source, start);
  const at = text[lineEnd - 1] === '\r' ? lineEnd - 1 : lineEnd;
  return edited(source, [
    { span: { start: at, end: at }, newText: lines.map((line) => lineBreak(text) + indented(line, indent)).join('') },
  ]);
}

function lastSimple(siblings: readonly NginxDirective[]): NginxDirective | undefined {
  const firstBlock = siblings.findIndex((each) => each.syntax.block !== undefined);
  const simple = (firstBlock < 0 ? siblings : siblings.slice(0, firstBlock)).filter((each) => each.syntax.terminator !== undefined);
  return simple.at(-1);
}

function isInside(directive: Directive, block: Directive['block']): boolean {
  return block?.body.includes(directive) === true;
}

function indented(line: string, indent: string): string {
  return line
    .split('\n')
    .map((part) => (part === '' ? part : indent + part))
    .join('\n');
}

function lineStart(source: NginxSource, offset: number): number {
  return source.text.lastIndexOf('\n', offset - 1) + 1;
}

function escaped(text: string, quote: '"' | "'"): string {
  return text.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`);
}

function edited(source: NginxSource, edits: readonly TextEdit[]): readonly FileEdit[] {
  return [{ file: source.path, edits }];
}
