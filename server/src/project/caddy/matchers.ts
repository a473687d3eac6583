import type { CaddyToken } from '../../syntax/caddy/parse';
import type { Line } from './expand';

/** What a matcher of a directive asks for. */
export interface Matcher {
  /** Undefined: any path. */
  readonly paths: readonly string[] | undefined;
  readonly isConditional: boolean;
}

export const ANY: Matcher = { paths: undefined, isConditional: false };

/** The named matchers of a block, `@name` with what they ask for. */
export function namedMatchers(lines: readonly Line[]): ReadonlyMap<string, Matcher> {
  return new Map(lines.filter(({ name }) => name.text.startsWith('@')).map((line) => [line.name.text, namedMatcher(line)]));
}

function namedMatcher({ args, body }: Line): Matcher {
  const conditions = body?.map(({ name, args: words }) => ({ name: name.text, words })) ?? [
    { name: args[0]?.text ?? '', words: args.slice(1) },
  ];
  const paths = conditions.filter(({ name }) => name === 'path').flatMap(({ words }) => words);
  const isOther = conditions.some(({ name }) => name !== 'path');
  const isTold = paths.every(isPlain);
  return { paths: paths.length > 0 && isTold ? paths.map(({ text }) => text) : undefined, isConditional: isOther || !isTold };
}

/** The matcher at the start of a directive’s words, and the words behind it. */
export function matcherOf(
  args: readonly CaddyToken[],
  named: ReadonlyMap<string, Matcher>,
): { readonly matcher: Matcher; readonly rest: readonly CaddyToken[] } {
  const [first, ...rest] = args;
  if (first?.text === '*') return { matcher: ANY, rest };
  if (first?.text.startsWith('/') && isPlain(first)) return { matcher: { paths: [first.text], isConditional: false }, rest };
  if (first?.text.startsWith('@')) return { matcher: named.get(first.text) ?? { paths: undefined, isConditional: true }, rest };
  return { matcher: ANY, rest: args };
}

function isPlain({ text, variables }: CaddyToken): boolean {
  return variables.length === 0 && !/[{}]/.test(text);
}

/** Whether a path fits a pattern of Caddy’s: `*` at its start, its end or within, without regard to case. */
export function fits(pattern: string, path: string): boolean {
  const escaped = pattern.toLowerCase().replace(/[.+^$(){}|[\]\\?]/g, '\\$&');
  const isOpen = escaped.endsWith('*');
  const inner = (isOpen ? escaped.slice(0, -1) : escaped).replaceAll('*', '[^/]*');
  const lead = pattern.startsWith('*') ? inner.replace(/^\[\^\/\]\*/, '.*') : inner;
  return new RegExp(`^${lead}${isOpen ? '.*' : ''}$`, 's').test(path.toLowerCase());
}
