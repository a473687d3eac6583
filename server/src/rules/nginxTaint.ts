import { nginxVariable } from '../knowledge/nginx';
import { locationOf } from '../project/nginx/locations';
import { enclosing, type NginxBlock, type NginxConfiguration, type NginxDirective } from '../project/nginx/model';
import { directivesNamed } from '../project/nginx/named';
import { isUnknown } from '../project/nginx/placeholder';
import { mapsOf, variableDefinitions } from '../project/nginx/variables';
import type { Word } from '../syntax/nginx/ast';
import { ANYTHING, type Chars, captured, codes, complement, type Piece, readPattern, restricted } from './nginxRegex';

/** A part of a text that nginx builds from a word with variables. */
export type Segment =
  | { readonly kind: 'text'; readonly text: string }
  /** What nginx itself knows, and no visitor chooses. */
  | { readonly kind: 'own'; readonly variable: string }
  /** What a visitor writes: `piece` says what it can be. */
  | {
      readonly kind: 'visitor';
      readonly piece: Piece;
      readonly variable: string;
      /** It comes from the name that the request asks for: a server with names of its own sees no other. */
      readonly isHost: boolean;
    };

/** Whom a word is expanded for. */
export interface TaintScope {
  readonly configuration: NginxConfiguration;
  readonly directive: NginxDirective;
}

const MAX_WAYS = 30;
const MAX_DEPTH = 5;
const PRINTABLE: Chars = new Set(Array.from({ length: 94 }, (_, index) => index + 33));
const FIELD: Chars = complement(codes('\r\n\0'));
const HOST: Chars = complement(
  new Set([...Array.from({ length: 33 }, (_, code) => code), ...codes('/\x7f'), ...codes('ABCDEFGHIJKLMNOPQRSTUVWXYZ')]),
);
const SLASH: Piece = { kind: 'set', set: codes('/') };
const PATH: Piece = { kind: 'sequence', items: [SLASH, any(ANYTHING)] };

/** Variables made of the path or the body: what they hold is not followed. */
const DERIVED = /^(request_filename|request_body|request_body_file|fastcgi_script_name|fastcgi_path_info|request|http_rest)$/;

/**
 * What a word may become for a request, one list of segments for each way that is seen; undefined where that cannot be said: an unknown
 * variable, a template, a condition on what the visitor sends.
 */
export function expand(scope: TaintScope, word: Word): readonly (readonly Segment[])[] | undefined {
  // Several rules ask for the same word. A word of a file that is included twice means something else in each place.
  const all = scope.configuration.derived(noExpansions);
  const own = all.get(scope.directive) ?? new Map<Word, Values>();
  all.set(scope.directive, own);
  if (!own.has(word)) own.set(word, expandText(scope, word, []));
  return own.get(word);
}

const noExpansions = () => new Map<NginxDirective, Map<Word, Values>>();

function expandText(scope: TaintScope, word: Word, seen: readonly string[]): readonly (readonly Segment[])[] | undefined {
  if (isUnknown(word) || seen.length > MAX_DEPTH) return undefined;
  let ways: readonly (readonly Segment[])[] = [[]];
  for (const part of partsOf(word.text)) {
    const values = part.variable === undefined ? [[{ kind: 'text' as const, text: part.text }]] : valuesOf(scope, part.variable, seen);
    if (!values || values.length * ways.length > MAX_WAYS) return undefined;
    ways = ways.flatMap((head) => values.map((tail) => [...head, ...tail]));
  }
  return ways;
}

interface TextPart {
  readonly text: string;
  readonly variable: string | undefined;
}

/** A text as nginx splits it: plain parts and variables. */
export function partsOf(text: string): readonly TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const match of text.matchAll(/\$(?:\{(\w+)\}|([1-9])|([A-Za-z_]\w*))/g)) {
    if (match.index > end) parts.push({ text: text.slice(end, match.index), variable: undefined });
    parts.push({ text: match[0], variable: (match[1] ?? match[2] ?? match[3] ?? '').toLowerCase() });
    end = match.index + match[0].length;
  }
  if (end < text.length) parts.push({ text: text.slice(end), variable: undefined });
  return parts;
}

