import type { Place } from '../../../base/text';
import { sectionsOfKey, type UnitValueKind, unitKeyKind, unitSections } from '../../../knowledge/systemd';
import type { UnitFault, UnitSection } from '../../../syntax/systemd/unit';
import { type CommandFault, commandFault } from './commandFaults';
import { isRefusedValue } from './valueFaults';

/** A line that systemd leaves out, or for which it refuses the unit. */
export interface UnitProblem {
  readonly kind: 'section' | 'key' | 'value' | 'environment' | 'line' | 'outside' | 'header' | 'command' | 'unit';
  readonly place: Place;
  /** The unit does not start at all. */
  readonly isFatal: boolean;
  /** The section, the key, or in words what is wrong. */
  readonly subject: string;
  /** For a key: the sections that know it. */
  readonly sections?: readonly string[];
}

/** What of a unit is judged. */
export interface UnitText {
  readonly type: 'service' | 'socket' | 'timer';
  readonly file: string;
  readonly sections: readonly (UnitSection & { readonly file: string })[];
  readonly entries: readonly UnitLine[];
  readonly faults: readonly (UnitFault & { readonly file: string })[];
}

type UnitLine = Parameters<typeof commandFault>[0] & { readonly file: string };

/**
 * What systemd refuses in a unit with its drop-ins, in their order: lines, sections and keys that it does not know, values of the keys that we read, and
 * what it asks of the unit as a whole. What it warns of besides (programs that are not there) is about the machine.
 */
export function unitProblems(unit: UnitText): readonly UnitProblem[] {
  const known = unitSections(unit.type);
  const all = [
    ...unit.faults.flatMap((fault) => lineProblem(fault) ?? []),
    ...unit.sections.flatMap((section) => sectionProblem(section, known) ?? []),
    ...unit.entries.filter(({ section }) => known.includes(section)).flatMap(entryProblems),
  ];
  // systemd gives a file up at the first line that stops the unit; what stands behind it is not read.
  const stops = all.filter(({ isFatal }) => isFatal);
  const isRead = ({ place }: UnitProblem) =>
    !stops.some((stop) => stop.place.file === place.file && stop.place.span.start < place.span.start);
  const found = all.filter(isRead);
  const whole =
    stops.length > 0
      ? undefined
      : wholeProblem(
          unit,
          unit.entries.filter(({ section }) => section === known[1]),
        );
  return whole === undefined ? found : [...found, whole];
}

function sectionProblem({ name, nameSpan, file }: UnitText['sections'][number], known: readonly string[]): UnitProblem | undefined {
  if (known.includes(name) || name.startsWith('X-')) return undefined;
  return { kind: 'section', place: { file, span: nameSpan }, isFatal: false, subject: name };
}

function lineProblem({ kind, span, file }: UnitFault & { readonly file: string }): UnitProblem | undefined {
  const place = { file, span };
  if (kind === 'blank-behind-backslash') return undefined;
  if (kind === 'header') return { kind: 'header', place, isFatal: true, subject: 'a line that is no section' };
  if (kind === 'outside-section') return { kind: 'outside', place, isFatal: false, subject: 'an assignment before every section' };
  return { kind: 'line', place, isFatal: false, subject: kind === 'no-key' ? 'a line without a key' : 'a line without =' };
}

function entryProblems(entry: UnitLine): readonly UnitProblem[] {
  const { section, key, keySpan, valueSpan, file } = entry;
  if (key.startsWith('X-')) return [];
  const kind = unitKeyKind(section, key);
  if (kind === undefined) {
    return [{ kind: 'key', place: { file, span: keySpan }, isFatal: false, subject: key, sections: sectionsOfKey(key) }];
  }
  if (kind === 'command') return commandProblem(entry, commandFault(entry));
  if (kind === 'environment') return environmentProblems(entry);
  if (!isRefusedValue(kind, entry.value)) return [];
  return [{ kind: 'value', place: { file, span: valueSpan }, isFatal: FATAL.has(kind), subject: key }];
}

