import type { NginxDirective } from '../../project/nginx/model';
import { isCidr, parseUrl } from './address';
import { parseNumber, parseSize, parseTime } from './numbers';
import { anything } from './parameters';
import { type Call, quoted } from './reading';
import { needs } from './slots';

/** The checks of the core and of events, by name. https://github.com/nginx/nginx/blob/master/src/core/nginx.c */
export const CORE: Readonly<Record<string, (call: Call) => void>> = {
  worker_processes(call) {
    if (call.arg(0) !== 'auto') needs(call, 1, parseNumber, 'a number or auto', 'Write auto or digits.');
  },
  worker_priority(call) {
    needs(call, 1, (text) => parseNumber(text.replace(/^[-+]/, '')), 'a number', 'Write a number, with a minus where it is below zero.');
  },
  worker_cpu_affinity(call) {
    const auto = call.arg(0) === 'auto';
    if (auto && call.args.length > 2)
      return call.refuse('argument-count', 'worker_cpu_affinity auto takes one mask', 'Leave the others out.');
    const wrong = call.args.findIndex((mask, index) => !(auto && index === 0) && !/^[01 ]*$/.test(mask));
    if (wrong >= 0) call.invalid(wrong, `${quoted(call.arg(wrong))} is no mask of processors`, 'A mask is zeros and ones.');
  },
  worker_connections(call) {
    needs(call, 1, parseNumber, 'a number', 'Write digits only.');
  },
  use(call) {
    const known = ['epoll', 'kqueue', 'select', 'poll', '/dev/poll', 'eventport', 'rtsig', 'iocp', 'aio'];
    if (!known.includes(call.arg(0)))
      call.invalid(0, `nginx has no way ${quoted(call.arg(0))} to wait for connections`, 'Leave use out: nginx chooses the best.');
  },
  debug_connection(call) {
    const url = call.arg(0) === 'unix:' || isCidr(call.arg(0)) ? undefined : parseUrl(call.arg(0), {});
    if (typeof url === 'string') call.invalid(0, `${quoted(call.arg(0))} is no address`);
  },
  thread_pool: threadPool,
  load_module(call) {
    const directives = call.siblings;
    const late = directives
      .slice(0, directives.indexOf(call.directive))
      .find(({ name }) => ['events', 'http', 'stream', 'mail'].includes(name));
    if (late) call.refuse('misplaced-directive', `load_module stands behind ${late.name}`, 'Move it to the top.');
  },
  error_log: errorLog,
};

function threadPool(call: Call): undefined {
  const name = call.arg(0);
  const pools = call.reading.note('thread pools', () => new Map<string, NginxDirective>());
  const earlier = pools.get(name);
  if (earlier) return call.duplicate(`the thread pool ${name} is there twice`, earlier);
  pools.set(name, call.directive);
  let threads = name === 'default';
  // Other words are read over.
  for (const [at, word] of call.args.entries()) {
    const [, key, value = ''] = /^(threads|max_queue)=(.*)$/s.exec(word) ?? [];
    if (key === undefined || at === 0) continue;
    const number = parseNumber(value);
    if (number === undefined || (key === 'threads' && number === 0))
      return call.invalid(at, `${quoted(word)} is no number`, 'Write digits only.');
    threads ||= key === 'threads';
  }
  if (!threads) call.invalid(undefined, `the thread pool ${quoted(name)} does not say how many threads it has`, 'Add threads=32.');
}

const LEVELS = ['emerg', 'alert', 'crit', 'error', 'warn', 'notice', 'info', 'debug'];
const DEBUG_LEVELS = ['debug_core', 'debug_alloc', 'debug_mutex', 'debug_event', 'debug_http', 'debug_mail', 'debug_stream'];

