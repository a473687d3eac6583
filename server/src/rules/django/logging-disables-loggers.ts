import { truth, type Value } from '../../evaluate/value';
import { insertEntry, replaceExpression } from '../edit';
import { loggingConfig } from '../logging';
import { answer, displayPlace, inside, isPresent, placeAmong, some } from '../nested';
import { type Fix, type SettingsContext, settingsRule } from '../rule';

export const rule = settingsRule({
  meta: {
    id: 'django/logging-disables-loggers',
    title: 'LOGGING switches existing loggers off',
    category: 'logging and errors',
    severity: 'info',
    scope: 'production',
    fix: 'quick',
    references: [],
    summary: 'Unless disable_existing_loggers is False, every logger that exists already and is not named falls silent.',
    settings: ['LOGGING', 'LOGGING_CONFIG'],
  },
  messages: {
    django:
      'LOGGING switches off the loggers that it does not name, and it does not name "django".\nDjango then writes the error of a page down nowhere, and mails it to nobody.\nSet disable_existing_loggers to False.',
    others:
      'LOGGING switches off every logger that exists when it is read and that it does not name.\nWhat packages log that the settings import is lost, without a word.\nSet disable_existing_loggers to False.',
  },
  check(context) {
    const config = loggingConfig(context);
    if (!config) return;
    const disables = answer(inside(config, 'disable_existing_loggers'), truth, true);
    const incremental = answer(inside(config, 'incremental'), truth, false);
    if (disables === false || incremental === true) return;
    if (disables === undefined || incremental === undefined)
      return context.unknown('whether LOGGING disables loggers depends on conditions');
    const loggers = inside(config, 'loggers');
    const named =
      loggers.kind === 'unset' ? false : some(isPresent(inside(loggers, 'django')), isPresent(inside(loggers, 'django.request')));
    if (named === undefined) return context.unknown('which loggers LOGGING names is not known');
    const at = inside(config, 'disable_existing_loggers');
    context.report({
      message: named ? 'others' : 'django',
      place: placeAmong(context, 'LOGGING', at, config),
      severity: named ? 'info' : 'warning',
      fixes: fixesFor(context, config),
    });
  },
});

function fixesFor(context: SettingsContext, config: Value): readonly Fix[] {
  const title = 'Set disable_existing_loggers to False';
  const set = inside(config, 'disable_existing_loggers');
  const at = set.kind === 'unset' ? displayPlace(config) : set.at;
  if (!at || !context.settings.files.includes(at.file)) return [];
  if (set.kind !== 'unset') return [{ title, safe: false, edit: () => replaceExpression(context, at, 'False') }];
  return [{ title, safe: false, edit: () => insertEntry(context, at, '"disable_existing_loggers": False') }];
}
