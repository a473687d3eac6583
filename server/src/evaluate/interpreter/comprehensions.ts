import type { Place } from '../../base/text';
import type * as ast from '../../syntax/python/ast';
import { ALWAYS } from '../runtime/guard';
import { dict, type Item, lazyIterator, type R, type Scope, tuple } from '../runtime/objects';
import { assign } from './assignment';
import { evaluate } from './expressions';
import { iterate, onlyIf } from './iteration';
import type { Machine } from './machine';
import { uniqueItems } from './sets';
import { truthOf } from './truth';

/** Runs `produce` for every combination of the clauses; a `rest` among the items gives a `rest` of the result. */
function clauses(machine: Machine, scope: Scope, list: readonly ast.ComprehensionClause[], produce: () => Item[], source?: R): Item[] {
  const [first, ...others] = list;
  if (!first) return produce();
  const result: Item[] = [];
  for (const item of iterate(machine, source ?? evaluate(machine, scope, first.iter))) {
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

export function comprehension(machine: Machine, scope: Scope, node: ast.Comprehension, at: Place): R {
  const own = inner(scope);
  const [first] = node.clauses;
  const source = first && evaluate(machine, scope, first.iter);
  const run = (vm: Machine) => clauses(vm, own, node.clauses, () => [evaluate(vm, own, node.element)], source);
  if (node.of === 'generator') return { ...lazyIterator(run), at };
  const content = run(machine);
  return node.of === 'set' ? { ...uniqueItems('set', content), at } : { t: 'list', content, at };
}

export function dictComprehension(machine: Machine, scope: Scope, node: ast.DictComprehension, at: Place): R {
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
