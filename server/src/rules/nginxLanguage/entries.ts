import type { NginxDirective } from '../../project/nginx/model';
import { isUnknown } from '../../project/nginx/placeholder';
import { nginxIsOlder } from '../../project/nginx/version';
import { inet4, isCidr } from './address';
import { parseFixed, parseNumber } from './numbers';
import { Call, quoted } from './reading';
import { needs } from './slots';

/** `map_hash_max_size` and its sister: the first map takes what is set by then, and nothing may set it afterwards. */
function mapHash(call: Call): undefined {
  const directives = call.siblings;
  const map = directives.slice(0, directives.indexOf(call.directive)).find(({ name }) => name === 'map');
  if (map) return call.duplicate(`${call.name} stands behind a map, which has taken the default`, map, 'Move it before the first map.');
  needs(call, 1, parseNumber, 'a number', 'Write digits only.');
}

/** Blocks whose lines are no directives: `map`, `geo`, `types`, `split_clients`, `charset_map`. */
export const ENTRIES: Readonly<Record<string, (call: Call) => void>> = {
  map_hash_max_size: mapHash,
  map_hash_bucket_size: mapHash,
  map(call) {
    if (!call.script(0)) return;
    const name = call.variableName(1);
    if (name === undefined || !call.define(name, 1)) return;
    mapEntries(call);
  },
  geo(call) {
    const last = call.args.length - 1;
    const address = last === 1 ? call.variableName(0) : undefined;
    if (last === 1 && address === undefined) return;
    const [word] = call.directive.args;
    if (address !== undefined && word) call.use(address, word);
    const name = call.variableName(last);
    if (name === undefined || !call.define(name, last)) return;
    geoEntries(call);
  },
  split_clients(call) {
    if (!call.script(0)) return;
    const name = call.variableName(1);
    if (name === undefined || !call.define(name, 1)) return;
    splitEntries(call);
  },
  types(call) {
    for (const entry of plainEntries(call)) includeCount(entry);
  },
  charset_map(call) {
    if (call.arg(0).toLowerCase() === call.arg(1).toLowerCase()) return call.invalid(1, 'charset_map leads from a character set to itself');
    const pairs = call.reading.note('charset maps', () => new Map<string, NginxDirective>());
    const pair = [call.arg(0), call.arg(1)]
      .map((each) => each.toLowerCase())
      .sort()
      .join(' ');
    const earlier = pairs.get(pair);
    if (earlier) return call.duplicate(`${call.arg(0)} and ${call.arg(1)} have a charset_map already`, earlier);
    pairs.set(pair, call.directive);
    for (const entry of plainEntries(call)) {
      const hex = (text: string) => /^[0-9a-f]+$/i.test(text);
      if (entry.args.length !== 1) entry.refuse('argument-count', 'a line of charset_map has two codes', 'Write both.');
      else if (!hex(entry.name) || Number.parseInt(entry.name, 16) > 255)
        entry.invalid(undefined, `${quoted(entry.name)} is no code`, 'Write two hexadecimal digits.');
      else if (!hex(entry.arg(0))) entry.invalid(0, `${quoted(entry.arg(0))} is no code`, 'Write hexadecimal digits.');
    }
  },
};

/** The lines of a block, each as a call of its own; lines that a template writes, and those with a block, are left out or reported. */
function* plainEntries(call: Call): Generator<Call> {
  for (const directive of call.directive.block?.directives ?? []) {
    if (isUnknownLine(directive)) {
      call.reading.templated = true;
      continue;
    }
    if (!directive.syntax.terminator) continue;
    // A line shares the area and the variables of its block.
    const entry = new Call(call.reading, directive, call.definition);
    if (directive.syntax.block && call.reading.hasTags(directive.file)) return;
    if (directive.syntax.block)
      entry.refuse('syntax-error', `${call.name} has no blocks in it`, `Close ${call.name} before, or end the line with a semicolon.`);
    else yield entry;
  }
}

function isUnknownLine(directive: NginxDirective): boolean {
  return isUnknown(directive.syntax.name) || directive.args.some(isUnknown);
}

