import type { Place } from '../../base/text';
import type { UnitAssignment, UnitSubject } from '../../project/subjects/unit';
import { type UnitStart, unitStart } from '../../project/subjects/units/starts';
import type { SubjectContext } from '../rule';

/** What a service starts of Django, for a rule about such services; undefined where there is none, which is noted. */
export function startOf(context: SubjectContext<'unit'>): UnitStart | undefined {
  const { project, subject } = context;
  const start = subject.type === 'service' ? unitStart(project, subject) : undefined;
  if (!start) context.notApplicable(`${subject.name} starts nothing of Django`);
  else if (subject.doubt !== undefined) context.unknown(subject.doubt);
  else return start;
  return undefined;
}

/** Where to show that a service lacks something: its section. */
export function servicePlace(unit: UnitSubject, start: UnitStart): Place {
  const { file, keySpan } = start.first.entry;
  return file === unit.file ? { file, span: keySpan } : start.first.entry.place;
}

/** What systemd takes for yes and no; undefined for anything else. Source: systemd.syntax(7), “Boolean arguments”. */
export function booleanOf(entry: UnitAssignment | undefined): boolean | undefined {
  const value = entry?.value.toLowerCase();
  if (value === undefined) return undefined;
  if (/^(1|yes|y|true|t|on)$/.test(value)) return true;
  return /^(0|no|n|false|f|off)$/.test(value) ? false : undefined;
}

/** Whether a unit is for the service manager of one user, where other rules hold: by its folder or by what wants it. */
export function isUserUnit(unit: UnitSubject): boolean {
  return /(^|\/)user\//.test(unit.file) || unit.all('Install', 'WantedBy').some(({ value }) => /\bdefault\.target\b/.test(value));
}

/** The value of `Type=`, or what it is without one. Undefined where a value that systemd does not know stands there. */
export function serviceType(unit: UnitSubject): string | undefined {
  const { value } = unit.one('Service', 'Type') ?? { value: 'simple' };
  return TYPES.has(value) ? value : undefined;
}

const TYPES: ReadonlySet<string> = new Set(['simple', 'exec', 'forking', 'oneshot', 'dbus', 'notify', 'notify-reload', 'idle']);

/** The name of a unit without its ending: `shop` for `shop@.service`. */
export function stemOf(unit: UnitSubject): string {
  return unit.unit.replace(/@?\.\w+$/, '');
}
