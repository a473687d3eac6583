import type { Machine } from '../interpreter/machine';
import type { CallArguments, Class, Instance, ModuleObject, NativeInstance, R } from '../runtime/objects';

/** Makes one library module. Called once for each evaluation that imports it. */
export type LibraryFactory = (machine: Machine, name: string) => ModuleObject;

/**
 * A module that the evaluator knows, wholly or in part. What it does not know of the module is unknown, not missing.
 */
export function library(machine: Machine, name: string, names: Readonly<Record<string, R>>): ModuleObject {
  const reason = `what ${name} gives is not evaluated`;
  return {
    t: 'module',
    name,
    file: undefined,
    names: new Map(Object.entries(names)),
    fallback: (attribute) => (attribute.startsWith('__') ? undefined : machine.unknown(reason, { symbol: `import:${name}.${attribute}` })),
    incomplete: undefined,
  };
}

/** An object of a library, by what its attributes are and what calling it does. */
export function makeObject(
  type: string,
  attribute: (machine: Machine, self: Instance, name: string) => R | undefined,
  call?: (machine: Machine, self: Instance, args: CallArguments) => R,
): Instance {
  const native: NativeInstance = {
    type,
    attribute: attribute as NonNullable<NativeInstance['attribute']>,
    ...(call ? { call: call as NonNullable<NativeInstance['call']> } : {}),
  };
  return { t: 'instance', class: classOf(type), names: new Map(), native };
}

/** A class of a library: what it has besides `names` is unknown, not missing. */
export function libraryClass(name: string, names: Readonly<Record<string, R>>): Class {
  return classOf(name, names, [{ t: 'opaque', type: 'type', name: 'what the library does not tell' }]);
}

export function classOf(name: string, names: Readonly<Record<string, R>> = {}, bases: readonly R[] = []): Class {
  return { t: 'class', name, node: undefined, bases, names: new Map(Object.entries(names)), module: undefined };
}
