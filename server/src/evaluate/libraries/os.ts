import * as paths from '../../base/paths';
import type { Place } from '../../base/text';
import { textOf } from '../builtins/paths';
import type { EnvironmentEntry } from '../environment';
import { freeze } from '../freeze';
import { argument, native, rawNative } from '../interpreter/calls';
import { PythonError } from '../interpreter/errors';
import type { Machine } from '../interpreter/machine';
import { ALWAYS, type Atom, atomGuard, not } from '../runtime/guard';
import { choice, optionsOf } from '../runtime/heap';
import {
  bool,
  type CallArguments,
  type EnvironObject,
  FALSE,
  type Item,
  iterator,
  list,
  type ModuleObject,
  NONE,
  type Option,
  type R,
  str,
  TRUE,
  tuple,
  UNBOUND,
} from '../runtime/objects';
import type { EnvRead } from '../value';
import { toldPresence, toldValue } from './artefacts';
import { existence, listFolder, openFile } from './fileSystem';
import { library } from './library';

/** The one `os.environ` of an evaluation. */
export function environOf(machine: Machine): EnvironObject {
  const known = machine.shared.get('os.environ');
  if (known?.t === 'environ') return known;
  const made: EnvironObject = { t: 'environ', names: new Map() };
  machine.shared.set('os.environ', made);
  return made;
}

/** Variables that a login or a service manager sets by itself: not given here does not mean not set. */
const AMBIENT = new Set([
  'PATH',
  'HOME',
  'USER',
  'LOGNAME',
  'SHELL',
  'PWD',
  'LANG',
  'LC_ALL',
  'HOSTNAME',
  'TERM',
  'TMPDIR',
  'PYTHONPATH',
  'VIRTUAL_ENV',
]);

/** What stands for a variable that the settings removed; one that they never touched is unbound after a branch that set it. */
const REMOVED = NONE;

const OPENED = 'os.environ.opened';

/** From here on any variable may be set: the settings loaded a file that is not known. */
export function openEnviron(machine: Machine): void {
  machine.heap.setName(machine.shared, OPENED, TRUE);
}

/** Whether a variable that the process does not give may be set nevertheless. */
function mayBeSet(machine: Machine, name: string): boolean {
  return AMBIENT.has(name) || machine.shared.has(OPENED);
}

/** The names that iterating over `os.environ` gives; a `rest` where there may be others. */
export function variableNames(machine: Machine, environ: EnvironObject): readonly Item[] {
  const named = new Set(['DJANGO_SETTINGS_MODULE', ...machine.request.environment.names, ...environ.names.keys(), ...AMBIENT]);
  const items = [...named].flatMap((name): readonly Item[] => {
    const there = machine.options(isVariableSet(machine, name));
    const present = there.filter(({ value }) => value.t === 'bool' && value.v);
    if (present.length === there.length) return [str(name)];
    return present.map(({ guard }) => ({ t: 'maybe', guard, value: str(name) }));
  });
  const isOpen = machine.request.environment.open || machine.shared.has(OPENED);
  return isOpen ? [...items, { t: 'rest', reason: 'the environment may have other variables' }] : items;
}

type Reading = Omit<EnvRead, 'name' | 'state' | 'default' | 'source' | 'givenAt'>;

/** What is known of a variable: given, or `fallback` where it is not set. What the settings wrote comes first. */
export function readVariable(machine: Machine, name: string, read: Reading, fallback: R | undefined): R {
  const written = environOf(machine).names.get(name);
  const value = written && machine.refined(written);
  if (!value || value.t === 'unbound') return readProcess(machine, name, read, fallback);
  if (value.t === REMOVED.t) return missing(name, fallback);
  if (value.t !== 'choice') return rewritten(name, read, fallback, value);
  const options = value.options.flatMap((option) => {
    if (option.value.t === REMOVED.t) return optionsOf(fallback ?? UNBOUND, option.guard);
    if (option.value.t === 'unbound') return optionsOf(readProcess(machine, name, read, fallback ?? UNBOUND), option.guard);
    return [{ guard: option.guard, value: rewritten(name, read, fallback, option.value) }];
  });
  const found = fallback ? options : presentOptions(machine, name, options);
  const tags = value.env?.name === name ? { env: { ...givenBy(value), ...envRead(name, read, fallback, 'unknown') }, at: read.at } : {};
  return choice(found, tags);
}

