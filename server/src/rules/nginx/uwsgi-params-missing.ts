import { effective } from '../../project/nginx/inheritance';
import { argsOf, enclosing, headOf, type NginxBlock, SHIPPED } from '../../project/nginx/model';
import type { Proxied } from '../../project/nginx/upstreams';
import { insertBeside, insertInto, type NginxEdits } from '../edit/nginx';
import { blocksToDjango } from '../nginxHeaders';
import { type NginxContext, nginxRule } from '../rule';

export const rule = nginxRule({
  meta: {
    id: 'nginx/uwsgi-params-missing',
    title: 'Django does not get the request',
    category: 'proxy',
    severity: 'error',
    scope: 'any',
    fix: 'safe',
    references: [],
    summary: 'uwsgi_pass without the uwsgi_param that say method, path and server: Django cannot make a request of it.',
    settings: [],
  },
  messages: {
    none: 'No uwsgi_param holds here, so that uWSGI gets neither method nor path.\nDjango cannot make a request of that: every page is an error.\nAdd “include uwsgi_params;”.',
    partly:
      'The uwsgi_param that hold here do not give REQUEST_METHOD: those of an inner block replace all outer ones.\nDjango cannot make a request of that: every page is an error.\nAdd “include uwsgi_params;”.',
  },
  check(context) {
    const { configuration } = context;
    const seen = new Set<NginxBlock>();
    for (const proxied of blocksToDjango(context, ({ protocol }) => protocol === 'uwsgi')) {
      const params = effective(configuration, proxied.block, 'uwsgi_param');
      if (params.kind === 'unknown') context.unknown(params.reason);
      if (params.kind === 'unknown') continue;
      const at = params.kind === 'set' ? params.at : proxied.block;
      if (params.kind === 'set') {
        if (params.directives.some((each) => argsOf(each)[0] === 'REQUEST_METHOD')) continue;
        if (params.open !== undefined) {
          context.unknown(params.open);
          continue;
        }
      }
      if (seen.has(at)) continue;
      seen.add(at);
      context.report({
        message: params.kind === 'set' ? 'partly' : 'none',
        place: headOf(proxied.target.directive),
        fixes: [{ title: 'Include uwsgi_params', safe: true, edit: () => included(context, proxied) }],
      });
    }
  },
});

function included({ configuration, project }: NginxContext, { block, target }: Proxied): NginxEdits {
  const params = effective(configuration, block, 'uwsgi_param');
  const first = params.kind === 'set' ? params.directives[0] : undefined;
  if (first) return first.file === SHIPPED ? undefined : insertBeside(project, first, 'before', ['include uwsgi_params;']);
  if (block.context === 'location') return insertBeside(project, target.directive, 'before', ['include uwsgi_params;']);
  const location = enclosing(block, 'location');
  return location && insertInto(project, location, ['include uwsgi_params;']);
}
