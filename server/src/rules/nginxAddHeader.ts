import { effective } from '../project/nginx/inheritance';
import { argsOf, type NginxBlock, type NginxConfiguration, type NginxDirective, SHIPPED } from '../project/nginx/model';
import { isUnknown } from '../project/nginx/placeholder';
import { inNamed } from '../project/nginx/survey';
import type { Project } from '../project/project';

/** Response headers by which a browser protects the visitor, in lower case. X-XSS-Protection is none: browsers have dropped it. */
const SECURITY: ReadonlySet<string> = new Set([
  'strict-transport-security',
  'content-security-policy',
  'x-frame-options',
  'x-content-type-options',
  'referrer-policy',
  'permissions-policy',
  'cross-origin-opener-policy',
  'cross-origin-embedder-policy',
  'cross-origin-resource-policy',
]);

const HTTP_CONTEXTS: ReadonlySet<string> = new Set(['http', 'server', 'location', 'if in location']);

/** Every `add_header` of a configuration whose words are known; those that nginx ships are left out. */
export function addedHeaders(configuration: NginxConfiguration): readonly NginxDirective[] {
  return wholeHeaders(configuration);
}

const wholeHeaders = inNamed(['add_header'], (each) => (isAdded(each) ? [each] : []));

/** Whether an `add_header` is one of these. */
export function isAdded(directive: NginxDirective): boolean {
  return HTTP_CONTEXTS.has(directive.parent.context) && directive.file !== SHIPPED && isWhole(directive);
}

/** It has a name and a value, and no template has a say in the name. */
function isWhole({ args }: NginxDirective): boolean {
  const [name, value, always, more] = args;
  return name !== undefined && value !== undefined && more === undefined && !isUnknown(name) && (!always || !isUnknown(always));
}

/** The header that an `add_header` adds, in lower case. */
export function addedName(directive: NginxDirective): string {
  return argsOf(directive)[0]?.toLowerCase() ?? '';
}

export function isSecurityHeader(directive: NginxDirective): boolean {
  return SECURITY.has(addedName(directive));
}

/** How a header is written in messages: as the directive has it. */
export function writtenName(directive: NginxDirective): string {
  return argsOf(directive)[0] ?? '';
}

/** The statuses with which nginx adds headers that lack `always`: https://nginx.org/en/docs/http/ngx_http_headers_module.html#add_header */
const ADDED_WITH: ReadonlySet<string> = new Set(['200', '201', '204', '206', '301', '302', '303', '304', '307', '308']);

/** The status of the `return` that a block answers everything with; undefined for a block without one. */
export function returnedStatus(block: NginxBlock): string | undefined {
  const [directive] = block.all('return');
  if (!directive || directive.conditional) return undefined;
  const [first] = argsOf(directive);
  return first !== undefined && /^\d{3}$/.test(first) ? first : '302';
}

/** Whether a block only ever answers with a status that nginx adds headers to. */
export function alwaysSucceeds(block: NginxBlock): boolean {
  const status = returnedStatus(block);
  return status !== undefined && ADDED_WITH.has(status);
}

/** The text of a directive, for repeating it elsewhere; undefined where it is not in the workspace. */
export function sourceOf(project: Project, { file, syntax }: NginxDirective): string | undefined {
  return project.nginx(file)?.text.slice(syntax.span.start, syntax.span.end);
}

/**
 * The texts of `add_header` that a block would lose by its first own one: those that it inherits. Undefined where they are not known
 * or cannot be repeated.
 */
export function inheritedHeaders(project: Project, configuration: NginxConfiguration, block: NginxBlock): readonly string[] | undefined {
  if (block.all('add_header').length > 0) return [];
  const held = effective(configuration, block, 'add_header');
  if (held.kind === 'unset') return [];
  if (held.kind === 'unknown' || held.open !== undefined) return undefined;
  const texts = held.directives.map((each) => sourceOf(project, each));
  return texts.every((text) => text !== undefined) ? texts : undefined;
}
