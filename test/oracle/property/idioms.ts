import { branch, type Context, fresh, KEYS, type Kind, VARIABLES } from './context';
import { expression } from './expressions';
import { statements } from './statements';
import { block, type Statement } from './tree';

type Idiom = (context: Context, number: number) => readonly Statement[];

/** Idioms of Python's library and of the process environment, each as a whole, with a name that holds what comes of it. */
export function libraryIdiom(context: Context): readonly Statement[] {
  return context.random.pick(IDIOMS)(context, context.count.next++);
}

function bind(context: Context, kind: Kind, text: string): string {
  const name = fresh(context, kind);
  if (!context.foreign.has(name)) context.names.set(name, kind);
  return `${name} = ${text}`;
}

const text = (context: Context) => expression(context, 'str', 1);
const list = (context: Context) => expression(context, 'list', 1);
const test = (context: Context) => expression(context, 'bool', 1);
const key = ({ random }: Context) => `"${random.pick(KEYS)}"`;

const IDIOMS: readonly Idiom[] = [
  (context, number) => {
    const inner = branch(context);
    const manager = [
      block(`class Manager${number}:`, [
        block('def __enter__(self):', ['return self']),
        block('def __exit__(self, kind, value, traceback):', [`log_${number}.append(str(kind is None))`, `return ${test(context)}`]),
      ]),
      `log_${number} = []`,
      block(`with Manager${number}():`, [...statements(inner, 2), `os.environ["${context.random.pick(VARIABLES)}"]`]),
    ];
    return context.module ? [...manager, bind(context, 'list', `log_${number}`)] : ['pass'];
  },
  (context, number) => [
    `found_${number} = collections.defaultdict(list)`,
    `found_${number}[${key(context)}].append(${text(context)})`,
    block(`if ${test(context)}:`, [`found_${number}[${key(context)}] += ${list(context)}`]),
    `found_${number}[${key(context)}]`,
    bind(context, 'list', `sorted(found_${number})`),
    bind(context, 'list', `found_${number}[${key(context)}]`),
  ],
  (context, number) => [
    `ordered_${number} = collections.OrderedDict(${expression(context, 'dict', 1)})`,
    block(`if ${test(context)}:`, [`ordered_${number}[${key(context)}] = ${text(context)}`]),
    `ordered_${number}[${key(context)}] = ${text(context)}`,
    block(`if ${key(context)} in ordered_${number}:`, [
      `ordered_${number}.move_to_end(${context.random.pick(KEYS.map((one) => `"${one}"`))})`,
    ]),
    bind(context, 'list', `list(ordered_${number})`),
    bind(context, 'dict', `dict(ordered_${number})`),
  ],
  (context, number) => [
    `Pair${number} = collections.namedtuple("Pair${number}", "one two", defaults=[${text(context)}])`,
    `pair_${number} = Pair${number}(${text(context)})`,
    block(`if ${test(context)}:`, [`pair_${number} = pair_${number}._replace(two=${text(context)})`]),
    bind(context, 'str', `pair_${number}.one + pair_${number}[1]`),
    bind(context, 'list', `[*pair_${number}]`),
  ],
  (context, number) => [
    block(`@functools.lru_cache\ndef remembered_${number}(name="a"):`, [`return [name, ${text(context)}]`]),
    `remembered_${number}().append(${text(context)})`,
    block(`if ${test(context)}:`, [`remembered_${number}("b").append("c")`]),
    bind(context, 'list', `remembered_${number}() + remembered_${number}("b")`),
  ],
  (context) => {
    const variable = context.random.pick(VARIABLES);
    return [
      block(`if "${variable}" in os.environ and ${test(context)}:`, [
        context.random.pick([`os.environ["NEW"] = os.environ.pop("${variable}")`, `del os.environ["${variable}"]`]),
      ]),
      `os.environ.setdefault("${context.random.pick(VARIABLES)}", ${text(context)})`,
      bind(context, 'opt', `os.environ.get("${variable}", os.environ.get("NEW"))`),
    ];
  },
  (context, number) => [
    `seen_${number} = []`,
    bind(
      context,
      'bool',
      `${context.random.pick(['any', 'all'])}(seen_${number}.append(item) or item in ${list(context)} for item in ${list(context)})`,
    ),
    bind(context, 'list', `[kept for item in ${list(context)} if (kept := item.strip()) and ${test(context)}]`),
    bind(context, 'int', `len(seen_${number}) >= 0 and 1`),
  ],
  (context, number) => [
    block(`def ended_${number}(given):`, [
      {
        clauses: [
          { head: 'try:', body: [block(`if ${test(context)}:`, [`return given + [os.environ["${context.random.pick(VARIABLES)}"]]`])] },
          { head: 'except KeyError:', body: ['return given'] },
          { head: 'finally:', body: [`given.append(${text(context)})`] },
        ],
      },
      'return given[:1]',
    ]),
    bind(context, 'list', `ended_${number}(list(${list(context)}))`),
  ],
  (context) => [
    bind(context, 'int', `["a", "b", "a", *${list(context)}].index("a", ${context.random.pick(['0', '1', '-1'])})`),
    bind(context, 'list', `sorted(${list(context)}, key=len, reverse=${context.random.pick(['True', 'False'])})`),
    bind(context, 'str', `"{:>5}|{!r}".format(${text(context)}, ${text(context)}) + "%-4s" % ${text(context)}`),
  ],
];
