import { text } from '../../evaluate/value';
import { isPublic } from '../../project/servers/gunicorn/address';
import { type GunicornContext, gunicornRule, type Related } from '../rule';
import { containerFile } from '../shared/containerFiles';
import { publishedPort, servicesOf } from '../shared/gunicornHost';
import { addressesOf, type BoundAddress, given, nameOf, placeOf, setFix } from '../shared/gunicornRun';

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
    all: '{name} is "*", and gunicorn listens on {bind}.\nWhoever reaches that port can send X-Forwarded-Proto, and the request counts as HTTPS. That is right only where nothing but the proxy reaches the port, as in a container or on a platform.\nName the address of the proxy, or listen on loopback or a socket.',
    published:
      '{name} is "*", and {service} publishes the port of gunicorn on every address of the machine.\nWhoever reaches that port can send X-Forwarded-Proto, and the request counts as HTTPS.\nPublish it on 127.0.0.1 for a proxy of the machine, or leave it to the network of compose.',
  },
  check(context) {
    const setting = given(context, 'forwarded_allow_ips');
    if (!setting) return;
    const allowed = text(setting.value);
    if (allowed === undefined) return context.unknown('forwarded_allow_ips is not known');
    if (!allowed.split(',').some((address) => address.trim() === '*')) return;
    const bind = given(context, 'bind');
    const bound = bind && addressesOf(bind).known;
    if (!bind || !bound || bound.length === 0) return context.unknown('the address that gunicorn listens on is not known');
    const open = bound.find(({ address }) => isPublic(address));
    if (!open) return;
    const fixes = setFix(
      context,
      'forwarded_allow_ips',
      { python: '"127.0.0.1"', flag: '127.0.0.1' },
      'Trust only a proxy on this host',
      false,
    );
    const place = placeOf(context, setting);
    const data = { name: nameOf(setting), bind: open.text };
    if (context.run.host === 'container') {
      const published = publishedTo(context, open);
      if (!published) return context.notApplicable('no file publishes the port of the container');
      return context.report({ message: 'published', data: { ...data, service: context.run.service ?? '' }, place, related: [published] });
    }
    const container = context.run.host === 'machine' ? undefined : containerFile(context.project);
    if (context.run.host === 'platform' || container !== undefined) {
      return context.notApplicable(`${container ?? 'the platform'} puts the server where only its proxy reaches it`);
    }
    const related = [{ place: placeOf(context, bind), message: 'It listens on the network here' }];
    context.report({ message: 'all', data, place, related, fixes });
  },
});

function publishedTo(context: GunicornContext, { address }: BoundAddress): Related | undefined {
  const services = servicesOf(context);
  const ports = services.map((service) => publishedPort(service, address));
  const [first] = ports;
  return first && ports.every((port) => port !== undefined) ? { place: first.place, message: 'It is published here' } : undefined;
}
