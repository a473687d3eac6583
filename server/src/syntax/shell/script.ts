import type { Span } from '../../base/text';
import { plainText, readWord, type Word } from './word';

/** One simple command of a script. */
export interface Command {
  /** `NAME=value` before the command, or alone. */
  readonly assignments: readonly Assignment[];
  readonly words: readonly Word[];
  readonly span: Span;
  /** It stands in a branch, a loop, a function or behind `||`: whether it runs, and how often, is not told. */
  readonly conditional: boolean;
  /** The same for commands that `&&` joins: where the last of them runs, all did. */
  readonly chain: number;
  /** It stands behind `&&`. */
  readonly guarded: boolean;
}

export interface Assignment {
  readonly name: string;
  readonly value: Word;
  readonly span: Span;
}

const OPENING = new Set(['if', 'for', 'while', 'until', 'case', 'select', '{']);
const CLOSING = new Set(['fi', 'done', 'esac', '}']);
const BETWEEN = new Set(['then', 'else', 'elif', 'do', '!', 'time']);
const ENDS_WORD = /[\s;&|()<>]/;
const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/**
 * The simple commands of a POSIX shell script, in order, up to a quote that is not closed, where a shell ends. Here-documents are skipped.
 * Never fails.
 */
export function readScript(text: string): readonly Command[] {
  const state: State = { text, at: 0, depth: 0, parentheses: 0, afterOr: false, afterAnd: false, chain: 0, heredocs: [], commands: [] };
  while (state.at < text.length) commandAt(state);
  return state.commands;
}

/** The words of one command line, as the shell splits them; what follows an operator is left out. */
export function readCommandLine(text: string): Command | undefined {
  return readScript(text).find((command) => command.words.length > 0);
}

/**
 * `NAME=value`, taken from a word. The name may stand in quotes only in an argument, of `export` or `env`: before a command the word would
 * be a command then.
 */
export function assignmentOf({ parts, span, fault }: Word, isArgument = false): Assignment | undefined {
  let name = '';
  for (const [index, part] of parts.entries()) {
    if (part.kind !== 'text' || (part.quoted && !isArgument)) return undefined;
    const equals = part.text.indexOf('=');
    name += equals < 0 ? part.text : part.text.slice(0, equals);
    if (equals < 0) continue;
    if (!NAME.test(name)) return undefined;
    const value = [{ ...part, text: part.text.slice(equals + 1) }, ...parts.slice(index + 1)];
    return { name, value: { parts: value, span, fault }, span };
  }
  return undefined;
}

/**
 * Whether assignments are exported after `set`: by `-a`, `+a` and the long names of them.
 * @param args the words behind `set`; undefined for one that is not known.
 * @param before the answer before; undefined where that is not known, and so in the result.
 */
export function exportsAfterSet(args: readonly (string | undefined)[], before: boolean | undefined): boolean | undefined {
  let exportsAll = before;
  for (const [index, arg] of args.entries()) {
    if (arg === '--' || arg === '-') break;
    const byName = arg !== undefined && /^[-+][a-zA-Z]*o$/.test(arg) && args[index + 1] === 'allexport';
    if (arg === undefined) exportsAll = undefined;
    else if (byName || /^[-+][a-zA-Z]*a[a-zA-Z]*$/.test(arg)) exportsAll = arg.startsWith('-');
  }
  return exportsAll;
}

interface State {
  readonly text: string;
  at: number;
  depth: number;
  parentheses: number;
  afterOr: boolean;
  afterAnd: boolean;
  chain: number;
  heredocs: string[];
  readonly commands: Command[];
}

function commandAt(state: State): void {
  const start = state.at;
  const words: Word[] = [];
  const assignments: Assignment[] = [];
  const { chain, afterAnd: guarded } = state;
  const conditional = () => state.depth > 0 || state.parentheses > 0 || state.afterOr;
  let isConditional = conditional();
  for (;;) {
    skipBlanks(state);
    const char = state.text[state.at];
    if (char === undefined || operator(state, char)) break;
    const word = redirected(state, char) ? undefined : readWord(state.text, 'shell', state.at, (one) => ENDS_WORD.test(one));
    if (!word) continue;
    state.at = Math.max(word.span.end, state.at + 1);
    if (word.fault?.kind === 'unclosed') return;
    const assignment = words.length === 0 ? assignmentOf(word) : undefined;
    if (assignment) assignments.push(assignment);
    else if (words.length > 0 || assignments.length > 0 || !keyword(state, word)) words.push(word);
    else isConditional = conditional();
  }
  isConditional ||= conditional() && words.length === 0;
  if (words.length === 0 && assignments.length === 0) return;
  state.commands.push({ assignments, words, span: { start, end: state.at }, conditional: isConditional, chain, guarded });
}

/** A word that only the grammar knows, which opens or closes a compound command. */
function keyword(state: State, word: Word): boolean {
  const text = word.parts.some((part) => part.kind !== 'text' || part.quoted) ? '' : (plainText(word.parts) ?? '');
  if (OPENING.has(text)) state.depth++;
  else if (CLOSING.has(text)) state.depth = Math.max(0, state.depth - 1);
  else if (!BETWEEN.has(text)) return false;
  return true;
}

function skipBlanks(state: State): void {
  for (;;) {
    const rest = /^(?:[ \t\r]+|\\\r?\n)/.exec(state.text.slice(state.at, state.at + 200));
    if (!rest) break;
    state.at += rest[0].length;
  }
  if (state.text[state.at] !== '#') return;
  const end = state.text.indexOf('\n', state.at);
  state.at = end < 0 ? state.text.length : end;
}

/** Takes an operator that ends a command; false where there is none. */
function operator(state: State, char: string): boolean {
  if (char === '\n') {
    state.at++;
    nextChain(state);
    skipHeredocs(state);
    return true;
  }
  if (!/[;&|()]/.test(char)) return false;
  const two = state.text.slice(state.at, state.at + 2);
  state.at += /^(&&|\|\||;;)$/.test(two) ? 2 : 1;
  if (two === '||') state.afterOr = true;
  else if (two === '&&') state.afterAnd = true;
  else if (char === ';' || char === '&') nextChain(state);
  if (char === '(') state.parentheses++;
  if (char === ')') state.parentheses = Math.max(0, state.parentheses - 1);
  return true;
}

function nextChain(state: State): void {
  state.afterOr = false;
  state.afterAnd = false;
  state.chain++;
}

/** Takes a redirection with its target; false where there is none. */
function redirected(state: State, char: string): boolean {
  if (char !== '<' && char !== '>') return false;
  const sign = /^(<<-?|<<<|>>|<&|>&|<>|>\||[<>])\s*/.exec(state.text.slice(state.at, state.at + 40))?.[0] ?? char;
  state.at += sign.length;
  const target = readWord(state.text, 'shell', state.at, (one) => ENDS_WORD.test(one));
  state.at = target.span.end;
  if (/^<<-?\s*$/.test(sign)) state.heredocs.push(plainText(target.parts) ?? '');
  return true;
}

function skipHeredocs(state: State): void {
  for (const delimiter of state.heredocs.splice(0)) {
    const pattern = new RegExp(`^\\t*${delimiter.replace(/[^\w]/g, '\\$&')}\\r?$`, 'gm');
    pattern.lastIndex = state.at;
    const found = pattern.exec(state.text);
    state.at = found ? found.index + found[0].length : state.text.length;
  }
}
