import { isUnknown } from '../../project/nginx/placeholder';
import { parseUrl } from './address';
import { sharedSize } from './core';
import { parseNumber, parseOffset, parseTime } from './numbers';
import { onOff, readParameters } from './parameters';
import { type Call, quoted } from './reading';
import { locationOf } from './server';
import { needs, TIME } from './slots';
import { refer } from './upstream';

/** The checks of what proxies share, by the part of the name behind `proxy_`, `fastcgi_`, … ; see `proxyCheck`. */
const SHARED: Readonly<Record<string, (call: Call) => void>> = {
  cache(call) {
    if (call.arg(0) === 'off' || !call.script(0) || call.arg(0).includes('$')) return;
    call.reading.zones.use(call, 0, call.arg(0), protocolOf(call));
  },
  cache_key: (call) => void call.script(0),
  cache_path: cachePath,
  cache_valid: cacheValid,
  store(call) {
    if (!onOff(call.arg(0))) call.script(0);
  },
};

const PROTOCOLS = ['proxy', 'fastcgi', 'uwsgi', 'scgi', 'grpc', 'memcached', 'tunnel'];

function protocolOf(call: Call): string {
  return call.name.slice(0, call.name.indexOf('_'));
}

/** The check of a directive that several protocols have: `proxy_cache`, `uwsgi_cache`, … */
export function proxyCheck(name: string): ((call: Call) => void) | undefined {
  const cut = name.indexOf('_');
  return PROTOCOLS.includes(name.slice(0, cut)) ? SHARED[name.slice(cut + 1)] : undefined;
}

