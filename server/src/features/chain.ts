import { remembered } from '../base/lazy';
import { contains, type Place, type Span } from '../base/text';
import type { Assignment, Setting } from '../evaluate/settings';
import type { Value } from '../evaluate/value';
import { statements } from '../project/entries';
import type { Project } from '../project/project';
import type { Expression, Statement } from '../syntax/python/ast';
import { walk } from '../syntax/python/walk';

/** The assignments of a setting by what became of them; each list oldest first. */
export interface Chain {
  /** The one that the value begins with; undefined where nothing in the files sets the name. */
  readonly start: Assignment | undefined;
  /** What adds to it or changes it afterwards. */
  readonly changes: readonly Assignment[];
  /** What stood there before. Nothing of it is left, unless the start is conditional. */
  readonly before: readonly Assignment[];
}

/** The expression that an assignment evaluates; undefined where the file has none at its place. */
export type ExpressionOf = (assignment: Assignment) => Expression | undefined;

/** Finds the expressions of assignments; each file is gone through once. */
export function expressionsOf(project: Project): ExpressionOf {
  const byStart = remembered((file) => {
    const all = [...statements(project.python(file)?.tree.body ?? [])];
    return new Map(all.map((statement) => [statement.span.start, statement]));
  });
  return ({ place, valueSpan }) => {
    const statement = byStart(place.file).get(place.span.start);
    return statement && expressionAt(statement, valueSpan);
  };
}

/**
 * The chain that led to a value: the setting's own, or one option of it.
 * An assignment that reads the name which it sets (`X = X + [...]`) changes a value and replaces none.
 */
export function chainOf(setting: Setting, value: Value, expressionOf: ExpressionOf): Chain {
  const { assignments } = setting;
  let at = startOf(assignments, value);
  while (at > 0 && readsItself(setting.name, assignments[at], expressionOf)) at = previousStart(assignments, at);
  return { start: assignments[at], changes: assignments.slice(at + 1), before: assignments.slice(0, Math.max(0, at)).filter(sets) };
}

/** The assignment that a value was written in: the latest one whose statement holds the place of it. */
export function assignmentOf({ assignments }: Setting, { at, env }: Value): Assignment | undefined {
  const place = env?.at ?? at;
  return place && assignments.findLast((assignment) => within(assignment.place, place));
}

/** Whether a place lies in another one. */
export function within(outer: Place, inner: Place): boolean {
  return outer.file === inner.file && contains(outer.span, inner.span.start);
}

/** Where a value was written decides; where that is elsewhere, the last assignment does. */
function startOf(assignments: readonly Assignment[], { at, env }: Value): number {
  const place = env?.at ?? at;
  const written = place ? assignments.findLastIndex((one) => sets(one) && within(one.place, place)) : -1;
  if (written >= 0) return written;
  const last = assignments.findLastIndex(sets);
  return last >= 0 ? last : assignments.length - 1;
}

function previousStart(assignments: readonly Assignment[], at: number): number {
  const before = assignments.slice(0, at).findLastIndex(sets);
  return before >= 0 ? before : 0;
}

function sets({ kind }: Assignment): boolean {
  return kind === 'assign' || kind === 'dynamic';
}

/** Whether an assignment's expression holds the name that it sets, also as an attribute (`base.X`). */
export function readsItself(name: string, assignment: Assignment | undefined, expressionOf: ExpressionOf): boolean {
  const expression = assignment?.kind === 'assign' ? expressionOf(assignment) : undefined;
  if (!expression) return false;
  let found = false;
  walk(expression, (node) => {
    found ||= (node.kind === 'Name' && node.id === name) || (node.kind === 'Attribute' && node.name === name);
    return !found;
  });
  return found;
}

function expressionAt(statement: Statement, { start, end }: Span): Expression | undefined {
  if (statement.kind !== 'Assign' && statement.kind !== 'AugAssign' && statement.kind !== 'AnnAssign') return undefined;
  const { value } = statement;
  if (!value) return undefined;
  // `A, B = 1, 2` gives each name its own part.
  const parts = value.kind === 'Tuple' || value.kind === 'List' ? [value, ...value.elements] : [value];
  return parts.find(({ span }) => span.start === start && span.end === end);
}
