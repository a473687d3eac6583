import { type Fix, type GunicornContext, gunicornRule } from '../rule';
import { replacePart } from '../shared/commandEdit';
import { containerFile } from '../shared/containerFiles';
import { unitOf } from '../shared/gunicornHost';
import { addressesOf, type BoundAddress, given, placeOf, setFix } from '../shared/gunicornRun';

export const rule = gunicornRule({
  meta: {
    id: 'gunicorn/public-bind',
    title: 'gunicorn listens on every address of the machine',
    category: 'application server',
    severity: 'warning',
    scope: 'production',
    fix: 'quick',
    references: ['CWE-1327'],
    summary:
      'Under systemd on 0.0.0.0 gunicorn answers the whole network: past the proxy, without TLS, and with headers that anybody makes up.',
    settings: ['bind'],
  },
  messages: {
    all: 'gunicorn listens on {bind}, every address of the machine.\nWhoever reaches the port passes the proxy by: no TLS, no limits, and headers that look like the proxy’s.\nListen on 127.0.0.1 or a socket, and let the proxy send requests there.',
  },
  check(context) {
    const { host, process } = context.run;
    if (host !== 'machine') return context.notApplicable('only on a machine of its own is that wrong');
    const bind = given(context, 'bind');
    if (!bind) return;
    if (process?.command.conditional) return context.unknown('whether the command runs depends on what the files do not tell');
    const open = addressesOf(bind).known.find(({ address }) => address.kind === 'tcp' && /^(0\.0\.0\.0|::|)$/.test(address.host));
    if (!open) return;
    // A supervisor other than systemd runs in containers, too.
    const container = unitOf(context) ? undefined : containerFile(context.project);
    if (container !== undefined) return context.unknown(`${container} may be what it runs in`);
    const certificate = context.run.setting('certfile');
    if (certificate.value.kind !== 'none') return context.notApplicable('gunicorn has a certificate of its own, or may have one');
    context.report({
      message: 'all',
      data: { bind: open.text.replace(/\$$/, '…') },
      place: open.place ?? placeOf(context, bind),
      fixes: fixesFor(context, open),
    });
  },
});

function fixesFor(context: GunicornContext, { text, option, address }: BoundAddress): readonly Fix[] {
  const loopback = address.kind === 'tcp' && address.port !== undefined ? `127.0.0.1:${address.port}` : undefined;
  if (loopback === undefined) return [];
  const title = `Listen on ${loopback}`;
  if (!option) return setFix(context, 'bind', { python: `"${loopback}"`, flag: loopback }, title, false);
  const { valuePlace } = option;
  return valuePlace && text === option.text ? [{ title, safe: false, edit: () => replacePart(valuePlace, loopback) }] : [];
}
