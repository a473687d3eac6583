import { locationOf } from '../../project/nginx/locations';
import { headOf, type NginxBlock, SHIPPED } from '../../project/nginx/model';
import { expressionLocations } from '../nginxExpressions';
import { nginxRule } from '../rule';

/** `\.css`, `\.(?:js|css)`, `.*\.php` at the end of an expression. */
const EXTENSION = /^(?:\^?[\w/.*+()-]*)\\\.(?:(\w{1,8})|\((?:\?:)?(\w{1,8}(?:\|\w{1,8})*)\))$/;

export const rule = nginxRule({
  meta: {
    id: 'nginx/extension-unanchored',
    title: 'An expression for a file extension has no end',
    category: 'proxy',
    severity: 'info',
    scope: 'any',
    fix: 'quick',
    references: ['gixy:unanchored_regex', 'gixy-next:unanchored_regex'],
    summary: 'Without $ at its end an extension is looked for anywhere in the path: \\.js takes /data.json, too.',
    settings: [],
  },
  messages: {
    default:
      'This matches {extension} anywhere in a path, and not only at its end: {example}, too.\nSuch a page of Django is looked for on disk, where it is not: 404.\nEnd the expression with $.',
  },
  check({ configuration, report }) {
    for (const opener of expressionLocations(configuration)) {
      const location = opener.block;
      if (!location) continue;
      const match = locationOf(location);
      if ((match?.modifier !== '~' && match?.modifier !== '~*') || !servesFiles(location)) continue;
      const found = EXTENSION.exec(match.pattern);
      const extensions = (found?.[1] ?? found?.[2] ?? '').split('|');
      if (!found || opener.conditional || opener.file === SHIPPED) continue;
      const end = match.word.span.end - (match.word.quote ? 1 : 0);
      report({
        message: 'default',
        data: {
          extension: `.${extensions[0]}`,
          example: extensions.includes('js') && !extensions.includes('json') ? '/report.json' : `/page.${extensions[0]}/edit/`,
        },
        place: headOf(opener),
        fixes: [
          {
            title: 'End it with $',
            safe: false,
            edit: () => [{ file: opener.file, edits: [{ span: { start: end, end }, newText: '$' }] }],
          },
        ],
      });
    }
  },
});

/** Whether a location takes files from disk: what refuses or hands on may well look anywhere. */
function servesFiles(location: NginxBlock): boolean {
  const ends = location.directives.some(
    ({ name, args }) =>
      /_pass$|^(return|rewrite|deny|internal|if|include)$/.test(name) ||
      (name === 'try_files' && args.at(-1)?.text.startsWith('=') !== true),
  );
  return (
    !ends &&
    location.open === undefined &&
    location.directives.some(({ name }) => /^(root|alias|expires|try_files|add_header|access_log|gzip_static)$/.test(name))
  );
}
