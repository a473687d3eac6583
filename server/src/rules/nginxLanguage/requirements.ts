import { headOf, type NginxBlock, type NginxDirective, nameOf } from '../../project/nginx/model';
import { isUnknown } from '../../project/nginx/placeholder';
import { nginxIsOlder } from '../../project/nginx/version';
import { effective, isOpen } from './buffers';
import { closeOf, terminatorOf } from './places';
import type { Reading } from './reading';

/** What a block has to have besides what it has: found when nginx puts inherited values together. */
export function requirements(reading: Reading): void {
  for (const server of reading.blocksOf('stream/server', 'mail/server')) if (!isOpen(server)) serverOfAnotherKind(reading, server);
  if (reading.configuration.context !== 'main') return;
  const has = (...names: readonly string[]) => names.some((name) => reading.hasName(name));
  if (has('ssl_verify_client', 'ssl_certificate_key'))
    for (const server of reading.blocksOf('server', 'stream/server')) if (!isOpen(server)) clientCertificates(reading, server);
  if (has('proxy_ssl_verify', 'proxy_ssl_certificate', 'secure_link_secret'))
    for (const location of reading.blocksOf('location', 'if in location', 'limit_except'))
      if (!isOpen(location)) locationNeeds(reading, location);
}

/** Servers of stream and mail have no port of their own accord, and nothing to do. */
function serverOfAnotherKind(reading: Reading, server: NginxBlock): void {
  const { opener } = server;
  if (!opener) return;
  const fault =
    server.all('listen').length === 0
      ? { what: 'this server listens nowhere', advice: 'Add listen with a port.' }
      : missingIn(reading, server);
  if (!fault) return;
  const { what, advice, at = opener } = fault;
  reading.report({ kind: 'invalid-value', what, advice, place: nameOf(at), reported: terminatorOf(at) });
}

const MAIL_PORTS: ReadonlySet<string> = new Set(['25', '465', '587', '110', '995', '143', '993']);

interface Missing {
  readonly what: string;
  readonly advice: string;
  /** What wants it; the server itself where nothing does. */
  readonly at?: NginxDirective;
}

function missingIn(reading: Reading, server: NginxBlock): Missing | undefined {
  if (reading.foreign || reading.templated) return undefined;
  const words = server.all('listen').flatMap(({ args }) => args.map(({ text }) => text));
  const starttls = effective(server, 'starttls');
  const wanted = starttls !== undefined && starttls.args[0]?.text !== 'off';
  if ((words.includes('ssl') || wanted) && !effective(server, 'ssl_certificate') && !rejectsHandshake(server))
    return {
      what: 'this server speaks TLS and has no certificate',
      advice: 'Add ssl_certificate and ssl_certificate_key.',
      ...(wanted && { at: starttls }),
    };
  if (server.context === 'mail/server') return missingInMail(server);
  const other = server.directives.some(({ name }) => ['proxy_pass', 'return', 'pass'].includes(name));
  // Later versions find out when a connection comes.
  if (other || !nginxIsOlder(reading.version, '1.25.5')) return undefined;
  return { what: 'this server does nothing with a connection', advice: 'Add proxy_pass or return.' };
}

function rejectsHandshake(server: NginxBlock): boolean {
  return effective(server, 'ssl_reject_handshake')?.args[0]?.text.toLowerCase() === 'on';
}

function missingInMail(server: NginxBlock): Missing | undefined {
  const ports = server.all('listen').map(({ args }) => /\d+$/.exec(args[0]?.text ?? '')?.[0] ?? '');
  if (server.all('protocol').length === 0 && !ports.some((port) => MAIL_PORTS.has(port)))
    return { what: 'nothing says which protocol this server speaks', advice: 'Add protocol imap, pop3 or smtp.' };
  return effective(server, 'auth_http') ? undefined : { what: 'this server asks nobody who may log in', advice: 'Add auth_http.' };
}

function clientCertificates(reading: Reading, server: NginxBlock): void {
  const [pairs, keys] = [inForce(server, 'ssl_certificate'), inForce(server, 'ssl_certificate_key')];
  const lonely = keys.length > 0 ? pairs[keys.length] : undefined;
  if (lonely) late(reading, lonely, 'there are more certificates than keys', 'Add its ssl_certificate_key, or take it away.');
  if (pairs.length === 0) return;
  const verify = effective(server, 'ssl_verify_client');
  const mode = verify?.args[0];
  if (!verify || !mode || isUnknown(mode) || !/^(?:on|optional)$/i.test(mode.text)) return;
  const trusted = nginxIsOlder(reading.version, '1.27.4')
    ? ['ssl_client_certificate']
    : ['ssl_client_certificate', 'ssl_trusted_certificate'];
  if (trusted.some((name) => effective(server, name))) return;
  late(reading, verify, 'ssl_verify_client has no authority to trust', 'Add ssl_client_certificate.');
}

/** A list that a block has for itself, or takes over from around it as a whole. */
function inForce(block: NginxBlock, name: string): readonly NginxDirective[] {
  for (let at: NginxBlock | undefined = block; at; at = at.parent) if (at.all(name).length > 0) return at.all(name);
  return [];
}

function locationNeeds(reading: Reading, location: NginxBlock): void {
  const [pass] = location.all('proxy_pass');
  const target = pass?.args[0];
  if (target && !isUnknown(target) && (/^https:/i.test(target.text) || target.text.includes('$'))) upstreamTls(reading, location);
  const secret = effective(location, 'secure_link_secret');
  const other = secret && (effective(location, 'secure_link') ?? effective(location, 'secure_link_md5'));
  if (secret && other) late(reading, secret, `secure_link_secret cannot be used together with ${other.name}`, 'Keep one kind.');
}

function upstreamTls(reading: Reading, location: NginxBlock): void {
  const verify = effective(location, 'proxy_ssl_verify');
  if (verify && /^on$/i.test(verify.args[0]?.text ?? '') && !effective(location, 'proxy_ssl_trusted_certificate'))
    late(reading, verify, 'proxy_ssl_verify has no authority to trust', 'Add proxy_ssl_trusted_certificate.');
  const certificate = effective(location, 'proxy_ssl_certificate');
  if (certificate && certificate.args[0]?.text !== '' && !effective(location, 'proxy_ssl_certificate_key'))
    late(reading, certificate, 'proxy_ssl_certificate has no key', 'Add proxy_ssl_certificate_key.');
}

function late(reading: Reading, at: NginxDirective, what: string, advice: string): void {
  if (at.conditional || reading.problems.some(({ place }) => place.file === at.file && place.span.start === at.syntax.name.span.start))
    return;
  reading.report({ kind: 'invalid-value', what, advice, place: headOf(at), reported: closeOf(at) });
}
