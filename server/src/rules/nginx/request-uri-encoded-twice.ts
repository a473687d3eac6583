import { headOf } from '../../project/nginx/model';
import { directivesNamed } from '../../project/nginx/named';
import { removeDirective } from '../edit/nginx';
import { nginxRule } from '../rule';

export const rule = nginxRule({
  meta: {
    id: 'nginx/request-uri-encoded-twice',
    title: 'The path is encoded twice',
    category: 'proxy',
    severity: 'warning',
    scope: 'any',
    fix: 'quick',
    references: ['gixy:proxy_pass_normalized', 'gixy-next:proxy_pass_normalized'],
    summary: 'rewrite to $request_uri makes an encoded path out of a decoded one, and proxy_pass encodes it once more.',
    settings: [],
  },
  messages: {
    default:
      '$request_uri is encoded already, with its arguments, and proxy_pass encodes what it sends: %20 arrives as %2520, and ? as %3F.\nDjango finds no page for such a path, and no arguments.\nRemove the rewrite: proxy_pass without a path hands the URL on as it came.',
  },
  check({ configuration, project, report }) {
    for (const { parent: location } of directivesNamed(configuration, 'rewrite')) {
      if (location.context !== 'location') continue;
      const rewrites = location.all('rewrite');
      const [rewrite] = rewrites;
      const [pass] = location.all('proxy_pass');
      if (!rewrite || rewrites.length !== 1 || !pass || rewrite.conditional || pass.conditional || location.open !== undefined) continue;
      const [pattern, replacement, flag] = rewrite.args.map(({ text }) => text);
      if (!/^(\^|\.\*|\^\.\*\$?|\^\(\.\*\)\$?)$/.test(pattern ?? '') || replacement !== '$request_uri' || flag !== 'break') continue;
      if (pass.args[0]?.text.includes('$')) continue;
      const edit = () => removeDirective(project, rewrite);
      report({ message: 'default', place: headOf(rewrite), fixes: [{ title: 'Remove the rewrite', safe: false, edit }] });
    }
  },
});
