import type { Place } from '../../../base/text';
import type { Version } from '../../../base/version';
import type { Value } from '../../../evaluate/value';
import { type GunicornFlag, type GunicornSetting, gunicornFlags } from '../../../knowledge/gunicorn';
import type { RunWord } from '../../environment/runCommand';

/** An option of a command line of gunicorn, as its parser takes it. */
export interface GunicornOption {
  readonly setting: GunicornSetting;
  /** The flag in full: `--workers`, also where an abbreviation stands. */
  readonly flag: string;
  /** Index of the word with the flag, and of the last word that belongs to it. */
  readonly from: number;
  readonly to: number;
  /** What the parser makes of it; unknown where the files do not tell the text. Undefined where the parser refuses the text. */
  readonly value: Value | undefined;
  /** The text behind the flag; undefined where it takes none, or it is not told. */
  readonly text: string | undefined;
  /** From the flag to the end of its value. */
  readonly place: Place;
  /** The value alone, where the file has exactly its text; undefined elsewhere. */
  readonly valuePlace: Place | undefined;
  /** What a value that is not told certainly begins with: `0.0.0.0:`; '' for others. */
  readonly begins: string;
}

/** Why gunicorn's parser refuses a command line. */
export type CommandProblem =
  | { readonly kind: 'unknown'; readonly flag: string; readonly word: number; readonly place: Place }
  | {
      readonly kind: 'ambiguous';
      readonly flag: string;
      readonly candidates: readonly string[];
      readonly word: number;
      readonly place: Place;
    }
  | { readonly kind: 'missing'; readonly flag: string; readonly word: number; readonly place: Place }
  /** `--reload=yes`. */
  | { readonly kind: 'needless'; readonly flag: string; readonly text: string; readonly word: number; readonly place: Place }
  | { readonly kind: 'extra'; readonly text: string; readonly word: number; readonly place: Place }
  /** A text that is no number. */
  | { readonly kind: 'value'; readonly flag: string; readonly text: string; readonly word: number; readonly place: Place };

export interface GunicornCommandLine {
  readonly options: readonly GunicornOption[];
  /** The word that names the application. */
  readonly app: RunWord | undefined;
  readonly problems: readonly CommandProblem[];
  /** Index of the last word that may stand for further options, as `$GUNICORN_OPTS` does; undefined where there is none. */
  readonly open: number | undefined;
  /** It prints help or a version, and ends. */
  readonly exits: boolean;
}

interface Parser {
  readonly words: readonly RunWord[];
  readonly flags: ReadonlyMap<string, GunicornFlag>;
  readonly options: GunicornOption[];
  readonly problems: CommandProblem[];
  /** What stands at each place: an option, an argument, or `--`. */
  readonly pattern: readonly ('O' | 'A' | '-')[];
  app: RunWord | undefined;
  open: number | undefined;
  exits: boolean;
}

/**
 * Reads the words behind `gunicorn` as argparse of Python reads them for it: long options may be abbreviated, short flags stand together,
 * values are glued on by `=` or to a short flag, and arguments other than the first group are refused.
 *
 * Source: https://docs.python.org/3/library/argparse.html, and `Config.parser` of gunicorn/config.py.
 */
export function readCommandLine(words: readonly RunWord[], version: Version): GunicornCommandLine {
  const flags = new Map(gunicornFlags(version).map((flag) => [flag.flag, flag]));
  const dashes = words.findIndex(({ text }) => text === '--');
  const pattern = words.map((word, index) => {
    if (index === dashes) return '-';
    if (dashes >= 0 && index > dashes) return 'A';
    return word.text === undefined ? (flagOfOpen(word, flags) ? 'O' : 'A') : kindOf(word.text, flags);
  });
  const parser: Parser = {
    words,
    flags,
    options: [],
    problems: [],
    pattern,
    app: undefined,
    open: undefined,
    exits: false,
  };
  let hasArguments = false;
  for (let at = 0; at < words.length && !parser.exits; ) {
    if (pattern[at] === 'O') {
      at = readOption(parser, at);
      continue;
    }
    const end = groupEnd(pattern, at);
    readArguments(parser, at, end, hasArguments);
    hasArguments ||= end > at;
    at = end;
  }
  const { options, problems, app, open, exits } = parser;
  return { options, app, problems, open, exits };
}