export function errorLog(call: Call): undefined {
  if (!syslog(call)) return;
  let level: string | undefined;
  for (const [at, text] of call.args.entries()) {
    if (at === 0 || (call.args.length === 3 && at === 2 && text === 'json')) continue;
    const debug = DEBUG_LEVELS.includes(text);
    if (!debug && !LEVELS.includes(text))
      return call.invalid(at, `${quoted(text)} is no level of error_log`, `Levels are ${LEVELS.join(', ')}.`);
    if (level !== undefined && !(debug && DEBUG_LEVELS.includes(level)))
      return call.invalid(at, `error_log has two levels, ${level} and ${text}`, 'Keep one.');
    level = text;
  }
}

const FACILITIES = [
  'kern',
  'user',
  'mail',
  'daemon',
  'auth',
  'intern',
  'lpr',
  'news',
  'uucp',
  'clock',
  'authpriv',
  'ftp',
  'ntp',
  'audit',
  'alert',
  'cron',
];
const LOCALS = Array.from({ length: 8 }, (_, index) => `local${index}`);
const SEVERITIES = ['emerg', 'alert', 'crit', 'error', 'warn', 'notice', 'info', 'debug'];

/** The first word of a log, where it is `syslog:server=…,tag=…`. */
export function syslog(call: Call): boolean {
  const target = call.arg(0);
  if (!target.startsWith('syslog:')) return true;
  const seen = new Set<string>();
  for (const part of target.slice('syslog:'.length).split(',')) {
    const [, name = part, value = ''] = /^(\w+)=(.*)$/s.exec(part) ?? [];
    const wrong = seen.has(name) && name !== 'nohostname' ? `has ${name} twice` : syslogPart(name, value);
    if (wrong !== undefined) {
      call.invalid(0, `${quoted(target)} ${wrong}`, 'Write it like syslog:server=unix:/dev/log,tag=nginx.');
      return false;
    }
    seen.add(name);
  }
  if (seen.has('server')) return true;
  call.invalid(0, `${quoted(target)} names no server`, 'Write it like syslog:server=unix:/dev/log,tag=nginx.');
  return false;
}

function syslogPart(name: string, value: string): string | undefined {
  switch (name) {
    case 'server': {
      const url = parseUrl(value, {});
      return typeof url === 'string' ? `has a server that is none: ${url}` : undefined;
    }
    case 'facility':
      return [...FACILITIES, ...LOCALS].includes(value) ? undefined : `has an unknown facility ${value}`;
    case 'severity':
      return SEVERITIES.includes(value) ? undefined : `has an unknown severity ${value}`;
    case 'tag':
      return /^\w{0,32}$/.test(value) ? undefined : 'has a tag with more than 32 letters, digits and underscores';
    case 'nohostname':
      return undefined;
    default:
      return `has an unknown part ${name}`;
  }
}

const RESOLVER_PARAMETERS = {
  'valid=': (value: string) => parseTime(value, 's') !== undefined,
  'ipv6=': (value: string) => value === 'on' || value === 'off',
  'ipv4=': (value: string) => value === 'on' || value === 'off',
  'status_zone=': anything,
};

/** `resolver 10.0.0.2 valid=30s`. */
export function resolver(call: Call): undefined {
  let servers = 0;
  for (const [at, text] of call.args.entries()) {
    const [name, parameter] = Object.entries(RESOLVER_PARAMETERS).find(([each]) => text.startsWith(each)) ?? [];
    if (name !== undefined && parameter) {
      if (!parameter(text.slice(name.length), at)) return call.invalid(at, `${quoted(text)} is no parameter of resolver`);
      continue;
    }
    servers++;
    const url = parseUrl(text, {});
    if (typeof url === 'string')
      return call.invalid(at, `${quoted(text)} is no name server: ${url}`, 'Write an address, with a port where it is not 53.');
  }
  if (servers === 0) call.invalid(undefined, 'resolver names no server', 'Write the address of a name server.');
}

/** A size of at least so many pages of 4096 bytes; what is smaller cannot hold what nginx keeps there. */
export function sharedSize(text: string, pages: number): number | string {
  const size = parseSize(text);
  if (size === undefined) return `${quoted(text)} is no size`;
  return size < pages * 4096 ? `${quoted(text)} is too small: at least ${pages * 4}k are needed` : size;
}
