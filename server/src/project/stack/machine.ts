import { djangoBlocks, servesDjango } from '../nginx/application';
import type { NginxConfiguration } from '../nginx/model';
import { endpointsOf } from '../nginx/upstreams';
import type { Project } from '../project';
import { gatesOfMachine } from './gates';
import { isForUse, nginxMember, processMember, settingsMember } from './members';
import type { Member, Stack } from './model';
import { isLoopback, reachedOnMachine } from './reach';
import { reachedByAll, routesOf } from './routes';
import type { StackSearch } from './search';

/**
 * What runs on one machine: the servers that units and their like start, and the configurations of nginx that no container has. Where nothing
 * says what starts Django, it is known by its settings, as long as there are only one for production.
 *
 * @param taken the configurations that belong to another stack.
 */
export function machineStack({ project, otherProxy, caddy }: StackSearch, taken: ReadonlySet<NginxConfiguration>): readonly Stack[] {
  const configurations = project.nginxConfigurations.filter((one) => one.kind === 'production' && isForUse(one) && !taken.has(one));
  const servers = serversOf(project);
  if (!servers.some(({ role }) => role === 'django')) return [];
  const proxies = configurations.map((one) => nginxMember(one, true));
  const routes = proxies.flatMap((proxy) =>
    proxy.configurations.flatMap((configuration) =>
      routesOf(proxy, configuration, (target) =>
        servesDjango(configuration, target, project.listeners) === 'yes'
          ? reachedByAll(target, (endpoint) => reachedOnMachine(servers, endpoint))
          : undefined,
      ),
    ),
  );
  const used = proxies.filter((proxy) => routes.some((route) => route.proxy === proxy) || isMeant(project, proxy));
  const gates = gatesOfMachine(caddy(), servers);
  const started = servers.flatMap(({ process }) => process?.place.file ?? []);
  const [gate] = gates;
  if (used.length === 0 && started.length === 0 && !gate) return [];
  const files = [...new Set([...started, ...used.map(({ name }) => name), ...gates.map(({ file }) => file)])];
  const other = otherProxy();
  return [
    {
      name: started.length > 0 ? `the machine of ${started[0]}` : `the machine of ${used[0]?.name ?? gate?.file}`,
      kind: 'production',
      files,
      sort: 'machine',
      compose: undefined,
      members: [...servers, ...used],
      routes,
      gates,
      open: other === undefined ? undefined : `${other} speaks of another proxy`,
    },
  ];
}

/** Whether nginx hands requests to a Django of its own machine, though none of those that are known may listen there. */
function isMeant(project: Project, { configurations }: Member): boolean {
  return configurations.some((configuration) =>
    djangoBlocks(configuration, project.listeners).some(({ target }) =>
      endpointsOf(target).some(({ host, isSocket }) => isSocket || isLoopback(host)),
    ),
  );
}

function serversOf(project: Project): readonly Member[] {
  const all = project.processes.filter(({ kind }) => kind === 'production');
  const own = all.filter(({ service, host }) => service === undefined && host !== 'platform');
  if (all.length > 0) return own.map((process) => processMember(project, process));
  const profiles = project.profiles.filter(({ kind }) => kind === 'production');
  const [only] = profiles;
  return only && profiles.length === 1 ? [settingsMember(only)] : [];
}
