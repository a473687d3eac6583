import type { Place } from '../../base/text';
import type { Directive, NginxFile, Word } from '../../syntax/nginx/ast';
import type { ProfileKind } from '../project';
import type { Mount } from './includes';
import type { NginxVersion } from './version';

/**
 * Where a directive may stand, in the words of the knowledge: `server`, `location`, `upstream` and the two ifs are http's; those
 * of the others are `stream/server`, `stream/upstream`, `mail/server`. A block that is none of these holds entries (`map`,
 * `types`, `geo`): it is named after its directive.
 */
export type NginxContextName =
  | 'main'
  | 'events'
  | 'http'
  | 'server'
  | 'location'
  | 'if in server'
  | 'if in location'
  | 'limit_except'
  | 'upstream'
  | 'stream'
  | 'stream/server'
  | 'stream/upstream'
  | 'mail'
  | 'mail/server'
  | 'entries'
  | 'unknown';

/** What nginx would read when it starts with one file: that file with everything it includes. */
export interface NginxConfiguration {
  /** Relative to the root. */
  readonly file: string;
  /** What the top of the file is judged as: `main` for a whole configuration, another for a fragment that nobody here includes. */
  readonly context: NginxContextName;
  /** In words, why. */
  readonly because: string;
  /** By the words of its path, else production. */
  readonly kind: ProfileKind;
  readonly version: NginxVersion;
  /**
   * What stands around a fragment: `own` for a whole configuration, `stock` for one that is read by the nginx.conf of a package or image,
   * `anything` for a fragment that is included somewhere unseen.
   */
  readonly outer: 'own' | 'stock' | 'anything';
  readonly top: NginxBlock;
  /** Every file that was read for it, itself first. */
  readonly files: readonly string[];
  readonly includes: readonly NginxInclude[];
  /** Where the nginx that reads it has folders of the workspace: by the user's configuration and the container that it runs in. */
  readonly mounts: readonly Mount[];
  /**
   * A block with all that stands in it: what a directive stands in (`parent`, and those around it) is, for main, http and stream, only their
   * frame, without the servers and upstreams beside it. Those are shared with other configurations, as long as they see the same.
   */
  whole(block: NginxBlock): NginxBlock;
  /** What a pure function makes of the tree of a file; remembered as long as the file has the same text. */
  readonly ofTree: <T>(tree: NginxFile, compute: (tree: NginxFile) => T) => T;
  /** What a pure function makes of this configuration: computed once for each function. */
  derived<T>(compute: (configuration: NginxConfiguration) => T): T;
}

/** An `include` and what it brought. */
export interface NginxInclude {
  readonly directive: NginxDirective;
  /** Files of the workspace, or of nginx itself (`shipped`), that it stands for. */
  readonly files: readonly string[];
  /** Whether its content comes with nginx: `mime.types`, `proxy_params`. */
  readonly shipped: boolean;
  /** Why nothing or not everything is known of it. */
  readonly missing: string | undefined;
}

/** A block with a context, or the top of the configuration. The directives of included files stand in it as if written there. */
export interface NginxBlock {
  readonly context: NginxContextName;
  /** `location /static/ { … }`; undefined for the top. */
  readonly opener: NginxDirective | undefined;
  readonly parent: NginxBlock | undefined;
  /** In order. Each but `include` itself, which is among them too. */
  readonly directives: readonly NginxDirective[];
  /** In words: what may stand here, too, and cannot be seen (an include that is not in the workspace, a template's branch). */
  readonly open: string | undefined;
  /** The directives of that name that stand directly here. */
  all(name: string): readonly NginxDirective[];
  /** Every directive below, each before those in its own block. */
  readonly everything: readonly NginxDirective[];
  /** What a pure function makes of this block and what stands around it: computed once for each function, and kept from edit to edit. */
  derived<T>(compute: (block: NginxBlock) => T): T;
}

export interface NginxDirective {
  readonly name: string;
  /** As nginx reads them. */
  readonly args: readonly Word[];
  /** Relative to the root; `SHIPPED` for what comes with nginx: nothing is ever shown there. */
  readonly file: string;
  /** The directive as it is written. */
  readonly syntax: Directive;
  /** Where it stands, includes resolved; of main, http and stream the frame: see `NginxConfiguration.whole`. */
  readonly parent: NginxBlock;
  /** Its own block; undefined for a simple directive and for raw code. */
  readonly block: NginxBlock | undefined;
  /** The `include` that brought it; undefined for what stands in the file itself. */
  readonly via: NginxDirective | undefined;
  /** It stands between tags of a template: whether nginx sees it is not known. */
  readonly conditional: boolean;
}

/** The file of directives that are in no file of the workspace. */
export const SHIPPED = '';

/** From the name to the end of the last word: what a finding about the whole directive underlines. */
export function headOf(directive: NginxDirective): Place {
  const last = directive.args.at(-1) ?? directive.syntax.name;
  return { file: directive.file, span: { start: directive.syntax.name.span.start, end: last.span.end } };
}

export function nameOf(directive: NginxDirective): Place {
  return { file: directive.file, span: directive.syntax.name.span };
}

/** The words of a directive as nginx reads them. */
export function argsOf(directive: NginxDirective): readonly string[] {
  return directive.args.map((word) => word.text);
}

/**
 * Whether something decides about a word before nginx reads it: a template, or `envsubst`, whose variables are in capitals. (nginx
 * takes `$HOST` for `$host`, but nobody writes it so.)
 */
export function isTemplated(word: Word): boolean {
  return (
    word.parts.length > 0 &&
    word.parts.some((part) => part.kind === 'template' || (isCapital(part.name) && /^[A-Z][A-Z0-9_]+$/.test(part.name)))
  );
}

/** Whether a name begins with a capital: most variables do not, and every word of every directive is asked. */
function isCapital(name: string): boolean {
  const code = name.charCodeAt(0);
  return code >= 65 && code <= 90;
}

/** Every directive below a block, each before those in its own block. */
export function everyDirective(block: NginxBlock): readonly NginxDirective[] {
  return block.everything;
}

/** The blocks of a context below a block, in order. */
export function blocksOf(block: NginxBlock, ...contexts: readonly NginxContextName[]): readonly NginxBlock[] {
  const found: NginxBlock[] = [];
  for (const { block: own } of everyDirective(block)) if (own && contexts.includes(own.context)) found.push(own);
  return found;
}

/** Whether nothing stands around a block: it is the top of the configuration, or its frame. */
export function isTop(block: NginxBlock): boolean {
  return block.parent === undefined;
}

/** The block of a context that a block is or stands in. */
export function enclosing(block: NginxBlock, ...contexts: readonly NginxContextName[]): NginxBlock | undefined {
  for (let at: NginxBlock | undefined = block; at; at = at.parent) if (contexts.includes(at.context)) return at;
  return undefined;
}
