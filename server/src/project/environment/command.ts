import { basename } from '../../base/paths';
import type { Place } from '../../base/text';
import { assignmentOf, type Command, readCommandLine, readScript } from '../../syntax/shell/script';
import type { Word } from '../../syntax/shell/word';
import { blurred, blurredOne, expand, type Held, heldText, type Lookup, referTo, type Variables } from './held';
import type { GunicornStart } from './process';
import { SERVERS, WAITERS, WRAPPERS } from './wrappers';

/** A server that a command line comes to start. */
export interface Start {
  /** `development`: Django's own server, or one that reloads. */
  readonly kind: 'production' | 'development';
  readonly variables: Variables;
  readonly app: string | undefined;
  readonly gunicorn: GunicornStart | undefined;
}

/** Where a command runs. */
export interface Surroundings {
  /** The artefact that the command stands in, and its text there for the words of the command. */
  readonly file: string;
  /** A script of the workspace that a command names: its path and text. */
  script(path: string): { readonly path: string; readonly text: string } | undefined;
}

/** A word, with the file and the place where it is written. */
interface Written {
  readonly word: Word;
  readonly at: Place;
  /** As it is written: `"$@"`. */
  readonly raw: string;
}

interface Run {
  readonly around: Surroundings;
  readonly depth: number;
  /** What `"$@"` stands for in a script. */
  readonly rest: readonly Written[];
}

const MAX_DEPTH = 8;

/** The server that a command line (for the shell) starts; undefined where it is none, or where a branch decides which. */
export function startOfLine(text: string, place: Place, variables: Variables, around: Surroundings): Start | undefined {
  return runScript(text, { file: place.file, shift: place.span.start }, new Map(variables), { around, depth: 0, rest: [] });
}

/** The same for words that no shell reads. */
export function startOfWords(words: readonly string[], place: Place, variables: Variables, around: Surroundings): Start | undefined {
  const written = words.map((text): Written => ({ word: { parts: [{ kind: 'text', text }], span: place.span }, at: place, raw: text }));
  return runWords(written, new Map(variables), { around, depth: 0, rest: [] });
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
  const state: Script = { text, origin, run, variables: given, locals: new Map(), exportsAll: false, pending: [] };
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
  exportsAll: boolean;
  /** Exports behind `&&`: certain only where the server starts behind them. */
  pending: { readonly chain: number; readonly name: string; readonly held: Held }[];
}

function runCommand(state: Script, command: Command): Start | undefined {
  const { words, assignments } = command;
  if (words.length === 0) {
    for (const one of assignments) assign(state, command, one.name, one.value, state.exportsAll || state.variables.has(one.name));
    return undefined;
  }
  const name = textOf(words[0], lookupOf(state));
  switch (name) {
    case 'export':
    case 'declare':
    case 'typeset':
      for (const word of words.slice(1)) exported(state, command, word);
      return undefined;
    case 'unset':
      for (const word of words.slice(1)) state.variables.delete(textOf(word, lookupOf(state)));
      return undefined;
    case 'set':
      if (words.slice(1).some((word) => /^-[a-z]*a/.test(textOf(word, lookupOf(state))))) state.exportsAll = true;
      if (words.slice(1).some((word) => /^\+[a-z]*a/.test(textOf(word, lookupOf(state))))) state.exportsAll = false;
      return undefined;
    case 'source':
    case '.':
    case 'eval':
      state.variables = blurred(state.variables, `in what ${basename(state.origin.file)} loads`);
      return undefined;
    default: {
      const variables = new Map(state.variables);
      for (const { chain, name: pending, held } of state.pending) if (chain === command.chain) variables.set(pending, held);
      for (const one of assignments) variables.set(one.name, heldWord(state, one.value, variables));
      return runWords(
        words.map((word) => written(state, word)),
        variables,
        { ...state.run, depth: state.run.depth + 1 },
      );
    }
  }
}

function exported(state: Script, command: Command, word: Word): void {
  const one = assignmentOf(word);
  if (one) {
    assign(state, command, one.name, one.value, true);
    return;
  }
  const name = textOf(word, lookupOf(state));
  const local = state.locals.get(name);
  if (local) put(state, command, name, local);
}

