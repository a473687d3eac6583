import type { Word } from '../../syntax/nginx/ast';
import type { NginxBlock, NginxConfiguration } from './model';
import { isUnknown } from './placeholder';
import { toRegExp } from './servers';

/** What a `location` matches. */
export interface LocationMatch {
  /** `''` is a prefix; `@` a name that only other directives reach. */
  readonly modifier: '' | '=' | '^~' | '~' | '~*' | '@';
  /** The path, the expression, or the name with its `@`. */
  readonly pattern: string;
  readonly word: Word;
}

/** Undefined for a block that is no location, or whose words nginx refuses or a template fills in. */
export function locationOf(block: NginxBlock): LocationMatch | undefined {
  if (block.opener?.name !== 'location') return undefined;
  const [first, second] = block.opener.args;
  if (!first || [first, second].some((word) => word && isUnknown(word))) return undefined;
  if (second) {
    const modifier = first.text;
    const isKnown = modifier === '=' || modifier === '^~' || modifier === '~' || modifier === '~*';
    return isKnown ? { modifier, pattern: second.text, word: second } : undefined;
  }
  const glued = /^(=|\^~|~\*|~)(.+)$/s.exec(first.text);
  if (glued) return { modifier: glued[1] as '=' | '^~' | '~' | '~*', pattern: glued[2] ?? '', word: first };
  return { modifier: first.text.startsWith('@') ? '@' : '', pattern: first.text, word: first };
}

/** Whether a location is chosen by a regular expression, itself or through the one that it stands in. */
export function isRegex(match: LocationMatch): boolean {
  return match.modifier === '~' || match.modifier === '~*';
}

/** The locations that stand directly in a server or location. */
export function locationsOf(block: NginxBlock): readonly NginxBlock[] {
  return block.all('location').flatMap(({ block: own }) => own ?? []);
}

/** The location of a name (`@app`) anywhere in a server. */
export function namedLocation(server: NginxBlock, name: string): NginxBlock | undefined {
  return locationsOf(server).find((each) => locationOf(each)?.pattern === name);
}

/**
 * The block that answers a path: a location, or the server itself where none matches. Undefined where that hangs on an expression that
 * cannot be read, or on a template.
 * Exact match first; then the longest prefix; unless that has `^~`, the first regular expression in the order of the text.
 * Source: https://nginx.org/en/docs/http/ngx_http_core_module.html#location
 * @param path decoded, from `/` on, without arguments.
 */
export function locationFor(block: NginxBlock, path: string): NginxBlock | undefined {
  if (block.open !== undefined) return undefined;
  let best: { readonly location: NginxBlock; readonly match: LocationMatch } | undefined;
  const expressions: { readonly location: NginxBlock; readonly match: LocationMatch }[] = [];
  for (const location of locationsOf(block)) {
    const match = locationOf(location);
    if (!match) return undefined;
    if (match.modifier === '=' && match.pattern === path) return location;
    if (isRegex(match)) expressions.push({ location, match });
    else if (match.modifier !== '@' && match.modifier !== '=' && path.startsWith(match.pattern)) {
      if (match.pattern.length > (best?.match.pattern.length ?? -1)) best = { location, match };
    }
  }
  const inner = best && locationFor(best.location, path);
  if (best && !inner) return undefined;
  const isFinal = best?.match.modifier === '^~' || (inner !== undefined && inner !== best?.location && isDecided(inner));
  if (isFinal) return inner;
  for (const { location, match } of expressions) {
    if (beginsOtherwise(match, path)) continue;
    const pattern = toRegExp(match.pattern, match.modifier === '~*');
    if (!pattern) return undefined;
    if (pattern.test(path)) return locationFor(location, path);
  }
  return inner ?? block;
}

/** A nested location that was found by its expression, exactly, or with `^~`. */
function isDecided(location: NginxBlock): boolean {
  const match = locationOf(location);
  return match !== undefined && (isRegex(match) || match.modifier === '=' || match.modifier === '^~');
}

/** Whether an anchored expression spells out another beginning than a path has: most do, and need not be compiled for that. */
function beginsOtherwise({ modifier, pattern }: LocationMatch, path: string): boolean {
  if (!pattern.startsWith('^') || pattern.includes('|')) return false;
  const start = spelled(pattern.slice(1));
  return modifier === '~*' ? !path.toLowerCase().startsWith(start.toLowerCase()) : !path.startsWith(start);
}

/** The characters at the start of an expression that stand for themselves. */
export function spelled(expression: string): string {
  let text = '';
  for (let at = 0; at < expression.length; at++) {
    const char = expression[at] ?? '';
    const isEscape = char === '\\' && /[^A-Za-z0-9]/.test(expression[at + 1] ?? '');
    if (!isEscape && /[\\^$.|?*+()[\]{}]/.test(char)) return /[?*{]/.test(char) ? text.slice(0, -1) : text;
    if (isEscape) at++;
    text += expression[at] ?? '';
  }
  return text;
}

/** The same for a server of a configuration, found once for all that ask. */
export function answering(configuration: NginxConfiguration, server: NginxBlock, path: string): NginxBlock | undefined {
  const all = configuration.derived(noAnswers);
  const own = all.get(server) ?? new Map<string, NginxBlock | undefined>();
  all.set(server, own);
  if (!own.has(path)) own.set(path, locationFor(server, path));
  return own.get(path);
}

function noAnswers(): Map<NginxBlock, Map<string, NginxBlock | undefined>> {
  return new Map();
}
