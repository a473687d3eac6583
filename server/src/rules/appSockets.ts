import { basename, normalize } from '../base/paths';
import type { Place } from '../base/text';
import type { Project } from '../project/project';
import { texts } from './gunicornConfig';

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
 * The sockets of uWSGI's and gunicorn's configuration files; those whose path or protocol is filled in later are left out, and so are
 * ports: on one and the same the development server may speak HTTP where production speaks uwsgi.
 */
export function appSockets(project: Project): readonly AppSocket[] {
  const found = [
    ...project.listing.flatMap((path) => uwsgiSockets(project, path)),
    ...project.gunicornConfigs.flatMap((file) => gunicornSockets(project, file)),
  ];
  // A path with two protocols is that of two ways to start the project.
  return found.filter((one) => found.every((other) => other.path !== one.path || other.protocol === one.protocol));
}

const UWSGI_SOCKETS: Readonly<Record<string, AppSocket['protocol']>> = {
  socket: 'uwsgi',
  'uwsgi-socket': 'uwsgi',
  'http-socket': 'http',
  http: 'http',
};

/** Source: https://uwsgi-docs.readthedocs.io/en/latest/Configuration.html, “ini files”. */
function uwsgiSockets(project: Project, path: string): readonly AppSocket[] {
  if (!/\.ini$|uwsgi[\w.-]*\.conf$/i.test(basename(path))) return [];
  const content = project.files.read(path) ?? '';
  if (!/^\[uwsgi\]/m.test(content)) return [];
  const found: AppSocket[] = [];
  let inSection = false;
  for (const match of content.matchAll(/^[ \t]*(?:\[([^\]\n]*)\]|([\w-]+)[ \t]*=[ \t]*([^\n]*))/gm)) {
    const [line, section, key = '', value = ''] = match;
    if (section !== undefined) inSection = section === 'uwsgi';
    if (!inSection) continue;
    // With these the plain `socket` speaks another language, or some lines hold only sometimes.
    if (/^(protocol|socket-protocol|if-.*|for|for-\w+|ini|include|inherit)$/.test(key)) return [];
    const protocol = Object.hasOwn(UWSGI_SOCKETS, key) ? UWSGI_SOCKETS[key] : undefined;
    const socket = value.trim();
    if (!protocol || !socket.startsWith('/') || /[%$@]/.test(socket)) continue;
    const start = match.index + line.search(/\S/);
    found.push({
      path: normalize(socket),
      protocol,
      server: 'uWSGI',
      place: { file: path, span: { start, end: match.index + line.trimEnd().length } },
    });
  }
  return found;
}

function gunicornSockets(project: Project, file: string): readonly AppSocket[] {
  const config = project.evaluateGunicorn(file);
  const bind = config.names.get('bind');
  const last = bind?.assignments.at(-1);
  // Newer releases speak uwsgi, too, where `protocol` says so.
  if (!bind || !last || config.names.has('protocol') || config.incomplete !== undefined) return [];
  return (texts(bind.value) ?? []).flatMap((address): readonly AppSocket[] => {
    const path = /^unix:(?:\/\/)?(\/.*)$/.exec(address.trim())?.[1];
    return path === undefined ? [] : [{ path: normalize(path), protocol: 'http', server: 'gunicorn', place: last.place }];
  });
}
