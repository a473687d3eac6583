import type { Place } from '../../base/text';
import type * as ast from '../../syntax/python/ast';
import { ALWAYS } from '../runtime/guard';
import { choice, joinValues, optionsOf } from '../runtime/heap';
import {
  bool,
  bytes,
  dict,
  FALSE,
  type Func,
  float,
  type Item,
  int,
  isSequence,
  type Maybe,
  NONE,
  type R,
  type Scope,
  type SequenceType,
  str,
  TRUE,
  tuple,
  UNBOUND,
} from '../runtime/objects';
import { assign } from './assignment';
import { attributeOf } from './attributes';
import { callValue, evaluateArguments } from './calls';
import { PythonError } from './errors';
import { formatValue, repr, toText } from './format';
import type { Machine } from './machine';
import { NORMAL } from './machine';
import { binary, compare, negate, truthOf, uniqueItems } from './operators';
import { lookup } from './scopes';
import { subscript } from './subscripts';

/** Evaluates an expression. Throws a `PythonError` only when Python surely would. */
export function evaluate(machine: Machine, scope: Scope, node: ast.Expression): R {
  machine.step();
  const at = machine.place(scope, node.span);
  switch (node.kind) {
    case 'Name':
      return lookup(machine, scope, node.id);
    case 'Str':
      return { t: 'str', v: node.value, at };
    case 'Bytes':
      return { ...bytes(node.value), at };
    case 'Int':
      return { ...int(node.value), at };
    case 'Float':
      return { ...float(node.value), at };
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
      return { ...uniqueItems('set', items(machine, scope, node.elements)), at };
    case 'Dict':
      return { ...dictDisplay(machine, scope, node), at };
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
    case 'Yield':
      throw new PythonError('*', 'generators and coroutines are not evaluated', undefined, at);
  }
}

