import { entry, type Value } from '../evaluate/value';
import { maskedValue } from '../project/mask';
import type { Profile, Project } from '../project/project';
import { effectiveValue } from '../rules/run';
import { type Story, type StorySource, storyOf, storySource } from './story';

/** The value of a setting in one profile, for people. */
export interface Effective {
  readonly profile: Profile;
  /** `value` is cut where it is long. */
  readonly story: Story;
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
  const source = storySource(project);
  return profiles.map((profile) => effectiveIn(source, profile, name, path));
}

function effectiveIn(source: StorySource, profile: Profile, name: string, path: readonly (string | number)[]): Effective {
  const settings = source.project.evaluate(profile);
  const whole = effectiveValue(source.project, settings, name);
  // Masked before the part is taken: what is secret depends on the keys on the way to it.
  const value = partOf(maskedValue(name, whole), path);
  const story = storyOf(source, { profile, name, ...(path.length > 0 && { value, isPart: true }) });
  const isSet = settings.settings.has(name);
  return {
    profile,
    story: { ...story, value: cut(story.value) },
    source: isSet ? 'set' : value.kind === 'unknown' ? 'unset' : 'default',
  };
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
