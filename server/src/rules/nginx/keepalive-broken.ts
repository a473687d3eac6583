import { effective } from '../../project/nginx/inheritance';
import { argsOf, enclosing, headOf, type NginxBlock, type NginxDirective } from '../../project/nginx/model';
import type { Proxied } from '../../project/nginx/upstreams';
import { nginxIsOlder } from '../../project/nginx/version';
import { together } from '../edit';
import { insertInto, type NginxEdits, replaceWord } from '../edit/nginx';
import { addHeaders, blocksToDjango, sentHeader, speaksHttp } from '../nginxHeaders';
import { type NginxContext, nginxRule } from '../rule';

/** Before it nginx speaks HTTP/1.0 to what is behind it, and says `Connection: close`. */
const REUSES_SINCE = '1.29.7';

export const rule = nginxRule({
  meta: {
    id: 'nginx/keepalive-broken',
    title: 'Connections to Django are kept open in name only',
    category: 'proxy',
    severity: 'warning',
    scope: 'production',
    fix: 'safe',
    references: ['nginx-lint:proxy-keepalive'],
    summary: 'The upstream has keepalive, and nginx closes every connection all the same: by HTTP/1.0, or by its Connection header.',
    settings: [],
  },
  messages: {
    closed:
      'The upstream keeps connections open (keepalive {count}), but requests from here close theirs: {why}.\nEvery request opens a new connection to Django, as if keepalive were not there.\nSet proxy_http_version 1.1 and an empty Connection header.',
  },
  check(context) {
    for (const proxied of blocksToDjango(context, speaksHttp)) {
      const keepalive = keepaliveOf(proxied);
      const fault = keepalive && faultOf(context, proxied.block);
      if (!keepalive || !fault) continue;
      context.report({
        message: 'closed',
        data: { count: argsOf(keepalive)[0] ?? '', why: fault.why },
        place: headOf(proxied.target.directive),
        related: [{ place: headOf(keepalive), message: 'Connections are to be kept here' }],
        fixes: [{ title: 'Keep the connections open', safe: true, edit: () => kept(context, proxied, fault) }],
      });
    }
  },
});

function keepaliveOf({ target }: Proxied): NginxDirective | undefined {
  const found = target.upstream?.all('keepalive').find(({ conditional }) => !conditional);
  const [count] = found?.args ?? [];
  return count && /^[1-9]\d*$/.test(count.text) ? found : undefined;
}

interface Fault {
  readonly why: string;
  /** What says it; undefined where a default does. */
  readonly version: NginxDirective | 'missing' | undefined;
  readonly connection: NginxDirective | 'missing' | undefined;
}

function faultOf(context: NginxContext, block: NginxBlock): Fault | undefined {
  const { configuration, nginx } = context;
  const version = effective(configuration, block, 'proxy_http_version');
  const connection = sentHeader(configuration, block, 'Connection');
  if (version.kind === 'unknown' || connection.kind === 'unknown') {
    context.unknown('how nginx speaks to Django is not known');
    return undefined;
  }
  const isOlder = nginxIsOlder(nginx, REUSES_SINCE);
  const said = version.kind === 'set' ? version.directives.at(-1) : undefined;
  const isVersionOld = said ? said.args[0]?.text === '1.0' : isOlder;
  const closes = connection.kind === 'set' ? connection.directive.args[1]?.text.toLowerCase() === 'close' : isOlder;
  if (isVersionOld || closes) {
    const words = [
      ...(isVersionOld ? [`they use HTTP/1.0${said ? '' : ', the default before 1.29.7'}`] : []),
      ...(closes ? [`they say Connection: close${connection.kind === 'set' ? '' : ', the default before 1.29.7'}`] : []),
    ];
    return {
      why: words.join(', and '),
      version: isVersionOld ? (said ?? 'missing') : undefined,
      connection: closes ? (connection.kind === 'set' ? connection.directive : 'missing') : undefined,
    };
  }
  if (!nginx.known && (version.kind === 'unset' || connection.kind === 'unset'))
    context.unknown('whether nginx keeps connections by default hangs on its release');
  return undefined;
}

function kept(context: NginxContext, proxied: Proxied, { version, connection }: Fault): NginxEdits {
  const { project } = context;
  const location = enclosing(proxied.block, 'location') ?? proxied.block;
  const after = proxied.block === location ? proxied.target.directive : undefined;
  const hasHeaders = effective(context.configuration, proxied.block, 'proxy_set_header').kind === 'set';
  const isBare = version === 'missing' && connection === 'missing' && !hasHeaders && after !== undefined;
  if (isBare) return insertInto(project, location, ['proxy_http_version 1.1;', 'proxy_set_header Connection "";'], after);
  const parts: NginxEdits[] = [];
  if (version === 'missing') parts.push(insertInto(project, location, ['proxy_http_version 1.1;'], after));
  else if (version?.args[0]) parts.push(replaceWord(project, version, version.args[0], '1.1'));
  if (connection === 'missing') parts.push(addHeaders(context, proxied, ['proxy_set_header Connection "";']));
  else if (connection?.args[1]) parts.push(replaceWord(project, connection, connection.args[1], ''));
  return together(...parts);
}
