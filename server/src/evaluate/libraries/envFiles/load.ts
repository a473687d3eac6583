import * as paths from '../../../base/paths';
import type { Place } from '../../../base/text';
import { eachOption } from '../../interpreter/calls';
import { type Machine, NORMAL } from '../../interpreter/machine';
import { ALWAYS, atomGuard, type Guard, not } from '../../runtime/guard';
import { choice, optionsOf } from '../../runtime/heap';
import { NONE, type R, str, UNBOUND } from '../../runtime/objects';
import { readFile, workspacePath } from '../fileSystem';
import { environOf, openEnviron } from '../os';
import { variableText, withFallback } from '../reading';

/** A file of the workspace that settings name, and when it is the one that they read. */
export interface FoundFile {
  /** Absolute. */
  readonly path: string;
  readonly text: string;
  readonly guard: Guard;
}

/**
 * The file at a path. A relative path counts from the folder in which the process starts, which nobody knows: the file is looked for in
 * the root of the workspace and where modules are imported from. Undefined when there is none; outside the workspace there is none.
 */
export function findFile(machine: Machine, path: string): FoundFile | undefined {
  const { files, pythonPath } = machine.request;
  if (path === '') return undefined;
  if (path.startsWith('/')) return fileAt(machine, paths.normalize(path), ALWAYS);
  for (const base of new Set(['', ...pythonPath])) {
    const start = paths.join(files.root, base);
    const found = fileAt(machine, paths.normalize(paths.join(start, path)), startsIn(base));
    if (found) return found;
  }
  return undefined;
}

/** The condition that the process starts in a folder of the workspace. */
export function startsIn(folder: string): Guard {
  const name = folder === '' ? 'the root of the workspace' : folder;
  return atomGuard({ id: `cwd:${folder}`, yes: `the process starts in ${name}`, no: `the process does not start in ${name}` });
}

function fileAt(machine: Machine, path: string, guard: Guard): FoundFile | undefined {
  const text = readFile(machine, path);
  return text === undefined ? undefined : { path, text, guard };
}

/** The nearest file of one of these names in a folder (absolute) or those above it, as far as the workspace goes; its absolute path. */
export function findUpwards(machine: Machine, folder: string, names: readonly string[]): string | undefined {
  for (let at = paths.normalize(folder), last = ''; at !== last; last = at, at = paths.dirname(at)) {
    if (workspacePath(machine, at) === undefined) return undefined;
    for (const name of names) {
      const candidate = paths.join(at, name);
      const inside = workspacePath(machine, candidate) ?? '';
      if (machine.request.files.kind(inside) === 'file') return candidate;
      machine.probes.add(inside);
    }
  }
  return undefined;
}

/** The absolute folder of the file that a call stands in. */
export function callerFolder(machine: Machine, at: Place): string {
  return paths.dirname(paths.join(machine.request.files.root, at.file));
}

/** A path that settings give: a text, a `pathlib` path, or another object that stands for one; undefined when it is none of these. */
export function pathText(value: R): string | undefined {
  if (value.t === 'str' || value.t === 'path') return value.v;
  return value.t === 'instance' ? value.native?.fspath : undefined;
}

/** Who loads an env file, and where. */
export interface Loading {
  readonly reader: string;
  readonly at: Place;
}

/** Notes that a library reads a file (absolute path) for variables. */
export function noteEnvFile(machine: Machine, path: string, { reader, at }: Loading): void {
  const inside = workspacePath(machine, path);
  if (inside !== undefined) machine.reads.envFile(inside, reader, at);
}

/** What is loaded for each path that the argument may be. A path that nobody knows may set any variable. */
export function eachFile(machine: Machine, path: R, loading: Loading, load: (file: FoundFile | undefined) => void): void {
  eachOption(machine, path, (value) => {
    const text = pathText(value);
    if (text === undefined) {
      openEnviron(machine);
      return NONE;
    }
    const found = findFile(machine, text);
    if (found) noteEnvFile(machine, found.path, loading);
    if (!found || found.guard === ALWAYS) load(found);
    else {
      machine.fork(
        found.guard,
        not(found.guard),
        () => {
          load(found);
          return NORMAL;
        },
        () => {
          load(undefined);
          return NORMAL;
        },
      );
    }
    return NONE;
  });
}

/** Puts a variable into the environment, as the file of a library says it; what the process has stands unless it is overridden. */
export function setVariable(
  machine: Machine,
  name: string,
  value: R,
  options: { readonly override: boolean; readonly reader: string; readonly at: Place },
): void {
  const { override, reader, at } = options;
  const process = variableText(machine, name, reader, at);
  const file = asInProduction(machine, name, value);
  const next = override ? withFallback(file, process) : withFallback(process, file);
  machine.heap.setName(environOf(machine).names, name, next);
}

/**
 * What the workspace's env file says, for production: where the environment is not told whole, production has an env file of its own,
 * or none, so that the value is only one of those that it may have, and no default that a bare deployment gets.
 */
export function asInProduction(machine: Machine, name: string, value: R): R {
  if (!machine.request.environment.open) return value;
  const given = atomGuard({ id: `file:${name}`, yes: `an env file gives ${name}`, no: `no env file gives ${name}`, variable: name });
  return choice([...optionsOf(value, given), { guard: not(given), value: UNBOUND }]);
}

/** The value of a variable in an env file. */
export function fileValue(name: string, value: string, reader: string, at: Place): R {
  return { ...str(value), at, env: { name, reader, parse: 'str', default: 'required', state: 'given', at } };
}
