import type { Place } from '../base/text';

/**
 * What the evaluator knows about a value, frozen after evaluation: immutable, with no reference into the interpreter.
 * Rules, hovers and exports read these. A container may have known and unknown parts.
 */
export type Value =
  | NoneValue
  | BoolValue
  | IntValue
  | FloatValue
  | StrValue
  | BytesValue
  | PathValue
  | SequenceValue
  | DictValue
  | OpaqueValue
  | UnknownValue
  | UnsetValue
  | ChoiceValue;

interface Common {
  /** Where the value was written: the literal, display or call that made it. */
  readonly at?: Place;
  /** The environment read that it comes from, also when its text or default is known. */
  readonly env?: EnvRead;
}

export interface NoneValue extends Common {
  readonly kind: 'none';
}
export interface BoolValue extends Common {
  readonly kind: 'bool';
  readonly value: boolean;
}
export interface IntValue extends Common {
  readonly kind: 'int';
  readonly value: bigint;
}
export interface FloatValue extends Common {
  readonly kind: 'float';
  readonly value: number;
}
export interface StrValue extends Common {
  readonly kind: 'str';
  readonly value: string;
}
/** One code unit (0–255) per byte. */
export interface BytesValue extends Common {
  readonly kind: 'bytes';
  readonly value: string;
}
/** A `pathlib` path. */
export interface PathValue extends Common {
  readonly kind: 'path';
  readonly value: string;
}
/** `items` in order (a set: in order of insertion). An item that stands for any number of unknown ones is a `RestItem`. */
export interface SequenceValue extends Common {
  readonly kind: 'list' | 'tuple' | 'set' | 'frozenset';
  readonly items: readonly (Value | RestItem)[];
}
export interface RestItem {
  readonly kind: 'rest';
  readonly reason: string;
  readonly at?: Place;
}
/** `rest`: there may be more entries than these; the reason in words. An entry that may have been replaced has an unknown value. */
export interface DictValue extends Common {
  readonly kind: 'dict';
  readonly entries: readonly { readonly key: Value; readonly value: Value }[];
  readonly rest?: string;
}
/** Something that exists, is truthy and is no plain data: a class, function, lazy string, timedelta. `type` in words. */
export interface OpaqueValue extends Common {
  readonly kind: 'opaque';
  readonly type: string;
  /** Dotted name of an imported object, where known. */
  readonly name?: string;
}
/** `reason` in words, for people. `type`: the Python type where at least that is known. `generated`: made at import by a random source. */
export interface UnknownValue extends Common {
  readonly kind: 'unknown';
  readonly reason: string;
  readonly type?: 'bool' | 'int' | 'float' | 'str' | 'list' | 'tuple' | 'dict' | 'bytes';
  readonly generated?: boolean;
}
/** Only as an option of a choice: on that way nothing sets it. For a setting, Django's default applies there. */
export interface UnsetValue extends Common {
  readonly kind: 'unset';
}
/** One of several, each with the condition under which it holds, in words (“DEBUG is not set in the environment”). */
export interface ChoiceValue extends Common {
  readonly kind: 'choice';
  readonly options: readonly ChoiceOption[];
}
export interface ChoiceOption {
  readonly when: string;
  readonly value: Value;
  /** This option holds where the environment gives none of the variables that decide: what a fresh deployment gets. */
  readonly unset: boolean;
}

/** A read of one environment variable. */
export interface EnvRead {
  readonly name: string;
  /** Who reads: `os.environ`, `django-environ`, `python-decouple`, … */
  readonly reader: string;
  /** How the text becomes a value: `str`, `bool`, `int`, `list`, …; `bool()` for Python's own bool of a text. */
  readonly parse: string;
  /** `required` where the read fails without the variable. */
  readonly default: Value | 'required';
  /** `given`: a source of the profile sets it. `unset`: known not to be set. */
  readonly state: 'given' | 'unset' | 'unknown';
  /** Who gives it, in words: `--env`, `deploy/app.service:7`. */
  readonly source?: string;
  /** Where an artefact of the workspace gives it; also where it only passes a value on, or gives one that may be replaced. */
  readonly givenAt?: Place;
  readonly at: Place;
}

export function isKnown(value: Value): boolean {
  switch (value.kind) {
    case 'unknown':
    case 'unset':
    case 'choice':
      return false;
    case 'list':
    case 'tuple':
    case 'set':
    case 'frozenset':
      return value.items.every((item) => item.kind !== 'rest' && isKnown(item));
    case 'dict':
      return value.rest === undefined && value.entries.every((entry) => isKnown(entry.key) && isKnown(entry.value));
    default:
      return true;
  }
}

/** The value with another one where nothing sets it: Django's default for a setting that only one branch sets. */
export function withDefault(value: Value, fallback: Value): Value {
  if (value.kind === 'unset') return fallback;
  if (value.kind !== 'choice' || value.options.every((option) => option.value.kind !== 'unset')) return value;
  return { ...value, options: value.options.map((option) => ({ ...option, value: withDefault(option.value, fallback) })) };
}

/** Every plain value this one may have: the value itself, or the options of a choice. */
export function alternatives(value: Value): readonly Value[] {
  return value.kind === 'choice' ? value.options.flatMap((option) => alternatives(option.value)) : [value];
}

/** Python's truth value; undefined when it is not the same for all that the value may be. */
export function truth(value: Value): boolean | undefined {
  switch (value.kind) {
    case 'none':
      return false;
    case 'bool':
      return value.value;
    case 'int':
      return value.value !== 0n;
    case 'float':
      return value.value !== 0;
    case 'str':
    case 'bytes':
      return value.value !== '';
    case 'path':
    case 'opaque':
      return true;
    case 'list':
    case 'tuple':
    case 'set':
    case 'frozenset':
      if (value.items.some((item) => item.kind !== 'rest')) return true;
      return value.items.length === 0 ? false : undefined;
    case 'dict':
      if (value.entries.length > 0) return true;
      return value.rest === undefined ? false : undefined;
    case 'unknown':
    case 'unset':
      return undefined;
    case 'choice': {
      const all = new Set(value.options.map((option) => truth(option.value)));
      return all.size === 1 ? [...all][0] : undefined;
    }
  }
}

export function text(value: Value | undefined): string | undefined {
  return value?.kind === 'str' ? value.value : undefined;
}

/** The items of a list, tuple or set that are known to be all of them. */
export function knownItems(value: Value): readonly Value[] | undefined {
  if (value.kind !== 'list' && value.kind !== 'tuple' && value.kind !== 'set' && value.kind !== 'frozenset') return undefined;
  const items: Value[] = [];
  for (const item of value.items) {
    if (item.kind === 'rest') return undefined;
    items.push(item);
  }
  return items;
}

/** The value under a text key of a dict; undefined when the key is not there. */
export function entry(value: Value, key: string): Value | undefined {
  if (value.kind !== 'dict') return undefined;
  return value.entries.findLast((candidate) => text(candidate.key) === key)?.value;
}
