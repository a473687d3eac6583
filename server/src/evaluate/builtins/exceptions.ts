import { rawNative } from '../interpreter/calls';
import { EXCEPTIONS } from '../interpreter/errors';
import { classOf } from '../libraries/library';
import type { Class } from '../runtime/objects';

/** Exceptions that must be imported: their names are not built in. */
const LIBRARY_EXCEPTIONS = new Set(['ImproperlyConfigured', 'UndefinedValueError', 'JSONDecodeError']);

/** The classes of the built-in exceptions by name. */
export const exceptionClasses: ReadonlyMap<string, Class> = makeExceptions();

function makeExceptions(): ReadonlyMap<string, Class> {
  const classes = new Map<string, Class>();
  const make = (name: string): Class => {
    const known = classes.get(name);
    if (known) return known;
    const base = EXCEPTIONS[name];
    const made = classOf(name, {}, base && base !== 'object' ? [make(base)] : []);
    classes.set(name, made);
    return made;
  };
  for (const name of Object.keys(EXCEPTIONS)) if (!LIBRARY_EXCEPTIONS.has(name)) make(name);
  for (const name of ['ExceptionGroup', 'BaseExceptionGroup']) {
    const made = rawNative(name, (machine) => machine.unknown('an exception group is not evaluated'));
    classes.set(name, classOf(name, { __native_new__: made }, [make('Exception')]));
  }
  return classes;
}
