import type { NginxArea } from '../../knowledge/nginx';
import type { NginxBlock, NginxDirective } from '../../project/nginx/model';
import { type NginxVersion, nginxIsOlder, nginxIsSince } from '../../project/nginx/version';
import { inet4, type NginxUrl, parseUrl } from './address';
import { parseNumber, parseSize, parseTime } from './numbers';
import { anything, onOff, type Parameter, readParameters } from './parameters';
import { type Call, quoted, type Reading } from './reading';

/** `listen` of http, stream and mail. https://github.com/nginx/nginx/blob/master/src/http/ngx_http_core_module.c */
export function listen(call: Call): undefined {
  const url = parseUrl(call.arg(0), { listen: true });
  if (typeof url === 'string')
    return call.invalid(
      0,
      `${quoted(call.arg(0))} is nothing to listen on: ${url}`,
      'Write a port, an address with a port, or unix: with a path.',
    );
  const { area } = call.definition;
  if (call.args.length > 1) {
    const known = call.reading.note(`parameters of listen in ${area}`, () => parametersOf(area, call.reading.version));
    if (!readParameters(call, 1, known)) return;
  }
  const options = optionsOf(call);
  const tcpOnly = options.transport === 'udp' ? tcpOnlyWord(call) : undefined;
  if (tcpOnly !== undefined)
    return call.invalid(undefined, `${tcpOnly} cannot be used with ${area === 'http' ? 'quic' : 'udp'}`, 'Leave one of them out.');
  call.shared(registering(url, options));
}

function registering(url: NginxUrl, options: Options) {
  return (call: Call) => register(call, url, options);
}

/** Words about connections that are none for datagrams. */
function tcpOnlyWord(call: Call): string | undefined {
  const words = [
    'backlog=',
    'ssl',
    'so_keepalive=',
    'proxy_protocol',
    ...(nginxIsOlder(call.reading.version, '1.25.0') ? [] : ['fastopen=', 'deferred']),
  ];
  const own = call.args.slice(1).filter((word) => word !== 'so_keepalive=off');
  return words.find((word) => own.some((each) => (word.endsWith('=') ? each.startsWith(word) : each === word)))?.replace(/=$/, '');
}

interface Options {
  /** It says something about the socket itself, which only one `listen` of an address may. */
  readonly set: boolean;
  readonly isDefault: boolean;
  readonly transport: 'tcp' | 'udp';
}

const OF_SOCKET = /^(?:bind|deferred|reuseport|multipath)$|^(?:backlog|rcvbuf|sndbuf|ipv6only|so_keepalive|setfib|fastopen)=/;

function optionsOf({ args }: Call): Options {
  const words = args.slice(1);
  return {
    set: words.some((word) => OF_SOCKET.test(word)),
    isDefault: words.some((word) => word === 'default_server' || word === 'default'),
    transport: words.some((word) => word === 'udp' || word === 'quic') ? 'udp' : 'tcp',
  };
}

function parametersOf(area: NginxArea, version: NginxVersion): Readonly<Record<string, Parameter>> {
  const number: Parameter = (value) => parseNumber(value) !== undefined;
  const size: Parameter = (value) => parseSize(value) !== undefined;
  const common = {
    bind: anything,
    'backlog=': (value: string) => (parseNumber(value) ?? 0) > 0,
    'rcvbuf=': size,
    'sndbuf=': size,
    'ipv6only=': onOff,
    'so_keepalive=': keepalive,
    ssl: anything,
    proxy_protocol: anything,
    ...(nginxIsOlder(version, '1.29.7') ? {} : { multipath: anything }),
  };
  if (area === 'mail') return common;
  const socket = { ...common, 'setfib=': number, 'fastopen=': number, 'accept_filter=': anything, deferred: anything, reuseport: anything };
  if (area === 'stream') return { ...socket, udp: anything, ...(nginxIsOlder(version, '1.25.5') ? {} : { default_server: anything }) };
  return {
    ...socket,
    default_server: anything,
    default: anything,
    http2: anything,
    ...(nginxIsOlder(version, '1.25.0') ? {} : { quic: anything }),
    ...(nginxIsSince(version, '1.19.7') ? {} : { spdy: anything }),
  };
}

