import { lazy } from '../base/lazy';
import data from './data/systemd-keys.json';

/** How systemd reads the value of a key; `newer`: of keys that 252 does not know, `other`: of those that nothing here reads. */
export type UnitValueKind =
  | 'account'
  | 'boolean'
  | 'calendar'
  | 'command'
  | 'directories'
  | 'environment'
  | 'environmentFile'
  | 'killMode'
  | 'limit'
  | 'listen'
  | 'mode'
  | 'newer'
  | 'notifyAccess'
  | 'number'
  | 'oomPolicy'
  | 'other'
  | 'output'
  | 'preserve'
  | 'protectHome'
  | 'protectSystem'
  | 'restart'
  | 'signal'
  | 'span'
  | 'timer'
  | 'type'
  | 'unit'
  | 'units'
  | 'workingDirectory';

const KEYS = lazy((): ReadonlyMap<string, ReadonlyMap<string, UnitValueKind>> => {
  const sections = Object.entries(data.sections as Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>);
  return new Map(
    sections.map(([section, kinds]) => [
      section,
      new Map(
        Object.entries(kinds).flatMap(([kind, names]) => names.map((name): [string, UnitValueKind] => [name, kind as UnitValueKind])),
      ),
    ]),
  );
});

/** The sections that systemd knows in a unit of a type (`service`). */
export function unitSections(type: string): readonly string[] {
  return ['Unit', `${type.charAt(0).toUpperCase()}${type.slice(1)}`, 'Install'];
}

/** How systemd reads a key; undefined for one that it does not know in the section. */
export function unitKeyKind(section: string, key: string): UnitValueKind | undefined {
  return KEYS().get(section)?.get(key);
}

/** The names that systemd knows in a section, sorted. */
export function unitKeys(section: string): readonly string[] {
  return [...(KEYS().get(section)?.keys() ?? [])].sort();
}

/** The sections that know a key. */
export function sectionsOfKey(key: string): readonly string[] {
  return [...KEYS()].flatMap(([section, keys]) => (keys.has(key) ? section : []));
}

const WORDS: Readonly<Record<string, readonly string[]>> = {
  boolean: ['yes', 'no'],
  type: ['simple', 'exec', 'forking', 'oneshot', 'notify', 'notify-reload', 'dbus', 'idle'],
  restart: ['no', 'on-failure', 'always', 'on-success', 'on-abnormal', 'on-abort', 'on-watchdog'],
  killMode: ['control-group', 'mixed', 'process', 'none'],
  notifyAccess: ['none', 'main', 'exec', 'all'],
  oomPolicy: ['continue', 'stop', 'kill'],
  preserve: ['no', 'yes', 'restart'],
  protectHome: ['no', 'yes', 'read-only', 'tmpfs'],
  protectSystem: ['no', 'yes', 'full', 'strict'],
  output: ['inherit', 'null', 'tty', 'journal', 'kmsg', 'journal+console', 'kmsg+console', 'socket'],
};

/** The words that a key takes; undefined for one that takes other things. */
export function unitWordsOf(kind: UnitValueKind): readonly string[] | undefined {
  return WORDS[kind];
}

/**
 * Letters that mean something behind `%`. Others make systemd refuse the text; what is neither a letter nor a digit stands for itself.
 * Source: systemd.unit(5), “Specifiers”; `q`, `d`, `D` of newer versions included.
 */
export const UNIT_SPECIFIERS = 'aAbBCdDEfgGhHiIjJlLmMnNopPqsStTuUvVwWyY%';

/** The page of systemd that explains a key of a section. */
export function unitManual(section: string, key: string): string {
  const base = 'https://www.freedesktop.org/software/systemd/man/latest';
  if (section === 'Unit' || section === 'Install') return `${base}/systemd.unit.html#${key}=`;
  if (section === 'Socket' && /^(Listen|Socket|Accept|Backlog|DirectoryMode|Service$|Bind|NoDelay|ReusePort|RemoveOnStop)/.test(key))
    return `${base}/systemd.socket.html#${key}=`;
  if (section === 'Timer') return `${base}/systemd.timer.html#${key}=`;
  if (KILL.test(key)) return `${base}/systemd.kill.html#${key}=`;
  if (RESOURCE.test(key)) return `${base}/systemd.resource-control.html#${key}=`;
  return `${base}/${SERVICE.test(key) ? 'systemd.service' : 'systemd.exec'}.html#${key}=`;
}

const KILL = /^(KillMode|KillSignal|RestartKillSignal|SendSIGHUP|SendSIGKILL|FinalKillSignal|WatchdogSignal)$/;
const RESOURCE = /^(CPU(Quota|Weight)|Memory(Max|High|Low|Min)|TasksMax|IOWeight|Slice|IPAddress\w+)/;
const SERVICE =
  /^(Type|ExitType|RemainAfterExit|GuessMainPID|PIDFile|BusName|Exec(Start|StartPre|StartPost|Condition|Reload|Stop|StopPost)|Restart\w*|Timeout\w+|RuntimeMaxSec|WatchdogSec|SuccessExitStatus|NotifyAccess|Sockets|OOMPolicy|FileDescriptorStore\w+|NonBlocking)$/;