/** The variables of a text, in lower case. */
export function variablesOf(text: string): readonly string[] {
  return partsOf(text).flatMap(({ variable }) => variable ?? []);
}

type Values = readonly (readonly Segment[])[] | undefined;

function valuesOf(scope: TaintScope, variable: string, seen: readonly string[]): Values {
  if (seen.includes(variable) || isTested(scope, variable)) return undefined;
  const inner = [...seen, variable];
  if (makersOf(scope, variable).length > 0) return setValues(scope, variable, inner);
  const own = piece(variable, scope);
  if (own) return [[{ kind: 'visitor', piece: own, variable, isHost: variable === 'host' }]];
  if (DERIVED.test(variable)) return undefined;
  // What a rewrite captures is encoded again; nginx's other variables hold nothing that a visitor chose freely.
  const isEncoded = scope.directive.name === 'rewrite' && /^[1-9]$/.test(variable);
  if (isEncoded || nginxVariable(variable, 'http')) return [[{ kind: 'own', variable }]];
  if (/^[1-9]$/.test(variable)) return captureValues(scope, Number(variable), variable);
  return mapValues(scope, variable, inner) ?? captureValues(scope, variable, variable);
}

/** What a visitor may put into one of nginx's own variables; undefined for a variable that is not the visitor's. */
function piece(variable: string, { directive }: TaintScope): Piece | undefined {
  if (variable === 'uri' || variable === 'document_uri') return pathAt(directive);
  if (variable === 'request_uri') return { kind: 'sequence', items: [SLASH, any(PRINTABLE)] };
  if (variable === 'args' || variable === 'query_string' || variable.startsWith('arg_')) return any(PRINTABLE);
  if (variable === 'host') return any(HOST);
  if (variable.startsWith('http_') || variable.startsWith('cookie_')) return any(FIELD);
  return undefined;
}

function any(set: Chars): Piece {
  return { kind: 'repeat', body: { kind: 'set', set }, min: 0, max: Number.POSITIVE_INFINITY, possessive: false };
}

/** What `$uri` can be where a directive stands, by the location around it. */
function pathAt(directive: NginxDirective): Piece | undefined {
  if (chain(directive).some((block) => block.all('rewrite').some((each) => each !== directive))) return undefined;
  const location = enclosing(directive.parent, 'location');
  const match = location && locationOf(location);
  if (location && !match) return undefined;
  if (directive.name === 'rewrite') return wholeOf(directive.args[0]?.text ?? '', false) ?? PATH;
  if (match?.modifier === '=') return { kind: 'sequence', items: [...match.pattern].map((char) => ({ kind: 'set', set: codes(char) })) };
  if (match?.modifier !== '~' && match?.modifier !== '~*') return PATH;
  return wholeOf(match.pattern, match.modifier === '~*');
}

/** What an expression says of the whole path; undefined for one that cannot be read. */
function wholeOf(source: string, ignoreCase: boolean): Piece | undefined {
  const root = readPattern(source, ignoreCase)?.root;
  const isWhole = root?.kind === 'sequence' && root.items[0]?.kind === 'start' && root.items.at(-1)?.kind === 'end';
  return isWhole ? root : root && PATH;
}

/** Whether a condition around or before a directive looks at a variable: then only some of its values may come through. */
function isTested({ directive }: TaintScope, variable: string): boolean {
  return chain(directive).some((block) => {
    const conditions = [...block.all('if'), ...(block.opener?.name === 'if' ? [block.opener] : [])];
    return conditions.some((each) =>
      each.args.some((word) => variablesOf(word.text).some((name) => name === variable || isSameSource(name, variable))),
    );
  });
}

function isSameSource(left: string, right: string): boolean {
  const path = ['uri', 'document_uri', 'request_uri'];
  const host = ['host', 'http_host'];
  return [path, host].some((group) => group.includes(left) && group.includes(right));
}

