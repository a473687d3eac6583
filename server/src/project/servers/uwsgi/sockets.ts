import { absolute, inherited, portOf, tcp } from '../address';
import type { Listen, Listening, ListenProtocol } from '../listen';
import { lastOf, settingsNamed } from './query';
import type { UwsgiRun, UwsgiSetting } from './run';

/** The options that make uWSGI listen, by what is spoken there; `undefined`: what `protocol` says. */
const SOCKETS: Readonly<Record<string, ListenProtocol | 'tls' | undefined>> = {
  socket: undefined,
  'http-socket': 'http',
  'https-socket': 'tls',
  'ssl-socket': 'tls',
  'uwsgi-ssl-socket': 'tls',
  'suwsgi-socket': 'tls',
  'fastcgi-socket': 'fastcgi',
  'fastcgi-nph-socket': 'fastcgi',
  'scgi-socket': 'scgi',
  'scgi-nph-socket': 'scgi',
  http: 'http',
  https: 'tls',
  'http-to-https': 'tls',
};

/** Options that listen in ways which are not followed. */
const OTHERS = new Set([
  'https2',
  'raw-socket',
  'zmq',
  'zeromq',
  'shared-socket',
  'undeferred-shared-socket',
  'lazy-socket',
  'map-socket',
  'fastrouter',
  'rawrouter',
  'sslrouter',
  'zerg',
  'zergpool',
]);

/** A socket that uWSGI binds, with the option that says so. */
export interface UwsgiSocket {
  readonly listen: Listen;
  readonly setting: UwsgiSetting;
  /** It stands in a block of logic. */
  readonly conditional: boolean;
}

/** Every socket that a uWSGI binds of which the files tell. Source: core/socket.c of uWSGI 2.0.30. */
export function uwsgiSockets(run: UwsgiRun): readonly UwsgiSocket[] {
  const protocol = protocolOf(run);
  const folder = folderOf(run);
  return run.settings.flatMap((setting): readonly UwsgiSocket[] => {
    if (!Object.hasOwn(SOCKETS, setting.name)) return [];
    const spoken = SOCKETS[setting.name] ?? protocol;
    if (spoken === undefined) return [];
    const listen = listenAt(setting, spoken === 'tls' ? 'http' : spoken, folder, spoken === 'tls');
    return listen ? [{ listen, setting, conditional: setting.conditional }] : [];
  });
}

/** Where a uWSGI takes requests. */
export function uwsgiListening(run: UwsgiRun): Listening {
  const sockets = uwsgiSockets(run).filter(({ conditional }) => !conditional);
  const unsure = run.settings.find(
    ({ name, conditional, value }) => (Object.hasOwn(SOCKETS, name) && (conditional || value === undefined)) || OTHERS.has(name),
  );
  const isUnclear = protocolOf(run) === undefined && settingsNamed(run, 'socket').length > 0;
  const open = run.open ?? (unsure ? `${unsure.key} is not certain` : isUnclear ? 'the protocol is not told' : undefined);
  // A socket that systemd hands over needs no option at all.
  const isBare = sockets.length === 0 && open === undefined;
  return { listens: sockets.map(({ listen }) => listen), open: isBare ? 'no option says where it listens' : open };
}

/** The folder that relative paths of sockets begin in: uWSGI changes to `chdir` before it binds. */
export function folderOf(run: UwsgiRun): string | undefined {
  const chdir = lastOf(run, 'chdir');
  if (!chdir) return run.open === undefined ? run.folder : undefined;
  if (chdir.conditional || chdir.value === undefined) return undefined;
  return absolute(chdir.value, run.folder) || undefined;
}

/** What plain sockets speak. */
function protocolOf(run: UwsgiRun): ListenProtocol | undefined {
  const last = lastOf(run, 'protocol');
  if (!last) return 'uwsgi';
  if (last.conditional || last.value === undefined) return undefined;
  return last.value === 'http' || last.value === 'uwsgi' || last.value === 'fastcgi' || last.value === 'scgi' ? last.value : undefined;
}

function listenAt(
  { value, place }: UwsgiSetting,
  protocol: ListenProtocol,
  folder: string | undefined,
  isTls: boolean,
): Listen | undefined {
  const [address] = isTls ? (value?.split(',') ?? []) : [value?.trim()];
  if (address === undefined || address === '') return undefined;
  if (address.startsWith('=') || address.startsWith('fd://') || address === '::') return inherited(place, protocol);
  const colon = address.lastIndexOf(':');
  if (colon < 0) return address.startsWith('@') ? undefined : { kind: 'unix', path: absolute(address, folder), protocol, place };
  const host = address.slice(0, colon);
  // `192.168.*:8000` is whatever address the machine has.
  if (host.includes('*') && host !== '*') return undefined;
  const port = address.slice(colon + 1);
  return tcp(host === '*' ? '' : host, port.startsWith('0') ? undefined : portOf(port), place, protocol);
}
