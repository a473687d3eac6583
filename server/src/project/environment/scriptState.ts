import { basename, join } from '../../base/paths';
import type { Place } from '../../base/text';
import { assignmentOf, type Command, exportsAfterSet } from '../../syntax/shell/script';
import { hasTilde, textWord, type Word } from '../../syntax/shell/word';
import type { PartPlace } from '../../syntax/written';
import { sourceEnvFile } from './envFiles';
import { blurred, blurredOne, expand, type Held, heldText, type Lookup, referTo, type Variables } from './held';
import type { Written } from './server';
import type { Surroundings } from './surroundings';

/** Where a text that is run comes from. */
export interface Origin {
  readonly file: string;
  /** Where the part of the text from `start` to `end` stands in the file. */
  part(start: number, end: number): PartPlace;
}

/** What a shell has while it runs a script: its variables, and where it is. */
export interface Script {
  readonly text: string;
  readonly origin: Origin;
  readonly around: Surroundings;
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

export function exportsAll(state: Script, { chain }: Command): boolean {
  return state.exportsAll || state.exportsIn === chain;
}

export function setOptions(state: Script, command: Command, args: readonly Word[]): void {
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

export function changeFolder(state: Script, { conditional }: Command, word: Word | undefined): void {
  const path = word && sureText(state, word);
  const isPath = path !== undefined && path !== '' && !path.startsWith('-') && !conditional;
  state.folder = isPath ? below(state.folder, path) : undefined;
}

function below(folder: string | undefined, path: string): string | undefined {
  if (path.startsWith('/')) return path;
  return folder === undefined ? undefined : join(folder === '' ? '.' : folder, path);
}

/** `. file`: what the file sets where the workspace has it, else anything. */
export function sourced(state: Script, command: Command, word: Word | undefined): void {
  const { around } = state;
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
export function blurAll(state: Script, over: string): void {
  state.variables = blurred(state.variables, over);
  state.pending = state.pending.map((one) => ({ ...one, held: blurredOne(one.held, over) }));
  state.locals.clear();
}

/** After something that may have taken a variable away; without a name, any of them. */
export function forget(state: Script, name: string | undefined): void {
  if (name === undefined) state.variables.clear();
  else state.variables.delete(name);
  state.pending = name === undefined ? [] : state.pending.filter((one) => one.name !== name);
  if (name === undefined) state.locals.clear();
  else state.locals.delete(name);
}

/** `export` and its kin. */
export function declared(state: Script, command: Command, name: string, args: readonly Word[]): void {
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

export function assign(state: Script, command: Command, name: string, value: Word, isExport: boolean): void {
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

export function heldWord(state: Script, value: Word, variables: Variables): Held {
  const place = placeOf(state, value);
  if (value.parts.some(hasTilde)) return { kind: 'set', place };
  return heldText(
    value.parts,
    (name) => referTo(variables.get(name) ?? state.locals.get(name)),
    `before ${basename(place.file)} runs`,
    place,
  );
}

export function lookupOf(state: Script): Lookup {
  return (name) => referTo(state.variables.get(name) ?? state.locals.get(name));
}

/** A word of a script, with what the script knows put in: its own variables are not those of what it starts. */
export function written(state: Script, word: Word): Written {
  const { origin } = state;
  const { text, sure } = expand(word.parts, lookupOf(state));
  const known = sure ? text : undefined;
  const { start, end } = word.span;
  const raw = state.text.slice(start, end);
  // What one pair of quotes holds can be replaced within them, and may be a script of its own.
  const shift = known !== undefined && known !== '' && (raw === `'${known}'` || raw === `"${known}"`) ? 1 : 0;
  const { span, exact } = origin.part(start + shift, end - shift);
  const isVerbatim = exact && raw.slice(shift, raw.length - shift) === known;
  return {
    word: known === undefined ? word : textWord(known, word.span),
    at: { file: origin.file, span },
    raw,
    exact: isVerbatim,
    part: isVerbatim ? (from, to) => origin.part(start + shift + from, start + shift + to) : () => ({ span, exact: false }),
  };
}

function placeOf({ origin }: Script, { span }: Word): Place {
  return { file: origin.file, span: origin.part(span.start, span.end).span };
}

/** The text of a word of a script; undefined where it is not certain. */
export function sureText(state: Script, word: Word): string | undefined {
  const { text, sure } = expand(word.parts, lookupOf(state));
  return sure && !word.parts.some(hasTilde) ? text : undefined;
}

/** The text of a word; empty where it is not told. */
export function textOf(word: Word | undefined, lookup: Lookup): string {
  return (word && expand(word.parts, lookup).text) ?? '';
}
