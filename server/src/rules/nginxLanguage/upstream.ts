import type { Span } from '../../base/text';
import { definitionFor } from '../../knowledge/nginx';
import type { NginxDirective } from '../../project/nginx/model';
import { type NginxVersion, nginxIsOlder } from '../../project/nginx/version';
import { type NginxUrl, parseUrl } from './address';
import { sharedSize } from './core';
import { parseNumber, parseTime } from './numbers';
import { anything, type Parameter, readParameters } from './parameters';
import { type Call, quoted, type Reading, type ScriptArea } from './reading';

/** The checks of upstream blocks, in http and stream. https://github.com/nginx/nginx/blob/master/src/http/ngx_http_upstream.c */
export const UPSTREAM: Readonly<Record<string, (call: Call) => void>> = {
  upstream,
  server(call) {
    if (call.definition.block) return;
    if (call.block.context === 'upstream' || call.block.context === 'stream/upstream') server(call);
  },
  keepalive(call) {
    const count = parseNumber(call.arg(0));
    // Since nginx keeps connections by itself, 0 is the way to have none.
    if (count === undefined || (count === 0 && nginxIsOlder(call.reading.version, '1.29.7')))
      return call.invalid(0, `keepalive takes a number of connections, and ${quoted(call.arg(0))} is none`, 'Write digits only.');
    if (call.args[1] === undefined) return;
    if (nginxIsOlder(call.reading.version, '1.29.7'))
      return call.refuse('argument-count', 'keepalive takes one argument', 'Leave the second out.');
    if (call.args[1] !== 'local') call.invalid(1, `${quoted(call.arg(1))} is no parameter of keepalive`);
  },
  hash(call) {
    if (!call.script(0)) return;
    if (call.args[1] !== undefined && call.args[1] !== 'consistent')
      call.invalid(1, `${quoted(call.arg(1))} is no parameter of hash`, 'The second argument is consistent or missing.');
  },
  random(call) {
    const [two, method] = call.args;
    if (two !== undefined && two !== 'two') return call.invalid(0, `${quoted(two)} is no parameter of random`, 'Write two, or nothing.');
    if (method !== undefined && !/^least_(?:conn|time=(?:header|last_byte|connect|first_byte))$/.test(method))
      call.invalid(1, `${quoted(method)} is no parameter of random`, 'Write least_conn.');
  },
  sticky(call) {
    const way = call.arg(0);
    if (!['cookie', 'route', 'learn'].includes(way))
      call.invalid(0, `sticky does not know ${quoted(way)}`, 'It knows cookie, route, learn.');
  },
  least_time(call) {
    const known = call.block.context === 'upstream' ? ['header', 'last_byte'] : ['connect', 'first_byte', 'last_byte'];
    if (!known.includes(call.arg(0).toLowerCase()))
      return call.invalid(0, `least_time does not know ${quoted(call.arg(0))}`, `It knows ${known.join(', ')}.`);
    if (call.args[1] !== undefined && call.args[1] !== 'inflight') call.invalid(1, `${quoted(call.args[1])} is no parameter of least_time`);
  },
  zone(call) {
    const [name = '', size] = call.args;
    if (name === '') return call.invalid(0, 'the zone has no name', 'Write one.');
    const bytes = size === undefined ? 0 : sharedSize(size, 8);
    if (typeof bytes === 'string') return call.invalid(1, bytes, 'Write a size like 64k.');
    call.reading.zones.make(call, 0, name, bytes, `${call.area} upstream`, undefined);
  },
};

interface Upstreams {
  readonly blocks: Map<string, NginxDirective>;
  /** Where something is sent to a name: the first call with a port, the first without. */
  readonly referred: Map<string, { readonly call: Call; readonly url: NginxUrl; readonly needsPort: boolean }[]>;
}

function upstreams(reading: Reading, area: ScriptArea): Upstreams {
  return reading.note(`upstreams ${area}`, () => ({ blocks: new Map(), referred: new Map() }));
}

function upstream(call: Call): undefined {
  if (!call.shared(isFirst)) return;
  const { block } = call.directive;
  if (!block || block.open !== undefined || block.directives.some(({ name: each }) => each === 'include')) return;
  // Modules of others bring servers of their own (`postgres_server`, `jdomain`).
  if (block.directives.some((each) => !definitionFor(each.name, block.context))) return;
  const servers = block.all('server');
  if (servers.length === 0) withoutServers(call, 'has no server', call.directive.syntax.block?.close);
  else if (servers.every(({ args }) => args.some(({ text }) => text === 'backup')))
    withoutServers(call, 'has no server but backups', call.directive.syntax.terminator);
}

/** Enters an upstream under its name. @returns whether it is the first of that name. */
function isFirst(call: Call): boolean {
  const name = call.arg(0).toLowerCase();
  const known = upstreams(call.reading, call.area);
  const earlier = known.blocks.get(name);
  if (earlier) call.duplicate(`the upstream ${call.arg(0)} is there twice`, earlier);
  if (earlier) return false;
  known.blocks.set(name, call.directive);
  const withPort = known.referred.get(name)?.find(({ url }) => url.port !== undefined);
  if (withPort) refusePort(withPort.call, withPort.url);
  return true;
}

