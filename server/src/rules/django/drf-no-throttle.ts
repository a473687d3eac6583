import { doubt, isFalsy } from '../judge';
import { answer, placeAmong } from '../nested';
import { addOption, apiOption } from '../restFramework';
import { settingsRule } from '../rule';
import { usesAny } from '../workspaceUses';

export const rule = settingsRule({
  meta: {
    id: 'django/drf-no-throttle',
    title: 'The API answers as often as somebody asks',
    category: 'middleware and apps',
    severity: 'info',
    scope: 'production',
    fix: 'quick',
    references: ['CWE-770'],
    summary: 'No request to the API is ever refused for coming too often.',
    settings: ['REST_FRAMEWORK', 'INSTALLED_APPS'],
  },
  messages: {
    unlimited:
      'REST_FRAMEWORK has no DEFAULT_THROTTLE_CLASSES, and no view throttles.\nOne client can try passwords and codes without end, or keep all workers busy.\nSet a rate for visitors and one for users, or limit requests in the proxy.',
  },
  check(context) {
    const classes = apiOption(context, 'DEFAULT_THROTTLE_CLASSES');
    if (!classes) return;
    const none = answer(classes, isFalsy, true);
    if (none === false) return;
    if (none === undefined) return context.unknown(doubt('DEFAULT_THROTTLE_CLASSES', classes));
    if (usesAny(context, /\bthrottle_(?:classes|scope)\b|\b[Rr]ate_?[Ll]imit/, 'throttle_', 'imit'))
      return context.notApplicable('some views limit requests');
    const limiting = context.project.nginxConfigurations
      .flatMap(({ files }) => files)
      .find((file) => /^\s*limit_req\s/m.test(context.project.files.read(file) ?? ''));
    if (limiting !== undefined) return context.notApplicable(`nginx limits requests in ${limiting}`);
    context.report({
      message: 'unlimited',
      place: placeAmong(context, 'REST_FRAMEWORK', classes, context.setting('REST_FRAMEWORK')?.value ?? classes),
      fixes: classes.kind === 'unset' ? addOption(context, 'Limit requests', ...LIMITS) : [],
    });
  },
});

const LIMITS = [
  '"DEFAULT_THROTTLE_CLASSES": ["rest_framework.throttling.AnonRateThrottle", "rest_framework.throttling.UserRateThrottle"]',
  '"DEFAULT_THROTTLE_RATES": {"anon": "60/min", "user": "600/min"}',
];
