import type { LineMap, Place } from '../../base/text';
import type { NginxDefinition } from '../../knowledge/nginx';
import { headOf, type NginxBlock, type NginxConfiguration, type NginxContextName, type NginxDirective } from '../../project/nginx/model';
import { hasTags, isUnknown, unknownIn } from '../../project/nginx/placeholder';
import type { NginxVersion } from '../../project/nginx/version';
import type { Directive, NginxFile, Word } from '../../syntax/nginx/ast';
import type { Problem, ProblemKind } from './problem';
import { readRegex } from './regex';
import { readScript } from './script';
import { VariableTable } from './variables';
import { ZoneTable } from './zones';

/** A file of the workspace. */
export interface Source {
  readonly lines: LineMap;
  readonly tree: NginxFile;
}

/** Undefined for a file that is not in the workspace. */
export type SourceOf = (file: string) => Source | undefined;

export type ScriptArea = 'http' | 'stream';

/** What nginx remembers while it reads a configuration from the top to the end. */
export class Reading {
  readonly problems: Problem[] = [];
  private readonly reported = new Set<string>();
  readonly variables: Readonly<Record<ScriptArea, VariableTable>>;
  readonly zones = new ZoneTable();
  /** A template decides about words that may define something: see `complete`. */
  templated = false;
  /** What nginx finds when it puts inherited values together, which it does where there are servers. */
  readonly merged: (() => void)[] = [];
  /** A module of others is in use that may define variables of its own. */
  foreign = false;
  /** Names of all directives that were judged. */
  readonly names = new Set<string>();
  private readonly blocks = new Map<NginxContextName, NginxBlock[]>();
  private readonly unknown = new Map<string, ReadonlySet<Directive>>();
  /** What a check keeps for those that come after it, by a name of its own. */
  private readonly notes = new Map<string, unknown>();

  /**
   * @param complete nothing is included that cannot be seen, and the top is a whole configuration: what is not defined in it is not defined.
   */
  constructor(
    readonly configuration: NginxConfiguration,
    readonly complete: boolean,
    private readonly source: SourceOf,
  ) {
    this.variables = { http: new VariableTable('http', this.version), stream: new VariableTable('stream', this.version) };
  }

  get version(): NginxVersion {
    return this.configuration.version;
  }

  /** A note of that name for that owner (a block, the whole reading), made when it is first asked for. */
  note<T>(name: string, make: () => T): T {
    if (!this.notes.has(name)) this.notes.set(name, make());
    return this.notes.get(name) as T;
  }

  lines(file: string): LineMap | undefined {
    return this.source(file)?.lines;
  }

  /** Whether tags of a template stand between the directives of a file: which of them nginx sees, and in which block, is not known. */
  hasTags(file: string): boolean {
    return this.note(`tags in ${file}`, () => hasTags(this.source(file)?.tree.body ?? []));
  }

  /** Whether what nginx will read in the place of one of a directive's words is not known. */
  hasUnknown(directive: NginxDirective): boolean {
    const { file, syntax } = directive;
    let unknown = this.unknown.get(file);
    if (!unknown) {
      const tree = this.source(file)?.tree;
      // What nginx ships has no template in it.
      unknown = tree ? this.configuration.ofTree(tree, unknownIn) : new Set();
      this.unknown.set(file, unknown);
    }
    return unknown.has(syntax);
  }

  addBlock(block: NginxBlock): void {
    const known = this.blocks.get(block.context);
    if (known) known.push(block);
    else this.blocks.set(block.context, [block]);
  }

  /** The judged blocks of some contexts. */
  blocksOf(...contexts: readonly NginxContextName[]): readonly NginxBlock[] {
    return contexts.flatMap((context) => this.blocks.get(context) ?? []);
  }

  /** The same place is blamed once for a kind of fault. */
  report(problem: Problem): void {
    const { kind, place } = problem;
    const key = `${kind} ${place.span.start} ${place.file}`;
    if (this.reported.has(key)) return;
    this.reported.add(key);
    this.problems.push(problem);
  }
}

/** One directive whose place and number of arguments nginx accepts, and what its check may say about it. */
export class Call {
  private words: readonly string[] | undefined;
  private failed = false;

  constructor(
    readonly reading: Reading,
    readonly directive: NginxDirective,
    readonly definition: NginxDefinition,
  ) {}

  get args(): readonly string[] {
    this.words ??= this.directive.args.map((word) => word.text);
    return this.words;
  }

  get name(): string {
    return this.directive.name;
  }

  get block(): NginxBlock {
    return this.directive.parent;
  }

  get area(): ScriptArea {
    return this.definition.area === 'stream' ? 'stream' : 'http';
  }

  /** Whether something was refused: nginx reads no further. */
  get isRefused(): boolean {
    return this.failed;
  }

