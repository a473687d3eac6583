import { basename, dirname } from '../../base/paths';
import type { Place } from '../../base/text';
import { type ExecCommand, execCommands } from '../../syntax/systemd/exec';
import { readUnitFile, type UnitEntry, type UnitFault, type UnitSection } from '../../syntax/systemd/unit';
import type { Discovery } from '../discover';
import { kindOfPath } from '../environment/names';
import type { ProfileKind } from '../project';
import type { Subject, SubjectFinder } from './subject';
import { dropInsOf } from './units/dropIns';

export type UnitType = 'service' | 'socket' | 'timer';

/** A service, socket or timer of systemd with its drop-ins, as far as the workspace has them. */
export interface UnitSubject extends Subject {
  /** The file of the unit; the others of `files` are drop-ins, in the order in which systemd reads them. */
  readonly file: string;
  /** `shop.service`, `shop@.service`. */
  readonly unit: string;
  readonly type: UnitType;
  readonly sections: readonly (UnitSection & { readonly file: string })[];
  /** All assignments of the unit and then of its drop-ins. */
  readonly entries: readonly UnitAssignment[];
  readonly faults: readonly (UnitFault & { readonly file: string })[];
  /** In words, why systemd may not read it as we do; undefined where it does. */
  readonly doubt: string | undefined;
  /** The commands of `ExecStart=`. */
  readonly starts: readonly UnitCommand[];
  /** Sockets of the workspace that systemd opens for a service. */
  readonly sockets: readonly UnitSubject[];
  /** What a socket or timer starts, where the workspace has it. */
  readonly activates: UnitSubject | undefined;
  /** The assignment of a key that holds; undefined where none does, or where the last one is empty, which is the default again. */
  one(section: string, key: string): UnitAssignment | undefined;
  /** The assignments of a key that may stand several times: those behind the last empty one. */
  all(section: string, key: string): readonly UnitAssignment[];
}

export interface UnitAssignment extends UnitEntry {
  readonly file: string;
  /** The whole assignment. */
  readonly place: Place;
}

/** One command of an assignment. */
export interface UnitCommand extends ExecCommand {
  readonly entry: UnitAssignment;
}

/** Every service, socket and timer of the workspace that is no sample. */
export const unitSubjects: SubjectFinder<UnitSubject> = { search };

const MAX_UNITS = 300;

function search(discovery: Discovery): readonly UnitSubject[] {
  const loose = discovery.roles.units.slice(0, MAX_UNITS).flatMap((path) => unitAt(discovery, path) ?? []);
  return linked(loose);
}

/** The commands of the assignments of `ExecStart=`, `ExecReload=`, …. */
export function commandsOf(unit: UnitSubject, key: string): readonly UnitCommand[] {
  return unit.all('Service', key).flatMap((entry) => execCommands(entry).map((command) => ({ ...command, entry })));
}

type Loose = Omit<UnitSubject, 'sockets' | 'activates'>;

/** A unit by its files; undefined for what is none, or is made to be copied. */
function unitAt(discovery: Discovery, path: string): Loose | undefined {
  const type = typeOf(path);
  const named = kindOfPath(path);
  const text = discovery.read(path);
  if (!type || named === 'sample' || text === undefined) return undefined;
  const first = readUnitFile(text);
  if (!first.sections.some(({ name }) => SECTIONS[type].includes(name))) return undefined;
  const files = [path, ...dropInsOf(discovery.files, path)];
  const read = files.map((file) => ({ file, ...(file === path ? first : readUnitFile(discovery.read(file) ?? '')) }));
  const entries = read.flatMap(({ file, entries: own }) =>
    own.map((entry): UnitAssignment => ({ ...entry, file, place: { file, span: entry.span } })),
  );
  const sections = read.flatMap(({ file, sections: own }) => own.map((section) => ({ ...section, file })));
  const faults = read.flatMap(({ file, faults: own }) => own.map((fault) => ({ ...fault, file })));
  const all = (section: string, key: string): readonly UnitAssignment[] => {
    const own = entries.filter((entry) => entry.section === section && entry.key === key);
    return own.slice(own.findLastIndex(({ value }) => value === '') + 1);
  };
  const kind: ProfileKind = named ?? 'production';
  const unit = basename(path);
  const loose = { name: path, kind, files, file: path, unit, type, sections, entries, faults, doubt: doubtOf(entries, faults), all };
  return {
    ...loose,
    one: (section, key) => all(section, key).at(-1),
    starts: all('Service', 'ExecStart').flatMap((entry) => execCommands(entry).map((command) => ({ ...command, entry }))),
  };
}

