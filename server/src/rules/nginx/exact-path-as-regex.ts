import { locationOf } from '../../project/nginx/locations';
import { headOf } from '../../project/nginx/model';
import { together } from '../edit';
import { replaceWord } from '../edit/nginx';
import { expressionLocations } from '../nginxExpressions';
import { nginxRule } from '../rule';

export const rule = nginxRule({
  meta: {
    id: 'nginx/exact-path-as-regex',
    title: 'A regular expression for one path',
    category: 'proxy',
    severity: 'hint',
    scope: 'any',
    fix: 'quick',
    references: ['gixy:regex_exact_match'],
    summary: 'location = says the same, is found at once, and does not hang on the order of the expressions.',
    settings: [],
  },
  messages: {
    default:
      'This expression matches one path only: {path}.\nnginx tries it for every request that no other expression took before it.\nlocation = {path} is found at once, wherever it stands.',
  },
  check({ configuration, project, report }) {
    for (const opener of expressionLocations(configuration)) {
      const location = opener.block;
      if (!location) continue;
      const match = locationOf(location);
      const [modifier] = opener.args;
      if (match?.modifier !== '~' || !modifier || opener.args.length !== 2) continue;
      // One path and nothing else: a group may be read further below.
      const [, expressed] = /^\^(\/(?:[\w/-]|\\\.)*)\$$/.exec(match.pattern) ?? [];
      if (expressed === undefined) continue;
      const path = expressed.replaceAll('\\.', '.');
      const edit = () => together(replaceWord(project, opener, modifier, '='), replaceWord(project, opener, match.word, path));
      report({
        message: 'default',
        data: { path },
        place: headOf(opener),
        fixes: [{ title: `Use location = ${path}`, safe: false, edit }],
      });
    }
  },
});
