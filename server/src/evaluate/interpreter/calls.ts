import type { Place } from '../../base/text';
import type * as ast from '../../syntax/python/ast';
import { handedOn, heldBy, type Objects, standingFor, together } from '../runtime/aliases';
import { type Guard, isAlways, isNever, NEVER } from '../runtime/guard';
import { joinValues } from '../runtime/heap';
import {
  type CallArguments,
  dict,
  type Func,
  type Item,
  isSequence,
  lazyIterator,
  list,
  type Method,
  type Native,
  NONE,
  type R,
  type Scope,
  str,
  tuple,
  UNBOUND,
} from '../runtime/objects';
import { disturb } from './assignment';
import { instantiate, typeAttribute } from './attributes';
import { presenceOf } from './dicts';
import { PythonError } from './errors';
import { exposeArguments } from './exposure';
import { evaluate, YIELDED } from './expressions';
import { iterate } from './iteration';
import { type Completion, type Machine, NORMAL } from './machine';
import { boundOr } from './scopes';
import { runBlock } from './statements';

/** Evaluates the arguments of a call, stars unpacked. */
export function evaluateArguments(machine: Machine, scope: Scope, nodes: readonly ast.Argument[], at: Place): CallArguments {
  const positional: R[] = [];
  const keywords = new Map<string, R>();
  let open: string | undefined;
  for (const argument of nodes) {
    const value = evaluate(machine, scope, argument.value);
    if (argument.unpack === '*') {
      for (const item of iterate(machine, value)) {
        if (item.t === 'rest' || item.t === 'maybe') open ??= 'the arguments of a call are not known';
        else if (open === undefined) positional.push(item);
      }
    } else if (argument.unpack === '**') {
      const known = machine.refined(value);
      if (known.t !== 'dict' || known.content.rest !== undefined) open ??= 'the keyword arguments of a call are not known';
      if (known.t === 'dict')
        for (const { key, value: given } of known.content.entries.values())
          if (key.t === 'str') addKeyword(machine, keywords, key.v, given, at);
    } else if (argument.name !== undefined) keywords.set(argument.name, value);
    else if (open === undefined) positional.push(value);
  }
  return { positional, keywords, open, at };
}

/** A keyword argument of `**`, which may be there only sometimes. Where it was given before as well, `TypeError` is raised. */
function addKeyword(machine: Machine, keywords: Map<string, R>, name: string, value: R, at: Place): void {
  if (!keywords.has(name)) {
    keywords.set(name, value);
    return;
  }
  const twice = presenceOf(machine, value);
  const error = new PythonError('TypeError', `a call got multiple values for keyword argument '${name}'`, undefined, at);
  if (isAlways(twice)) throw error;
  if (!isNever(twice)) machine.mayRaise(error, twice);
}

/** Calls a value. A call of something unknown is unknown. */
export function callValue(machine: Machine, callee: R, args: CallArguments): R {
  machine.step();
  const known = machine.refined(callee);
  switch (known.t) {
    case 'choice':
      return eachOption(machine, known, (option) => callValue(machine, option, args));
    case 'function':
      return callFunction(machine, known, args);
    case 'native':
      return standingFor(callNative(machine, known, args), () => givenTo(args));
    case 'method':
      return standingFor(callMethod(machine, known, args), () => together(givenTo(args), heldBy([known.self])));
    case 'class':
      return instantiate(machine, known, args);
    case 'instance': {
      if (known.native?.call) return standingFor(known.native.call(machine as never, known, args), () => givenTo(args));
      const method = typeAttribute(known.class, '__call__');
      if (method?.t === 'function') return callFunction(machine, method, { ...args, positional: [known, ...args.positional] });
      return machine.unknown('an object is called');
    }
    case 'opaque':
    case 'unknown': {
      const result = machine.unknown(known.t === 'unknown' ? known.reason : `a ${known.type} is called`);
      exposeArguments(machine, known, args);
      if (known.t === 'unknown' && !known.reads) disturb(machine, known, 'something that may be it is called', givenTo(args));
      machine.mayRaise(new PythonError('*', 'a call that is not evaluated'), undefined);
      return standingFor(result, () => together(givenTo(args), handedOn([known])));
    }
    default:
      throw new PythonError('TypeError', 'the object is not callable', undefined, args.at);
  }
}

