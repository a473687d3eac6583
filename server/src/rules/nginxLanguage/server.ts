import type { NginxBlock, NginxDirective } from '../../project/nginx/model';
import { isUnknown } from '../../project/nginx/placeholder';
import { parseNumber, parseOffset, parseTime } from './numbers';
import { readParameters } from './parameters';
import { type Call, quoted } from './reading';
import { needs, TIME } from './slots';

/** The checks of http's core: servers, locations, files. https://github.com/nginx/nginx/blob/master/src/http/ngx_http_core_module.c */
export const SERVER: Readonly<Record<string, (call: Call) => void>> = {
  server_name: serverName,
  location,
  root: rootOrAlias,
  alias: rootOrAlias,
  limit_except: limitExcept,
  error_page: errorPage,
  try_files: tryFiles,
  index(call) {
    for (const [at, name] of call.args.entries()) {
      if (name === '') return call.invalid(at, 'index has an empty file name', 'Leave it out.');
      if (!call.script(at)) return;
    }
  },
  keepalive_timeout(call) {
    if (needs(call, 1, (text) => parseTime(text, 'ms'), 'a time', TIME) === undefined || call.args.length < 2) return;
    needs(call, 2, (text) => parseTime(text, 's'), 'a time', TIME);
  },
  directio(call) {
    if (call.arg(0) !== 'off') needs(call, 1, parseOffset, 'a size or off', 'Sizes are digits, with k, m or g behind them.');
  },
  aio(call) {
    if (['on', 'off', 'threads'].includes(call.arg(0))) return;
    if (call.arg(0).startsWith('threads=')) return void call.script(0, call.arg(0).slice('threads='.length));
    call.invalid(0, `aio does not know ${quoted(call.arg(0))}`, 'It knows on, off, threads and threads=pool.');
  },
  gzip_disable(call) {
    call.args.every((pattern, at) => pattern === 'msie6' || call.regex(at, pattern));
  },
  open_file_cache(call) {
    cacheOfFiles(call, { 'max=': (value) => (parseNumber(value) ?? 0) > 0, 'inactive=': (value) => parseTime(value, 's') !== undefined });
  },
  ssl_certificate_cache: certificateCache,
  proxy_ssl_certificate_cache: certificateCache,
  grpc_ssl_certificate_cache: certificateCache,
  uwsgi_ssl_certificate_cache: certificateCache,
  disable_symlinks: disableSymlinks,
};

function certificateCache(call: Call): undefined {
  const seconds = (value: string) => parseTime(value, 's') !== undefined;
  cacheOfFiles(call, { 'max=': (value) => (parseNumber(value) ?? 0) > 0, 'inactive=': seconds, 'valid=': seconds });
}

/** `open_file_cache` and its sister for logs: off, or with `max=`. */
export function cacheOfFiles(call: Call, known: Readonly<Record<string, (value: string) => boolean>>): undefined {
  let off = false;
  const fine = readParameters(call, 0, { ...known, off: () => (off = true) });
  if (fine && !off && !call.args.some((word) => word.startsWith('max=')))
    call.invalid(undefined, `${call.name} does not say how many files it keeps`, 'Add max=1000.');
}

function serverName(call: Call): undefined {
  for (const [at, name] of call.args.entries()) {
    if ((name.startsWith('*') && (name.length < 3 || name[1] !== '.')) || name === '.')
      return call.invalid(
        at,
        `${quoted(name)} is no server name`,
        'A * stands for a whole label: *.example.com, or _ for a name that nobody asks for.',
      );
    if (!name.startsWith('~')) continue;
    if (name === '~') return call.invalid(at, 'the regular expression of server_name is empty', 'Write one behind the ~.');
    if (!call.regex(at, name.slice(1))) return;
  }
}

export interface LocationName {
  readonly kind: 'exact' | 'regex' | 'named' | 'prefix';
  readonly name: string;
  /** The word that has the name. */
  readonly index: number;
}

/** How a location matches; undefined for a modifier that there is not. */
export function locationName(args: readonly string[]): LocationName | undefined {
  const [first = '', second] = args;
  if (second !== undefined) {
    const kind = ({ '=': 'exact', '^~': 'prefix', '~': 'regex', '~*': 'regex' } as const)[first];
    return kind && { kind, name: second, index: 1 };
  }
  if (first.startsWith('=')) return { kind: 'exact', name: first.slice(1), index: 0 };
  if (first.startsWith('^~')) return { kind: 'prefix', name: first.slice(2), index: 0 };
  if (first.startsWith('~')) return { kind: 'regex', name: first.replace(/^~\*?/, ''), index: 0 };
  return { kind: first.startsWith('@') ? 'named' : 'prefix', name: first, index: 0 };
}

/** The location that a block belongs to; undefined for one that is none, or whose words are not known. */
export function locationOf(block: NginxBlock): LocationName | undefined {
  const { opener } = block;
  if (block.context !== 'location' || !opener || opener.args.some(isUnknown)) return undefined;
  return locationName(opener.args.map((word) => word.text));
}

