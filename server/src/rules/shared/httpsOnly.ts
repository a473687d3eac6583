import { entranceOf } from '../../project/stack/entrances';
import type { Member, Route } from '../../project/stack/model';
import { isLoopback } from '../../project/stack/reach';
import type { SettingsContext } from '../rule';

/**
 * The configuration of nginx that hands a Django on nothing but what came by HTTPS, where every way to it that the workspace shows leads
 * through such a one; undefined where it does not, or where that is not known.
 */
export function httpsOnlyProxy({ project, profile }: SettingsContext): string | undefined {
  const files = project.subjects('stack').flatMap((stack) => {
    const apps = stack.members.filter((member) => member.role === 'django' && member.profile?.name === profile.name);
    const routes = stack.routes.filter(({ app }) => apps.includes(app));
    const isWalled = apps.every((app) => isInside(app) && routes.some((route) => route.app === app));
    if (apps.length === 0) return [];
    return stack.open === undefined && isWalled && routes.every(isByTls)
      ? routes.map(({ configuration }) => configuration.file)
      : [undefined];
  });
  return files.includes(undefined) ? undefined : files[0];
}

function isByTls(route: Route): boolean {
  const entrance = entranceOf(route);
  return entrance !== undefined && entrance.plain.length === 0 && entrance.tls.length > 0;
}

/** Nobody gets to it from outside: a container publishes nothing, and a process of the machine listens for the machine alone. */
function isInside({ service, isOnHost, published, listening }: Member): boolean {
  if (service && !isOnHost) return published.length === 0;
  if (!listening || listening.open !== undefined) return false;
  return listening.listens.every((listen) => listen.kind === 'unix' || (listen.kind === 'tcp' && isLoopback(listen.host)));
}
