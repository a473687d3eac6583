import { readComposeEnvFile } from '../../syntax/envFile/compose';
import { readDockerEnvFile } from '../../syntax/envFile/docker';
import type { EnvFileEntry, EnvFileReading } from '../../syntax/envFile/envFile';
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
  if (!isTrusted(path, kind)) return withPossible(variables, path, found.entries);
  const result = found.complete ? new Map(variables) : blurred(variables, `in ${words}`);
  for (const { name, value, span } of found.entries) {
    const place = { file: path, span };
    const before = result.get(name);
    if (value !== undefined) result.set(name, { kind: 'value', value, place });
    else if (before) result.set(name, blurredOne(before, `in ${words}`));
  }
  return result;
}

function withPossible(variables: Variables, path: string, entries: readonly EnvFileEntry[]): Map<string, Held> {
  const result = blurred(variables, `in ${path}`);
  for (const { name, value, span } of entries) {
    const before = result.get(name);
    if (value !== undefined && (!before || before.kind === 'possible'))
      result.set(name, { kind: 'possible', value, place: { file: path, span } });
  }
  return result;
}
