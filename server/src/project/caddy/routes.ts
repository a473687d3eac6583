import type { Place } from '../../base/text';
import type { Line } from './expand';
import { changeOf } from './headers';
import { ANY, type Matcher, matcherOf, namedMatchers } from './matchers';
import type { CaddyFiles, CaddyHeader, CaddyMatch, CaddyRoute } from './model';
import { proxyOf } from './proxy';

/** What a body of directives does with requests. */
export interface Behaviour {
  readonly routes: readonly CaddyRoute[];
  readonly headers: readonly CaddyHeader[];
  readonly limits: readonly { readonly text: string; readonly place: Place; readonly isForAll: boolean }[];
  /** Directives that are not followed and may answer. */
  readonly strange: readonly string[];
}

/** Where a body stands: what held outside of it. */
interface Outer {
  readonly match: CaddyMatch;
  readonly roots: readonly Root[];
  readonly named: ReadonlyMap<string, Matcher>;
  readonly trustsProxies: boolean;
  readonly depth: number;
}

interface Root {
  readonly matcher: Matcher;
  readonly path: string | undefined;
  readonly place: Place;
}

/** The order in which Caddy asks directives, whatever their order in the file. Source: https://caddyserver.com/docs/caddyfile/directives#directive-order */
const ORDER = [
  'tracing',
  'map',
  'vars',
  'fs',
  'root',
  'log_append',
  'log_skip',
  'skip_log',
  'log_name',
  'header',
  'copy_response_headers',
  'request_body',
  'redir',
  'method',
  'rewrite',
  'uri',
  'try_files',
  'basic_auth',
  'basicauth',
  'forward_auth',
  'request_header',
  'encode',
  'push',
  'intercept',
  'templates',
  'invoke',
  'handle',
  'handle_path',
  'route',
  'abort',
  'error',
  'copy_response',
  'respond',
  'metrics',
  'reverse_proxy',
  'php_fastcgi',
  'file_server',
  'acme_server',
];
const POSITIONS: ReadonlyMap<string, number> = new Map(ORDER.map((name, at) => [name === 'handle_path' ? 'handle' : name, at]));
const ANSWERS = new Set(['redir', 'respond', 'error', 'abort', 'metrics', 'php_fastcgi', 'acme_server', 'copy_response']);
/** Those that answer no request of a visitor. */
const SILENT = new Set([...ORDER, 'log', 'tls', 'bind', 'handle_errors', 'handle_response', 'import']);
const MAX_DEPTH = 30;

/** Everything that the directives of a site do, in the order in which Caddy asks them. */
export function behaviourOf(lines: readonly Line[], trustsProxies: boolean): Behaviour {
  return inside(
    lines,
    { match: { paths: [], isConditional: false, stripped: '' }, roots: [], named: new Map(), trustsProxies, depth: 0 },
    true,
  );
}

