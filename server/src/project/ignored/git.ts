import { basename, dirname, join } from '../../base/paths';
import type { Place } from '../../base/text';
import type { Files } from '../../host/files';
import { type GitignorePattern, readGitignore } from '../../syntax/ignore/gitignore';

export interface GitVerdict {
  readonly ignored: boolean;
  /** The line that decides; undefined where none matches. */
  readonly by: Place | undefined;
}

/**
 * What git makes of a path that it does not track yet: .gitignore files of its folder and of those above it, a nearer one before a farther
 * one, and what the repository excludes on this machine. What lies in an ignored folder is ignored, whatever is said of it.
 */
export function gitVerdict(files: Files, path: string): GitVerdict {
  const parts = path.split('/');
  for (let depth = 1; depth <= parts.length; depth++) {
    const entry = parts.slice(0, depth).join('/');
    const verdict = verdictOf(files, entry, depth < parts.length || files.kind(path) === 'directory');
    if (verdict.ignored || depth === parts.length) return verdict;
  }
  return { ignored: false, by: undefined };
}

export function gitIgnored(files: Files, path: string): boolean {
  return gitVerdict(files, path).ignored;
}

/** Whether the workspace looks like the top of a repository: elsewhere a .gitignore that nobody sees may say more. */
export function isRepository(files: Files): boolean {
  return files.kind('.git') !== undefined || files.kind('.gitignore') === 'file';
}

function verdictOf(files: Files, entry: string, isFolder: boolean): GitVerdict {
  for (const { file, folder } of sourcesFor(entry)) {
    const text = files.read(file);
    if (text === undefined) continue;
    const below = folder === '' ? entry : entry.slice(folder.length + 1);
    const match = readGitignore(text).findLast((pattern: GitignorePattern) => pattern.matches(below, isFolder));
    if (match) return { ignored: !match.negated, by: { file, span: match.span } };
  }
  return { ignored: false, by: undefined };
}

/** The nearest first. */
function sourcesFor(entry: string): readonly { readonly file: string; readonly folder: string }[] {
  const sources: { file: string; folder: string }[] = [];
  for (let folder = dirname(entry); folder !== ''; folder = dirname(folder)) sources.push({ file: join(folder, '.gitignore'), folder });
  sources.push({ file: '.gitignore', folder: '' });
  if (basename(entry) !== '.git') sources.push({ file: '.git/info/exclude', folder: '' });
  return sources;
}
