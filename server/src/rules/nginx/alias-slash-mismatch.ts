import { argsOf, headOf } from '../../project/nginx/model';
import { inNamed } from '../../project/nginx/survey';
import { replaceWord } from '../edit/nginx';
import { endOf, placedIn, servesFiles } from '../nginxPaths';
import { nginxRule } from '../rule';

/** The aliases that do not end with a slash as their location does, or of which that is not known. */
const mismatched = inNamed(['alias'], (alias) =>
  placedIn(alias).flatMap(({ block, match, directive }) => {
    if ((match.modifier !== '' && match.modifier !== '^~') || !match.pattern.endsWith('/') || !servesFiles(block)) return [];
    if (block.all('rewrite').length > 0 || block.all('try_files').length > 0) return [];
    const end = endOf(directive);
    return end === 'slash' ? [] : [{ match, directive, end }];
  }),
);

export const rule = nginxRule({
  meta: {
    id: 'nginx/alias-slash-mismatch',
    title: 'The alias lacks the final slash of its location',
    category: 'proxy',
    severity: 'error',
    scope: 'any',
    fix: 'safe',
    references: ['nginx-lint:alias-location-slash-mismatch'],
    summary:
      'nginx replaces the location by the alias as text: without the slash, folder and file name run together, and every file is a 404.',
    settings: [],
  },
  messages: {
    mismatch:
      'location {location} ends with a slash, and its alias {alias} does not.\nnginx puts one in the place of the other: {location}site.css is looked for at {alias}site.css, and every file is a 404.\nEnd the alias with a slash.',
  },
  check(context) {
    for (const { match, directive, end } of mismatched(context.configuration)) {
      if (end === undefined) context.unknown('a variable says how the alias ends');
      if (end !== 'other') continue;
      const [word] = directive.args;
      const edit = () => word && replaceWord(context.project, directive, word, `${word.text}/`);
      context.report({
        message: 'mismatch',
        data: { location: match.pattern, alias: argsOf(directive)[0] ?? '' },
        place: headOf(directive),
        fixes: [{ title: 'End the alias with a slash', safe: true, edit }],
      });
    }
  },
});
