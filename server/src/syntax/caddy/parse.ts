import type { Span } from '../../base/text';
import { type CaddyProblem, type CaddyToken, caddyTokens } from './lexer';

export type { CaddyProblem, CaddyToken, CaddyVariable } from './lexer';

/** A Caddyfile as a tree. */
export interface CaddyFile {
  readonly blocks: readonly CaddyBlock[];
  readonly problems: readonly CaddyProblem[];
}

export interface CaddyBlock {
  readonly kind: 'global' | 'snippet' | 'route' | 'site';
  /** The addresses of a site, `(name)` of a snippet, `&(name)` of a route. Commas are taken off. */
  readonly keys: readonly CaddyToken[];
  /** Undefined for the last site of a file, which may stand without braces. */
  readonly open: Span | undefined;
  readonly close: Span | undefined;
  readonly body: readonly CaddyDirective[];
  readonly span: Span;
}

export interface CaddyDirective {
  readonly name: CaddyToken;
  /** Those on its line. */
  readonly args: readonly CaddyToken[];
  readonly block: { readonly open: Span; readonly close: Span | undefined; readonly body: readonly CaddyDirective[] } | undefined;
  /** From its name to its last word, its block not included. */
  readonly head: Span;
  readonly span: Span;
}

interface State {
  readonly tokens: readonly CaddyToken[];
  readonly problems: CaddyProblem[];
  at: number;
}

const MAX_DEPTH = 200;

/** Reads a Caddyfile. Never fails: what is wrong is a problem, and the rest is read. Source: caddyconfig/caddyfile/parse.go of Caddy 2. */
export function parseCaddy(text: string): CaddyFile {
  const { tokens, problems } = caddyTokens(text);
  const state: State = { tokens, problems: [...problems], at: 0 };
  const blocks: CaddyBlock[] = [];
  while (state.at < tokens.length) {
    const block = blockAt(state, blocks.every(isBeforeSites));
    if (block) blocks.push(block);
  }
  return { blocks, problems: state.problems };
}

/** Snippets and imports may stand above the global options. */
function isBeforeSites({ kind, open }: CaddyBlock): boolean {
  return kind === 'snippet' || (kind === 'global' && open === undefined);
}

function blockAt(state: State, isFirst: boolean): CaddyBlock | undefined {
  const start = state.at;
  const first = state.tokens[start];
  if (!first) return undefined;
  if (isClose(first)) {
    state.problems.push({ message: 'a closing brace without an opening one', span: first.span });
    state.at++;
    return undefined;
  }
  if (isOpen(first)) {
    if (!isFirst) state.problems.push({ message: 'a block without an address; global options stand at the top', span: first.span });
    return closedBlock(state, 'global', []);
  }
  const keys = keysAt(state);
  const [key] = keys;
  const kind = key && keys.length === 1 && /^\(.*\)$/.test(key.text) ? 'snippet' : key && /^&\(.*\)$/.test(key.text) ? 'route' : 'site';
  const next = state.tokens[state.at];
  if (next && isOpen(next) && next.line === (state.tokens[state.at - 1]?.lastLine ?? next.line)) return closedBlock(state, kind, keys);
  // `import` may stand outside of every site.
  if (key?.text === 'import') {
    const [name, ...args] = keys;
    const span = { start: key.span.start, end: (keys.at(-1) ?? key).span.end };
    const directive = name && { name, args, block: undefined, head: span, span };
    return { kind: 'global', keys: [], open: undefined, close: undefined, body: directive ? [directive] : [], span };
  }
  // Without braces a site goes on to the end of the file.
  const body = bodyUntilClose(state, 0, true);
  const end = state.tokens.at(-1)?.span.end ?? first.span.end;
  return { kind, keys, open: undefined, close: undefined, body, span: { start: first.span.start, end } };
}

/** The addresses at the start of a block: those of one line, and of the next where a comma ends it. */
function keysAt(state: State): readonly CaddyToken[] {
  const keys: CaddyToken[] = [];
  for (;;) {
    const token = state.tokens[state.at];
    const before = state.tokens[state.at - 1];
    if (!token || isOpen(token)) return keys;
    if (keys.length > 0 && before && token.line !== before.lastLine && !before.text.endsWith(',')) return keys;
    state.at++;
    const bare = token.quote === undefined ? token.text.replace(/,$/, '') : token.text;
    for (const part of token.quote === undefined ? split(token, bare) : [token]) keys.push(part);
  }
}

/** `a.org,b.org` are two addresses. */
function split(token: CaddyToken, bare: string): readonly CaddyToken[] {
  const out: CaddyToken[] = [];
  let at = token.span.start;
  for (const text of bare.split(',')) {
    const span = { start: at, end: at + text.length };
    if (text !== '')
      out.push({
        ...token,
        text,
        span,
        variables: token.variables.filter((one) => one.span.start >= span.start && one.span.end <= span.end),
      });
    at += text.length + 1;
  }
  return out;
}

function closedBlock(state: State, kind: CaddyBlock['kind'], keys: readonly CaddyToken[]): CaddyBlock {
  const opening = state.tokens[state.at];
  const open = opening?.span ?? { start: 0, end: 0 };
  state.at++;
  const body = bodyUntilClose(state, 0, false);
  const close = closeOf(state, open);
  const start = keys[0]?.span.start ?? open.start;
  return { kind, keys, open, close, body, span: { start, end: close?.end ?? body.at(-1)?.span.end ?? open.end } };
}

function closeOf(state: State, open: Span): Span | undefined {
  const token = state.tokens[state.at];
  if (token && isClose(token)) {
    state.at++;
    return token.span;
  }
  state.problems.push({ message: 'a brace is not closed', span: open });
  return undefined;
}

/** Directives up to the brace that closes their block, or to the end. */
function bodyUntilClose(state: State, depth: number, toTheEnd: boolean): readonly CaddyDirective[] {
  const body: CaddyDirective[] = [];
  for (;;) {
    const token = state.tokens[state.at];
    if (!token) return body;
    if (isClose(token)) {
      if (!toTheEnd) return body;
      state.problems.push({ message: 'a closing brace without an opening one', span: token.span });
      state.at++;
      continue;
    }
    body.push(directiveAt(state, token, depth));
  }
}

function directiveAt(state: State, name: CaddyToken, depth: number): CaddyDirective {
  state.at++;
  const args: CaddyToken[] = [];
  let last = name;
  for (;;) {
    const token = state.tokens[state.at];
    if (!token || token.line !== last.lastLine || (isClose(token) && name !== token)) break;
    if (isOpen(token)) {
      const head = { start: name.span.start, end: last.span.end };
      if (depth >= MAX_DEPTH) {
        state.problems.push({ message: 'blocks are nested too deeply', span: token.span });
        state.at = state.tokens.length;
        return { name, args, block: undefined, head, span: head };
      }
      state.at++;
      const body = bodyUntilClose(state, depth + 1, false);
      const close = closeOf(state, token.span);
      const end = close?.end ?? body.at(-1)?.span.end ?? token.span.end;
      return { name, args, block: { open: token.span, close, body }, head, span: { start: head.start, end } };
    }
    args.push(token);
    last = token;
    state.at++;
  }
  const span = { start: name.span.start, end: last.span.end };
  return { name, args, block: undefined, head: span, span };
}

function isOpen(token: CaddyToken): boolean {
  return token.text === '{' && token.quote === undefined;
}

function isClose(token: CaddyToken): boolean {
  return token.text === '}' && token.quote === undefined;
}