function withoutServers({ reading, directive, args: [name] }: Call, fault: string, at: Span | undefined): undefined {
  const { file, syntax } = directive;
  const reported = at && { file, span: at };
  reading.report({
    kind: 'invalid-value',
    what: `the upstream ${name} ${fault}`,
    advice: 'Add one.',
    place: { file, span: syntax.name.span },
    reported,
  });
}

/**
 * Something is sent to a host: to an upstream block of that name, where there is one.
 * @param needsPort without an upstream block, a host has to come with its port.
 */
export function refer(call: Call, _index: number, url: NginxUrl, needsPort: boolean): undefined {
  // The next one to the same host tells nothing new.
  const kind = `${call.area} ${url.host.toLowerCase()} ${url.port === undefined} ${needsPort}`;
  if (!url.unix) call.shared(entering(url, needsPort), `refer ${kind}`);
}

function entering(url: NginxUrl, needsPort: boolean) {
  return (call: Call) => enter(call, url, needsPort);
}

function enter(call: Call, url: NginxUrl, needsPort: boolean): undefined {
  const name = url.host.toLowerCase();
  const known = upstreams(call.reading, call.area);
  if (known.blocks.has(name) && url.port !== undefined) return refusePort(call, url);
  const uses = known.referred.get(name);
  if (uses) uses.push({ call, url, needsPort });
  else known.referred.set(name, [{ call, url, needsPort }]);
}

function refusePort(call: Call, url: NginxUrl): undefined {
  call.invalid(0, `the upstream ${url.host} is named with a port`, 'Leave the port out: those of its servers count.');
}

/** After all is read: hosts that are no upstream and have no port. */
export function portsMissing(reading: Reading, area: ScriptArea): undefined {
  const { blocks, referred } = upstreams(reading, area);
  for (const [name, uses] of referred) {
    const [use] = uses;
    if (!use?.needsPort || use.url.port !== undefined || blocks.has(name)) continue;
    use.call.invalid(
      0,
      `${use.url.host} is no upstream of this configuration, and has no port`,
      'Add the port, or an upstream block of that name.',
    );
  }
}

/** What balancing methods leave out of the parameters of a server. */
const WITHOUT: Readonly<Record<string, readonly string[]>> = { ip_hash: ['backup'], hash: ['backup'], random: ['backup'] };

function server(call: Call): undefined {
  if (call.args.length > 1) {
    const known = call.reading.note('parameters of server', () => parametersOf(call.reading.version));
    if (!readParameters(call, 1, known)) return;
    const { unsupported, method } = limits(call);
    const wrong = call.args.findIndex((word, index) => index > 0 && unsupported.includes(word));
    if (wrong > 0) return call.invalid(wrong, `${method} has no ${call.arg(wrong)}`, 'Leave it out, or use another method.');
  }
  const words = call.args.slice(1);
  const resolve = words.includes('resolve');
  const url = parseUrl(call.arg(0), {});
  if (typeof url === 'string')
    return call.invalid(0, `${quoted(call.arg(0))} is no server: ${url}`, 'Write it like 127.0.0.1:8000 or unix:/run/app.sock.');
  if (call.area === 'stream' && !url.unix && url.port === undefined && !resolve)
    return call.invalid(0, `${quoted(call.arg(0))} has no port`, 'Add one: 10.0.0.5:5432.');
  if (words.some((word) => word.startsWith('service=')) && !resolve)
    call.invalid(undefined, 'service= is only read together with resolve', 'Add resolve.');
}

function parametersOf(version: NginxVersion): Readonly<Record<string, Parameter>> {
  const number: Parameter = (value) => parseNumber(value) !== undefined;
  const time: Parameter = (value) => parseTime(value, 's') !== undefined;
  const some: Parameter = (value) => value !== '';
  return {
    'weight=': (value) => (parseNumber(value) ?? 0) > 0,
    'max_conns=': number,
    'max_fails=': number,
    'fail_timeout=': time,
    backup: anything,
    down: anything,
    ...(nginxIsOlder(version, '1.27.3') ? {} : { resolve: anything, 'service=': some }),
    ...(nginxIsOlder(version, '1.29.6') ? {} : { 'route=': some, drain: anything, 'slow_start=': time }),
  };
}

/** A method that stands before the server decides what its servers may say. */
function limits(call: Call): { readonly unsupported: readonly string[]; readonly method: string } {
  const directives = call.siblings;
  const before = directives
    .slice(0, directives.indexOf(call.directive))
    .filter(({ name }) => Object.hasOwn(WITHOUT, name) || name === 'least_conn');
  const method = before.at(-1)?.name ?? '';
  return { unsupported: WITHOUT[method] ?? [], method };
}
