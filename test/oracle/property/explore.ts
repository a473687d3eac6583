import type { Module } from '../../../server/src/syntax/python/ast';
import type { Answers, Environment } from './answers';
import { randomEnvironment } from './context';
import { generate } from './generate';
import { type Fault, judge } from './judge';
import { randomFrom } from './random';
import { shrink } from './shrink';
import { filesOf, type Project } from './tree';

const ENVIRONMENTS = 5;

export interface Exploration {
  readonly modules: number;
  /** Imports that Python finished. */
  readonly imports: number;
  readonly failedImports: number;
  /** Values compared where the whole environment was told, and how many of them the analyser wholly knows. */
  readonly values: number;
  readonly known: number;
  /** Modules for which a bound of the evaluator was reached. */
  readonly bounded: number;
  /** Modules whose failure in Python the analyser does not foresee: no claim about a value is wrong, but none is withdrawn either. */
  readonly unseen: number;
  readonly failures: readonly Failure[];
}

export interface Failure {
  readonly seed: number;
  readonly project: Project;
  readonly fault: Fault;
}

/** Generates modules from `seed` on and holds the analyser against Python; makes the first `shrunk` failures small. */
export async function explore(
  seed: number,
  count: number,
  shrunk: number,
  answers: Answers,
  parse: (text: string) => Module,
): Promise<Exploration> {
  const failures: Failure[] = [];
  const sum = { imports: 0, failedImports: 0, values: 0, known: 0, bounded: 0, unseen: 0 };
  const requests = Array.from({ length: count }, (_, at) => prepared(seed + at));
  for (const batch of inBatches(requests, 50)) {
    const said = await Promise.all(batch.map(({ files, environments }) => answers.ask(files, environments)));
    for (const [at, { seed: own, project, files, environments }] of batch.entries()) {
      const given = said[at] ?? [];
      const judgement = judge(files, parse, environments, given);
      sum.imports += given.filter((one) => 'names' in one).length;
      sum.failedImports += given.filter((one) => 'error' in one).length;
      sum.values += judgement.values;
      sum.known += judgement.known;
      if (judgement.bounded) sum.bounded++;
      const fault = judgement.faults.find((one) => one.kind !== 'stands');
      if (!fault && judgement.faults.length > 0) sum.unseen++;
      if (!fault) continue;
      failures.push({ seed: own, ...(failures.length < shrunk ? await shrink(project, fault, answers, parse) : { project, fault }) });
    }
  }
  return { modules: count, ...sum, failures };
}

function prepared(seed: number) {
  const project = generate(seed);
  const random = randomFrom(seed + 1_000_003);
  const environments: Environment[] = Array.from({ length: ENVIRONMENTS }, () => randomEnvironment(random));
  return { seed, project, files: filesOf(project), environments: [...environments, {}] };
}

function* inBatches<T>(items: readonly T[], size: number): Generator<readonly T[]> {
  for (let at = 0; at < items.length; at += size) yield items.slice(at, at + size);
}
