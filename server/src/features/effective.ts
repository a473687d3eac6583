import type { Span } from '../base/text';
import type { Assignment, Setting } from '../evaluate/settings';
import { entry, type Value } from '../evaluate/value';
import { maskedValue } from '../project/mask';
import type { Profile, Project } from '../project/project';
import { effectiveValue } from '../rules/run';
import { formatValue } from './valueText';

/** The value of a setting in one profile, for people. */
export interface Effective {
  readonly profile: Profile;
  /** Python-like text on one line, secrets masked, long ones cut. */
  readonly text: string;
  /** Where it comes from: the assignment that holds; undefined for Django's default and where nothing sets it. */
  readonly origin: { readonly file: string; readonly line: number; readonly span: Span } | undefined;
  /** `set`, `default` of the Django version, or `unset` where there is no default either. */
  readonly source: 'set' | 'default' | 'unset';
}

const MAX_LENGTH = 200;

/**
 * The effective value of a setting in every profile, production first.
 * @param path keys and indexes to the part of it that is meant.
 */
export function effectiveValues(project: Project, name: string, path: readonly (string | number)[] = []): readonly Effective[] {
  const order = ['production', 'development', 'test'];
  const profiles = [...project.profiles].sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
  return profiles.map((profile) => effectiveIn(project, profile, name, path));
}

/** What gunicorn will see of one configuration file; undefined where the file does not set it. */
export function effectiveGunicorn(project: Project, file: string, name: string): Omit<Effective, 'profile'> | undefined {
  const config = project.evaluateGunicorn(file);
  const set = config.names.get(name) ?? config.settings.get(name);
  return set && { text: cut(formatValue(maskedValue(name, set.value))), origin: originOf(project, set), source: 'set' };
}

function effectiveIn(project: Project, profile: Profile, name: string, path: readonly (string | number)[]): Effective {
  const settings = project.evaluate(profile);
  const set = settings.settings.get(name);
  const value = partOf(maskedValue(name, effectiveValue(project, settings, name)), path);
  return {
    profile,
    text: cut(formatValue(value)),
    origin: set && originOf(project, set),
    source: set ? 'set' : value.kind === 'unknown' ? 'unset' : 'default',
  };
}

function originOf(project: Project, setting: Setting): Effective['origin'] {
  const last: Assignment | undefined = setting.assignments.findLast(({ kind }) => kind === 'assign') ?? setting.assignments.at(-1);
  if (!last) return undefined;
  const { file, span } = last.place;
  return { file, span, line: (project.source(file)?.lines.position(span.start).line ?? 0) + 1 };
}

/** The value at a path inside another one, in words where it is not there or cannot be told. */
function partOf(value: Value, path: readonly (string | number)[]): Value {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (value.kind === 'choice') {
    return { ...value, options: value.options.map((option) => ({ ...option, value: partOf(option.value, path) })) };
  }
  const part = typeof step === 'string' ? entry(value, step) : itemAt(value, step);
  if (part) return partOf(part, rest);
  return { kind: 'unknown', reason: value.kind === 'unknown' ? value.reason : 'nothing sets it here' };
}

function itemAt(value: Value, index: number): Value | undefined {
  if (value.kind !== 'list' && value.kind !== 'tuple') return undefined;
  const before = value.items.slice(0, index + 1);
  const item = value.items[index];
  return item && item.kind !== 'rest' && before.every(({ kind }) => kind !== 'rest') ? item : undefined;
}

function cut(line: string): string {
  return line.length <= MAX_LENGTH ? line : `${line.slice(0, MAX_LENGTH - 1)}…`;
}
