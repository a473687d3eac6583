import type * as ast from '../../syntax/python/ast';
import { and, atomGuard } from '../runtime/guard';
import { type R, type Scope, tuple } from '../runtime/objects';
import { linearized } from './attributes';
import { EXCEPTIONS, isSubclass, PythonError } from './errors';
import { evaluate } from './expressions';
import { repr, toText } from './format';
import type { Boundary, Completion, Machine, Pending } from './machine';
import { runBlock } from './statements';

/** `try`: the way that went through, joined with the handlers of the ways that may have raised. */
export function runTry(machine: Machine, scope: Scope, node: ast.Try): Completion {
  const completion = node.finalbody.length === 0 ? runHandled(machine, scope, node) : runFinally(machine, scope, node);
  if (completion.kind === 'raise') throw completion.error;
  return completion;
}

/** `finally` runs on every way out, also on those that leave early on some condition. */
function runFinally(machine: Machine, scope: Scope, node: ast.Try): Completion {
  const left: Pending[] = [];
  const run = (at: number): Completion => {
    const kind = WAYS_OUT[at];
    if (kind === undefined) return runHandled(machine, scope, node);
    return machine.within(
      kind,
      () => run(at + 1),
      (completion, boundary) => {
        left.push(...boundary.pendings);
        return completion;
      },
    );
  };
  const last = (completion: Completion): Completion => {
    const own = machine.attempt(() => runBlock(machine, scope, node.finalbody));
    return own.kind === 'normal' ? completion : own;
  };
  const mark = machine.heap.mark();
  try {
    const completion = run(0);
    for (const pending of left) machine.elsewhere(mark, pending, () => machine.suspend(last(pending.completion)));
    return last(completion);
  } finally {
    machine.heap.release();
  }
}

const WAYS_OUT: readonly Boundary['kind'][] = ['return', 'break', 'continue', 'raise'];

function runHandled(machine: Machine, scope: Scope, node: ast.Try): Completion {
  return machine.within(
    'raise',
    () => runBlock(machine, scope, node.body),
    (outcome, boundary) => {
      const here: Pending = { completion: outcome, guard: machine.guard, changes: machine.heap.changesSince(boundary.mark) };
      // An exception of a type that is not known may go to several handlers: each is a way of its own.
      const [first, ...others] = caughtBy(machine, scope, node.handlers, here);
      const ways = [...others, ...boundary.pendings.flatMap((pending) => caughtBy(machine, scope, node.handlers, pending))];
      if (first && others.length > 0) machine.guard = first.way.guard;
      let present = machine.attempt(() => afterBody(machine, scope, node, outcome, first?.handler));
      for (const { way: pending, handler } of ways) {
        if (pending.completion.kind !== 'raise') continue;
        const error = pending.completion.error;
        if (!handler) {
          machine.elsewhere(boundary.mark, pending, () => machine.suspend(pending.completion));
          continue;
        }
        const changes = machine.heap.changesSince(boundary.mark);
        const guard = machine.guard;
        if (present.kind !== 'normal') machine.suspend(present);
        machine.heap.undo(boundary.mark);
        machine.heap.apply(pending.changes);
        machine.guard = pending.guard;
        machine.conditionalDepth++;
        const handled = machine.attempt(() => runHandler(machine, scope, handler, error));
        machine.conditionalDepth--;
        if (handled.kind === 'normal' && present.kind === 'normal') {
          machine.heap.join(boundary.mark, changes, guard, machine.guard);
          machine.guard = machine.heap.guards.either(guard, machine.guard);
        } else if (handled.kind === 'normal') present = handled;
        else if (present.kind === 'normal') {
          machine.suspend(handled);
          machine.heap.undo(boundary.mark);
          machine.heap.apply(changes);
          machine.guard = guard;
        } else present = handled;
      }
      return present;
    },
  );
}

/** Where a way that raised goes on: a handler, or further out without one. Other ways go on as they are. */
interface Caught {
  readonly way: Pending;
  readonly handler: ast.ExceptHandler | undefined;
}