/** The blocks from the one that a directive stands in outwards. */
function chain({ parent }: NginxDirective): readonly NginxBlock[] {
  const blocks: NginxBlock[] = [];
  for (let at: NginxBlock | undefined = parent; at; at = at.parent) blocks.push(at);
  return blocks;
}

/** Names of variables that may hold a decoded path, or a part of one: all others need no look. */
export function pathVariables(configuration: NginxConfiguration): ReadonlySet<string> {
  return configuration.derived(findPathVariables);
}

function findPathVariables(configuration: NginxConfiguration): ReadonlySet<string> {
  const found = new Set(['uri', 'document_uri', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
  for (const each of variableDefinitions(configuration)) if (!MAKERS.has(each.directive.name)) found.add(each.name);
  const makers: [string, readonly Word[]][] = [];
  for (const { args } of directivesNamed(configuration, 'set')) makers.push([args[0]?.text.slice(1).toLowerCase() ?? '', args.slice(1)]);
  for (const { args, block } of directivesNamed(configuration, 'map'))
    makers.push([args[1]?.text.slice(1).toLowerCase() ?? '', (block?.directives ?? []).flatMap((entry) => entry.args)]);
  // A variable made of another one: until nothing is added.
  for (let size = -1; size !== found.size; ) {
    size = found.size;
    for (const [name, words] of makers) if (words.some((word) => mentions(word, found))) found.add(name);
  }
  return found;
}

const MAKERS: ReadonlySet<string> = new Set(['set', 'map', 'geo', 'split_clients']);

/** Whether a word holds one of some variables. */
export function mentions({ parts }: Word, names: ReadonlySet<string>): boolean {
  return parts.some((part) => part.kind === 'variable' && names.has(part.name.toLowerCase()));
}

/** What `set` gives a variable in the blocks around a directive: the last one that always runs, and the conditional ones behind it. */
function setValues(scope: TaintScope, variable: string, seen: readonly string[]): Values {
  const makers = makersOf(scope, variable);
  if (chain(scope.directive).some((block) => block.open !== undefined && block.context !== 'http' && block.context !== 'main'))
    return undefined;
  const last = makers.findLastIndex((each) => !each.parent.context.startsWith('if in') || each.parent === scope.directive.parent);
  const found: (readonly Segment[])[] = [];
  for (const each of makers.slice(Math.max(last, 0))) {
    const [, word] = each.args;
    const values = word && !each.conditional ? expandText({ ...scope, directive: each }, word, seen) : undefined;
    if (!values) return undefined;
    found.push(...values);
  }
  return found;
}

function setVariables(configuration: NginxConfiguration): ReadonlySet<string> {
  return new Set(directivesNamed(configuration, 'set').map(({ args }) => args[0]?.text.slice(1).toLowerCase() ?? ''));
}

/** The `set`s of a variable in the blocks around a directive, in the order in which they run. */
function makersOf({ configuration, directive }: TaintScope, variable: string): readonly NginxDirective[] {
  if (!configuration.derived(setVariables).has(variable)) return [];
  const around = [...chain(directive)].reverse();
  return around
    .flatMap((block) => setsIn(configuration, block, around))
    .filter((each) => each !== directive && each.args[0]?.text.toLowerCase() === `$${variable}`);
}

/** The `set`s of a block and of its ifs, in order. */
function setsIn(configuration: NginxConfiguration, block: NginxBlock, around: readonly NginxBlock[]): readonly NginxDirective[] {
  // `set` stands in no other context, and http may be long.
  if (block.context === 'http' || block.context === 'main') return [];
  const conditions = block.all('if').filter((each) => each.block && !around.includes(each.block) && each.block.all('set').length > 0);
  if (conditions.length === 0) return block.all('set');
  return configuration
    .whole(block)
    .directives.flatMap((each) => (each.name === 'set' ? [each] : conditions.includes(each) ? (each.block?.all('set') ?? []) : []));
}

const noValues = () => new Map<NginxDirective, Values>();

/** What a `map` gives a variable: each of its values. They are the same wherever it is read. */
function mapValues(scope: TaintScope, variable: string, seen: readonly string[]): Values {
  const [map, ...others] = mapsOf(scope.configuration, variable);
  if (!map || others.length > 0) return undefined;
  const all = scope.configuration.derived(noValues);
  if (!all.has(map)) all.set(map, valuesOfMap(scope, map, seen));
  return all.get(map);
}

function valuesOfMap(scope: TaintScope, { block }: NginxDirective, seen: readonly string[]): Values {
  if (!block || block.open !== undefined || block.all('include').length > 0) return undefined;
  const found: (readonly Segment[])[] = [];
  for (const entry of block.directives) {
    const [word] = entry.args;
    if (!word) continue;
    const values = expandText({ ...scope, directive: entry }, word, seen);
    if (!values) return undefined;
    found.push(...values);
  }
  return found;
}

/** What a group of the expression that chose this place captured. */
function captureValues(scope: TaintScope, group: number | string, variable: string): Values {
  const source = matcherOf(scope, group);
  const pattern = source && readPattern(source.source, source.ignoreCase);
  const found = pattern && captured(pattern, group);
  return found && [[{ kind: 'visitor', piece: restricted(found, source?.chars ?? ANYTHING), variable, isHost: source?.isHost === true }]];
}

interface Matcher {
  readonly source: string;
  readonly ignoreCase: boolean;
  /** What the text that is matched can hold. */
  readonly chars: Chars;
  /** It is `$host`. */
  readonly isHost?: boolean;
}

function matcherOf({ configuration, directive }: TaintScope, group: number | string): Matcher | undefined {
  const { parent } = directive;
  if (parent.opener?.name === 'map') return entryMatcher(directive, parent.opener);
  if (parent.context.startsWith('if in') || chain(directive).some((block) => block.all('rewrite').length > 0)) return undefined;
  const location = enclosing(parent, 'location');
  const match = location && locationOf(location);
  if (match?.modifier === '~' || match?.modifier === '~*') {
    const ignoreCase = match.modifier === '~*';
    const pattern = readPattern(match.pattern, ignoreCase);
    if (pattern && captured(pattern, group)) return { source: match.pattern, ignoreCase, chars: ANYTHING };
  }
  return typeof group === 'string' ? serverMatcher(configuration, parent, group) : undefined;
}

/** `~^(?<name>…)$` of a `server_name`: what stands in a host. */
function serverMatcher(configuration: NginxConfiguration, block: NginxBlock, name: string): Matcher | undefined {
  const server = enclosing(block, 'server');
  const isMadeElsewhere = directivesNamed(configuration, 'location').some((each) =>
    each.args.some((word) => word.text.includes(`<${name}>`)),
  );
  if (!server || isMadeElsewhere) return undefined;
  for (const directive of server.all('server_name')) {
    for (const word of directive.args)
      if (word.text.startsWith('~') && word.text.includes(`<${name}>`))
        return { source: word.text.slice(1), ignoreCase: true, chars: HOST };
  }
  return undefined;
}

function entryMatcher(entry: NginxDirective, map: NginxDirective): Matcher | undefined {
  const key = entry.syntax.name.text;
  const [subject] = map.args;
  if (!key.startsWith('~') || !subject) return undefined;
  const variables = variablesOf(subject.text);
  if (variables.length === 0) return undefined;
  const sets = variables.map(charsOf);
  if (sets.includes(undefined)) return undefined;
  const [only] = sets;
  const chars = sets.length === 1 && only ? only : new Set(sets.flatMap((set) => [...(set ?? [])]));
  const ignoreCase = key.startsWith('~*');
  return { source: key.slice(ignoreCase ? 2 : 1), ignoreCase, chars, isHost: variables.includes('host') };
}

function charsOf(variable: string): Chars | undefined {
  if (variable === 'uri' || variable === 'document_uri') return ANYTHING;
  if (variable === 'host') return HOST;
  if (/^(http|cookie)_/.test(variable)) return FIELD;
  return /^(request_uri|args|query_string|arg_\w+)$/.test(variable) ? PRINTABLE : undefined;
}
