import type { Literal } from '../knowledge/literal';
import type { Value } from './value';

/** A default of Django as the evaluator would have it. It has no place: nobody wrote it. */
export function literalValue(literal: Literal): Value {
  switch (literal.kind) {
    case 'list':
    case 'tuple':
      return { kind: literal.kind, items: literal.items.map(literalValue) };
    case 'dict':
      return { kind: 'dict', entries: literal.entries.map(({ key, value }) => ({ key: literalValue(key), value: literalValue(value) })) };
    default:
      return literal;
  }
}
