import { runFile } from '../interpreter/imports';
import type { Machine } from '../interpreter/machine';
import { type CallArguments, NONE, type R } from '../runtime/objects';
import { openNamespace } from './namespaces';

/** `exec(source, names)`: the content of a workspace file runs in the names of the module; anything else may bind any name. */
export function executeSource(machine: Machine, args: CallArguments): R {
  const source = args.positional[0] && machine.refined(args.positional[0]);
  const module = machine.running.at(-1);
  if (!module) return NONE;
  const file = source?.t === 'str' || source?.t === 'bytes' || source?.t === 'unknown' ? source.content : undefined;
  if (file === undefined) {
    openNamespace(machine, module.names, 'code is executed that cannot be read');
    return NONE;
  }
  runFile(machine, module, file);
  return NONE;
}
