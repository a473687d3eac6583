import { REFUSED, reportProblems } from '../nginxLanguage/report';
import { nginxRule } from '../rule';

export const rule = nginxRule({
  meta: {
    id: 'nginx/missing-semicolon',
    title: 'A semicolon is missing',
    category: 'proxy',
    severity: 'error',
    scope: 'any',
    fix: 'safe',
    references: ['nginx -t'],
    summary: 'A directive has no semicolon, and nginx takes the next line for its arguments.',
    settings: [],
  },
  messages: { default: REFUSED },
  check(context) {
    reportProblems(context, 'missing-semicolon');
  },
});
