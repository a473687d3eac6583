import type { Span } from '../../base/text';
import type * as ast from '../../syntax/python/ast';
import { changeable, handedOn, heldBy, type Objects, reachable, restOf, standingFor, together } from '../runtime/aliases';
import { atomGuard } from '../runtime/guard';
import { choice } from '../runtime/heap';
import { type Instance, type Item, isSequence, list, NONE, type R, type Scope, UNBOUND, type Unknown } from '../runtime/objects';
import type { Assignment } from '../settings';
import { linearized, setAttribute } from './attributes';
import { eachOption } from './calls';
import { PythonError } from './errors';
import { evaluate, sliceOf } from './expressions';
import { iterate } from './iteration';
import type { Machine } from './machine';
import { bindingScope, boundOr } from './scopes';
import { deleteItem, setItem, setSlice } from './subscripts';

/** Binds a target of an assignment, a `for`, a `with` or a walrus. */
export function assign(machine: Machine, scope: Scope, target: ast.Expression, value: R): void {
  switch (target.kind) {
    case 'Name':
      machine.heap.setName(bindingScope(scope, target.id).names, target.id, value);
      return;
    case 'Tuple':
    case 'List':
      unpack(machine, scope, target.elements, value);
      return;
    case 'Attribute':
      setAttribute(machine, evaluate(machine, scope, target.value), target.name, value);
      return;
    case 'Subscript': {
      const container = evaluate(machine, scope, target.value);
      if (target.index.kind === 'Slice') {
        setSlice(machine, container, sliceOf(machine, scope, target.index), value);
        return;
      }
      setItem(machine, container, evaluate(machine, scope, target.index), value);
      return;
    }
    case 'Starred':
      assign(machine, scope, target.value, value);
      return;
    default:
      return;
  }
}

function unpack(machine: Machine, scope: Scope, targets: readonly ast.Expression[], value: R): void {
  const known = machine.refined(value);
  if (known.t === 'choice') {
    eachOption(machine, known, (option) => {
      unpack(machine, scope, targets, option);
      return NONE;
    });
    return;
  }
  if (known.t === 'unknown') {
    const among = handedOn([known]);
    for (const target of targets) {
      const part = machine.unknownFrom([known], 'what is unpacked is not known', { among });
      assign(machine, scope, target, target.kind === 'Starred' ? list([restOf(part.reason, among)]) : part);
    }
    return;
  }
  const content = iterate(machine, known);
  const exact = content.every((item) => item.t !== 'rest' && item.t !== 'maybe');
  const starred = targets.some((target) => target.kind === 'Starred');
  if (exact && (starred ? content.length < targets.length - 1 : content.length !== targets.length)) {
    throw new PythonError('ValueError', 'the number of values to unpack does not fit');
  }
  for (const [at, target] of targets.entries()) assign(machine, scope, target, itemAt(machine, content, targets, at));
}

function itemAt(machine: Machine, content: readonly Item[], targets: readonly ast.Expression[], at: number): R {
  const star = targets.findIndex((target) => target.kind === 'Starred');
  if (content.some((item) => item.t === 'rest' || item.t === 'maybe')) {
    const reason = 'what is unpacked is not known';
    if (at === star) return list([restOf(reason, changeable(content))]);
    return standingFor(machine.unknown(reason), () => changeable(content));
  }
  const values = content as readonly R[];
  if (star < 0 || at < star) return values[at] ?? machine.unknown('what is unpacked is not known');
  const after = targets.length - 1 - star;
  if (at === star) return list(values.slice(star, values.length - after));
  return values[values.length - (targets.length - at)] ?? machine.unknown('what is unpacked is not known');
}

