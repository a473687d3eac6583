import type * as ast from '../../syntax/python/ast';
import { entriesOf } from '../builtins/pairs';
import { changeable, handedOn, standingFor } from '../runtime/aliases';
import { ALWAYS, compatible, not } from '../runtime/guard';
import { FALSE, type Item, NONE, type R, type Scope } from '../runtime/objects';
import { assign, disturb, noteAssignment, remove, rootName } from './assignment';
import { attributeOf } from './attributes';
import { callWith, eachOption } from './calls';
import { decorated, defineClass, functionOf } from './definitions';
import { merged } from './dicts';
import { PythonError } from './errors';
import { evaluate } from './expressions';
import { havoc } from './havoc';
import { runImport, runImportFrom } from './imports';
import { iterate } from './iteration';
import { type Completion, type Machine, NORMAL } from './machine';
import { runMatch } from './match';
import { binary } from './operators';
import { raise } from './raise';
import { truthOf } from './truth';
import { runTry } from './try';

/** Ways out of a `while` that are kept apart; its other turns are taken together. */
const MAX_LEFT = 8;
const MAX_ITERATIONS = 5_000;

export function runBlock(machine: Machine, scope: Scope, body: readonly ast.Statement[]): Completion {
  for (const statement of body) {
    const completion = runStatement(machine, scope, statement);
    if (completion.kind !== 'normal') return completion;
  }
  return NORMAL;
}

function runStatement(machine: Machine, scope: Scope, node: ast.Statement): Completion {
  machine.step();
  try {
    return execute(machine, scope, node);
  } catch (error) {
    if (error instanceof PythonError) error.at ??= machine.place(scope, node.span);
    throw error;
  }
}

function execute(machine: Machine, scope: Scope, node: ast.Statement): Completion {
  switch (node.kind) {
    case 'Assign':
      return runAssign(machine, scope, node);
    case 'AugAssign':
      return runAugmented(machine, scope, node);
    case 'AnnAssign':
      if (node.value) {
        assign(machine, scope, node.target, evaluate(machine, scope, node.value));
        if (node.target.kind === 'Name') noteAssignment(machine, scope, node.target, 'assign', node.span, node.value.span);
      }
      return NORMAL;
    case 'Expr':
      evaluate(machine, scope, node.value);
      noteCall(machine, scope, node);
      return NORMAL;
    case 'If': {
      const truth = truthOf(machine, evaluate(machine, scope, node.test));
      return machine.fork(
        truth.yes,
        truth.no,
        () => runBlock(machine, scope, node.body),
        () => runBlock(machine, scope, node.orelse),
      );
    }
    case 'For':
      return runFor(machine, scope, node);
    case 'While':
      return runWhile(machine, scope, node);
    case 'Try':
      return runTry(machine, scope, node);
    case 'With':
      return runWith(machine, scope, node);
    case 'FunctionDef':
      machine.heap.setName(scope.names, node.name, decorated(machine, scope, functionOf(machine, scope, node), node.decorators));
      if (scope.kind === 'class')
        noteAssignment(machine, scope, { kind: 'Name', id: node.name, span: node.nameSpan }, 'assign', node.span, node.nameSpan);
      return NORMAL;
    case 'ClassDef':
      defineClass(machine, scope, node);
      return NORMAL;
    case 'Return':
      return { kind: 'return', value: node.value ? evaluate(machine, scope, node.value) : NONE };
    case 'Raise':
      return raise(machine, scope, node);
    case 'Import':
      runImport(machine, scope, node);
      return NORMAL;
    case 'ImportFrom':
      runImportFrom(machine, scope, node);
      return NORMAL;
    case 'Delete':
      for (const target of node.targets) {
        remove(machine, scope, target);
        const root = rootName(target);
        if (root) noteAssignment(machine, scope, root, target.kind === 'Name' ? 'assign' : 'item', node.span, target.span);
      }
      return NORMAL;
    case 'Global':
      for (const name of node.names) scope.globals.add(name);
      return NORMAL;
    case 'Nonlocal':
      for (const name of node.names) scope.nonlocals.add(name);
      return NORMAL;
    case 'Assert': {
      const truth = truthOf(machine, evaluate(machine, scope, node.test));
      if (truth.yes === ALWAYS) return NORMAL;
      const error = new PythonError('AssertionError', 'an assertion fails');
      if (!compatible(machine.guard, truth.yes)) {
        error.args = node.message ? [evaluate(machine, scope, node.message)] : [];
        throw error;
      }
      machine.mayRaise(error, truth.no);
      return NORMAL;
    }
    case 'Match':
      return runMatch(machine, scope, node);
    case 'TypeAlias':
      machine.heap.setName(scope.names, node.name, { t: 'opaque', type: 'TypeAliasType' });
      return NORMAL;
    case 'Broken':
      for (const name of node.names) {
        if (name !== '*') machine.heap.setName(scope.names, name, machine.unknown('the statement that sets it has a syntax error'));
      }
      if (node.names.includes('*')) scope.module.incomplete ??= 'an import has a syntax error';
      return NORMAL;
    case 'Pass':
      return NORMAL;
    case 'Break':
      return { kind: 'break' };
    case 'Continue':
      return { kind: 'continue' };
  }
}

