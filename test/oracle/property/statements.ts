import { branch, type Context, fresh, KEYS, KINDS, type Kind, nameOf, target, VARIABLES } from './context';
import { classDefinition, functionDefinition, namedIdiom } from './definitions';
import { environmentText, expression, literal } from './expressions';
import { libraryIdiom } from './idioms';
import { block, type Clause, type Statement } from './tree';

type Writer = (context: Context) => readonly Statement[];

const MAX_DEPTH = 3;

/** Writes several statements; what they bind can be read after them. */
export function statements(context: Context, count: number): readonly Statement[] {
  return Array.from({ length: count }, () => statement(context)).flat();
}

function statement(context: Context): readonly Statement[] {
  const { random } = context;
  const share = random.number(100);
  if (context.depth < MAX_DEPTH) {
    if (share < 14) return conditional(context);
    if (share < 19) return loop(context);
    if (share < 25) return attempt(context);
    if (share < 28) return choose(context);
    if (share < 33 && context.module) return functionDefinition(context);
    if (share < 36 && context.module) return classDefinition(context);
    if (share < 40) return random.chance(0.4) ? libraryIdiom(context) : namedIdiom(context);
  }
  if (share < 46) return leave(context);
  if (share < 70) return random.pick(CHANGES)(context);
  return random.pick(BINDINGS)(context);
}

export function bound(context: Context, name: string, kind: Kind): string {
  if (!context.foreign.has(name)) context.names.set(name, kind);
  return name;
}

function anyKind(context: Context): Kind {
  return context.random.pick(KINDS);
}

function assignment(context: Context): readonly Statement[] {
  const kind = anyKind(context);
  const value = expression(context, kind);
  return [`${bound(context, target(context, kind), kind)} = ${value}`];
}

const BINDINGS: readonly Writer[] = [
  assignment,
  assignment,
  assignment,
  assignment,
  (context) => {
    const value = environmentText(context);
    return [`${bound(context, target(context, 'str'), 'str')} = ${value}`];
  },
  (context) => {
    const kind = anyKind(context);
    const value = expression(context, kind);
    const names = [bound(context, fresh(context, kind), kind), bound(context, fresh(context, kind), kind)];
    return [`${names.join(' = ')} = ${value}`];
  },
  (context) => {
    const [first, second] = [anyKind(context), anyKind(context)];
    const values = [expression(context, first), expression(context, second)];
    const names = [bound(context, fresh(context, first), first), bound(context, fresh(context, second), second)];
    return [`${names.join(', ')} = ${values.join(', ')}`];
  },
  (context) => {
    const value = expression(context, 'list');
    const [one, rest] = [fresh(context, 'str'), fresh(context, 'list')];
    const names = context.random.chance(0.5) ? `${one}, *${rest}` : `*${rest}, ${one}`;
    bound(context, one, 'str');
    bound(context, rest, 'list');
    return [`${names} = ["q"] + ${value}`];
  },
  (context) => {
    const value = expression(context, 'int');
    return [`${bound(context, fresh(context, 'int'), 'int')}: int = ${value}`];
  },
  (context) => {
    const kind = context.random.pick(['list', 'dict', 'nest', 'set'] as const);
    const other = nameOf(context, kind);
    return other === undefined ? assignment(context) : [`${bound(context, fresh(context, kind), kind)} = ${other}`];
  },
];

/** A change of something that a name holds. */
function changing(kind: Kind, write: (context: Context, name: string) => string): Writer {
  return (context) => {
    const name = nameOf(context, kind);
    return name === undefined ? assignment(context) : [write(context, name)];
  };
}

/** A statement that binds the name anew: not for a name that a function only reads. */
const own = (context: Context, name: string, statement: string) => (context.foreign.has(name) ? 'pass' : statement);

const text = (context: Context) => expression(context, 'str', 1);
const keyText = ({ random }: Context) => `"${random.pick(KEYS)}"`;

