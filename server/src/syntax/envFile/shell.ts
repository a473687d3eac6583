import type { Span } from '../../base/text';
import { assignmentOf, exportsAfterSet } from '../shell/script';
import { hasTilde, plainText, readWord, type Word, type WordPart } from '../shell/word';
import { type EnvFileEntry, type EnvFileReading, Refused } from './envFile';

/** Words that begin or go on with a compound command. */
const COMPOUND = new Set('if then else elif fi do done case esac while until for { } ! [[ function select time coproc in'.split(' '));
/** Commands of a shell that may set any variable, or change how the rest is read. */
const OPAQUE = new Set(
  '. source eval read readonly declare typeset local getopts mapfile readarray alias unalias trap shopt printf let command builtin enable emulate'.split(
    ' ',
  ),
);
const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
const SPECIAL = new Set(['export', 'set', 'unset', 'exec', 'exit', 'return', ':', 'shift', 'times', 'break', 'continue']);
/** In text that is not followed: what may set variables that it does not name. */
const SETS_ANYTHING =
  /(?:^|[\s;&|(`{])(?:\.|source|eval|read|readonly|declare|typeset|local|getopts|mapfile|readarray|printf|unset|export)(?=\s)/;

/** What ends a word where it is not quoted. */
const META = ' \t\n;&|<>()';

export interface ShellOptions {
  /** Every assignment is exported: the file is read after `set -a`. */
  readonly exportsAll?: boolean;
  /** Names that the shell has exported before it reads the file: an assignment to one of them is exported too. */
  readonly exported?: Iterable<string>;
}

/** What a shell file leaves. */
export type ShellReading =
  | Extract<EnvFileReading, { readonly kind: 'refused' }>
  | (Extract<EnvFileReading, { readonly kind: 'read' }> & {
      /** Every variable that the file sets or unsets, exported or not; undefined where its last value is not known, or not whether it has one. */
      readonly variables: ReadonlyMap<string, string | undefined>;
      /** Whether assignments behind the file are exported; undefined where that is not known. */
      readonly exportsAll: boolean | undefined;
    });

/** A construct that the reader does not follow. */
class NotFollowed extends Error {}

/**
 * What a POSIX shell file puts into the environment of what it starts, or of the shell that reads it with `.`: `export NAME=value`,
 * an assignment with its export before or after, and assignments under `set -a`. Other commands are taken for programs, which set
 * nothing. What depends on a condition or on an expansion other than a name that the file has set before is not known; from the first
 * compound command on nothing is read.
 *
 * Source: POSIX.1-2017, Shell Command Language.
 */
export function readShellExports(text: string, options: ShellOptions = {}): ShellReading {
  const shell = new Shell(text, options);
  try {
    while (shell.step());
    return shell.result();
  } catch (error) {
    if (error instanceof Refused) return { kind: 'refused', reason: error.message, span: error.span };
    if (error instanceof NotFollowed) return shell.givenUp();
    throw error;
  }
}

interface Command {
  readonly words: readonly Word[];
  /** Where it reads from and writes to. */
  readonly targets: readonly Word[];
  /** A line break counts as one; empty at the end of the text. */
  readonly operator: string;
}

class Shell {
  private at = 0;
  private commandStart = 0;
  private readonly entries: (EnvFileEntry | undefined)[] = [];
  /** Where the entries of a name are that may have a known value. */
  private readonly places = new Map<string, number[]>();
  private readonly variables = new Map<string, string | undefined>();
  /** False for a name that may be exported or not. */
  private readonly exported: Map<string, boolean>;
  private complete = true;
  /** Undefined where `set -a` may have run. */
  private exportsAll: boolean | undefined;
  /** The next command may not run, or runs in a process of its own. */
  private uncertain = false;
  /** A command has to follow: the last one ended with `&&`, `||` or `|`. */
  private awaited = false;

  constructor(
    private readonly text: string,
    options: ShellOptions,
  ) {
    this.exportsAll = options.exportsAll ?? false;
    this.exported = new Map([...(options.exported ?? [])].map((name) => [name, true]));
  }

  result(): ShellReading {
    const { complete, variables, exportsAll } = this;
    return { kind: 'read', entries: this.standing(), complete, variables, exportsAll };
  }

  /** Without what `unset` has taken away. */
  private standing(): readonly EnvFileEntry[] {
    return this.entries.filter((entry) => entry !== undefined);
  }

  private add(entry: EnvFileEntry): void {
    const places = this.places.get(entry.name);
    if (places) places.push(this.entries.length);
    else this.places.set(entry.name, [this.entries.length]);
    this.entries.push(entry);
  }

  /** The result when the text from the current command on is not followed: what it names may be set otherwise. */
  givenUp(): ShellReading {
    const rest = this.text.slice(this.commandStart);
    const named = new Set(rest.match(/[A-Za-z_][A-Za-z0-9_]*/g));
    const anything = SETS_ANYTHING.test(rest);
    const entries = this.standing().map((entry) => (anything || named.has(entry.name) ? { ...entry, value: undefined } : entry));
    return { kind: 'read', entries, complete: false, variables: new Map(), exportsAll: undefined };
  }

  /** Runs the next command; false when there is none or the shell ends. */
  step(): boolean {
    this.commandStart = this.at;
    const command = this.readCommand();
    if (command.words.length === 0) {
      const stands = command.operator === '\n' || command.operator === '' || (command.operator === ';' && command.targets.length > 0);
      if (!stands || (this.awaited && command.operator === '')) throw new NotFollowed();
      if (command.targets.length > 0) {
        this.complete = false;
        this.uncertain = false;
        this.awaited = false;
      }
      return command.operator !== '';
    }
    const uncertain = this.uncertain || command.operator === '|' || command.operator === '&' || command.targets.length > 0;
    const outcome = this.run(command, uncertain);
    if (outcome === 'ends' && !this.uncertain) return false;
    this.awaited = command.operator === '&&' || command.operator === '||' || command.operator === '|';
    this.uncertain = this.awaited && !(command.operator === '&&' && outcome === 'succeeds' && !uncertain);
    return command.operator !== '';
  }

  private run(command: Command, uncertain: boolean): 'succeeds' | 'ends' | 'other' {
    const { words, targets } = command;
    if ([...words, ...targets].some(mayAssign)) this.forget();
    if ([...words, ...targets].some(mayEnd)) this.complete = false;
    const count = words.findIndex((word) => assignmentOf(word) === undefined);
    const assigned = count < 0 ? words : words.slice(0, count);
    const [first, ...rest] = count < 0 ? [] : words.slice(count);
    // A shell ends where it cannot open the file of an assignment or of a special command.
    const ends = targets.length > 0 && (!first || SPECIAL.has(this.literal(first) ?? ''));
    if (ends) this.complete = false;
    if (!first) {
      for (const word of assigned) this.assign(word, uncertain);
      return words.every((word) => !word.parts.some(isOpen)) ? 'succeeds' : 'other';
    }
    const name = this.literal(first);
    if (name !== undefined && COMPOUND.has(name)) throw new NotFollowed();
    const special = name === undefined || OPAQUE.has(name) || SPECIAL.has(name);
    if (assigned.length > 0 && special) throw new NotFollowed();
    if (name === undefined || OPAQUE.has(name)) return this.forget();
    if (name === 'export') return this.export(rest, uncertain);
    if (name === 'unset') return this.unset(rest, uncertain);
    if (name === 'set') return this.set(rest, uncertain);
    if (name === 'exit' || name === 'return') return 'ends';
    if (name === 'exec') return rest.length > 0 ? 'ends' : 'other';
    this.touch(name);
    return 'other';
  }

  /** bash has `NAME+=…` and `NAME[…]=…`, which are names of programs to POSIX. */
  private touch(command: string): void {
    const name = /^([A-Za-z_][A-Za-z0-9_]*)(?:\+|\[[^\]]*\]\+?)=/.exec(command)?.[1];
    if (name === undefined) return;
    this.complete = false;
    this.store(name, undefined, true, { start: this.commandStart, end: this.commandStart + command.length });
  }

  private assign(word: Word, uncertain: boolean): void {
    const one = assignmentOf(word);
    if (one) this.store(one.name, uncertain ? undefined : this.valueOf(one.value, false), uncertain, word.span);
  }

  private store(name: string, value: string | undefined, uncertain: boolean, span: Span): void {
    this.variables.set(name, value);
    const isExported = this.exported.get(name);
    const exports = isExported === true || this.exportsAll;
    if (exports === false && isExported === undefined) return;
    this.exported.set(name, isExported === true || (exports === true && !uncertain));
    this.add({ name, value: exports ? value : undefined, span });
  }

  private export(args: readonly Word[], uncertain: boolean): 'succeeds' | 'other' {
    // All are expanded before the first one is set.
    const made = args.map((word) => ({ word, name: this.exportedName(word), value: this.exportedValue(word) }));
    for (const { word, name, value } of made) {
      if (name === undefined || name.startsWith('-')) return this.forget();
      // One shell stops here, another goes on.
      if (!NAME.test(name)) throw new NotFollowed();
      this.exported.set(name, this.exported.get(name) === true || !uncertain);
      if (assignmentOf(word, true)) this.store(name, uncertain ? undefined : value, uncertain, word.span);
      else this.add({ name, value: uncertain ? undefined : this.variables.get(name), span: word.span });
    }
    return uncertain ? 'other' : 'succeeds';
  }

  /** With its name in quotes an assignment is split like any other argument. */
  private exportedName(word: Word): string | undefined {
    const assigned = assignmentOf(word, true);
    const isSplit = !assignmentOf(word) && word.parts.some((part) => part.kind !== 'text' && (part.kind === 'computed' || !part.quoted));
    return isSplit ? undefined : (assigned?.name ?? this.literal(word));
  }

  private exportedValue(word: Word): string | undefined {
    const assigned = assignmentOf(word, true);
    return assigned && this.valueOf(assigned.value, true);
  }

  private unset(args: readonly Word[], uncertain: boolean): 'other' {
    for (const word of args) {
      const name = this.literal(word);
      if (name === undefined || !NAME.test(name)) return this.forget();
      this.variables.set(name, undefined);
      // Under `set -a` dash exports what is set after it was unset.
      if (!uncertain && this.exportsAll === false) this.exported.delete(name);
      else if (this.exportsAll !== false || this.exported.has(name)) this.exported.set(name, false);
      for (const at of this.places.get(name) ?? []) {
        const entry = this.entries[at];
        this.entries[at] = uncertain && entry ? { ...entry, value: undefined } : undefined;
      }
      this.places.delete(name);
    }
    return 'other';
  }

  private set(args: readonly Word[], uncertain: boolean): 'other' {
    const texts = args.map((word) => this.literal(word));
    const after = exportsAfterSet(texts, this.exportsAll);
    if (!uncertain || after === this.exportsAll) this.exportsAll = after;
    else this.exportsAll = undefined;
    return 'other';
  }

  /** After a command that may have set anything. */
  private forget(): 'other' {
    this.complete = false;
    this.exportsAll = undefined;
    for (const at of [...this.places.values()].flat()) {
      const entry = this.entries[at];
      if (entry) this.entries[at] = { ...entry, value: undefined };
    }
    this.places.clear();
    this.variables.clear();
    return 'other';
  }

  /** A word without expansions, quotes gone. */
  private literal(word: Word): string | undefined {
    return plainText(word.parts);
  }

  /** An argument is expanded to file names and split where an assignment is not. */
  private valueOf({ parts }: Word, isArgument: boolean): string | undefined {
    let value = '';
    for (const part of parts) {
      if (part.kind === 'computed' || hasTilde(part)) return undefined;
      if (part.kind === 'text') {
        if (isArgument && !part.quoted && /[*?[{~]/.test(part.text)) return undefined;
        value += part.text;
        continue;
      }
      const known = part.operator === undefined ? this.variables.get(part.name) : undefined;
      if (known === undefined || (isArgument && !part.quoted && /[^\w@%+=:,./-]/.test(known))) return undefined;
      value += known;
    }
    return value;
  }

  private readCommand(): Command {
    const { text } = this;
    const words: Word[] = [];
    const targets: Word[] = [];
    for (;;) {
      this.skipBlanks();
      const character = text.charAt(this.at);
      if (character === '#') this.skipComment();
      else if (character === '<' || character === '>') {
        targets.push(this.readRedirection());
      } else if (character === '(' || character === ')') throw new NotFollowed();
      else if ('\n;&|'.includes(character)) {
        return { words, targets, operator: this.readOperator() };
      } else {
        words.push(this.readWord());
      }
    }
  }

  /** The empty text of `charAt` at the end of the text counts as an operator too. */
  private readOperator(): string {
    const { text } = this;
    const character = text.charAt(this.at);
    if (character === '') return '';
    if (character === '\n' || character === ';') {
      if (text.startsWith(';;', this.at)) throw new NotFollowed();
      this.at++;
      return character;
    }
    const double = text.charAt(this.at + 1) === character;
    this.at += double ? 2 : 1;
    if ('&|<>'.includes(text.charAt(this.at)) && text.charAt(this.at) !== '') throw new NotFollowed();
    if (character === '&' && !double) return '&';
    this.skipLineBreaks();
    return double ? character.repeat(2) : '|';
  }

  /** After `&&`, `||` and `|` the command may stand on a later line. */
  private skipLineBreaks(): void {
    for (;;) {
      this.skipBlanks();
      if (this.text[this.at] === '#') this.skipComment();
      if (this.text[this.at] !== '\n') return;
      this.at++;
    }
  }

  private readRedirection(): Word {
    const { text } = this;
    if (text.startsWith('<<', this.at)) throw new NotFollowed();
    this.at++;
    if ('>&|'.includes(text.charAt(this.at)) && this.at < text.length) this.at++;
    this.skipBlanks();
    if (text[this.at] === '#') throw new NotFollowed();
    const word = this.readWord();
    if (word.span.end === word.span.start) throw new NotFollowed();
    return word;
  }

  private readWord(): Word {
    const word = readWord(this.text, 'shell', this.at, (char) => META.includes(char));
    if (word.fault?.kind === 'unclosed') throw new Refused(word.fault.reason, word.fault.span);
    if (word.fault) throw new NotFollowed();
    this.at = word.span.end;
    return word;
  }

  private skipBlanks(): void {
    const { text } = this;
    for (;;) {
      const character = text[this.at];
      if (character === ' ' || character === '\t') this.at++;
      else if (character === '\\' && text[this.at + 1] === '\n') this.at += 2;
      else return;
    }
  }

  private skipComment(): void {
    const end = this.text.indexOf('\n', this.at);
    this.at = end < 0 ? this.text.length : end;
  }
}

/** Not a text and not the plain value of a variable. */
function isOpen(part: WordPart): boolean {
  return part.kind === 'computed' || (part.kind === 'variable' && part.operator !== undefined);
}

/** `${NAME:=…}` and `$((NAME = …))` set variables. */
function mayAssign(word: Word): boolean {
  return word.parts.some((part) => part.kind !== 'text' && isOpen(part) && /=|\+\+|--/.test(part.written));
}

/** `${NAME:?…}` ends the shell where the variable is not set, and so does a mistake in braces or in a calculation. */
function mayEnd(word: Word): boolean {
  const ends = /^\$(?:\{(?!#?[A-Za-z0-9_]+(?:\}|:?[-+=]|[%#]))|\(\()/;
  return word.parts.some((part) => part.kind !== 'text' && isOpen(part) && ends.test(part.written));
}