function runAssign(machine: Machine, scope: Scope, node: ast.Assign): Completion {
  const value = evaluate(machine, scope, node.value);
  for (const target of node.targets) {
    assign(machine, scope, target, value);
    noteTargets(machine, scope, target, node);
  }
  return NORMAL;
}

function noteTargets(machine: Machine, scope: Scope, target: ast.Expression, node: ast.Assign): void {
  if (target.kind === 'Tuple' || target.kind === 'List') {
    for (const [at, element] of target.elements.entries()) {
      const values = node.value.kind === 'Tuple' || node.value.kind === 'List' ? node.value.elements : [];
      const part = element.kind === 'Starred' ? element.value : element;
      if (part.kind === 'Name') noteAssignment(machine, scope, part, 'assign', node.span, (values[at] ?? node.value).span);
    }
    return;
  }
  const root = rootName(target);
  if (root) noteAssignment(machine, scope, root, target.kind === 'Name' ? 'assign' : 'item', node.span, node.value.span);
}

/** `X.append(…)`, `X["a"].update(…)`: a call on a name that is a setting belongs to its story. */
function noteCall(machine: Machine, scope: Scope, node: ast.ExprStatement): void {
  if (node.value.kind !== 'Call' || node.value.function.kind !== 'Attribute') return;
  const root = rootName(node.value.function.value);
  if (!root || !machine.histories.get(scope.names)?.has(root.id)) return;
  noteAssignment(machine, scope, root, node.value.function.value.kind === 'Name' ? 'call' : 'item', node.span, node.value.argumentsSpan);
}

function runAugmented(machine: Machine, scope: Scope, node: ast.AugAssign): Completion {
  const current = evaluate(machine, scope, node.target);
  const value = evaluate(machine, scope, node.value);
  const changed = inPlace(machine, node.operator, current, value) ?? binary(machine, node.operator, current, value);
  assign(machine, scope, node.target, changed);
  const root = rootName(node.target);
  if (root) noteAssignment(machine, scope, root, node.target.kind === 'Name' ? 'augment' : 'item', node.span, node.value.span);
  return NORMAL;
}

/** `list += …` and `dict |= …` change the object itself, under all its names. */
function inPlace(machine: Machine, operator: ast.BinaryOperator, current: R, value: R): R | undefined {
  const target = machine.refined(current);
  if (target.t === 'unknown') disturb(machine, target, 'something that may be it was added to', handedOn([value]));
  const changes = (option: R) => option.t === 'list' || option.t === 'dict' || option.t === 'set';
  if (target.t === 'choice' && target.options.some((option) => changes(option.value)))
    return eachOption(machine, target, (option) => inPlace(machine, operator, option, value) ?? binary(machine, operator, option, value));
  const added = machine.refined(value);
  if (target.t === 'unknown' && operator === '+' && (added.t === 'tuple' || added.t === 'choice'))
    return machine.unknownFrom([target], 'what is added to is not known');
  if (target.t === 'list' && operator === '+') {
    machine.heap.setItems(target, [...target.content, ...iterate(machine, value)]);
    return target;
  }
  if (target.t === 'dict' && operator === '|') {
    eachOption(machine, value, (option) => {
      machine.heap.setEntries(target, merged(target.content, entriesOf(machine, option)));
      return NONE;
    });
    return target;
  }
  if (target.t === 'set' && '|&-^'.includes(operator)) {
    const result = machine.refined(binary(machine, operator, target, value));
    machine.heap.setItems(target, result.t === 'set' ? result.content : [{ t: 'rest', reason: 'the items of a set are not known' }]);
    return target;
  }
  if (target.t === 'list' && operator === '*') {
    const result = machine.refined(binary(machine, operator, target, value));
    machine.heap.setItems(
      target,
      result.t === 'list' ? result.content : [{ t: 'rest', reason: 'how often a list is repeated is not known' }],
    );
    return target;
  }
  return undefined;
}

