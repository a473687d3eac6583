import { PythonError } from '../interpreter/errors';
import { dict, int, list, type R, str } from '../runtime/objects';
import { splitUrl, unquote } from './url';

/** A URL as Python's `urlsplit` has it, with the parts of its network location. */
export interface Url {
  readonly scheme: string;
  readonly netloc: string;
  readonly path: string;
  readonly query: string;
  readonly fragment: string;
  readonly username: string | undefined;
  readonly password: string | undefined;
  readonly hostname: string | undefined;
  /** Raises a `ValueError` when it is no number, as Python does only where it is asked. */
  port(): number | undefined;
}

/** Python's `urlsplit`; throws a `ValueError` for brackets that do not match. */
export function parseUrl(text: string): Url {
  const parts = splitUrl(text);
  const { netloc } = parts;
  if (netloc.includes('[') !== netloc.includes(']')) throw new PythonError('ValueError', 'Invalid IPv6 URL');
  if (netloc.includes('[')) checkBracketed(partition(partition(netloc, '[')[1] ?? '', ']')[0]);
  const at = netloc.lastIndexOf('@');
  const [user, password] = at < 0 ? [undefined, undefined] : partition(netloc.slice(0, at));
  const [host, port] = splitHost(netloc.slice(at + 1));
  const [name, zone] = partition(host, '%');
  const hostname = name.toLowerCase() + (zone === undefined ? '' : `%${zone}`);
  return { ...parts, username: user, password, hostname: host === '' ? undefined : hostname, port: () => portNumber(port) };
}

/** In brackets stands an address of IP version 6, or of a later one. */
function checkBracketed(host: string): void {
  const valid = host.startsWith('v') ? /^v[a-fA-F0-9]+\..+$/.test(host) : URL.canParse(`http://[${host.replace(/%[^%]+$/, '')}]/`);
  if (!valid) throw new PythonError('ValueError', 'an address in brackets is not valid');
}

function splitHost(text: string): readonly [string, string | undefined] {
  const open = text.indexOf('[');
  if (open < 0) return partition(text);
  const [host, rest] = partition(text.slice(open + 1), ']');
  return [host, rest === undefined ? undefined : partition(rest)[1]];
}

function portNumber(text: string | undefined): number | undefined {
  if (text === undefined || text === '') return undefined;
  const port = /^[0-9]+$/.test(text) ? Number(text) : Number.NaN;
  if (!(port <= 65535)) throw new PythonError('ValueError', 'Port could not be cast to integer value');
  return port;
}

function partition(text: string, separator = ':'): readonly [string, string | undefined] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + separator.length)];
}

/** Python's `parse_qs`: every name with its values, empty values dropped. */
export function parseQuery(query: string): ReadonlyMap<string, readonly string[]> {
  const result = new Map<string, string[]>();
  for (const pair of query.split('&')) {
    const [name, value] = partition(pair, '=');
    if (value === undefined || value === '') continue;
    const key = unquotePlus(name);
    result.set(key, [...(result.get(key) ?? []), unquotePlus(value)]);
  }
  return result;
}

export function unquotePlus(text: string): string {
  return unquote(text.replaceAll('+', ' '));
}

/** Python's `quote`, but for the characters in `safe`. */
export function quoteUrl(text: string, safe: string): string {
  const encoder = new TextEncoder();
  return [...text]
    .map((character) => (/[A-Za-z0-9_.~-]/.test(character) || safe.includes(character) ? character : percent(encoder.encode(character))))
    .join('');
}

function percent(bytes: Uint8Array): string {
  return [...bytes].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
}

/** Schemes that Python's `urllib.parse.uses_netloc` lists: for these `//` is written even before nothing. */
const USES_NETLOC = new Set(
  'ftp http gopher nntp telnet imap wais file mms https shttp snews prospero rtsp rtsps rtspu rsync svn svn+ssh sftp nfs git git+ssh ws wss'.split(
    ' ',
  ),
);

/** Python's `urlunsplit` of the parts. */
export function unparseUrl(url: Pick<Url, 'scheme' | 'netloc' | 'path' | 'query' | 'fragment'>): string {
  const authority = url.netloc !== '' || (USES_NETLOC.has(url.scheme) && !url.path.startsWith('//'));
  const path = authority && url.path !== '' && !url.path.startsWith('/') ? `/${url.path}` : url.path;
  const query = url.query === '' ? '' : `?${url.query}`;
  const fragment = url.fragment === '' ? '' : `#${url.fragment}`;
  const rest = `${authority ? `//${url.netloc}` : ''}${path}${query}${fragment}`;
  return url.scheme === '' ? rest : `${url.scheme}:${rest}`;
}

/** A port as settings have it: a number, or an empty text. */
export function portValue(port: number | undefined): R {
  return port === undefined || port === 0 ? str('') : int(port);
}

/** A dict with text keys, in order. */
export function record(entries: Readonly<Record<string, R>>): R {
  return dict(Object.entries(entries).map(([key, value]) => [str(key), value] as const));
}

export function textList(texts: readonly string[]): R {
  return list(texts.map(str));
}

/** Digits as an int, anything else as it is. */
export function intOrText(text: string): R {
  return /^[0-9]+$/.test(text) ? int(BigInt(text)) : str(text);
}
