import { text } from '../../evaluate/value';
import type { Process } from '../environment/process';
import type { Project } from '../project';
import { gunicornRun } from '../servers/gunicorn/runs';
import { valueFor as optionOf } from '../servers/options';
import { uvicorn } from '../servers/uvicorn';
import type { Member, Peer, Route } from './model';

/** By which headers an app server takes the scheme from its peer. */
export interface ServerTrust {
  /** In lower case, with the value that means https. */
  readonly headers: ReadonlyMap<string, string>;
  /** Whether the peer of a route is believed; undefined where that is not told. */
  readonly trusts: boolean | undefined;
  /** In words, why: `it only believes 127.0.0.1 and ::1`. */
  readonly because: string;
}

/** What `secure_scheme_headers` are by default. Source: https://docs.gunicorn.org/en/stable/settings.html#secure-scheme-headers */
const GUNICORN_HEADERS: ReadonlyMap<string, string> = new Map([
  ['x-forwarded-protocol', 'ssl'],
  ['x-forwarded-proto', 'https'],
  ['x-forwarded-ssl', 'on'],
]);

/** Source: uvicorn/middleware/proxy_headers.py of uvicorn 0.54. */
const UVICORN_HEADERS: ReadonlyMap<string, string> = new Map([['x-forwarded-proto', 'https']]);

/** What an app server says of the proxies that it believes. `default`: nothing is said, and it believes its own machine. */
type Allowed = { readonly kind: 'list'; readonly list: readonly string[] } | { readonly kind: 'default' } | { readonly kind: 'unknown' };

/**
 * Whether the app server behind a route takes the scheme from headers that nginx sends. Undefined where what starts it is not told, or where
 * it is a server of which that is not known.
 */
export function trustOf(project: Project, { app, peer }: Pick<Route, 'app' | 'peer'>): ServerTrust | undefined {
  const { process } = app;
  const program = process?.command.program;
  if (process && program === 'gunicorn') {
    const allowed = withEnvironment(app, gunicornAllowed(project, process));
    // Source: https://docs.gunicorn.org/en/stable/settings.html#forwarded-allow-ips, and Request.__init__ of gunicorn/http/message.py.
    return allowed && { headers: GUNICORN_HEADERS, ...believes(allowed, peer, true) };
  }
  if (process && program === 'uvicorn') {
    const allowed = withEnvironment(app, uvicornAllowed(project, process));
    return allowed && { headers: UVICORN_HEADERS, ...believes(allowed, peer, false) };
  }
  return undefined;
}

/** @param trustsSockets whether a Unix socket is believed in any case. */
function believes(allowed: Allowed, peer: Peer, trustsSockets: boolean): Pick<ServerTrust, 'trusts' | 'because'> {
  if (peer === 'unix' && trustsSockets) return { trusts: true, because: 'it believes whoever speaks to its socket' };
  if (allowed.kind === 'unknown' || peer === 'unknown') return { trusts: undefined, because: 'which proxies it believes is not told' };
  if (allowed.kind === 'list' && allowed.list.includes('*')) return { trusts: true, because: 'it believes every peer' };
  const list = allowed.kind === 'list' ? allowed.list : OWN_MACHINE;
  const because = allowed.kind === 'list' ? `it only believes ${list.join(', ')}` : 'it only believes its own machine';
  if (peer === 'unix') return { trusts: false, because };
  const isOwn = list.some((one) => OWN_MACHINE.includes(one) || /^127\.|^localhost$/.test(one));
  if (peer === 'loopback') return { trusts: isOwn ? true : undefined, because };
  // An address or a network that is listed may be that of the proxy.
  return { trusts: list.every((one) => OWN_MACHINE.includes(one)) ? false : undefined, because };
}

const OWN_MACHINE: readonly string[] = ['127.0.0.1', '::1'];

/** Without anything else the variable FORWARDED_ALLOW_IPS counts, and env files that are not read may give it. */
function withEnvironment({ service, variables, process }: Member, allowed: Allowed): Allowed {
  if (allowed.kind !== 'default') return allowed;
  const held = process?.variables.get('FORWARDED_ALLOW_IPS') ?? variables.get('FORWARDED_ALLOW_IPS');
  if (held) return held.kind === 'value' ? listed(held.value) : { kind: 'unknown' };
  return service && service.envFiles.length > 0 ? { kind: 'unknown' } : allowed;
}

function listed(value: string): Allowed {
  return { kind: 'list', list: value.split(',').flatMap((one) => one.trim() || []) };
}

const USUAL_WORKERS = /^(sync|gthread|gevent|eventlet|gunicorn\.workers\.\w+\.\w+|uvicorn(\.workers|_worker)\.Uvicorn(H11)?Worker)$/;

/** Source: https://docs.gunicorn.org/en/stable/settings.html#forwarded-allow-ips */
function gunicornAllowed(project: Project, process: Process): Allowed {
  const run = gunicornRun(project, process);
  const allowed = run.setting('forwarded_allow_ips');
  const worker = run.setting('worker_class').value;
  // A class of the project's own may believe whom it likes.
  const isUsual = worker.kind === 'str' && USUAL_WORKERS.test(worker.value.trim());
  if (!isUsual || run.setting('secure_scheme_headers').origin !== 'default') return { kind: 'unknown' };
  if (allowed.origin === 'default' && allowed.value.kind !== 'unknown') return { kind: 'default' };
  const value = text(allowed.value);
  return value === undefined ? { kind: 'unknown' } : listed(value);
}

function uvicornAllowed(project: Project, process: Process): Allowed {
  const options = uvicorn.options(project, process);
  if (options.given.some(({ name, isOn }) => name === 'proxy_headers' && isOn !== true)) return { kind: 'unknown' };
  const found = optionOf(options, 'forwarded_allow_ips');
  if (found.kind === 'value') return listed(found.value);
  return found.kind === 'default' ? { kind: 'default' } : { kind: 'unknown' };
}