function runFor(machine: Machine, scope: Scope, node: ast.For): Completion {
  const source = machine.refined(evaluate(machine, scope, node.iter));
  let content = iterate(machine, source);
  let seen = source.t === 'list' ? source.content : undefined;
  let broken = false;
  return machine.within(
    'break',
    () => {
      machine.conditionalDepth++;
      try {
        for (let count = 0; count < content.length; count++) {
          const item = content[count];
          if (!item) break;
          if (count >= MAX_ITERATIONS) {
            havoc(machine, 'a loop is too long', () => runBlock(machine, scope, node.body));
            break;
          }
          const completion = runItem(machine, scope, node, item);
          if (completion.kind !== 'normal') {
            broken = completion.kind === 'break';
            return completion;
          }
          if (source.t === 'list' && seen !== undefined && source.content !== seen) {
            content = changedItems(content, source.content, count);
            seen = content === source.content ? content : undefined;
          }
        }
      } finally {
        machine.conditionalDepth--;
      }
      return NORMAL;
    },
    (completion, boundary) => finishLoop(machine, scope, node, completion, boundary, broken),
  );
}

/** A list that is changed while a loop goes over it: the loop goes on at the next place of what it holds now. */
function changedItems(before: readonly Item[], now: readonly Item[], at: number): readonly Item[] {
  const clear = [...before.slice(0, at + 1), ...now].every((item) => item.t !== 'rest' && item.t !== 'maybe');
  return clear ? now : [...before.slice(0, at + 1), { t: 'rest', reason: 'a list is changed while a loop goes over it' }];
}

function runItem(machine: Machine, scope: Scope, node: ast.For, item: Item): Completion {
  machine.step();
  if (item.t === 'rest' || (item.t === 'maybe' && item.value.t === 'rest')) {
    const reason = item.t === 'rest' ? item.reason : 'it was changed in a loop over something that is not known';
    const each = standingFor(machine.unknown(reason), () => changeable([item]));
    havoc(machine, reason, () => {
      assign(machine, scope, node.target, each);
      return runBlock(machine, scope, node.body);
    });
    return NORMAL;
  }
  const once = (value: R) => () => {
    assign(machine, scope, node.target, value);
    return iteration(machine, scope, node.body);
  };
  if (item.t === 'maybe') return machine.fork(item.guard, not(item.guard), once(item.value as R), () => NORMAL);
  return once(item)();
}

/** One run of a loop's body: `continue` ends here. */
function iteration(machine: Machine, scope: Scope, body: readonly ast.Statement[]): Completion {
  return machine.within(
    'continue',
    () => runBlock(machine, scope, body),
    (completion, boundary) => {
      const arrived = machine.collect(boundary, completion, (one) => (one.kind === 'normal' || one.kind === 'continue' ? NONE : undefined));
      if (arrived) return NORMAL;
      if (completion.kind === 'raise') throw completion.error;
      return completion;
    },
  );
}

/** The way that came to the end of a loop runs its `else`, whose `break` belongs to the loop around; then the ways that broke join. */
function finishLoop(
  machine: Machine,
  scope: Scope,
  node: ast.For | ast.While,
  ended: Completion,
  boundary: Parameters<Machine['collect']>[0],
  broken: boolean,
): Completion {
  const completion = ended.kind === 'normal' ? machine.attempt(() => runBlock(machine, scope, node.orelse)) : ended;
  const leaves = (one: Completion) => one === completion && !broken && one.kind !== 'normal';
  const here = (one: Completion) => (!leaves(one) && (one.kind === 'normal' || one.kind === 'break') ? NONE : undefined);
  const arrived = machine.collect(boundary, broken ? NORMAL : completion, here);
  if (arrived) return NORMAL;
  if (completion.kind === 'raise') throw completion.error;
  return completion;
}

