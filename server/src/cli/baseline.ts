import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { FindingView } from './formats/view';
import { type Io, UsageError } from './io';
import { writeWhole } from './write';

interface Accepted {
  readonly rule: string;
  readonly file: string;
  readonly message: string;
}

/**
 * The findings that a baseline does not accept; undefined when the file does not exist yet. Lines do not count, so that
 * an edit elsewhere in the file brings nothing back; two equal faults need two entries.
 * @throws UsageError for a file that is no baseline.
 */
export function withoutKnown(io: Io, path: string, findings: readonly FindingView[]): readonly FindingView[] | undefined {
  const text = textOf(io, path);
  if (text === undefined) return undefined;
  const left = new Map<string, number>();
  for (const one of accepted(text, path)) left.set(keyOf(one), (left.get(keyOf(one)) ?? 0) + 1);
  return findings.filter((finding) => {
    const count = left.get(keyOf(finding)) ?? 0;
    left.set(keyOf(finding), count - 1);
    return count <= 0;
  });
}

export function writeBaseline(io: Io, path: string, findings: readonly FindingView[]): void {
  const document = { version: 1, findings: findings.map(({ rule, file, message }): Accepted => ({ rule, file, message })) };
  writeWhole(resolve(io.cwd, path), `${JSON.stringify(document, undefined, 2)}\n`);
  io.err(`${path}: written with ${findings.length} accepted ${findings.length === 1 ? 'finding' : 'findings'}.\n`);
}

function accepted(text: string, path: string): readonly Accepted[] {
  try {
    const document: unknown = JSON.parse(text);
    const list = typeof document === 'object' && document !== null && 'findings' in document ? document.findings : undefined;
    if (Array.isArray(list) && list.every(isAccepted)) return list;
  } catch {
    // Said below: a file that is no JSON and one of another shape are the same to the user.
  }
  throw new UsageError(`${path}: not a baseline of django-preflight. Delete it to have it written anew.`);
}

function isAccepted(item: unknown): item is Accepted {
  const fields = ['rule', 'file', 'message'] as const;
  return typeof item === 'object' && item !== null && fields.every((field) => typeof (item as Record<string, unknown>)[field] === 'string');
}

function keyOf({ rule, file, message }: Accepted): string {
  return JSON.stringify([rule, file, message]);
}

function textOf(io: Io, path: string): string | undefined {
  try {
    return readFileSync(resolve(io.cwd, path), 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw new UsageError(`${path}: cannot be read.`);
  }
}
