/** POSIX paths as text. The engine knows files by their path below the workspace root, with `/`; nothing here touches a disk. */

/** Joins and normalises; an absolute later part wins, as in Python's `os.path.join`. */
export function join(...parts: readonly string[]): string {
  let path = '';
  for (const part of parts) {
    if (part.startsWith('/') || path === '') path = part;
    else path = path.endsWith('/') ? path + part : `${path}/${part}`;
  }
  return path;
}

/** Python's `posixpath.normpath`. */
export function normalize(path: string): string {
  if (path === '') return '.';
  const lead = path.startsWith('//') && !path.startsWith('///') ? '//' : path.startsWith('/') ? '/' : '';
  const out: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..' || (lead === '' && out.length === 0) || out.at(-1) === '..') out.push(part);
    else out.pop();
  }
  return lead + out.join('/') || '.';
}

/** Python's `posixpath.dirname`. */
export function dirname(path: string): string {
  const at = path.lastIndexOf('/') + 1;
  const head = path.slice(0, at);
  return /^\/*$/.test(head) ? head : head.replace(/\/+$/, '');
}

export function basename(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** `path` below `root` as a relative path; undefined when it is elsewhere. Both absolute and normalised. */
export function relativeTo(root: string, path: string): string | undefined {
  if (path === root) return '';
  const prefix = root.endsWith('/') ? root : `${root}/`;
  return path.startsWith(prefix) ? path.slice(prefix.length) : undefined;
}
