import { branch, type Context, KEYS, type Kind, nameOf, VARIABLES } from './context';

type Writer = (context: Context, part: (kind: Kind) => string) => string;

/** Writes an expression of a kind. Compound ones stand in brackets. */
export function expression(context: Context, kind: Kind, depth = 0): string {
  const { random } = context;
  const name = nameOf(context, kind);
  if (name !== undefined && random.chance(depth === 0 ? 0.25 : 0.5)) return name;
  if (depth > 2 || random.chance(0.1 + depth * 0.15)) return literal(context, kind);
  const part = (inner: Kind) => expression(context, inner, depth + 1);
  const shapes = context.functions.filter((one) => one.gives === kind);
  if (shapes.length > 0 && random.chance(0.35)) {
    const shape = shapes[random.number(shapes.length)];
    if (shape) return call(context, shape.callee, shape.takes, shape.keywords, part);
  }
  if (random.chance(0.18)) return `(${part(kind)} if ${part('bool')} else ${part(kind)})`;
  return random.pick(WRITERS[kind])(context, part);
}

export function literal({ random }: Context, kind: Kind): string {
  const text = () => `"${random.pick(['a', 'b', 'c', 'prod', 'x.y', 'K', '', 'a,b', '7'])}"`;
  const several = (count: number) => Array.from({ length: random.number(count) }, text);
  switch (kind) {
    case 'str':
      return text();
    case 'opt':
      return random.chance(0.3) ? 'None' : `os.environ.get("${random.pick(VARIABLES)}")`;
    case 'int':
      return String(random.number(9) - 2);
    case 'bool':
      return random.pick([
        'True',
        'False',
        `("${random.pick(VARIABLES)}" in os.environ)`,
        `(os.environ.get("${random.pick(VARIABLES)}") == ${text()})`,
      ]);
    case 'list':
      return `[${several(4).join(', ')}]`;
    case 'tuple':
      return `(${['"t"', ...several(3)].join(', ')},)`;
    case 'set':
      return `{${['"s"', ...several(3)].join(', ')}}`;
    case 'dict':
      return `{${KEYS.filter(() => random.chance(0.4))
        .map((key) => `"${key}": ${text()}`)
        .join(', ')}}`;
    case 'nest':
      return `{"apps": [${several(3).join(', ')}], "opts": {"a": ${text()}}, "name": ${text()}, "size": ${random.number(5)}}`;
  }
}

/** A read of the environment that gives a text. */
export function environmentText(context: Context): string {
  const { random } = context;
  const name = random.pick(VARIABLES);
  return random.pick([
    `os.environ.get("${name}", ${literal(context, 'str')})`,
    `os.getenv("${name}", ${literal(context, 'str')})`,
    `(os.environ.get("${name}") or ${literal(context, 'str')})`,
    random.chance(0.4) ? `os.environ["${name}"]` : `os.environ.get("${name}", "")`,
    `(os.environ["${name}"] if "${name}" in os.environ else ${literal(context, 'str')})`,
  ]);
}

function call(
  { random }: Context,
  callee: string,
  takes: readonly (Kind | '*')[],
  keywords: Readonly<Record<string, Kind>>,
  part: (kind: Kind) => string,
): string {
  const given = takes.flatMap((kind) => {
    if (kind !== '*') return [part(kind)];
    return random.chance(0.4) ? [`*${part('list')}`] : Array.from({ length: random.number(3) }, () => part('str'));
  });
  const named = Object.entries(keywords).filter(() => random.chance(0.5));
  return `${callee}(${[...given, ...named.map(([name, kind]) => `${name}=${part(kind)}`)].join(', ')})`;
}

const key: Writer = ({ random }) => `"${random.pick(KEYS)}"`;

/** An expression within an f-string, where Python before 3.12 takes neither the same quotes nor a backslash. */
function inside(text: string): string {
  return text.includes("'") || text.includes('f"') || text.startsWith('{') || text.startsWith('(lambda')
    ? "'f'"
    : text.replaceAll('"', "'");
}

/** A comprehension: its variable is a name of its own. */
function over(context: Context, source: string, write: (inner: Context, name: string) => string): string {
  const name = context.random.pick(['x', 'one', 'item']);
  const inner = branch(context);
  inner.names.set(name, 'str');
  const test = context.random.chance(0.5) ? ` if ${expression(inner, 'bool', 2)}` : '';
  return `${write(inner, name)} for ${name} in ${source}${test}`;
}

