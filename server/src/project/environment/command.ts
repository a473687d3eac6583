import { basename, join } from '../../base/paths';
import type { Place } from '../../base/text';
import { assignmentOf, type Command, exportsAfterSet, readCommandLine, readScript } from '../../syntax/shell/script';
import { hasTilde, textWord, type Word } from '../../syntax/shell/word';
import type { ProfileKind } from '../project';
import { sourceEnvFile } from './envFiles';
import { blurred, blurredOne, expand, type Held, heldText, type Lookup, referTo, type Variables } from './held';
import { manage, type Start, serverStart, type Written } from './server';
import { SERVERS, WAITERS, WRAPPERS } from './wrappers';

/** Where a command runs. */
export interface Surroundings {
  /** The artefact that the command stands in, and its text there for the words of the command. */
  readonly file: string;
  /** What the process is for, as far as the artefact says. */
  readonly kind: ProfileKind;
  /** A script of the workspace that a command names: its path and text. */
  script(path: string): { readonly path: string; readonly text: string } | undefined;
  /** A file that a script reads variables from, by its path there; undefined where no file of the workspace is it for certain. */
  sourced(path: string): { readonly path: string; readonly text: string } | undefined;
}

interface Run {
  readonly around: Surroundings;
  readonly depth: number;
  /** What `"$@"` stands for in a script. */
  readonly rest: readonly Written[];
  /** Where it runs, seen from where the first command does; undefined where that is not told. */
  readonly folder: string | undefined;
}

const MAX_DEPTH = 8;

/** The server that a command line (for the shell) starts; undefined where it is none, or where a branch decides which. */
export function startOfLine(text: string, place: Place, variables: Variables, around: Surroundings): Start | undefined {
  return runScript(text, { file: place.file, shift: place.span.start }, new Map(variables), { around, depth: 0, rest: [], folder: '' });
}

/** The same for words that no shell reads. */
export function startOfWords(words: readonly string[], place: Place, variables: Variables, around: Surroundings): Start | undefined {
  const written = words.map((text): Written => ({ word: textWord(text, place.span), at: place, raw: text }));
  return runWords(written, new Map(variables), { around, depth: 0, rest: [], folder: '' });
}

/** The words of a command line, for a file that holds one without a shell. */
export function wordsOfLine(text: string): readonly string[] {
  const command = readCommandLine(text);
  const words = command ? [...command.assignments.map(({ span }) => text.slice(span.start, span.end)), ...command.words] : [];
  return words.map((word) => (typeof word === 'string' ? word : textOf(word, () => ({ kind: 'unknown' }))));
}

interface Origin {
  readonly file: string;
  /** Where the text begins in the file. */
  readonly shift: number;
}

function runScript(text: string, origin: Origin, given: Map<string, Held>, run: Run): Start | undefined {
  if (run.depth > MAX_DEPTH || text.length > 400_000) return undefined;
  const state: Script = {
    text,
    origin,
    run,
    variables: given,
    locals: new Map(),
    folder: run.folder,
    exportsAll: false,
    exportsIn: -1,
    pending: [],
  };
  const unsure: Start[] = [];
  for (const command of readScript(text)) {
    const start = runCommand(state, command);
    if (!start) continue;
    if (!command.conditional) return unsure.every((other) => other.kind === start.kind) ? start : undefined;
    unsure.push(start);
  }
  const [first, ...others] = unsure;
  return first && others.every((other) => other.kind === first.kind) ? first : undefined;
}

interface Script {
  readonly text: string;
  readonly origin: Origin;
  readonly run: Run;
  variables: Map<string, Held>;
  /** Variables of the shell that are not exported. */
  readonly locals: Map<string, Held>;
  folder: string | undefined;
  exportsAll: boolean;
  /** The chain that `set -a` stands behind `&&` in: where its later commands run, all is exported. */
  exportsIn: number;
  /** Exports behind `&&`: certain only where the server starts behind them. */
  pending: { readonly chain: number; readonly name: string; readonly held: Held }[];
}

