import { closestAmong } from '../../base/closest';
import type { Place } from '../../base/text';
import { alternatives, entry, text, truth, type Value } from '../../evaluate/value';
import { insertEntry, replaceExpression } from '../edit';
import { loggersOf, loggingConfig, type Section, sections, textsIn } from '../logging';
import { answer, inside, keysOf } from '../nested';
import { type Fix, type SettingsContext, settingsRule } from '../rule';

export const rule = settingsRule({
  meta: {
    id: 'django/logging-broken',
    title: 'LOGGING that Python refuses',
    category: 'logging and errors',
    severity: 'error',
    scope: 'any',
    fix: 'safe',
    references: [],
    summary: 'A handler, formatter, filter, class or level that is not there: no process starts.',
    settings: ['LOGGING', 'LOGGING_CONFIG'],
  },
  messages: {
    version:
      'LOGGING has no "version": 1.\nPython takes no other version, and refuses the whole configuration: Django does not start.\nAdd it.',
    missing:
      '{user} names the {kind} "{name}", which LOGGING does not define.\nPython refuses the whole configuration, and Django does not start; what Django defines for itself does not count here.\nDefine it under "{section}", or take it out.',
    class:
      'The class "{name}" of the {kind} "{user}" does not exist.\nPython refuses the whole configuration, and Django does not start.\nName one that exists{hint}.',
    level:
      '{user} has the level "{name}", and levels are in capital letters.\nPython refuses the whole configuration, and Django does not start.\nWrite "{right}".',
  },
  check(context) {
    const config = loggingConfig(context);
    if (!config) return;
    checkVersion(context, config);
    if (answer(inside(config, 'incremental'), truth, false) !== false) return;
    const handlers = sections(config, 'handlers');
    for (const { name, value } of handlers) {
      const user = `the handler "${name}"`;
      const formatter = inside(value, 'formatter');
      if (text(formatter)) checkName(context, config, { kind: 'formatter', user, value: formatter });
      for (const one of textsIn(value, 'filters')) checkName(context, config, { kind: 'filter', user, value: one.value });
      checkClass(context, name, inside(value, 'class'));
      checkLevel(context, user, value);
    }
    for (const logger of loggersOf(config)) checkLogger(context, config, logger);
  },
});

type Context = SettingsContext<'version' | 'missing' | 'class' | 'level'>;
type Kind = 'handler' | 'formatter' | 'filter';

function checkLogger(context: Context, config: Value, { name, value }: Section): void {
  const user = name === 'root' || name === '' ? 'the root logger' : `the logger "${name}"`;
  for (const one of textsIn(value, 'handlers')) checkName(context, config, { kind: 'handler', user, value: one.value });
  for (const one of textsIn(value, 'filters')) checkName(context, config, { kind: 'filter', user, value: one.value });
  checkLevel(context, user, value);
}

function checkVersion(context: Context, config: Value): void {
  const version = inside(config, 'version');
  const wrong = answer(version, (one) => (one.kind === 'int' ? one.value !== 1n : one.kind === 'str' ? true : undefined), true);
  if (!wrong) return;
  const { at } = config;
  const fixes = at && version.kind === 'unset' ? [safeFix('Add "version": 1', () => insertEntry(context, at, '"version": 1'))] : [];
  context.report({ message: 'version', place: context.place('LOGGING'), fixes });
}

/** Reports a name that no way of building the configuration defines. */
function checkName(context: Context, config: Value, use: { readonly kind: Kind; readonly user: string; readonly value: Value }): void {
  const name = text(use.value) ?? '';
  const section = `${use.kind}s`;
  const defined = inside(config, section);
  if (keysOf(defined).includes(name) || answer(inside(defined, name), () => undefined, false) !== false) return;
  const meant = closestAmong(keysOf(defined))(name);
  context.report({
    message: 'missing',
    data: { kind: use.kind, user: capital(use.user), name, section },
    place: placeOf(context, use.value),
    fixes: meant === undefined ? [] : replacement(context, use.value, meant),
  });
}

/** Source: the modules logging and logging.handlers of Python 3.12; django/utils/log.py. */
const CLASSES: Readonly<Record<string, readonly string[]>> = {
  logging: ['FileHandler', 'Handler', 'NullHandler', 'StreamHandler'],
  'logging.handlers': [
    'BaseRotatingHandler',
    'BufferingHandler',
    'DatagramHandler',
    'HTTPHandler',
    'MemoryHandler',
    'NTEventLogHandler',
    'QueueHandler',
    'RotatingFileHandler',
    'SMTPHandler',
    'SocketHandler',
    'SysLogHandler',
    'TimedRotatingFileHandler',
    'WatchedFileHandler',
  ],
  'django.utils.log': ['AdminEmailHandler'],
};
const PATHS = Object.entries(CLASSES).flatMap(([module, names]) => names.map((name) => `${module}.${name}`));

/** A path below one of those modules that is none of their handlers. */
function checkClass(context: Context, user: string, value: Value): void {
  const path = text(value);
  if (path === undefined || !/^(logging|django\.utils\.log)\.[\w.]+$/.test(path) || PATHS.includes(path)) return;
  if (!/Handler$/i.test(path)) return;
  const name = path.slice(path.lastIndexOf('.') + 1).toLowerCase();
  const meant = PATHS.find((one) => one.toLowerCase().endsWith(`.${name}`)) ?? closestAmong(PATHS)(path);
  context.report({
    message: 'class',
    data: { kind: 'handler', user, name: path, hint: meant === undefined ? '' : `: ${meant}` },
    place: placeOf(context, value),
    fixes: meant === undefined ? [] : replacement(context, value, meant),
  });
}

const LEVELS = ['CRITICAL', 'FATAL', 'ERROR', 'WARN', 'WARNING', 'INFO', 'DEBUG', 'NOTSET'];

function checkLevel(context: Context, user: string, section: Value): void {
  for (const one of alternatives(section)) {
    const level = one.kind === 'dict' ? entry(one, 'level') : undefined;
    const name = text(level);
    if (!level || name === undefined || level.env || LEVELS.includes(name) || !LEVELS.includes(name.toUpperCase())) continue;
    if (section.kind === 'choice') continue;
    const right = name.toUpperCase();
    context.report({
      message: 'level',
      data: { user: capital(user), name, right },
      place: placeOf(context, level),
      fixes: replacement(context, level, right),
    });
  }
}

function placeOf(context: Context, { at }: Value): Place {
  return at && context.settings.files.includes(at.file) ? at : context.place('LOGGING');
}

function replacement(context: Context, { at }: Value, name: string): readonly Fix[] {
  if (!at || !context.settings.files.includes(at.file)) return [];
  return [safeFix(`Write "${name}"`, () => replaceExpression(context, at, `"${name}"`))];
}

function safeFix(title: string, edit: Fix['edit']): Fix {
  return { title, safe: true, edit };
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
