import { REFUSED, reportProblems } from '../nginxLanguage/report';
import { nginxRule } from '../rule';

export const rule = nginxRule({
  meta: {
    id: 'nginx/duplicate-directive',
    title: 'A directive stands twice',
    category: 'proxy',
    severity: 'error',
    scope: 'any',
    fix: 'none',
    references: ['nginx -t'],
    summary: 'A directive, location, upstream or default server is there twice where nginx wants one.',
    settings: [],
  },
  messages: { default: REFUSED },
  check(context) {
    reportProblems(context, 'duplicate-directive');
  },
});