function runCommand(state: Script, command: Command): Start | undefined {
  const { words, assignments } = command;
  const args = words.slice(1);
  if (words.length === 0) {
    for (const one of assignments) assign(state, command, one.name, one.value, exportsAll(state, command));
    return undefined;
  }
  switch (textOf(words[0], lookupOf(state))) {
    case 'export':
    case 'declare':
    case 'typeset':
    case 'readonly':
      declared(state, command, textOf(words[0], lookupOf(state)), args);
      return undefined;
    case 'unset':
      for (const word of args) forget(state, sureText(state, word));
      return undefined;
    case 'set':
      setOptions(state, command, args);
      return undefined;
    case 'cd':
    case 'pushd':
      changeFolder(state, command, args[0]);
      return undefined;
    case 'source':
    case '.':
      sourced(state, command, args[0]);
      return undefined;
    case 'eval':
      blurAll(state, `in what ${basename(state.origin.file)} loads`);
      return undefined;
    default: {
      const variables = new Map(state.variables);
      for (const { chain, name: pending, held } of state.pending) if (chain === command.chain) variables.set(pending, held);
      for (const one of assignments) variables.set(one.name, heldWord(state, one.value, variables));
      return runWords(
        words.map((word) => written(state, word)),
        variables,
        { ...state.run, depth: state.run.depth + 1, folder: state.folder },
      );
    }
  }
}

function exportsAll(state: Script, { chain }: Command): boolean {
  return state.exportsAll || state.exportsIn === chain;
}

function setOptions(state: Script, command: Command, args: readonly Word[]): void {
  const texts = args.map((word) => sureText(state, word));
  turnExports(state, command, exportsAfterSet(texts, exportsAll(state, command)) === true);
}

/** `set -a` in a branch counts for nothing: what is assigned there is not known anyway. */
function turnExports(state: Script, command: Command, on: boolean): void {
  if (on && command.guarded) state.exportsIn = command.chain;
  else if (on && !command.conditional) state.exportsAll = true;
  if (on) return;
  state.exportsAll = false;
  state.exportsIn = -1;
}

function changeFolder(state: Script, { conditional }: Command, word: Word | undefined): void {
  const path = word && sureText(state, word);
  const isPath = path !== undefined && path !== '' && !path.startsWith('-') && !conditional;
  state.folder = isPath ? below(state.folder, path) : undefined;
}

function below(folder: string | undefined, path: string): string | undefined {
  if (path.startsWith('/')) return path;
  return folder === undefined ? undefined : join(folder === '' ? '.' : folder, path);
}

/** `. file`: what the file sets where the workspace has it, else anything. */
function sourced(state: Script, command: Command, word: Word | undefined): void {
  const { around } = state.run;
  const named = word && sureText(state, word);
  const path = named === undefined ? undefined : below(state.folder, named);
  const found = path === undefined ? undefined : around.sourced(path);
  const words = `in what ${basename(state.origin.file)} loads`;
  const after = sourceEnvFile(found, around.kind, state.variables, exportsAll(state, command), words);
  if (after.over !== undefined) blurAll(state, after.over);
  for (const [name, held] of after.exports) {
    if (held) put(state, command, name, held);
    else forget(state, name);
  }
  for (const [name, held] of after.locals) {
    if (held && !command.conditional && !command.guarded) state.locals.set(name, held);
    else state.locals.delete(name);
  }
  turnExports(state, command, after.exportsAll);
}

/** After something that may have set any variable. */
function blurAll(state: Script, over: string): void {
  state.variables = blurred(state.variables, over);
  state.pending = state.pending.map((one) => ({ ...one, held: blurredOne(one.held, over) }));
  state.locals.clear();
}

/** After something that may have taken a variable away; without a name, any of them. */
function forget(state: Script, name: string | undefined): void {
  if (name === undefined) state.variables.clear();
  else state.variables.delete(name);
  state.pending = name === undefined ? [] : state.pending.filter((one) => one.name !== name);
  if (name === undefined) state.locals.clear();
  else state.locals.delete(name);
}

