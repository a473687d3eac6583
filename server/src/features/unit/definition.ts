import { contains, type Place } from '../../base/text';
import { unitKeyKind } from '../../knowledge/systemd';
import type { Project } from '../../project/project';
import { placedWords } from '../../syntax/systemd/unit';
import { entryAt, filesOfPath, openUnit } from './place';

/** Where the file or unit that is named at an offset lies in the workspace: files of variables, other units, scripts of commands. */
export function unitDefinition(project: Project, file: string, offset: number): readonly Place[] {
  const open = openUnit(project, file);
  const at = open && entryAt(open, offset);
  if (!open || !at || at.onKey) return [];
  const { entry } = at;
  const kind = unitKeyKind(entry.section, entry.key);
  if (kind === 'environmentFile') return filesOfPath(project, open.subject, entry.value.replace(/^-/, '')).map(startOf);
  const word = placedWords(entry).find(({ span }) => contains(span, offset));
  if (!word) return [];
  if (kind === 'units' || kind === 'unit' || NAMES_UNITS.test(entry.key)) return unitsNamed(project, word.raw).map(startOf);
  if (kind !== 'command') return [];
  const path = word.raw.replace(/^[@:+!|-]+/, '').replace(/^--?[\w-]+=/, '');
  // A word alone may be anything; a path, or a file by its ending, is one.
  return /\/|\.(sh|py|ini|toml|ya?ml|conf)$/.test(path) ? filesOfPath(project, open.subject, path).map(startOf) : [];
}

const NAMES_UNITS = /^(Sockets|WantedBy|RequiredBy|Also|Alias)$/;

/** Files of a unit with the name; an instance is that of its template. */
function unitsNamed(project: Project, name: string): readonly string[] {
  const template = name.replace(/@[^.]+\./, '@.');
  return project.subjects('unit').flatMap(({ unit, file }) => (unit === name || unit === template ? file : []));
}

function startOf(file: string): Place {
  return { file, span: { start: 0, end: 0 } };
}
