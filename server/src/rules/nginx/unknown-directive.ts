import { REFUSED, reportProblems } from '../nginxLanguage/report';
import { nginxRule } from '../rule';

export const rule = nginxRule({
  meta: {
    id: 'nginx/unknown-directive',
    title: 'A directive that nginx does not know',
    category: 'proxy',
    severity: 'error',
    scope: 'any',
    fix: 'safe',
    references: ['nginx -t'],
    summary: 'No module of nginx, and no module of others that is known, defines a directive of this name.',
    settings: [],
  },
  messages: { default: REFUSED },
  check(context) {
    reportProblems(context, 'unknown-directive');
  },
});