/** `export` and its kin. */
function declared(state: Script, command: Command, name: string, args: readonly Word[]): void {
  const flags = args.map((word) => sureText(state, word) ?? '').filter((text) => /^[-+]\w/.test(text));
  const isExport = name === 'export' || flags.some((flag) => /^-.*x/.test(flag));
  const takesAway = flags.some((flag) => /^-.*n|^\+.*x/.test(flag));
  for (const word of args.slice(flags.length)) {
    // With its name in quotes an assignment is split like any other argument.
    const isWhole = word.parts.every((part) => part.kind !== 'computed' && (part.kind === 'text' || part.quoted));
    const one = assignmentOf(word) ?? (isWhole ? assignmentOf(word, true) : undefined);
    const text = one?.name ?? sureText(state, word);
    if (text === undefined || !/^[A-Za-z_]\w*$/.test(text)) blurAll(state, `by ${basename(state.origin.file)}`);
    else if (takesAway) forget(state, text);
    else if (one) assign(state, command, one.name, one.value, isExport || exportsAll(state, command));
    else {
      const local = isExport ? state.locals.get(text) : undefined;
      if (local) put(state, command, text, local);
    }
  }
}

function assign(state: Script, command: Command, name: string, value: Word, isExport: boolean): void {
  const held = heldWord(state, value, state.variables);
  const before = state.variables.get(name);
  if (isExport || (before && before.kind !== 'possible')) put(state, command, name, held);
  else {
    // Whether it is exported depends on whether somebody has given it.
    if (before) state.variables.delete(name);
    state.locals.set(name, command.conditional || command.guarded ? { kind: 'set', place: held.place } : held);
  }
}

/** An assignment that may not happen leaves the earlier value possible. */
function put(state: Script, command: Command, name: string, held: Held): void {
  const before = state.variables.get(name);
  if (!command.conditional && !command.guarded) state.variables.set(name, held);
  else {
    if (before) state.variables.set(name, blurredOne(before, `by ${basename(state.origin.file)}`));
    if (!command.conditional) state.pending.push({ chain: command.chain, name, held });
  }
}

function heldWord(state: Script, value: Word, variables: Variables): Held {
  const place = placeOf(state, value);
  if (value.parts.some(hasTilde)) return { kind: 'set', place };
  return heldText(
    value.parts,
    (name) => referTo(variables.get(name) ?? state.locals.get(name)),
    `before ${basename(place.file)} runs`,
    place,
  );
}

function lookupOf(state: Script): Lookup {
  return (name) => referTo(state.variables.get(name) ?? state.locals.get(name));
}

/** A word of a script, with what the script knows put in: its own variables are not those of what it starts. */
function written(state: Script, word: Word): Written {
  const { text, sure } = expand(word.parts, lookupOf(state));
  const whole = sure && text !== undefined ? textWord(text, word.span) : word;
  return { word: whole, at: placeOf(state, word), raw: state.text.slice(word.span.start, word.span.end) };
}

function placeOf({ origin }: Script, { span }: Word): Place {
  return { file: origin.file, span: { start: span.start + origin.shift, end: span.end + origin.shift } };
}

/** The text of a word of a script; undefined where it is not certain. */
function sureText(state: Script, word: Word): string | undefined {
  const { text, sure } = expand(word.parts, lookupOf(state));
  return sure && !word.parts.some(hasTilde) ? text : undefined;
}

/** The text of a word; empty where it is not told. */
function textOf(word: Word | undefined, lookup: Lookup): string {
  return (word && expand(word.parts, lookup).text) ?? '';
}