function assign(state: Script, command: Command, name: string, value: Word, isExported: boolean): void {
  const held = heldWord(state, value, state.variables);
  if (isExported) put(state, command, name, held);
  else if (command.conditional || command.guarded) state.locals.set(name, { kind: 'set', place: held.place });
  else state.locals.set(name, held);
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
  const whole: Word = sure && text !== undefined ? { parts: [{ kind: 'text', text }], span: word.span } : word;
  return { word: whole, at: placeOf(state, word), raw: state.text.slice(word.span.start, word.span.end) };
}

function placeOf({ origin }: Script, { span }: Word): Place {
  return { file: origin.file, span: { start: span.start + origin.shift, end: span.end + origin.shift } };
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
    const one = word && assignmentOf(word.word);
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

function manage(words: readonly Written[], texts: readonly string[], variables: Map<string, Held>): Start | undefined {
  if (!/^run(ssl)?server(_plus)?$/.test(texts[0] ?? '')) return undefined;
  const settings = option(texts, ['--settings']);
  const place = words[0]?.at;
  const changed = new Map(variables);
  if (settings !== undefined && place) changed.set('DJANGO_SETTINGS_MODULE', { kind: 'value', value: settings, place });
  return { kind: 'development', variables: changed, app: undefined, gunicorn: undefined };
}

function serverStart(
  server: string,
  reloads: readonly string[],
  words: readonly Written[],
  texts: readonly string[],
  given: Map<string, Held>,
): Start {
  const variables = new Map(given);
  const pairs =
    server === 'gunicorn' || server === 'uwsgi' ? optionPairs(words, texts, server === 'gunicorn' ? ['-e', '--env'] : ['--env']) : [];
  for (const { text, at } of pairs) {
    const [, name, value] = /^([A-Za-z_]\w*)=([\s\S]*)$/.exec(text) ?? [];
    if (name !== undefined && value !== undefined) variables.set(name, { kind: 'value', value, place: at });
  }
  const config = server === 'gunicorn' ? option(texts, ['-c', '--config']) : undefined;
  const reload = texts.some((text) => reloads.some((flag) => text === flag || text.startsWith(`${flag}=`)));
  return {
    kind: reload ? 'development' : 'production',
    // A configuration file of uWSGI may set variables too.
    variables:
      server === 'uwsgi' && texts.some((text) => /\.(ini|ya?ml|xml|json)$/.test(text))
        ? blurred(variables, 'in the file of uWSGI')
        : variables,
    app: appOf(texts),
    gunicorn: server === 'gunicorn' ? { config: config?.replace(/^file:/, ''), hasEnv: pairs.length > 0 } : undefined,
  };
}

/** The word that names what is served: `config.wsgi`, `config.asgi:application`. */
function appOf(texts: readonly string[]): string | undefined {
  const found =
    texts.find((text) => /^[A-Za-z_]\w*(\.\w+)*:[A-Za-z_][\w.()]*$/.test(text)) ??
    texts.find((text) => /^([A-Za-z_]\w*\.)*[wa]sgi$/.test(text));
  return found?.replace(/:.*$/, '');
}

function option(texts: readonly string[], names: readonly string[]): string | undefined {
  for (const [index, text] of texts.entries()) {
    if (names.includes(text)) return texts[index + 1];
    const long = names.find((name) => name.startsWith('--') && text.startsWith(`${name}=`));
    if (long) return text.slice(long.length + 1);
    const short = names.find((name) => /^-\w$/.test(name) && text.startsWith(name) && !text.startsWith('--'));
    if (short && text.length > 2) return text.slice(2);
  }
  return undefined;
}

/** The values of an option that may stand several times. */
function optionPairs(
  words: readonly Written[],
  texts: readonly string[],
  names: readonly string[],
): readonly { text: string; at: Place }[] {
  return texts.flatMap((text, index) => {
    const long = names.find((name) => name.startsWith('--') && text.startsWith(`${name}=`));
    const value = names.includes(text) ? texts[index + 1] : long && text.slice(long.length + 1);
    const at = words[index]?.at;
    return value !== undefined && value !== '' && at ? [{ text: value, at }] : [];
  });
}
