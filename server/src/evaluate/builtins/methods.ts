import type { Machine } from '../interpreter/machine';
import { environMember } from '../libraries/os';
import { int, isSequence, type Native, type R } from '../runtime/objects';
import { dictMethod, sequenceMethod } from './containers';
import { namespaceMember } from './namespaces';
import { pathMember } from './paths';
import { bytesMethod, stringMethod } from './strings';

/** An attribute of a built-in value, bound to it; undefined when the type does not have it. */
export function methodOf(machine: Machine, value: R, name: string): R | undefined {
  if (value.t === 'path') {
    const member = pathMember(machine, value, name);
    return member?.t === 'native' ? { t: 'method', self: value, function: member } : member;
  }
  if (value.t === 'instance') return namespaceMember(value, name);
  if (value.t === 'environ') return environMember(machine, value, name);
  if (value.t === 'bool' || value.t === 'int') {
    return name === 'real' || name === 'numerator' ? (value.t === 'int' ? value : int(value.v ? 1 : 0)) : undefined;
  }
  const found = unboundMethod(value, name);
  return found && { t: 'method', self: value, function: found };
}

/** `str.upper`: a method of a built-in type, not bound; undefined when the type does not have it. */
export function typeMethod(type: string | undefined, name: string): Native | undefined {
  if (type === 'str') return stringMethod(name);
  if (type === 'dict') return dictMethod(name);
  return undefined;
}

function unboundMethod(value: R, name: string): Native | undefined {
  if (value.t === 'str') return stringMethod(name);
  if (value.t === 'bytes') return bytesMethod(name);
  if (value.t === 'dict') return dictMethod(name, value.type);
  if (isSequence(value)) return sequenceMethod(value.t, name);
  return undefined;
}