const WRITERS: Readonly<Record<Kind, readonly Writer[]>> = {
  str: [
    environmentText,
    environmentText,
    (_, p) => `(${p('opt')} or ${p('str')})`,
    (_, p) => `(${p('str')} + ${p('str')})`,
    (_, p) => `f"{${inside(p('str'))}}-{${inside(p('str'))}}"`,
    (_, p) => `f"{${inside(p('str'))}!r:>6}"`,
    (_, p) => `f"{${inside(p('list'))}}/{${inside(p('bool'))}}"`,
    (_, p) => `("%s:%d" % (${p('str')}, ${p('int')}))`,
    (_, p) => `"{}/{x}".format(${p('str')}, x=${p('opt')})`,
    (c, p) =>
      `${p('str')}.${c.random.pick(['upper()', 'lower()', 'strip()', 'title()', 'replace("a", "z")', 'rstrip("b")', 'removeprefix("p")', 'zfill(4)', 'partition(",")[0]', 'split(",")[0]', 'rsplit(".", 1)[-1]'])}`,
    (c, p) => `${p('str')}[${c.random.pick(['1:', ':2', '::-1', '-2:', ':-1'])}]`,
    (_, p) => `",".join(${p('list')})`,
    (c, p) => `".".join(${over(c, p('list'), (inner, name) => (inner.random.chance(0.5) ? name : expression(inner, 'str', 2)))})`,
    (c, p) => `${p('dict')}.get(${key(c, p)}, ${p('str')})`,
    (_, p) => `${p('nest')}["name"]`,
    (_, p) => `str(${p('int')})`,
    (_, p) => `repr(${p('list')})`,
    (_, p) => `str(${p('dict')})`,
    (_, p) => `",".join(${p('dict')})`,
    (_, p) => `",".join(sorted(${p('set')}))`,
    (_, p) => `f"{${inside(p('int'))}:03d}"`,
    (_, p) => `"%(a)s-%(b)s" % {"a": ${p('str')}, "b": ${p('opt')}}`,
    (_, p) => `${p('nest')}.get("name", ${p('str')})`,
    (_, p) => `max(${p('tuple')}, key=len)`,
    (_, p) => `"".join(reversed(${p('str')}))`,
    (_, p) => `str(${p('opt')})`,
    (_, p) => `min(${p('str')}, ${p('str')})`,
    (c, p) => `next((${over(c, p('list'), (_, name) => name)}), "none")`,
    (c, p) => `(${p('list')} or ["z"])[${c.random.pick(['0', '-1'])}]`,
    (_, p) => `(lambda v, w="d": v + w)(${p('str')})`,
  ],
  opt: [
    (c) => `os.environ.get("${c.random.pick(VARIABLES)}")`,
    (c) => `os.getenv("${c.random.pick(VARIABLES)}")`,
    (c, p) => `${p('dict')}.get(${key(c, p)})`,
    (_, p) => `(${p('opt')} and ${p('str')})`,
    (_, p) => `(${p('opt')} or None)`,
    (c, p) => `next((${over(c, p('list'), (_, name) => name)}), None)`,
  ],
  int: [
    (_, p) => `len(${p('list')})`,
    (_, p) => `len(${p('str')})`,
    (_, p) => `len(${p('dict')})`,
    (c) => `int(os.environ.get("PORT", "${c.random.number(9)}"))`,
    (c, p) => `(${p('int')} ${c.random.pick(['+', '-', '*'])} ${p('int')})`,
    (c, p) => `(${p('int')} ${c.random.pick(['//', '%'])} ${c.random.pick(['2', '3', '-2'])})`,
    (c, p) => `${c.random.pick(['max', 'min'])}(${p('int')}, ${p('int')})`,
    (c, p) => `sum(${over(c, p('list'), (_, name) => `len(${name})`)})`,
    (_, p) => `${p('str')}.find("a")`,
    (_, p) => `${p('list')}.count("a")`,
    (_, p) => `(${p('bool')} + ${p('bool')})`,
    (_, p) => `${p('nest')}["size"]`,
    (_, p) => `abs(${p('int')})`,
  ],
  bool: [
    (c) => `(${environmentText(c)}.lower() in ("1", "true", "on"))`,
    (_, p) => `bool(${p('opt')})`,
    (_, p) => `(not ${p('bool')})`,
    (_, p) => `(not ${p('list')})`,
    (_, p) => `(${p('set')} <= ${p('set')})`,
    (_, p) => `(${p('dict')} == ${p('dict')})`,
    (_, p) => `(len(${p('set')}) > 1)`,
    (_, p) => `(${p('bool')} and ${p('bool')})`,
    (_, p) => `(${p('bool')} or ${p('bool')})`,
    (_, p) => `(${p('opt')} is None)`,
    (_, p) => `(${p('opt')} is not None)`,
    (c, p) => `(${p('str')} ${c.random.pick(['in', 'not in'])} ${p(c.random.pick(['list', 'tuple', 'set', 'dict', 'str'] as const))})`,
    (c, p) => `(${p('str')} ${c.random.pick(['==', '!=', '<', '>='])} ${p('str')})`,
    (c, p) => `(${p('int')} ${c.random.pick(['==', '!=', '<', '>='])} ${p('int')})`,
    (_, p) => `(0 < ${p('int')} <= 5)`,
    (_, p) => `${p('str')}.startswith(("a", "p"))`,
    (c, p) => `${c.random.pick(['any', 'all'])}(${over(c, p('list'), (inner) => expression(inner, 'bool', 2))})`,
    (_, p) => `isinstance(${p('opt')}, str)`,
    (_, p) => `(${p('list')} == ${p('list')})`,
    (c, p) => `bool(${p(c.random.pick(['list', 'dict', 'str', 'int', 'set'] as const))})`,
    (_, p) => `${p('str')}.isdigit()`,
  ],
  list: [
    (_, p) => `[${p('str')}, ${p('str')}]`,
    (_, p) => `[*${p('list')}, ${p('str')}, *${p('tuple')}]`,
    (_, p) => `(${p('list')} + ${p('list')})`,
    (_, p) => `${p('str')}.split(",")`,
    (c, p) =>
      `[${over(c, p(c.random.pick(['list', 'tuple', 'dict'] as const)), (inner, name) => (inner.random.chance(0.4) ? name : expression(inner, 'str', 2)))}]`,
    (c, p) => `sorted(${p(c.random.pick(['list', 'set', 'tuple', 'dict'] as const))}${c.random.pick(['', ', reverse=True', ', key=len'])})`,
    (c, p) => `list(${p(c.random.pick(['list', 'tuple', 'dict'] as const))})`,
    (_, p) => `list(${p('dict')}.values())`,
    (c, p) => `${p('list')}[${c.random.pick(['1:', ':1', '::-1', '-1:', ':-1', '::2'])}]`,
    (_, p) => `(${p('list')} * 2)`,
    (_, p) => `list(reversed(${p('list')}))`,
    (_, p) => `list(map(str.upper, ${p('list')}))`,
    (_, p) => `list(filter(None, ${p('list')}))`,
    (_, p) => `[f"{i}{v}" for i, v in enumerate(${p('list')})]`,
    (_, p) => `[a + b for a, b in zip(${p('list')}, ${p('tuple')})]`,
    (_, p) => `[k + "=" + v for k, v in ${p('dict')}.items()]`,
    (_, p) => `${p('nest')}["apps"]`,
    (_, p) => `(${p('list')} or ${p('list')})`,
    (_, p) => `(${p('list')} and ${p('list')})`,
    (_, p) => `${p('list')}.copy()`,
    (_, p) => `list(${p('set')})`,
    (c, p) => `[${over(c, p('set'), (_, name) => `${name} + "!"`)}]`,
    (_, p) => `[str(i) for i in range(${p('int')} % 5)]`,
    (_, p) => `[a for a in ${p('list')} for b in ${p('tuple')} if a != b]`,
    (_, p) => `list(dict.fromkeys(${p('list')}))`,
    (_, p) => `[*map(str.strip, ${p('str')}.split(","))]`,
    (_, p) => `(${p('list')} if ${p('list')} else ${p('list')})[:3]`,
    (_, p) => `[x for x in ${p('list')} if x not in ${p('set')}]`,
    (_, p) => `functools.reduce(lambda a, b: a + [b], ${p('tuple')}, [])`,
    (_, p) => `sum([${p('list')}, ${p('list')}], [])`,
  ],
  tuple: [
    (c, p) => `tuple(${p(c.random.pick(['list', 'tuple'] as const))})`,
    (_, p) => `(${p('tuple')} + (${p('str')},))`,
    (_, p) => `(${p('str')}, *${p('list')})`,
    (_, p) => `${p('tuple')}[:2]`,
    (c, p) => `tuple(${over(c, p('list'), (inner) => expression(inner, 'str', 2))})`,
  ],
  set: [
    (c, p) => `set(${p(c.random.pick(['list', 'tuple', 'dict'] as const))})`,
    (c, p) => `(${p('set')} ${c.random.pick(['|', '&', '-', '^'])} ${p('set')})`,
    (_, p) => `{${p('str')}, ${p('str')}}`,
    (c, p) => `{${over(c, p('list'), (inner) => expression(inner, 'str', 2))}}`,
  ],
  dict: [
    (_, p) => `{**${p('dict')}, "b": ${p('str')}}`,
    (c, p) => `{${key(c, p)}: ${p('str')}, ${p('str')}: ${p('str')}}`,
    (_, p) => `(${p('dict')} | ${p('dict')})`,
    (_, p) => `dict(${p('dict')}, x=${p('str')})`,
    (_, p) => `dict(zip(${p('list')}, ${p('tuple')}))`,
    (_, p) => `{k: v.upper() for k, v in ${p('dict')}.items() if k != ${p('str')}}`,
    (c, p) => `{${over(c, p('list'), (inner, name) => `${name}: ${expression(inner, 'str', 2)}`)}}`,
    (_, p) => `${p('nest')}["opts"]`,
    (_, p) => `(${p('dict')} or ${p('dict')})`,
    (_, p) => `dict.fromkeys(${p('list')}, ${p('str')})`,
    (_, p) => `${p('dict')}.copy()`,
  ],
  nest: [
    (_, p) => `{"apps": ${p('list')}, "opts": ${p('dict')}, "name": ${p('str')}, "size": ${p('int')}}`,
    (_, p) => `{**${p('nest')}, "name": ${p('str')}}`,
    (_, p) => `dict(${p('nest')})`,
    (_, p) => `copy.copy(${p('nest')})`,
    (_, p) => `copy.deepcopy(${p('nest')})`,
    (_, p) => `dict(apps=${p('list')}, opts=${p('dict')}, name=${p('str')}, size=${p('int')})`,
  ],
};
