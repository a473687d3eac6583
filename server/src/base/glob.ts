/**
 * A test for paths below the root, from globs as in .gitignore: `*` and `?` stay within a folder, `**` crosses folders,
 * a glob without `/` matches a name at any depth, and a match of a folder covers all that is in it.
 */
export function globTest(globs: readonly string[]): (path: string) => boolean {
  const patterns = globs.map(globPattern);
  return (path) => patterns.some((pattern) => pattern.test(path));
}

function globPattern(glob: string): RegExp {
  const trimmed = glob.replace(/^\.?\//, '').replace(/\/+$/, '');
  const anchored = glob.startsWith('/') || trimmed.includes('/');
  let source = '';
  for (let at = 0; at < trimmed.length; at++) {
    const char = trimmed[at] ?? '';
    if (char === '*' && trimmed[at + 1] === '*') {
      at += trimmed[at + 2] === '/' ? 2 : 1;
      source += trimmed[at] === '/' ? '(?:.*/)?' : '.*';
    } else if (char === '*') source += '[^/]*';
    else if (char === '?') source += '[^/]';
    else source += char.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  }
  return new RegExp(`^${anchored ? '' : '(?:.*/)?'}${source}(?:/.*)?$`);
}
