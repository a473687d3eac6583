import type * as ast from '../../syntax/python/ast';
import { walk } from '../../syntax/python/walk';
import type { Class, Func, R, Scope } from '../runtime/objects';
import { callWith, evaluateArguments } from './calls';
import { isEnumeration, makeMembers } from './enumerations';
import { defaultsOf, evaluate } from './expressions';
import type { Machine } from './machine';
import { NAMED_TUPLE, namedFromBody } from './namedTuples';
import { runBlock } from './statements';

/** `def`: the function, with its defaults as they are now. */
export function functionOf(machine: Machine, scope: Scope, node: ast.FunctionDef): Func {
  return {
    t: 'function',
    name: node.name,
    node,
    scope,
    defaults: defaultsOf(machine, scope, node.parameters),
    ...(hasYield(node) ? { generator: true } : {}),
    at: machine.place(scope, node.span),
  };
}

/** Whether a function is a generator: there is a `yield` in it that is not in a function or lambda of its own. */
function hasYield(node: ast.FunctionDef): boolean {
  let found = false;
  for (const statement of node.body) {
    walk(statement, (inner) => {
      found ||= inner.kind === 'Yield';
      return inner.kind !== 'FunctionDef' && inner.kind !== 'Lambda' && inner.kind !== 'ClassDef';
    });
  }
  return found;
}

/** A function or class as its decorators give it. */
export function decorated(machine: Machine, scope: Scope, func: R, decorators: readonly ast.Expression[]): R {
  let value = func;
  for (const decorator of decorators.toReversed()) {
    const name = decorator.kind === 'Name' ? decorator.id : decorator.kind === 'Attribute' ? decorator.name : '';
    if (value.t === 'function' && (name === 'property' || name === 'classproperty')) value = { ...value, role: 'property' };
    else if (value.t === 'function' && name === 'cached_property') value = { ...value, role: 'cached' };
    else if (value.t === 'function' && (name === 'staticmethod' || name === 'classmethod')) value = { ...value, role: name };
    else if (value.t === 'function' && isProperty(scope, decorator)) value = accessor(scope, decorator, value);
    else if (TRANSPARENT.has(name) || (decorator.kind === 'Call' && transparentCall(decorator))) continue;
    else value = callWith(machine, evaluate(machine, scope, decorator), [value], machine.place(scope, decorator.span));
  }
  return value;
}

/** `@name.setter` and its like, of a property that stands above. */
function isProperty(scope: Scope, decorator: ast.Expression): decorator is ast.Attribute {
  if (decorator.kind !== 'Attribute' || decorator.value.kind !== 'Name') return false;
  const known = scope.names.get(decorator.value.id);
  return known?.t === 'function' && known.role === 'property';
}

function accessor(scope: Scope, decorator: ast.Attribute, value: Func): Func {
  const known = decorator.value.kind === 'Name' ? scope.names.get(decorator.value.id) : undefined;
  if (known?.t !== 'function') return value;
  if (decorator.name === 'getter') return { ...value, role: 'property' };
  return decorator.name === 'setter' ? { ...known, setter: value } : known;
}

/** Decorators that give what they are given, as far as settings can see. */
const TRANSPARENT = new Set(['final', 'override', 'unique', 'total_ordering']);

function transparentCall(call: ast.Call): boolean {
  const name = call.function.kind === 'Name' ? call.function.id : call.function.kind === 'Attribute' ? call.function.name : '';
  return TRANSPARENT.has(name);
}

/** `class`: runs the body and binds the name. */
export function defineClass(machine: Machine, scope: Scope, node: ast.ClassDef): void {
  const at = machine.place(scope, node.span);
  const args = evaluateArguments(machine, scope, node.arguments, at);
  const names = new Map<string, R>();
  const body: Scope = { names, parent: scope, module: scope.module, globals: new Set(), nonlocals: new Set(), kind: 'class' };
  const bases = args.positional.map((base) => machine.refined(base));
  // A metaclass or `__init_subclass__` may do anything with the class: it has a base that nobody knows.
  if (args.keywords.size > 0 || args.open !== undefined) bases.push(machine.unknown('a class is made by a metaclass'));
  const owner: Class = { t: 'class', name: node.name, node, bases, names, module: scope.module, at };
  runBlock(machine, body, node.body);
  for (const [name, value] of names) if (value.t === 'function') names.set(name, { ...value, owner });
  if (isEnumeration(owner)) makeMembers(machine, owner);
  if (bases.some((base) => base.t === 'class' && base.names.has(NAMED_TUPLE))) namedFromBody(owner);
  const made = node.decorators.length > 0 ? decorated(machine, scope, owner, node.decorators) : owner;
  machine.heap.setName(scope.names, node.name, made);
}
