import { normalize } from '../../base/paths';
import type { Span } from '../../base/text';

/** One line of a .dockerignore. */
export interface DockerignorePattern {
  readonly negated: boolean;
  readonly span: Span;
  /** Whether it means a path below the folder that is sent, or a folder above the path. */
  matches(path: string): boolean;
}

/**
 * The patterns of a .dockerignore. A name without `/` means one in the topmost folder only, unlike in a .gitignore.
 *
 * Source: https://docs.docker.com/build/concepts/context/#dockerignore-files, package `patternmatcher` of moby.
 */
export function readDockerignore(text: string): readonly DockerignorePattern[] {
  const patterns: DockerignorePattern[] = [];
  let start = text.startsWith('\ufeff') ? 1 : 0;
  for (const line of text.slice(start).split('\n')) {
    const content = line.trim();
    if (content !== '' && !line.startsWith('#')) {
      const from = start + line.indexOf(content);
      const negated = content.startsWith('!');
      const glob = cleaned(negated ? content.slice(1).trim() : content);
      const test = glob === undefined ? undefined : testOf(glob);
      if (test) patterns.push({ negated, span: { start: from, end: from + content.length }, matches: withParents(test) });
    }
    start += line.length + 1;
  }
  return patterns;
}

/** The line that decides about a path below the folder that is sent; undefined where none matches. A `!` may keep what an earlier one left out. */
export function dockerignoreVerdict(
  patterns: readonly DockerignorePattern[],
  path: string,
): { readonly ignored: boolean; readonly pattern: DockerignorePattern } | undefined {
  let verdict: { ignored: boolean; pattern: DockerignorePattern } | undefined;
  for (const pattern of patterns) {
    if (pattern.negated !== (verdict?.ignored ?? false)) continue;
    if (pattern.matches(path)) verdict = { ignored: !pattern.negated, pattern };
  }
  return verdict;
}

function cleaned(glob: string): string | undefined {
  if (glob === '') return undefined;
  const clean = normalize(glob);
  return clean.length > 1 && clean.startsWith('/') ? clean.replace(/^\/+/, '') : clean;
}

function withParents(test: (path: string) => boolean): (path: string) => boolean {
  return (path) => {
    if (test(path)) return true;
    for (let slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) if (test(path.slice(0, slash))) return true;
    return false;
  };
}

function testOf(glob: string): ((path: string) => boolean) | undefined {
  const suffix = glob.startsWith('**') ? glob.slice(2) : undefined;
  // Moby compares the end of such a path as text: `**.pyc` and `**foo` are suffixes, whatever stands before them.
  if (suffix !== undefined && suffix !== '' && !/[*?[\]\\]/.test(suffix))
    return (path) => path.endsWith(suffix) || (suffix.startsWith('/') && path === suffix.slice(1));
  const pattern = compiled(glob);
  return pattern && ((path) => pattern.test(path));
}

function compiled(glob: string): RegExp | undefined {
  let source = '';
  for (let at = 0; at < glob.length; at++) {
    const char = glob[at] ?? '';
    if (char === '*' && glob[at + 1] === '*') {
      at++;
      if (glob[at + 1] === '/') at++;
      source += at + 1 >= glob.length ? '.*' : '(?:.*/)?';
    } else if (char === '*') source += '[^/]*';
    else if (char === '?') source += '[^/]';
    else if (char === '\\' && at + 1 < glob.length) source += `\\${glob[++at]}`;
    else if (char === '[' || char === ']' || char === '-' || char === '^') source += char;
    else source += char.replace(/[.+()|{}$\\/]/g, '\\$&');
  }
  try {
    return new RegExp(`^${source}$`, 's');
  } catch {
    return undefined;
  }
}
