import type { Place, Span } from '../../base/text';
import type { EvaluationRequest } from '../evaluate';
import { ReadLog } from '../readLog';
import { changeable, handedOn, standingFor } from '../runtime/aliases';
import { ALWAYS, type Atom, atomGuard, compatible, type Guard, isNever, NEVER, not, or } from '../runtime/guard';
import { type Changes, choice, eitherChanges, Heap, isPlain, joinValues, optionsOf, refine } from '../runtime/heap';
import { FALSE, type ModuleObject, NONE, type Option, type R, type Scope, TRUE, type Unknown } from '../runtime/objects';
import type { Assignment } from '../settings';
import { LimitReached, PythonError } from './errors';

export type Completion =
  | { readonly kind: 'normal' }
  | { readonly kind: 'return'; readonly value: R }
  | { readonly kind: 'break' }
  | { readonly kind: 'continue' }
  | { readonly kind: 'raise'; readonly error: PythonError };

export const NORMAL: Completion = { kind: 'normal' };

/** A way that left a block early on some condition, to be joined where such ways end. */
export interface Pending {
  readonly completion: Completion;
  readonly guard: Guard;
  readonly changes: Changes;
}

/** Where early exits of one kind end: a function (return), a loop (break), an iteration (continue), a try (raise). */
export interface Boundary {
  readonly kind: 'return' | 'break' | 'continue' | 'raise';
  readonly mark: number;
  readonly pendings: Pending[];
  /** How many ways have come here; the last ones may stand in `pendings` as one. */
  arrived: number;
}

const MAX_STEPS = 400_000;
/** Conditions compared with one another: where there are many, each costs more than a step. */
const MAX_CONDITIONS = 600_000;
const MAX_DEPTH = 60;
const MAX_PENDINGS = 12;
const MAX_PRODUCT = 16;

/** The state of one evaluation. Statements, expressions and libraries are functions over it. */
export class Machine {
  readonly heap = new Heap();
  /** Imported modules by dotted name, as `sys.modules`. Changed through the heap: what a branch imports is taken back with it. */
  readonly modules = new Map<string, R>();
  /** The object of each workspace module that was executed on any way. */
  readonly executed = new Map<string, ModuleObject>();
  /** Assignments of a module's global names, oldest first. */
  readonly histories = new Map<Map<string, R>, Map<string, Assignment[]>>();
  readonly filesRead = new Set<string>();
  readonly filesRun = new Set<string>();
  readonly probes = new Set<string>();
  readonly reads = new ReadLog();
  /** What is known to hold where the evaluation stands. */
  guard: Guard = ALWAYS;
  /** Objects that libraries share between their calls, by a key of their own. Changed through the heap. */
  readonly shared = new Map<string, R>();
  /** Modules that are being executed, innermost last. */
  readonly running: ModuleObject[] = [];
  private readonly boundaries: Boundary[] = [];
  private steps = 0;
  private conditions = 0;
  private depth = 0;
  private symbols = 0;
  /** Where the call that is being evaluated stands: `super()`, `globals()` and `locals()` look at it. */
  caller: Scope | undefined;
  /** The exception that a handler is handling, for a bare `raise`. */
  handling: PythonError | undefined;
  /** Nesting of statements that run only sometimes (branches, loops, functions). */
  conditionalDepth = 0;
  constructor(
    readonly request: EvaluationRequest,
    /** What `DJANGO_SETTINGS_MODULE` says. */
    readonly settingsModule: string,
  ) {}

  /** Counts work; every statement and expression calls it. */
  step(): void {
    if (++this.steps > MAX_STEPS) throw new LimitReached('the evaluation takes too many steps');
    this.conditions += this.guard.length;
    if (this.conditions + this.heap.compared > MAX_CONDITIONS) throw new LimitReached('too many conditions depend on one another');
  }

  deeper<T>(run: () => T): T {
    if (this.depth >= MAX_DEPTH) throw new LimitReached('calls and imports are nested too deeply');
    this.depth++;
    try {
      return run();
    } finally {
      this.depth--;
    }
  }