/** A slice of a subscript becomes a tuple-like marker that `subscript` knows. */
function index(machine: Machine, scope: Scope, node: ast.Expression): R | SliceBounds {
  if (node.kind !== 'Slice') return evaluate(machine, scope, node);
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
export function items(machine: Machine, scope: Scope, elements: readonly ast.Expression[]): readonly Item[] {
  const result: Item[] = [];
  for (const element of elements) {
    if (element.kind === 'Starred') result.push(...iterate(machine, evaluate(machine, scope, element.value)));
    else result.push(evaluate(machine, scope, element));
  }
  return result;
}

/** The items of an iterable, in order; what is not known is a `rest`. */
export function iterate(machine: Machine, value: R): readonly Item[] {
  const known = machine.refined(value);
  switch (known.t) {
    case 'choice':
      return known.options.flatMap((option) => iterate(machine, option.value).map((item) => onlyIf(item, option.guard)));
    case 'str':
      return [...known.v].map((character) => str(character));
    case 'bytes':
      return [...known.v].map((character) => int(character.charCodeAt(0)));
    case 'dict': {
      const keys = [...known.content.entries.values()].map((entry): Item => {
        if (entry.value.t !== 'choice' || !entry.value.options.some((option) => option.value.t === 'unbound')) return entry.key;
        const there = entry.value.options.filter((option) => option.value.t !== 'unbound').flatMap((option) => option.guard);
        return { t: 'maybe', guard: there, value: entry.key };
      });
      return known.content.rest === undefined ? keys : [...keys, { t: 'rest', reason: known.content.rest }];
    }
    case 'environ':
      return [...new Set([...machine.request.environment.names, ...known.names.keys()])]
        .map((name): Item => str(name))
        .concat([{ t: 'rest', reason: 'the environment may have other variables' }]);
    case 'none':
    case 'bool':
    case 'int':
    case 'float':
    case 'path':
      throw new PythonError('TypeError', 'the value is not iterable');
    case 'unknown':
      return [{ t: 'rest', reason: known.reason }];
    default:
      if (isSequence(known)) return known.content;
      return [{ t: 'rest', reason: 'what an object gives when iterated is not known' }];
  }
}

function onlyIf(item: Item, guard: Maybe['guard']): Item {
  if (guard === ALWAYS) return item;
  return { t: 'maybe', guard: item.t === 'maybe' ? item.guard : guard, value: item.t === 'maybe' ? item.value : item };
}

function dictDisplay(machine: Machine, scope: Scope, node: ast.DictDisplay): ReturnType<typeof dict> {
  const pairs: (readonly [R, R])[] = [];
  let rest: string | undefined;
  for (const entry of node.entries) {
    if (entry.key) {
      const key = machine.refined(evaluate(machine, scope, entry.key));
      pairs.push([key, evaluate(machine, scope, entry.value)]);
      continue;
    }
    const unpacked = machine.refined(evaluate(machine, scope, entry.value));
    if (unpacked.t === 'dict') {
      for (const inner of unpacked.content.entries.values()) pairs.push([inner.key, inner.value]);
      rest ??= unpacked.content.rest;
    } else rest ??= unpacked.t === 'unknown' ? unpacked.reason : 'what `**` unpacks is not known';
  }
  return dict(pairs, rest);
}

/** Runs `produce` for every combination of the clauses; a `rest` among the items gives a `rest` of the result. */
function clauses(
  machine: Machine,
  scope: Scope,
  list: readonly ast.ComprehensionClause[],
  produce: (wrap: (item: R) => Item) => Item[],
): Item[] {
  const [first, ...others] = list;
  if (!first) return produce((item) => item);
  const result: Item[] = [];
  for (const item of iterate(machine, evaluate(machine, scope, first.iter))) {
    machine.step();
    if (item.t === 'rest' || (item.t === 'maybe' && item.value.t === 'rest')) {
      result.push(item);
      continue;
    }
    const guard = item.t === 'maybe' ? item.guard : ALWAYS;
    const value = item.t === 'maybe' ? (item.value as R) : item;
    assign(machine, scope, first.target, value);
    let condition = guard;
    let possible = true;
    for (const test of first.ifs) {
      const truth = truthOf(machine, evaluate(machine, scope, test));
      if (truth.yes.length === 0) {
        possible = false;
        break;
      }
      if (condition === ALWAYS) condition = truth.yes;
      else if (truth.yes !== ALWAYS) condition = condition.flatMap((left) => truth.yes.map((right) => [...left, ...right]));
    }
    if (!possible) continue;
    result.push(...clauses(machine, scope, others, produce).map((inner) => onlyIf(inner, condition)));
    if (result.length > 5_000) return [{ t: 'rest', reason: 'the list is too long' }];
  }
  return result;
}

function inner(scope: Scope): Scope {
  return { names: new Map(), parent: scope, module: scope.module, globals: new Set(), nonlocals: new Set(), kind: 'comprehension' };
}

function comprehension(machine: Machine, scope: Scope, node: ast.Comprehension, at: Place): R {
  const own = inner(scope);
  const content = clauses(machine, own, node.clauses, () => [evaluate(machine, own, node.element)]);
  const type: SequenceType = node.of === 'generator' ? 'iterator' : node.of;
  return type === 'set' ? { ...uniqueItems('set', content), at } : { t: type, content, at };
}

function dictComprehension(machine: Machine, scope: Scope, node: ast.DictComprehension, at: Place): R {
  const own = inner(scope);
  const pairs = clauses(machine, own, node.clauses, () => [tuple([evaluate(machine, own, node.key), evaluate(machine, own, node.value)])]);
  const known: (readonly [R, R])[] = [];
  let rest: string | undefined;
  for (const pair of pairs) {
    if (pair.t === 'rest') rest ??= pair.reason;
    else if (pair.t === 'maybe') rest ??= 'an entry is there only sometimes';
    else if (pair.t === 'tuple') {
      const [key, value] = pair.content;
      if (key && value && key.t !== 'rest' && key.t !== 'maybe' && value.t !== 'rest' && value.t !== 'maybe') known.push([key, value]);
    }
  }
  return { ...dict(known, rest), at };
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

function formatted(machine: Machine, scope: Scope, parts: ast.FString['parts'], at: Place): R {
  const values: R[] = [];
  const shape: (string | number | { conversion: string | undefined; spec: number })[] = [];
  const add = (part: string | ast.Interpolation): void => {
    if (typeof part === 'string') {
      shape.push(part);
      return;
    }
    if (part.debug !== undefined) shape.push(part.debug);
    values.push(evaluate(machine, scope, part.value));
    const spec = part.format ? values.push(formatted(machine, scope, part.format, at)) - 1 : -1;
    shape.push(values.length - 1 - (spec >= 0 ? 1 : 0));
    shape.push({ conversion: part.conversion ?? (part.debug !== undefined && !part.format ? 'r' : undefined), spec });
  };
  for (const part of parts) add(part);
  const result = machine.lift(values, (known) => joinFormatted(machine, shape, known));
  return result.at ? result : { ...result, at };
}

function joinFormatted(
  machine: Machine,
  shape: readonly (string | number | { conversion: string | undefined; spec: number })[],
  values: readonly R[],
): R {
  let text = '';
  for (let at = 0; at < shape.length; at++) {
    const part = shape[at];
    if (typeof part === 'string') text += part;
    if (typeof part !== 'number') continue;
    const options = shape[at + 1];
    const value = values[part];
    if (!value || typeof options !== 'object') continue;
    const spec = options.spec >= 0 ? values[options.spec] : str('');
    const shown =
      spec?.t !== 'str'
        ? undefined
        : options.conversion === 'r' || options.conversion === 'a'
          ? repr(value)
          : options.conversion === 's'
            ? formatValue(str(toText(value) ?? ''), spec.v)
            : formatValue(value, spec.v);
    if (shown === undefined || (options.conversion === 's' && toText(value) === undefined)) {
      return machine.unknownFrom(values, 'a part of the text is not known', { type: 'str' });
    }
    text += shown;
  }
  const env = values.find((value) => value.env)?.env;
  return env ? { ...str(text), env } : str(text);
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
