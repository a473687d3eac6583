import { parseVersion } from '../../server/src/base/version';
import { environmentOf } from '../../server/src/evaluate/environment';
import type { EvaluatedSettings } from '../../server/src/evaluate/settings';
import { isKnown, type Value } from '../../server/src/evaluate/value';
import { MemoryFiles } from '../../server/src/host/files';
import { diskFiles } from '../../server/src/node/files';
import { openProject } from '../../server/src/project/open';
import { rules } from '../../server/src/rules/registry.generated';
import { runRules } from '../../server/src/rules/run';
import { parsePython } from '../../server/src/syntax/python/parse';
import { python } from '../support/python';
import { type Answer, type Case, type Json, varyingNames } from './cases';
import { contradictions, mayBeUnset } from './compare';

/** How the analyser and Django differ over one environment of a case. */
export interface Comparison {
  /** Values called known (wholly or in part) that Django does not have. Must be empty. */
  readonly wrong: readonly string[];
  /** Names that the module sets and the analyser has not seen. Must be empty. */
  readonly missed: readonly string[];
  /** `NAME: reason` for values that the analyser does not wholly know. */
  readonly unknown: readonly string[];
  /** Names compared, without those that vary. */
  readonly total: number;
  /** Check ids that only the analyser reports. Must be empty. */
  readonly extraChecks: readonly string[];
  /** Check ids that only Django reports. */
  readonly missingChecks: readonly string[];
}

/** Ids outside the security family are demanded where a rule says that it covers them. */
const COVERED = new Set(rules.flatMap((rule) => rule.meta.references).filter((id) => /^(4_0|caches|staticfiles)\./.test(id)));
const COMPARED = /^(security|4_0|caches|staticfiles)\./;

/** Evaluates and judges one environment of a case, and holds the result against Django's answer. */
export async function compare(one: Case, environment: Readonly<Record<string, string>>, answer: Answer): Promise<Comparison> {
  const project = await open(one, environment);
  const [profile] = project.profiles;
  if (!profile) throw new Error(`${one.name}: the analyser does not find ${one.settings}`);
  const settings = project.evaluate(profile);
  if ('error' in answer) return comparedWithFailure(settings, answer.error);

  const root = project.files.root;
  const names = Object.keys(answer.settings);
  const varying = varyingNames(one, environment);
  const wrong = names.flatMap((name) => {
    const setting = settings.settings.get(name);
    return setting ? contradictions(asDjangoGivesIt(name, setting.value), answer.settings[name] ?? null, root, name) : [];
  });
  const raised = settings.raised ? [`called unable to start (${settings.raised.message}), but Django imports it`] : [];
  const invented = [...settings.settings.values()].filter(({ name, value }) => !(name in answer.settings) && !mayBeUnset(value));
  // Django's checks look at settings; a weak value of an env file may be one that nobody gets.
  const ofSettings = rules.filter((rule) => rule.on === 'settings');
  const ids = runRules(project, ofSettings).findings.flatMap((finding) => finding.references.filter((id) => COMPARED.test(id)));
  const judged = names.filter((name) => !varying.has(name));
  return {
    wrong: [...raised, ...wrong, ...invented.map(({ name }) => `${name}: called set, but the module does not set it`)],
    missed: settings.incomplete ? [] : names.filter((name) => !settings.settings.has(name)),
    unknown: judged.flatMap((name) => {
      const value = settings.settings.get(name)?.value;
      return value && isKnown(value) ? [] : [`${name}: ${reason(value)}`];
    }),
    total: judged.length,
    extraChecks: [...new Set(ids)].filter((id) => !answer.checks.includes(id)),
    missingChecks: answer.checks.filter((id) => (id.startsWith('security.') || COVERED.has(id)) && !ids.includes(id)),
  };
}

/** Where the analyser contradicts what a snippet leaves in V; `known`: it has the whole value. */
export async function compareSnippet(code: string, value: Json): Promise<{ readonly wrong: readonly string[]; readonly known: boolean }> {
  const parser = await python();
  const files = new MemoryFiles(new Map([['conf.py', `${code}\n`]]));
  const environment = environmentOf(new Map(), true);
  const project = openProject(files, { parsePython: (text) => parsePython(parser, text), environment, settings: 'conf' });
  const [profile] = project.profiles;
  if (!profile) throw new Error('the analyser does not find conf');
  const settings = project.evaluate(profile);
  if (settings.raised) return { wrong: [`called unable to run: ${settings.raised.message}`], known: false };
  const found = settings.settings.get('V')?.value;
  if (!found) return { wrong: settings.incomplete ? [] : ['V is not seen'], known: false };
  return { wrong: contradictions(found, value, files.root, 'V'), known: isKnown(found) };
}

async function open(one: Case, environment: Readonly<Record<string, string>>) {
  const parser = await python();
  const djangoVersion = parseVersion('5.2');
  const variables = new Map(Object.entries(environment).map(([name, value]) => [name, { value, source: '--env' }]));
  return openProject(diskFiles(one.folder), {
    parsePython: (text) => parsePython(parser, text),
    environment: environmentOf(variables, true),
    settings: one.configuration === undefined ? one.settings : `${one.settings}:${one.configuration}`,
    ...(djangoVersion && { djangoVersion }),
    ...(one.pythonPath !== undefined && { pythonPath: one.pythonPath }),
  });
}

/** Where the import ends in an exception, the analyser may not claim that the module stands. */
function comparedWithFailure(settings: EvaluatedSettings, error: string): Comparison {
  const wrong = settings.raised || settings.incomplete ? [] : [`the import fails (${error}), which the analyser does not see`];
  return { wrong, missed: [], unknown: [], total: 0, extraChecks: [], missingChecks: [] };
}

/** Django's settings object puts the script prefix before a relative URL of its own. */
function asDjangoGivesIt(name: string, value: Value): Value {
  if ((name !== 'STATIC_URL' && name !== 'MEDIA_URL') || value.kind !== 'str') return value;
  return /^(https?:\/\/|\/)/.test(value.value) ? value : { ...value, value: `/${value.value}` };
}

function reason(value: Value | undefined): string {
  if (!value) return 'not seen';
  switch (value.kind) {
    case 'unknown':
      return value.reason;
    case 'choice':
      return `one of several (${value.options.map((option) => option.when).join('; ')})`;
    case 'dict':
      return value.rest ?? parts(value.entries.map((one) => one.value));
    case 'list':
    case 'tuple':
    case 'set':
    case 'frozenset': {
      const rest = value.items.find((item) => item.kind === 'rest');
      return rest?.kind === 'rest' ? rest.reason : parts(value.items.filter((item) => item.kind !== 'rest'));
    }
    default:
      return value.kind;
  }
}

function parts(values: readonly Value[]): string {
  return `in part: ${values
    .filter((value) => !isKnown(value))
    .map(reason)
    .join(', ')}`;
}
