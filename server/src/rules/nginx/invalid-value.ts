import { REFUSED, reportProblems } from '../nginxLanguage/report';
import { nginxRule } from '../rule';

export const rule = nginxRule({
  meta: {
    id: 'nginx/invalid-value',
    title: 'A value that the directive does not take',
    category: 'proxy',
    severity: 'error',
    scope: 'any',
    fix: 'none',
    references: ['nginx -t'],
    summary: 'A number, size, time, name, address or expression is not what the directive takes.',
    settings: [],
  },
  messages: { default: REFUSED },
  check(context) {
    reportProblems(context, 'invalid-value');
  },
});
