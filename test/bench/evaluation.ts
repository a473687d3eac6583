import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Environment, type EnvironmentVariable, environmentOf } from '../../server/src/evaluate/environment';
import type { EvaluatedSettings } from '../../server/src/evaluate/settings';
import { type Files, OverlayFiles } from '../../server/src/host/files';
import { diskFiles } from '../../server/src/node/files';
import { readPythonWasm } from '../../server/src/node/wasm';
import { type ProjectCache, projectCache } from '../../server/src/project/cache';
import { openProject } from '../../server/src/project/open';
import type { Project } from '../../server/src/project/project';
import { type ParsePython, reparsePython } from '../../server/src/syntax/python/reparse';
import { loadPython } from '../../server/src/syntax/treeSitter';
import { chainProject } from './chain';

const ROUNDS = 15;
const EDITS = 60;

/**
 * Part (d) of the bench: run by scripts/bench.mjs with a folder, a settings module in it, and `NAME=VALUE` for what a closed
 * environment has; or with an empty folder, into which the chain is written. Prints one JSON document.
 */
async function main(folder: string, named: string | undefined, given: readonly string[]): Promise<void> {
  const python = await loadPython(readPythonWasm(__filename));
  const parse: ParsePython = (text, before) => reparsePython(python, text, before);
  if (named === undefined) writeFiles(folder, chainProject());
  const settings = named ?? 'config.settings.production';
  const environments = [environmentOf(new Map(), false), environmentOf(variables(named === undefined ? ['SECRET_KEY=x'] : given), true)];
  console.log(JSON.stringify(environments.map((environment) => timesOf({ folder, settings, environment, parse }))));
}

interface Subject {
  readonly folder: string;
  readonly settings: string;
  /** Where it is open, what starts the process is looked for, as the language server does. */
  readonly environment: Environment;
  readonly parse: ParsePython;
}

/** Milliseconds of each cold evaluation and of each after an edit, and what was evaluated. @throws when there is no such module. */
function timesOf(subject: Subject) {
  const cold: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const started = performance.now();
    evaluated(subject, diskFiles(subject.folder), projectCache());
    cold.push(performance.now() - started);
  }
  const files = diskFiles(subject.folder);
  const cache = projectCache();
  const { project, result } = evaluated(subject, files, cache);
  const base = baseOf(project, result);
  const edits: number[] = [];
  for (let number = 0; number < EDITS; number++) {
    const over = new OverlayFiles(files, new Map([[base.path, base.edited(number)]]));
    const started = performance.now();
    evaluated(subject, over, cache);
    edits.push(performance.now() - started);
  }
  return { cold, edits, isolated: !subject.environment.open, files: base.files, lines: base.lines, incomplete: result.incomplete };
}

function evaluated({ settings, environment, parse }: Subject, files: Files, cache: ProjectCache) {
  const project = openProject(files, { parsePython: parse, settings, environment, cache });
  const [profile] = project.profiles;
  if (!profile) throw new Error(`${settings} was not found`);
  return { project, result: project.evaluate(profile) };
}

/** The longest of the modules that were read, and its text with one more setting before the statement in its middle. */
function baseOf(project: Project, result: EvaluatedSettings) {
  const modules = result.files.flatMap((path) => (path.endsWith('.py') ? (project.python(path) ?? []) : []));
  const [first, ...others] = modules;
  if (!first) throw new Error(`${result.module} reads no file`);
  const longest = others.reduce((best, one) => (one.text.length > best.text.length ? one : best), first);
  const { body } = longest.tree;
  const at = body[body.length >> 1]?.span.start ?? 0;
  const lineStart = longest.text.lastIndexOf('\n', at - 1) + 1;
  return {
    path: longest.path,
    files: modules.length,
    lines: modules.reduce((sum, { text }) => sum + text.split('\n').length - 1, 0),
    edited: (number: number) => `${longest.text.slice(0, lineStart)}BENCH_EDIT = ${number}\n${longest.text.slice(lineStart)}`,
  };
}

function variables(given: readonly string[]): ReadonlyMap<string, EnvironmentVariable> {
  const pairs = given.map((one) => [one, one.indexOf('=')] as const);
  return new Map(pairs.map(([one, at]) => [one.slice(0, at), { value: one.slice(at + 1), source: 'the bench' }]));
}

function writeFiles(folder: string, files: ReadonlyMap<string, string>): void {
  for (const [path, text] of files) {
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

void main(process.argv[2] ?? '', process.argv[3], process.argv.slice(4));