/** What is filled in before systemd reads it. */
const PLACEHOLDER = /\{\{|\{%|__[A-Z_]+__|@[A-Z_]{3,}@|<[A-Za-z][\w -]*>/;
const SECTIONS: Readonly<Record<UnitType, readonly string[]>> = {
  service: ['Service'],
  socket: ['Socket'],
  timer: ['Timer'],
};

function typeOf(path: string): UnitType | undefined {
  const ending = /\.(service|socket|timer)$/.exec(path)?.[1];
  return ending === 'service' || ending === 'socket' || ending === 'timer' ? ending : undefined;
}

function doubtOf(entries: readonly UnitEntry[], faults: readonly (UnitFault & { readonly file: string })[]): string | undefined {
  const header = faults.find(({ kind }) => kind === 'header');
  if (header) return `systemd gives ${header.file} up at a line that is no section`;
  const blank = faults.find(({ kind }) => kind === 'blank-behind-backslash');
  if (blank) return `versions of systemd read a line of ${blank.file} differently: white space stands behind its backslash`;
  const isTemplate =
    entries.some(({ key, value }) => PLACEHOLDER.test(`${key}=${value}`)) || faults.some(({ kind }) => kind === 'no-equals');
  return isTemplate ? 'it seems to be a template that something fills in' : undefined;
}

/** Services with their sockets, and sockets and timers with what they start: by name in the same folder, else where one name is one file. */
function linked(loose: readonly Loose[]): readonly UnitSubject[] {
  const found = new Map<Loose, UnitSubject>();
  const near = (from: Loose, unit: string): Loose | undefined => {
    const named = loose.filter((one) => one.unit === unit);
    return named.find((one) => dirname(one.file) === dirname(from.file)) ?? (named.length === 1 ? named[0] : undefined);
  };
  const activated = (one: Loose): Loose | undefined => (one.type === 'service' ? undefined : near(one, startedBy(one)));
  const socketsOf = (service: Loose): readonly Loose[] => {
    const named = service.all('Service', 'Sockets').flatMap(({ value }) => value.split(/\s+/).flatMap((name) => near(service, name) ?? []));
    return [...new Set([...loose.filter((one) => one.type === 'socket' && activated(one) === service), ...named])];
  };
  const subjectOf = (one: Loose): UnitSubject => {
    const known = found.get(one);
    if (known) return known;
    const subject: UnitSubject = {
      ...one,
      get sockets() {
        return one.type === 'service' ? socketsOf(one).map(subjectOf) : [];
      },
      get activates() {
        const target = activated(one);
        return target && subjectOf(target);
      },
    };
    found.set(one, subject);
    return subject;
  };
  return loose.map(subjectOf);
}

/** The unit that a socket or timer starts, by its name. Sources: systemd.socket(5), `Service=`, `Accept=`; systemd.timer(5), `Unit=`. */
function startedBy(unit: Loose): string {
  const stem = unit.unit.replace(/\.\w+$/, '');
  if (unit.type === 'timer') return unit.one('Timer', 'Unit')?.value ?? `${stem}.service`;
  const accepts = /^(1|y|yes|t|true|on)$/i.test(unit.one('Socket', 'Accept')?.value ?? '');
  return accepts ? `${stem}@.service` : (unit.one('Socket', 'Service')?.value ?? `${stem}.service`);
}