/** https://github.com/nginx/nginx/blob/master/src/http/modules/ngx_http_proxy_module.c and its sisters */
export const PROXY: Readonly<Record<string, (call: Call) => void>> = {
  proxy_pass: proxyPass,
  uwsgi_pass: (call) => backend(call, /^(?:s?uwsgi:\/\/)?/i),
  fastcgi_pass: (call) => backend(call, /^/),
  scgi_pass: (call) => backend(call, /^/),
  memcached_pass: (call) => backend(call, /^/),
  grpc_pass: (call) => backend(call, /^(?:grpcs?:\/\/)?/i),
  proxy_redirect: proxyRedirect,
  proxy_cookie_domain: (call) => cookie(call, /^(~)?\.?/),
  proxy_cookie_path: (call) => cookie(call, /^(~\*?)?/),
  proxy_cookie_flags: (call) => cookie(call, /^(~)?/),
  fastcgi_split_path_info(call) {
    if (!call.regex(0, call.arg(0))) return;
    const groups =
      call
        .arg(0)
        .replace(/\\./gs, '')
        .replace(/\[[^\]]*\]/g, '')
        .match(/\((?!\?)|\(\?P?<(?![=!])/g)?.length ?? 0;
    if (groups !== 2 && !/\(\?[|(]|\\Q/.test(call.arg(0)))
      call.invalid(0, `the expression has ${groups} groups and not two`, 'Write two groups: the script, and what follows it.');
  },
  proxy_set_body: (call) => void call.script(0, call.arg(0), { merged: true }),
};

function proxyPass(call: Call): undefined {
  const text = call.arg(0);
  if (text.includes('$')) return void call.script(0);
  const [scheme = ''] = /^https?:\/\//i.exec(text) ?? [];
  if (scheme === '')
    return call.invalid(0, `${quoted(text)} does not begin with http:// or https://`, 'Write the scheme before the address.');
  const url = parseUrl(text.slice(scheme.length), { uri: true });
  if (typeof url === 'string')
    return call.invalid(0, `${quoted(text)} is nothing to proxy to: ${url}`, 'Write it like http://127.0.0.1:8000.');
  refer(call, 0, url, false);
  if (call.isRefused || url.uri === '') return;
  const { context } = call.block;
  const where = locationOf(call.block)?.kind;
  const inside =
    context === 'if in location'
      ? 'an if'
      : context === 'limit_except'
        ? 'limit_except'
        : where === 'regex'
          ? 'a location with a regular expression'
          : undefined;
  if (inside !== undefined || where === 'named')
    call.invalid(
      0,
      `proxy_pass has a path (${url.uri}) in ${inside ?? 'a named location'}: nginx does not know what to replace by it`,
      'Leave the path out.',
    );
}

function backend(call: Call, scheme: RegExp): undefined {
  const text = call.arg(0);
  if (text.includes('$') && call.name !== 'memcached_pass') return void call.script(0);
  const url = parseUrl(text.replace(scheme, ''), {});
  if (typeof url === 'string')
    return call.invalid(0, `${quoted(text)} is no server: ${url}`, 'Write it like 127.0.0.1:8000 or unix:/run/app.sock.');
  refer(call, 0, url, true);
}

function proxyRedirect(call: Call): undefined {
  const [from = '', to] = call.args;
  const earlier = call.block
    .all(call.name)
    .filter((each) => each !== call.directive && call.siblings.indexOf(each) < call.siblings.indexOf(call.directive));
  const off = earlier.find((each) => each.args.length === 1 && each.args[0]?.text === 'off');
  if (off) return call.duplicate('proxy_redirect is off already', off);
  if (to === undefined) {
    if (from === 'off') return earlier.length > 0 ? call.duplicate('proxy_redirect off comes after another one', earlier[0]) : undefined;
    if (from !== 'default')
      return call.invalid(0, `${quoted(from)} is no parameter of proxy_redirect`, 'Write off, default, or two arguments.');
    return defaultRedirect(call);
  }
  const regex = /^~\*?/.exec(from)?.[0];
  if (regex === undefined ? call.script(0) : call.regex(0, from.slice(regex.length))) call.script(1);
}

/** `default` is made of proxy_pass, which has to stand before it and be plain. */
function defaultRedirect(call: Call): undefined {
  const directives = call.siblings;
  if (call.block.open !== undefined) return;
  const pass = directives.slice(0, directives.indexOf(call.directive)).find((each) => each.name === 'proxy_pass');
  if (!pass) return call.invalid(0, 'proxy_redirect default stands before proxy_pass, or without one', 'Write it behind proxy_pass.');
  const [target] = pass.args;
  if (target?.text.includes('$') && !isUnknown(target))
    call.invalid(0, 'proxy_redirect default cannot be used with variables in proxy_pass', 'Write both addresses.');
}

function cookie(call: Call, head: RegExp): undefined {
  const [first = '', second] = call.args;
  const directives = call.siblings;
  const earlier = directives.slice(0, directives.indexOf(call.directive)).filter((each) => each.name === call.name);
  const off = earlier.find((each) => each.args.length === 1);
  if (off) return call.duplicate(`${call.name} is off already`, off);
  if (second === undefined) {
    if (first !== 'off') return call.invalid(0, `${quoted(first)} is no parameter of ${call.name}`, 'Write off, or two arguments.');
    return earlier.length > 0 ? call.duplicate(`${call.name} off comes after another one`, earlier[0]) : undefined;
  }
  const [whole = '', regex] = head.exec(first) ?? [];
  const fine = regex === undefined ? call.script(0, first.slice(whole.length)) : call.regex(0, first.slice(regex.length));
  if (!fine) return;
  for (let at = 1; at < call.args.length; at++) if (!call.script(at)) return;
}

const LEVELS = /^(?:[12](?::[12]){0,2})?$/;

function cachePath(call: Call): undefined {
  let zone: { readonly name: string; readonly size: number; readonly index: number } | undefined;
  const number = (value: string) => parseNumber(value) !== undefined;
  const milliseconds = (value: string) => parseTime(value, 'ms') !== undefined;
  const fine = readParameters(call, 1, {
    'levels=': (value) => LEVELS.test(value),
    'use_temp_path=': onOff,
    'keys_zone=': (value, index) => {
      const colon = value.indexOf(':');
      if (colon < 0) return `${quoted(value)} has no size: write name:10m`;
      const size = sharedSize(value.slice(colon + 1), 2);
      if (typeof size === 'string') return size;
      zone = { name: value.slice(0, colon), size, index };
      return true;
    },
    'inactive=': (value) => parseTime(value, 's') !== undefined,
    'max_size=': (value) => parseOffset(value) !== undefined,
    'min_free=': (value) => parseOffset(value) !== undefined,
    'loader_files=': number,
    'loader_sleep=': milliseconds,
    'loader_threshold=': milliseconds,
    'manager_files=': number,
    'manager_sleep=': milliseconds,
    'manager_threshold=': milliseconds,
    'purger=': onOff,
    'purger_files=': number,
    'purger_sleep=': milliseconds,
    'purger_threshold=': milliseconds,
  });
  if (!fine) return;
  if (!zone || zone.name === '') return call.invalid(undefined, `${call.name} has no keys_zone`, 'Add keys_zone=name:10m.');
  call.reading.zones.make(call, zone.index, zone.name, zone.size, protocolOf(call), `the cache ${quoted(zone.name)} is made twice`);
}

function cacheValid(call: Call): undefined {
  const last = call.args.length;
  if (needs(call, last, (text) => parseTime(text, 's'), 'a time', TIME) === undefined) return;
  for (let at = 0; at < last - 1; at++) {
    const code = parseNumber(call.arg(at));
    if (call.arg(at) !== 'any' && (code === undefined || code < 100 || code > 599))
      return call.invalid(at, `${quoted(call.arg(at))} is no status`, 'Write a code between 100 and 599, or any.');
  }
}
