import type { Place } from '../../base/text';
import type * as ast from '../../syntax/python/ast';
import { entriesOf } from '../builtins/pairs';
import { choice, joinValues, optionsOf } from '../runtime/heap';
import {
  bool,
  type Dict,
  dictContent,
  FALSE,
  type Func,
  float,
  type Item,
  int,
  NONE,
  type R,
  type Scope,
  TRUE,
  UNBOUND,
} from '../runtime/objects';
import { assign } from './assignment';
import { attributeOf } from './attributes';
import { callValue, evaluateArguments } from './calls';
import { compare } from './comparisons';
import { comprehension, dictComprehension } from './comprehensions';
import { merged } from './dicts';
import { PythonError } from './errors';
import { formatted } from './fstrings';
import { iterate, iterateUnordered } from './iteration';
import { type Machine, NORMAL } from './machine';
import { binary } from './operators';
import { lookup } from './scopes';
import { uniqueItems } from './sets';
import { subscript } from './subscripts';
import { negate, truthOf } from './truth';

/** The name in the scope of a generator function under which its items are collected; no name of Python's. */
export const YIELDED = '<yielded>';

/** Evaluates an expression. Throws a `PythonError` only when Python surely would. */
export function evaluate(machine: Machine, scope: Scope, node: ast.Expression): R {
  machine.step();
  // The commonest one needs no place of its own.
  if (node.kind === 'Name') return lookup(machine, scope, node.id);
  const at = machine.place(scope, node.span);
  switch (node.kind) {
    case 'Str':
      return { t: 'str', v: node.value, at };
    case 'Bytes':
      return { t: 'bytes', v: node.value, at };
    case 'Int':
      return { t: 'int', v: node.value, at };
    case 'Float':
      return { t: 'float', v: node.value, at };
    case 'Complex':
      return { t: 'opaque', type: 'complex', at };
    case 'Singleton':
      return singleton(node.value, at);
    case 'FString':
      return node.template ? { t: 'opaque', type: 'Template', at } : formatted(machine, scope, node.parts, at);
    case 'List':
      return { t: 'list', content: items(machine, scope, node.elements), at };
    case 'Tuple':
      return { t: 'tuple', content: items(machine, scope, node.elements), at };
    case 'Set':
      return { ...uniqueItems('set', items(machine, scope, node.elements, iterateUnordered)), at };
    case 'Dict':
      return dictDisplay(machine, scope, node, at);
    case 'Comprehension':
      return comprehension(machine, scope, node, at);
    case 'DictComprehension':
      return dictComprehension(machine, scope, node, at);
    case 'UnaryOp':
      return unary(machine, node.operator, evaluate(machine, scope, node.operand), at);
    case 'BinOp':
      return binaryChain(machine, scope, node);
    case 'BoolOp':
      return boolChain(machine, scope, node);
    case 'Compare':
      return comparison(machine, scope, node);
    case 'Conditional':
      return branchValue(
        machine,
        evaluate(machine, scope, node.test),
        () => evaluate(machine, scope, node.body),
        () => evaluate(machine, scope, node.orelse),
      );
    case 'Lambda':
      return lambda(machine, scope, node, at);
    case 'Call': {
      const callee = evaluate(machine, scope, node.function);
      const args = evaluateArguments(machine, scope, node.arguments, at);
      machine.caller = scope;
      return callValue(machine, callee, args);
    }
    case 'Attribute':
      return attributeOf(machine, evaluate(machine, scope, node.value), node.name, at);
    case 'Subscript':
      return subscript(machine, evaluate(machine, scope, node.value), index(machine, scope, node.index), at);
    case 'Slice':
    case 'Starred':
    case 'BrokenExpression':
      return machine.unknown('the expression has a syntax error', { at });
    case 'NamedExpr': {
      const value = evaluate(machine, scope, node.value);
      assign(machine, walrusScope(scope), node.target, value);
      return value;
    }
    case 'Await':
      return machine.unknown('coroutines are not evaluated', { at });
    case 'Yield':
      return yielded(machine, scope, node);
  }
}

