import { fromUtf8 } from '../builtins/codecs';
import { findAttribute } from '../interpreter/attributes';
import { callWith } from '../interpreter/calls';
import { PythonError } from '../interpreter/errors';
import type { Machine } from '../interpreter/machine';
import { type CallArguments, type Class, NONE, type R } from '../runtime/objects';
import { fileContent } from './fileSystem';

/** What a library makes of a text that is known. */
export type SourceReader = (machine: Machine, text: string, args: CallArguments) => R;

/** Reads what the first argument gives. `path`: a text is the name of a file. Where the text is not known, neither is the result. */
export function knownSource(machine: Machine, args: CallArguments, read: SourceReader, how: { readonly path: boolean }): R {
  const given = args.positional[0] ?? [...args.keywords.values()][0] ?? NONE;
  return machine.lift([given], ([source]) => {
    const content =
      how.path && (source?.t === 'str' || source?.t === 'path') ? fileContent(machine, source.v) : contentOf(machine, source ?? NONE, args);
    return machine.lift([content], ([one]) => {
      const text = one?.t === 'str' ? one.v : one?.t === 'bytes' ? fromUtf8(one.v) : undefined;
      if (text !== undefined) return read(machine, text, args);
      machine.mayRaise(new PythonError('*', 'a text that is not known is read'));
      return machine.unknownFrom(one ? [one] : [], 'a text that is read is not known');
    });
  });
}

/** The text of a text, of bytes, or of what has a `read()`. */
function contentOf(machine: Machine, source: R, args: CallArguments): R {
  if (source.t === 'str' || source.t === 'bytes' || source.t === 'unknown') return source;
  const method = source.t === 'instance' ? findAttribute(machine, source, 'read', args.at) : undefined;
  return method ? callWith(machine, method, [], args.at) : machine.unknown('what is read is not known');
}

/** An exception of a class of the library. `base`: the built-in class that it derives from. */
export function raisedBy(type: Class, base: string, text: string, args: CallArguments): PythonError {
  return new PythonError(base, text, { t: 'instance', class: type, names: new Map(), at: args.at }, args.at);
}
