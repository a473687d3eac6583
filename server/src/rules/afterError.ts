import { contains } from '../base/text';
import type { EvaluatedSettings } from '../evaluate/settings';
import type { Project } from '../project/project';

/**
 * Whether what comes after the error that stops the settings may give a name another value: then nothing is known of it, since
 * production runs only where that error does not happen. Mentioning the name, or importing everything, is enough for a doubt.
 */
export function mayChangeAfterError(project: Project, { file, raised }: EvaluatedSettings, name: string): boolean {
  if (!raised) return false;
  const stopped = project.python(raised.place.file);
  const statement = stopped?.tree.body.find(({ span }) => contains(span, raised.place.span.start));
  const rest = stopped?.text.slice(statement?.span.start ?? 0) ?? '';
  // Where the module itself imports the file that stops, all of its text may come after.
  const own = raised.place.file === file ? '' : (project.source(file)?.text ?? '');
  return [rest, own].some((text) => /\bimport\s*\(?\s*\*/.test(text) || new RegExp(`\\b${name}\\b`).test(text));
}