function includeCount(entry: Call): boolean {
  if (entry.name !== 'include') return false;
  if (entry.args.length !== 1) entry.refuse('argument-count', 'include takes one file', 'Write one path.');
  return true;
}

function mapEntries(call: Call): undefined {
  const seen = new Map<string, NginxDirective>();
  let fallback: NginxDirective | undefined;
  let hostnames = false;
  for (const entry of plainEntries(call)) {
    const { name, args } = entry;
    if (args.length === 0 && (name === 'hostnames' || name === 'volatile')) {
      hostnames ||= name === 'hostnames';
      continue;
    }
    if (args.length !== 1) {
      entry.refuse('argument-count', 'a line of map has a pattern and a value', 'Write both, and quote what has blanks in it.');
      continue;
    }
    if (name === 'include' || !entry.script(0)) continue;
    if (name === 'default') {
      if (fallback) entry.duplicate('map has two defaults', fallback);
      fallback ??= entry.directive;
      continue;
    }
    if (name.startsWith('~')) {
      entry.regex(-1, name.replace(/^~\*?/, ''));
      continue;
    }
    const key = name.replace(/^\\/, '').toLowerCase();
    if (hostnames && !isHostname(key)) entry.invalid(undefined, `${quoted(name)} is no host name`, 'A * stands for a whole label.');
    const earlier = seen.get(key);
    if (earlier) entry.duplicate(`map has ${quoted(name)} twice`, earlier);
    else seen.set(key, entry.directive);
  }
}

/** A name, or one with a whole label at one end left open: `*.example.com`, `.example.com`, `www.example.*`. */
export function isHostname(key: string): boolean {
  if (key.includes('..')) return false;
  const stars = key.split('*').length - 1;
  if (stars === 0) return true;
  return stars === 1 && ((key.startsWith('*.') && key.length > 2) || (key.endsWith('.*') && key.length > 2));
}

function geoEntries(call: Call): undefined {
  let ranges = false;
  let networks = false;
  for (const entry of plainEntries(call)) {
    const { name, args } = entry;
    if (args.length === 0 && (name === 'proxy_recursive' || (name === 'volatile' && !nginxIsOlder(call.reading.version, '1.29.3'))))
      continue;
    if (args.length === 0 && name === 'ranges') {
      if (networks) entry.invalid(undefined, 'ranges stands behind other lines of geo', 'Make it the first.');
      ranges = true;
      continue;
    }
    if (args.length !== 1) {
      entry.refuse('argument-count', 'a line of geo has a network and a value', 'Write both.');
      continue;
    }
    if (name === 'include') continue;
    if (name === 'proxy') {
      if (!isNetwork(entry.arg(0))) entry.invalid(0, `${quoted(entry.arg(0))} is no network`, 'Write it like 10.0.0.0/8.');
      continue;
    }
    networks ||= !ranges;
    if (name === 'default') continue;
    const network = name === 'delete' ? entry.arg(0) : name;
    const index = name === 'delete' ? 0 : undefined;
    if (ranges ? !isRange(network) : !isNetwork(network))
      entry.invalid(
        index,
        `${quoted(network)} is no ${ranges ? 'range' : 'network'}`,
        ranges ? 'Write it like 10.0.0.1-10.0.0.9.' : 'Write it like 10.0.0.0/8.',
      );
  }
}

function isNetwork(text: string): boolean {
  return text === '255.255.255.255' || isCidr(text);
}

function isRange(text: string): boolean {
  const dash = text.indexOf('-');
  const start = dash < 0 ? undefined : inet4(text.slice(0, dash));
  const end = dash < 0 ? undefined : inet4(text.slice(dash + 1));
  return start !== undefined && end !== undefined && start <= end;
}

function splitEntries(call: Call): undefined {
  let sum = 0;
  for (const entry of plainEntries(call)) {
    const { name } = entry;
    if (name === '*') {
      sum = 10_000;
      continue;
    }
    const share = name.endsWith('%') ? parseFixed(name.slice(0, -1), 2) : undefined;
    if (!share) entry.invalid(undefined, `${quoted(name)} is no share`, 'Write a percentage like 0.5%, or * for the rest.');
    else sum += share;
  }
  if (sum > 10_000) call.later(undefined, 'the shares are more than 100%', 'Make them less.');
}
