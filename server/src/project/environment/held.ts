import type { Place } from '../../base/text';
import type { Operator, WordPart } from '../../syntax/shell/word';

/** What a process has of a variable, as `Told` says it, before its place is put into words. */
export type Held =
  | { readonly kind: 'value'; readonly value: string; readonly place: Place }
  | { readonly kind: 'default'; readonly value: string; readonly over: string; readonly place: Place }
  | { readonly kind: 'possible'; readonly value: string; readonly place: Place }
  | { readonly kind: 'set'; readonly place: Place };

/** The variables of a process of which something is known. What is not in it is open. */
export type Variables = ReadonlyMap<string, Held>;

/** The same variables where something that is not known may have set any of them anew. `over` says what, in words. */
export function blurred(variables: Variables, over: string): Map<string, Held> {
  return new Map([...variables].map(([name, held]) => [name, blurredOne(held, over)]));
}

export function blurredOne(held: Held, over: string): Held {
  return held.kind === 'value' ? { ...held, kind: 'default', over } : held;
}

/** What is known of a variable that a text refers to. `unknown`: it may be set or not. */
export type Referred =
  | { readonly kind: 'value'; readonly value: string }
  | { readonly kind: 'default'; readonly value: string }
  | { readonly kind: 'set' }
  | { readonly kind: 'unset' }
  | { readonly kind: 'unknown' };

export type Lookup = (name: string) => Referred;

/** A variable of a process, as a reference to it sees it. */
export function referTo(held: Held | undefined): Referred {
  if (!held || held.kind === 'possible') return { kind: 'unknown' };
  return held.kind === 'set' ? { kind: 'set' } : { kind: held.kind, value: held.value };
}

/**
 * The value of a text with references. A reference to what is not known and has no default makes the whole `set`: that it is empty is
 * what nobody means.
 */
export function heldText(parts: readonly WordPart[], lookup: Lookup, over: string, place: Place): Held {
  const { text, sure } = expand(parts, lookup);
  if (text === undefined) return { kind: 'set', place };
  return sure ? { kind: 'value', value: text, place } : { kind: 'default', value: text, over, place };
}

/** `text`: what it is where nobody sets what is not known, undefined where that is not known either. `sure`: it is that always. */
interface Expansion {
  readonly text: string | undefined;
  readonly sure: boolean;
}

const MAX_LENGTH = 32_768;
const NOT_KNOWN: Expansion = { text: undefined, sure: false };

export function expand(parts: readonly WordPart[], lookup: Lookup): Expansion {
  let text: string | undefined = '';
  let sure = true;
  for (const part of parts) {
    const one = expandPart(part, lookup);
    text = text === undefined || one.text === undefined ? undefined : text + one.text;
    sure &&= one.sure;
    // A variable that doubles itself grows without end.
    if (text !== undefined && text.length > MAX_LENGTH) return NOT_KNOWN;
  }
  return { text, sure };
}

function expandPart(part: WordPart, lookup: Lookup): Expansion {
  if (part.kind === 'text') return { text: part.text, sure: true };
  if (part.kind === 'computed') return NOT_KNOWN;
  const referred = lookup(part.name);
  switch (part.operator) {
    case ':-':
    case '-':
      return withDefault(part.operator, referred, () => expand(part.word, lookup));
    case ':+':
    case '+':
      return withAlternative(part.operator, referred, () => expand(part.word, lookup));
    case ':?':
    case '?':
    case undefined:
      return plain(referred);
  }
}

function plain(referred: Referred): Expansion {
  if (referred.kind === 'unset') return { text: '', sure: true };
  if (referred.kind === 'value' || referred.kind === 'default') return { text: referred.value, sure: referred.kind === 'value' };
  return NOT_KNOWN;
}

function withDefault(operator: Operator, referred: Referred, word: () => Expansion): Expansion {
  if (referred.kind === 'unset') return word();
  if (referred.kind === 'unknown') return { text: word().text, sure: false };
  const counts = referred.kind === 'set' || operator === '-' || referred.value !== '';
  if (counts) return plain(referred);
  return referred.kind === 'value' ? word() : { text: word().text, sure: false };
}

function withAlternative(operator: Operator, referred: Referred, word: () => Expansion): Expansion {
  if (referred.kind === 'unset') return { text: '', sure: true };
  if (referred.kind === 'unknown') return { text: '', sure: false };
  if (referred.kind === 'set') return operator === '+' ? word() : NOT_KNOWN;
  const used = operator === '+' || referred.value !== '' ? word() : { text: '', sure: true };
  return referred.kind === 'value' ? used : { text: used.text, sure: false };
}
