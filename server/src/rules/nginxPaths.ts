import { answering, type LocationMatch, locationOf, spelled } from '../project/nginx/locations';
import { enclosing, type NginxBlock, type NginxConfiguration, type NginxDirective } from '../project/nginx/model';
import { isUnknown } from '../project/nginx/placeholder';
import { inNamed } from '../project/nginx/survey';

/** What answers a request in the place of a file of the disk. */
const HANDLERS: ReadonlySet<string> = new Set([
  'proxy_pass',
  'uwsgi_pass',
  'fastcgi_pass',
  'scgi_pass',
  'grpc_pass',
  'memcached_pass',
  'return',
  'stub_status',
  'empty_gif',
  'perl',
  'api',
  'js_content',
  'content_by_lua',
  'content_by_lua_block',
  'content_by_lua_file',
  'echo',
  'redis_pass',
  'dav_methods',
  'hls',
  'passenger_enabled',
  'vhost_traffic_status_display',
  'pagespeed_global_admin_path',
  'image_filter',
  'slice',
  'upload_pass',
  'drizzle_pass',
  'postgres_pass',
]);

/** A location and its `root` or `alias`. */
export interface Placed {
  readonly block: NginxBlock;
  readonly match: LocationMatch;
  readonly directive: NginxDirective;
}

/** Every location with an alias of its own, and what it matches; those that nobody can read, or a template decides about, are left out. */
export const aliases = inNamed(['alias'], placedIn);

/** The location that a `root` or `alias` stands in; none where nobody can read what it matches, or a template decides about it. */
export function placedIn(directive: NginxDirective): readonly Placed[] {
  if (directive.parent.context !== 'location' || directive.conditional || directive.args.length !== 1) return [];
  const match = locationOf(directive.parent);
  return match && !directive.parent.opener?.conditional ? [{ block: directive.parent, match, directive }] : [];
}

/** Whether a location (or a server, where none matches) answers from the disk: nothing in it hands the request on or replies by itself. */
export function servesFiles(block: NginxBlock): boolean {
  return block.derived(answersFromDisk);
}

function answersFromDisk(block: NginxBlock): boolean {
  const server = enclosing(block, 'server');
  if (server?.all('return').some((each) => !each.conditional)) return false;
  return !block.directives.some((each) => HANDLERS.has(each.name)) && !isRefused(block);
}

/** Only the application can send here, by X-Accel-Redirect: no client asks for it. */
export function isInternal(block: NginxBlock): boolean {
  return block.all('internal').length > 0;
}

/** Everybody is refused: `deny all` holds, and nothing is allowed. */
export function isRefused(block: NginxBlock): boolean {
  const rules = accessRules(block);
  return rules.length > 0 && rules.every((each) => each.name === 'deny') && rules.some((each) => each.args[0]?.text === 'all');
}

/** The `allow` and `deny` that hold in a block: those of the innermost one that has any; the ones before the others. */
export function accessRules(block: NginxBlock): readonly NginxDirective[] {
  for (let at: NginxBlock | undefined = block; at; at = at.parent) {
    const [allowed, denied] = [at.all('allow'), at.all('deny')];
    if (allowed.length + denied.length > 0) return [...allowed, ...denied];
  }
  return [];
}

/** Whether requests for a path certainly go to another block than this. */
export function isAnsweredElsewhere(configuration: NginxConfiguration, block: NginxBlock, path: string): boolean {
  const server = enclosing(block, 'server');
  const found = server && answering(configuration, server, path);
  return found !== undefined && found !== block;
}

/** How a word ends, where that is written out: `slash`, `other`; undefined where a variable or a template is last. */
export function endOf(directive: NginxDirective): 'slash' | 'other' | undefined {
  const word = directive.args.at(-1);
  if (!word || word.text === '') return undefined;
  const last = word.parts.at(-1);
  const end = word.quote ? word.span.end - 1 : word.span.end;
  if (last && last.span.end >= end) return undefined;
  return word.text.endsWith('/') ? 'slash' : 'other';
}

/** The path that a directive names, as written; undefined where a variable or a template has a say. */
export function literalPath(directive: NginxDirective): string | undefined {
  const [word] = directive.args;
  return word && word.parts.length === 0 && !isUnknown(word) ? word.text : undefined;
}

/**
 * What every path that a location matches begins with: the prefix, or what an anchored expression spells out before its first special
 * character; '' where that is nothing.
 */
export function literalStart({ modifier, pattern }: LocationMatch): string {
  if (modifier === '@') return '';
  if (modifier !== '~' && modifier !== '~*') return pattern;
  return pattern.startsWith('^') && !pattern.includes('|') ? spelled(pattern.slice(1)) : '';
}
