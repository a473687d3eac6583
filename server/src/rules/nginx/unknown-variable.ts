import { REFUSED, reportProblems } from '../nginxLanguage/report';
import { nginxRule } from '../rule';

export const rule = nginxRule({
  meta: {
    id: 'nginx/unknown-variable',
    title: 'A variable that nothing defines',
    category: 'proxy',
    severity: 'error',
    scope: 'any',
    fix: 'none',
    references: ['nginx -t'],
    summary: 'No module, map, set or capture defines a variable that the configuration reads.',
    settings: [],
  },
  messages: { default: REFUSED },
  check(context) {
    reportProblems(context, 'unknown-variable');
  },
});
