import type { CaddyToken } from '../../syntax/caddy/parse';
import type { Line } from './expand';
import { changeOf } from './headers';
import type { CaddyProxy, CaddyUpstream } from './model';

/**
 * What a `reverse_proxy` does.
 * @param targets the words on its line, behind the matcher.
 * @param trustsProxies what the global options say.
 * Source: https://caddyserver.com/docs/caddyfile/directives/reverse_proxy
 */
export function proxyOf(line: Line, targets: readonly CaddyToken[], trustsProxies: boolean): CaddyProxy {
  const inner = line.body ?? [];
  const named = (name: string) => inner.filter((one) => one.name.text === name);
  const words = [
    ...targets.map((token) => ({ token, file: line.file })),
    ...named('to').flatMap(({ args, file }) => args.map((token) => ({ token, file }))),
  ];
  const transport = named('transport').at(-1);
  const isFastcgi = transport?.args[0]?.text === 'fastcgi';
  const isTls = transport?.body?.some(({ name }) => /^tls/.test(name.text)) === true;
  const found = words.map(({ token, file }) => upstreamOf(token, file));
  const upstreams = found.flatMap((one) =>
    one ? [{ ...one, protocol: isFastcgi ? 'fastcgi' : isTls && one.protocol === 'http' ? 'https' : one.protocol } as const] : [],
  );
  const changes = (name: string) => named(name).flatMap((one) => changeOf(one.args, one) ?? []);
  const timeout = transport?.body?.findLast(({ name }) => name.text === 'response_header_timeout')?.args[0]?.text;
  const isOpen = named('dynamic').length > 0 || found.some((one) => one === undefined);
  return {
    upstreams,
    up: changes('header_up'),
    down: changes('header_down'),
    trustsProxies: trustsProxies || named('trusted_proxies').length > 0,
    readTimeout: timeout === undefined ? undefined : secondsOf(timeout),
    open: isOpen ? 'the files do not tell every upstream' : undefined,
  };
}

/** An upstream’s address; undefined where the environment or a placeholder tells it. */
function upstreamOf(token: CaddyToken, file: string): CaddyUpstream | undefined {
  const { text } = token;
  if (token.variables.length > 0 || /[{}]/.test(text) || text.startsWith('srv+')) return undefined;
  const place = { file, span: token.span };
  const socket = /^unix(?:\+(h2c))?\/(\/.*)$/.exec(text);
  if (socket)
    return {
      place,
      text,
      protocol: socket[1] === 'h2c' ? 'h2c' : 'http',
      host: '',
      port: undefined,
      path: socket[2]?.replace(/\|.*$/, '') ?? '',
    };
  const [, scheme, rest = text] = /^(https?|h2c):\/\/(.*)$/.exec(text) ?? [];
  const protocol = scheme === 'https' || scheme === 'h2c' ? scheme : 'http';
  const [, bracketed, plain = '', port] = /^(?:\[([^\]]*)\]|([^:/]*))(?::(\d+))?$/.exec(rest) ?? [];
  // A range of ports is several upstreams.
  if (bracketed === undefined && plain === '' && port === undefined) return undefined;
  const host = bracketed ?? (plain === '' ? 'localhost' : plain);
  return { place, text, protocol, host, port: port === undefined ? (protocol === 'https' ? 443 : 80) : Number(port), path: undefined };
}

/** A duration of Go, in seconds: `30s`, `1m30s`, `500ms`; `d` is a day. */
export function secondsOf(text: string): number | undefined {
  const units: Readonly<Record<string, number>> = { ns: 1e-9, us: 1e-6, µs: 1e-6, ms: 1e-3, s: 1, m: 60, h: 3600, d: 86_400 };
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ns|us|µs|ms|s|m|h|d)/g)];
  if (parts.length === 0 || parts.map(([whole]) => whole).join('') !== text) return undefined;
  return parts.reduce((sum, [, amount, unit]) => sum + Number(amount) * (units[unit ?? ''] ?? 0), 0);
}

/** A size with its unit, in bytes: `10MB` is ten million, `10MiB` is not. */
export function bytesOf(text: string): number | undefined {
  const [, amount, unit = ''] = /^(\d+(?:\.\d+)?)\s*([a-z]*)$/i.exec(text) ?? [];
  const factors: Readonly<Record<string, number>> = {
    '': 1,
    b: 1,
    k: 1e3,
    kb: 1e3,
    kib: 1024,
    m: 1e6,
    mb: 1e6,
    mib: 1024 ** 2,
    g: 1e9,
    gb: 1e9,
    gib: 1024 ** 3,
    ki: 1024,
    mi: 1024 ** 2,
    gi: 1024 ** 3,
  };
  const factor = factors[unit.toLowerCase()];
  return amount === undefined || factor === undefined ? undefined : Number(amount) * factor;
}
