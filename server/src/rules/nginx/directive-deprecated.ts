import { reportProblems } from '../nginxLanguage/report';
import { nginxRule } from '../rule';

export const rule = nginxRule({
  meta: {
    id: 'nginx/directive-deprecated',
    title: 'A directive that is going away',
    category: 'proxy',
    severity: 'warning',
    scope: 'any',
    fix: 'safe',
    references: ['nginx -t'],
    summary: 'nginx of this version still takes the directive or parameter, and warns about it.',
    settings: [],
  },
  messages: { default: '{what}.\nnginx warns about it at every start, and a later version will not start with it.\n{advice}.' },
  check(context) {
    reportProblems(context, 'directive-deprecated');
  },
});
