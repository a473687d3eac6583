import type { NginxDefinition } from '../../knowledge/nginx';
import { nginxIsOlder } from '../../project/nginx/version';
import { parseUrl } from './address';
import { CORE, errorLog, resolver } from './core';
import { ENTRIES } from './entries';
import { HEADERS } from './headers';
import { LIMITS } from './limits';
import { listen } from './listen';
import { LOGS } from './logs';
import { parseSize } from './numbers';
import { PROXY, proxyCheck } from './proxy';
import { type Call, quoted } from './reading';
import { REWRITE } from './rewrite';
import { SERVER } from './server';
import { bindAddress, SLOTS } from './slots';
import { UPSTREAM } from './upstream';

export type Check = (call: Call) => void;

/** Readers of their own, by area and name: a name means another thing in stream than in http. */
const OWN: Readonly<Record<string, Readonly<Record<string, Check>>>> = {
  core: { ...CORE, error_log: errorLog },
  http: {
    ...SERVER,
    ...REWRITE,
    ...PROXY,
    ...UPSTREAM,
    ...LIMITS,
    ...LOGS,
    ...ENTRIES,
    ...HEADERS,
    listen,
    resolver,
    error_log: errorLog,
    proxy_http_version: httpVersion,
    gzip_window: (call) => sizeAmong(call, 512, 32_768),
    gzip_hash: (call) => sizeAmong(call, 512, 131_072),
  },
  stream: { ...streamChecks(), listen, resolver, error_log: errorLog },
  mail: {
    auth_http: authHttp,
    protocol: (call) => wordAmong(call, ['imap', 'pop3', 'smtp']),
    starttls: (call) => wordAmong(call, ['on', 'off', 'only']),
    proxy_protocol: proxyProtocol,
    listen,
    resolver,
    error_log: errorLog,
    ssl_session_cache: HEADERS.ssl_session_cache as Check,
  },
};

/** What checks the values of a directive; undefined where anything goes. */
export function checkFor(name: string, definition: NginxDefinition): Check | undefined {
  const own = OWN[definition.area];
  if (own && Object.hasOwn(own, name)) return own[name];
  return (definition.area === 'http' ? proxyCheck(name) : undefined) ?? SLOTS[definition.type];
}

function streamChecks(): Readonly<Record<string, Check>> {
  const { allow, deny, ssl_session_cache, ssl_certificate, ssl_certificate_key, ssl_ocsp_cache, set_real_ip_from } = HEADERS;
  const shared: Readonly<Record<string, Check | undefined>> = {
    allow,
    deny,
    ssl_session_cache,
    ssl_certificate,
    ssl_certificate_key,
    ssl_ocsp_cache,
    set_real_ip_from,
  };
  const { limit_conn, limit_conn_zone } = LIMITS;
  const { server_name, ssl_certificate_cache, proxy_ssl_certificate_cache } = SERVER;
  const { set } = REWRITE;
  const all = {
    ...shared,
    ...UPSTREAM,
    ...LOGS,
    ...ENTRIES,
    limit_conn,
    limit_conn_zone,
    server_name,
    ssl_certificate_cache,
    proxy_ssl_certificate_cache,
    set,
    return: (call: Call) => void call.script(0),
    proxy_pass: streamPass,
    proxy_protocol: proxyProtocol,
    proxy_bind: bindAddress,
    pass: streamAddress,
  };
  return Object.fromEntries(Object.entries(all).flatMap(([name, check]) => (check ? [[name, check]] : [])));
}

function authHttp(call: Call): undefined {
  const url = parseUrl(call.arg(0).replace(/^http:\/\//, ''), { uri: true });
  if (typeof url === 'string') call.invalid(0, `${quoted(call.arg(0))} is no address: ${url}`, 'Write it like http://127.0.0.1:9000/auth.');
}

/** A version of the protocol that came later than the directive. */
function httpVersion(call: Call): undefined {
  const known = ['1.0', '1.1', ...(nginxIsOlder(call.reading.version, '1.29.4') ? [] : ['2'])];
  if (!known.includes(call.arg(0)))
    call.invalid(0, `proxy_http_version does not know ${quoted(call.arg(0))}`, `It knows ${known.join(', ')}.`);
}

function wordAmong(call: Call, words: readonly string[]): undefined {
  if (!words.includes(call.arg(0))) call.invalid(0, `${call.name} does not know ${quoted(call.arg(0))}`, `It knows ${words.join(', ')}.`);
}

/** `v2` came to a flag. */
function proxyProtocol(call: Call): undefined {
  const newer = nginxIsOlder(call.reading.version, '1.31.4') ? [] : ['v2'];
  if (!['on', 'off', ...newer].includes(call.arg(0).toLowerCase()))
    call.invalid(0, `proxy_protocol does not know ${quoted(call.arg(0))}`, `It knows ${['on', 'off', ...newer].join(', ')}.`);
}

/** `pass` hands a connection to a `listen`: an address, no name of an upstream. */
function streamAddress(call: Call): undefined {
  if (call.arg(0).includes('$')) return void call.script(0);
  const url = parseUrl(call.arg(0), {});
  if (typeof url === 'string') call.invalid(0, `${quoted(call.arg(0))} is no address: ${url}`, 'Write it like 127.0.0.1:8000.');
}

function streamPass(call: Call): undefined {
  if (call.arg(0).includes('$')) return void call.script(0);
  PROXY.fastcgi_pass?.(call);
}

function sizeAmong(call: Call, low: number, high: number): undefined {
  const size = parseSize(call.arg(0));
  if (size === undefined || size < low || size > high || !Number.isInteger(Math.log2(size)))
    call.invalid(0, `${call.name} cannot be ${quoted(call.arg(0))}`, `Write a power of two from ${low} to ${high / 1024}k.`);
}
