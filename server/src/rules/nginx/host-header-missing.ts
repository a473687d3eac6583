import { headOf } from '../../project/nginx/model';
import {
  addHeaders,
  blocksToDjango,
  defaultHost,
  droppedHeaders,
  fieldOf,
  isForWebSockets,
  isRefusedHost,
  onePerPlace,
  sentHeader,
  speaksHttp,
} from '../nginxHeaders';
import { nginxRule } from '../rule';

export const rule = nginxRule({
  meta: {
    id: 'nginx/host-header-missing',
    title: 'Django does not get the name that the visitor asked for',
    category: 'proxy',
    severity: 'warning',
    scope: 'production',
    fix: 'safe',
    references: ['nginx-lint:proxy-missing-host-header'],
    summary:
      'Nothing sets the Host header of what nginx hands to Django, so that Django sees the address in proxy_pass instead of the site.',
    settings: [],
  },
  messages: {
    missing:
      'No proxy_set_header gives Host here, so that nginx sends what proxy_pass says: {host}.\nDjango checks that name against ALLOWED_HOSTS, compares it with the origin of forms, and builds links from it.\nAdd “proxy_set_header Host $host;”.',
  },
  check(context) {
    const { configuration } = context;
    const found = blocksToDjango(context, speaksHttp).filter(({ block, target }) => {
      const host = sentHeader(configuration, block, 'Host');
      if (host.kind === 'set' || isForWebSockets(configuration, block)) return false;
      if (host.kind === 'unknown') context.unknown(host.reason);
      if (host.kind === 'unknown' || droppedHeaders(configuration, block)?.lost.some((each) => fieldOf(each) === 'host')) return false;
      const forwarded = sentHeader(configuration, block, 'X-Forwarded-Host');
      if (forwarded.kind === 'set') context.unknown('Django may take the name from X-Forwarded-Host');
      const sent = defaultHost(target);
      if (sent === undefined) context.unknown('where proxy_pass leads is filled in later');
      return forwarded.kind !== 'set' && sent !== undefined && !isRefusedHost(sent);
    });
    for (const proxied of onePerPlace(configuration, found)) {
      const edit = () => addHeaders(context, proxied, ['proxy_set_header Host $host;']);
      context.report({
        message: 'missing',
        data: { host: defaultHost(proxied.target) ?? '' },
        place: headOf(proxied.target.directive),
        fixes: [{ title: 'Send the name that the visitor asked for', safe: true, edit }],
      });
    }
  },
});