/** The options on which a variable that is read without a default is there. */
function presentOptions(machine: Machine, name: string, options: readonly Option[]): readonly Option[] {
  const found = options.filter((option) => option.value.t !== 'unbound');
  if (found.length === 0) return [{ guard: ALWAYS, value: missing(name, undefined) }];
  if (machine.insideTry) {
    for (const option of options) if (option.value.t === 'unbound') machine.mayRaise(new PythonError('KeyError', name), option.guard);
  }
  return found;
}

function envRead(name: string, read: Reading, fallback: R | undefined, state: EnvRead['state']): EnvRead {
  const shown = fallback && fallback.t !== 'unbound' ? freeze(fallback) : 'required';
  return { name, ...read, state, default: shown };
}

/** Who gives a variable, for another read of the same one: on some way, where the value has several. */
export function givenBy(value: R): Pick<EnvRead, 'source' | 'givenAt'> {
  const options = value.t === 'choice' ? value.options.map((option) => option.value.env) : [];
  const env = [value.env, ...options].find((read) => read?.givenAt ?? read?.source);
  return { ...(env?.source === undefined ? {} : { source: env.source }), ...(env?.givenAt ? { givenAt: env.givenAt } : {}) };
}

/** A value that the settings, or a file that they loaded, put there says how it is read now. */
function rewritten(name: string, read: Reading, fallback: R | undefined, value: R): R {
  if (value.env?.name !== name || !isImmutable(value)) return value;
  return { ...value, env: { ...givenBy(value), ...envRead(name, read, fallback, value.env.state) }, at: read.at };
}

/** What the process has of a variable. */
function readProcess(machine: Machine, name: string, read: Reading, fallback: R | undefined): R {
  const env = (state: EnvRead['state']): EnvRead => envRead(name, read, fallback, state);
  const entry = name === 'DJANGO_SETTINGS_MODULE' ? given(machine.settingsModule) : machine.request.environment.lookup(name);
  if (entry.state === 'given') {
    const givenAt = entry.place ? { givenAt: entry.place } : {};
    return { t: 'str', v: entry.value, env: { ...env('given'), source: entry.source, ...givenAt }, at: read.at };
  }
  if (entry.state === 'told')
    return toldValue(entry.by, { name, at: read.at, env, open: () => openProcess(machine, name, read, fallback) });
  if (entry.state === 'unset' && !mayBeSet(machine, name)) {
    const result = missing(name, fallback);
    return isImmutable(result) ? { ...result, env: env('unset') } : result;
  }
  return openProcess(machine, name, read, fallback);
}

/** A variable of which nothing is known. */
function openProcess(machine: Machine, name: string, read: Reading, fallback: R | undefined): R {
  const env = envRead(name, read, fallback, 'unknown');
  const symbol = `env:${name}`;
  const reason = `it is read from the environment variable ${name}`;
  const text: R = { t: 'unknown', type: 'str', symbol, reason, env, at: read.at };
  const isSet = atomGuard(variableAtom(name));
  if (!fallback) {
    if (machine.insideTry) machine.mayRaise(new PythonError('KeyError', name), not(isSet));
    return text;
  }
  const options = [{ guard: isSet, value: text }, ...optionsOf(isImmutable(fallback) ? { ...fallback, env } : fallback, not(isSet))];
  return choice(options, { env, at: read.at });
}

/** Copying a container would make another object of it. */
function isImmutable(value: R): boolean {
  return !['list', 'dict', 'set', 'instance', 'class', 'module', 'choice', 'iterator'].includes(value.t);
}

function given(value: string): Extract<EnvironmentEntry, { state: 'given' }> {
  return { state: 'given', value, source: 'the settings module that Django loads' };
}

export function variableAtom(name: string): Atom {
  return { id: `env:${name}`, yes: `${name} is set in the environment`, no: `${name} is not set in the environment`, variable: name };
}

function missing(name: string, fallback: R | undefined): R {
  if (fallback) return fallback;
  throw new PythonError('KeyError', name, str(name));
}

const reader = (at: Place) => ({ reader: 'os.environ', parse: 'str', at });

/** `os.environ[key]`. */
export function environItem(machine: Machine, _environ: EnvironObject, key: R, at: Place): R {
  if (key.t !== 'str') return machine.unknownFrom([key], 'the name of a variable is not known', { type: 'str' });
  machine.reads.variable(key.v, reader(at), undefined);
  return readVariable(machine, key.v, reader(at), undefined);
}

