import { builtin } from '../builtins/builtins';
import { type Guard, NEVER } from '../runtime/guard';
import { choice, optionsOf } from '../runtime/heap';
import type { R, Scope } from '../runtime/objects';
import { PythonError } from './errors';
import type { Machine } from './machine';

/** The value of a name as Python finds it: local, enclosing functions, global, built-in. */
export function lookup(machine: Machine, scope: Scope, name: string): R {
  let nearest: Scope | undefined = scope;
  while (nearest && !sees(nearest, scope, name)) nearest = nearest.parent;
  const found = nearest?.names.get(name);
  return found && found.t !== 'choice' && found.t !== 'unbound' ? found : lookupFrom(machine, scope, nearest, name);
}

/** As `lookup`, where the scopes before `nearest` do not have the name. */
function lookupFrom(machine: Machine, scope: Scope, nearest: Scope | undefined, name: string): R {
  const error = () => new PythonError('NameError', `name '${name}' is not defined`);
  const from = (start: Scope | undefined): R | undefined => {
    let at = start;
    while (at && !sees(at, scope, name)) at = at.parent;
    if (!at) return builtin(name, machine);
    const outer = at.parent;
    return boundOr(machine, at.names.get(name), () => from(outer), error);
  };
  const found = from(nearest);
  if (found) return found;
  const module = scope.module;
  if (module.incomplete !== undefined) return machine.unknown(module.incomplete);
  if (name === '__class__') return machine.unknown('`__class__` is not evaluated');
  throw error();
}

/** Whether a scope on the way out is asked for the name, and has it on some way. */
function sees(at: Scope, scope: Scope, name: string): boolean {
  if (at.kind === 'class' && at !== scope && !(scope.kind === 'comprehension' && at === scope.parent)) return false;
  if (at.kind !== 'module' && at.globals.has(name)) return false;
  return at.names.has(name);
}

/** The value without the options in which the name is not bound: a program that runs did not meet them. */
export function present(machine: Machine, value: R): R | undefined {
  return boundOr(machine, value, () => undefined);
}

/**
 * The value where it is bound; where it is not, what `otherwise` gives. Where that is nothing either, `error` is raised there;
 * without an error a program that runs did not meet those ways. Undefined when it is bound nowhere.
 */
export function boundOr(machine: Machine, value: R | undefined, otherwise: () => R | undefined, error?: () => PythonError): R | undefined {
  const known = value && machine.refined(value);
  if (known === undefined || known.t === 'unbound') return otherwise();
  if (known.t !== 'choice') return known;
  const bound = known.options.filter((option) => option.value.t !== 'unbound');
  if (bound.length === known.options.length) return known;
  if (bound.length === 0) return otherwise();
  const { either } = machine.heap.guards;
  const absent = known.options.reduce<Guard>((all, one) => (one.value.t === 'unbound' ? either(all, one.guard) : all), NEVER);
  const other = otherwise();
  if (other === undefined && error) machine.mayRaise(error(), absent);
  return choice([...bound, ...(other ? optionsOf(other, absent) : [])], known.env ? { env: known.env } : undefined);
}

/** The scope that an assignment to a name in `scope` changes. */
export function bindingScope(scope: Scope, name: string): Scope {
  if (scope.kind === 'module') return scope;
  if (scope.globals.has(name)) return moduleScope(scope);
  if (scope.nonlocals.has(name)) {
    for (let at = scope.parent; at; at = at.parent) if (at.kind === 'function' && at.names.has(name)) return at;
  }
  return scope;
}

function moduleScope(scope: Scope): Scope {
  let at = scope;
  while (at.parent) at = at.parent;
  return at;
}
