import type { Place } from '../base/text';

/** The environment that a process of a profile starts with, as far as files and the user tell. Immutable. */
export interface Environment {
  lookup(name: string): EnvironmentEntry;
  /** Names of which something is known, in the order in which they were given. */
  readonly names: readonly string[];
  /** Whether a name that is not in `names` may still be set. */
  readonly open: boolean;
}

export type EnvironmentEntry =
  | { readonly state: 'given'; readonly value: string; readonly source: string; readonly place?: Place }
  | { readonly state: 'unset' }
  | { readonly state: 'unknown' }
  | { readonly state: 'told'; readonly by: readonly ProcessVariable[] };

/** What one of the processes that may run the profile has of a variable. */
export interface ProcessVariable {
  /** The process in words, the same for all its variables: `in service web of compose.yml`. */
  readonly process: string;
  readonly told: Told;
}

/**
 * - `value`: this text.
 * - `default`: this text, unless somebody sets the variable over it; `over` says who: `by whoever starts the container`.
 * - `possible`: it may be this text, or another one, or not be set: a file gives it that production may have or not.
 * - `set`: something gives it, and what is not known.
 * - `open`: nothing tells; it may be set.
 */
export type Told =
  | { readonly kind: 'value'; readonly value: string; readonly source: string; readonly place: Place }
  | { readonly kind: 'default'; readonly value: string; readonly over: string; readonly source: string; readonly place: Place }
  | { readonly kind: 'possible'; readonly value: string; readonly source: string; readonly place: Place }
  | { readonly kind: 'set'; readonly source: string; readonly place: Place }
  | { readonly kind: 'open' };

export interface EnvironmentVariable {
  readonly value: string;
  /** Where it was given, in words: `--env`, `.env.production:3`. */
  readonly source: string;
  /** The line of a file of the workspace that gives it. */
  readonly place?: Place;
}

/** `isolated`: what is not given is unset; otherwise it is unknown. */
export function environmentOf(variables: ReadonlyMap<string, EnvironmentVariable>, isolated: boolean): Environment {
  return {
    names: [...variables.keys()],
    open: !isolated,
    lookup(name) {
      const variable = variables.get(name);
      if (variable) return { state: 'given', ...variable };
      return isolated ? { state: 'unset' } : { state: 'unknown' };
    },
  };
}

/** An environment with what artefacts tell of the names that it does not give itself. */
export function withArtefacts(environment: Environment, told: ReadonlyMap<string, readonly ProcessVariable[]>): Environment {
  if (told.size === 0) return environment;
  const known = new Set(environment.names);
  return {
    names: [...known, ...[...told.keys()].filter((name) => !known.has(name))],
    open: environment.open,
    lookup(name) {
      const by = known.has(name) ? undefined : told.get(name);
      return by ? entryOf(by) : environment.lookup(name);
    },
  };
}

/** Processes that all have the same text leave nothing open. */
function entryOf(by: readonly ProcessVariable[]): EnvironmentEntry {
  const first = by[0]?.told;
  if (first?.kind !== 'value') return { state: 'told', by };
  const same = by.every(({ told }) => told.kind === 'value' && told.value === first.value);
  return same ? { state: 'given', value: first.value, source: first.source, place: first.place } : { state: 'told', by };
}
