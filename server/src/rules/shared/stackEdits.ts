import type { Place } from '../../base/text';
import type { ComposedPort } from '../../project/compose/model';
import type { Project } from '../../project/project';
import type { Fix } from '../rule';

/** Publishes a port of a container for the machine itself alone. Only the short form, written out, where the file has exactly its text. */
export function toLoopback(project: Project, { form, text, place, sure, published }: ComposedPort): readonly Fix[] {
  if (form !== 'short' || !sure || !published || !/^\d[\d-]*:\d[\d-]*(\/tcp)?$/.test(text)) return [];
  return replaceText(project, place, text, `127.0.0.1:${text}`, 'Publish it on 127.0.0.1 only');
}

/** A fix that puts another text where a file has one exactly once at a place; none where it does not. */
export function replaceText(project: Project, place: Place, from: string, to: string, title: string, safe = false): readonly Fix[] {
  const whole = project.files.read(place.file)?.slice(place.span.start, place.span.end);
  const at = whole?.indexOf(from) ?? -1;
  if (whole === undefined || at < 0 || whole.indexOf(from, at + 1) >= 0) return [];
  const start = place.span.start + at;
  return [{ title, safe, edit: () => [{ file: place.file, edits: [{ span: { start, end: start + from.length }, newText: to }] }] }];
}