function inside(lines: readonly Line[], outer: Outer, sorts: boolean): Behaviour {
  const named = new Map([...outer.named, ...namedMatchers(lines)]);
  const own = lines.filter(({ name }) => !name.text.startsWith('@')).map((line) => ({ line, ...wordsOf(line, named) }));
  const ordered = sorts
    ? [...own].sort(
        (a, b) =>
          positionOf(a.line) - positionOf(b.line) || lengthOf(b.matcher) - lengthOf(a.matcher) || specific(a.matcher) - specific(b.matcher),
      )
    : own;
  const roots = [
    ...outer.roots,
    ...ordered.filter(({ line }) => line.name.text === 'root').map(({ line, matcher, rest }) => rootOf(line, matcher, rest[0])),
  ];
  const routes: CaddyRoute[] = [];
  const headers: CaddyHeader[] = [];
  const limits: Behaviour['limits'][number][] = [];
  const strange: string[] = [];
  let { match } = outer;
  for (const { line, matcher, rest } of ordered) {
    const name = line.name.text;
    const here = narrowed(match, matcher);
    const place = { file: line.file, span: line.directive.head };
    const route = { ...here, place, directive: line.directive, file: line.file };
    if (name === 'reverse_proxy') routes.push({ ...route, kind: 'proxy', proxy: proxyOf(line, rest, outer.trustsProxies) });
    else if (name === 'file_server') routes.push({ ...route, kind: 'files', files: filesOf(line, roots) });
    else if (ANSWERS.has(name)) routes.push({ ...route, kind: 'answer' });
    else if (name === 'handle' || name === 'handle_path' || name === 'route') {
      const within = name === 'handle_path' ? withoutPrefix(here, matcher.paths?.[0]?.replace(/\/?\*$/, '')) : here;
      const more =
        outer.depth > MAX_DEPTH
          ? undefined
          : inside(line.body ?? [], { ...outer, match: within, roots, named, depth: outer.depth + 1 }, name !== 'route');
      routes.push(...(more?.routes ?? []));
      headers.push(...(more?.headers ?? []));
      limits.push(...(more?.limits ?? []));
      strange.push(...(more?.strange ?? []));
    } else if (name === 'header') {
      const changes = [changeOf(rest, line), ...(line.body ?? []).map((one) => changeOf([one.name, ...one.args], one))];
      for (const change of changes) if (change) headers.push({ ...change, match: here });
    } else if (name === 'request_body') {
      const size = line.body?.findLast((one) => one.name.text === 'max_size')?.args[0];
      if (size) limits.push({ text: size.text, place, isForAll: here.paths.length === 0 && !here.isConditional });
    } else if (name === 'uri' || name === 'rewrite')
      match = rewritten(
        match,
        name,
        matcher,
        rest.map(({ text }) => text),
      );
    else if (!SILENT.has(name)) strange.push(name);
  }
  return { routes, headers, limits, strange };
}

/** `root /srv` alone names the folder, not a path of requests. */
function wordsOf(line: Line, named: ReadonlyMap<string, Matcher>) {
  return line.name.text === 'root' && line.args.length === 1 ? { matcher: ANY, rest: line.args } : matcherOf(line.args, named);
}

function positionOf({ name }: Line): number {
  return POSITIONS.get(name.text === 'handle_path' ? 'handle' : name.text) ?? -1;
}

/** Of several with one name, that with the longest path comes first; one with several paths counts as one without. */
function lengthOf({ paths }: Matcher): number {
  return paths?.length === 1 ? (paths[0] ?? '').length : 0;
}

function specific(matcher: Matcher): number {
  return matcher.paths !== undefined || matcher.isConditional ? 0 : 1;
}

function narrowed(match: CaddyMatch, { paths, isConditional }: Matcher): CaddyMatch {
  return {
    ...match,
    paths: paths ? [...match.paths, paths.map((path) => (match.stripped ?? '') + path)] : match.paths,
    isConditional: match.isConditional || isConditional,
  };
}

function withoutPrefix(match: CaddyMatch, prefix: string | undefined): CaddyMatch {
  return { ...match, stripped: match.stripped === undefined || prefix === undefined ? undefined : match.stripped + prefix };
}

function rewritten(match: CaddyMatch, name: string, matcher: Matcher, words: readonly string[]): CaddyMatch {
  const [operation, prefix] = words;
  if (name === 'uri' && operation === 'strip_prefix' && matcher === ANY && prefix !== undefined && !/[{}]/.test(prefix)) {
    return withoutPrefix(match, prefix.startsWith('/') ? prefix : `/${prefix}`);
  }
  return { ...match, stripped: undefined };
}

function rootOf({ file, directive }: Line, matcher: Matcher, path: Line['args'][number] | undefined): Root {
  const isTold = path !== undefined && path.variables.length === 0 && !/[{}]/.test(path.text);
  return { matcher, path: isTold ? path.text : undefined, place: { file, span: path?.span ?? directive.head } };
}

function filesOf(line: Line, roots: readonly Root[]): CaddyFiles {
  const own = line.body?.findLast(({ name }) => name.text === 'root');
  const ownRoot = own && rootOf(own, ANY, own.args[0]);
  // Where only some requests have another root, which one counts is not told.
  const root = ownRoot ?? (roots.some(({ matcher }) => matcher !== ANY) ? undefined : roots.at(-1));
  const words = [...line.args.map(({ text }) => text), ...(line.body ?? []).map(({ name }) => name.text)];
  return { root: root?.path, rootPlace: root?.place, browse: words.includes('browse'), passesOn: words.includes('pass_thru') };
}
