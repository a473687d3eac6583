import type { Span } from '../../base/text';
import { partOf, type WrittenText } from '../written';
import type { DockerfileTree, Flag, Heredoc, Instruction } from './tree';

const MAX_LENGTH = 1_000_000;
const MAX_DIRECTIVE = 1_000;
const DIRECTIVE = /^#[ \t]*([A-Za-z][A-Za-z0-9]*)[ \t]*=[ \t]*(.+?)[ \t]*$/;
const DIRECTIVES: ReadonlySet<string> = new Set(['syntax', 'escape', 'check']);
const WITH_HEREDOCS: ReadonlySet<string> = new Set(['ADD', 'COPY', 'RUN']);

/**
 * Reads a Dockerfile. Never fails: a line with a word that is no instruction is one with that keyword, and a here-document without an end
 * goes on to the end of the text. A text that is far too long, or binary, has no instructions.
 * Source: package frontend/dockerfile/parser of moby/buildkit.
 */
export function parseDockerfile(text: string): DockerfileTree {
  if (text.length > MAX_LENGTH || text.includes('\0')) return { escape: '\\', directives: [], comments: [], instructions: [] };
  const lines = linesOf(text);
  const { directives, next } = directivesOf(lines);
  const escapeCharacter = directives.find(({ name }) => name === 'escape')?.value === '`' ? '`' : '\\';
  const reader: Reader = { text, lines, escape: escapeCharacter, comments: [], next };
  const instructions: Instruction[] = [];
  while (reader.next < lines.length) {
    const instruction = readInstruction(reader);
    if (instruction) instructions.push(instruction);
  }
  return { escape: escapeCharacter, directives, comments: reader.comments, instructions };
}

interface Line {
  readonly text: string;
  readonly start: number;
}

interface Reader {
  readonly text: string;
  readonly lines: readonly Line[];
  readonly escape: '\\' | '`';
  readonly comments: Span[];
  /** Index of the line that is read next. */
  next: number;
}

/** Lines without their ends; a byte order mark is no part of the first. */
function linesOf(text: string): readonly Line[] {
  const first = text.startsWith('\ufeff') ? 1 : 0;
  return [...text.slice(first).matchAll(/[^\n]*(?:\n|$)/g)]
    .filter((match) => match[0] !== '')
    .map((match) => ({ text: match[0].replace(/\r?\n$/, ''), start: match.index + first }));
}

function directivesOf(lines: readonly Line[]) {
  const directives: { name: string; value: string; span: Span }[] = [];
  let next = 0;
  for (const { text, start } of lines) {
    const [, written, value] = (text.length < MAX_DIRECTIVE ? DIRECTIVE.exec(text.trim()) : undefined) ?? [];
    const name = written?.toLowerCase() ?? '';
    if (value === undefined || !DIRECTIVES.has(name) || directives.some((one) => one.name === name)) break;
    const from = start + text.indexOf('#');
    directives.push({ name, value, span: { start: from, end: start + text.trimEnd().length } });
    next++;
  }
  return { directives, next };
}

/** The instruction that begins on the next line; undefined for an empty line and a comment. */
function readInstruction(reader: Reader): Instruction | undefined {
  const { text, offsets, end } = joinedLines(reader);
  if (text.trim() === '') return undefined;
  const lead = text.length - text.trimStart().length;
  const trimmed = text.trimEnd();
  const line: WrittenText = {
    text: trimmed.slice(lead),
    span: { start: offsets[lead] ?? 0, end },
    offsets: offsets.slice(lead, trimmed.length),
  };
  const heredocs = /^(?:ONBUILD\s+)?(\w+)/i.exec(line.text)?.[1]?.toUpperCase() ?? '';
  const bodies = WITH_HEREDOCS.has(heredocs) ? readHeredocs(reader, line) : { heredocs: [], end: undefined };
  return instructionOf(line, bodies.end ?? (line.offsets?.at(-1) ?? 0) + 1, bodies.heredocs, reader.escape);
}

