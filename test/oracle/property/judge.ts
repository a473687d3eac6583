import { environmentOf } from '../../../server/src/evaluate/environment';
import { evaluateModule } from '../../../server/src/evaluate/evaluate';
import type { EvaluatedSettings } from '../../../server/src/evaluate/settings';
import { isKnown } from '../../../server/src/evaluate/value';
import { MemoryFiles } from '../../../server/src/host/files';
import type { Module } from '../../../server/src/syntax/python/ast';
import { admits, mayBeAbsent } from './admits';
import type { Environment, PythonAnswer } from './answers';

/** What the analyser is told of the environment: all of it, nothing, or some variables. */
export type Told = 'all' | 'nothing' | 'some';

export interface Fault {
  readonly kind: 'value' | 'absent' | 'missing' | 'raised' | 'stands' | 'crash';
  readonly told: Told;
  readonly environment: Environment;
  readonly text: string;
}

export interface Judgement {
  readonly faults: readonly Fault[];
  /** Values that were compared where the whole environment was told, and how many of them are wholly known. */
  readonly values: number;
  readonly known: number;
  /** Whether a bound of the evaluator was reached. */
  readonly bounded: boolean;
}

/** Holds the analyser's view of the package against what Python makes of it in each environment. */
export function judge(
  files: ReadonlyMap<string, string>,
  parse: (text: string) => Module,
  environments: readonly Environment[],
  answers: readonly PythonAnswer[],
): Judgement {
  const evaluate = evaluator(files, parse);
  const open = evaluate({}, false);
  const some = Object.fromEntries(Object.entries(environments[0] ?? {}).slice(0, 2));
  const half = evaluate(some, false);
  const faults: Fault[] = [];
  let [values, known, bounded] = [0, 0, isBounded(open)];
  for (const [at, environment] of environments.entries()) {
    const answer = answers[at];
    if (!answer || ('error' in answer && /^(SyntaxError|SystemExit|RecursionError|IndentationError)/.test(answer.error))) continue;
    const whole = evaluate(environment, true);
    bounded ||= isBounded(whole);
    const views: (readonly [Told, EvaluatedSettings])[] = [
      ['all', whole],
      ['nothing', open],
    ];
    if (Object.entries(some).every(([name, value]) => environment[name] === value)) views.push(['some', half]);
    for (const [told, view] of views) faults.push(...contradictions(view, told, environment, answer));
    if ('names' in answer && whole.raised === undefined) {
      values += whole.settings.size;
      known += [...whole.settings.values()].filter((one) => isKnown(one.value)).length;
    }
  }
  return { faults, values, known, bounded };
}

function evaluator(files: ReadonlyMap<string, string>, parse: (text: string) => Module) {
  const trees = new Map<string, Module>();
  const store = new MemoryFiles(files);
  const parsed = (path: string) => {
    const text = files.get(path);
    if (text === undefined) return undefined;
    const tree = trees.get(path) ?? parse(text);
    trees.set(path, tree);
    return tree;
  };
  return (given: Environment, isolated: boolean) => {
    const variables = new Map(Object.entries(given).map(([name, value]) => [name, { value, source: '--env' }]));
    const environment = environmentOf(variables, isolated);
    return evaluateModule({ files: store, parse: parsed, pythonPath: [''], environment, djangoVersion: '5.2' }, 'conf.settings');
  };
}

function isBounded(view: EvaluatedSettings): boolean {
  return view.raised === undefined && view.incomplete !== undefined && /too many|too deeply|too long/.test(view.incomplete);
}

function contradictions(view: EvaluatedSettings, told: Told, environment: Environment, answer: PythonAnswer): readonly Fault[] {
  const fault = (kind: Fault['kind'], text: string): Fault => ({ kind, told, environment, text });
  if (/the evaluator failed/.test(view.incomplete ?? '')) return [fault('crash', 'the evaluator failed')];
  const stops = view.raised !== undefined || /^it stops with/.test(view.incomplete ?? '');
  if ('error' in answer) {
    const sure = [...view.settings.values()].every((one) => isKnown(one.value));
    return told === 'all' && view.incomplete === undefined && sure ? [fault('stands', `Python fails: ${answer.error}`)] : [];
  }
  if (stops) return [fault('raised', `called unable to start: ${view.raised?.message ?? view.incomplete}`)];
  const where = { bare: Object.keys(environment).length === 0 };
  const faults: Fault[] = [];
  for (const [name, value] of Object.entries(answer.names)) {
    const mine = view.settings.get(name);
    if (!mine && view.incomplete === undefined) faults.push(fault('missing', `${name} is not seen; Python has ${JSON.stringify(value)}`));
    if (mine && !admits(mine.value, value, where))
      faults.push(fault('value', `${name}: Python has ${JSON.stringify(value)}, not ${shown(mine.value)}`));
  }
  for (const { name, value } of view.settings.values()) {
    if (!(name in answer.names) && !mayBeAbsent(value, where))
      faults.push(fault('absent', `${name} is called set, ${shown(value)}; Python does not set it`));
  }
  return faults;
}

function shown(value: unknown): string {
  return JSON.stringify(value, (key, inner) =>
    key === 'at' || key === 'env' ? undefined : typeof inner === 'bigint' ? String(inner) : inner,
  );
}