function caughtBy(machine: Machine, scope: Scope, handlers: readonly ast.ExceptHandler[], way: Pending): readonly Caught[] {
  if (way.completion.kind !== 'raise') return [{ way, handler: undefined }];
  const { error } = way.completion;
  if (error.type !== '*') return [{ way, handler: handlerFor(machine, scope, handlers, error) }];
  const found: Caught[] = [];
  let { guard } = way;
  for (const handler of handlers) {
    if (!handlerFor(machine, scope, [handler], error)) continue;
    const all = catchesAll(handler);
    const atom = machine.freshAtom('an exception is of this kind', 'an exception is of another kind');
    found.push({ way: { ...way, guard: all ? guard : and(guard, atomGuard(atom)) }, handler });
    if (all) return found;
    guard = and(guard, atomGuard(atom, false));
  }
  return [...found, { way: { ...way, guard }, handler: undefined }];
}

function catchesAll(handler: ast.ExceptHandler): boolean {
  return !handler.type || (handler.type.kind === 'Name' && ['Exception', 'BaseException'].includes(handler.type.id));
}

function afterBody(machine: Machine, scope: Scope, node: ast.Try, outcome: Completion, handler: ast.ExceptHandler | undefined): Completion {
  if (outcome.kind === 'normal') return runBlock(machine, scope, node.orelse);
  if (outcome.kind !== 'raise') return outcome;
  return handler ? runHandler(machine, scope, handler, outcome.error) : outcome;
}

function runHandler(machine: Machine, scope: Scope, handler: ast.ExceptHandler, error: PythonError): Completion {
  const previous = machine.handling;
  machine.handling = error;
  try {
    if (handler.name !== undefined) machine.heap.setName(scope.names, handler.name, exceptionValue(machine, error));
    return runBlock(machine, scope, handler.body);
  } finally {
    machine.handling = previous;
  }
}

function exceptionValue(machine: Machine, error: PythonError): R {
  if (error.value?.t === 'instance') return error.value;
  if (error.type === '*') return machine.unknown('an exception that is not known');
  const args = error.args ?? (error.type === 'KeyError' && error.value ? [error.value] : undefined);
  const [only] = args ?? [];
  const worded = args?.length === 1 && only ? (error.type === 'KeyError' ? repr(only) : toText(only)) : args?.length === 0 ? '' : undefined;
  return {
    t: 'opaque',
    type: error.type,
    attribute: (name) =>
      name === 'args' ? (args ? tuple(args) : machine.unknown('what an exception says is not known', { type: 'tuple' })) : undefined,
    ...(worded === undefined ? {} : { text: worded }),
  };
}

function handlerFor(
  machine: Machine,
  scope: Scope,
  handlers: readonly ast.ExceptHandler[],
  error: PythonError,
): ast.ExceptHandler | undefined {
  return handlers.find((handler) => {
    if (!handler.type) return true;
    const types = handler.type.kind === 'Tuple' ? handler.type.elements : [handler.type];
    return types.some((type) => matches(error, machine.refined(safely(machine, scope, type))));
  });
}

/** A handler names an exception that cannot be found: it matches nothing. */
function safely(machine: Machine, scope: Scope, type: ast.Expression): R {
  try {
    return evaluate(machine, scope, type);
  } catch (error) {
    if (error instanceof PythonError) return machine.unknown('an exception class that is not known');
    throw error;
  }
}

function matches(error: PythonError, handler: R): boolean {
  if (handler.t === 'tuple') return handler.content.some((item) => item.t !== 'rest' && item.t !== 'maybe' && matches(error, item));
  const name = exceptionName(handler);
  if (name === undefined) return false;
  if (error.type === '*') return !isSubclass(name, 'ImportError');
  const thrown = error.value?.t === 'instance' ? error.value.class : undefined;
  if (thrown && handler.t === 'class') return linearized(thrown).includes(handler) || isSubclass(error.type, handler.name);
  if (error.type in EXCEPTIONS || name in EXCEPTIONS) {
    if (thrown) return linearized(thrown).some((one) => one.t === 'class' && isSubclass(one.name, name));
    return isSubclass(error.type, name) || error.type === name || name === 'Exception' || name === 'BaseException';
  }
  return error.type === name;
}

/** The name of an exception class; for one from outside the workspace the last part of its dotted name. */
export function exceptionName(value: R): string | undefined {
  if (value.t === 'class') return value.name;
  if (value.t === 'opaque') return value.name?.split('.').at(-1);
  if (value.t === 'unknown' && value.symbol?.startsWith('import:')) return value.symbol.split('.').at(-1);
  return undefined;
}
