/** The environment that a process of a profile starts with, as far as files and the user tell. Immutable. */
export interface Environment {
  lookup(name: string): EnvironmentEntry;
  /** Names known to be set, in the order in which they were given. */
  readonly names: readonly string[];
  /** Whether a name that is not in `names` may still be set. */
  readonly open: boolean;
}

export type EnvironmentEntry =
  | { readonly state: 'given'; readonly value: string; readonly source: string }
  | { readonly state: 'unset' }
  | { readonly state: 'unknown' };

export interface EnvironmentVariable {
  readonly value: string;
  /** Where it was given, in words: `--env`, `.env.production:3`. */
  readonly source: string;
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
