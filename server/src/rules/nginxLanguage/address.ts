import { parseNumber } from './numbers';

/**
 * Addresses as nginx reads them. What a name server or the network would have to say is not asked.
 * https://github.com/nginx/nginx/blob/master/src/core/ngx_inet.c
 */

/** 255.255.255.255, which nginx's reader cannot tell from a failure. */
const NONE = 0xff_ff_ff_ff;

/** Four numbers up to 255 between dots, as one number; undefined for anything else. */
export function inet4(text: string): number | undefined {
  const parts = text.split('.');
  if (parts.length !== 4) return undefined;
  let address = 0;
  for (const part of parts) {
    // An empty part counts as nothing.
    if (!/^\d*$/.test(part) || Number(part) > 255) return undefined;
    address = address * 256 + Number(part);
  }
  return address === NONE ? undefined : address;
}

/** An IPv6 address without brackets. */
export function isInet6(text: string): boolean {
  const tail = text.slice(text.lastIndexOf(':') + 1);
  const dotted = tail.includes('.');
  if (dotted && inet4(tail) === undefined) return false;
  const plain = dotted ? `${text.slice(0, text.lastIndexOf(':') + 1)}0:0` : text;
  const halves = plain.split('::');
  if (halves.length > 2 || !plain.includes(':')) return false;
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return false;
  return halves.length === 2 ? groups.length < 8 : groups.length === 8;
}

/** `10.0.0.0/8`, `10.0.0.1`, `2001:db8::/32`. */
export function isCidr(text: string): boolean {
  const slash = text.indexOf('/');
  const address = slash < 0 ? text : text.slice(0, slash);
  const v4 = inet4(address) !== undefined;
  if (!v4 && !isInet6(address)) return false;
  if (slash < 0) return true;
  const bits = parseNumber(text.slice(slash + 1));
  return bits !== undefined && bits <= (v4 ? 32 : 128);
}

export interface NginxUrl {
  /** As written, with the brackets of IPv6; the path of a socket. */
  readonly host: string;
  readonly port: number | undefined;
  readonly lastPort?: number;
  readonly uri: string;
  readonly unix: boolean;
  /** The host is an address, or `*`: no name to look up. */
  readonly literal: boolean;
}

export interface UrlOptions {
  readonly listen?: boolean;
  /** A path may follow. */
  readonly uri?: boolean;
}

/** Takes `host:port/uri` apart. @returns a text that says what nginx does not like about it. */
export function parseUrl(text: string, options: UrlOptions): NginxUrl | string {
  if (/^unix:/i.test(text)) return unixUrl(text, options);
  return text.startsWith('[') ? inet6Url(text, options) : inetUrl(text, options);
}

const MAX_SOCKET_PATH = 107;

function unixUrl(text: string, { uri }: UrlOptions): NginxUrl | string {
  const [, path = '', rest = ''] = (uri ? /^([^:]*)(?::(.*))?$/s : /^(.*)()$/s).exec(text.slice(5)) ?? [];
  if (path === '') return 'no path in the unix domain socket';
  if (new TextEncoder().encode(path).length > MAX_SOCKET_PATH) return 'too long path in the unix domain socket';
  return { host: path, port: undefined, uri: rest, unix: true, literal: true };
}

function inet6Url(text: string, options: UrlOptions): NginxUrl | string {
  const close = text.indexOf(']');
  if (close < 0) return 'invalid host';
  const rest = text.slice(close + 1);
  const slash = rest.indexOf('/');
  if (slash >= 0 && !options.uri) return 'invalid host';
  const uri = slash < 0 ? '' : rest.slice(slash);
  const port = slash < 0 ? rest : rest.slice(0, slash);
  if (port !== '' && !port.startsWith(':')) return 'invalid host';
  const ports = port === '' ? {} : portRange(port.slice(1), options);
  if (typeof ports === 'string') return ports;
  const host = text.slice(1, close);
  if (host === '') return 'no host';
  if (!isInet6(host)) return 'invalid IPv6 address';
  return { host: text.slice(0, close + 1), port: undefined, uri, unix: false, literal: true, ...ports };
}

function inetUrl(text: string, options: UrlOptions): NginxUrl | string {
  const end = text.search(/[/?]/);
  if (end >= 0 && !options.uri) return 'invalid host';
  const authority = end < 0 ? text : text.slice(0, end);
  const uri = end < 0 ? '' : text.slice(end);
  const colon = authority.indexOf(':');
  if (colon < 0 && options.listen) {
    const only = portRange(authority, options);
    if (typeof only !== 'string') return { host: '*', uri: '', unix: false, literal: true, ...only };
    if (/^\d+(-\d*)?$/.test(authority) && /^\d+(-\d+)?$/.test(authority)) return only;
  }
  const ports = colon < 0 ? {} : portRange(authority.slice(colon + 1), options);
  if (typeof ports === 'string') return ports;
  const host = colon < 0 ? authority : authority.slice(0, colon);
  if (host === '') return 'no host';
  const literal = inet4(host) !== undefined || (options.listen === true && host === '*');
  return { host, port: undefined, uri, unix: false, literal, ...ports };
}

function portRange(text: string, { listen }: UrlOptions): { readonly port: number; readonly lastPort?: number } | string {
  const dash = listen ? text.indexOf('-') : -1;
  const port = parseNumber(dash < 0 ? text : text.slice(0, dash));
  if (dash >= 0) {
    const last = parseNumber(text.slice(dash + 1));
    if (last === undefined || last < 1 || last > 65_535) return 'invalid port';
    if (port === undefined || port < 1 || port > 65_535) return 'invalid port';
    return port > last ? 'invalid port range' : { port, lastPort: last };
  }
  return port === undefined || port < 1 || port > 65_535 ? 'invalid port' : { port };
}
