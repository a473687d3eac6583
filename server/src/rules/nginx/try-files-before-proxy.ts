import { djangoBlocks } from '../../project/nginx/application';
import { effective } from '../../project/nginx/inheritance';
import { headOf } from '../../project/nginx/model';
import { directivesNamed } from '../../project/nginx/named';
import { isUnknown } from '../../project/nginx/placeholder';
import type { Proxied } from '../../project/nginx/upstreams';
import { removeDirective } from '../edit/nginx';
import { type NginxContext, nginxRule } from '../rule';

export const rule = nginxRule({
  meta: {
    id: 'nginx/try-files-before-proxy',
    title: 'try_files stands in the location that proxies',
    category: 'proxy',
    severity: 'error',
    scope: 'any',
    fix: 'quick',
    references: ['nginx-lint:try-files-with-proxy'],
    summary: 'In a location with proxy_pass, try_files serves no file, and with =404 at its end it refuses every page of the application.',
    settings: [],
  },
  messages: {
    refused:
      'try_files ends with {last}, so that nginx answers {status} itself for every path that is no file.\nNo page of Django is a file: the application is asked for nothing but files that exist.\nTake try_files away, or put proxy_pass into a location @app and end try_files with @app.',
    unserved:
      'try_files finds files here, and proxy_pass of the same location sends them to the application all the same.\nnginx serves none of them, and Django answers 404 or serves them slowly.\nTake try_files away, or take proxy_pass away and leave it to {last}.',
  },
  check(context) {
    if (directivesNamed(context.configuration, 'try_files').length === 0) return;
    for (const proxied of djangoBlocks(context.configuration, context.project.listeners)) judge(context, proxied);
  },
});

function judge(context: NginxContext<'refused' | 'unserved'>, { block, target }: Proxied): void {
  const [tried] = block.all('try_files');
  const last = tried?.args.at(-1);
  if (block.context !== 'location' || !tried || !last || tried.conditional || target.directive.conditional || block.open !== undefined)
    return;
  if (tried.args.some(isUnknown)) {
    context.unknown('a template decides about try_files');
    return;
  }
  const isStatus = /^=\d{3}$/.test(last.text);
  if (!isStatus && !last.text.startsWith('@')) return;
  // A file with a name of its own, such as a maintenance page, is a switch and not a file that is served here.
  if (!tried.args.slice(0, -1).some(({ text }) => /^\$(uri|document_uri|request_filename)\/?$|^\$\{uri\}$/.test(text))) return;
  // An error page may hand over to the application after all.
  if (isStatus && effective(context.configuration, block, 'error_page').kind !== 'unset') return;
  context.report({
    message: isStatus ? 'refused' : 'unserved',
    severity: isStatus ? 'error' : 'info',
    data: { last: last.text, status: last.text.slice(1) },
    place: headOf(tried),
    related: [{ place: headOf(target.directive), message: 'It hands the requests on here' }],
    fixes: [{ title: 'Remove try_files', safe: false, edit: () => removeDirective(context.project, tried) }],
  });
}