function runWords(given: readonly Written[], variables: Map<string, Held>, run: Run): Start | undefined {
  if (run.depth > MAX_DEPTH) return undefined;
  const words = given.flatMap((one) => (/^"?\$[@*]"?$/.test(one.raw) ? run.rest : [one]));
  const lookup: Lookup = (name) => referTo(variables.get(name));
  const texts = words.map(({ word }) => textOf(word, lookup));
  const first = basename(texts[0] ?? '');
  const later = (at: number, changed = variables) => runWords(words.slice(at), changed, { ...run, depth: run.depth + 1 });
  if (first === '') return undefined;
  const server = SERVERS[first];
  if (server) return serverStart(first, server, words.slice(1), texts.slice(1), variables);
  if (/^python[\d.]*$/.test(first)) return python(words, texts, variables, later);
  if (first === 'manage.py' || first === 'django-admin') return manage(words.slice(1), texts.slice(1), variables);
  if (first === 'env') return withAssignments(words, texts, variables, later);
  const wrapper = WRAPPERS[first];
  if (wrapper) {
    const at = behind(texts, wrapper);
    return at === undefined ? undefined : later(at, wrapper.adds === undefined ? variables : blurred(variables, wrapper.adds));
  }
  if (/^(ba|da|a|z)?sh$/.test(first)) return shell(words, texts, variables, run);
  const script = run.around.script(texts[0] ?? '');
  if (script) {
    const found = runScript(script.text, { file: script.path, shift: 0 }, variables, {
      ...run,
      depth: run.depth + 1,
      rest: words.slice(1),
    });
    if (found) return found;
  }
  const dashes = texts.indexOf('--');
  if (dashes < 0) return undefined;
  return later(dashes + 1, WAITERS.has(first) ? variables : blurred(variables, `by ${first}`));
}

/** Where the command that a wrapper starts begins. */
function behind(texts: readonly string[], wrapper: { own: number; verb?: string; valued?: readonly string[] }): number | undefined {
  let own = wrapper.own;
  for (let at = 1; at < texts.length; at++) {
    const text = texts[at] ?? '';
    if (text === '--') return at + 1;
    if (text.startsWith('-')) {
      if (wrapper.valued?.includes(text)) at++;
    } else if (own === 0) return at;
    else {
      if (own === wrapper.own && wrapper.verb !== undefined && text !== wrapper.verb) return undefined;
      own--;
    }
  }
  return undefined;
}

function shell(words: readonly Written[], texts: readonly string[], variables: Map<string, Held>, run: Run): Start | undefined {
  const at = texts.findIndex((text, index) => index > 0 && !text.startsWith('-'));
  const target = words[at];
  if (!target) return undefined;
  const next = { ...run, depth: run.depth + 1, rest: words.slice(at + 1) };
  if (texts.slice(1, at).some((text) => /^-[a-z]*c$/.test(text))) {
    return runScript(texts[at] ?? '', { file: target.at.file, shift: target.at.span.start }, variables, next);
  }
  const script = run.around.script(texts[at] ?? '');
  return script && runScript(script.text, { file: script.path, shift: 0 }, variables, next);
}

type Later = (at: number, variables?: Map<string, Held>) => Start | undefined;

function withAssignments(
  words: readonly Written[],
  texts: readonly string[],
  variables: Map<string, Held>,
  later: Later,
): Start | undefined {
  const changed = new Map(variables);
  for (let at = 1; at < words.length; at++) {
    const word = words[at];
    const one = word && assignmentOf(word.word, true);
    if (!one) return texts[at]?.startsWith('-') ? undefined : later(at, changed);
    const lookup: Lookup = (name) => referTo(variables.get(name));
    changed.set(one.name, heldText(one.value.parts, lookup, 'before it starts', word.at));
  }
  return undefined;
}

function python(words: readonly Written[], texts: readonly string[], variables: Map<string, Held>, later: Later): Start | undefined {
  for (let at = 1; at < texts.length; at++) {
    const text = texts[at] ?? '';
    if (text === '-m') return later(at + 1);
    if (text === '-W' || text === '-X') at++;
    else if (!text.startsWith('-')) {
      return basename(text) === 'manage.py'
        ? manage(words.slice(at + 1), texts.slice(at + 1), variables)
        : SERVERS[basename(text)] && later(at);
    }
  }
  return undefined;
}
