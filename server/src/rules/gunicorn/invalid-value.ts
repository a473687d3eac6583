import { closest } from '../../base/closest';
import type { EvaluatedSettings, Setting } from '../../evaluate/settings';
import { alternatives, type SequenceValue, type Value } from '../../evaluate/value';
import { type GunicornSetting, gunicornKnows, gunicornSetting } from '../../knowledge/gunicorn';
import type { GunicornOption } from '../../project/servers/gunicorn/commandLine';
import type { GunicornWords } from '../../project/servers/gunicorn/settings';
import { isUnknownLevel, refusalOf } from '../../project/servers/gunicorn/validators';
import type { Expression, FunctionDef, Statement } from '../../syntax/python/ast';
import { gunicornScope, nodeAt, replaceExpression, sourceAt } from '../edit';
import { type Fix, type GunicornContext, gunicornRule } from '../rule';
import { replacePart } from '../shared/commandEdit';
import { configured, nameIn } from '../shared/gunicornConfig';

export const rule = gunicornRule({
  inBranches: true,
  meta: {
    id: 'gunicorn/invalid-value',
    title: 'gunicorn refuses a value',
    category: 'application server',
    severity: 'error',
    scope: 'production',
    fix: 'safe',
    references: [],
    summary: 'A value that the validation of gunicorn refuses, in its file, on its command line or in its environment: it does not start.',
    settings: [],
  },
  messages: {
    refused: '{name} is {reason}.\ngunicorn checks it at start, and stops there.\nWrite a value that it takes.',
    number: '{name} is "{text}", which is no whole number.\ngunicorn checks it at start, and stops there.\nWrite a whole number.',
    level:
      'There is no log level {value}.\ngunicorn takes "info" instead, without a word.\nUse one of debug, info, warning, error, critical.',
    arity:
      '{name} takes {found} arguments, and gunicorn calls it with {wanted}.\ngunicorn checks that at start, and stops there.\nWrite def {name}({arguments}).',
  },
  check(context) {
    if (context.config) checkFile(context, context.config);
    for (const words of [context.run.command, context.run.arguments]) if (words) checkWords(context, words);
    checkEnvironment(context);
  },
});

type Messages = 'refused' | 'number' | 'level' | 'arity';

function checkFile(context: GunicornContext<Messages>, config: EvaluatedSettings): void {
  for (const [name, setting] of config.names) {
    const known = gunicornSetting(name);
    if (!known || setting.assignments.length === 0 || !gunicornKnows(known, context.gunicorn)) continue;
    const value = narrowed(context, setting);
    const reasons = alternatives(value).map((each) => refusalOf(known, each, context.gunicorn));
    const place = nameIn(setting);
    const [reason] = reasons;
    if (reason !== undefined && reasons.every((each) => each !== undefined)) {
      context.report({ message: 'refused', data: { name, reason }, place, fixes: fixesFor(context, config, known, value) });
    } else if (name === 'loglevel' && isUnknownLevel(value) && hasOwnLogger(context)) {
      const level = value.kind === 'str' ? `"${value.value}"` : '';
      context.report({ message: 'level', data: { value: level }, place, severity: 'warning', fixes: nearestLevel(context, config, value) });
    }
  }
  checkHooks(context, config);
}

/** A logger of the project's own may know further levels. */
function hasOwnLogger(context: GunicornContext): boolean {
  const { value } = context.run.setting('logger_class');
  return value.kind === 'str' ? value.value === 'gunicorn.glogging.Logger' : context.run.setting('logger_class').origin === 'default';
}

/** The parser refuses a text that is no number wherever it stands; the validator sees the last option, or all of one that may be repeated. */
function checkWords(context: GunicornContext<Messages>, words: GunicornWords): void {
  const { options, problems } = words.line;
  for (const problem of problems) {
    if (problem.kind === 'value')
      context.report({ message: 'number', data: { name: problem.flag, text: problem.text }, place: problem.place });
  }
  for (const option of options) {
    const { setting, value, flag, place } = option;
    const isLast = options.findLast((other) => other.setting === setting) === option;
    if (!value || (setting.cliAction !== 'append' && !isLast)) continue;
    const reason = refusalOf(setting, value, context.gunicorn);
    if (reason !== undefined) {
      context.report({ message: 'refused', data: { name: flag, reason }, place, fixes: valueFix(option) });
    } else if (setting.name === 'loglevel' && isUnknownLevel(value) && hasOwnLogger(context)) {
      const data = { value: value.kind === 'str' ? `"${value.value}"` : '' };
      context.report({ message: 'level', data, place, severity: 'warning', fixes: valueFix(option) });
    }
  }
}

function valueFix({ setting, text, valuePlace }: GunicornOption): readonly Fix[] {
  const known = setting.values?.filter((each) => typeof each === 'string') ?? [];
  const near = text === undefined ? undefined : (ALIASES[text.toLowerCase()] ?? closest(text, known));
  if (near === undefined || !valuePlace || !known.includes(near)) return [];
  return [{ title: `Write ${near}`, safe: true, edit: () => replacePart(valuePlace, near) }];
}

