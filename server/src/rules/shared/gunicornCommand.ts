import { basename, relativeTo } from '../../base/paths';
import type { Project } from '../../project/project';
import type { ImageSubject } from '../../project/subjects/image';
import { type DockerfileEdits, replaceInstruction } from '../edit/dockerfile';

/**
 * A CMD of an image that starts gunicorn where it starts runserver now. Undefined where gunicorn is not among the requirements, where not
 * just one wsgi.py of the workspace can be meant, and where the command does not stand in a CMD of the Dockerfile.
 */
export function gunicornCommand(
  project: Project,
  image: ImageSubject,
): { readonly target: string; readonly edit: () => DockerfileEdits } | undefined {
  const { start, cmd, file } = image;
  const place = start?.command.place;
  if (!start || !cmd || place?.file !== file || place.span.start < cmd.span.start || place.span.end > cmd.span.end) return undefined;
  if (image.entrypoint || project.requirements?.has('gunicorn') !== true) return undefined;
  const targets = new Set(project.profiles.flatMap(({ pythonPath, entry }) => entry.flatMap((path) => targetOf(pythonPath, path) ?? [])));
  const [target, ...others] = targets;
  if (target === undefined || others.length > 0) return undefined;
  const address = start.command.args.map(({ text }) => text ?? '').find((text) => /^([\d.]+:)?\d{2,5}$/.test(text));
  const port = address?.replace(/^.*:/, '') ?? '8000';
  const edit = () => replaceInstruction(project, file, cmd, `CMD ["gunicorn", "--bind", "0.0.0.0:${port}", "${target}"]`);
  return { target, edit };
}

function targetOf(pythonPath: string, path: string): string | undefined {
  if (basename(path) !== 'wsgi.py') return undefined;
  const below = pythonPath === '' ? path : relativeTo(pythonPath, path);
  return below?.replace(/\.py$/, '').replaceAll('/', '.');
}
