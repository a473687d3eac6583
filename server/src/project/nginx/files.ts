import { basename } from '../../base/paths';
import { nginxContexts } from '../../knowledge/nginx';
import type { Directive, NginxFile } from '../../syntax/nginx/ast';
import { contextIn, FRAGMENT_CONTEXTS, type FragmentContext } from './context';
import { versionInComment } from './version';

const ENDINGS = /\.(conf|nginx|nginxconf|vhost)([.-](template|tmpl|tpl|jinja2?|j2|erb|in|dist|sample|example|envsubst|\w{2,12}))?$/i;
const OTHER_LANGUAGES =
  /\.(py|pyi|md|rst|txt|sh|bash|ya?ml|json|toml|service|socket|timer|tf|html?|css|scss|js|ts|tsx|svg|png|jpg|ico|pem|crt|key|log|pp|rb|go|lua|sql|xml|csv|env|lock|patch|diff|mk|pm|pl|vim|spec|gdb|csh)$/i;
const FOLDERS = /(^|\/)(nginx|openresty)[\w.-]*\/|(^|\/)sites-(available|enabled)\//i;

/** Whether a file may be one of nginx's by its path; what it holds decides then. */
export function mayBeNginx(path: string): boolean {
  if (OTHER_LANGUAGES.test(path)) return false;
  const name = basename(path);
  if (/^(Dockerfile|Makefile|LICENSE|README|Procfile|\.)/i.test(name)) return false;
  return ENDINGS.test(name) || /nginx/i.test(name) || (FOLDERS.test(path) && /^[\w.-]+$/.test(name));
}

/** A path that speaks of nginx, not only of some configuration. */
function speaksOfNginx(path: string): boolean {
  return /nginx|openresty/i.test(path) || FOLDERS.test(path);
}

/** Directives without which hardly any configuration of nginx is written, and which no other format has as blocks. */
const TELLING_BLOCKS: ReadonlySet<string> = new Set(['server', 'http', 'upstream', 'location', 'events', 'stream', 'mail']);

/** What searches ask of a file, whatever its path; made once for a text. */
export interface NginxOutline {
  /** How many directives stand in it, and how many of them nginx or a module of others has. */
  readonly directives: number;
  readonly known: number;
  /** It has a block that no other format has. */
  readonly hasTellingBlock: boolean;
  /** What its content, or a comment of it, speaks of. */
  readonly context: FragmentContext | undefined;
  /** The version that a comment names, as it is written there. */
  readonly version: string | undefined;
}

export function outlineOf(tree: NginxFile): NginxOutline {
  let known = 0;
  let directives = 0;
  let hasTellingBlock = false;
  for (const directive of directivesOf(tree.body, 3)) {
    // Other formats have no `;`: to nginx they are one long directive without an end.
    if (!directive.terminator) continue;
    directives++;
    if (nginxContexts(directive.name.text).length > 0) known++;
    if (directive.block && TELLING_BLOCKS.has(directive.name.text)) hasTellingBlock = true;
  }
  const comments = tree.comments.slice(0, FIRST_COMMENTS).map(({ text }) => text);
  const version = comments.map(versionInComment).find((one) => one !== undefined);
  return { directives, known, hasTellingBlock, context: contextByContent(tree), version };
}

/** A file says what it is for at its beginning. */
const FIRST_COMMENTS = 40;

/** Whether a file that may be nginx's is: most of its directives are known, and it has a block that tells, or its path does. */
export function isNginx(path: string, { directives, known, hasTellingBlock }: NginxOutline): boolean {
  if (directives === 0) return false;
  const share = known / directives;
  return speaksOfNginx(path) ? share >= (hasTellingBlock ? 0.3 : 0.9) : hasTellingBlock && share >= 0.7;
}

/**
 * The context that a fragment's content, or a comment of it, speaks of: the one in which most of its directives may stand, and of
 * several the widest.
 */
function contextByContent(tree: NginxFile): FragmentContext | undefined {
  for (const { text } of tree.comments.slice(0, FIRST_COMMENTS)) {
    const said = contextIn(text);
    if (said) return said;
  }
  const contexts = tree.body.flatMap((statement) =>
    statement.kind === 'directive' && statement.name.text !== 'include' ? [nginxContexts(statement.name.text)] : [],
  );
  let best: { readonly context: FragmentContext; readonly count: number } | undefined;
  for (const context of FRAGMENT_CONTEXTS) {
    const count = contexts.filter((allowed) => allowed.includes(context)).length;
    if (count > (best?.count ?? 0)) best = { context, count };
  }
  return best?.context;
}

/** Directives down to a depth, entries of tables left out. */
function* directivesOf(body: NginxFile['body'], depth: number): Generator<Directive> {
  for (const statement of body) {
    if (statement.kind !== 'directive') continue;
    yield statement;
    const isTable = ['map', 'geo', 'types', 'split_clients'].includes(statement.name.text);
    if (depth > 1 && statement.block && !isTable) yield* directivesOf(statement.block.body, depth - 1);
  }
}