/** The flag that a word begins with whose end the files do not tell: `--bind=$HOST:80`, `-b$HOST`. */
function flagOfOpen({ begins }: RunWord, flags: ReadonlyMap<string, GunicornFlag>): Candidate | undefined {
  const [, long] = /^(--[\w-]+)=/.exec(begins) ?? [];
  const named = long === undefined ? flags.get(/^-\w/.exec(begins)?.[0] ?? '') : (flags.get(long) ?? only(candidatesOf(long, flags))?.flag);
  return named && takesValue(named) ? { flag: named, explicit: undefined, offset: long === undefined ? 2 : long.length + 1 } : undefined;
}

function only<T>(list: readonly T[]): T | undefined {
  return list.length === 1 ? list[0] : undefined;
}

/** Whether argparse takes a word for an option. */
function kindOf(text: string, flags: ReadonlyMap<string, GunicornFlag>): 'O' | 'A' {
  if (!text.startsWith('-') || text === '-') return 'A';
  if (flags.has(text)) return 'O';
  const [name] = splitFlag(text);
  if (flags.has(name) || candidatesOf(text, flags).length > 0) return 'O';
  if (/^-\d+$|^-\d*\.\d+$/.test(text) || text.includes(' ')) return 'A';
  return 'O';
}

function groupEnd(pattern: Parser['pattern'], from: number): number {
  const next = pattern.findIndex((kind, index) => index >= from && kind === 'O');
  return next < 0 ? pattern.length : next;
}

function readArguments(parser: Parser, from: number, end: number, hasArguments: boolean): void {
  for (let at = from; at < end; at++) {
    const word = parser.words[at];
    if (!word || parser.pattern[at] === '-') continue;
    if (word.mayBeSeveral || (word.text === undefined && (hasArguments || parser.app))) parser.open = at;
    else if (hasArguments) parser.problems.push({ kind: 'extra', text: word.text ?? '', word: at, place: word.place });
    else parser.app ??= word;
  }
}

/** `--bind=x`: the flag, and the text behind it. */
function splitFlag(text: string): readonly [flag: string, value: string | undefined] {
  const at = text.indexOf('=');
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}

interface Candidate {
  readonly flag: GunicornFlag;
  readonly explicit: string | undefined;
  /** Where `explicit` begins in the word. */
  readonly offset: number;
}

/** The flags that a word abbreviates or begins with. */
function candidatesOf(text: string, flags: ReadonlyMap<string, GunicornFlag>): readonly Candidate[] {
  const found: Candidate[] = [];
  if (text.startsWith('--')) {
    const [name, explicit] = splitFlag(text);
    for (const flag of flags.values()) if (flag.flag.startsWith(name)) found.push({ flag, explicit, offset: name.length + 1 });
    return found;
  }
  for (const flag of flags.values()) {
    if (flag.flag === text.slice(0, 2)) found.push({ flag, explicit: text.slice(2), offset: 2 });
    else if (flag.flag.startsWith(text)) found.push({ flag, explicit: undefined, offset: 0 });
  }
  return found;
}

/** @returns the index behind the option. */
function readOption(parser: Parser, at: number): number {
  const word = parser.words[at];
  if (!word) return at + 1;
  if (word.text === undefined) return readOpen(parser, at, word);
  const { text } = word;
  const [name, explicit] = splitFlag(text);
  const exact = parser.flags.get(text);
  const split = explicit === undefined ? undefined : parser.flags.get(name);
  const candidates: readonly Candidate[] = exact
    ? [{ flag: exact, explicit: undefined, offset: 0 }]
    : split
      ? [{ flag: split, explicit, offset: name.length + 1 }]
      : candidatesOf(text, parser.flags);
  const [found] = candidates;
  if (candidates.length > 1) {
    const list = candidates.map(({ flag }) => flag.flag);
    parser.problems.push({ kind: 'ambiguous', flag: name, candidates: list, word: at, place: word.place });
    return at + 1;
  }
  if (!found) {
    parser.problems.push({ kind: 'unknown', flag: name, word: at, place: word.place });
    return at + 1;
  }
  return readFlags(parser, at, word, found);
}

function readOpen(parser: Parser, at: number, word: RunWord): number {
  const found = flagOfOpen(word, parser.flags);
  if (found) pushUnknown(parser, at, at, found.flag, word.place, word.begins.slice(found.offset));
  return at + 1;
}

function pushUnknown(parser: Parser, from: number, to: number, flag: GunicornFlag, place: Place, begins: string): void {
  const value: Value = { kind: 'unknown', reason: `the files do not tell what ${flag.flag} gets` };
  pushOption(parser, { from, to, flag, value, place, begins });
}

