import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '../..');

/** Texts by path, relative to the root. */
export type Texts = ReadonlyMap<string, string>;

const IGNORED = readFileSync(join(ROOT, '.gitignore'), 'utf8')
  .split('\n')
  .map((line) => line.trim())
  .filter((line) => line !== '');

/** Every file that the repository keeps: what lies in the folder and is not ignored. Asks the disk, since an archive has no git. */
export function keptFiles(folder = ''): readonly string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.name === '.git' || isIgnored(entry.name, entry.isDirectory())) return [];
    if (entry.isDirectory()) return keptFiles(path);
    return entry.isFile() ? [path] : [];
  });
}

/** The kept files that hold text, below some folders or with some names. */
export function keptTexts(wanted: (path: string) => boolean = () => true): Texts {
  const texts = new Map<string, string>();
  for (const path of keptFiles()) {
    if (!wanted(path)) continue;
    const bytes = readFileSync(join(ROOT, path));
    if (!bytes.includes(0)) texts.set(path, bytes.toString('utf8'));
  }
  return texts;
}

/** The sources of one part of the product: `server`, `client`. */
export function sourcesOf(part: 'server' | 'client'): Texts {
  return keptTexts((path) => path.startsWith(`${part}/src/`) && path.endsWith('.ts'));
}

export function readJson(path: string) {
  return JSON.parse(readFileSync(join(ROOT, path), 'utf8'));
}

export function isFile(path: string): boolean {
  return statSync(join(ROOT, path), { throwIfNoEntry: false })?.isFile() ?? false;
}

export function exists(path: string): boolean {
  return statSync(join(ROOT, path), { throwIfNoEntry: false }) !== undefined;
}

/** `path:line: text` for every match of a pattern, which has to be global. */
export function hits(texts: Texts, pattern: RegExp): readonly string[] {
  return [...texts].flatMap(([path, text]) =>
    [...text.matchAll(pattern)].map((match) => `${path}:${text.slice(0, match.index).split('\n').length}: ${match[0].trim()}`),
  );
}

/** The forms of .gitignore that ours uses: `folder/`, `*.ending`, `name`. */
function isIgnored(name: string, isFolder: boolean): boolean {
  return IGNORED.some((line) => {
    if (line.endsWith('/')) return isFolder && name === line.slice(0, -1);
    return line.startsWith('*') ? name.endsWith(line.slice(1)) : name === line;
  });
}