  place(scope: Scope | ModuleObject, span: Span): Place {
    const module = 'kind' in scope ? scope.module : scope;
    return { file: module.file ?? '', span };
  }

  /** A new unknown value. Inside a `try`, whatever made it may also have failed. */
  unknown(reason: string, extra: Partial<Unknown> = {}): Unknown {
    return { t: 'unknown', reason, symbol: `u${++this.symbols}`, ...extra };
  }

  freshAtom(yes: string, no: string): Atom {
    return { id: `a${++this.symbols}`, yes, no };
  }

  /** A truth value that hangs on an atom. */
  boolOf(atom: Atom): R {
    return choice([
      { guard: atomGuard(atom), value: TRUE },
      { guard: atomGuard(atom, false), value: FALSE },
    ]);
  }

  /** The value as far as what holds here tells. */
  refined(value: R): R {
    return refine(value, this.guard);
  }

  /** The plain values that this one may have here, each with its condition. */
  options(value: R): readonly Option[] {
    const known = this.refined(value);
    if (known.t !== 'choice') return [{ guard: ALWAYS, value: known }];
    return known.options;
  }

  /**
   * Applies a function without side effects to every combination of the options of its arguments.
   * The function never sees a choice; what depends on too many conditions is unknown.
   */
  lift(values: readonly R[], apply: (values: readonly R[]) => R): R {
    if (values.every((value) => value.t !== 'choice')) return apply(values);
    let combinations: { guard: Guard; values: R[] }[] = [{ guard: ALWAYS, values: [] }];
    for (const value of values) {
      if (value.t !== 'choice') {
        for (const combination of combinations) combination.values.push(value);
        continue;
      }
      const next: { guard: Guard; values: R[] }[] = [];
      for (const combination of combinations) {
        for (const option of this.options(value)) {
          const guard = this.heap.guards.both(combination.guard, option.guard);
          if (!isNever(guard) && compatible(guard, this.guard)) next.push({ guard, values: [...combination.values, option.value] });
        }
      }
      if (next.length > MAX_PRODUCT) return standingFor(this.unknown('it depends on too many conditions'), () => handedOn(values));
      combinations = next;
    }
    return this.liftedOver(combinations, apply);
  }

  /** Each combination is tried where it holds; where one fails, that way is at the handlers, and what follows assumes the others. */
  private liftedOver(combinations: readonly { readonly guard: Guard; readonly values: R[] }[], apply: (values: readonly R[]) => R): R {
    const base = this.guard;
    const results: Option[] = [];
    const failures: { readonly error: PythonError; readonly guard: Guard }[] = [];
    let env: R['env'];
    const left: Guard[] = [];
    let narrowed = false;
    for (const combination of combinations) {
      const here = this.heap.guards.both(base, combination.guard);
      this.guard = here;
      try {
        const result = apply(combination.values);
        env ??= result.env;
        results.push(...optionsOf(result, combination.guard));
        narrowed ||= this.guard !== here;
        left.push(this.guard);
      } catch (error) {
        if (!(error instanceof PythonError)) throw error;
        failures.push({ error, guard: this.guard });
      }
    }
    const last = results.length === 0 ? failures.pop() : undefined;
    for (const { error, guard } of failures) this.pend(error, guard);
    if (last) {
      this.guard = last.guard;
      throw last.error;
    }
    this.guard = narrowed || failures.length > 0 ? left.reduce(this.heap.guards.either, NEVER) : base;
    return choice(results, env ? { env } : undefined, this.heap.guards);
  }