const FATAL: ReadonlySet<UnitValueKind> = new Set(['workingDirectory', 'account']);

function commandProblem({ file, valueSpan }: UnitLine, fault: CommandFault | undefined): readonly UnitProblem[] {
  return fault ? [{ kind: 'command', place: { file, span: valueSpan }, isFatal: fault.isFatal, subject: fault.reason }] : [];
}

/** Words that are no assignments; a quote that is not closed. */
function environmentProblems(entry: UnitLine): readonly UnitProblem[] {
  const { file, valueSpan, value, key } = entry;
  return isRefusedValue('environment', value)
    ? [{ kind: 'environment', place: { file, span: valueSpan }, isFatal: false, subject: key }]
    : [];
}

/** What systemd asks of a unit as a whole. Sources: `service_verify`, `socket_verify` and `timer_verify` of systemd. */
function wholeProblem({ type, file, sections }: UnitText, entries: readonly UnitLine[]): UnitProblem | undefined {
  const reason = type === 'service' ? serviceProblem(entries) : type === 'socket' ? socketProblem(entries) : timerProblem(entries);
  const own = sections.find(({ name }) => name.toLowerCase() === type) ?? sections[0];
  return reason === undefined
    ? undefined
    : { kind: 'unit', place: { file, span: own?.span ?? { start: 0, end: 0 } }, isFatal: true, subject: reason };
}

function serviceProblem(entries: readonly UnitLine[]): string | undefined {
  const starts = commands(entries, 'ExecStart');
  const one = (key: string) =>
    entries.findLast((entry) => entry.key === key && !isRefusedValue(unitKeyKind('Service', key) ?? 'other', entry.value))?.value;
  const type = one('Type') ?? (entries.some(({ key }) => key === 'BusName') ? 'dbus' : starts > 0 ? 'simple' : 'oneshot');
  const succeeds = entries.some(({ key, value }) => key === 'SuccessAction' && value !== 'none' && value !== '');
  if (starts === 0 && !succeeds) {
    const remains = /^(1|yes|y|true|t|on)$/i.test(one('RemainAfterExit') ?? '');
    if (commands(entries, 'ExecStop') === 0) return 'it has no ExecStart=';
    if (!remains) return 'it has no ExecStart=, and RemainAfterExit= is not on';
  }
  if (type !== 'oneshot' && starts === 0 && !succeeds) return 'it has no ExecStart=, which only Type=oneshot may lack';
  if (type !== 'oneshot' && starts > 1) return 'it has several commands in ExecStart=, which only Type=oneshot may have';
  if (type === 'oneshot' && /^(always|on-success)$/.test(one('Restart') ?? '')) return 'Type=oneshot does not go with this Restart=';
  return type === 'dbus' && one('BusName') === undefined ? 'Type=dbus has no BusName=' : undefined;
}

/** How many commands are left of a key after the empty assignments. */
function commands(entries: readonly UnitLine[], key: string): number {
  const all = entries.filter((entry) => entry.key === key);
  return all
    .slice(all.findLastIndex(({ value }) => value === '') + 1)
    .reduce((sum, entry) => sum + (commandFault(entry) ? 0 : Math.max(1, entry.value.split(/\s;(?=\s|$)/).length)), 0);
}

function socketProblem(entries: readonly UnitLine[]): string | undefined {
  const listens = entries.some(
    ({ key, value }) =>
      /^Listen/.test(key) &&
      unitKeyKind('Socket', key) !== undefined &&
      value !== '' &&
      !isRefusedValue(unitKeyKind('Socket', key) ?? 'other', value),
  );
  return listens ? undefined : 'it listens nowhere';
}

function timerProblem(entries: readonly UnitLine[]): string | undefined {
  const times = entries.some(
    ({ key, value }) =>
      /^On(Calendar|ActiveSec|BootSec|StartupSec|UnitActiveSec|UnitInactiveSec|ClockChange|TimezoneChange)$/.test(key) &&
      value !== '' &&
      !isRefusedValue(unitKeyKind('Timer', key) ?? 'other', value),
  );
  return times ? undefined : 'it has no time';
}