/** `yield`: what a generator gives is collected in the scope of its function. What is sent to it is not known. */
function yielded(machine: Machine, scope: Scope, node: ast.Yield): R {
  const value = node.value ? evaluate(machine, scope, node.value) : NONE;
  for (let at: Scope | undefined = scope; at; at = at.parent) {
    const given = at.names.get(YIELDED);
    if (at.kind !== 'function' || given?.t !== 'list') continue;
    machine.heap.setItems(given, [...given.content, ...(node.from ? iterate(machine, value) : [value])]);
    break;
  }
  return machine.unknown('what is sent to a generator is not known');
}

/** A slice of a subscript becomes a tuple-like marker that `subscript` knows. */
function index(machine: Machine, scope: Scope, node: ast.Expression): R | SliceBounds {
  return node.kind === 'Slice' ? sliceOf(machine, scope, node) : evaluate(machine, scope, node);
}

export function sliceOf(machine: Machine, scope: Scope, node: ast.Slice): SliceBounds {
  const bound = (part: ast.Expression | undefined) => (part ? evaluate(machine, scope, part) : NONE);
  return { slice: true, lower: bound(node.lower), upper: bound(node.upper), step: bound(node.step) };
}

export interface SliceBounds {
  readonly slice: true;
  readonly lower: R;
  readonly upper: R;
  readonly step: R;
}

function singleton(value: ast.Singleton['value'], at: Place): R {
  if (value === null) return { ...NONE, at };
  if (value === 'Ellipsis') return { t: 'opaque', type: 'ellipsis', name: 'Ellipsis', at };
  return { ...bool(value), at };
}

/** A walrus inside a comprehension binds in the function or module around it. */
function walrusScope(scope: Scope): Scope {
  let around = scope;
  while (around.kind === 'comprehension' && around.parent) around = around.parent;
  return around;
}

/** Evaluates one of two expressions, or both and joins them. */
export function branchValue(machine: Machine, test: R, whenTrue: () => R, whenFalse: () => R): R {
  const truth = truthOf(machine, test);
  let first: R = UNBOUND;
  let second: R = UNBOUND;
  let firstGuard = truth.yes;
  let secondGuard = truth.no;
  machine.fork(
    truth.yes,
    truth.no,
    () => {
      first = whenTrue();
      firstGuard = machine.guard;
      return NORMAL;
    },
    () => {
      second = whenFalse();
      secondGuard = machine.guard;
      return NORMAL;
    },
  );
  if (second.t === 'unbound') return first;
  if (first.t === 'unbound') return second;
  const joined = joinValues(first, firstGuard, second, secondGuard);
  return test.env && joined.t === 'choice' && !joined.env ? { ...joined, env: test.env } : joined;
}

/** Elements of a display, stars unpacked. */
export function items(
  machine: Machine,
  scope: Scope,
  elements: readonly ast.Expression[],
  iterated: typeof iterate = iterate,
): readonly Item[] {
  const result: Item[] = [];
  for (const element of elements) {
    if (element.kind === 'Starred') result.push(...iterated(machine, evaluate(machine, scope, element.value)));
    else result.push(evaluate(machine, scope, element));
  }
  return result;
}

function dictDisplay(machine: Machine, scope: Scope, node: ast.DictDisplay, at: Place): R {
  const unpacked: R[] = [];
  const parts: ({ readonly pairs: [R, R][] } | number)[] = [];
  for (const entry of node.entries) {
    if (!entry.key) {
      parts.push(unpacked.push(evaluate(machine, scope, entry.value)) - 1);
      continue;
    }
    const pair: [R, R] = [machine.refined(evaluate(machine, scope, entry.key)), evaluate(machine, scope, entry.value)];
    const last = parts.at(-1);
    if (typeof last === 'object') last.pairs.push(pair);
    else parts.push({ pairs: [pair] });
  }
  const display = (known: readonly R[]): Dict => {
    let content = dictContent([], undefined);
    for (const part of parts) {
      const added = typeof part === 'object' ? dictContent(part.pairs, undefined) : entriesOf(machine, known[part] ?? NONE);
      content = merged(content, added);
    }
    return { t: 'dict', content };
  };
  return { ...(unpacked.length === 0 ? display([]) : machine.lift(unpacked, display)), at };
}

