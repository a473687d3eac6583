import { basename, join, normalize } from '../../base/paths';
import { assignmentOf, type Command, readCommandLine, readScript } from '../../syntax/shell/script';
import { textWord, type WordPart } from '../../syntax/shell/word';
import { partOf, type WrittenText } from '../../syntax/written';
import { blurred, expand, type Held, heldText, type Lookup, referTo, type Variables } from './held';
import type { RunCommand, RunWord } from './runCommand';
import {
  assign,
  blurAll,
  changeFolder,
  declared,
  exportsAll,
  forget,
  heldWord,
  lookupOf,
  type Origin,
  type Script,
  setOptions,
  sourced,
  sureText,
  textOf,
  written,
} from './scriptState';
import { manage, type Start, serverStart, type Written } from './server';
import type { Surroundings } from './surroundings';
import { behindExec, SERVERS, WAITERS, WRAPPERS } from './wrappers';

interface Run {
  readonly around: Surroundings;
  readonly depth: number;
  /** What `"$@"` stands for in a script. */
  readonly rest: readonly Written[];
  /** Where it runs, seen from where the first command does; undefined where that is not told. */
  readonly folder: string | undefined;
  /** Whether it runs is not told. */
  readonly conditional: boolean;
}

const MAX_DEPTH = 8;

/** A text with the file that it is written in. `parts`: what it is made of, where something is still to be put in. */
export type PlacedText = WrittenText & { readonly file: string; readonly parts?: readonly WordPart[] };

/** The server that a command line (for the shell) starts; undefined where it is none, or where a branch decides which. */
export function startOfLine(line: PlacedText, variables: Variables, around: Surroundings): Start | undefined {
  const origin: Origin = { file: line.file, part: (start, end) => partOf(line, start, end) };
  return runScript(line.text, origin, new Map(variables), firstRun(around));
}

/** The same for words that no shell reads. */
export function startOfWords(words: readonly PlacedText[], variables: Variables, around: Surroundings): Start | undefined {
  const written = words.map((word): Written => {
    const part = (start: number, end: number) => partOf(word, start, end);
    const at = { file: word.file, span: word.span };
    const { exact } = word.text === '' ? { exact: true } : part(0, word.text.length);
    const whole = word.parts ? { parts: word.parts, span: word.span, fault: undefined } : textWord(word.text, word.span);
    return { word: whole, at, raw: word.text, exact: exact && !word.parts, part };
  });
  return runWords(written, new Map(variables), firstRun(around));
}

/** The commands of a script of the workspace that stands for itself; what it starts is not asked. */
export function noteScript(file: string, text: string, around: Surroundings): void {
  runScript(text, scriptOrigin(file), new Map(), firstRun(around));
}

function firstRun(around: Surroundings): Run {
  return { around, depth: 0, rest: [], folder: '', conditional: false };
}

/** The words of a command line, for a file that holds one without a shell. */
export function wordsOfLine(text: string): readonly string[] {
  const command = readCommandLine(text);
  const words = command ? [...command.assignments.map(({ span }) => text.slice(span.start, span.end)), ...command.words] : [];
  return words.map((word) => (typeof word === 'string' ? word : textOf(word, () => ({ kind: 'unknown' }))));
}

function scriptOrigin(file: string): Origin {
  return { file, part: (start, end) => ({ span: { start, end }, exact: true }) };
}

function runScript(text: string, origin: Origin, given: Map<string, Held>, run: Run): Start | undefined {
  if (run.depth > MAX_DEPTH || text.length > 400_000) return undefined;
  const state: Script = {
    text,
    origin,
    around: run.around,
    variables: given,
    locals: new Map(),
    folder: run.folder,
    exportsAll: false,
    exportsIn: -1,
    pending: [],
  };
  const unsure: Start[] = [];
  let certain: Start | undefined;
  for (const command of readScript(text)) {
    const start = runCommand(state, command, run);
    // What stands behind a server that certainly starts is not reached, or runs beside it.
    if (!start || certain) continue;
    if (command.conditional) unsure.push(start);
    else certain = start;
  }
  const found = certain ?? unsure[0];
  return found && unsure.every(({ kind }) => kind === found.kind) ? found : undefined;
}

function runCommand(state: Script, command: Command, run: Run): Start | undefined {
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
        { ...run, depth: run.depth + 1, folder: state.folder, conditional: run.conditional || command.conditional },
      );
    }
  }
}

function runWords(given: readonly Written[], variables: Map<string, Held>, run: Run): Start | undefined {
  if (run.depth > MAX_DEPTH) return undefined;
  const words = given.flatMap((one) => (/^"?\$[@*]"?$/.test(one.raw) ? run.rest : [one]));
  const lookup: Lookup = (name) => referTo(variables.get(name));
  const texts = words.map(({ word }) => textOf(word, lookup));
  const first = basename(texts[0] ?? '');
  const line: Line = { words, texts, variables, run };
  if (first === '') return undefined;
  if (/^python[\d.]*$/.test(first)) return python(line);
  if (first === 'env') return withAssignments(line);
  const wrapper = WRAPPERS[first];
  if (wrapper) {
    const at = behind(texts, wrapper);
    return at === undefined ? undefined : later(line, at, wrapper.adds === undefined ? variables : blurred(variables, wrapper.adds));
  }
  if (/^(ba|da|a|z)?sh$/.test(first)) return shell(line);
  return program(line, 0);
}

