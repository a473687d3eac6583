import { text, type Value } from '../../evaluate/value';
import { replaceExpression } from '../edit';
import { doubt, isTruthy, judge } from '../judge';
import { allHandlers, loggingConfig } from '../logging';
import { inside, placeAmong } from '../nested';
import { type Fix, type SettingsContext, settingsRule } from '../rule';

export const rule = settingsRule({
  meta: {
    id: 'django/logging-sql',
    title: 'Every SQL statement is logged',
    category: 'logging and errors',
    severity: 'warning',
    scope: 'production',
    fix: 'quick',
    references: ['CWE-532'],
    summary: 'The logger django.db.backends writes every statement with its values, personal data and tokens among them.',
    settings: ['LOGGING', 'DEBUG', 'LOGGING_CONFIG'],
  },
  messages: {
    sql: 'The logger "{logger}" is at DEBUG, and DEBUG is on.\nEvery SQL statement goes to the log with its values: names, addresses, tokens, password hashes.\nRaise the level to INFO, and switch DEBUG off.',
  },
  check(context) {
    const config = loggingConfig(context);
    if (!config) return;
    const speaking = LOGGERS.find((name) => text(inside(loggerOf(config, name), 'level')) !== undefined);
    if (speaking === undefined || text(inside(loggerOf(config, speaking), 'level')) !== 'DEBUG') return;
    if (!LOGGERS.some((name) => (allHandlers(loggerOf(config, name)) ?? []).length > 0)) return;
    // Django wraps cursors to log what they run only while DEBUG is on (django/db/backends/base/base.py, queries_logged).
    const debug = judge(context.value('DEBUG'), isTruthy);
    if (debug === 'never') return context.notApplicable('with DEBUG off Django logs no statement');
    if (debug !== 'always') return context.unknown(doubt('DEBUG', context.value('DEBUG')));
    const level = inside(loggerOf(config, speaking), 'level');
    context.report({
      message: 'sql',
      data: { logger: speaking },
      place: placeAmong(context, 'LOGGING', level),
      fixes: raise(context, level),
    });
  },
});

/** From the logger that writes statements up to those that give it a level; the root logger is left to what people want of it. */
const LOGGERS = ['django.db.backends', 'django.db', 'django'];

function loggerOf(config: Value, name: string): Value {
  return inside(config, 'loggers', name);
}

function raise(context: SettingsContext, { at }: Value): readonly Fix[] {
  if (!at || !context.settings.files.includes(at.file)) return [];
  return [{ title: 'Raise the level to INFO', safe: false, edit: () => replaceExpression(context, at, '"INFO"') }];
}
