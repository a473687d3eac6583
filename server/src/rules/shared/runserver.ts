import { basename, relativeTo } from '../../base/paths';
import type { Project } from '../../project/project';
import type { ServerSubject } from '../../project/subjects/server';
import type { Fix } from '../rule';

/**
 * The fix that starts gunicorn where a line of a shell or of systemd starts `manage.py runserver`. None where gunicorn is not among the
 * requirements, where not just one wsgi.py can be meant, or where the command is written in an unusual way.
 */
export function startGunicorn(project: Project, { command }: ServerSubject): readonly Fix[] {
  const target = wsgiTarget(project);
  const text = command && project.files.read(command.place.file);
  if (!command || text === undefined || target === undefined || project.requirements?.has('gunicorn') !== true) return [];
  const { start, end } = command.place.span;
  const before = /(?:^|[\s=:'"])((?:[\w./-]*\/)?)python[\d.]*[ \t]+(?:-u[ \t]+)?$/.exec(text.slice(Math.max(0, start - 300), start));
  const written = text.slice(start, end);
  if (!/^(?:\.\/|[\w./-]*\/)?manage\.py[ \t]+\w+(?:[ \t]+[\w.:$[\]{}=-]+)*$/.test(written)) return [];
  const address = command.args.slice(1).find(({ begins, text: whole }) => !(whole ?? begins).startsWith('-'));
  const shown = address && text.slice(address.place.span.start, address.place.span.end);
  const bind = shown === undefined ? '127.0.0.1:8000' : shown.includes(':') ? shown : `127.0.0.1:${shown}`;
  const folder = before?.[1] ?? '';
  const from = before ? start - (before[0].length - (/^[\s=:'"]/.test(before[0]) ? 1 : 0)) : start;
  const newText = `${folder}gunicorn --bind ${bind} ${target}`;
  const edit = () => [{ file: command.place.file, edits: [{ span: { start: from, end }, newText }] }];
  return [{ title: `Start gunicorn with ${target}`, safe: false, edit }];
}

/** `config.wsgi`, where the workspace has just one. */
function wsgiTarget(project: Project): string | undefined {
  const found = new Set(project.profiles.flatMap(({ pythonPath, entry }) => entry.flatMap((path) => moduleOf(pythonPath, path) ?? [])));
  const [only, ...others] = found;
  return others.length === 0 ? only : undefined;
}

function moduleOf(pythonPath: string, path: string): string | undefined {
  if (basename(path) !== 'wsgi.py') return undefined;
  const below = pythonPath === '' ? path : relativeTo(pythonPath, path);
  return below?.replace(/\.py$/, '').replaceAll('/', '.');
}
