import { REFUSED, reportProblems } from '../nginxLanguage/report';
import { nginxRule } from '../rule';

export const rule = nginxRule({
  meta: {
    id: 'nginx/directive-removed',
    title: 'A directive that is gone',
    category: 'proxy',
    severity: 'error',
    scope: 'any',
    fix: 'safe',
    references: ['nginx -t'],
    summary: 'nginx of this version does not have the directive or parameter any more.',
    settings: [],
  },
  messages: { default: REFUSED },
  check(context) {
    reportProblems(context, 'directive-removed');
  },
});
