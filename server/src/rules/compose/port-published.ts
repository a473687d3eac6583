import type { ComposedPort, ComposedService } from '../../project/compose/model';
import { type ComposeEdits, replaceText, setPortAddress } from '../edit/compose';
import { type Fix, type SubjectContext, subjectRule } from '../rule';
import { deployedServices, factsOf, isDeployment, isForSwarm, serverOf } from '../shared/services';

type Message = 'data' | 'app';

export const rule = subjectRule('compose', {
  meta: {
    id: 'compose/port-published',
    title: 'A port that only the stack needs is open to the network',
    category: 'containers and units',
    severity: 'warning',
    scope: 'production',
    fix: 'safe',
    references: ['CWE-668'],
    summary: 'A published port without an address is open on every network of the machine, past its firewall: the database for everybody.',
    settings: [],
  },
  messages: {
    data: '{title} of service {service} is published on every address of the machine, as {port}.\nDocker opens it before ufw and its like are asked, and whoever finds it may try passwords.\nOther services reach it by its name without this; bind it to 127.0.0.1 for tools on the machine, or take it out.',
    app: 'Service {service} publishes the application itself on every address of the machine, as {port}, beside {proxy}.\nWho goes there passes by TLS and every rule of the proxy, and may claim any X-Forwarded header.\n{proxy} reaches it by its name without this; bind it to 127.0.0.1, or take it out.',
  },
  check(context) {
    if (!isDeployment(context.subject, context.unknown)) return;
    const services = deployedServices(context.subject);
    for (const service of services) {
      if (service.networkMode?.value === 'host') continue;
      for (const port of service.ports) judge(context, service, port, services);
    }
  },
});

function judge(
  context: SubjectContext<'compose', Message>,
  service: ComposedService,
  port: ComposedPort,
  services: readonly ComposedService[],
): void {
  const { subject: group, project } = context;
  if (port.protocol !== 'tcp' || port.on === 'loopback' || port.on === 'one') return;
  const facts = factsOf(project, group, service);
  const isData = facts !== undefined && ['database', 'cache', 'broker', 'search'].includes(facts.sort);
  const isMeant = isData && port.target !== undefined && facts.ports.some((one) => includes(port, one));
  const proxy = isMeant ? undefined : proxyBefore(context, service, services);
  if (!isMeant && (!proxy || !isServerPort(context, service, port))) return;
  if (!port.sure || port.on === 'unknown') {
    context.unknown(`where ${service.name} publishes its port is decided by a variable`);
    return;
  }
  context.report({
    message: isMeant ? 'data' : 'app',
    data: {
      service: service.name,
      title: facts?.title ?? 'The data',
      port: port.published ? `port ${port.published.first}` : 'a port that Docker chooses',
      proxy: proxy?.name ?? '',
    },
    place: port.place,
    fixes: isForSwarm(group) ? [] : fixesFor(context, port),
  });
}

function includes({ target }: ComposedPort, port: number): boolean {
  return target !== undefined && target.first <= port && port <= target.last;
}

/** A proxy of the group that visitors come to. */
function proxyBefore(
  { subject, project }: SubjectContext<'compose', Message>,
  service: ComposedService,
  services: readonly ComposedService[],
): ComposedService | undefined {
  return services.find((one) => {
    if (one === service || factsOf(project, subject, one)?.sort !== 'proxy') return false;
    return one.networkMode?.value === 'host' || one.ports.some((port) => includes(port, 443) || includes(port, 80));
  });
}

/** The port of a container where the server of the application listens. */
function isServerPort({ subject, project }: SubjectContext<'compose', Message>, service: ComposedService, port: ComposedPort): boolean {
  const server = serverOf(project, subject, service);
  if (server?.kind !== 'production') return false;
  const bound = server.command.args.flatMap(({ text }) => /(?:^|[=:])(\d{2,5})$/.exec(text ?? '')?.[1] ?? []).map(Number);
  return bound.length === 0 ? includes(port, 8000) : bound.some((one) => includes(port, one));
}

function fixesFor({ project }: SubjectContext<'compose', Message>, port: ComposedPort): readonly Fix[] {
  if (!port.published) return [];
  const edit = (): ComposeEdits => {
    if (port.form === 'long') return setPortAddress(project, port.place, '127.0.0.1');
    const own =
      port.address === undefined ? port.text : port.text.slice(port.text.indexOf(port.address) + port.address.length).replace(/^\]?:/, '');
    return replaceText(project, port.place, `127.0.0.1:${own}`);
  };
  return [{ title: 'Bind the port to 127.0.0.1', safe: true, edit }];
}