export function remove(machine: Machine, scope: Scope, target: ast.Expression): void {
  switch (target.kind) {
    case 'Name': {
      const names = bindingScope(scope, target.id).names;
      const error = () => new PythonError('NameError', `name '${target.id}' is not defined`);
      if (!boundOr(machine, names.get(target.id), () => undefined, error)) throw error();
      machine.heap.deleteName(names, target.id);
      return;
    }
    case 'Subscript': {
      const container = evaluate(machine, scope, target.value);
      if (target.index.kind === 'Slice') setSlice(machine, container, sliceOf(machine, scope, target.index), undefined);
      else deleteItem(machine, container, evaluate(machine, scope, target.index));
      return;
    }
    case 'Tuple':
    case 'List':
      for (const element of target.elements) remove(machine, scope, element);
      return;
    case 'Attribute': {
      const owner = evaluate(machine, scope, target.value);
      setAttribute(machine, owner, target.name, UNBOUND);
      return;
    }
    default:
      return;
  }
}

/** What a container holds is no longer known; it may hold what was `added` now. */
export function forget(machine: Machine, container: R, reason: string, added?: Objects): void {
  const known = machine.refined(container);
  if (known.t === 'choice') for (const option of known.options) forget(machine, option.value, reason, added);
  else if (isSequence(known)) {
    if (added || known.content.length !== 1 || known.content[0]?.t !== 'rest')
      machine.heap.setItems(known, [restOf(reason, together(heldBy([known]), added))]);
  } else if (known.t === 'dict' && (added || known.content.entries.size > 0 || known.content.rest === undefined))
    machine.heap.setEntries(known, { entries: new Map(), rest: reason, among: together(heldBy([known]), added) });
}

/** Something unknown is changed: whatever it may be, and what that holds, is no longer known. What was `added` may be put there. */
export function disturb(machine: Machine, changed: R, reason: string, added?: Objects): void {
  if (changed.t === 'unknown' && changed.among === undefined) return;
  for (const one of reachable([changed])) {
    if (one.t === 'instance') {
      const hidden = (value: R) => standingFor(machine.unknownFrom([value], reason), () => added);
      for (const [name, value] of attributesOf(one)) machine.heap.setName(one.names, name, hidden(value));
    } else forget(machine, one, reason, added);
  }
}

/** What may be set of an object: its own attributes, and those of its classes that are no methods. */
function attributesOf(object: Instance): ReadonlyMap<string, R> {
  const attributes = new Map<string, R>();
  for (const one of linearized(object.class).toReversed()) {
    if (one.t !== 'class') continue;
    for (const [name, value] of one.names)
      if (!name.startsWith('__') && value.t !== 'function' && value.t !== 'native') attributes.set(name, value);
  }
  for (const [name, value] of object.names) attributes.set(name, value);
  return attributes;
}

/** An attribute of something unknown is set: whatever object it may be, it may have that attribute now. */
export function disturbAttribute(machine: Machine, changed: Unknown, name: string, value: R): void {
  const reason = 'an attribute of something that may be it was set';
  const added = changeable([value]);
  disturb(machine, changed, reason, added);
  for (const one of reachable([changed])) {
    if (one.t !== 'instance' || one.names.has(name)) continue;
    const atom = machine.freshAtom('an attribute was set', 'an attribute was not set');
    const perhaps = choice([
      { guard: atomGuard(atom), value: standingFor(machine.unknown(reason), () => added) },
      { guard: atomGuard(atom, false), value: UNBOUND },
    ]);
    machine.heap.setName(one.names, name, perhaps);
  }
}

/** The global name that a target belongs to: `X`, `X["a"].b`; for the story of a setting. */
export function rootName(target: ast.Expression): ast.Name | undefined {
  let at = target;
  while (at.kind === 'Subscript' || at.kind === 'Attribute' || at.kind === 'Call') at = at.kind === 'Call' ? at.function : at.value;
  return at.kind === 'Name' ? at : undefined;
}

/** Notes an assignment to a module's global name. */
export function noteAssignment(
  machine: Machine,
  scope: Scope,
  name: ast.Name,
  kind: Assignment['kind'],
  statement: Span,
  value: Span,
): void {
  const owner = bindingScope(scope, name.id);
  if ((owner.kind !== 'module' && owner.kind !== 'class') || scope.module.file === undefined) return;
  machine.note(owner.names, name.id, {
    kind,
    place: { file: scope.module.file, span: statement },
    target: name.span,
    valueSpan: value,
    conditional: machine.conditionalDepth > 0 || (scope.kind !== 'module' && scope.kind !== 'class'),
  });
}
