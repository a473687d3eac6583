import { isCompose } from '../../project/environment/artefact';
import type { Project } from '../../project/project';

const ENV_FILE = /(^|\/)\.?env([._-][\w.-]*)?$|\.env([._-][\w.-]*)?$|(^|\/)\.envs\//;
const DOCUMENT = /\.(md|rst|txt|html?|adoc)$/i;
const LARGE = 400_000;

/**
 * Whether a file of the workspace speaks of a variable other than by giving it: code of any language, a script, a template. Compose files
 * count where they use it (`${NAME}`). Text is enough: a mention only keeps a rule silent.
 */
export function mentionedElsewhere(project: Project, name: string): boolean {
  const word = new RegExp(`(?<![A-Za-z0-9_])${name}(?![A-Za-z0-9_])`);
  const used = new RegExp(`\\$\\{?${name}(?![A-Za-z0-9_])`);
  return project.listing.some((path) => {
    if (DOCUMENT.test(path)) return false;
    const text = project.files.read(path) ?? '';
    if (text.length > LARGE || !text.includes(name)) return false;
    return ENV_FILE.test(path) || isCompose(path) || path.endsWith('.service') ? used.test(text) : word.test(text);
  });
}