const CHANGES: readonly Writer[] = [
  changing('list', (c, name) => `${name}.append(${text(c)})`),
  changing('list', (c, name) => `${name}.insert(${c.random.pick(['0', '1', '-1', '99'])}, ${text(c)})`),
  changing('list', (c, name) => `${name}.extend(${expression(c, c.random.pick(['list', 'tuple'] as const), 1)})`),
  changing('list', (c, name) => own(c, name, `${name} += ${expression(c, c.random.pick(['list', 'tuple'] as const), 1)}`)),
  changing('list', (_, name) => `${name}.sort()`),
  changing('list', (_, name) => `${name}.reverse()`),
  changing('list', (c, name) => `${name}[:] = ${expression(c, 'list', 1)}`),
  changing('list', (c, name) => `${name}[${c.random.pick(['1:1', ':1', '-1:'])}] = ${expression(c, 'list', 1)}`),
  changing('list', (c, name) => own(c, name, `${name} = ${name} + ${expression(c, 'list', 1)}`)),
  changing('list', (_, name) => `${name}.clear()`),
  changing('list', (c, name) => `${name}.append(${name}[-1] if ${name} else ${text(c)})`),
  changing('dict', (c, name) => `${name}[${keyText(c)}] = ${name}.get(${keyText(c)}, ${text(c)}) + "+"`),
  changing('dict', (_, name) => `${name}.clear()`),
  changing('nest', (c, name) => `${name}.setdefault("apps", []).append(${text(c)})`),
  changing('nest', (c, name) => `${name}.setdefault("more", []).append(${text(c)})`),
  changing('nest', (c, name) => `${name}.update(apps=${expression(c, 'list', 1)})`),
  changing('nest', (c, name) => `${name}["opts"].setdefault(${keyText(c)}, ${text(c)})`),
  changing('nest', (c, name) => `${name}["apps"].insert(0, ${text(c)})`),
  changing('dict', (c, name) => `${name}[${keyText(c)}] = ${text(c)}`),
  changing('dict', (c, name) => `${name}[${text(c)}] = ${text(c)}`),
  changing('dict', (c, name) => `${name}.update(${expression(c, 'dict', 1)})`),
  changing('dict', (c, name) => `${name}.update(z=${text(c)}, **${expression(c, 'dict', 2)})`),
  changing('dict', (c, name) => `${name}.setdefault(${keyText(c)}, ${text(c)})`),
  changing('dict', (c, name) => own(c, name, `${name} |= ${expression(c, 'dict', 1)}`)),
  changing('dict', (c, name) => `${name}.pop(${keyText(c)}, None)`),
  changing('set', (c, name) => `${name}.add(${text(c)})`),
  changing('set', (c, name) => `${name}.discard(${text(c)})`),
  changing('set', (c, name) => own(c, name, `${name} ${c.random.pick(['|=', '&=', '-='])} ${expression(c, 'set', 1)}`)),
  changing('nest', (c, name) => `${name}["apps"].append(${text(c)})`),
  changing('nest', (c, name) => `${name}["apps"] = ${expression(c, 'list', 1)}`),
  changing('nest', (c, name) => `${name}["apps"] += ${expression(c, 'list', 1)}`),
  changing('nest', (c, name) => `${name}["opts"][${keyText(c)}] = ${text(c)}`),
  changing('nest', (c, name) => `${name}["opts"].update(${expression(c, 'dict', 1)})`),
  changing('nest', (c, name) => `${name}["name"] += ${text(c)}`),
  changing('nest', (c, name) => `${name}["size"] += ${expression(c, 'int', 1)}`),
  changing('str', (c, name) => own(c, name, `${name} += ${text(c)}`)),
  changing('int', (c, name) => own(c, name, `${name} ${c.random.pick(['+=', '-=', '*='])} ${expression(c, 'int', 1)}`)),
  changing('tuple', (c, name) => own(c, name, `${name} += (${text(c)},)`)),
  changing('bool', (c, name) => own(c, name, `${name} = ${name} and ${expression(c, 'bool', 1)}`)),
];

/** What may fail: only under a `try` that catches it, or on purpose. */
const RISKY: readonly Writer[] = [
  (c) => [`${bound(c, target(c, 'str'), 'str')} = os.environ["${c.random.pick(VARIABLES)}"]`],
  (c) => {
    const value = text(c);
    return [`${bound(c, target(c, 'int'), 'int')} = int(${value})`];
  },
  changing('list', (c, name) => `${name}.remove(${text(c)})`),
  changing('list', (c, name) => `${name}.insert(${name}.index(${text(c)}) + 1, ${text(c)})`),
  changing('list', (c, name) => `${name}.pop(${c.random.pick(['', '0', '1'])})`),
  changing('list', (c, name) => `del ${name}[${c.random.pick(['0', '-1', '1'])}]`),
  changing('dict', (c, name) => `del ${name}[${keyText(c)}]`),
  changing('dict', (c, name) => `${bound(c, target(c, 'str'), 'str')} = ${name}[${keyText(c)}]`),
  changing('list', (c, name) => `${bound(c, target(c, 'str'), 'str')} = ${name}[${c.random.pick(['0', '1', '-2'])}]`),
  (c) => [`raise ${c.random.pick(['ValueError', 'KeyError', 'RuntimeError'])}(${text(c)})`],
];

function leave(context: Context): readonly Statement[] {
  const { random, returns, inLoop } = context;
  const test = expression(context, 'bool', 1);
  if (returns !== undefined && random.chance(0.7)) return [block(`if ${test}:`, [`return ${expression(context, returns, 1)}`])];
  if (inLoop && random.chance(0.8)) return [block(`if ${test}:`, [random.pick(['break', 'continue'])])];
  if (random.chance(0.15)) return [block(`if ${test}:`, ['raise ValueError("stop")'])];
  if (random.chance(0.1)) return [`assert ${test}`];
  return random.pick(CHANGES)(context);
}

/** What every clause binds can be read after them; now and then also what only some bind. */
function meet(context: Context, branches: readonly Context[]): void {
  for (const [name, kind] of branches[0]?.names ?? []) {
    const everywhere = branches.every((one) => one.names.get(name) === kind);
    if (everywhere || context.random.chance(0.02)) context.names.set(name, kind);
  }
}