/** Whether a variable is set. */
export function isVariableSet(machine: Machine, name: string): R {
  const written = environOf(machine).names.get(name);
  const value = written && machine.refined(written);
  if (!value) return isGiven(machine, name);
  const isThere = (one: R): R => (one.t === 'unbound' ? isGiven(machine, name) : bool(one.t !== REMOVED.t));
  return value.t === 'choice' ? choice(value.options.flatMap((option) => optionsOf(isThere(option.value), option.guard))) : isThere(value);
}

/** Whether the process gives a variable. */
function isGiven(machine: Machine, name: string): R {
  if (name === 'DJANGO_SETTINGS_MODULE') return TRUE;
  const entry = machine.request.environment.lookup(name);
  if (entry.state === 'given') return TRUE;
  if (entry.state === 'told') return toldPresence(entry.by, TRUE, machine.boolOf(variableAtom(name)));
  return entry.state === 'unset' && !mayBeSet(machine, name) ? FALSE : machine.boolOf(variableAtom(name));
}

export function environHas(machine: Machine, _environ: EnvironObject, item: R): R {
  return item.t === 'str'
    ? isVariableSet(machine, item.v)
    : machine.unknownFrom([item], 'the name of a variable is not known', { type: 'bool' });
}

/** `os.environ[key] = value`, or its deletion when the value is unbound. */
export function setEnviron(machine: Machine, environ: EnvironObject, key: R, value: R): void {
  const known = machine.refined(key);
  if (known.t === 'str') machine.heap.setName(environ.names, known.v, value.t === 'unbound' ? REMOVED : value);
}

/** Methods of `os.environ`. */
export function environMember(_machine: Machine, environ: EnvironObject, name: string): R | undefined {
  switch (name) {
    case 'get':
      return rawNative('os.environ.get', (machine, args) => getenv(machine, args));
    case 'setdefault':
      return rawNative('os.environ.setdefault', (machine, args) => {
        const key = args.positional[0] && machine.refined(args.positional[0]);
        const value = args.positional[1] ?? NONE;
        if (key?.t !== 'str') return machine.unknown('the name of a variable is not known');
        if (key.v === 'DJANGO_SETTINGS_MODULE') return str(machine.settingsModule);
        machine.reads.variable(key.v, reader(args.at), value);
        const result = readVariable(machine, key.v, reader(args.at), value);
        machine.heap.setName(environ.names, key.v, result);
        return result;
      });
    case 'pop':
      return rawNative('os.environ.pop', (machine, args) => {
        const result = getenv(machine, args);
        const key = args.positional[0] && machine.refined(args.positional[0]);
        if (key?.t === 'str') machine.heap.setName(environ.names, key.v, REMOVED);
        return result;
      });
    case 'copy':
      return native('os.environ.copy', () => environ);
    case 'update':
      return rawNative('os.environ.update', (machine, args) => {
        const source = args.positional[0] && machine.refined(args.positional[0]);
        if (source?.t === 'dict') for (const entry of source.content.entries.values()) setEnviron(machine, environ, entry.key, entry.value);
        for (const [key, value] of args.keywords) setEnviron(machine, environ, str(key), value);
        return NONE;
      });
    case 'keys':
      return native('os.environ.keys', () => environ);
    case 'items':
      return native('os.environ.items', (machine, args) =>
        iterator(
          variableNames(machine, environ).map((item) => {
            const { value } = item.t === 'maybe' ? item : { value: item };
            if (value.t === 'rest') return item;
            const pair = withValue(machine, value, args.at);
            return item.t === 'maybe' ? { ...item, value: pair } : pair;
          }),
        ),
      );
    default:
      return undefined;
  }
}

/** A name of `os.environ` with its value, as `items()` gives it. */
function withValue(machine: Machine, name: R, at: Place): R {
  return name.t === 'str' ? tuple([name, readVariable(machine, name.v, reader(at), str(''))]) : name;
}

function getenv(machine: Machine, args: CallArguments): R {
  const fallback = argument(args, 1, 'default') ?? NONE;
  return machine.lift([argument(args, 0, 'key') ?? NONE], ([key]) => {
    if (key?.t !== 'str') return machine.unknownFrom(key ? [key] : [], 'the name of a variable is not known');
    machine.reads.variable(key.v, reader(args.at), fallback);
    return readVariable(machine, key.v, reader(args.at), fallback);
  });
}

