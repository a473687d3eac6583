import { isTruthy, judge } from '../judge';
import { setTo } from '../remedy';
import { settingsRule } from '../rule';
import { servedByWhiteNoise } from '../whiteNoise';

export const rule = settingsRule({
  meta: {
    id: 'django/whitenoise-development-mode',
    title: 'WhiteNoise works as if it were development',
    category: 'static and media',
    severity: 'warning',
    scope: 'production',
    fix: 'quick',
    references: [],
    summary:
      'WHITENOISE_AUTOREFRESH or WHITENOISE_USE_FINDERS is on: files are looked for on the disk instead of being known from the start.',
    settings: ['WHITENOISE_AUTOREFRESH', 'WHITENOISE_USE_FINDERS', 'MIDDLEWARE'],
  },
  messages: {
    refresh:
      'WHITENOISE_AUTOREFRESH is on in production.\nWhiteNoise then looks at the disk for every request, and sends what it finds there: slow, and never meant for strangers.\nTurn it off, or leave it out: it follows DEBUG.',
    finders:
      'WHITENOISE_USE_FINDERS is on in production.\nWhiteNoise then sends the files as they lie in the applications, besides those that collectstatic made: without hashes, and found anew at every start.\nTurn it off, and run collectstatic when you deploy.',
  },
  check(context) {
    for (const [name, message] of MODES) {
      const setting = context.setting(name);
      if (!setting || setting.assignments.length === 0) continue;
      const verdict = judge(setting.value, isTruthy);
      if (verdict === 'unknown' || verdict === 'sometimes') context.unknown(`${name} is not known`);
      if (verdict !== 'always' || !servedByWhiteNoise(context)) continue;
      context.report({ message, place: context.place(name), fixes: [setTo(context, name, 'False', false)] });
    }
  },
});

const MODES = [
  ['WHITENOISE_AUTOREFRESH', 'refresh'],
  ['WHITENOISE_USE_FINDERS', 'finders'],
] as const;