function location(call: Call): undefined {
  const own = locationName(call.args);
  if (!own) return call.invalid(0, `${quoted(call.arg(0))} is no modifier of location`, 'It knows =, ~, ~* and ^~.');
  if (own.kind === 'regex' && !call.regex(own.index, own.name)) return;
  if (call.block.context === 'location' && !nested(call, own, locationOf(call.block))) return;
  if (own.kind !== 'exact' && own.kind !== 'prefix') return;
  const seen = call.reading.note<Map<NginxBlock, Map<string, NginxDirective>>>('locations', () => new Map());
  const here = seen.get(call.block) ?? new Map<string, NginxDirective>();
  seen.set(call.block, here);
  const key = `${own.kind} ${own.name}`;
  const earlier = here.get(key);
  if (earlier) call.duplicate(`the location ${own.name} is there twice`, earlier);
  else here.set(key, call.directive);
}

function nested(call: Call, own: LocationName, outer: LocationName | undefined): boolean {
  if (!outer) return true;
  const refuse = (what: string, advice: string) => {
    call.refuse('misplaced-directive', what, advice);
    return false;
  };
  if (outer.kind === 'exact' || outer.kind === 'named')
    return refuse(`a location cannot stand in ${kindOf(outer)} ${outer.name}`, 'Move it to the server.');
  if (own.kind === 'named') return refuse(`the named location ${own.name} stands in another location`, 'Move it to the server.');
  if (own.kind === 'regex' || own.name.startsWith(outer.name)) return true;
  return refuse(
    `the location ${own.name} stands in ${outer.name} and is not a part of it`,
    'Move it to the server, or begin it with the outer one.',
  );
}

function kindOf({ kind }: LocationName): string {
  return kind === 'exact' ? 'the exact location' : 'the named location';
}

function rootOrAlias(call: Call): undefined {
  const name = call.name === 'root' ? 'alias' : 'root';
  const other = call.block.all(name).find((each) => comesBefore(call, each));
  if (other && call.shared(having(name)))
    return call.duplicate(`${call.name} and ${other.name} stand in one block`, other, 'Keep the one that is meant.');
  if (call.name === 'alias' && locationOf(call.block)?.kind === 'named')
    return call.refuse('misplaced-directive', 'alias stands in a named location', 'Use root.');
  const own = /\$(?:document_root|\{document_root\}|realpath_root|\{realpath_root\})/.exec(call.arg(0));
  if (own) return call.invalid(0, `${call.name} cannot use ${own[0]}, which is made of it`, 'Write the directory out.');
  call.script(0);
}

function having(name: string) {
  return ({ reading }: Call) => reading.hasName(name);
}

/** Whether a directive stands in the same block before the one that is read. */
export function comesBefore(call: Call, other: NginxDirective): boolean {
  const directives = call.siblings;
  return directives.indexOf(other) < directives.indexOf(call.directive);
}

const METHODS = [
  'GET',
  'HEAD',
  'POST',
  'PUT',
  'DELETE',
  'MKCOL',
  'COPY',
  'MOVE',
  'OPTIONS',
  'PROPFIND',
  'PROPPATCH',
  'LOCK',
  'UNLOCK',
  'PATCH',
];

function limitExcept(call: Call): undefined {
  const wrong = call.args.findIndex((method) => !METHODS.includes(method.toUpperCase()));
  if (wrong >= 0)
    call.invalid(wrong, `limit_except does not know the method ${quoted(call.arg(wrong))}`, `It knows ${METHODS.join(', ')}.`);
}

function errorPage(call: Call): undefined {
  const last = call.args.length - 1;
  const answer = call.arg(last - 1);
  const hasAnswer = answer.startsWith('=');
  if (hasAnswer && (last < 2 || (answer.length > 1 && parseNumber(answer.slice(1)) === undefined)))
    return call.invalid(last - 1, `${quoted(answer)} is no answer of error_page`, 'Write codes, then = or =200, then the page.');
  if (!call.script(last)) return;
  for (let at = 0; at < last - (hasAnswer ? 1 : 0); at++) {
    const code = parseNumber(call.arg(at));
    if (code === undefined || code === 499 || code < 300 || code > 599)
      return call.invalid(at, `${quoted(call.arg(at))} is no status that error_page takes`, 'Codes are between 300 and 599, without 499.');
  }
}

function tryFiles(call: Call): undefined {
  for (const at of call.args.keys()) if (!call.script(at)) return;
  const last = call.args.length - 1;
  const final = call.arg(last);
  if (!final.startsWith('=')) return;
  const code = parseNumber(final.slice(1));
  if (code === undefined || code > 999) call.invalid(last, `${quoted(final)} is no status`, 'Write it like =404.');
}

function disableSymlinks(call: Call): undefined {
  let mode: string | undefined;
  let from = false;
  const setMode = (name: string) => () => {
    mode = name;
    return true;
  };
  const fine = readParameters(call, 0, {
    off: setMode('off'),
    on: setMode('on'),
    if_not_owner: setMode('if_not_owner'),
    'from=': (value, at) => {
      from = true;
      return call.script(at, value);
    },
  });
  if (!fine) return;
  if (mode === undefined) return call.invalid(undefined, 'disable_symlinks says neither on nor off', 'Write off, on or if_not_owner.');
  if (call.args.length === 2 && !from) call.invalid(undefined, 'disable_symlinks has the same parameter twice', 'Keep one.');
  else if (from && mode === 'off') call.invalid(undefined, 'disable_symlinks off takes no from=', 'Leave it out.');
}
