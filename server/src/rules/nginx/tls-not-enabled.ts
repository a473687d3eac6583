import { effective } from '../../project/nginx/inheritance';
import { headOf, type NginxBlock, type NginxConfiguration } from '../../project/nginx/model';
import { isUnknown } from '../../project/nginx/placeholder';
import { type Listen, listenGroups, listensOf, serversOf } from '../../project/nginx/servers';
import { insertWord } from '../edit/nginx';
import { type NginxContext, nginxRule } from '../rule';

export const rule = nginxRule({
  meta: {
    id: 'nginx/tls-not-enabled',
    title: 'Port 443 speaks plain HTTP',
    category: 'proxy',
    severity: 'error',
    scope: 'any',
    fix: 'safe',
    references: [],
    summary: 'The server has a certificate and listens on 443 without ssl: browsers that come by HTTPS get an error.',
    settings: [],
  },
  messages: {
    plain:
      'listen {address} lacks the word ssl, though this server has a certificate.\nUnless another server of that address has it, nginx speaks plain HTTP there: a browser that comes by HTTPS gets an error.\nAdd ssl to the listen.',
  },
  check(context) {
    for (const server of serversOf(context.configuration)) {
      for (const listen of listensOf(server)) checkListen(context, server, listen);
    }
  },
});

function checkListen(context: NginxContext<'plain'>, server: NginxBlock, { directive, address, port, ssl }: Listen) {
  if (!directive || port !== 443 || ssl || directive.conditional || directive.args.some(isUnknown)) return;
  if (isSwitchedOn(context.configuration, server)) return;
  if (isTlsByOthers(context.configuration, address)) return;
  const certificate = effective(context.configuration, server, 'ssl_certificate');
  if (certificate.kind === 'unknown') return context.unknown(certificate.reason);
  if (certificate.kind === 'unset') return context.unknown('it has no certificate: TLS may end before nginx');
  if (hasTwin(context, address)) return context.unknown('another file listens on 443 with ssl');
  context.report({
    message: 'plain',
    data: { address: directive.args[0]?.text ?? '' },
    place: headOf(directive),
    fixes: [{ title: 'Add ssl', safe: true, edit: () => insertWord(context.project, directive, 'ssl') }],
  });
}

/** `ssl on`, before 1.25.1: it counts for every listen of the server. */
function isSwitchedOn(configuration: NginxConfiguration, server: NginxBlock): boolean {
  const held = effective(configuration, server, 'ssl');
  return held.kind === 'unknown' || (held.kind === 'set' && held.directives.at(-1)?.args[0]?.text !== 'off');
}

/** nginx takes `ssl` for the address and port: one server that says it is enough. */
function isTlsByOthers(configuration: NginxConfiguration, address: string): boolean {
  return listenGroups(configuration).some(
    (group) => group.address === address && group.port === 443 && group.members.some(({ listen }) => listen.ssl),
  );
}

/** Fragments may be read side by side: a file that listens on the same address may have the word. */
function hasTwin({ project, configuration }: NginxContext<'plain'>, address: string): boolean {
  if (configuration.outer === 'own') return false;
  return project.nginxConfigurations.some((other) => other !== configuration && other.outer !== 'own' && isTlsByOthers(other, address));
}
