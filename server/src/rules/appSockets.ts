import { normalize } from '../base/paths';
import type { Place } from '../base/text';
import type { Project } from '../project/project';
import { readAddress } from '../project/servers/gunicorn/address';
import type { Listening } from '../project/servers/listen';
import { texts } from './shared/gunicornRun';

/** A Unix socket on which a file of the workspace makes an app server listen. */
export interface AppSocket {
  /** As the machine has it. */
  readonly path: string;
  readonly protocol: 'uwsgi' | 'http';
  /** `uWSGI`, `gunicorn`. */
  readonly server: string;
  readonly place: Place;
}

/**
 * The sockets of the app servers that the workspace starts or configures. Those whose path or protocol is filled in later are left out, and
 * so are ports: on one and the same the development server may speak HTTP where production speaks uwsgi.
 */
export function appSockets(project: Project): readonly AppSocket[] {
  const found = [
    ...project.subjects('server').flatMap(({ title, listening }) => socketsOf(title, listening)),
    ...project.gunicornConfigs.flatMap((file) => gunicornSockets(project, file)),
  ];
  // A path with two protocols is that of two ways to start the project.
  return found.filter((one) => found.every((other) => other.path !== one.path || other.protocol === one.protocol));
}

function socketsOf(server: string, { listens, open }: Listening): readonly AppSocket[] {
  if (open !== undefined) return [];
  return listens.flatMap((one): readonly AppSocket[] => {
    const isFollowed = one.kind === 'unix' && one.path !== '' && (one.protocol === 'http' || one.protocol === 'uwsgi');
    return isFollowed ? [{ path: one.path, protocol: one.protocol, server, place: one.place } as AppSocket] : [];
  });
}

/** What a configuration file of gunicorn says, whoever starts it: a command line may say otherwise, and then the path has two answers. */
function gunicornSockets(project: Project, file: string): readonly AppSocket[] {
  const config = project.evaluateGunicorn(file);
  const bind = config.names.get('bind');
  const last = bind?.assignments.at(-1);
  // Newer releases speak uwsgi, too, where `protocol` says so.
  if (!bind || !last || config.names.has('protocol') || config.incomplete !== undefined) return [];
  return (texts(bind.value) ?? []).flatMap((text): readonly AppSocket[] => {
    const address = readAddress(text.trim());
    if (address?.kind !== 'unix' || !address.path.startsWith('/')) return [];
    return [{ path: normalize(address.path), protocol: 'http', server: 'gunicorn', place: last.place }];
  });
}