  /** Runs one of two ways, or both and joins what they leave behind. `whenTrue` and `whenFalse` together cover everything. */
  fork(whenTrue: Guard, whenFalse: Guard, runTrue: () => Completion, runFalse: () => Completion): Completion {
    const base = this.guard;
    const guardTrue = this.heap.guards.both(base, whenTrue);
    const guardFalse = this.heap.guards.both(base, whenFalse);
    if (isNever(guardTrue)) return runFalse();
    if (isNever(guardFalse)) return runTrue();
    const mark = this.heap.mark();
    this.conditionalDepth++;
    try {
      this.guard = guardTrue;
      const first = this.attempt(runTrue);
      const firstGuard = this.guard;
      const firstChanges = this.heap.changesSince(mark);
      if (first.kind !== 'normal') this.suspend(first);
      this.heap.undo(mark);
      this.guard = guardFalse;
      const second = this.attempt(runFalse);
      if (first.kind === 'normal' && second.kind === 'normal') {
        const secondGuard = this.guard;
        this.heap.join(mark, firstChanges, firstGuard, secondGuard);
        // Neither branch learnt anything: together they are what held before.
        this.guard = firstGuard === guardTrue && secondGuard === guardFalse ? base : this.heap.guards.either(firstGuard, secondGuard);
        return NORMAL;
      }
      if (first.kind !== 'normal') return this.continueWith(second);
      this.suspend(second);
      this.heap.undo(mark);
      this.heap.apply(firstChanges);
      this.guard = firstGuard;
      return NORMAL;
    } finally {
      this.conditionalDepth--;
      this.heap.release();
    }
  }

  private continueWith(completion: Completion): Completion {
    if (completion.kind === 'raise') throw completion.error;
    return completion;
  }

  /** Runs, with a Python exception as a completion. */
  attempt(run: () => Completion): Completion {
    try {
      return run();
    } catch (error) {
      if (error instanceof PythonError) return { kind: 'raise', error };
      throw error;
    }
  }

  /** Opens a boundary, runs, and joins the early exits that end here. */
  within(kind: Boundary['kind'], run: () => Completion, settle: (completion: Completion, boundary: Boundary) => Completion): Completion {
    const boundary: Boundary = { kind, mark: this.heap.mark(), pendings: [], arrived: 0 };
    this.boundaries.push(boundary);
    try {
      let completion: Completion;
      try {
        completion = this.attempt(run);
      } finally {
        this.boundaries.pop();
      }
      return settle(completion, boundary);
    } finally {
      this.heap.release();
    }
  }

  /** Notes that a way left early; its state is joined at the boundary. Where nothing catches an exception, that way is dead. */
  suspend(completion: Completion): void {
    const boundary = this.boundaries.findLast((candidate) => candidate.kind === completion.kind);
    if (!boundary) return;
    boundary.arrived++;
    const pending: Pending = { completion, guard: this.guard, changes: this.heap.changesSince(boundary.mark) };
    const last = boundary.pendings.at(-1);
    if (boundary.pendings.length < MAX_PENDINGS || !last) boundary.pendings.push(pending);
    else boundary.pendings[boundary.pendings.length - 1] = eitherOf(last, pending);
  }

  /** Does something where another way has come to, with what that way has changed since the mark. */
  elsewhere(mark: number, way: Pending, run: () => void): void {
    const changes = this.heap.changesSince(mark);
    const guard = this.guard;
    this.heap.undo(mark);
    this.heap.apply(way.changes);
    this.guard = way.guard;
    run();
    this.heap.undo(mark);
    this.heap.apply(changes);
    this.guard = guard;
  }

  /**
   * Joins the ways that wait at a boundary with the present one. `present` is the value of this way, or undefined when it left for
   * a boundary further out. Gives the joined value; undefined when no way arrives here.
   */
  collect(boundary: Boundary, completion: Completion, resultOf: (completion: Completion) => R | undefined): R | undefined {
    let value = resultOf(completion);
    for (const pending of boundary.pendings.toReversed()) {
      const other = resultOf(pending.completion) ?? NONE;
      if (value === undefined) {
        this.suspend(completion);
        this.heap.undo(boundary.mark);
        this.heap.apply(pending.changes);
        this.guard = pending.guard;
        value = other;
        continue;
      }
      this.heap.join(boundary.mark, pending.changes, pending.guard, this.guard);
      value = joinValues(other, pending.guard, value, this.guard, this.heap.guards);
      this.guard = this.heap.guards.either(pending.guard, this.guard);
    }
    return value;
  }

