import * as paths from '../../base/paths';
import { utf8 } from '../builtins/codecs';
import { native } from '../interpreter/calls';
import { PythonError } from '../interpreter/errors';
import type { Machine } from '../interpreter/machine';
import { bool, FALSE, type Instance, iterator, NONE, type R, str } from '../runtime/objects';
import { makeObject } from './library';

/** The workspace path of an absolute path; undefined when it lies elsewhere or is relative. */
export function workspacePath(machine: Machine, path: string): string | undefined {
  return path.startsWith('/') ? paths.relativeTo(machine.request.files.root, paths.normalize(path)) : undefined;
}

/**
 * Whether a path exists. Outside the workspace nobody knows; inside, a file that is not there is taken to be missing. A relative path
 * counts from where the process starts: missing where it is missing in the workspace and in every import root.
 */
export function existence(machine: Machine, path: string, wanted: 'file' | 'directory' | 'any'): R {
  const inside = workspacePath(machine, path);
  if (inside === undefined && !path.startsWith('/') && isMissing(machine, path)) return FALSE;
  if (inside === undefined)
    return machine.unknown(`whether ${path} exists is not known`, { type: 'bool', symbol: `exists:${wanted}:${path}` });
  const kind = machine.request.files.kind(inside);
  if (kind === undefined) machine.probes.add(inside);
  return bool(wanted === 'any' ? kind !== undefined : kind === wanted);
}

function isMissing({ request: { files, pythonPath }, probes }: Machine, path: string): boolean {
  const places = [...new Set(['', ...pythonPath])].flatMap((folder) => {
    const place = paths.relativeTo(files.root, paths.normalize(paths.join(files.root, folder, path)));
    return place === undefined ? [] : [place];
  });
  for (const place of places) if (files.kind(place) === undefined) probes.add(place);
  return places.length > 0 && places.every((place) => files.kind(place) === undefined);
}

export function listFolder(machine: Machine, path: string): readonly string[] | undefined {
  const inside = workspacePath(machine, path);
  return inside === undefined ? undefined : machine.request.files.list(inside);
}

/** The text of a workspace file; undefined when it cannot be read. */
export function readFile(machine: Machine, path: string): string | undefined {
  const inside = workspacePath(machine, path);
  if (inside === undefined) return undefined;
  const text = machine.request.files.read(inside);
  if (text === undefined) machine.probes.add(inside);
  else machine.filesRead.add(inside);
  return text;
}

/**
 * `path.read_text()`. In an environment that is not told whole, production has a file of its own under that name, a secret most of all:
 * only code to be executed is taken from the workspace's. A file that is not there may be in production: both ways are followed. Python
 * that is not there is missing, as a module that is imported is.
 */
export function fileContent(machine: Machine, path: string): R {
  const inside = workspacePath(machine, path);
  const text = readFile(machine, path);
  const unknown = (reason: string, content?: string): R =>
    machine.unknown(reason, { type: 'str', symbol: `content:${path}`, ...(content === undefined ? {} : { content }) });
  if (text === undefined || inside === undefined) {
    if (inside?.endsWith('.py')) throw new PythonError('FileNotFoundError', 'the file is not in the workspace');
    machine.mayRaise(new PythonError('FileNotFoundError', 'the file is not in the workspace'));
    return unknown(`the content of ${path.split('/').at(-1)} is not known`);
  }
  if (machine.request.environment.open) return unknown(`it is read from the file ${inside}, and production may have another one`, inside);
  return { ...str(text.replaceAll('\r\n', '\n')), content: inside };
}

/** `open(path, mode)`: an object whose reading methods give the content. */
export function openFile(machine: Machine, path: string, mode: R | undefined): R {
  const flags = mode?.t === 'str' ? mode.v : 'r';
  const content = /[wax+]/.test(flags) ? machine.unknown('a file that is written') : fileContent(machine, path);
  const decoded = flags.includes('b') ? asBytes(content) : content;
  const lines = (): R =>
    content.t === 'str'
      ? iterator(
          content.v
            .split(/(?<=\n)/)
            .filter((line) => line !== '')
            .map(str),
        )
      : machine.unknown('the lines of a file are not known');
  const members: Record<string, (self: Instance) => R> = {
    read: () => native('read', () => decoded),
    readlines: () => native('readlines', () => toList(lines())),
    readline: () =>
      native('readline', () =>
        content.t === 'str' ? str(content.v.split(/(?<=\n)/)[0] ?? '') : machine.unknown('the lines of a file are not known'),
      ),
    name: () => str(path),
    close: () => native('close', () => NONE),
    write: () => native('write', () => NONE, { raw: true }),
    __iter__: () => native('__iter__', lines),
  };
  return makeObject('TextIOWrapper', (_, self, name) => members[name]?.(self));
}

/** What the binary mode gives: the same content as bytes. */
function asBytes(content: R): R {
  if (content.t === 'unknown') return { ...content, type: 'bytes' };
  return content.t === 'str'
    ? { t: 'bytes', v: utf8(content.v), ...(content.content === undefined ? {} : { content: content.content }) }
    : content;
}

function toList(value: R): R {
  return value.t === 'iterator' ? { t: 'list', content: value.content } : value;
}
