import type { Random } from './random';

/** Types that the grammar keeps apart, so that most of what it writes runs. `opt`: a text or None. `nest`: a dict of known shape. */
export type Kind = 'str' | 'opt' | 'int' | 'bool' | 'list' | 'tuple' | 'set' | 'dict' | 'nest';

export interface FunctionShape {
  /** What is written before the arguments: `helper`, `OBJECT.method`. */
  readonly callee: string;
  /** Kinds of the parameters that must be given; `*` takes any number of texts. */
  readonly takes: readonly (Kind | '*')[];
  /** Keyword arguments that may be given. */
  readonly keywords: Readonly<Record<string, Kind>>;
  readonly gives: Kind;
}

/** Where the grammar stands: what can be read and bound there. */
export interface Context {
  readonly random: Random;
  readonly names: Map<string, Kind>;
  readonly functions: FunctionShape[];
  /** Numbers for new names, shared by the whole project. */
  readonly count: { next: number };
  /** What `return` gives; undefined outside functions. */
  readonly returns?: Kind;
  readonly inLoop: boolean;
  /** Nesting of blocks. */
  readonly depth: number;
  /** Names of the module that are read here and bound by others: not to be bound without `global`. */
  readonly foreign: ReadonlySet<string>;
  readonly module: boolean;
}

export const KINDS: readonly Kind[] = ['str', 'opt', 'int', 'bool', 'list', 'tuple', 'set', 'dict', 'nest'];

export const VARIABLES = ['DEBUG', 'MODE', 'PORT', 'HOSTS', 'EXTRA'] as const;

const TEXTS = ['', '1', '0', 'true', 'False', 'on', 'prod', 'dev', 'a,b', ' x ', 'a', 'b', '8080', '12', 'no', 'c;d', 'K'];

export const KEYS = ['a', 'b', 'name', 'x', 'prod'];

/** A branch: what it binds is not seen outside. */
export function branch(context: Context, extra: Partial<Context> = {}): Context {
  return { ...context, names: new Map(context.names), functions: [...context.functions], depth: context.depth + 1, ...extra };
}

export function fresh(context: Context, kind: Kind): string {
  const name = `${kind}_${context.count.next++}`;
  return context.module ? name.toUpperCase() : name;
}

/** A name that can be read and holds this kind. */
export function nameOf(context: Context, kind: Kind): string | undefined {
  const found = [...context.names].filter((one) => one[1] === kind).map(([name]) => name);
  if (found.length === 0) return undefined;
  return context.random.chance(0.5) ? found.at(-1) : context.random.pick(found);
}

/** A name that may be bound here, or a new one. */
export function target(context: Context, kind: Kind): string {
  const { random, names, foreign } = context;
  const found = [...names].filter(([name, its]) => its === kind && !foreign.has(name)).map(([name]) => name);
  return found.length > 0 && random.chance(0.45) ? random.pick(found) : fresh(context, kind);
}

export function randomEnvironment(random: Random): Readonly<Record<string, string>> {
  const environment: Record<string, string> = {};
  for (const name of VARIABLES)
    if (random.chance(0.65)) environment[name] = random.pick(name === 'PORT' ? ['8080', '12', '0', 'x', '-3'] : TEXTS);
  return environment;
}
