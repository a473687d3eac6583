import { branch, type Context, fresh, KINDS, type Kind } from './context';
import { expression, literal } from './expressions';
import { statements } from './statements';
import { block, type Statement } from './tree';

/** A helper with parameters of known kinds, early returns under conditions, and calls of it. */
export function functionDefinition(context: Context): readonly Statement[] {
  const { random } = context;
  const gives = random.pick(KINDS);
  const name = `helper_${context.count.next++}`;
  const takes = Array.from({ length: random.number(3) }, () => random.pick(KINDS));
  const parameters = takes.map((kind) => [fresh({ ...context, module: false }, kind), kind] as const);
  const inner = branch(context, {
    module: false,
    returns: gives,
    inLoop: false,
    depth: context.depth + 1,
    foreign: new Set(context.names.keys()),
  });
  for (const [parameter, kind] of parameters) inner.names.set(parameter, kind);
  const written = parameters.map(([parameter]) => parameter);
  const keywords: Record<string, Kind> = {};
  const stars: '*'[] = [];
  if (random.chance(0.25)) {
    written.push('*args');
    inner.names.set('args', 'tuple');
    stars.push('*');
  }
  if (random.chance(0.4)) {
    const kind = random.pick(['str', 'int', 'bool', 'list', 'opt', 'dict'] as const);
    const keyword = fresh({ ...context, module: false }, kind);
    written.push(`${keyword}=${literal(context, kind)}`);
    inner.names.set(keyword, kind);
    keywords[keyword] = kind;
  }
  if (random.chance(0.12)) {
    written.push('**options');
    inner.names.set('options', 'dict');
    keywords.x = 'str';
  }
  const globals = random.chance(0.15) ? [...context.names.keys()].filter(() => random.chance(0.2)).slice(0, 2) : [];
  const body = statements({ ...inner, foreign: new Set([...inner.foreign].filter((one) => !globals.includes(one))) }, 1 + random.number(3));
  const head = globals.length > 0 ? [`global ${globals.join(', ')}`] : [];
  const last = random.chance(0.92) || gives !== 'opt' ? [`return ${expression(inner, gives, 1)}`] : [];
  context.functions.push({ callee: name, takes: [...takes, ...stars], keywords, gives });
  return [block(`def ${name}(${written.join(', ')}):`, [...head, ...body, ...last])];
}

/** Classes with attributes under conditions, methods, properties and `super()`; their parts become settings. */
export function classDefinition(context: Context): readonly Statement[] {
  const { random } = context;
  const number = context.count.next++;
  const base = `Base${number}`;
  const child = `Child${number}`;
  const inner = () => branch(context, { module: false, inLoop: false, depth: 2, foreign: new Set(context.names.keys()) });
  const method = (head: string, kind: Kind, self: string) => {
    const scope = { ...inner(), returns: kind };
    scope.names.set(`${self}.hosts`, 'list');
    scope.names.set(`${self}.label`, 'str');
    return block(head, [...statements(scope, random.number(2)), `return ${expression(scope, kind, 1)}`]);
  };
  const attributes = inner();
  const kind = random.pick(KINDS);
  const parts: Statement[] = [
    `hosts = ${expression(attributes, 'list')}`,
    `label = ${expression(attributes, 'str')}`,
    block('def __init__(self, given):', [
      'self.given = given',
      block(`if ${expression(attributes, 'bool')}:`, [`self.label = given + ${expression(attributes, 'str', 1)}`]),
    ]),
    method('def value(self):', kind, 'self'),
    method('@property\ndef whole(self):', 'list', 'self'),
    method('@classmethod\ndef made(cls):', 'str', 'cls'),
  ];
  if (random.chance(0.5))
    parts.splice(2, 0, block(`if ${expression(attributes, 'bool')}:`, [`label = ${expression(attributes, 'str', 1)}`]));
  const inherited: Statement[] = [
    `label = ${expression(attributes, 'str')}`,
    block('@property\ndef whole(self):', [`return super().whole + ${expression(attributes, 'list', 1)}`]),
    method('def value(self):', kind, 'self'),
  ].filter(() => random.chance(0.6));
  const made = `made_${number}`;
  const settings: Statement[] = [`${made} = ${random.pick([base, child])}(${expression(context, 'str', 1)})`];
  const give = (its: Kind, text: string) => {
    const name = fresh(context, its);
    context.names.set(name, its);
    settings.push(`${name} = ${text}`);
  };
  give('str', `${made}.label`);
  give('list', `${made}.whole`);
  give(kind, `${made}.value()`);
  if (random.chance(0.4)) give('str', `${random.pick([base, child])}.made()`);
  if (random.chance(0.4)) settings.push(`${made}.label += ${expression(context, 'str', 1)}`);
  if (random.chance(0.4)) settings.push(`${made}.hosts.append(${expression(context, 'str', 1)})`);
  if (random.chance(0.4)) give('list', `${random.pick([base, child, made])}.hosts`);
  if (random.chance(0.4)) give('str', `getattr(${made}, "${random.pick(['label', 'given', 'absent'])}", ${literal(context, 'str')})`);
  context.functions.push({ callee: `${made}.value`, takes: [], keywords: {}, gives: kind });
  return [block(`class ${base}:`, parts), block(`class ${child}(${base}):`, inherited), ...settings];
}

