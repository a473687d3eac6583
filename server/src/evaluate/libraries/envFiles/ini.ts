import { SPACE, strip, stripEnd, universalNewlines } from './text';

/** The options of one section with those of `[DEFAULT]` below them, by name in lower case; values as they are written. */
export type IniOptions = ReadonlyMap<string, string>;

/** A file or value that Python's `configparser` refuses. */
export class IniError extends Error {
  constructor(
    message: string,
    /** The exception of `configparser`; `Error` where it is of no interest which. */
    readonly type = 'Error',
  ) {
    super(message);
  }
}

/** How a `configparser` is told to read a file. */
export interface IniSyntax {
  readonly delimiters: readonly string[];
  readonly comments: readonly string[];
  /** Prefixes that begin a comment behind a value too. */
  readonly inlineComments: readonly string[];
  /** A section or an option that stands twice is an error. */
  readonly strict: boolean;
  readonly emptyLinesInValues: boolean;
  readonly allowNoValue: boolean;
  readonly defaultSection: string;
  optionName(name: string): string;
}

/** What `configparser` does when it is told nothing. */
export const DEFAULT_SYNTAX: IniSyntax = {
  delimiters: ['=', ':'],
  comments: ['#', ';'],
  inlineComments: [],
  strict: true,
  emptyLinesInValues: true,
  allowNoValue: false,
  defaultSection: 'DEFAULT',
  optionName: (name) => name.toLowerCase(),
};

/** Options of a section in their order; an option without a value is `undefined`. */
export type IniSection = ReadonlyMap<string, string | undefined>;

/**
 * The sections of a text as Python's `configparser` reads them, the default section among them where the text has one.
 * Throws an `IniError` where Python raises. Source: `RawConfigParser._read` of Python 3.11.
 */
export function readIni(text: string, syntax: IniSyntax): ReadonlyMap<string, IniSection> {
  const state: State = { syntax, sections: new Map(), seen: new Set(), current: undefined, open: undefined, indent: 0, wrong: undefined };
  const lines = universalNewlines(text).split('\n');
  // A text that ends with a line end has no empty line behind it.
  if (lines.at(-1) === '') lines.pop();
  for (const line of lines) readLine(state, line);
  if (state.wrong !== undefined) throw new IniError(state.wrong, 'ParsingError');
  return new Map(
    [...state.sections].map(([name, options]) => [
      name,
      new Map([...options].map(([option, value]) => [option, value && stripEnd(value.join('\n'))] as const)),
    ]),
  );
}

interface State {
  readonly syntax: IniSyntax;
  readonly sections: Map<string, Map<string, string[] | undefined>>;
  /** Sections and options of this text, for the strict mode. */
  readonly seen: Set<string>;
  current: { readonly name: string; readonly options: Map<string, string[] | undefined> } | undefined;
  /** The option that indented lines go on with. */
  open: string | undefined;
  indent: number;
  wrong: string | undefined;
}

function readLine(state: State, line: string): void {
  const { syntax } = state;
  const comment = commentStart(line, syntax);
  const value = strip(line.slice(0, comment));
  const continued = state.current && state.open ? state.current.options.get(state.open) : undefined;
  if (value === '') {
    if (!syntax.emptyLinesInValues) state.indent = Number.MAX_SAFE_INTEGER;
    else if (comment === undefined) continued?.push('');
    return;
  }
  const level = NOT_SPACE.exec(line)?.index ?? 0;
  if (state.current && state.open && level > state.indent) {
    if (!continued) throw new IniError('an option without a value goes on', 'ParsingError');
    continued.push(value);
    return;
  }
  state.indent = level;
  const header = sectionName(value);
  if (header !== undefined) startSection(state, header);
  else if (!state.current) throw new IniError('the file does not begin with a section', 'MissingSectionHeaderError');
  else startOption(state, state.current, value);
}

