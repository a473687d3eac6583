import type * as ast from '../../syntax/python/ast';
import type { R, Scope } from '../runtime/objects';
import { exceptionBase, linearized } from './attributes';
import { callValue, callWith, evaluateArguments } from './calls';
import { EXCEPTIONS, PythonError } from './errors';
import { evaluate } from './expressions';
import { toText } from './format';
import type { Completion, Machine } from './machine';
import { exceptionName } from './try';

/** `raise`: always throws. */
export function raise(machine: Machine, scope: Scope, node: ast.Raise): Completion {
  const at = machine.place(scope, node.span);
  if (!node.exception) throw machine.handling ?? new PythonError('RuntimeError', 'no active exception to reraise', undefined, at);
  const call = node.exception.kind === 'Call' ? node.exception : undefined;
  const type = machine.refined(evaluate(machine, scope, call ? call.function : node.exception));
  const first = call?.arguments[0];
  const message = first ? messageOf(machine, scope, first.value) : '';
  if (type.t === 'class' && exceptionBase(type)) {
    const made = machine.refined(
      call ? callValue(machine, type, evaluateArguments(machine, scope, call.arguments, at)) : callWith(machine, type, [], at),
    );
    const value: R =
      made.t === 'instance'
        ? made
        : { t: 'instance', class: type, names: new Map([['args', machine.unknown('the arguments of an exception')]]), at };
    throw new PythonError(knownBase(type), message, value, at);
  }
  if (type.t === 'instance') throw new PythonError(knownBase(type.class), message, type, at);
  const error = new PythonError(exceptionName(type) ?? '*', message, undefined, at);
  const given = call ? evaluateArguments(machine, scope, call.arguments, at) : undefined;
  if (!given || (given.open === undefined && given.keywords.size === 0)) error.args = given?.positional ?? [];
  throw error;
}

/** The nearest built-in exception; the class's own name where it is a built-in one itself. */
function knownBase(type: Extract<R, { t: 'class' }>): string {
  const known = linearized(type).find((one) => one.t === 'class' && one.name in EXCEPTIONS);
  return known?.t === 'class' ? known.name : 'Exception';
}

function messageOf(machine: Machine, scope: Scope, node: ast.Expression): string {
  try {
    const value = machine.refined(evaluate(machine, scope, node));
    return value.t === 'choice' || value.t === 'unknown' ? '' : (toText(value) ?? '');
  } catch (error) {
    if (error instanceof PythonError) return '';
    throw error;
  }
}