/** One flag, or several short ones in a word: `-Dw4`. */
function readFlags(parser: Parser, at: number, word: RunWord, first: Candidate): number {
  let { flag, explicit, offset } = first;
  for (;;) {
    if (takesValue(flag)) return readValue(parser, at, word, { flag, explicit, offset });
    if (flag.action === 'exit') parser.exits = true;
    else pushOption(parser, { from: at, to: at, flag, value: constantOf(flag), place: word.place });
    if (explicit === undefined) return at + 1;
    const isShort = !word.text?.startsWith('--') && explicit !== '';
    const next = isShort ? parser.flags.get(`-${explicit.charAt(0)}`) : undefined;
    if (!next) {
      parser.problems.push({ kind: 'needless', flag: flag.flag, text: explicit, word: at, place: word.place });
      return at + 1;
    }
    flag = next;
    explicit = explicit.length > 1 ? explicit.slice(1) : undefined;
    offset++;
  }
}

function takesValue({ action }: GunicornFlag): boolean {
  return action === 'store' || action === 'append';
}

function readValue(parser: Parser, at: number, word: RunWord, { flag, explicit, offset }: Candidate): number {
  if (explicit !== undefined) {
    const start = word.place.span.start + offset;
    const valuePlace = word.exact ? { file: word.place.file, span: { start, end: word.place.span.end } } : undefined;
    pushText(parser, { from: at, to: at, flag, text: explicit, place: word.place, valuePlace });
    return at + 1;
  }
  const next = parser.words[at + 1];
  if (!next || parser.pattern[at + 1] !== 'A') {
    const constant = flag.setting?.cliConst;
    if (constant !== undefined) {
      pushOption(parser, { from: at, to: at, flag, value: { kind: 'str', value: constant }, place: word.place });
    } else parser.problems.push({ kind: 'missing', flag: flag.flag, word: at, place: word.place });
    return at + 1;
  }
  const place = joined(word.place, next.place);
  if (next.text === undefined) pushUnknown(parser, at, at + 1, flag, place, next.begins);
  else pushText(parser, { from: at, to: at + 1, flag, text: next.text, place, valuePlace: next.exact ? next.place : undefined });
  return at + 2;
}

function joined(first: Place, last: Place): Place {
  const isBehind = first.file === last.file && first.span.end <= last.span.start;
  return isBehind ? { file: first.file, span: { start: first.span.start, end: last.span.end } } : first;
}

function constantOf({ action }: GunicornFlag): Value {
  return { kind: 'bool', value: action === 'store_true' };
}

interface Piece {
  readonly from: number;
  readonly to: number;
  readonly flag: GunicornFlag;
  readonly value: Value | undefined;
  readonly place: Place;
  readonly text?: string;
  readonly valuePlace?: Place | undefined;
  readonly begins?: string;
}

function pushText(parser: Parser, piece: Omit<Piece, 'value' | 'begins'> & { readonly text: string }): void {
  const { flag, text, from, place } = piece;
  const type = flag.setting?.cliType;
  if (type === undefined) {
    pushOption(parser, { ...piece, value: { kind: 'str', value: text } });
    return;
  }
  const number = type === 'int' ? decimal(text) : autoInt(text);
  if (number === undefined) parser.problems.push({ kind: 'value', flag: flag.flag, text, word: from, place });
  pushOption(parser, { ...piece, value: number === undefined ? undefined : { kind: 'int', value: number } });
}

function pushOption(parser: Parser, { from, to, flag: { flag, setting }, value, place, text, valuePlace, begins = '' }: Piece): void {
  if (setting) parser.options.push({ setting, flag, from, to, value: value && { ...value, at: place }, text, place, valuePlace, begins });
}

/** Python's `int(text)`. */
function decimal(text: string): bigint | undefined {
  const match = /^\s*([+-]?)(\d(?:_?\d)*)\s*$/.exec(text);
  if (!match) return undefined;
  const found = BigInt((match[2] ?? '').replaceAll('_', ''));
  return match[1] === '-' ? -found : found;
}

/** gunicorn's `auto_int`: `022` is octal. */
function autoInt(text: string): bigint | undefined {
  return pythonInteger(/^0\d/.test(text) ? text.replace('0', '0o') : text);
}

/** Python's `int(text, 0)`. */
export function pythonInteger(text: string): bigint | undefined {
  const match = /^\s*([+-]?)(0[xX](?:_?[\da-fA-F])+|0[oO](?:_?[0-7])+|0[bB](?:_?[01])+|0(?:_?0)*|[1-9](?:_?\d)*)\s*$/.exec(text);
  if (!match?.[2]) return undefined;
  const found = BigInt(match[2].replaceAll('_', ''));
  return match[1] === '-' ? -found : found;
}