/** What a function is given and can hand on. */
function givenTo(args: CallArguments): Objects | undefined {
  return handedOn([...args.positional, ...args.keywords.values()]);
}

/** Does something that may have side effects for each option of a choice, under its condition, and joins the results. */
export function eachOption(machine: Machine, value: R, run: (option: R) => R): R {
  const known = machine.refined(value);
  if (known.t !== 'choice') return run(known);
  const step = (at: number): R => {
    const option = known.options[at];
    if (!option) return UNBOUND;
    if (at === known.options.length - 1) return run(option.value);
    let first: R = UNBOUND;
    let second: R = UNBOUND;
    let firstGuard = option.guard;
    let secondGuard = known.options.slice(at + 1).reduce<Guard>((others, one) => machine.heap.guards.either(others, one.guard), NEVER);
    machine.fork(
      firstGuard,
      secondGuard,
      () => {
        first = run(option.value);
        firstGuard = machine.guard;
        return NORMAL;
      },
      () => {
        second = step(at + 1);
        // The options need not cover everything: on the ways that are left out, an error ended the evaluation.
        const only = at + 2 === known.options.length ? known.options[at + 1] : undefined;
        secondGuard = only ? machine.heap.guards.both(machine.guard, only.guard) : machine.guard;
        return NORMAL;
      },
    );
    if (first.t === 'unbound') return second;
    if (second.t === 'unbound') return first;
    return joinValues(first, firstGuard, second, secondGuard, machine.heap.guards);
  };
  const result = step(0);
  return result.t === 'unbound' ? machine.unknown('a call on a value that is not known') : result;
}

function callMethod(machine: Machine, method: Method, args: CallArguments): R {
  const bound = { ...args, positional: [method.self, ...args.positional] };
  return method.function.t === 'function' ? callFunction(machine, method.function, bound) : callNative(machine, method.function, bound);
}

/** Calls a native: once for each combination of options, never with an unknown argument, unless it is raw. */
export function callNative(machine: Machine, native: Native, args: CallArguments): R {
  const call = native.call as (machine: Machine, args: CallArguments) => R;
  if (native.raw) return call(machine, args);
  if (args.open !== undefined) return machine.unknown(args.open);
  const names = [...args.keywords.keys()];
  const given = args.keywords.size === 0 ? args.positional : [...args.positional, ...args.keywords.values()];
  return machine.lift(replayable(machine, given), (values) => {
    const unknown = values.find((value) => value.t === 'unknown');
    if (unknown) return machine.unknownFrom(values, 'an argument is not known');
    if (names.length === 0) return call(machine, { ...args, positional: values });
    const positional = values.slice(0, args.positional.length);
    const named = names.map((name, at) => [name, values[args.positional.length + at] ?? NONE] as const);
    const keywords = new Map(named.filter(([, value]) => value.t !== 'unbound'));
    return call(machine, { ...args, positional, keywords });
  });
}

/** Where a call is made once for each option of a choice, an iterator must give its items to each of them. */
function replayable(machine: Machine, values: readonly R[]): readonly R[] {
  if (values.every((value) => value.t !== 'choice')) return values;
  return values.map((value) => (isSequence(value) && value.t === 'iterator' ? tuple(iterate(machine, value)) : value));
}

export function callFunction(machine: Machine, func: Func, args: CallArguments): R {
  const scope: Scope = {
    names: new Map(),
    parent: enclosing(func.scope),
    module: func.scope.module,
    globals: new Set(),
    nonlocals: new Set(),
    kind: 'function',
    caller: machine.caller,
  };
  bindParameters(machine, func, args, scope.names);
  if (func.owner) {
    scope.names.set('__class__', func.owner);
    const self = args.positional[0];
    if (self) scope.names.set('__self__', self);
  }
  if (func.generator) return generated(machine, func, scope);
  return machine.deeper(() => {
    if (func.node.kind === 'Lambda') return evaluate(machine, scope, func.node.body);
    if (func.node.async) return machine.unknown('coroutines are not evaluated');
    return runBody(machine, func.node.body, scope);
  });
}