/** Variables that gunicorn turns into numbers and addresses before it looks at anything else. */
function checkEnvironment({ run, report }: GunicornContext<Messages>): void {
  for (const [variable, isRight] of [
    ['WEB_CONCURRENCY', (value: string) => /^\s*[+-]?\d(_?\d)*\s*$/.test(value)],
    ['PORT', (value: string) => run.setting('bind').origin !== 'environment' || /^\s*\d+\s*$/.test(value)],
  ] as const) {
    const held = run.process?.command.variables.get(variable);
    if (held?.kind !== 'value' || isRight(held.value)) continue;
    report({ message: 'number', data: { name: variable, text: held.value }, place: held.place });
  }
}

/** An unknown value whose expression can only give a fraction (`cpu_count() / 2`) is at least that. */
function narrowed(context: GunicornContext, { value, assignments }: Setting): Value {
  const last = assignments.at(-1);
  const tree = last?.kind === 'assign' ? context.project.python(last.place.file)?.tree : undefined;
  if (value.kind !== 'unknown' || value.type !== undefined || !tree || !last) return value;
  const node = nodeAt(tree, last.valueSpan);
  return node && isFraction(node) ? { ...value, type: 'float' } : value;
}

function isFraction(node: Statement | Expression): boolean {
  if (node.kind === 'Float') return true;
  if (node.kind !== 'BinOp') return false;
  if (node.operator === '/') return true;
  return /^(\+|-|\*|\/\/)$/.test(node.operator) && (isFraction(node.left) || isFraction(node.right));
}

/** A hook with the wrong number of arguments: gunicorn counts those that can be given by position. */
function checkHooks(context: GunicornContext<'arity'>, config: EvaluatedSettings): void {
  const file = context.project.python(config.file);
  for (const statement of file?.tree.body ?? []) {
    if (!file || statement.kind !== 'FunctionDef' || statement.decorators.length > 0) continue;
    const hook = gunicornSetting(statement.name);
    if (!hook?.hookArity || !gunicornKnows(hook, context.gunicorn)) continue;
    const found = arity(statement);
    if (found === hook.hookArity || (hook.name === 'post_request' && found >= 2 && found <= hook.hookArity)) continue;
    const data = { name: hook.name, found, wanted: hook.hookArity, arguments: (hook.hookArgs ?? []).join(', ') };
    context.report({ message: 'arity', data, place: { file: file.path, span: statement.nameSpan } });
  }
}

function arity(definition: FunctionDef): number {
  return definition.parameters.filter(({ kind }) => kind === 'positional' || kind === 'positional-only').length;
}

function fixesFor({ project }: GunicornContext, config: EvaluatedSettings, setting: GunicornSetting, value: Value): readonly Fix[] {
  const last = configured(config, setting.name)?.assignments.at(-1);
  if (last?.kind !== 'assign') return [];
  const place = { file: last.place.file, span: last.valueSpan };
  const source = sourceAt(gunicornScope(project, config), place);
  const text = source === undefined || source.includes('\n') ? undefined : corrected(setting, value, source);
  if (text === undefined) return [];
  return [{ title: `Write ${text}`, safe: true, edit: () => replaceExpression(gunicornScope(project, config), place, text) }];
}

/** What the value was clearly meant to be. */
function corrected(setting: GunicornSetting, value: Value, source: string): string | undefined {
  const { validator } = setting;
  if (validator === 'validate_bool') return asBool(value);
  if (validator === 'validate_pos_int') {
    if (value.kind === 'unknown' && value.type === 'float') return `int(${source})`;
    return value.kind === 'float' && Number.isInteger(value.value) && value.value >= 0 ? String(value.value) : undefined;
  }
  if (value.kind === 'path' && (validator === 'validate_string' || validator === 'validate_chdir')) return `str(${source})`;
  if (value.kind === 'list' || value.kind === 'tuple') return validator.startsWith('validate_string_to') ? joined(value.items) : undefined;
  const known = setting.values?.filter((each) => typeof each === 'string') ?? [];
  const near = value.kind === 'str' ? closest(value.value, known) : undefined;
  return near && `"${near}"`;
}

function asBool(value: Value): string | undefined {
  if (value.kind === 'int' && (value.value === 0n || value.value === 1n)) return value.value === 1n ? 'True' : 'False';
  if (value.kind !== 'str') return undefined;
  if (/^\s*(yes|y|on|1|t)\s*$/i.test(value.value)) return 'True';
  return /^\s*(no|n|off|0|f|)\s*$/i.test(value.value) ? 'False' : undefined;
}

function joined(items: SequenceValue['items']): string | undefined {
  const texts = items.map((item) => (item.kind === 'str' && !/["\\]/.test(item.value) ? item.value : undefined));
  return texts.includes(undefined) ? undefined : `"${texts.join(',')}"`;
}

function nearestLevel({ project }: GunicornContext, config: EvaluatedSettings, value: Value): readonly Fix[] {
  const { at } = value;
  const near = value.kind === 'str' ? (ALIASES[value.value.toLowerCase()] ?? closest(value.value, Object.values(ALIASES))) : undefined;
  if (!at || near === undefined) return [];
  return [{ title: `Write "${near}"`, safe: true, edit: () => replaceExpression(gunicornScope(project, config), at, `"${near}"`) }];
}

const ALIASES: Readonly<Record<string, string>> = { warn: 'warning', err: 'error', fatal: 'critical', trace: 'debug', information: 'info' };