function conditional(context: Context): readonly Statement[] {
  const { random } = context;
  const branches: Context[] = [];
  const clause = (head: string): Clause => {
    const inner = branch(context);
    branches.push(inner);
    return { head, body: statements(inner, 1 + random.number(3)) };
  };
  let first = expression(context, 'bool');
  if (random.chance(0.12)) {
    const value = expression(context, 'opt', 1);
    first = `(${bound(context, fresh(context, 'opt'), 'opt')} := ${value})`;
  }
  const clauses = [clause(`if ${first}:`)];
  while (random.chance(0.25)) clauses.push(clause(`elif ${expression(context, 'bool')}:`));
  if (random.chance(0.5)) {
    clauses.push(clause('else:'));
    const common = random.pick(KINDS);
    const name = fresh(context, common);
    const completed = clauses.map((one, at) => ({
      ...one,
      body: [...one.body, `${name} = ${expression(branches[at] ?? context, common)}`],
    }));
    meet(context, branches);
    context.names.set(name, common);
    return [{ clauses: completed }];
  }
  return [{ clauses }];
}

function loop(context: Context): readonly Statement[] {
  const { random } = context;
  const inner = branch(context, { inLoop: true });
  if (random.chance(0.2)) {
    const name = fresh(context, 'int');
    const body = statements(inner, 1 + random.number(2));
    context.names.set(name, 'int');
    if (random.chance(0.3))
      return [
        `${name} = 0`,
        block('while True:', [`${name} += 1`, block(`if ${name} > 3 or ${expression(inner, 'bool', 1)}:`, ['break']), ...body]),
      ];
    return [`${name} = 0`, block(`while ${name} < ${1 + random.number(4)}:`, [`${name} += 1`, ...body])];
  }
  const source = random.pick(['list', 'list', 'tuple', 'dict', 'set', 'items', 'range'] as const);
  const name = fresh(context, 'str');
  let head = `for ${name} in list(${expression(context, source === 'items' || source === 'range' ? 'dict' : source, 1)}):`;
  if (source === 'range') head = `for ${name} in map(str, range(${random.number(4)})):`;
  if (source === 'items') {
    const value = fresh(context, 'str');
    head = `for ${name}, ${value} in ${expression(context, 'dict', 1)}.copy().items():`;
    inner.names.set(value, 'str');
  }
  inner.names.set(name, 'str');
  const clauses: Clause[] = [{ head, body: statements(inner, 1 + random.number(3)) }];
  if (random.chance(0.15)) clauses.push({ head: 'else:', body: statements(branch(context), 1) });
  return [{ clauses }];
}

function attempt(context: Context): readonly Statement[] {
  const { random } = context;
  const inner = branch(context);
  const body = [...statements(inner, random.number(2)), ...random.pick(RISKY)(inner), ...statements(inner, random.number(2))];
  if (random.chance(0.12))
    return [block(`with contextlib.suppress(${random.pick(['KeyError', 'ValueError', 'Exception', 'LookupError'])}):`, body)];
  const caught = random.pick([
    'Exception',
    'KeyError',
    'ValueError',
    '(KeyError, ValueError)',
    'LookupError',
    '(ValueError, LookupError, RuntimeError)',
  ]);
  const handler = branch(context);
  const clauses: Clause[] = [{ head: 'try:', body }];
  clauses.push({ head: `except ${caught}${random.chance(0.2) ? ' as error' : ''}:`, body: statements(handler, 1 + random.number(2)) });
  if (random.chance(0.25))
    clauses.push({ head: `except ${random.pick(['Exception', 'LookupError', 'ValueError'])}:`, body: statements(branch(context), 1) });
  if (random.chance(0.2)) clauses.push({ head: 'else:', body: statements(branch(inner), 1) });
  if (random.chance(0.2)) clauses.push({ head: 'finally:', body: statements(branch(context), 1) });
  const common = random.pick(KINDS);
  const name = fresh(context, common);
  context.names.set(name, common);
  return [
    `${name} = ${literal(context, common)}`,
    {
      clauses: clauses.map((one, at) =>
        at < 2 ? { ...one, body: [...one.body, `${name} = ${expression(at === 0 ? inner : handler, common, 1)}`] } : one,
      ),
    },
  ];
}

function choose(context: Context): readonly Statement[] {
  const { random } = context;
  const cases = Array.from({ length: 1 + random.number(3) }, () => {
    const inner = branch(context);
    const pattern = random.pick(['"prod"', '"dev" | "a"', '""', 'str() as got', '"1"', 'got']);
    if (pattern.includes('got')) inner.names.set('got', 'str');
    const test = random.chance(0.3) || pattern === 'got' ? ` if ${expression(inner, 'bool', 1)}` : '';
    return block(`case ${pattern}${test}:`, statements(inner, 1 + random.number(2)));
  });
  if (random.chance(0.5)) cases.push(block('case _:', statements(branch(context), 1)));
  return [block(`match ${random.chance(0.5) ? environmentText(context) : expression(context, 'opt', 1)}:`, cases)];
}
