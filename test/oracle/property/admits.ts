import type { RestItem, Value } from '../../../server/src/evaluate/value';
import type { Plain } from './answers';

/** What the settings are evaluated for: `bare` is an environment that sets nothing, where only options marked `unset` may hold. */
export interface Circumstance {
  readonly bare: boolean;
}

/** Whether what the analyser says leaves room for what Python has. */
export function admits(value: Value, answer: Plain, where: Circumstance): boolean {
  switch (value.kind) {
    case 'unknown':
      return true;
    case 'unset':
      return false;
    case 'choice':
      return value.options.some((option) => (option.unset || !where.bare) && admits(option.value, answer, where));
    case 'none':
      return 'none' in answer;
    case 'bool':
      return 'bool' in answer && answer.bool === value.value;
    case 'int':
      return 'int' in answer && answer.int === String(value.value);
    case 'float':
      return 'float' in answer && Number(answer.float) === value.value;
    case 'str':
      return 'str' in answer && answer.str === value.value;
    case 'bytes':
      return 'bytes' in answer && answer.bytes === value.value;
    case 'path':
      return 'path' in answer && answer.path === value.value;
    case 'list':
      return 'list' in answer && inOrder(value.items, answer.list, where);
    case 'tuple':
      return 'tuple' in answer && inOrder(value.items, answer.tuple, where);
    case 'set':
      return 'set' in answer && inAnyOrder(value.items, answer.set, where);
    case 'frozenset':
      return 'frozenset' in answer && inAnyOrder(value.items, answer.frozenset, where);
    case 'dict':
      return 'dict' in answer && entriesFit(value, answer.dict, where);
    case 'opaque':
      return 'opaque' in answer;
  }
}

/** Whether the analyser leaves it open that nothing sets the name. */
export function mayBeAbsent(value: Value, where: Circumstance): boolean {
  if (value.kind === 'choice') return value.options.some((option) => (option.unset || !where.bare) && mayBeAbsent(option.value, where));
  return value.kind === 'unknown' || value.kind === 'unset';
}

/** Items in order; one that stands for several may stand for none. */
function inOrder(items: readonly (Value | RestItem)[], answers: readonly Plain[], where: Circumstance): boolean {
  let reached = new Set([0]);
  for (const item of items) {
    const next = new Set<number>();
    if (item.kind === 'rest') for (let at = Math.min(...reached); at <= answers.length; at++) next.add(at);
    else {
      for (const at of reached) {
        const answer = answers[at];
        if (answer !== undefined && admits(item, answer, where)) next.add(at + 1);
      }
    }
    if (next.size === 0) return false;
    reached = next;
  }
  return reached.has(answers.length);
}

function inAnyOrder(items: readonly (Value | RestItem)[], answers: readonly Plain[], where: Circumstance): boolean {
  const open = items.some((item) => item.kind === 'rest' || item.kind === 'unknown' || item.kind === 'choice');
  const there = items.every((item) => item.kind === 'rest' || answers.some((answer) => admits(item, answer, where)));
  return there && (open || items.length === answers.length);
}

function entriesFit(value: Value & { readonly kind: 'dict' }, answers: readonly (readonly [Plain, Plain])[], where: Circumstance): boolean {
  const keyed = (key: Value, answer: Plain) => key.kind !== 'unknown' && admits(key, answer, where);
  const whole = value.rest === undefined && value.entries.every(({ key }) => key.kind !== 'unknown' && key.kind !== 'choice');
  if (whole && !answers.every(([answer]) => value.entries.some(({ key }) => keyed(key, answer)))) return false;
  return value.entries.every(({ key, value: inner }) => {
    if (key.kind === 'unknown' || key.kind === 'choice') return true;
    const found = answers.find(([answer]) => keyed(key, answer));
    return found ? admits(inner, found[1], where) : mayBeAbsent(inner, where);
  });
}
