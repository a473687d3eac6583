import type { Place, TextEdit } from '../../base/text';
import type { EvaluatedSettings, Setting } from '../../evaluate/settings';
import type { Profile, Project } from '../../project/project';
import type { FileEdit, GunicornContext } from '../rule';

/** What an edit has to know. A `SettingsContext` is one as it stands; `gunicornScope` makes one of a `GunicornContext`. */
export interface EditScope {
  readonly project: Project;
  readonly settings: EvaluatedSettings;
  /** Absent for a configuration file that stands alone. */
  readonly profile?: Profile;
}

/** The edits of a fix; undefined where no edit can be made with certainty. */
export type Edits = readonly FileEdit[] | undefined;

export function gunicornScope(context: GunicornContext): EditScope {
  return { project: context.project, settings: context.config };
}

/** The setting of that name, in upper or lower case. */
export function settingOf(scope: EditScope, name: string): Setting | undefined {
  return scope.settings.settings.get(name) ?? scope.settings.names.get(name);
}

/** Several edits as one, each file once; undefined when one of them cannot be made. */
export function together(...parts: readonly Edits[]): Edits {
  const files = new Map<string, TextEdit[]>();
  for (const part of parts) {
    if (!part) return undefined;
    for (const { file, edits } of part) files.set(file, [...(files.get(file) ?? []), ...edits]);
  }
  return [...files].map(([file, edits]) => ({ file, edits }));
}

/** The source text at a place of a Python file. */
export function sourceAt(scope: EditScope, place: Place): string | undefined {
  return scope.project.python(place.file)?.text.slice(place.span.start, place.span.end);
}
