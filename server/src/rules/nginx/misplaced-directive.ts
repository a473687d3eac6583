import { REFUSED, reportProblems } from '../nginxLanguage/report';
import { nginxRule } from '../rule';

export const rule = nginxRule({
  meta: {
    id: 'nginx/misplaced-directive',
    title: 'A directive stands where it cannot',
    category: 'proxy',
    severity: 'error',
    scope: 'any',
    fix: 'none',
    references: ['nginx -t'],
    summary: 'A directive stands in a block that its module does not read it in.',
    settings: [],
  },
  messages: { default: REFUSED },
  check(context) {
    reportProblems(context, 'misplaced-directive');
  },
});
