import { builtin } from '../builtins/builtins';
import { choice } from '../runtime/heap';
import type { R, Scope } from '../runtime/objects';
import { PythonError } from './errors';
import type { Machine } from './machine';

/** The value of a name as Python finds it: local, enclosing functions, global, built-in. */
export function lookup(machine: Machine, scope: Scope, name: string): R {
  for (let at: Scope | undefined = scope; at; at = at.parent) {
    if (at.kind === 'class' && at !== scope && !(scope.kind === 'comprehension' && at === scope.parent)) continue;
    if (at.kind !== 'module' && at.globals.has(name)) continue;
    const value = at.names.get(name);
    if (value === undefined) continue;
    const bound = present(machine, value);
    if (bound) return bound;
  }
  const known = builtin(name, machine);
  if (known) return known;
  const module = scope.module;
  if (module.incomplete !== undefined) return machine.unknown(module.incomplete);
  if (name === '__class__') return machine.unknown('`__class__` is not evaluated');
  throw new PythonError('NameError', `name '${name}' is not defined`);
}

/** The value without the options in which the name is not bound: a program that runs did not meet them. */
export function present(machine: Machine, value: R): R | undefined {
  const known = machine.refined(value);
  if (known.t === 'unbound') return undefined;
  if (known.t !== 'choice' || known.options.every((option) => option.value.t !== 'unbound')) return known;
  const options = known.options.filter((option) => option.value.t !== 'unbound');
  return options.length === 0 ? undefined : choice(options, known.env ? { env: known.env } : undefined);
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
