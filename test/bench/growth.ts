import { type Environment, environmentOf } from '../../server/src/evaluate/environment';
import { evaluateModule } from '../../server/src/evaluate/evaluate';
import { MemoryFiles } from '../../server/src/host/files';
import { readPythonWasm } from '../../server/src/node/wasm';
import type { Module } from '../../server/src/syntax/python/ast';
import { parsePython } from '../../server/src/syntax/python/parse';
import { loadPython } from '../../server/src/syntax/treeSitter';
import { chainOfModules, longModule, type ProjectFiles } from './chain';

const ROUNDS = 7;

/** What grows, and the sizes of which the ratio per unit is taken: the smallest that is large enough to time, and the largest. */
const SERIES = [
  { unit: 'module', sizes: [1, 10, 50, 100, 200], from: 10, project: chainOfModules },
  { unit: 'line', sizes: [100, 1_000, 5_000, 10_000], from: 1_000, project: longModule },
];

/** Part (e) of the bench: run by scripts/bench.mjs with --expose-gc; prints one JSON document. */
async function main(): Promise<void> {
  const python = await loadPython(readPythonWasm(__filename));
  const parse = (text: string) => parsePython(python, text);
  const series = [true, false].flatMap((isolated) => SERIES.map((one) => ({ ...one, isolated })));
  const subjects = series.map(({ sizes, project, isolated }) =>
    sizes.map((size) => ({ size, files: project(size), environment: environmentOf(new Map(), isolated), runs: [] as Run[] })),
  );
  // In turns, so that a slow moment of the machine hits every size; the first turn only warms up.
  for (let round = 0; round <= ROUNDS; round++) {
    for (const { files, environment, runs } of subjects.flat()) {
      const run = once(files, environment, parse);
      if (round > 0) runs.push(run);
    }
  }
  console.log(
    JSON.stringify(
      series.map(({ unit, from, isolated }, at) => ({
        unit,
        from,
        isolated,
        sizes: subjects[at]?.map(({ size, runs }) => ({ size, runs })),
      })),
    ),
  );
}

interface Run {
  /** Milliseconds. */
  readonly parse: number;
  /** Milliseconds, with the reading of every value. */
  readonly evaluate: number;
  /** Bytes that trees and values hold. */
  readonly heap: number;
  readonly incomplete: string | undefined;
}

/** One cold evaluation of `grown.settings`. */
function once(texts: ProjectFiles, environment: Environment, parse: (text: string) => Module): Run {
  const files = new MemoryFiles(texts);
  const before = heapUsed();
  const started = performance.now();
  const trees = new Map([...texts].map(([path, text]) => [path, parse(text)]));
  const parsed = performance.now();
  const request = { files, parse: (path: string) => trees.get(path), pythonPath: [''], environment, djangoVersion: '5.2' };
  const result = evaluateModule(request, 'grown.settings');
  const values = [...result.settings.values()].map((setting) => setting.value);
  const ended = performance.now();
  const heap = heapUsed() - before;
  if (trees.size === 0 || values.length === 0) throw new Error('nothing was evaluated');
  return { parse: parsed - started, evaluate: ended - parsed, heap, incomplete: result.incomplete };
}

/** Bytes in use when all that can go is gone. @throws without --expose-gc. */
function heapUsed(): number {
  if (!globalThis.gc) throw new Error('run with --expose-gc');
  // What the first one finds to be garbage may hold more of it.
  globalThis.gc();
  globalThis.gc();
  return process.memoryUsage().heapUsed;
}

void main();