/** A generator runs to its end when it is first asked for an item. */
function generated(machine: Machine, func: Func, scope: Scope): R {
  const { node } = func;
  if (node.kind === 'Lambda' || node.async) return machine.unknown('coroutines are not evaluated');
  return lazyIterator((vm: Machine) => {
    const given = list([]);
    scope.names.set(YIELDED, given);
    vm.deeper(() => runBody(vm, node.body, scope));
    return given.content;
  });
}

/** Names of a class body are not seen by the functions in it. */
function enclosing(scope: Scope): Scope {
  let at = scope;
  while (at.kind === 'class' && at.parent) at = at.parent;
  return at;
}

function runBody(machine: Machine, body: readonly ast.Statement[], scope: Scope): R {
  let outcome: R | undefined;
  machine.conditionalDepth++;
  try {
    machine.within(
      'return',
      () => runBlock(machine, scope, body),
      (completion, boundary) => {
        outcome = machine.collect(boundary, completion, returned);
        if (outcome === undefined && completion.kind === 'raise') throw completion.error;
        return NORMAL;
      },
    );
  } finally {
    machine.conditionalDepth--;
  }
  return outcome ?? NONE;
}

function returned(completion: Completion): R | undefined {
  if (completion.kind === 'return') return completion.value;
  return completion.kind === 'normal' ? NONE : undefined;
}

function bindParameters(machine: Machine, func: Func, args: CallArguments, names: Map<string, R>): void {
  const rest = [...args.positional];
  const keywords = new Map(args.keywords);
  const otherwise = (name: string) => (args.open === undefined ? func.defaults.get(name) : machine.unknown(args.open));
  for (const parameter of func.node.parameters) {
    const { name } = parameter;
    if (parameter.kind === 'args') {
      const content: Item[] = rest.splice(0);
      if (args.open !== undefined) content.push({ t: 'rest', reason: args.open });
      names.set(name, tuple(content));
    } else if (parameter.kind === 'kwargs') {
      names.set(
        name,
        dict(
          [...keywords].map(([key, value]) => [str(key), value] as const),
          args.open,
        ),
      );
      keywords.clear();
    } else {
      const given = parameter.kind === 'keyword-only' ? undefined : rest.shift();
      const named = parameter.kind === 'positional-only' ? undefined : keywords.get(name);
      keywords.delete(name);
      const missing = () => new PythonError('TypeError', `${func.name}() misses the argument '${name}'`, undefined, args.at);
      const value = given ?? boundOr(machine, named, () => otherwise(name), missing);
      if (!value) throw missing();
      names.set(name, value);
    }
  }
  if (rest.length > 0 || keywords.size > 0) {
    throw new PythonError('TypeError', `${func.name}() got an argument that it does not take`, undefined, args.at);
  }
}

/** The argument of a native by position or name. */
export function argument(args: CallArguments, position: number, name?: string): R | undefined {
  return args.positional[position] ?? (name === undefined ? undefined : args.keywords.get(name));
}

/** Calls with plain positional arguments. */
export function callWith(machine: Machine, callee: R, values: readonly R[], at: Place): R {
  return callValue(machine, callee, { positional: values, keywords: new Map(), open: undefined, at });
}

export function native(name: string, call: (machine: Machine, args: CallArguments) => R, extra: Partial<Native> = {}): Native {
  return { t: 'native', name, call: call as Native['call'], ...extra };
}

/** A native that takes choices and unknown values as they are. */
export function rawNative(name: string, call: (machine: Machine, args: CallArguments) => R, extra: Partial<Native> = {}): Native {
  return native(name, call, { raw: true, ...extra });
}
