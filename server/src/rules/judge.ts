import type { Place } from '../base/text';
import { alternatives, truth, type UnknownValue, type Value } from '../evaluate/value';
import { maskedText } from '../project/mask';
import type { SettingsContext } from './rule';

/**
 * How a question about a value turns out over everything that the value may be. Only `always` is a finding;
 * `sometimes` depends on conditions that the files do not settle, `unknown` on a value that they do not tell.
 */
export type Verdict = 'always' | 'never' | 'sometimes' | 'unknown';

/** A question about one plain value; undefined when the value does not tell. */
export type Predicate = (value: Value) => boolean | undefined;

export function judge(value: Value, predicate: Predicate): Verdict {
  const answers = new Set(alternatives(value).map((one) => (one.kind === 'unset' ? undefined : predicate(one))));
  if (answers.size === 0 || answers.has(undefined)) return 'unknown';
  if (answers.size === 2) return 'sometimes';
  return answers.has(true) ? 'always' : 'never';
}

/**
 * Asks about a setting as Django will see it. True only when it always holds; what the files do not settle goes to the
 * checklist with its reason.
 */
export function holds(context: SettingsContext, name: string, predicate: Predicate): boolean {
  const value = context.value(name);
  return settle(context, judge(value, predicate), () => doubt(name, value));
}

/** `always` is true; `never` is false; the rest is false too, and the reason goes to the checklist. */
export function settle(context: SettingsContext, verdict: Verdict, reason: () => string): boolean {
  if (verdict === 'sometimes' || verdict === 'unknown') context.unknown(reason());
  return verdict === 'always';
}

/** `X is not True`, as Django's checks ask it: 1 and "True" are not True either. */
export function isNotTrue(value: Value): boolean | undefined {
  if (value.kind === 'bool') return !value.value;
  if (value.kind === 'unknown') return value.type === undefined || value.type === 'bool' ? undefined : true;
  return true;
}

export function isTruthy(value: Value): boolean | undefined {
  return truth(value);
}

export function isFalsy(value: Value): boolean | undefined {
  const answer = truth(value);
  return answer === undefined ? undefined : !answer;
}

/** `X is None`. */
export function isNone(value: Value): boolean | undefined {
  return value.kind === 'unknown' ? undefined : value.kind === 'none';
}

/** `X == "text"`. */
export function isText(expected: string): Predicate {
  return (value) => (value.kind === 'unknown' || value.kind === 'opaque' ? undefined : value.kind === 'str' && value.value === expected);
}

/** `"text" in X` for a list, tuple or set; anything else does not tell. */
export function hasItem(expected: string): Predicate {
  return (value) => {
    if (value.kind !== 'list' && value.kind !== 'tuple' && value.kind !== 'set' && value.kind !== 'frozenset') return undefined;
    let open = false;
    for (const item of value.items) {
      const verdict = item.kind === 'rest' ? 'unknown' : judge(item, isText(expected));
      if (verdict === 'always') return true;
      open ||= verdict !== 'never';
    }
    return open ? undefined : false;
  };
}

export interface Item {
  readonly value: Value;
  readonly index: number;
}

/**
 * The items of a list, tuple or set that are there whatever the conditions, in order; what may be there besides is left out.
 * Of several lists that a setting may be, those texts count which all of them have.
 */
export function certainItems(value: Value): readonly Item[] {
  const [first, ...others] = alternatives(value);
  if (first?.kind !== 'list' && first?.kind !== 'tuple' && first?.kind !== 'set' && first?.kind !== 'frozenset') return [];
  return first.items.flatMap((item, index) => {
    if (item.kind === 'rest') return [];
    const everywhere = others.every((other) => item.kind === 'str' && hasItem(item.value)(other) === true);
    return everywhere ? [{ value: item, index }] : [];
  });
}

/** The items with a text, and where to show each: at its literal when that is in a file, else at the setting. */
export function certainTexts(context: SettingsContext, name: string): readonly { text: string; index: number; place: Place }[] {
  return certainItems(context.value(name)).flatMap(({ value, index }) =>
    value.kind === 'str' ? [{ text: value.value, index, place: value.at ?? context.place(name) }] : [],
  );
}

/** Why a setting does not tell, in words for a person. */
export function doubt(name: string, value: Value): string {
  if (value.kind === 'choice') {
    const conditions = [...new Set(value.options.map((option) => maskedText(option.when)))].slice(0, 3);
    return `${name} depends on conditions: ${conditions.join('; ')}`;
  }
  const unknown = firstUnknown(value);
  return `${name} is not known: ${unknown?.reason ?? 'it is built in a way that the files do not tell'}`;
}

function firstUnknown(value: Value): UnknownValue | { readonly reason: string } | undefined {
  if (value.kind === 'unknown') return value;
  if (value.kind !== 'list' && value.kind !== 'tuple' && value.kind !== 'set' && value.kind !== 'frozenset') return undefined;
  for (const item of value.items) {
    const found = item.kind === 'rest' ? item : firstUnknown(item);
    if (found) return found;
  }
  return undefined;
}
