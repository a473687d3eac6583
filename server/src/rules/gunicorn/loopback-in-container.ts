import type { ComposedService } from '../../project/compose/model';
import { headOf } from '../../project/nginx/model';
import { endpointsOf, proxiedBlocks } from '../../project/nginx/upstreams';
import { isLoopback } from '../../project/servers/gunicorn/address';
import { type GunicornContext, gunicornRule, type Related } from '../rule';
import { openEnvironment, servicesOf } from '../shared/gunicornHost';
import { addressesOf, placeOf, setFix } from '../shared/gunicornRun';

export const rule = gunicornRule({
  meta: {
    id: 'gunicorn/loopback-in-container',
    title: 'Nobody outside of the container reaches gunicorn',
    category: 'application server',
    severity: 'error',
    scope: 'production',
    fix: 'safe',
    references: [],
    summary: 'In a container 127.0.0.1 is that container alone: the proxy, and whoever uses the published port, gets a refused connection.',
    settings: ['bind'],
  },
  messages: {
    bound:
      'gunicorn listens on {bind} inside of the container of {service}.\nThat address is the container’s own: {who} gets a refused connection, and visitors see 502 or nothing.\nListen on 0.0.0.0:{port}; only what compose connects or publishes reaches it.',
    unset:
      'Nothing tells gunicorn where to listen, so it takes 127.0.0.1:8000 inside of the container of {service}.\nThat address is the container’s own: {who} gets a refused connection, and visitors see 502 or nothing.\nListen on 0.0.0.0:{port}; only what compose connects or publishes reaches it.',
  },
  check(context) {
    const { host, process, service } = context.run;
    if (host !== 'container' || !process || service === undefined) return context.notApplicable('it is no service of a compose file');
    const bind = context.run.setting('bind');
    const { known, isWhole } = addressesOf(bind);
    const [first] = known;
    if (!isWhole || !first) return context.unknown('the address that gunicorn listens on is not known');
    const { address } = first;
    if (address.kind !== 'tcp' || address.port === undefined || !known.every((each) => isLoopback(each.address))) return;
    if (process.command.conditional) return context.unknown('whether the command runs depends on what the files do not tell');
    const open = bind.origin === 'default' ? openEnvironment(context, 'PORT') : undefined;
    if (open !== undefined) return context.unknown(open);
    const { port } = address;
    const callers = servicesOf(context).map((own) => reached(context, own, port));
    const [caller] = callers;
    if (!caller || callers.includes(undefined)) return context.unknown('no file shows who reaches the container');
    const all = `0.0.0.0:${port}`;
    const data = { bind: first.text, service, who: caller.message, port };
    context.report({
      message: bind.origin === 'default' ? 'unset' : 'bound',
      data,
      place: placeOf(context, bind),
      related: [{ place: caller.place, message: 'This is what wants to reach it' }],
      fixes: known.length === 1 ? setFix(context, 'bind', { python: `"${all}"`, flag: all }, `Listen on ${all}`, true) : [],
    });
  },
});

/** Who wants to reach a port of a container, in words: its published port. Something else in the container may listen on another one. */
function reached(context: GunicornContext, { ports, networkMode, name }: ComposedService, port: number): Related | undefined {
  if (networkMode) return undefined;
  const published = ports.find(({ target, sure }) => sure && target?.first === port && target.last === port);
  if (published) return { place: published.place, message: `whoever uses the published port ${published.text}` };
  for (const configuration of context.project.nginxConfigurations) {
    for (const { target } of proxiedBlocks(configuration)) {
      if (endpointsOf(target).some((end) => end.host === name && end.port === port)) {
        return { place: headOf(target.directive), message: `nginx, which sends requests to ${name}:${port},` };
      }
    }
  }
  return undefined;
}
