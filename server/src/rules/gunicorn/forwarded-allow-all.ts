import { text } from '../../evaluate/value';
import { gunicornScope, setSetting } from '../edit';
import { configured, containerFile, placeOf, texts } from '../gunicornConfig';
import { gunicornRule } from '../rule';

export const rule = gunicornRule({
  meta: {
    id: 'gunicorn/forwarded-allow-all',
    title: 'Anyone may claim to be the proxy',
    category: 'application server',
    severity: 'warning',
    scope: 'production',
    fix: 'quick',
    references: ['CWE-348'],
    summary: 'forwarded_allow_ips is "*" and the server listens on the network: any client can say that its request came by HTTPS.',
    settings: ['forwarded_allow_ips', 'bind'],
  },
  messages: {
    all: 'forwarded_allow_ips is "*", and gunicorn listens on {bind}.\nWhoever reaches that port can send X-Forwarded-Proto, and the request counts as HTTPS. That is right only where nothing but the proxy reaches the port, as in a container or on a platform.\nName the address of the proxy, or listen on loopback or a socket.',
  },
  check(context) {
    const setting = configured(context, 'forwarded_allow_ips');
    if (!setting) return;
    const allowed = text(setting.value);
    if (allowed === undefined) return context.unknown('forwarded_allow_ips is not known');
    if (!allowed.split(',').some((address) => address.trim() === '*')) return;
    const bind = configured(context, 'bind');
    const addresses = bind && texts(bind.value);
    if (!bind || !addresses) return context.unknown('the address that gunicorn listens on is not known');
    const open = addresses.find(isReachable);
    if (open === undefined) return;
    const container = containerFile(context.project);
    if (container !== undefined) return context.notApplicable(`${container} puts the server where only its proxy reaches it`);
    const edit = () => setSetting(gunicornScope(context), 'forwarded_allow_ips', '"127.0.0.1"');
    context.report({
      message: 'all',
      data: { bind: open },
      place: placeOf(setting),
      related: [{ place: placeOf(bind), message: 'It listens on the network here' }],
      fixes: [{ title: 'Trust only a proxy on this host', safe: false, edit }],
    });
  },
});

/** A TCP address that other machines can reach: neither a socket, nor loopback. */
function isReachable(address: string): boolean {
  const bare = address.trim().replace(/^tcp:\/\//, '');
  if (/^(unix:|fd:\/\/)/.test(bare)) return false;
  const host = bare.startsWith('[') ? bare.slice(1, bare.indexOf(']')) : (bare.split(':')[0] ?? '');
  return !/^(localhost|127\.[\d.]+|::1)$/i.test(host);
}
