import data from './data/container-keys.json';

/** Keys that a compose file has at the top level. */
export function topLevelKeys(): readonly string[] {
  return data.top;
}

/** Keys of a service. */
export function serviceKeys(): readonly string[] {
  return data.service;
}

/** Keys below a key of a service: `build`, `healthcheck`, `depends_on.*`, `ports`; empty where they are not known. */
export function keysBelow(key: string): readonly string[] {
  const within: Readonly<Record<string, readonly string[]>> = data.within;
  return within[key] ?? [];
}

/** Words that a key takes; empty where it takes any text. */
export function wordsFor(key: string): readonly string[] {
  const values: Readonly<Record<string, readonly string[]>> = data.values;
  return values[key] ?? [];
}

/** Flags of an instruction of a Dockerfile, without their dashes. */
export function flagsOf(instruction: string): readonly string[] {
  const flags: Readonly<Record<string, readonly string[]>> = data.flags;
  return flags[instruction] ?? [];
}
