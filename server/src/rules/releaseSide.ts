import { parseVersion } from '../base/version';
import type { Project } from '../project/project';
import { allows } from '../project/versions';

/** The release lines of a distribution on both sides of a change, each as text (`3.8`). */
export interface Lines {
  readonly older: readonly string[];
  readonly newer: readonly string[];
}

/** django-csp read a setting for each directive before 4.0. */
export const DJANGO_CSP: Lines = { older: ['3.0', '3.1', '3.2', '3.3', '3.4', '3.5', '3.6', '3.7', '3.8'], newer: ['4.0', '4.1', '5.0'] };

/**
 * Which side of a change a distribution is on, by what the files ask of it. Undefined where that leaves both, or where no file asks for it:
 * then any version may be installed.
 *
 * @param distribution normalised: `django-csp`.
 */
export function sideOf(project: Project, distribution: string, { older, newer }: Lines): keyof Lines | undefined {
  const asked = project.specifiers(distribution);
  const mayBe = (lines: readonly string[]) =>
    asked.length > 0 &&
    lines.some((text) => {
      const line = parseVersion(text);
      return line !== undefined && asked.every((specifier) => allows(specifier, line));
    });
  const [before, after] = [mayBe(older), mayBe(newer)];
  if (before === after) return undefined;
  return before ? 'older' : 'newer';
}
