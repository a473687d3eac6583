import type { Project } from '../project/project';

/**
 * Of some names, those that no Python file of the workspace mentions other than by setting them or in a comment of its own line.
 * What some code may read is nobody's mistake. Looks at text, so that `getattr(settings, "NAME")` counts as reading.
 *
 * @param first files that are likely to mention them, and are looked at before the whole workspace is listed.
 */
export function unmentioned(project: Project, names: readonly string[], first: readonly string[]): readonly string[] {
  const keep = (left: readonly string[], path: string) => {
    const text = left.length === 0 ? undefined : project.files.read(path);
    return text === undefined ? left : left.filter((name) => !mentions(text, name));
  };
  return first.reduce(keep, names).filter((name) => !project.derived((asked) => mentionedIn(asked, name), `mentions ${name}`));
}

function mentionedIn({ listing, files }: Project, name: string): boolean {
  return listing.some((path) => path.endsWith('.py') && mentions(files.read(path) ?? '', name));
}

/** Whether a text mentions a name other than by setting it. */
export function mentions(text: string, name: string): boolean {
  if (!text.includes(name)) return false;
  return [...text.matchAll(new RegExp(`\\b${name}\\b`, 'g'))].some((match) => !isBinding(text, match.index, name.length));
}

/** `NAME = …`, `NAME: type = …` or `NAME += …` at the start of a line, or a line that is a comment. */
function isBinding(text: string, index: number, length: number): boolean {
  const start = Math.max(text.lastIndexOf('\n', index), text.lastIndexOf('\r', index)) + 1;
  const before = text.slice(start, index).trim();
  if (before.startsWith('#')) return true;
  return before === '' && /^[ \t]*(:[ \t]*[\w.[\], |"']+)?[+|]?=(?!=)/.test(text.slice(index + length, index + length + 200));
}
