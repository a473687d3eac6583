import type { Span } from '../../base/text';
import { type EnvFileEntry, type EnvFileReading, Refused } from './envFile';
import { NotFollowed, readShellWord, type ShellWord } from './shellWords';

/** Words that begin or go on with a compound command. */
const COMPOUND = new Set('if then else elif fi do done case esac while until for { } ! [[ function select time coproc in'.split(' '));
/** Commands of a shell that may set any variable, or change how the rest is read. */
const OPAQUE = new Set(
  '. source eval read readonly declare typeset local getopts mapfile readarray alias unalias trap shopt printf let command builtin enable emulate'.split(
    ' ',
  ),
);
const ASSIGNMENT = /^([A-Za-z_][A-Za-z0-9_]*)=/;
const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
const SPECIAL = new Set(['export', 'set', 'unset', 'exec', 'exit', 'return', ':', 'shift', 'times', 'break', 'continue']);
/** In text that is not followed: what may set variables that it does not name. */
const SETS_ANYTHING =
  /(?:^|[\s;&|(`{])(?:\.|source|eval|read|readonly|declare|typeset|local|getopts|mapfile|readarray|printf|unset|export)(?=\s)/;

export interface ShellOptions {
  /** Every assignment is exported: the file is read after `set -a`. */
  readonly exportsAll?: boolean;
}

/**
 * What a POSIX shell file puts into the environment of what it starts, or of the shell that reads it with `.`: `export NAME=value`,
 * an assignment with its export before or after, and assignments under `set -a`. Other commands are taken for programs, which set
 * nothing. What depends on a condition or on an expansion other than a name that the file has set before is not known; from the first
 * compound command on nothing is read.
 *
 * Source: POSIX.1-2017, Shell Command Language.
 */
export function readShellExports(text: string, options: ShellOptions = {}): EnvFileReading {
  const shell = new Shell(text, options.exportsAll ?? false);
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
  readonly start: number;
  readonly words: readonly ShellWord[];
  /** Where it reads from and writes to. */
  readonly targets: readonly ShellWord[];
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
  private readonly exported = new Set<string>();
  private complete = true;
  /** Undefined where `set -a` may have run. */
  private exportsAll: boolean | undefined;
  /** The next command may not run, or runs in a process of its own. */
  private uncertain = false;
  /** A command has to follow: the last one ended with `&&`, `||` or `|`. */
  private awaited = false;

  constructor(
    private readonly text: string,
    exportsAll: boolean,
  ) {
    this.exportsAll = exportsAll;
  }

  result(): EnvFileReading {
    return { kind: 'read', entries: this.standing(), complete: this.complete };
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
  givenUp(): EnvFileReading {
    const rest = this.text.slice(this.commandStart);
    const named = new Set(rest.match(/[A-Za-z_][A-Za-z0-9_]*/g));
    const anything = SETS_ANYTHING.test(rest);
    const entries = this.standing().map((entry) => (anything || named.has(entry.name) ? { ...entry, value: undefined } : entry));
    return { kind: 'read', entries, complete: false };
  }

  /** Runs the next command; false when there is none or the shell ends. */
  step(): boolean {
    this.commandStart = this.at;
    const command = this.readCommand();
    if (command.words.length === 0) {
      const stands = command.operator === '\n' || command.operator === '' || (command.operator === ';' && command.targets.length > 0);
      if (!stands || (this.awaited && command.operator === '')) throw new NotFollowed(command.start);
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
    const count = words.findIndex((word) => assignedName(word) === undefined);
    const assigned = count < 0 ? words : words.slice(0, count);
    const [first, ...rest] = count < 0 ? [] : words.slice(count);
    // A shell ends where it cannot open the file of an assignment or of a special command.
    const ends = targets.length > 0 && (!first || SPECIAL.has(this.literal(first) ?? ''));
    if (ends) this.complete = false;
    if (!first) {
      for (const word of assigned) this.assign(word, uncertain, false);
      return words.every((word) => word.pieces.every((piece) => piece.kind !== 'unknown')) ? 'succeeds' : 'other';
    }
    const name = this.literal(first);
    if (name !== undefined && COMPOUND.has(name)) throw new NotFollowed(command.start);
    const special = name === undefined || OPAQUE.has(name) || SPECIAL.has(name);
    if (assigned.length > 0 && special) throw new NotFollowed(command.start);
    if (name === undefined || OPAQUE.has(name)) return this.forget();
    if (name === 'export') return this.export(rest, uncertain, command);
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
    this.store(name, undefined, { start: this.commandStart, end: this.commandStart + command.length });
  }

  private assign(word: ShellWord, uncertain: boolean, isArgument: boolean): void {
    const name = assignedName(word);
    if (name === undefined) return;
    this.store(name, uncertain ? undefined : this.valueOf(word, name.length + 1, isArgument), word.span);
  }

  private store(name: string, value: string | undefined, span: Span): void {
    this.variables.set(name, value);
    const exports = this.exported.has(name) || this.exportsAll;
    if (exports === false) return;
    this.add({ name, value: exports ? value : undefined, span });
  }

  private export(args: readonly ShellWord[], uncertain: boolean, command: Command): 'succeeds' | 'other' {
    for (const word of args) {
      const assigned = assignedName(word);
      const name = assigned ?? this.literal(word);
      if (name === undefined || name.startsWith('-')) return this.forget();
      // One shell stops here, another goes on.
      if (!NAME.test(name)) throw new NotFollowed(command.start);
      this.exported.add(name);
      if (assigned !== undefined) this.assign(word, uncertain, true);
      else this.add({ name, value: uncertain ? undefined : this.variables.get(name), span: word.span });
    }
    return uncertain ? 'other' : 'succeeds';
  }

  private unset(args: readonly ShellWord[], uncertain: boolean): 'other' {
    for (const word of args) {
      const name = this.literal(word);
      if (name === undefined || !NAME.test(name)) return this.forget();
      this.variables.set(name, undefined);
      if (!uncertain) this.exported.delete(name);
      for (const at of this.places.get(name) ?? []) {
        const entry = this.entries[at];
        this.entries[at] = uncertain && entry ? { ...entry, value: undefined } : undefined;
      }
      this.places.delete(name);
    }
    return 'other';
  }

  private set(args: readonly ShellWord[], uncertain: boolean): 'other' {
    const texts = args.map((word) => this.literal(word));
    for (const [index, text] of texts.entries()) {
      if (text === '--' || text === '-') break;
      const byName = text !== undefined && /^[-+][a-zA-Z]*o$/.test(text) && texts[index + 1] === 'allexport';
      const byLetter = text !== undefined && /^[-+][a-zA-Z]*a[a-zA-Z]*$/.test(text);
      if (text === undefined) this.exportsAll = undefined;
      else if (byName || byLetter) this.exportsAll = uncertain ? undefined : text.startsWith('-');
    }
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
  private literal(word: ShellWord): string | undefined {
    return word.pieces.every((piece) => piece.kind === 'text') ? word.pieces.map((piece) => piece.text).join('') : undefined;
  }

  /** Behind `NAME=`; an argument is expanded to file names and split where an assignment is not. */
  private valueOf(word: ShellWord, skip: number, isArgument: boolean): string | undefined {
    let value = '';
    for (const [index, piece] of word.pieces.entries()) {
      if (piece.kind === 'unknown') return undefined;
      if (piece.kind === 'name') {
        const known = this.variables.get(piece.name);
        if (known === undefined || (isArgument && !piece.quoted && /[^\w@%+=:,./-]/.test(known))) return undefined;
        value += known;
        continue;
      }
      const text = index === 0 ? piece.text.slice(skip) : piece.text;
      if (!piece.quoted && (/(?:^|:)~/.test(text) || (isArgument && /[*?[{~]/.test(text)))) return undefined;
      value += text;
    }
    return value;
  }

  private readCommand(): Command {
    const { text } = this;
    const start = this.at;
    const words: ShellWord[] = [];
    const targets: ShellWord[] = [];
    for (;;) {
      this.skipBlanks();
      const character = text.charAt(this.at);
      if (character === '#') this.skipComment();
      else if (character === '<' || character === '>') {
        targets.push(this.readRedirection(start));
      } else if (character === '(' || character === ')') throw new NotFollowed(start);
      else if ('\n;&|'.includes(character)) {
        return { start, words, targets, operator: this.readOperator(start) };
      } else {
        const word = readShellWord(text, this.at);
        this.at = word.span.end;
        words.push(word);
      }
    }
  }

  /** The empty text of `charAt` at the end of the text counts as an operator too. */
  private readOperator(start: number): string {
    const { text } = this;
    const character = text.charAt(this.at);
    if (character === '') return '';
    if (character === '\n' || character === ';') {
      if (text.startsWith(';;', this.at)) throw new NotFollowed(start);
      this.at++;
      return character;
    }
    const double = text.charAt(this.at + 1) === character;
    this.at += double ? 2 : 1;
    if ('&|<>'.includes(text.charAt(this.at)) && text.charAt(this.at) !== '') throw new NotFollowed(start);
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

  private readRedirection(start: number): ShellWord {
    const { text } = this;
    if (text.startsWith('<<', this.at)) throw new NotFollowed(start);
    this.at++;
    if ('>&|'.includes(text.charAt(this.at)) && this.at < text.length) this.at++;
    this.skipBlanks();
    const word = readShellWord(text, this.at);
    if (word.span.end === word.span.start || text[this.at] === '#') throw new NotFollowed(start);
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

/** The name that a word assigns to; it has to stand there without quotes. */
function assignedName(word: ShellWord): string | undefined {
  const [first] = word.pieces;
  return first?.kind === 'text' && !first.quoted ? ASSIGNMENT.exec(first.text)?.[1] : undefined;
}

/** `${NAME:=…}` and `$((NAME = …))` set variables. */
function mayAssign(word: ShellWord): boolean {
  return word.pieces.some((piece) => piece.kind === 'unknown' && /=|\+\+|--/.test(piece.text));
}

/** `${NAME:?…}` ends the shell where the variable is not set, and so does a mistake in braces. */
function mayEnd(word: ShellWord): boolean {
  return word.pieces.some((piece) => piece.kind === 'unknown' && /^\$\{(?!#?[A-Za-z0-9_]+(?:\}|:?[-+=]|[%#]))/.test(piece.text));
}