  arg(index: number): string {
    return this.directive.args[index]?.text ?? '';
  }

  /** Says that a value is refused: the word at that index, or the whole directive. */
  invalid(index: number | undefined, what: string, advice = 'Write a value that nginx takes.'): undefined {
    this.refuse('invalid-value', what, advice, index === undefined ? undefined : this.directive.args[index]);
  }

  duplicate(what: string, earlier?: NginxDirective, advice = 'Keep one of them.'): undefined {
    if (this.directive.conditional || earlier?.conditional || this.reading.hasTags(this.directive.file)) return;
    this.refuse('duplicate-directive', what, advice, undefined, earlier);
  }

  refuse(kind: ProblemKind, what: string, advice: string, word?: Word, earlier?: NginxDirective): undefined {
    // nginx stops at the first.
    if (this.failed) return;
    this.failed = true;
    const { directive } = this;
    const place = word ? { file: directive.file, span: word.span } : headOf(directive);
    const related = earlier && { place: headOf(earlier), message: 'the first one' };
    this.reading.report({ kind, what, advice, place, reported: terminatorOf(directive), ...(related ? { related } : {}) });
  }

  /**
   * Reads a word with variables in it; reports what is wrong with it.
   * @param text the part of the word that is read, where it is not all of it.
   */
  script(index: number, text = this.arg(index), { captures = true, merged = false } = {}): boolean {
    const word = this.directive.args[index];
    if (!word || isUnknown(word)) return true;
    if (merged) {
      this.reading.merged.push(() => void this.compile(index, text, captures, (what) => this.later(index, what)));
      return true;
    }
    const advice = 'A $ begins a variable; a plain dollar sign cannot be written here.';
    return this.compile(index, text, captures, (what) => this.invalid(index, what, advice));
  }

  private compile(index: number, text: string, captures: boolean, fault: (what: string) => void): boolean {
    const word = this.directive.args[index];
    const { variables, error } = readScript(text, captures);
    for (const name of variables) if (word) this.use(name, word);
    if (error !== undefined) fault(`${quoted(text)} has ${error}`);
    return error === undefined;
  }

  /** Reads a regular expression: reports what PCRE refuses, and defines its named groups. Index -1 is the first word of a line of `map`. */
  regex(index: number, pattern: string): boolean {
    const word = index < 0 ? this.directive.syntax.name : this.directive.args[index];
    if (!word || isUnknown(word)) return true;
    const { error, names } = readRegex(pattern);
    if (error !== undefined) {
      this.invalid(index, `the regular expression ${quoted(pattern)} does not compile: ${error}`, 'Mend the expression.');
      return false;
    }
    for (const name of names) this.define(name, index);
    return true;
  }

  /** Makes a variable. `weak`: `set`, which leaves a variable of a prefix (`$http_x`) what it is. */
  define(name: string, index: number): boolean {
    if (name === '') {
      this.invalid(index, 'a variable without a name', 'Write a name after the $.');
      return false;
    }
    if (this.reading.variables[this.area].define(name)) return true;
    this.invalid(index, `$${name} is a variable of nginx's own and cannot be set`, 'Choose another name.');
    return false;
  }

  /** The name of a word that has to be `$name`; undefined, and reported, where it is none. */
  variableName(index: number): string | undefined {
    const text = this.arg(index);
    if (text.startsWith('$')) return text.slice(1);
    this.invalid(index, `${quoted(text)} is not the name of a variable`, 'It begins with a $.');
    return undefined;
  }

  use(name: string, word: Word): void {
    this.reading.variables[this.area].use(name, this.directive, word);
  }

  /** Something that nginx finds when it has read the whole of http or stream. */
  later(
    index: number | undefined,
    what: string,
    advice = 'Write a value that nginx takes.',
    kind: ProblemKind = 'invalid-value',
  ): undefined {
    const { directive } = this;
    const word = index === undefined ? undefined : directive.args[index];
    const place = word ? { file: directive.file, span: word.span } : headOf(directive);
    this.reading.report({ kind, what, advice, place, reported: closeOf(directive) });
  }
}

/** Where nginx stands when it acts on a directive. */
export function terminatorOf(directive: NginxDirective): Place | undefined {
  const { terminator } = directive.syntax;
  return terminator && { file: directive.file, span: terminator };
}

/** The `}` of the http or stream block that a directive stands in: where nginx puts the inherited values together. */
export function closeOf(directive: NginxDirective): Place | undefined {
  for (let block: NginxBlock | undefined = directive.parent; block; block = block.parent) {
    const { opener } = block;
    if (!opener || (block.context !== 'http' && block.context !== 'stream')) continue;
    const close = opener.syntax.block?.close;
    return close && { file: opener.file, span: close };
  }
  return undefined;
}

export function quoted(text: string): string {
  return `"${text}"`;
}
