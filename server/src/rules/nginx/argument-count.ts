import { REFUSED, reportProblems } from '../nginxLanguage/report';
import { nginxRule } from '../rule';

export const rule = nginxRule({
  meta: {
    id: 'nginx/argument-count',
    title: 'Too few or too many arguments',
    category: 'proxy',
    severity: 'error',
    scope: 'any',
    fix: 'none',
    references: ['nginx -t'],
    summary: 'A directive has a number of arguments that it does not take.',
    settings: [],
  },
  messages: { default: REFUSED },
  check(context) {
    reportProblems(context, 'argument-count');
  },
});
