import { effective } from '../../project/nginx/inheritance';
import { enclosing, headOf, type NginxBlock } from '../../project/nginx/model';
import { type Proxied, proxiedBlocks } from '../../project/nginx/upstreams';
import { formatNginxVersion, nginxIsOlder } from '../../project/nginx/version';
import { together } from '../edit';
import { insertInto, replaceWord } from '../edit/nginx';
import { hasItem } from '../judge';
import { addHeaders, blocksToDjango, onlyVariable, sentHeader, speaksHttp } from '../nginxHeaders';
import { otherProxy } from '../nginxRequests';
import { inProduction } from '../productionSettings';
import { type NginxContext, nginxRule } from '../rule';
import { webSocketRoute } from '../webSockets';

export const rule = nginxRule({
  meta: {
    id: 'nginx/websocket-upgrade-missing',
    title: 'WebSocket connections do not get through',
    category: 'proxy',
    severity: 'warning',
    scope: 'any',
    fix: 'safe',
    references: [],
    summary: 'The project serves WebSockets, and nginx hands no request to upgrade a connection on to it.',
    settings: ['INSTALLED_APPS'],
  },
  messages: {
    missing:
      'The project serves WebSockets ({file}), and no location of this server hands on the headers Upgrade and Connection.\nnginx takes them away from every request, so that the connection is answered as a page, mostly 404.\nAdd proxy_http_version 1.1 and both headers.',
    version:
      'Upgrade is handed on here, but by HTTP/1.0: {why}.\nHTTP/1.0 has no upgrade: the WebSocket handshake fails.\nAdd “proxy_http_version 1.1;”.',
    connection:
      'Upgrade is handed on here without a Connection header that names it.\nThe server behind nginx then does not take the request for an upgrade: the WebSocket handshake fails.\nAdd “proxy_set_header Connection "upgrade";”.',
  },
  check(context) {
    const blocks = blocksToDjango(context, speaksHttp);
    for (const proxied of blocks) checkUpgrade(context, proxied);
    const [first] = blocks;
    const route = first && webSocketRoute(context.project);
    if (!first || !route) return;
    if (upgradesSomewhere(context)) return;
    const other = otherProxy(context.project);
    if (other !== undefined) return context.unknown(`${other} may hand WebSockets on past nginx`);
    if (inProduction(context.project, 'INSTALLED_APPS', hasItem('channels')) !== 'always')
      return context.unknown('whether Channels is installed in production is not known');
    const server = enclosing(first.block, 'server');
    if (!server || server.open !== undefined) return context.unknown('the server around this part of the configuration is not known');
    const entrance = blocks.find(({ block }) => block.context === 'location' && block.opener?.args.at(-1)?.text === '/') ?? first;
    context.report({
      message: 'missing',
      data: { file: route.file },
      place: headOf(entrance.target.directive),
      related: [{ place: route, message: 'WebSockets are served here' }],
      fixes: [{ title: 'Hand WebSocket connections on', safe: true, edit: () => addedUpgrade(context, entrance) }],
    });
  },
});

/** A location that hands Upgrade on has to do the rest of it, too. */
function checkUpgrade(context: NginxContext<'version' | 'connection'>, proxied: Proxied): void {
  const { configuration, nginx, project } = context;
  const { block, target } = proxied;
  const upgrade = sentHeader(configuration, block, 'Upgrade');
  if (upgrade.kind !== 'set' || upgrade.directive.args[1] === undefined || onlyVariable(upgrade.directive.args[1]) !== 'http_upgrade')
    return;
  const place = headOf(upgrade.directive);
  if (sentHeader(configuration, block, 'Connection').kind === 'unset') {
    const edit = () => addHeaders(context, proxied, ['proxy_set_header Connection "upgrade";']);
    context.report({ message: 'connection', place, fixes: [{ title: 'Send Connection: upgrade', safe: true, edit }] });
    return;
  }
  const version = effective(configuration, block, 'proxy_http_version');
  const said = version.kind === 'set' ? version.directives.at(-1) : undefined;
  if (version.kind === 'unset' && !nginx.known) context.unknown('which HTTP version this nginx speaks by default hangs on its release');
  const word = said?.args[0];
  const isOld = said ? word?.text === '1.0' : version.kind === 'unset' && nginxIsOlder(nginx, '1.29.7');
  if (!isOld) return;
  const after = block.context === 'location' ? target.directive : undefined;
  const edit = () =>
    said && word ? replaceWord(project, said, word, '1.1') : insertInto(project, locationOf(block), ['proxy_http_version 1.1;'], after);
  const why = said
    ? 'proxy_http_version says so'
    : `nginx ${formatNginxVersion(nginx)} speaks that to what is behind it unless told otherwise`;
  context.report({ message: 'version', data: { why }, place, fixes: [{ title: 'Speak HTTP/1.1', safe: true, edit }] });
}

/** Whether any nginx of the workspace hands an upgrade on: the project may have one for its sockets alone. */
function upgradesSomewhere({ project }: NginxContext): boolean {
  return project.nginxConfigurations
    .filter(({ kind }) => kind === 'production')
    .some((configuration) =>
      proxiedBlocks(configuration).some(
        ({ block }) => sentHeader(configuration, block, 'Upgrade').kind !== 'unset' || block.open !== undefined,
      ),
    );
}

function addedUpgrade(context: NginxContext, proxied: Proxied) {
  const { configuration, project } = context;
  const { block, target } = proxied;
  const headers = ['proxy_set_header Upgrade $http_upgrade;', 'proxy_set_header Connection $http_connection;'];
  if (effective(configuration, block, 'proxy_set_header').kind === 'unset' && block.context === 'location')
    return insertInto(project, block, ['proxy_http_version 1.1;', ...headers], target.directive);
  const version = insertInto(
    project,
    locationOf(block),
    ['proxy_http_version 1.1;'],
    block.context === 'location' ? target.directive : undefined,
  );
  return together(version, addHeaders(context, proxied, headers));
}

/** An `if` takes neither directive. */
function locationOf(block: NginxBlock): NginxBlock {
  return enclosing(block, 'location') ?? block;
}
