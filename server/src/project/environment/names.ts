import { basename } from '../../base/paths';
import { WORDS } from '../kind';
import type { ProfileKind } from '../project';

const SAMPLE = new Set([
  'example',
  'examples',
  'sample',
  'samples',
  'template',
  'templates',
  'tmpl',
  'dist',
  'demo',
  'docs',
  'doc',
  'devcontainer',
]);
const DEVELOPMENT = new Set([
  'override',
  'dev',
  'development',
  'develop',
  'devel',
  'local',
  'localhost',
  'debug',
  'vscode',
  'sandbox',
  'tilt',
]);
/** What is neither production nor development says nothing of either. */
const STAGING = new Set(['staging', 'stage', 'preprod', 'preproduction', 'uat', 'qa']);
/** Of folders, only these say something: `server/` and `live/` hold many a thing. */
const FOLDERS: Readonly<Record<ProfileKind, ReadonlySet<string>>> = {
  production: new Set(['prod', 'production']),
  development: new Set(['dev', 'development', 'local']),
  test: new Set(['test', 'tests', 'ci', 'e2e']),
};

/** For what an artefact is by its path; `sample` when it is made to be copied, or for none of them; undefined when it says nothing. */
export function kindOfPath(path: string): ProfileKind | 'sample' | undefined {
  const folders = path.split('/').slice(0, -1).reverse().map(wordsOf);
  const name = wordsOf(basename(path));
  if ([name, ...folders].some((words) => words.some((word) => SAMPLE.has(word) || STAGING.has(word)))) return 'sample';
  if (name.some((word) => WORDS.test.has(word))) return 'test';
  if (name.some((word) => DEVELOPMENT.has(word))) return 'development';
  if (name.some((word) => WORDS.production.has(word) && word !== 'server')) return 'production';
  for (const words of folders) {
    for (const kind of ['test', 'development', 'production'] as const) if (words.some((word) => FOLDERS[kind].has(word))) return kind;
  }
  return undefined;
}

/**
 * Whether an env file of the workspace says what processes of a kind have: for production only one that is named for it. A plain `.env` is
 * what somebody has on a machine.
 */
export function isTrusted(path: string, kind: ProfileKind): boolean {
  const named = kindOfPath(path);
  if (named === 'sample') return false;
  return kind === 'production' ? named === 'production' : named === kind || (named === undefined && kind === 'development');
}

/** What stands for a value that is to be filled in: `<host>`, `{{ secret }}`, and `changeme` where a secret belongs. */
export function isPlaceholder(value: string, isSecret: boolean): boolean {
  if (/^<|<[^<>]*>|\{\{|\}\}|\{%|@@\w+@@|__\w+__/.test(value)) return true;
  return isSecret && /change|replace|your|example|placeholder|dummy|xxx|todo|fixme|\.\.\.|\*\*\*/i.test(value);
}

function wordsOf(segment: string): readonly string[] {
  return segment.toLowerCase().split(/[^a-z0-9]+/);
}