/** Idioms that come as a whole: closures, default arguments that remember, globals(), partial, deletion. */
export function namedIdiom(context: Context): readonly Statement[] {
  const { random, count, module } = context;
  const number = count.next++;
  const made = (kind: Kind, text: string): string => {
    const name = fresh(context, kind);
    context.names.set(name, kind);
    return `${name} = ${text}`;
  };
  const text = () => expression(context, 'str', 1);
  const test = () => expression(context, 'bool', 1);
  const written: (() => readonly Statement[])[] = [
    () => [
      block(`def remember_${number}(value, seen=[]):`, [block(`if ${test()}:`, ['seen.append(value)']), 'return list(seen)']),
      `remember_${number}(${text()})`,
      made('list', `remember_${number}(${text()})`),
    ],
    () => [
      block(`def counter_${number}():`, [
        'total = 0',
        block('def add(by=1):', ['nonlocal total', block(`if ${test()}:`, ['total += by']), 'return total']),
        'return add',
      ]),
      `add_${number} = counter_${number}()`,
      `add_${number}(2)`,
      made('int', `add_${number}()`),
    ],
    () => [`join_${number} = functools.partial("{}{sep}{}".format, ${text()}, sep=${text()})`, made('str', `join_${number}(${text()})`)],
    () => {
      if (!module) return ['pass'];
      const name = fresh(context, 'str');
      const first = text();
      context.names.set(name, 'str');
      const change = random.pick([
        `globals()["${name}"] = ${text()}`,
        `globals().update({"${name}": ${text()}})`,
        `globals().update(${name}=${text()})`,
      ]);
      return [`${name} = ${first}`, block(`if ${test()}:`, [change])];
    },
    () => {
      if (!module) return ['pass'];
      const [name, other] = [`GONE_${number}`, fresh(context, 'str')];
      const made = [`${name} = ${text()}`, block(`if ${test()}:`, [`del ${name}`]), `${other} = globals().get("${name}", ${text()})`];
      context.names.set(other, 'str');
      return made;
    },
    () => {
      if (!module) return ['pass'];
      const other = fresh(context, 'str');
      const made = [
        block(`if ${test()}:`, [`MAYBE_${number} = ${text()}`]),
        {
          clauses: [
            { head: 'try:', body: [`${other} = MAYBE_${number}`] },
            { head: 'except NameError:', body: [`${other} = ${text()}`] },
          ],
        },
      ];
      context.names.set(other, 'str');
      return made;
    },
    () => [
      `callbacks_${number} = {"a": lambda v: v + ${text()}, "b": str.upper}`,
      made('str', `callbacks_${number}["${random.pick(['a', 'b'])}"](${text()})`),
    ],
    () => [
      block(`def generate_${number}(items):`, [block('for item in items:', [block(`if ${test()}:`, ['yield item']), 'yield item + "!"'])]),
      made('list', `list(generate_${number}(${expression(context, 'list', 1)}))`),
    ],
    () => [
      block(`def decorate_${number}(function):`, [
        block('def wrapper(*args, **kwargs):', [block(`if ${test()}:`, ['return "wrapped"']), 'return function(*args, **kwargs)']),
        'return wrapper',
      ]),
      block(`@decorate_${number}\ndef plain_${number}(value, other="o"):`, ['return value + other']),
      made('str', `plain_${number}(${text()}, other=${text()})`),
    ],
    () => {
      const name = fresh(context, 'str');
      const made = [
        {
          clauses: [
            { head: 'try:', body: [`${name} = ${text()}`, block(`if ${test()}:`, ['raise KeyError("k")']), `${name} += "t"`] },
            { head: 'except KeyError as error:', body: [`${name} = str(error.args[0])`] },
            { head: 'finally:', body: [`${name} = ${name} + "f"`] },
          ],
        },
      ];
      context.names.set(name, 'str');
      return made;
    },
  ];
  return random.pick(written)();
}
