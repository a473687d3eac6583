import { readComposeEnvFile } from '../../syntax/envFile/compose';
import { readDockerEnvFile } from '../../syntax/envFile/docker';
import type { EnvFileEntry, EnvFileReading } from '../../syntax/envFile/envFile';
import { readShellExports } from '../../syntax/envFile/shell';
import { readSystemdEnvFile } from '../../syntax/envFile/systemd';
import type { Discovery } from '../discover';
import type { ProfileKind } from '../project';
import { blurred, blurredOne, type Held, type Variables } from './held';
import { isTrusted, kindOfPath } from './names';

const READERS = {
  compose: (text: string) => readComposeEnvFile(text),
  raw: readDockerEnvFile,
  systemd: readSystemdEnvFile,
} satisfies Readonly<Record<string, (text: string) => EnvFileReading>>;

/**
 * Variables with those of an env file over them. A file that is not in the workspace, or that is not named for the kind of process, may say
 * anything there: what was known then holds only where the file does not set it, and what the workspace's file says is possible.
 *
 * @param path relative to the root; undefined where it is not told.
 * @param words how the artefact names it.
 */
export function withEnvFile(
  discovery: Discovery,
  variables: Variables,
  kind: ProfileKind,
  reader: keyof typeof READERS,
  path: string | undefined,
  words: string,
): Map<string, Held> {
  const text = path === undefined || kindOfPath(path) === 'sample' ? undefined : discovery.read(path);
  const found = text === undefined || path === undefined ? undefined : READERS[reader](text);
  if (found?.kind !== 'read' || path === undefined) return blurred(variables, `in ${path ?? words}`);
  if (!isTrusted(path, kind)) {
    const last = new Map(found.entries.map((entry) => [entry.name, entry]));
    return new Map([...blurred(variables, `in ${path}`), ...possible(variables, path, last)]);
  }
  const result = found.complete ? new Map(variables) : blurred(variables, `in ${words}`);
  for (const { name, value, span } of found.entries) {
    const place = { file: path, span };
    const before = result.get(name);
    if (value !== undefined) result.set(name, { kind: 'value', value, place });
    else if (before) result.set(name, blurredOne(before, `in ${words}`));
  }
  return result;
}

/** What is otherwise in a shell after it has read a file with `.`. */
export interface Sourced {
  /** In words, what may have set any variable; undefined where it is told what the file sets. */
  readonly over: string | undefined;
  /** Exported variables; undefined for one of which nothing is known any more. */
  readonly exports: ReadonlyMap<string, Held | undefined>;
  /** The same for those that only the shell has. */
  readonly locals: ReadonlyMap<string, Held | undefined>;
  /** Whether what is assigned from then on is exported. */
  readonly exportsAll: boolean;
}

/**
 * What reading a file with `.` changes, by the policy of `withEnvFile`.
 *
 * @param file undefined where the workspace does not have it.
 * @param variables what the shell has exported.
 * @param exportsAll after `set -a`.
 * @param words what is loaded, in words, for a file that the workspace does not have.
 */
export function sourceEnvFile(
  file: { readonly path: string; readonly text: string } | undefined,
  kind: ProfileKind,
  variables: Variables,
  exportsAll: boolean,
  words: string,
): Sourced {
  const exported = [...variables].flatMap(([name, { kind: known }]) => (known === 'possible' ? [] : [name]));
  const reading = file && kindOfPath(file.path) !== 'sample' ? readShellExports(file.text, { exportsAll, exported }) : undefined;
  const over = file ? `in ${file.path}` : words;
  if (!file || reading?.kind !== 'read') return { over, exports: new Map(), locals: new Map(), exportsAll };
  const last = new Map(reading.entries.map((entry) => [entry.name, entry]));
  if (!isTrusted(file.path, kind)) return { over, exports: possible(variables, file.path, last), locals: new Map(), exportsAll };
  const held = (name: string, value: string | undefined): Held | undefined => {
    const place = { file: file.path, span: last.get(name)?.span ?? { start: 0, end: 0 } };
    if (value === undefined) return undefined;
    return reading.complete ? { kind: 'value', value, place } : { kind: 'default', value, over, place };
  };
  const names = new Set([...last.keys(), ...reading.variables.keys()]);
  return {
    over: reading.complete ? undefined : over,
    exports: new Map([...names].map((name) => [name, held(name, last.get(name)?.value)])),
    locals: new Map([...reading.variables].map(([name, value]) => [name, held(name, value)])),
    exportsAll: reading.complete ? reading.exportsAll === true : exportsAll,
  };
}

function possible(variables: Variables, path: string, last: ReadonlyMap<string, EnvFileEntry>): Map<string, Held> {
  const result = new Map<string, Held>();
  for (const [name, { value, span }] of last) {
    if (value !== undefined && (variables.get(name)?.kind ?? 'possible') === 'possible')
      result.set(name, { kind: 'possible', value, place: { file: path, span } });
  }
  return result;
}
