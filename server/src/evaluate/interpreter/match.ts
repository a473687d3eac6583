import type * as ast from '../../syntax/python/ast';
import { isInstance } from '../builtins/reflection';
import { ALWAYS, and, type Guard, isNever, NEVER, not, or } from '../runtime/guard';
import { joinValues } from '../runtime/heap';
import { bool, type Dict, keyOf, NONE, type R, type Scope, UNBOUND } from '../runtime/objects';
import { assign } from './assignment';
import { findAttribute, typeAttribute } from './attributes';
import { compare } from './comparisons';
import { presentEntry } from './dicts';
import { evaluate } from './expressions';
import { type Completion, type Machine, NORMAL } from './machine';
import { bindingScope } from './scopes';
import { runBlock } from './statements';
import { truthOf } from './truth';

/** `match`: cases in order, each under the condition that those before it did not match. */
export function runMatch(machine: Machine, scope: Scope, node: ast.Match): Completion {
  const subject = evaluate(machine, scope, node.subject);
  const from = (at: number): Completion => {
    const one = node.cases[at];
    if (!one) return NORMAL;
    let guard = matchGuard(machine, scope, one.pattern, subject);
    if (guard.length > 0 && one.guard) guard = testedWhere(machine, scope, one.guard, guard);
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

/** Where the pattern matches and its test holds. The test is only met where the pattern matches. */
function testedWhere(machine: Machine, scope: Scope, test: ast.Expression, matches: Guard): Guard {
  let holds: Guard = NEVER;
  const met = () => {
    holds = truthOf(machine, evaluate(machine, scope, test)).yes;
    return NORMAL;
  };
  machine.fork(matches, matches === ALWAYS ? NEVER : not(matches), met, () => NORMAL);
  return and(matches, holds);
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
      if (pattern.name !== undefined && !isNever(guard)) {
        const before = bindingScope(scope, pattern.name).names.get(pattern.name) ?? UNBOUND;
        const bound = guard === ALWAYS ? subject : joinValues(subject, guard, before, not(guard));
        assign(machine, scope, nameNode(pattern.name, pattern.span), bound);
      }
      return guard;
    }
    case 'MatchSequence':
      return sequenceGuard(machine, scope, pattern.patterns, subject);
    case 'MatchMapping': {
      const known = machine.refined(subject);
      if (known.t !== 'dict')
        return undecided(machine, known, ['str', 'bytes', 'int', 'float', 'list', 'tuple', 'set', 'none', 'bool', 'path']);
      let guard: Guard = ALWAYS;
      for (const [at, key] of pattern.keys.entries()) {
        const value = presentEntry(machine, known, evaluate(machine, scope, key));
        const part = pattern.patterns[at];
        if (!value || !part) return known.content.rest === undefined ? NEVER : truthOf(machine, machine.unknown(known.content.rest)).yes;
        guard = and(guard, matchGuard(machine, scope, part, value));
      }
      if (pattern.rest !== undefined)
        assign(machine, scope, nameNode(pattern.rest, pattern.span), remainder(machine, scope, known, pattern.keys));
      return guard;
    }
    case 'MatchStar':
      if (pattern.name !== undefined) assign(machine, scope, nameNode(pattern.name, pattern.span), subject);
      return ALWAYS;
    case 'MatchClass':
      return classGuard(machine, scope, pattern, subject);
  }
}

/** Where a class pattern matches. Built-in types take the value itself as their one part; other classes name their parts in `__match_args__`. */
function classGuard(machine: Machine, scope: Scope, pattern: Extract<ast.Pattern, { kind: 'MatchClass' }>, subject: R): Guard {
  const type = machine.refined(evaluate(machine, scope, pattern.class));
  const known = machine.refined(subject);
  const at = machine.place(scope, pattern.span);
  const parts: { readonly pattern: ast.Pattern; readonly value: R | undefined }[] = [];
  const names = type.t === 'class' ? typeAttribute(type, '__match_args__') : undefined;
  for (const [index, part] of pattern.patterns.entries()) {
    const name = names?.t === 'tuple' ? names.content[index] : undefined;
    const own = type.t === 'native' && index === 0 ? known : undefined;
    parts.push({ pattern: part, value: own ?? (name?.t === 'str' ? findAttribute(machine, known, name.v, at) : undefined) });
  }
  for (const { name, pattern: part } of pattern.keywords) parts.push({ pattern: part, value: findAttribute(machine, known, name, at) });
  let guard = known.t === 'choice' ? undecided(machine, known, []) : truthOf(machine, isInstance(machine, known, type)).yes;
  for (const part of parts) {
    if (isNever(guard)) return guard;
    guard = and(guard, matchGuard(machine, scope, part.pattern, part.value ?? machine.unknown('a part of an object is not known')));
  }
  return guard;
}

/** What `**rest` of a mapping pattern takes. */
function remainder(machine: Machine, scope: Scope, subject: Dict, keys: readonly ast.Expression[]): R {
  const entries = new Map(subject.content.entries);
  for (const key of keys) entries.delete(keyOf(machine.refined(evaluate(machine, scope, key))) ?? '');
  return { t: 'dict', content: { ...subject.content, entries } };
}

function sequenceGuard(machine: Machine, scope: Scope, patterns: readonly ast.Pattern[], subject: R): Guard {
  const known = machine.refined(subject);
  if (known.t !== 'list' && known.t !== 'tuple')
    return undecided(machine, known, ['str', 'bytes', 'int', 'float', 'dict', 'none', 'bool', 'path', 'set', 'frozenset', 'iterator']);
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
