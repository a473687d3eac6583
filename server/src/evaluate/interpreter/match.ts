import type * as ast from '../../syntax/python/ast';
import { ALWAYS, and, type Guard, NEVER, not, or } from '../runtime/guard';
import { bool, isSequence, NONE, type R, type Scope } from '../runtime/objects';
import { assign } from './assignment';
import { presentEntry } from './dicts';
import { evaluate } from './expressions';
import { type Completion, type Machine, NORMAL } from './machine';
import { compare, truthOf } from './operators';
import { runBlock } from './statements';

/** `match`: cases in order, each under the condition that those before it did not match. */
export function runMatch(machine: Machine, scope: Scope, node: ast.Match): Completion {
  const subject = evaluate(machine, scope, node.subject);
  const from = (at: number): Completion => {
    const one = node.cases[at];
    if (!one) return NORMAL;
    let guard = matchGuard(machine, scope, one.pattern, subject);
    if (guard.length > 0 && one.guard) guard = and(guard, truthOf(machine, evaluate(machine, scope, one.guard)).yes);
    if (guard.length === 0) return from(at + 1);
    return machine.fork(
      guard,
      guard === ALWAYS ? NEVER : not(guard),
      () => runBlock(machine, scope, one.body),
      () => from(at + 1),
    );
  };
  return from(0);
}

/** Where the pattern matches. Binds its names. */
function matchGuard(machine: Machine, scope: Scope, pattern: ast.Pattern, subject: R): Guard {
  switch (pattern.kind) {
    case 'MatchValue':
      return truthOf(machine, compare(machine, '==', subject, evaluate(machine, scope, pattern.value))).yes;
    case 'MatchSingleton':
      return truthOf(machine, compare(machine, 'is', subject, pattern.value === null ? NONE : bool(pattern.value))).yes;
    case 'MatchOr': {
      let guard: Guard = NEVER;
      for (const one of pattern.patterns) guard = or(guard, matchGuard(machine, scope, one, subject));
      return guard;
    }
    case 'MatchAs': {
      const guard = pattern.pattern ? matchGuard(machine, scope, pattern.pattern, subject) : ALWAYS;
      if (pattern.name !== undefined) assign(machine, scope, nameNode(pattern.name, pattern.span), subject);
      return guard;
    }
    case 'MatchSequence':
      return sequenceGuard(machine, scope, pattern.patterns, subject);
    case 'MatchMapping': {
      const known = machine.refined(subject);
      if (known.t !== 'dict') return undecided(machine, known, ['str', 'int', 'list', 'tuple', 'none', 'bool']);
      let guard: Guard = ALWAYS;
      for (const [at, key] of pattern.keys.entries()) {
        const value = presentEntry(machine, known, evaluate(machine, scope, key));
        const part = pattern.patterns[at];
        if (!value || !part) return known.content.rest === undefined ? NEVER : truthOf(machine, machine.unknown(known.content.rest)).yes;
        guard = and(guard, matchGuard(machine, scope, part, value));
      }
      return guard;
    }
    case 'MatchStar':
      if (pattern.name !== undefined) assign(machine, scope, nameNode(pattern.name, pattern.span), subject);
      return ALWAYS;
    case 'MatchClass': {
      const type = machine.refined(evaluate(machine, scope, pattern.class));
      const known = machine.refined(subject);
      if (
        type.t === 'native' &&
        type.type &&
        known.t !== 'unknown' &&
        known.t !== 'choice' &&
        pattern.patterns.length + pattern.keywords.length === 0
      ) {
        return known.t === type.type ? ALWAYS : NEVER;
      }
      return truthOf(machine, machine.unknown('a class pattern is not evaluated')).yes;
    }
  }
}

function sequenceGuard(machine: Machine, scope: Scope, patterns: readonly ast.Pattern[], subject: R): Guard {
  const known = machine.refined(subject);
  if (!isSequence(known) || known.t === 'set') return undecided(machine, known, ['str', 'int', 'dict', 'none', 'bool']);
  if (known.content.some((item) => item.t === 'rest' || item.t === 'maybe')) return undecided(machine, known, []);
  const values = known.content as readonly R[];
  const star = patterns.findIndex((one) => one.kind === 'MatchStar');
  if (star < 0 ? values.length !== patterns.length : values.length < patterns.length - 1) return NEVER;
  let guard: Guard = ALWAYS;
  for (const [at, one] of patterns.entries()) {
    const after = patterns.length - 1 - at;
    const value: R | undefined =
      at === star
        ? { t: 'list', content: values.slice(star, values.length - (patterns.length - 1 - star)) }
        : star < 0 || at < star
          ? values[at]
          : values[values.length - 1 - after];
    if (!value) return NEVER;
    guard = and(guard, matchGuard(machine, scope, one, value));
  }
  return guard;
}

function undecided(machine: Machine, value: R, never: readonly string[]): Guard {
  return never.includes(value.t) ? NEVER : truthOf(machine, machine.unknown('whether a pattern matches is not known')).yes;
}

function nameNode(id: string, span: ast.Name['span']): ast.Name {
  return { kind: 'Name', id, span };
}
