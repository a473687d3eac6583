import type { Place } from '../base/text';
import { alternatives, entry, type Value } from '../evaluate/value';
import { doubt, judge, type Predicate } from './judge';
import type { SettingsContext } from './rule';

/** Questions about what stands inside a setting that is a dict of dicts: DATABASES, CACHES, LOGGING. */

/** The value under a path of keys. `unset` where a dict lacks the key; unknown where that is open. */
export function inside(value: Value, ...path: readonly string[]): Value {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  switch (value.kind) {
    case 'choice':
      return { ...value, options: value.options.map((option) => ({ ...option, value: inside(option.value, ...path) })) };
    case 'unset':
    case 'none':
      return { kind: 'unset' };
    case 'unknown':
      return { kind: 'unknown', reason: value.reason };
    case 'dict': {
      const found = entry(value, key);
      if (found) return inside(found, ...rest);
      const open = openness(value);
      return open === undefined ? { kind: 'unset' } : { kind: 'unknown', reason: open };
    }
    default:
      return { kind: 'unknown', reason: 'it is no dict' };
  }
}

/** Why a dict may have more keys than those that are known. */
function openness(value: Extract<Value, { kind: 'dict' }>): string | undefined {
  if (value.rest !== undefined) return value.rest;
  if (value.entries.some(({ key }) => key.kind !== 'str')) return 'some of its keys are not known';
  // https://www.dynaconf.com/merging/: the key is an instruction, and the dict only a part of another one.
  return entry(value, 'dynaconf_merge') ? 'dynaconf merges it with another one' : undefined;
}

/** The text keys that a dict has, or one of those that it may be. */
export function keysOf(value: Value): readonly string[] {
  const keys = alternatives(value)
    .flatMap((one) => (one.kind === 'dict' ? one.entries : []))
    .map(({ key }) => key);
  return [...new Set(keys.flatMap((key) => (key.kind === 'str' ? [key.value] : [])))];
}

/** The answer of a question over all that a value may be; undefined where it is not one and the same. `absent` stands for a key that is not there. */
export function answer(value: Value, predicate: Predicate, absent?: boolean): boolean | undefined {
  const answers = new Set(alternatives(value).map((one) => (one.kind === 'unset' ? absent : predicate(one))));
  return answers.size === 1 ? [...answers][0] : undefined;
}

/** Python's `and` over answers of which some are open. */
export function every(...answers: readonly (boolean | undefined)[]): boolean | undefined {
  if (answers.includes(false)) return false;
  return answers.includes(undefined) ? undefined : true;
}

/** Python's `or` over answers of which some are open. */
export function some(...answers: readonly (boolean | undefined)[]): boolean | undefined {
  if (answers.includes(true)) return true;
  return answers.includes(undefined) ? undefined : false;
}

export function not(value: boolean | undefined): boolean | undefined {
  return value === undefined ? undefined : !value;
}

/** Whether the key is there, with whatever value. */
export function isPresent(value: Value): boolean | undefined {
  return answer(value, (one) => (one.kind === 'unknown' ? undefined : true), false);
}

/** `"text" == X` for any of several texts. */
export function isOneOf(...texts: readonly string[]): Predicate {
  return (value) => (value.kind === 'unknown' || value.kind === 'opaque' ? undefined : value.kind === 'str' && texts.includes(value.value));
}

/** One alias of a setting such as DATABASES, on every way on which it is there. */
export interface Alias {
  readonly alias: string;
  /** A plain dict, or a choice. */
  readonly value: Value;
}

/**
 * The aliases of a setting for which a question about their dict always holds. What is open goes to the checklist, and so does a
 * setting of which no alias is known.
 */
export function aliasesWhere(context: SettingsContext, name: string, predicate: Predicate, only?: string): readonly Alias[] {
  const value = context.value(name);
  const keys = keysOf(value);
  if (keys.length === 0 && alternatives(value).some((one) => one.kind === 'unknown' || (one.kind === 'dict' && one.rest !== undefined))) {
    context.unknown(doubt(name, value));
  }
  return keys.flatMap((alias) => {
    if (only !== undefined && alias !== only) return [];
    const dicts = withoutUnset(inside(value, alias));
    const verdict = judge(dicts, predicate);
    if (verdict === 'always') return [{ alias, value: dicts }];
    if (verdict !== 'never') context.unknown(doubt(`${name}["${alias}"]`, dicts));
    return [];
  });
}

/** A choice without the ways on which nothing is set; itself where it is no choice. */
function withoutUnset(value: Value): Value {
  if (value.kind !== 'choice') return value;
  const options = value.options.filter((option) => option.value.kind !== 'unset');
  const [only] = options;
  return options.length === 1 && only ? only.value : { ...value, options };
}

/** Where the first of some values was written, in a file of the workspace; else where the setting is. */
export function placeAmong(context: SettingsContext, name: string, ...values: readonly Value[]): Place {
  for (const value of values) {
    const at = alternatives(value).find((one) => one.at)?.at;
    if (at && context.settings.files.includes(at.file)) return at;
  }
  return context.place(name);
}

/** The one dict display that holds an alias, to add entries to; undefined where there are several, or none. */
export function displayPlace(value: Value): Place | undefined {
  return value.kind === 'dict' ? value.at : undefined;
}
