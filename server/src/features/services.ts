import { contains, type Place } from '../base/text';
import type { NginxConfiguration, NginxDirective } from '../project/nginx/model';
import { blocksOf, headOf } from '../project/nginx/model';
import { type Endpoint, endpointOfServer, endpointsOf, proxiedBlocks } from '../project/nginx/upstreams';
import type { Project } from '../project/project';
import type { Stack } from '../project/stack/model';
import { reachedInGroup } from '../project/stack/reach';
import { isComposeText } from './compose/place';
import type { FileFeatures } from './files/fileFeatures';

/** The ways between services of compose files and the addresses under which nginx looks for them. */
export const serviceFeatures: FileFeatures = { owns: isComposeText, references };

/** The services that an address of nginx leads to: that of `proxy_pass` and its kin, or of a `server` of an upstream. */
export function servicesAt(project: Project, configuration: NginxConfiguration, directive: NginxDirective): readonly Place[] {
  const addresses = addressesIn(configuration).filter((one) => one.directive === directive);
  return project.subjects('stack').flatMap((stack) => addresses.flatMap(({ endpoint }) => reached(stack, configuration, endpoint)));
}

/** Where nginx names the service whose name stands at an offset. */
function references(project: Project, file: string, offset: number): readonly Place[] {
  const isHere = (place: Place) => place.file === file && contains(place.span, offset);
  return project.subjects('stack').flatMap((stack) => {
    const service = stack.compose?.services.find(({ definitions }) => definitions.some(isHere));
    const read = service ? stack.members.flatMap(({ configurations }) => configurations) : [];
    const found = [...new Set(read)].flatMap((configuration) =>
      addressesIn(configuration).flatMap(({ directive, endpoint }) =>
        reached(stack, configuration, endpoint).some((place) => service?.definitions.some((one) => isSame(one, place)))
          ? [headOf(directive)]
          : [],
      ),
    );
    return service && found.length > 0 ? [...service.definitions, ...found] : [];
  });
}

function isSame(one: Place, other: Place): boolean {
  return one.file === other.file && one.span.start === other.span.start;
}

interface Address {
  readonly directive: NginxDirective;
  readonly endpoint: Endpoint;
}

function addressesIn(configuration: NginxConfiguration): readonly Address[] {
  const passes = proxiedBlocks(configuration).flatMap(({ target }) =>
    target.upstream ? [] : endpointsOf(target).map((endpoint) => ({ directive: target.directive, endpoint })),
  );
  const servers = blocksOf(configuration.top, 'upstream', 'stream/upstream').flatMap((upstream) => upstream.all('server'));
  return [
    ...passes,
    ...servers.flatMap((directive) => {
      const endpoint = endpointOfServer(directive);
      return endpoint ? [{ directive, endpoint }] : [];
    }),
  ];
}

function reached(stack: Stack, configuration: NginxConfiguration, endpoint: Endpoint): readonly Place[] {
  const { compose, members } = stack;
  const proxies = members.filter(({ configurations }) => configurations.includes(configuration));
  return proxies.flatMap((proxy) => {
    const found = compose && reachedInGroup(compose, members, proxy, endpoint);
    return found ? [found.member.place] : [];
  });
}
