import type { Place } from '../../base/text';
import { truth } from '../../evaluate/value';
import { endpointsOf } from '../../project/nginx/upstreams';
import type { Member, Stack } from '../../project/stack/model';
import { isLoopback } from '../../project/stack/reach';
import { trustedHeader, writtenHeader } from '../../project/stack/seen';
import type { Fix, Related } from '../rule';
import { subjectRule } from '../rule';
import { type Site, type StackContext, sitesOf } from '../shared/stack';
import { toLoopback } from '../shared/stackEdits';

export const rule = subjectRule('stack', {
  meta: {
    id: 'stack/app-server-reachable',
    title: 'Django can be reached past the proxy whose word it takes',
    category: 'proxy',
    severity: 'error',
    scope: 'production',
    fix: 'quick',
    references: ['CWE-348'],
    summary: 'Django believes headers of its proxy, and its own port is open to everybody: there visitors write those headers themselves.',
    settings: ['SECURE_PROXY_SSL_HEADER', 'USE_X_FORWARDED_HOST'],
  },
  messages: {
    published:
      'This hands port {port} of the machine straight to {member}, past {proxy}, and Django believes {headers}.\nWhoever comes by that port writes them himself: plain HTTP counts as https there, with no TLS, and secure cookies go out in the clear. Docker opens the port past the firewall of most machines.\nTake the port away, or publish it on 127.0.0.1 only.',
    bound:
      '{server} listens on every address of the machine (port {port}), {proxy} hands on to {via}, and Django believes {headers}.\nWhoever reaches that port writes them himself: plain HTTP counts as https there, with no TLS, unless a firewall stands before it.\nListen on 127.0.0.1.',
  },
  check(context) {
    for (const site of sitesOf(context)) {
      const believed = believedHeaders(context, site);
      if (believed.length === 0) continue;
      const headers = believed.map(({ name }) => name).join(' and ');
      const related = believed.map(({ place }): Related => ({ place, message: 'Django believes its proxy here' }));
      const { routes } = site;
      if (routes.length + site.gates.length === 0) context.notApplicable('no proxy of the workspace certainly stands before it');
      for (const member of site.members) {
        const own = routes.filter(({ app }) => app === member);
        const [route] = own;
        const proxy = route?.proxy.name ?? site.gates.find(({ app, tls }) => app === member && tls)?.by;
        if (proxy === undefined) continue;
        for (const { place, port, fixes } of publishedPast(context, context.subject, member)) {
          context.report({ message: 'published', data: { port, member: member.name, proxy, headers }, place, related, fixes });
        }
        if (!route) continue;
        const via = own.every(({ peer }) => peer === 'loopback' || peer === 'unix') ? endpointsOf(route.proxied.target)[0] : undefined;
        for (const { place, port, server } of via ? boundEverywhere(member) : []) {
          const data = { port, server, proxy, headers, via: via?.isSocket ? via.host : '127.0.0.1' };
          context.report({ message: 'bound', data, place, related, severity: 'warning' });
        }
      }
    }
  },
});

interface Believed {
  readonly name: string;
  readonly place: Place;
}

function believedHeaders(context: StackContext, site: Site): readonly Believed[] {
  const found: Believed[] = [];
  const trusted = trustedHeader(site.asked.value);
  if (trusted.kind === 'unknown') context.unknown(trusted.reason);
  if (trusted.kind === 'header') found.push({ name: writtenHeader(trusted.name), place: site.asked.place('SECURE_PROXY_SSL_HEADER') });
  if (truth(site.asked.value('USE_X_FORWARDED_HOST')) === true) {
    found.push({ name: 'X-Forwarded-Host', place: site.asked.place('USE_X_FORWARDED_HOST') });
  }
  if (found.length === 0 && trusted.kind === 'none') context.notApplicable('Django believes no header of a proxy');
  return found;
}

interface Past {
  readonly place: Place;
  readonly port: string;
  readonly fixes: readonly Fix[];
}

/** Ports that hand on to where the server listens; where that is not told, to where nginx hands on. */
function publishedPast(context: StackContext, { routes }: Stack, member: Member): readonly Past[] {
  if (member.isOnHost) return [];
  const told =
    member.listening?.listens.flatMap((listen) => (listen.kind === 'tcp' && listen.port !== undefined ? [listen.port] : [])) ?? [];
  const asked = routes
    .filter(({ app, peer }) => app === member && peer === 'network')
    .flatMap(({ proxied, proxy }) => (proxy.isOnHost ? [] : endpointsOf(proxied.target).map(({ port }) => port ?? 80)));
  const ports = new Set(told.length > 0 ? told : asked);
  return member.published.flatMap((port): readonly Past[] => {
    const { target, on, protocol, place, text } = port;
    const isServer = target !== undefined && [...ports].some((one) => target.first <= one && one <= target.last);
    if (on !== 'all' || protocol !== 'tcp' || !isServer) return [];
    // A proxy of the machine itself needs the port; it is reached by others all the same.
    return [{ place, port: text, fixes: toLoopback(context.project, port) }];
  });
}

function boundEverywhere(member: Member): readonly { readonly place: Place; readonly port: string; readonly server: string }[] {
  const { process, listening } = member;
  if (process?.host !== 'machine') return [];
  return (listening?.listens ?? []).flatMap((listen) => {
    if (listen.kind !== 'tcp' || listen.port === undefined || isLoopback(listen.host)) return [];
    const isAll = listen.host === '' || listen.host === '0.0.0.0' || listen.host === '::';
    return isAll ? [{ place: listen.place, port: String(listen.port), server: process.command.program }] : [];
  });
}
