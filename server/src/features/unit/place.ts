import { basename } from '../../base/paths';
import { contains } from '../../base/text';
import type { Project } from '../../project/project';
import type { UnitSubject } from '../../project/subjects/unit';
import { readUnitFile, type UnitEntry, type UnitFile } from '../../syntax/systemd/unit';

/** A unit's file, or a drop-in, as the editor has it. */
export interface OpenUnit {
  readonly text: string;
  readonly read: UnitFile;
  /** `service`, `socket`, `timer`. */
  readonly type: string;
  /** The unit that the file is a part of; undefined for a sample. */
  readonly subject: UnitSubject | undefined;
}

/** Whether systemd reads a file as a unit, or as a drop-in of one, by its name. */
export function isUnitText(file: string): boolean {
  return typeOf(file) !== undefined;
}

export function openUnit(project: Project, file: string): OpenUnit | undefined {
  const text = project.files.read(file);
  const type = typeOf(file);
  if (text === undefined || type === undefined) return undefined;
  return { text, type, read: readUnitFile(text), subject: project.subjects('unit').find(({ files }) => files.includes(file)) };
}

function typeOf(file: string): string | undefined {
  return /\.(service|socket|timer)$/.exec(file)?.[1] ?? /(?:^|[./])(service|socket|timer)\.d\/[^/]+\.conf$/.exec(file)?.[1];
}

/** The assignment at an offset, and whether the offset is on its key. */
export function entryAt({ read }: OpenUnit, offset: number): { readonly entry: UnitEntry; readonly onKey: boolean } | undefined {
  const entry = read.entries.find(({ span }) => contains(span, offset));
  return entry && { entry, onKey: contains(entry.keySpan, offset) };
}

/** The section that a line at an offset belongs to; undefined above the first header. */
export function sectionAt({ read }: OpenUnit, offset: number): string | undefined {
  return read.sections.findLast(({ span }) => span.start < offset)?.name;
}

/** Files of the workspace that a path of the machine may be: in the folder where the unit works, else by the longest ending that one file has. */
export function filesOfPath(project: Project, subject: UnitSubject | undefined, path: string): readonly string[] {
  if (path.includes('%') || path.includes('$')) return [];
  const folder = subject?.one('Service', 'WorkingDirectory')?.value.replace(/^-/, '').replace(/\/+$/, '');
  if (folder?.startsWith('/') && path.startsWith(`${folder}/`)) {
    const inside = path.slice(folder.length + 1);
    const near = [inside, `${basename(folder)}/${inside}`].filter((one) => project.files.kind(one) === 'file');
    if (near.length > 0) return near.slice(0, 1);
  }
  const parts = path.split('/').filter((part) => part !== '' && part !== '.' && part !== '..');
  for (let from = 0; from < parts.length; from++) {
    const ending = parts.slice(from).join('/');
    const found = project.listing.filter((one) => one === ending || one.endsWith(`/${ending}`));
    if (found.length > 0) return found;
  }
  return [];
}