/** `on`, `off`, or `idle:interval:count` of which one at least is there. */
function keepalive(value: string): boolean {
  if (onOff(value)) return true;
  const [idle = '', interval = '', ...rest] = value.split(':');
  const count = rest.join(':');
  const times = [idle, interval].map((text) => (text === '' ? 0 : parseTime(text, 's')));
  const probes = count === '' ? 0 : parseNumber(count);
  if (times.includes(undefined) || probes === undefined) return false;
  return times.some((time) => (time ?? 0) > 0) || probes > 0;
}

/** An address of `listen`, and the servers behind it. */
export interface Address {
  readonly text: string;
  set: NginxDirective | undefined;
  isDefault: NginxDirective | undefined;
  readonly servers: Map<NginxBlock, NginxDirective>;
}

/** Every address that something listens on, as far as it was read. */
export function addressesOf(reading: Reading, area: NginxArea): Map<string, Address> {
  return reading.note(`listen ${area}`, () => new Map<string, Address>());
}

/** An address is set up once, has one default server, and each server once. */
function register(call: Call, url: NginxUrl, options: Options): undefined {
  // What else a name stands for is not known.
  if (!url.literal) return;
  const { area } = call.definition;
  const addresses = addressesOf(call.reading, area);
  const first = url.port ?? (area === 'http' ? 80 : 0);
  for (let port = first; port <= (url.lastPort ?? first) && port - first < 1000; port++) {
    const key = `${options.transport} ${hostKey(url)} ${port}`;
    const known = addresses.get(key);
    const { directive } = call;
    if (!known) {
      const address: Address = { text: call.arg(0), set: undefined, isDefault: undefined, servers: new Map([[call.block, directive]]) };
      if (options.set) address.set = directive;
      if (options.isDefault) address.isDefault = directive;
      addresses.set(key, address);
      continue;
    }
    if (area === 'mail' || (area === 'stream' && nginxIsOlder(call.reading.version, '1.25.5')))
      return call.duplicate(`another server listens on ${call.arg(0)}`, [...known.servers.values()][0]);
    const twice = known.servers.get(call.block);
    if (twice) return call.duplicate(`this server listens on ${call.arg(0)} twice`, twice);
    known.servers.set(call.block, directive);
    if (options.set && known.set)
      return call.duplicate(
        `${call.arg(0)} is set up twice: only one listen of an address may have such options`,
        known.set,
        'Keep the options in one of them.',
      );
    if (options.set) known.set = directive;
    if (options.isDefault && known.isDefault)
      return call.duplicate(`${call.arg(0)} has two default servers`, known.isDefault, 'Keep default_server in one of them.');
    if (options.isDefault) known.isDefault = directive;
  }
}

function hostKey(url: NginxUrl): string {
  if (url.unix) return `unix:${url.host}`;
  if (url.host === '*') return '0';
  if (!url.host.startsWith('[')) return String(inet4(url.host) ?? url.host);
  return expanded(url.host.slice(1, -1).toLowerCase());
}

/** All eight groups of an IPv6 address, so that two ways to write it compare equal. */
function expanded(address: string): string {
  const dotted = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(address);
  const v4 = dotted ? (inet4(dotted[2] ?? '') ?? 0) : 0;
  const plain = dotted ? `${dotted[1]}${Math.floor(v4 / 65_536).toString(16)}:${(v4 % 65_536).toString(16)}` : address;
  const [head = '', tail] = plain.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? [] : Array.from({ length: 8 - before.length - after.length }, () => '0');
  return [...before, ...zeros, ...after].map((group) => Number.parseInt(group, 16).toString(16)).join(':');
}