function unary(machine: Machine, operator: ast.UnaryOperator, operand: R, at: Place): R {
  if (operator === 'not') {
    const result = negate(machine, operand);
    return result.at ? result : { ...result, at };
  }
  return machine.lift([operand], ([value]) => {
    if (!value || value.t === 'unknown') return machine.unknownFrom(value ? [value] : [], 'an operand is not known');
    const own = value.t === 'instance' ? value.native?.binary?.(machine as never, value, operator, value) : undefined;
    if (own) return own;
    const number = value.t === 'bool' ? int(value.v ? 1 : 0) : value;
    if (number.t === 'int') return { ...int(operator === '-' ? -number.v : operator === '~' ? ~number.v : number.v), at };
    if (number.t === 'float' && operator !== '~') return { ...float(operator === '-' ? -number.v : number.v), at };
    throw new PythonError('TypeError', `bad operand for ${operator}`);
  });
}

/** Left-associative chains are walked, not recursed into: a list of five thousand terms is no deeper than one. */
function binaryChain(machine: Machine, scope: Scope, node: ast.BinOp): R {
  const chain: ast.BinOp[] = [];
  let left: ast.Expression = node;
  while (left.kind === 'BinOp') {
    chain.push(left);
    left = left.left;
  }
  let value = evaluate(machine, scope, left);
  for (const part of chain.toReversed()) {
    const result = binary(machine, part.operator, value, evaluate(machine, scope, part.right));
    value = result.at ? result : { ...result, at: machine.place(scope, part.span) };
  }
  return value;
}

function boolChain(machine: Machine, scope: Scope, node: ast.BoolOp): R {
  const chain: ast.BoolOp[] = [];
  let left: ast.Expression = node;
  while (left.kind === 'BoolOp' && left.operator === node.operator) {
    chain.push(left);
    left = left.left;
  }
  let value = evaluate(machine, scope, left);
  for (const part of chain.toReversed()) value = shortCircuit(machine, part.operator, value, () => evaluate(machine, scope, part.right));
  return value;
}

function shortCircuit(machine: Machine, operator: 'and' | 'or', left: R, right: () => R): R {
  const known = machine.refined(left);
  const keep = () => truthfulPart(machine, known, operator === 'or');
  return operator === 'and' ? branchValue(machine, known, right, keep) : branchValue(machine, known, keep, right);
}

/** The value of an operand that is known to be true (or false) here. */
function truthfulPart(machine: Machine, value: R, wanted: boolean): R {
  const refined = machine.refined(value);
  if (refined.t !== 'choice') {
    if (refined.t === 'unknown' && refined.type === 'bool') return wanted ? TRUE : FALSE;
    return refined;
  }
  const options = refined.options.filter((option) => {
    const truth = truthOf(machine, option.value);
    return (wanted ? truth.yes : truth.no).length > 0;
  });
  return choice(
    options.flatMap((option) => optionsOf(option.value, option.guard)),
    refined.env ? { env: refined.env } : undefined,
  );
}

function comparison(machine: Machine, scope: Scope, node: ast.Compare): R {
  const at = machine.place(scope, node.span);
  let left = evaluate(machine, scope, node.left);
  const step = (position: number): R => {
    const operator = node.operators[position];
    const comparator = node.comparators[position];
    if (!operator || !comparator) return TRUE;
    const right = evaluate(machine, scope, comparator);
    const result = compare(machine, operator, left, right);
    left = right;
    if (position + 1 >= node.operators.length) return result;
    return shortCircuit(machine, 'and', result, () => step(position + 1));
  };
  const result = step(0);
  return result.t === 'bool' ? { ...result, at } : result;
}

function lambda(machine: Machine, scope: Scope, node: ast.Lambda, at: Place): Func {
  return { t: 'function', name: '<lambda>', node, scope, defaults: defaultsOf(machine, scope, node.parameters), at };
}

/** Defaults are evaluated where the function is defined. */
export function defaultsOf(machine: Machine, scope: Scope, parameters: readonly ast.Parameter[]): ReadonlyMap<string, R> {
  const defaults = new Map<string, R>();
  for (const parameter of parameters) if (parameter.default) defaults.set(parameter.name, evaluate(machine, scope, parameter.default));
  return defaults;
}
