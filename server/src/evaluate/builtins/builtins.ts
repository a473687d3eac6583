import { rawNative } from '../interpreter/calls';
import type { Machine } from '../interpreter/machine';
import { classOf } from '../libraries/library';
import { type R, TRUE } from '../runtime/objects';
import { CONVERSIONS } from './conversions';
import { exceptionClasses } from './exceptions';
import { ITERATION } from './iteration';
import { REFLECTION } from './reflection';

/** A built-in function, type, constant or exception; undefined when there is none of that name. */
export function builtin(name: string, _machine: Machine): R | undefined {
  for (const table of [CONSTANTS, CONVERSIONS, ITERATION, REFLECTION]) if (Object.hasOwn(table, name)) return table[name];
  if (UNEVALUATED.has(name)) return rawNative(name, (machine) => machine.unknown(`${name}() is not evaluated`));
  return exceptionClasses.get(name);
}

/** Built-in names whose calls are unknown. */
const UNEVALUATED = new Set([
  ...['aiter', 'anext', 'breakpoint', 'bytearray', 'complex', 'delattr', 'help', 'memoryview', 'slice'],
  ...['copyright', 'credits', 'license', 'exit', 'quit', '__build_class__', '__loader__', '__spec__'],
]);

const CONSTANTS: Readonly<Record<string, R>> = {
  __debug__: TRUE,
  __builtins__: classOf('module'),
  NotImplemented: { t: 'opaque', type: 'NotImplementedType', name: 'NotImplemented' },
  Ellipsis: { t: 'opaque', type: 'ellipsis', name: 'Ellipsis' },
  object: classOf('object'),
};
