/**
 * URIs and paths as text. Clients escape URIs differently (`c%3A` and `C:`, `%40` and `@`), so two of them are compared unescaped.
 */

/** The path of `uri` below `folder`, with `/`; '' for the folder itself; undefined when it is elsewhere or malformed. */
export function pathBelow(folder: string, uri: string): string | undefined {
  const root = unescaped(folder);
  const whole = unescaped(uri);
  if (root === undefined || whole === undefined) return undefined;
  const base = root.endsWith('/') ? root : `${root}/`;
  if (`${whole}/` === base) return '';
  if (!whole.startsWith(base)) return undefined;
  const path = whole.slice(base.length);
  return path.split('/').includes('..') ? undefined : path;
}

/** The URI of a path below a folder, escaped as VS Code escapes it. */
export function uriBelow(folder: string, path: string): string {
  const base = folder.endsWith('/') ? folder.slice(0, -1) : folder;
  return [base, ...path.split('/').map(escaped)].join('/');
}

/** The last part of a URI, unescaped: what people call the folder. */
export function nameOf(uri: string): string {
  const whole = unescaped(uri)?.replace(/\/+$/, '') ?? uri;
  return whole.slice(whole.lastIndexOf('/') + 1);
}

/** The absolute path of a `file:` URI, with `/`; undefined for any other. `file:///c%3A/x` is `c:/x`. */
export function filePath(uri: string): string | undefined {
  const match = /^file:\/\/([^/?#]*)(\/[^?#]*)?$/i.exec(uri);
  const path = match ? decoded(match[2] ?? '/') : undefined;
  if (!match || path === undefined || path.includes('\0')) return undefined;
  if (match[1] && match[1] !== 'localhost') return `//${match[1]}${path}`;
  return /^\/[A-Za-z]:/.test(path) ? path.slice(1) : path;
}

/** Unescaped, with the scheme and a Windows drive letter in lower case; query and fragment dropped. */
function unescaped(uri: string): string | undefined {
  const match = /^([A-Za-z][\w+.-]*):([^?#]*)/.exec(uri);
  const rest = match ? decoded(match[2] ?? '') : undefined;
  if (!match || rest === undefined) return undefined;
  const drive = rest.replace(/^(\/\/[^/]*\/)([A-Za-z])(?=:)/, (_, lead: string, letter: string) => lead + letter.toLowerCase());
  return `${(match[1] ?? '').toLowerCase()}:${drive}`;
}

function escaped(part: string): string {
  return encodeURIComponent(part).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
