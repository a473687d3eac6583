import { djangoBlocks, servesDjango } from '../project/nginx/application';
import { isReached } from '../project/nginx/arrivals';
import { effective } from '../project/nginx/inheritance';
import { argsOf, enclosing, type NginxBlock, type NginxConfiguration, type NginxDirective, SHIPPED } from '../project/nginx/model';
import { isUnknown } from '../project/nginx/placeholder';
import { rememberedBy, type SentHeader, tellsScheme } from '../project/nginx/sent';
import { type Proxied, type ProxyTarget, proxiedBlocks } from '../project/nginx/upstreams';
import { insertBeside, insertInto, type NginxEdits } from './edit/nginx';
import type { NginxContext } from './rule';

export { defaultHost, isForWebSockets, onlyVariable, type SentHeader, sentHeader, sentHeaders, tellsScheme } from '../project/nginx/sent';

/** What these questions need of a rule's context, whatever its messages are. */
export type Asked = Pick<NginxContext, 'project' | 'configuration' | 'unknown' | 'notApplicable'>;

/**
 * The blocks that hand requests to Django and are reached by a request. Where there is none, the checklist hears why.
 * @param speaks which of them are meant.
 */
export function blocksToDjango(asked: Asked, speaks: (target: ProxyTarget) => boolean): readonly Proxied[] {
  const { configuration, project } = asked;
  const found = djangoBlocks(configuration, project.listeners).filter(({ target, block }) => speaks(target) && isReached(block));
  if (found.length > 0) return found;
  const isOpen = proxiedBlocks(configuration).some(
    ({ target }) => speaks(target) && servesDjango(configuration, target, project.listeners) === 'maybe',
  );
  if (isOpen) asked.unknown('which of the servers behind nginx is Django is not known');
  else asked.notApplicable('nothing here hands requests to Django in this way');
  return [];
}

export function speaksHttp({ protocol }: ProxyTarget): boolean {
  return protocol === 'http' || protocol === 'https';
}

function noDropped(): Map<NginxBlock, DroppedHeaders | undefined> {
  return new Map();
}

/** A header that gives the address of the client. */
export function tellsClient({ name, value }: SentHeader): boolean {
  const isNamed = /^(x-forwarded-for|x-real-ip|forwarded|x-client-ip|true-client-ip)$/.test(name);
  return (
    isNamed || value.parts.some((part) => part.kind === 'variable' && /remote_addr|forwarded_for|realip|connecting_ip/i.test(part.name))
  );
}

/** What the outer `proxy_set_header` give and those of an inner block take away: nginx inherits all of them or none. */
export interface DroppedHeaders {
  /** The inner ones, which hold. */
  readonly own: readonly NginxDirective[];
  readonly at: NginxBlock;
  /** The outer ones that are lost. */
  readonly lost: readonly NginxDirective[];
}

/** Undefined where nothing that matters is lost, or where that is not known. */
export function droppedHeaders(configuration: NginxConfiguration, block: NginxBlock): DroppedHeaders | undefined {
  return rememberedBy(configuration.derived(noDropped), block, () => readDropped(configuration, block));
}

function readDropped(configuration: NginxConfiguration, block: NginxBlock): DroppedHeaders | undefined {
  const found = effective(configuration, block, 'proxy_set_header');
  if (found.kind !== 'set' || found.open !== undefined || !found.at.parent) return undefined;
  const outer = effective(configuration, found.at.parent, 'proxy_set_header');
  if (outer.kind !== 'set' || outer.directives.some(({ args }) => args.some(isUnknown))) return undefined;
  const kept = new Set(found.directives.map(fieldOf));
  if (found.directives.some(({ args: [field] }) => field && isUnknown(field))) return undefined;
  const lost = outer.directives.filter((each) => !kept.has(fieldOf(each)) && ADDRESSING.test(fieldOf(each)));
  const schemeKept = found.directives.some((each) => tellsScheme({ name: fieldOf(each) }));
  const clientKept = kept.has('x-forwarded-for') || kept.has('forwarded') || kept.has('x-real-ip');
  const matters = lost.some((each) => {
    const name = fieldOf(each);
    return name === 'host' || (tellsScheme({ name }) && !schemeKept) || (name === 'x-forwarded-for' && !clientKept);
  });
  return matters ? { own: found.directives, at: found.at, lost } : undefined;
}

const ADDRESSING = /^(host|forwarded|x-real-ip|x-forwarded-[\w-]+|x-scheme|x-url-scheme|x-client-ip)$/;

/** The header that a `proxy_set_header` gives, in lower case. */
export function fieldOf(directive: NginxDirective): string {
  return argsOf(directive)[0]?.toLowerCase() ?? '';
}

/** Whether Django refuses a Host as no name at all, whatever ALLOWED_HOSTS says. Source: django/http/request.py, host_validation_re. */
export function isRefusedHost(host: string): boolean {
  return !/^([a-z0-9.-]+|\[[a-f0-9]*:[a-f0-9.:]+\])(:[0-9]+)?$/.test(host.toLowerCase());
}

/**
 * Adds headers where those of a block are set, so that none of them is lost by it; in the block itself where nothing sets any.
 * @param lines directives with their `;`.
 */
export function addHeaders(asked: Asked, { block, target }: Proxied, lines: readonly string[]): NginxEdits {
  const { project, configuration } = asked;
  const found = effective(configuration, block, 'proxy_set_header');
  if (found.kind === 'unknown') return undefined;
  const last = found.kind === 'set' ? found.directives.at(-1) : undefined;
  if (last) {
    const beside = last.file === SHIPPED ? last.via : last;
    return beside && insertBeside(project, beside, 'after', lines);
  }
  // An `if` takes no proxy_set_header.
  if (block.context === 'location') return insertInto(project, block, lines, target.directive);
  const location = enclosing(block, 'location');
  return location && insertInto(project, location, lines);
}

/** The first block of those whose headers are set in the same place: they share a fault and its remedy. */
export function onePerPlace(configuration: NginxConfiguration, blocks: readonly Proxied[]): readonly Proxied[] {
  const seen = new Set<NginxBlock>();
  return blocks.filter(({ block }) => {
    const found = effective(configuration, block, 'proxy_set_header');
    const at = found.kind === 'set' ? found.at : block;
    return !seen.has(at) && seen.add(at);
  });
}
