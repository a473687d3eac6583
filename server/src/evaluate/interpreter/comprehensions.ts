import type { Place } from '../../base/text';
import type * as ast from '../../syntax/python/ast';
import { ALWAYS, and, isNever, not } from '../runtime/guard';
import { choice, optionsOf } from '../runtime/heap';
import { dictContent, type Item, lazyIterator, type R, type Scope, tuple, UNBOUND } from '../runtime/objects';
import { assign } from './assignment';
import { merged } from './dicts';
import { PythonError } from './errors';
import { evaluate } from './expressions';
import { iterate, iterateUnordered, onlyIf } from './iteration';
import type { Machine } from './machine';
import { uniqueItems } from './sets';
import { truthOf } from './truth';

/** Runs `produce` for every combination of the clauses; a `rest` among the items gives a `rest` of the result. */
function clauses(
  machine: Machine,
  scope: Scope,
  list: readonly ast.ComprehensionClause[],
  produce: () => Item[],
  source?: R,
  items: typeof iterate = iterate,
): Item[] {
  const [first, ...others] = list;
  if (!first) return produce();
  const result: Item[] = [];
  for (const item of items(machine, source ?? evaluate(machine, scope, first.iter))) {
    machine.step();
    if (item.t === 'rest' || (item.t === 'maybe' && item.value.t === 'rest')) {
      result.push(item);
      continue;
    }
    const guard = item.t === 'maybe' ? item.guard : ALWAYS;
    const value = item.t === 'maybe' ? (item.value as R) : item;
    assign(machine, scope, first.target, value);
    const before = machine.guard;
    let condition = guard;
    try {
      for (const test of first.ifs) {
        machine.guard = and(before, condition);
        condition = and(condition, truthOf(machine, evaluate(machine, scope, test)).yes);
        if (isNever(condition)) break;
      }
      if (isNever(condition)) continue;
      machine.guard = and(before, condition);
      result.push(...clauses(machine, scope, others, produce, undefined, items).map((inner) => onlyIf(inner, condition)));
    } catch (error) {
      if (!(error instanceof PythonError) || isNever(and(before, not(condition)))) throw error;
      machine.guard = before;
      machine.mayRaise(error, condition);
    } finally {
      if (condition !== ALWAYS) machine.guard = before;
    }
    if (result.length > 5_000) return [{ t: 'rest', reason: 'the list is too long' }];
  }
  return result;
}

function inner(scope: Scope): Scope {
  return { names: new Map(), parent: scope, module: scope.module, globals: new Set(), nonlocals: new Set(), kind: 'comprehension' };
}

export function comprehension(machine: Machine, scope: Scope, node: ast.Comprehension, at: Place): R {
  const own = inner(scope);
  const [first] = node.clauses;
  const source = first && evaluate(machine, scope, first.iter);
  const items = node.of === 'set' ? iterateUnordered : iterate;
  const run = (vm: Machine) => clauses(vm, own, node.clauses, () => [evaluate(vm, own, node.element)], source, items);
  if (node.of === 'generator') return { ...lazyIterator(run), at };
  const content = run(machine);
  return node.of === 'set' ? { ...uniqueItems('set', content), at } : { t: 'list', content, at };
}

export function dictComprehension(machine: Machine, scope: Scope, node: ast.DictComprehension, at: Place): R {
  const own = inner(scope);
  const pairs = clauses(machine, own, node.clauses, () => [tuple([evaluate(machine, own, node.key), evaluate(machine, own, node.value)])]);
  let content = dictContent([], undefined);
  for (const item of pairs) {
    const pair = item.t === 'maybe' ? item.value : item;
    const [key, value] = pair.t === 'tuple' ? pair.content : [];
    if (!isValue(key) || !isValue(value)) {
      content = merged(content, dictContent([], pair.t === 'rest' ? pair.reason : 'an entry is not known'));
      continue;
    }
    const there = item.t === 'maybe' ? item.guard : ALWAYS;
    const entry = there === ALWAYS ? value : choice([...optionsOf(value, there), { guard: not(there), value: UNBOUND }]);
    content = merged(content, dictContent([[machine.refined(key), entry]], undefined));
  }
  return { t: 'dict', content, at };
}

function isValue(item: Item | undefined): item is R {
  return item !== undefined && item.t !== 'rest' && item.t !== 'maybe';
}
