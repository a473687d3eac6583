import type { Place } from '../../base/text';
import type { Machine } from '../interpreter/machine';
import type { R } from '../runtime/objects';
import { fileContent } from './fileSystem';
import { variableText, withFallback } from './reading';

/**
 * A variable as django-environ's `FileAwareEnv` reads it: the content of the file that `<name>_FILE` names, or the variable itself.
 * Unbound where neither is set.
 */
export function readFileAware(machine: Machine, name: string, reader: string, at: Place): R {
  const plain = variableText(machine, name, reader, at);
  const file = variableText(machine, `${name}_FILE`, reader, at);
  // One unknown text for both: what a file gives and what the variable gives need not be told apart.
  const own = machine.options(plain).find((option) => option.value.t === 'unknown')?.value;
  const text: R = own ?? {
    t: 'unknown',
    reason: `it is read from the file that ${name}_FILE names`,
    symbol: `env:${name}`,
    type: 'str',
    at,
  };
  const content = machine.lift([file], ([path]): R => {
    if (!path || path.t === 'unbound' || (path.t === 'str' && path.v === '')) return { t: 'unbound' };
    if (path.t === 'str' && path.v.startsWith('/')) return fileContent(machine, path.v);
    return text;
  });
  return withFallback(content, plain);
}
