import type { LineMap } from '../../base/text';
import type { NginxDefinition } from '../../knowledge/nginx';
import {
  headOf,
  isTop,
  type NginxBlock,
  type NginxConfiguration,
  type NginxContextName,
  type NginxDirective,
} from '../../project/nginx/model';
import { hasTagsIn, isUnknown, unknownIn } from '../../project/nginx/placeholder';
import type { NginxVersion } from '../../project/nginx/version';
import type { Directive, NginxFile, Word } from '../../syntax/nginx/ast';
import { type Draft, type Memory, memoryOf, Notes } from './memory';
import { closeOf, terminatorOf } from './places';
import type { Problem, ProblemKind } from './problem';
import { readRegex } from './regex';
import { readScript } from './script';
import type { VariableTable } from './variables';
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
  private readonly blamed = new Set<string>();
  /** How many were found, those in places that were blamed already among them. */
  private faults = 0;
  readonly zones = new ZoneTable();
  /** A memory told something else than a reading would now: this one is of no use. */
  isOutdated = false;
  private readonly all: Notes;
  /** Of the block that is being read; else the same. */
  private current: Notes;
  private draft: Draft | undefined;
  private readonly toMerge: (() => void)[] = [];
  private readonly unknown = new Map<string, ReadonlySet<Directive>>();
  /** What a check keeps for those that come after it, by a name of its own. */
  private readonly notes = new Map<string, unknown>();
  private readonly facts: string;

  /**
   * @param complete nothing is included that cannot be seen, and the top is a whole configuration: what is not defined in it is not defined.
   * @param anew whether memories of earlier readings are left aside.
   */
  constructor(
    readonly configuration: NginxConfiguration,
    readonly complete: boolean,
    private readonly source: SourceOf,
    private readonly anew: boolean,
  ) {
    const { version, context, outer, includes } = configuration;
    this.all = new Notes(version);
    this.current = this.all;
    const mayHaveModules = includes.some(({ directive, missing }) => missing !== undefined && isTop(directive.parent));
    this.facts = JSON.stringify([version, context, outer, complete, mayHaveModules]);
  }

  get version(): NginxVersion {
    return this.configuration.version;
  }

  get variables(): Readonly<Record<ScriptArea, VariableTable>> {
    return this.current.variables;
  }

  /** A template decides about words that may define something: see `complete`. */
  get templated(): boolean {
    return this.all.templated || this.current.templated;
  }

  set templated(is: boolean) {
    this.current.templated = is;
  }

  /** A module of others is in use that may define variables of its own. */
  get foreign(): boolean {
    return this.all.foreign || this.current.foreign;
  }

  set foreign(is: boolean) {
    this.current.foreign = is;
  }

  /** Notes that a directive of that name was judged. */
  addName(name: string): void {
    this.current.names.add(name);
  }

  /** Whether one of that name was judged. */
  hasName(name: string): boolean {
    return this.current.names.has(name) || this.all.hasName(name);
  }

  /**
   * Judges a block, or takes over what was told of it before: see docs/adr/0018-nginx-edits.md.
   * @param judge reports and notes what is to say of the block; @returns whether that has to do with this block alone.
   */
  block(block: NginxBlock, judge: () => boolean): void {
    const memory = memoryOf(block);
    const { known } = memory;
    if (known?.facts === this.facts && !this.anew) {
      this.recall(known);
      return;
    }
    memory.known = undefined;
    const before = this.problems.length;
    const draft: Draft = { blamed: [], shared: [], kinds: new Set(), isOwn: true };
    const notes = new Notes(this.version);
    this.draft = draft;
    this.current = notes;
    const isOwn = judge();
    this.draft = undefined;
    this.current = this.all;
    this.take(notes);
    const { blamed, shared } = draft;
    if (isOwn && draft.isOwn) memory.known = { facts: this.facts, problems: this.problems.slice(before), blamed, notes, shared };
  }

  private recall({ problems, blamed, notes, shared }: Memory): void {
    if (blamed.some((key) => this.blamed.has(key))) this.isOutdated = true;
    for (const key of blamed) this.blamed.add(key);
    for (const problem of problems) this.problems.push(problem);
    this.take(notes);
    const before = this.faults;
    for (const { directive, definition, run, outcome } of shared)
      if (run(new Call(this, directive, definition)) !== outcome) this.isOutdated = true;
    if (this.faults !== before) this.isOutdated = true;
  }

  private take(notes: Notes): void {
    this.all.add(notes);
    if (notes.merged.length > 0) this.toMerge.push(() => this.mergeBlock(notes));
  }

  /** Does what other blocks have a part in: it is done again where the rest is only remembered. */
  shared<T>(call: Call, run: (call: Call) => T, kind?: string): T {
    const { draft } = this;
    const before = this.faults;
    const outcome = run(call);
    if (!draft) return outcome;
    if (kind === undefined || !draft.kinds.has(kind))
      draft.shared.push({ directive: call.directive, definition: call.definition, run, outcome });
    if (kind !== undefined) draft.kinds.add(kind);
    if (this.faults !== before) draft.isOwn = false;
    return outcome;
  }

  /** What nginx finds when it puts inherited values together, which it does where there are servers. */
  whenMerged({ directive, definition }: Call, run: (call: Call) => void): void {
    if (this.draft) this.current.merged.push({ directive, definition, run });
    else this.toMerge.push(() => run(new Call(this, directive, definition)));
  }

  /** Does what waits for the merging. */
  merge(): void {
    for (const act of this.toMerge) act();
  }

  private mergeBlock(notes: Notes): void {
    if (notes.ofMerged) {
      this.all.add(notes.ofMerged);
      return;
    }
    const told = new Notes(this.version);
    const before = this.faults;
    this.current = told;
    for (const { directive, definition, run } of notes.merged) run(new Call(this, directive, definition));
    this.current = this.all;
    this.all.add(told);
    if (this.faults === before) notes.ofMerged = told;
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
    const tree = this.source(file)?.tree;
    return tree !== undefined && this.configuration.ofTree(tree, hasTagsIn);
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
    this.current.blocks.push(block);
  }

  /** The judged blocks of some contexts, when all is read. */
  blocksOf(...contexts: readonly NginxContextName[]): readonly NginxBlock[] {
    const [first, ...others] = contexts.map((context) => this.note(`blocks of ${context}`, () => this.all.blocksOf(context)));
    return first === undefined ? [] : first.concat(...others);
  }

  /** The same place is blamed once for a kind of fault. */
  report(problem: Problem): void {
    const { kind, place } = problem;
    const key = `${kind} ${place.span.start} ${place.file}`;
    const { draft } = this;
    this.faults++;
    if (this.blamed.has(key)) {
      if (draft) draft.isOwn = false;
      return;
    }
    draft?.blamed.push(key);
    this.blamed.add(key);
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

  /** All directives of its block, itself among them. */
  get siblings(): readonly NginxDirective[] {
    return this.reading.configuration.whole(this.directive.parent).directives;
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
      this.reading.whenMerged(this, compiling(index, text, captures));
      return true;
    }
    const advice = 'A $ begins a variable; a plain dollar sign cannot be written here.';
    return this.compile(index, text, captures, (what) => this.invalid(index, what, advice));
  }

  compile(index: number, text: string, captures: boolean, fault: (what: string) => void): boolean {
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

  /**
   * Does what other blocks have a part in.
   * @param run may use nothing but the call that it is given.
   * @param kind of several of one kind only the first has to be done again: the others say the same.
   * @returns what `run` returns.
   */
  shared<T>(run: (call: Call) => T, kind?: string): T {
    return this.reading.shared(this, run, kind);
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

/** Reads a script when values are merged. */
function compiling(index: number, text: string, captures: boolean) {
  return (call: Call) => void call.compile(index, text, captures, (what) => call.later(index, what));
}

export function quoted(text: string): string {
  return `"${text}"`;
}
