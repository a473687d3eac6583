import { effective } from '../project/nginx/inheritance';
import type { NginxBlock, NginxConfiguration } from '../project/nginx/model';
import { enclosing } from '../project/nginx/model';
import { listenGroups, serversOf } from '../project/nginx/servers';
import { beginsWith, codes, isEndless, mayContain } from './nginxRegex';
import type { Segment } from './nginxTaint';

/** How far a visitor's text decides where a request goes. */
export interface Choice {
  readonly what: 'host' | 'port';
  readonly variable: string;
  /** See `Segment`. */
  readonly isHost: boolean;
  /** Text of the configuration stands before it: a name is needed, and somebody to resolve it. */
  readonly hasPrefix: boolean;
}

/** Stands for a word of nginx's own. */
const OWN = 'x';
const SLASH = codes('/');
const ENDS = codes('/?#');
const DOT = codes('.');

/**
 * What of the address of a `proxy_pass` the visitor writes.
 * @param segments the expanded word, with its scheme.
 */
export function choiceOf(segments: readonly Segment[]): Choice | undefined {
  const authority = authorityOf(segments);
  const last = authority.at(-1);
  const before = authority.slice(0, -1);
  if (last?.kind === 'visitor') {
    const isPort = before.at(-1)?.kind === 'text' && textOf(before.at(-1)).endsWith(':');
    const isFree = mayContain(last.piece, ENDS) || mayContain(last.piece, DOT);
    if (isPort && !mayContain(last.piece, ENDS))
      return isEndless(last.piece) ? { what: 'port', variable: last.variable, isHost: last.isHost, hasPrefix: false } : undefined;
    return isFree && isEndless(last.piece)
      ? { what: 'host', variable: last.variable, isHost: last.isHost, hasPrefix: before.length > 0 }
      : undefined;
  }
  const isOnlyPort = /^:\d+$/.test(textOf(last));
  const free = authority.find((each) => each.kind === 'visitor' && mayContain(each.piece, ENDS) && isEndless(each.piece));
  const host = free ?? (isOnlyPort ? before.at(-1) : undefined);
  if (host?.kind !== 'visitor' || !isEndless(host.piece) || !(host === free || mayContain(host.piece, DOT))) return undefined;
  return { what: 'host', variable: host.variable, isHost: host.isHost, hasPrefix: authority[0] !== host };
}

function textOf(segment: Segment | undefined): string {
  return segment?.kind === 'text' ? segment.text : '';
}

/** The segments between the scheme and the path; a segment that may end it stands last or inside. */
function authorityOf(segments: readonly Segment[]): readonly Segment[] {
  const found: Segment[] = [];
  for (const segment of withoutScheme(segments)) {
    if (segment.kind === 'visitor') {
      if (found.length > 0 && beginsWith(segment.piece, SLASH)) return found;
      found.push(segment);
      continue;
    }
    const text = segment.kind === 'own' ? OWN : segment.text;
    const end = text.search(/[/?#]/);
    const part = end < 0 ? text : text.slice(0, end);
    if (part !== '') found.push({ kind: 'text', text: part });
    if (end >= 0) return found;
  }
  return found;
}

/** What follows `://`; all where no text has it, as a variable holds the whole URL then. */
function withoutScheme(segments: readonly Segment[]): readonly Segment[] {
  const index = segments.findIndex((segment) => segment.kind === 'text' && segment.text.includes('://'));
  const segment = segments[index];
  // A scheme that the visitor writes may be a whole URL.
  const isFree = segments.slice(0, Math.max(index, 0)).some((each) => each.kind === 'visitor' && mayContain(each.piece, ENDS));
  if (segment?.kind !== 'text' || isFree) return segments;
  return [{ kind: 'text', text: segment.text.slice(segment.text.indexOf('://') + 3) }, ...segments.slice(index + 1)];
}

/** Whether any name that a visitor sends arrives in a server, certainly: it says that it is the default, or it is the only one. */
export function answersAnyHost(configuration: NginxConfiguration, server: NginxBlock): boolean {
  const groups = listenGroups(configuration).filter(({ members }) => members.some((member) => member.server === server));
  if (groups.some(({ members }) => members.some((member) => member.server === server && member.listen.defaultServer))) return true;
  return (
    configuration.outer === 'own' &&
    configuration.includes.every(({ missing }) => missing === undefined) &&
    serversOf(configuration).length === 1
  );
}

/** Whether only some visitors come to a block: it asks for a password or an address, or nobody from outside comes at all. */
export function isRestricted(configuration: NginxConfiguration, block: NginxBlock): boolean {
  const location = enclosing(block, 'location');
  if (location?.all('internal').length) return true;
  // A forward proxy for a network of its own: to go where the client says is what it is for.
  if (enclosing(block, 'server')?.all('proxy_connect').length) return true;
  return ['deny', 'auth_basic', 'auth_request', 'auth_jwt', 'ssl_verify_client', 'secure_link'].some((name) => {
    const found = effective(configuration, block, name);
    return found.kind === 'unknown'
      ? block.open !== undefined
      : found.kind === 'set' && found.directives.every((each) => each.args[0]?.text !== 'off');
  });
}

/** What follows the address: the part of a `proxy_pass` that becomes the request line. */
export function pathOf(segments: readonly Segment[]): readonly Segment[] {
  const address = new Set(authorityOf(segments).filter(({ kind }) => kind === 'visitor'));
  return segments.filter((segment) => !address.has(segment));
}
