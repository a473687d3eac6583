import type { Files } from '../host/files';
import type { Module } from '../syntax/python/ast';
import type { Environment } from './environment';
import { freezeLater } from './freeze';
import { LimitReached, PythonError } from './interpreter/errors';
import { importModule, runFile } from './interpreter/imports';
import { Machine } from './interpreter/machine';
import { applyConfiguration } from './libraries/configurations';
import { type ModuleObject, type R, str } from './runtime/objects';
import { type Assignment, type EvaluatedSettings, isSettingName, type Setting } from './settings';
import type { Value } from './value';

export interface EvaluationRequest {
  readonly files: Files;
  /** Parses a file of the workspace; undefined when it cannot be read. The caller remembers trees. */
  parse(path: string): Module | undefined;
  /** Folders that modules are imported from, relative to the root, first wins. */
  readonly pythonPath: readonly string[];
  readonly environment: Environment;
  /** `5.2`: what `django.VERSION` says. */
  readonly djangoVersion: string;
  /** Whether the project requires the distribution that a top-level package outside the workspace comes from; false where nobody knows. */
  requires?(topLevel: string): boolean;
}

/** Evaluates a settings module, or one configuration class in it. Never throws, never runs anything, always ends. */
export function evaluateModule(request: EvaluationRequest, module: string, configuration?: string): EvaluatedSettings {
  const machine = new Machine(request, module);
  const outcome = attempt(machine, () => {
    const found = importModule(machine, module);
    if (configuration !== undefined) applyConfiguration(machine, found, configuration);
    return found;
  });
  const found = outcome.module ?? machine.loaded(module);
  return result(machine, module, found, found?.names ?? new Map(), outcome);
}

/** Evaluates one file as a script of its own: gunicorn.conf.py. */
export function evaluateFile(request: EvaluationRequest, file: string): EvaluatedSettings {
  const machine = new Machine(request, '');
  const names = new Map<string, R>([
    ['__name__', str('__config__')],
    ['__file__', str(`${request.files.root}/${file}`)],
  ]);
  const module: ModuleObject = { t: 'module', name: '__config__', file, names, fallback: undefined, incomplete: undefined };
  const outcome = attempt(machine, () => {
    runFile(machine, module, file);
    return module;
  });
  return result(machine, '__config__', module, names, outcome);
}

interface Outcome {
  readonly module?: ModuleObject;
  readonly raised?: PythonError;
  readonly limit?: string;
}

function attempt(machine: Machine, run: () => ModuleObject): Outcome {
  try {
    return { module: run() };
  } catch (error) {
    const module = machine.running[0];
    if (error instanceof PythonError) return { raised: error, ...(module ? { module } : {}) };
    const limit = error instanceof LimitReached ? error.message : 'the evaluator failed on this module';
    return { limit, ...(module ? { module } : {}) };
  }
}

function result(
  machine: Machine,
  name: string,
  module: ModuleObject | undefined,
  names: ReadonlyMap<string, R>,
  outcome: Outcome,
): EvaluatedSettings {
  const settings = new Map<string, Setting>();
  const others = new Map<string, Setting>();
  const history = module && machine.histories.get(module.names);
  for (const [key, value] of names) {
    if (key.startsWith('__')) continue;
    const { limit } = outcome;
    const known = limit === undefined ? machine.refined(value) : ({ t: 'unknown', reason: limit } as const);
    (isSettingName(key) ? settings : others).set(key, settingOf(key, known, history?.get(key) ?? []));
  }
  const files = [...machine.filesRead];
  return {
    module: name,
    file: module?.file ?? files[0] ?? '',
    settings,
    names: others,
    incomplete:
      outcome.limit ?? (outcome.raised ? `it stops with ${outcome.raised.type}` : module ? module.incomplete : `${name} cannot be found`),
    files: orderedFiles(files, module?.file),
    probes: [...machine.probes],
    reads: machine.reads.variables,
    envFiles: machine.reads.envFiles,
    syntaxFaults: [...machine.filesRun].flatMap((file) => (machine.request.parse(file)?.errors ?? []).map((fault) => ({ file, fault }))),
    raised: outcome.raised?.at ? { place: outcome.raised.at, message: outcome.raised.message } : undefined,
  };
}

/** A setting whose value is frozen when somebody asks for it: an edit is judged without most of them. */
function settingOf(name: string, known: R, assignments: readonly Assignment[]): Setting {
  let frozen: Value | undefined;
  return {
    name,
    get value() {
      frozen ??= freezeLater(known);
      return frozen;
    },
    assignments,
  };
}

function orderedFiles(files: readonly string[], first: string | undefined): readonly string[] {
  return first === undefined ? files : [first, ...files.filter((file) => file !== first)];
}
