import { truth } from '../../evaluate/value';
import { setSetting } from '../edit';
import { errorReporter } from '../errorReporting';
import { doubt, isFalsy, judge } from '../judge';
import { isOneOf } from '../nested';
import { settingsRule } from '../rule';
import { usesAny } from '../workspaceUses';

export const rule = settingsRule({
  meta: {
    id: 'django/logging-unset',
    title: 'Errors are written down nowhere',
    category: 'logging and errors',
    severity: 'info',
    scope: 'production',
    fix: 'quick',
    references: [],
    summary: 'Without LOGGING and without ADMINS, an error in a page leaves no trace once DEBUG is off.',
    settings: ['LOGGING', 'LOGGING_CONFIG', 'ADMINS'],
  },
  messages: {
    unset:
      'Neither LOGGING nor ADMINS is set.\nWith DEBUG off Django mails errors to ADMINS and writes nothing to the console: the traceback of an error 500 is lost.\nLog to the console, where the server or the container keeps it.',
  },
  check(context) {
    const config = judge(context.value('LOGGING_CONFIG'), isOneOf('logging.config.dictConfig'));
    if (config === 'never') return context.notApplicable('LOGGING_CONFIG is not Python’s dictConfig');
    const logging = context.value('LOGGING');
    const unset = judge(logging, isFalsy);
    if (unset === 'never') return;
    const nobody = judge(context.value('ADMINS'), isFalsy);
    if (nobody === 'never') return context.notApplicable('errors are mailed to ADMINS');
    if (unset !== 'always' || config !== 'always') return context.unknown(doubt('LOGGING', logging));
    if (nobody !== 'always') return context.unknown(doubt('ADMINS', context.value('ADMINS')));
    const reporter = errorReporter(context);
    if (reporter !== undefined) return context.notApplicable(reporter);
    if (usesAny(context, CONFIGURES, 'Config', 'addHandler')) return context.notApplicable('some code sets up logging by itself');
    const title = 'Log to the console';
    context.report({
      message: 'unset',
      place: context.place('LOGGING'),
      fixes:
        context.setting('LOGGING') === undefined || truth(logging) === false
          ? [{ title, safe: false, edit: () => setSetting(context, 'LOGGING', CONSOLE) }]
          : [],
    });
  },
});

const CONFIGURES = /\b(?:dictConfig|fileConfig|basicConfig)\s*\(|\blogging\.(?:root|getLogger\(\))\.addHandler\b/;

const CONSOLE = [
  '{',
  '    "version": 1,',
  '    "disable_existing_loggers": False,',
  '    "handlers": {"console": {"class": "logging.StreamHandler"}},',
  '    "root": {"handlers": ["console"], "level": "INFO"},',
  '}',
].join('\n');
