import { headOf } from '../../project/nginx/model';
import type { Proxied } from '../../project/nginx/upstreams';
import {
  addHeaders,
  blocksToDjango,
  droppedHeaders,
  fieldOf,
  isForWebSockets,
  onePerPlace,
  sentHeaders,
  tellsScheme,
} from '../nginxHeaders';
import { arrivalOf, proxyInFront } from '../nginxRequests';
import { type NginxContext, nginxRule } from '../rule';

export const rule = nginxRule({
  meta: {
    id: 'nginx/forwarded-proto-missing',
    title: 'Django cannot know that the request came by HTTPS',
    category: 'proxy',
    severity: 'warning',
    scope: 'production',
    fix: 'safe',
    references: [],
    summary: 'nginx ends TLS and hands the request on over plain HTTP, and no header tells Django the scheme.',
    settings: [],
  },
  messages: {
    missing:
      'nginx ends TLS here and hands the request on without telling its scheme.\nDjango takes it for plain HTTP: links begin with http, forms may fail the check of their origin, and SECURE_SSL_REDIRECT redirects for ever. A header that the client sends itself goes through.\nAdd “proxy_set_header X-Forwarded-Proto $scheme;”, and set SECURE_PROXY_SSL_HEADER.',
  },
  check(context) {
    const { configuration } = context;
    const isBehind = proxyInFront(context);
    const found = blocksToDjango(context, ({ protocol }) => protocol === 'http').filter((proxied) => {
      if (!isSilent(context, proxied)) return false;
      if (isBehind(proxied.block)) context.unknown('a proxy in front of nginx may set the header, and nginx hands it on');
      return !isBehind(proxied.block);
    });
    for (const proxied of onePerPlace(configuration, found)) {
      const edit = () => addHeaders(context, proxied, ['proxy_set_header X-Forwarded-Proto $scheme;']);
      const { directive } = proxied.target;
      context.report({
        message: 'missing',
        place: headOf(directive),
        fixes: [{ title: 'Tell Django the scheme', safe: true, edit }],
      });
    }
  },
});

/** Whether visitors arrive by TLS and nothing of what is sent tells it. */
function isSilent(context: NginxContext, { block }: Proxied): boolean {
  const { configuration } = context;
  if (isForWebSockets(configuration, block)) return false;
  const arrival = arrivalOf(configuration, block);
  if (!arrival) context.unknown('how requests reach this part of the configuration is not known');
  if (!arrival || arrival.tls.length === 0) return false;
  const sent = sentHeaders(configuration, block);
  if (!sent) context.unknown('not all headers that are sent are known');
  if (
    !sent ||
    sent.some(tellsScheme) ||
    sent.some(({ value }) => value.parts.some((part) => part.kind === 'variable' && /scheme|https|proto/i.test(part.name)))
  )
    return false;
  return !droppedHeaders(configuration, block)?.lost.some((each) => tellsScheme({ name: fieldOf(each) }));
}