/** A command line that is being followed. */
interface Line {
  readonly words: readonly Written[];
  readonly texts: readonly string[];
  readonly variables: Map<string, Held>;
  readonly run: Run;
}

function later({ words, variables, run }: Line, at: number, changed = variables): Start | undefined {
  return runWords(words.slice(at), changed, { ...run, depth: run.depth + 1 });
}

/** A program by the word that names it: a server, `manage.py`, a script of the workspace, or another one. */
function program(line: Line, at: number): Start | undefined {
  const { words, texts, variables, run } = line;
  const name = basename(texts[at] ?? '');
  const [rest, given] = [words.slice(at + 1), texts.slice(at + 1)];
  const reloads = SERVERS[name];
  if (reloads) return serverStart(name, reloads, rest, given, noted(line, at, name));
  if (MANAGE.has(name)) return manage(rest, given, noted(line, at, 'manage.py'));
  const script = run.around.script(texts[at] ?? '');
  const found = script && runScript(script.text, scriptOrigin(script.path), variables, { ...run, depth: run.depth + 1, rest });
  if (!script) noted(line, at, name);
  const inContainer = name === 'docker' || name === 'docker-compose' || name === 'podman' ? behindExec(given) : undefined;
  if (inContainer !== undefined) return later({ ...line, run: elsewhere(run) }, at + 1 + inContainer, new Map());
  const dashes = found ? -1 : texts.indexOf('--');
  if (dashes < 0) return found;
  return later(line, dashes + 1, WAITERS.has(name) ? variables : blurred(variables, `by ${name}`));
}

/** A container has its own folder, scripts and variables. */
function elsewhere(run: Run): Run {
  const { around } = run;
  return { ...run, folder: undefined, around: { ...around, folder: undefined, script: () => undefined, sourced: () => undefined } };
}

const MANAGE = new Set(['manage.py', 'django-admin', 'django-admin.py', 'django']);

/** Tells of a program, and gives it. */
function noted({ words, variables, run }: Line, at: number, name: string): RunCommand {
  const places = words.slice(at).map((word) => word.at);
  const [first] = places;
  const same = places.filter(({ file }) => file === first?.file);
  const command: RunCommand = {
    program: name,
    args: words.slice(at + 1).map((word) => runWord(word, variables)),
    place: {
      file: first?.file ?? '',
      span: { start: first?.span.start ?? 0, end: Math.max(...same.map(({ span }) => span.end), first?.span.end ?? 0) },
    },
    variables,
    folder: below(run.around.folder, run.folder),
    conditional: run.conditional,
  };
  run.around.note?.(command);
  return command;
}

function below(start: string | undefined, folder: string | undefined): string | undefined {
  if (folder === undefined || folder === '' || folder.startsWith('/')) return folder === '' ? start : folder && normalize(folder);
  return start === undefined ? undefined : normalize(join(start, folder));
}

/** A word as the program gets it. */
function runWord({ word, at, exact }: Written, variables: Variables): RunWord {
  const lookup: Lookup = (name) => referTo(variables.get(name));
  const sure = (parts: readonly WordPart[]) => {
    const { text, sure: isSure } = expand(parts, lookup);
    return isSure ? text : undefined;
  };
  const told = word.parts.findIndex((part) => sure([part]) === undefined);
  const open = told < 0 ? [] : word.parts.slice(told);
  return {
    text: sure(word.parts),
    begins: sure(told < 0 ? word.parts : word.parts.slice(0, told)) ?? '',
    mayBeSeveral: open.some((part) => part.kind !== 'text' && !(part.kind === 'variable' && part.quoted)),
    place: at,
    exact,
  };
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

function shell(line: Line): Start | undefined {
  const { words, texts, variables, run } = line;
  const at = texts.findIndex((text, index) => index > 0 && !text.startsWith('-'));
  const target = words[at];
  if (!target) return undefined;
  const next = { ...run, depth: run.depth + 1, rest: words.slice(at + 1) };
  if (texts.slice(1, at).some((text) => /^-[a-z]*c$/.test(text))) {
    return runScript(texts[at] ?? '', { file: target.at.file, part: target.part }, variables, next);
  }
  const script = run.around.script(texts[at] ?? '');
  if (!script) noted(line, at, basename(texts[at] ?? ''));
  return script && runScript(script.text, scriptOrigin(script.path), variables, next);
}

function withAssignments(line: Line): Start | undefined {
  const { words, texts, variables } = line;
  const changed = new Map(variables);
  for (let at = 1; at < words.length; at++) {
    const word = words[at];
    const one = word && assignmentOf(word.word, true);
    if (!one) return texts[at]?.startsWith('-') ? undefined : later(line, at, changed);
    const lookup: Lookup = (name) => referTo(variables.get(name));
    changed.set(one.name, heldText(one.value.parts, lookup, 'before it starts', word.at));
  }
  return undefined;
}

/** `python -m program`, `python program.py`. */
function python(line: Line): Start | undefined {
  const { texts } = line;
  for (let at = 1; at < texts.length; at++) {
    const text = texts[at] ?? '';
    if (text === '-m') return later(line, at + 1);
    if (text === '-W' || text === '-X') at++;
    else if (text === '-c') return undefined;
    else if (!text.startsWith('-')) return program(line, at);
  }
  return undefined;
}
