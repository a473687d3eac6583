import { expressionSites } from '../nginxExpressions';
import { explodes } from '../nginxRegexShape';
import { nginxRule } from '../rule';

export const rule = nginxRule({
  meta: {
    id: 'nginx/regex-explodes',
    title: 'A regular expression takes exponential time',
    category: 'proxy',
    severity: 'warning',
    scope: 'production',
    fix: 'none',
    references: ['gixy:regex_redos', 'gixy-next:regex_redos', 'CWE-1333'],
    summary: 'A repetition inside a repetition lets one short URL keep a worker busy.',
    settings: [],
  },
  messages: {
    default:
      'A repetition stands directly inside a repetition here, so that a text which almost fits is tried in all ways.\nA URL of forty characters keeps a worker of nginx busy for millions of steps and ends in 500; a few of them at once stop the site.\nRepeat once: (a+)+ says no more than a+.',
  },
  check({ configuration, report }) {
    for (const { directive, word, source, ignoreCase } of expressionSites(configuration)) {
      if (explodes(source, ignoreCase)) report({ message: 'default', place: { file: directive.file, span: word.span } });
    }
  },
});