  /**
   * This operation may raise; the handlers of the innermost `try` will be tried on that condition. What follows assumes that it did not.
   * @throws PythonError where the condition holds on every way that leads here.
   */
  mayRaise(error: PythonError, condition?: Guard): void {
    if (!this.insideTry && !condition) return;
    const when = condition ?? atomGuard(this.freshAtom(`${error.type} is raised`, `${error.type} is not raised`));
    const rest = this.heap.guards.both(this.guard, not(when));
    if (isNever(rest) && !isNever(this.guard)) throw error;
    this.pend(error, this.heap.guards.both(this.guard, when));
    this.guard = rest;
  }

  /** Notes a way on which an exception is raised, for the handlers of the innermost `try`. Without one, that way is dead. */
  private pend(error: PythonError, guard: Guard): void {
    if (isNever(guard)) return;
    const own = this.guard;
    this.guard = guard;
    this.suspend({ kind: 'raise', error });
    this.guard = own;
  }

  /** An imported module; undefined when it is not imported on every way that leads here. */
  loaded(name: string): ModuleObject | undefined {
    const module = this.modules.get(name);
    const known = module && this.refined(module);
    return known?.t === 'module' ? known : undefined;
  }

  /** How many ways have left early for a boundary that is still open. */
  get left(): number {
    return this.boundaries.reduce((sum, boundary) => sum + boundary.arrived, 0);
  }

  get insideTry(): boolean {
    return this.boundaries.some((candidate) => candidate.kind === 'raise');
  }

  /** Notes an assignment to a global name of a module. */
  note(names: Map<string, R>, name: string, assignment: Assignment): void {
    const history = this.histories.get(names) ?? new Map<string, Assignment[]>();
    this.histories.set(names, history);
    const list = history.get(name);
    if (!list) history.set(name, [assignment]);
    else if (list.length < 200) {
      const { file, span } = assignment.place;
      const again = list.some(
        (one) => one.place.file === file && one.place.span.start === span.start && one.target.start === assignment.target.start,
      );
      if (!again) list.push(assignment);
    }
  }

  /** Notes the whole story of a name for a name that takes its value over. A long chain of modules hands on the same beginning again and again. */
  noteStory(names: Map<string, R>, name: string, story: readonly Assignment[]): void {
    if (story.length === 0) return;
    const history = this.histories.get(names) ?? new Map<string, Assignment[]>();
    this.histories.set(names, history);
    const own = history.get(name) ?? [];
    const parts = own.findIndex((one, at) => one !== story[at]);
    if (parts < 0) history.set(name, [...story]);
    else for (const assignment of story.slice(parts)) this.note(names, name, assignment);
  }

  /** The first unknown among values, as the reason of a result. */
  unknownFrom(values: readonly R[], fallback: string, extra: Partial<Unknown> = {}): Unknown {
    const cause = values.find((value) => value.t === 'unknown');
    const env = values.map((value) => value.env).filter((read) => read !== undefined);
    const tags = env.length === 1 && env[0] ? { env: env[0] } : {};
    const unknown = this.unknown(cause?.t === 'unknown' ? cause.reason : fallback, { ...tags, ...extra });
    return standingFor(unknown, () => changeable(values)) as Unknown;
  }
}

/** Two ways that leave in the same manner, as one: where they differ, nothing is known. */
function eitherOf(a: Pending, b: Pending): Pending {
  const reason = 'it depends on too many conditions';
  return {
    completion: eitherCompletion(a.completion, b.completion, reason),
    guard: or(a.guard, b.guard),
    changes: eitherChanges(a.changes, b.changes, reason),
  };
}

function eitherCompletion(a: Completion, b: Completion, reason: string): Completion {
  if (a.kind === 'return' && b.kind === 'return')
    return a.value === b.value ? a : { kind: 'return', value: standingFor({ t: 'unknown', reason }, () => changeable([a.value, b.value])) };
  if (a.kind === 'raise' && b.kind === 'raise')
    return a.error.type === b.error.type ? a : { kind: 'raise', error: new PythonError('*', reason) };
  return a;
}

/** A key for an unknown or plain value, to see that two tests are the same test. */
export function symbolOf(value: R): string | undefined {
  if (value.t === 'unknown') return value.symbol;
  if (isPlain(value) && 'v' in value) return `${value.t}:${String(value.v)}`;
  return value.t === 'none' ? 'none' : undefined;
}
