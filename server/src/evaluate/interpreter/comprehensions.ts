import type { Place } from '../../base/text';
import type * as ast from '../../syntax/python/ast';
import { changeable, restOf, standingFor } from '../runtime/aliases';
import { ALWAYS, and, type Guard, not } from '../runtime/guard';
import { choice, optionsOf } from '../runtime/heap';
import { dictContent, type Item, lazyIterator, type Maybe, type R, type Rest, type Scope, tuple, UNBOUND } from '../runtime/objects';
import { assign } from './assignment';
import { merged } from './dicts';
import { evaluate } from './expressions';
import { havoc } from './havoc';
import { iterate, iterateUnordered, onlyIf } from './iteration';
import { type Completion, type Machine, NORMAL } from './machine';
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
  const enter = (value: R, there: Guard, into: Item[]): Completion => {
    assign(machine, scope, first.target, value);
    return tested(machine, scope, first.ifs, there, (condition) => {
      into.push(...clauses(machine, scope, others, produce, undefined, items).map((inner) => onlyIf(inner, condition)));
    });
  };
  for (const item of items(machine, source ?? evaluate(machine, scope, first.iter))) {
    machine.step();
    if (item.t === 'rest' || (item.t === 'maybe' && item.value.t === 'rest')) {
      const reason = item.t === 'rest' ? item.reason : 'a comprehension goes over something that is not known';
      const each = standingFor(machine.unknown(reason), () => changeable([item]));
      const made: Item[] = [];
      havoc(machine, reason, () => enter(each, ALWAYS, made));
      result.push(unknownItems(item, made));
      continue;
    }
    const there = item.t === 'maybe' ? item.guard : ALWAYS;
    const value = item.t === 'maybe' ? (item.value as R) : item;
    const each = () => enter(value, there, result);
    if (there === ALWAYS) each();
    else machine.fork(there, not(there), each, () => NORMAL);
    if (result.length > 5_000) return [{ t: 'rest', reason: 'the list is too long' }];
  }
  return result;
}

/** Any number of items that nobody knows, in place of those that were made of `item`. */
export function unknownItems(item: Rest | Maybe, made: readonly Item[]): Item {
  const rest = restOf(item.t === 'rest' ? item.reason : 'it is made of something that is not known', changeable(made));
  return item.t === 'rest' ? rest : { ...item, value: rest };
}

/** What a condition or an element does happens only where the conditions before it hold. */
function tested(
  machine: Machine,
  scope: Scope,
  ifs: readonly ast.Expression[],
  condition: Guard,
  run: (condition: Guard) => void,
): Completion {
  const [test, ...others] = ifs;
  if (!test) {
    run(condition);
    return NORMAL;
  }
  const truth = truthOf(machine, evaluate(machine, scope, test));
  return machine.fork(
    truth.yes,
    truth.no,
    () => tested(machine, scope, others, and(condition, truth.yes), run),
    () => NORMAL,
  );
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
  let given: (readonly [R, R])[] = [];
  for (const item of pairs) {
    const pair = item.t === 'maybe' ? item.value : item;
    const [key, value] = pair.t === 'tuple' ? pair.content : [];
    if (!isValue(key) || !isValue(value)) {
      const reason = pair.t === 'rest' ? pair.reason : 'an entry is not known';
      const open = { ...dictContent([], reason), among: changeable([pair]) };
      content = merged(merged(content, dictContent(given, undefined)), open);
      given = [];
      continue;
    }
    const there = item.t === 'maybe' ? item.guard : ALWAYS;
    if (there !== ALWAYS) {
      const entry = choice([...optionsOf(value, there), { guard: not(there), value: UNBOUND }]);
      content = merged(merged(content, dictContent(given, undefined)), dictContent([[machine.refined(key), entry]], undefined));
      given = [];
    } else given.push([machine.refined(key), value]);
  }
  content = merged(content, dictContent(given, undefined));
  return { t: 'dict', content, at };
}

function isValue(item: Item | undefined): item is R {
  return item !== undefined && item.t !== 'rest' && item.t !== 'maybe';
}
