import { effective } from '../../project/nginx/inheritance';
import { enclosing, headOf, type NginxBlock, type NginxConfiguration, type NginxDirective } from '../../project/nginx/model';
import { directivesNamed } from '../../project/nginx/named';
import { listensOf } from '../../project/nginx/servers';
import { insertInto } from '../edit/nginx';
import { accessRules, isInternal } from '../nginxPaths';
import { nginxRule } from '../rule';

const PAGES = ['stub_status', 'vhost_traffic_status_display'];

export const rule = nginxRule({
  meta: {
    id: 'nginx/status-page-exposed',
    title: 'Anybody can read the status of nginx',
    category: 'proxy',
    severity: 'warning',
    scope: 'production',
    fix: 'quick',
    references: ['gixy:status_page_exposed', 'CWE-200'],
    summary: 'The page with the numbers of nginx is on the public port, and no address is refused.',
    settings: [],
  },
  messages: {
    open: '{name} answers everybody on a public port.\nIt tells how busy the site is, which helps whoever wants to bring it down.\nAllow the addresses that watch it, and deny all others.',
  },
  check(context) {
    for (const directive of PAGES.flatMap((name) => directivesNamed(context.configuration, name))) {
      if (directive.parent.context !== 'location' || directive.conditional) continue;
      const server = enclosing(directive.parent, 'server');
      const reason = guard(context.configuration, directive, server);
      if (reason === 'guarded' || !server) continue;
      if (reason !== undefined) {
        context.unknown(reason);
        continue;
      }
      const edit = () => insertInto(context.project, directive.parent, ['allow 127.0.0.1;', 'deny all;'], directive);
      context.report({
        message: 'open',
        data: { name: directive.name },
        place: headOf(directive),
        fixes: [{ title: 'Allow this machine only', safe: false, edit }],
      });
    }
  },
});

/** Who keeps strangers out, or in words what may; undefined where nobody does. */
function guard(configuration: NginxConfiguration, directive: NginxDirective, server: NginxBlock | undefined): string | undefined {
  const { parent } = directive;
  if (isInternal(parent) || accessRules(parent).some(({ name }) => name === 'deny')) return 'guarded';
  if (['auth_basic', 'auth_request', 'auth_jwt'].some((name) => effective(configuration, parent, name).kind !== 'unset')) return 'guarded';
  for (let at: NginxBlock | undefined = parent; at; at = at.parent) {
    if (at.open !== undefined) return at.open;
    if (at.all('if').length > 0) return 'an if may keep strangers out';
  }
  const isPublic =
    server &&
    listensOf(server).some(({ address, port }) => (port === 80 || port === 443) && !/^(127\.|\[::1\]|localhost|unix:)/.test(address));
  return isPublic ? undefined : 'its port may not be reached from outside';
}
