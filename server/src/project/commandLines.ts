import { basename, dirname, join, normalize } from '../base/paths';
import type { Files } from '../host/files';

/** Whether a file may hold the command that starts a server. */
export function mayStartServer(path: string): boolean {
  const name = basename(path);
  return (
    /^(Procfile|Dockerfile|Containerfile)/.test(name) ||
    /\.(service|sh|dockerfile)$/i.test(name) ||
    /^(docker-)?compose[\w.-]*\.ya?ml$/.test(name)
  );
}

/**
 * Configuration files that `gunicorn … -c FILE` command lines in a text name, as paths below the root that exist.
 * A path is tried below the folder of the file, then as any ending of it below the root: inside an image it is absolute.
 */
export function gunicornConfigsNamedIn(files: Files, path: string, text: string): readonly string[] {
  const found = new Set<string>();
  const joined = text.replace(/\\\r?\n/g, ' ');
  for (const line of joined.split(/\r?\n/)) {
    if (!/\bgunicorn\b/.test(line)) continue;
    for (const match of line.matchAll(/(?:^|[\s"',[])(?:-c|--config)(?:["']?\s*,\s*["']?|=|\s+)["']?(?:file:)?([^\s"',\]]+\.py)\b/g)) {
      const file = resolve(files, dirname(path), match[1] ?? '');
      if (file) found.add(file);
    }
  }
  return [...found];
}

function resolve(files: Files, folder: string, named: string): string | undefined {
  const parts = normalize(named)
    .split('/')
    .filter((part) => part !== '' && part !== '.' && part !== '..' && !part.startsWith('$'));
  const near = normalize(join(folder, named));
  if (!named.startsWith('/') && files.kind(near) === 'file') return near;
  for (let from = 0; from < parts.length; from++) {
    const ending = parts.slice(from).join('/');
    const beside = folder === '' ? ending : `${folder}/${ending}`;
    for (const candidate of [beside, ending]) if (files.kind(candidate) === 'file') return candidate;
  }
  return undefined;
}