type PathFunction = (machine: Machine, path: string, args: CallArguments) => R;

const PATH_FUNCTIONS: Readonly<Record<string, PathFunction>> = {
  join: (_, path, args) => str(paths.join(path, ...args.positional.slice(1).map(textOf))),
  dirname: (_, path) => str(paths.dirname(path)),
  basename: (_, path) => str(paths.basename(path)),
  abspath: (machine, path) =>
    path.startsWith('/') ? str(paths.normalize(path)) : machine.unknown('the working directory is not known', { type: 'str' }),
  realpath: (machine, path) =>
    path.startsWith('/') ? str(paths.normalize(path)) : machine.unknown('the working directory is not known', { type: 'str' }),
  normpath: (_, path) => str(paths.normalize(path)),
  normcase: (_, path) => str(path),
  isabs: (_, path) => bool(path.startsWith('/')),
  exists: (machine, path) => existence(machine, path, 'any'),
  lexists: (machine, path) => existence(machine, path, 'any'),
  isfile: (machine, path) => existence(machine, path, 'file'),
  isdir: (machine, path) => existence(machine, path, 'directory'),
  split: (_, path) => tuple([str(paths.dirname(path)), str(paths.basename(path))]),
  splitext: (_, path) => {
    const name = paths.basename(path);
    const at = name.replace(/^\.+/, (dots) => '_'.repeat(dots.length)).lastIndexOf('.');
    return tuple(at < 0 ? [str(path), str('')] : [str(path.slice(0, path.length - name.length + at)), str(name.slice(at))]);
  },
  expanduser: (machine, path) =>
    path.startsWith('~') ? machine.unknown('the home folder is not known', { type: 'str', symbol: `home:${path}` }) : str(path),
  expandvars: (machine, path) => (path.includes('$') ? machine.unknown('the environment is not known', { type: 'str' }) : str(path)),
  relpath: (machine, path, args) => {
    const start = args.positional[1] ? textOf(args.positional[1]) : undefined;
    const relative = start === undefined ? undefined : paths.relativeTo(paths.normalize(start), paths.normalize(path));
    return relative === undefined ? machine.unknown('a relative path is not known', { type: 'str' }) : str(relative || '.');
  },
};

export function osPathModule(machine: Machine): ModuleObject {
  const functions = Object.entries(PATH_FUNCTIONS).map(
    ([name, run]) => [name, native(`os.path.${name}`, (vm, args) => run(vm, textOf(args.positional[0]), args))] as const,
  );
  return library(machine, 'os.path', { ...Object.fromEntries(functions), sep: str('/'), pardir: str('..'), curdir: str('.') });
}

export function osModule(machine: Machine): ModuleObject {
  const path = osPathModule(machine);
  const silent = native('os.makedirs', () => NONE);
  return library(machine, 'os', {
    environ: environOf(machine),
    getenv: rawNative('os.getenv', getenv),
    path,
    sep: str('/'),
    linesep: str('\n'),
    name: str('posix'),
    pathsep: str(':'),
    pardir: str('..'),
    curdir: str('.'),
    extsep: str('.'),
    devnull: str('/dev/null'),
    altsep: NONE,
    getcwd: native('os.getcwd', (vm) => vm.unknown('the working directory is not known', { type: 'str', symbol: 'cwd' })),
    putenv: rawNative('os.putenv', () => NONE),
    makedirs: silent,
    mkdir: silent,
    fspath: native('os.fspath', (_, args) => str(textOf(args.positional[0]))),
    open: native('os.open', (vm, args) => openFile(vm, textOf(args.positional[0]), undefined)),
    listdir: native('os.listdir', (vm, args) => {
      const names = args.positional[0] && listFolder(vm, textOf(args.positional[0]));
      return names ? list(names.map(str)) : vm.unknown('what a folder holds is not known');
    }),
    cpu_count: native('os.cpu_count', (vm) => vm.unknown('the number of processors is not known', { type: 'int', symbol: 'cpu_count' })),
    getpid: native('os.getpid', (vm) => vm.unknown('the process id is not known', { type: 'int' })),
    urandom: native('os.urandom', (vm) => vm.unknown('it is random', { type: 'bytes', generated: true })),
  });
}