const NOT_SPACE = new RegExp(`[^${SPACE}]`);
const IS_SPACE = new RegExp(`[${SPACE}]`);

/** Where a comment begins; undefined when the line has none. */
function commentStart(line: string, { comments, inlineComments }: IniSyntax): number | undefined {
  const text = strip(line);
  if (comments.some((prefix) => text.startsWith(prefix))) return 0;
  const starts = inlineComments.flatMap((prefix) => {
    for (let at = line.indexOf(prefix); at >= 0 && prefix !== ''; at = line.indexOf(prefix, at + 1))
      if (at === 0 || IS_SPACE.test(line[at - 1] ?? '')) return [at];
    return [];
  });
  return starts.length === 0 ? undefined : Math.min(...starts);
}

/** `[name]`, up to the last bracket; what stands behind it does not count. */
function sectionName(value: string): string | undefined {
  const end = value.lastIndexOf(']');
  return value.startsWith('[') && end > 1 ? value.slice(1, end) : undefined;
}

function startSection(state: State, name: string): void {
  const { syntax, sections, seen } = state;
  if (name !== syntax.defaultSection) {
    if (syntax.strict && seen.has(`s${name}`)) throw new IniError(`section ${name} stands twice`, 'DuplicateSectionError');
    seen.add(`s${name}`);
  }
  const options = sections.get(name) ?? new Map<string, string[] | undefined>();
  sections.set(name, options);
  state.current = { name, options };
  state.open = undefined;
}

function startOption(state: State, section: NonNullable<State['current']>, line: string): void {
  const { syntax, seen } = state;
  const found = delimiter(line, syntax.delimiters);
  if (!found && !syntax.allowNoValue) {
    state.wrong = 'a line is no option';
    return;
  }
  const written = stripEnd(found ? line.slice(0, found.at) : line);
  if (written === '') state.wrong = 'an option has no name';
  const name = syntax.optionName(written);
  const id = `o${section.name}\0${name}`;
  if (syntax.strict && seen.has(id)) throw new IniError(`option ${name} stands twice`, 'DuplicateOptionError');
  seen.add(id);
  section.options.set(name, found ? [strip(line.slice(found.at + found.length))] : undefined);
  state.open = name;
}

/** The first delimiter of a line. */
function delimiter(line: string, delimiters: readonly string[]): { readonly at: number; readonly length: number } | undefined {
  let first: { readonly at: number; readonly length: number } | undefined;
  for (const one of delimiters) {
    const at = line.indexOf(one);
    if (at >= 0 && (!first || at < first.at)) first = { at, length: one.length };
  }
  return first;
}

/**
 * One section of an ini file as Python's `configparser` reads it with its defaults: `=` or `:`, comments only on lines of their own,
 * indented lines go on with the value above. Undefined when the section is not there. Throws an `IniError` where Python raises.
 */
export function readIniSection(text: string, section: string): IniOptions | undefined {
  const sections = readIni(text, DEFAULT_SYNTAX);
  const own = sections.get(section);
  if (!own) return undefined;
  const joined = new Map<string, string>();
  for (const [name, value] of [...(sections.get(DEFAULT_SYNTAX.defaultSection) ?? []), ...own]) joined.set(name, value ?? '');
  return joined;
}

/** The value of an option with `%(other)s` replaced. Throws an `IniError` where Python raises. */
export function iniValue(options: IniOptions, name: string, depth = 0): string | undefined {
  const raw = options.get(name.toLowerCase());
  if (raw === undefined || !raw.includes('%')) return raw;
  if (depth > 9) throw new IniError('values refer to one another too deeply');
  return raw.replace(/%(?:%|\(([^)]+)\)s)?/g, (match, other: string | undefined) => {
    if (match === '%%') return '%';
    const value = other === undefined ? undefined : iniValue(options, other, depth + 1);
    if (value === undefined) throw new IniError('% must be followed by % or a known (name)s');
    return value;
  });
}