/** A line with those that continue it: comments and empty lines between them are left out. */
function joinedLines(reader: Reader): { readonly text: string; readonly offsets: readonly number[]; readonly end: number } {
  const ending = reader.escape === '\\' ? /(^|[^\\])\\[ \t]*$/ : /(^|[^`])`[ \t]*$/;
  let text = '';
  const offsets: number[] = [];
  let end = 0;
  let continues = true;
  for (let isFirst = true; continues && reader.next < reader.lines.length; isFirst = false) {
    const line = reader.lines[reader.next++];
    if (!line) break;
    const bare = line.text.trim();
    if (bare.startsWith('#')) {
      reader.comments.push({ start: line.start + line.text.indexOf('#'), end: line.start + line.text.trimEnd().length });
      if (isFirst) break;
      continue;
    }
    if (bare === '') {
      if (isFirst) break;
      continue;
    }
    const cut = ending.exec(line.text);
    const kept = cut ? line.text.slice(0, cut.index + (cut[1]?.length ?? 0)) : line.text;
    text += kept;
    for (let at = 0; at < kept.length; at++) offsets.push(line.start + at);
    end = line.start + line.text.trimEnd().length;
    continues = cut !== null;
  }
  return { text, offsets, end };
}

/** Source: heredocsFromLine in frontend/dockerfile/parser/parser.go of moby/buildkit. */
function readHeredocs(reader: Reader, line: WrittenText): { readonly heredocs: readonly Heredoc[]; readonly end: number | undefined } {
  const heredocs: Heredoc[] = [];
  let end: number | undefined;
  for (const match of outsideQuotes(line.text).matchAll(/(?<!\S)\d*<<(-?)(?:"([\w.-]+)"|'([\w.-]+)'|([A-Za-z_][\w.-]*))(?=[\s;&|)>]|$)/g)) {
    const name = match[2] ?? match[3] ?? match[4] ?? '';
    const start = reader.lines[reader.next]?.start ?? reader.text.length;
    let stop = start;
    for (; reader.next < reader.lines.length; ) {
      const one = reader.lines[reader.next++];
      if (!one) break;
      end = one.start + one.text.length;
      if ((match[1] === '-' ? one.text.replace(/^\t+/, '') : one.text) === name) break;
      stop = reader.lines[reader.next]?.start ?? reader.text.length;
    }
    heredocs.push({ name, quoted: match[4] === undefined, chomps: match[1] === '-', content: { start, end: stop } });
  }
  return { heredocs, end };
}

/** The same text with blanks for what stands in quotes, but for the quotes of a here-document's name. */
function outsideQuotes(text: string): string {
  return text.replace(/(?<!<<-?)(["'])(?:\\[\s\S]|(?!\1)[^\\])*\1/g, (whole) => ' '.repeat(whole.length));
}

function instructionOf(line: WrittenText, end: number, heredocs: readonly Heredoc[], escapeCharacter: string): Instruction {
  const [word = ''] = /^\S+/.exec(line.text) ?? [];
  const keyword = word.toUpperCase();
  const { flags, next } = flagsOf(line, word.length, escapeCharacter);
  const rest = partFrom(line, next, end);
  const isKept = keyword === 'ONBUILD' && rest.text !== '';
  const keywordSpan = partOf(line, 0, word.length).span;
  return {
    keyword,
    keywordSpan,
    span: { start: keywordSpan.start, end },
    flags,
    rest,
    heredocs,
    trigger: isKept ? instructionOf(rest, end, heredocs, escapeCharacter) : undefined,
  };
}

/** Source: extractBuilderFlags in frontend/dockerfile/parser/split_command.go of moby/buildkit. */
function flagsOf(line: WrittenText, from: number, escapeCharacter: string): { readonly flags: readonly Flag[]; readonly next: number } {
  const { text } = line;
  const flags: Flag[] = [];
  let at = skipSpace(text, from);
  while (text.startsWith('--', at)) {
    const start = at;
    let quote = '';
    for (; at < text.length && (quote !== '' || !/\s/.test(text.charAt(at))); at++) {
      const char = text.charAt(at);
      if (char === escapeCharacter) at++;
      else if (quote === '' && (char === '"' || char === "'")) quote = char;
      else if (char === quote) quote = '';
    }
    if (at === start + 2) return { flags, next: skipSpace(text, at) };
    flags.push(flagOf(line, start, Math.min(at, text.length), escapeCharacter));
    at = skipSpace(text, at);
  }
  return { flags, next: at };
}

function flagOf(line: WrittenText, start: number, end: number, escapeCharacter: string): Flag {
  const written = line.text.slice(start, end);
  const equals = written.indexOf('=');
  const { span } = partOf(line, start, end);
  const name = written.slice(2, equals < 0 ? undefined : equals);
  if (equals < 0) return { name, value: undefined, span, valueSpan: { start: span.end, end: span.end } };
  const value = written.slice(equals + 1);
  const valueSpan = value === '' ? { start: span.end, end: span.end } : partOf(line, start + equals + 1, end).span;
  return { name, value: unescaped(value, escapeCharacter), span, valueSpan };
}

function unescaped(text: string, escapeCharacter: string): string {
  return text.replace(escapeCharacter === '\\' ? /\\([\s\S])|["']/g : /`([\s\S])|["']/g, '$1');
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && /\s/.test(text.charAt(at))) at++;
  return at;
}

function partFrom(line: WrittenText, start: number, end: number): WrittenText {
  const first = line.offsets?.[start] ?? end;
  const last = line.offsets?.at(-1);
  const stop = last === undefined || start >= line.text.length ? first : last + 1;
  return { text: line.text.slice(start), span: { start: first, end: stop }, offsets: line.offsets?.slice(start) };
}