function runWhile(machine: Machine, scope: Scope, node: ast.While): Completion {
  let broken = false;
  return machine.within(
    'break',
    () => {
      machine.conditionalDepth++;
      try {
        const left = machine.left;
        for (let count = 0; ; count++) {
          const truth = truthOf(machine, evaluate(machine, scope, node.test));
          if (!compatible(machine.guard, truth.yes)) break;
          if (truth.yes !== ALWAYS || count >= MAX_ITERATIONS || machine.left - left > MAX_LEFT) {
            havoc(machine, 'it was changed in a loop whose end is not known', () => runBlock(machine, scope, node.body));
            break;
          }
          const completion = iteration(machine, scope, node.body);
          if (completion.kind !== 'normal') {
            broken = completion.kind === 'break';
            return completion;
          }
        }
      } finally {
        machine.conditionalDepth--;
      }
      return NORMAL;
    },
    (completion, boundary) => finishLoop(machine, scope, node, completion, boundary, broken),
  );
}

function runWith(machine: Machine, scope: Scope, node: ast.With): Completion {
  const [first, ...others] = node.items;
  if (first && others.length > 0) return runWith(machine, scope, { ...node, items: [first], body: [{ ...node, items: others }] });
  const suppressed: ast.Expression[] = [];
  const at = machine.place(scope, node.span);
  let exit: R | undefined;
  for (const item of node.items) {
    const context = machine.refined(evaluate(machine, scope, item.context));
    if (context.t === 'instance')
      exit = context.native
        ? context.native.attribute?.(machine as never, context, '__exit__')
        : attributeOf(machine, context, '__exit__', at);
    const entered =
      context.t === 'instance' && exit
        ? callWith(machine, attributeOf(machine, context, '__enter__', machine.place(scope, item.context.span)), [], at)
        : context;
    if (context.t === 'opaque' && context.name === 'contextlib.suppress') suppressed.push(...argumentsOf(item.context));
    if (item.target) assign(machine, scope, item.target, entered);
  }
  if (exit) return runExiting(machine, scope, node, exit);
  if (suppressed.length === 0) return runBlock(machine, scope, node.body);
  const type: ast.Expression = { kind: 'Tuple', span: node.span, elements: suppressed, parenthesized: true };
  const handler: ast.ExceptHandler = { span: node.span, type, name: undefined, body: [] };
  return runTry(machine, scope, { kind: 'Try', span: node.span, body: node.body, handlers: [handler], orelse: [], finalbody: [] });
}

/**
 * A block whose manager is asked on every way out, with the exception where there is one, as Python's reference writes it:
 * `try: body; except: if not exit(error): raise; finally: exit(None)` where the handler has not done so.
 */
function runExiting(machine: Machine, scope: Scope, node: ast.With, exit: R): Completion {
  const { span } = node;
  const name = (id: string): ast.Name => ({ kind: 'Name', id: `<${id} ${node.items[0]?.context.span.start}>`, span });
  const [manager, asked, error] = [name('exit'), name('asked'), name('error')];
  const none: ast.Expression = { kind: 'Singleton', value: null, span };
  const call = (values: readonly ast.Expression[]): ast.Expression => ({
    kind: 'Call',
    span,
    function: manager,
    argumentsSpan: span,
    arguments: values.map((value) => ({ span, name: undefined, nameSpan: undefined, unpack: undefined, value })),
  });
  const not = (operand: ast.Expression): ast.Expression => ({ kind: 'UnaryOp', span, operator: 'not', operand });
  const when = (test: ast.Expression, body: ast.Statement): ast.Statement => ({ kind: 'If', span, test, body: [body], orelse: [] });
  const noted: ast.Statement = { kind: 'Assign', span, targets: [asked], value: { kind: 'Singleton', value: true, span } };
  const again: ast.Statement = { kind: 'Raise', span, exception: undefined, cause: undefined };
  const handler: ast.ExceptHandler = { span, type: undefined, name: error.id, body: [noted, when(not(call([error, error, none])), again)] };
  const handled: ast.Statement = { kind: 'Try', span, body: node.body, handlers: [handler], orelse: [], finalbody: [] };
  const last = when(not(asked), { kind: 'Expr', span, value: call([none, none, none]) });
  machine.heap.setName(scope.names, manager.id, exit);
  machine.heap.setName(scope.names, asked.id, FALSE);
  const completion = runTry(machine, scope, { kind: 'Try', span, body: [handled], handlers: [], orelse: [], finalbody: [last] });
  for (const { id } of [manager, asked, error]) machine.heap.deleteName(scope.names, id);
  return completion;
}

function argumentsOf(node: ast.Expression): readonly ast.Expression[] {
  return node.kind === 'Call' ? node.arguments.map((one) => one.value) : [];
}
