import type { Place } from '../../base/text';
import type { EvaluatedSettings, Setting } from '../../evaluate/settings';
import type { Profile, Project } from '../../project/project';
import type { FileEdit } from '../rule';

/** What an edit has to know. A `SettingsContext` is one as it stands; `gunicornScope` makes one of a configuration file of gunicorn. */
export interface EditScope {
  readonly project: Project;
  readonly settings: EvaluatedSettings;
  /** Absent for a configuration file that stands alone. */
  readonly profile?: Profile;
}

/** The edits of a fix; undefined where no edit can be made with certainty. */
export type Edits = readonly FileEdit[] | undefined;

export function gunicornScope(project: Project, settings: EvaluatedSettings): EditScope {
  return { project, settings };
}

/** The setting of that name, in upper or lower case. */
export function settingOf(scope: EditScope, name: string): Setting | undefined {
  return scope.settings.settings.get(name) ?? scope.settings.names.get(name);
}

/** Several edits as one, each file once; undefined when one of them cannot be made. */
export function together(...parts: readonly Edits[]): Edits {
  const files = new Map<string, FileEdit>();
  for (const part of parts) {
    if (!part) return undefined;
    for (const one of part) files.set(one.file, { ...one, edits: [...(files.get(one.file)?.edits ?? []), ...one.edits] });
  }
  return [...files.values()];
}

/** The source text at a place of a Python file. */
export function sourceAt(scope: EditScope, place: Place): string | undefined {
  return scope.project.python(place.file)?.text.slice(place.span.start, place.span.end);
}
