import { describe, expect, it } from 'vitest';
import type { RestItem, Value } from '../../server/src/evaluate/value';
import { evaluateText } from './libraries/evaluateText';

/** V after the text as JSON would have it, in a process without variables; `?` for what is not known. */
async function value(text: string): Promise<unknown> {
  const { settings, raised } = await evaluateText({ files: { 'settings.py': `import os\n${text}` } });
  const found = settings.get('V')?.value;
  return raised ? `raises ${raised.message}` : found && plain(found);
}

function plain(one: Value | RestItem): unknown {
  switch (one.kind) {
    case 'none':
      return null;
    case 'int':
      return Number(one.value);
    case 'bool':
    case 'float':
    case 'str':
    case 'path':
      return one.value;
    case 'list':
    case 'tuple':
    case 'set':
    case 'frozenset':
      return one.items.map(plain);
    case 'dict':
      return Object.fromEntries(one.entries.map(({ key, value }) => [String(plain(key)), plain(value)]));
    default:
      return '?';
  }
}

describe('collections', () => {
  it.each([
    ['OrderedDict moves', 'from collections import OrderedDict\nd = OrderedDict(a=1, b=2)\nd.move_to_end("a")\nV = list(d)', ['b', 'a']],
    [
      'defaultdict makes what is missing',
      'from collections import defaultdict\nd = defaultdict(list)\nd["a"].append(1)\nV = d',
      { a: [1] },
    ],
    ['Counter counts', 'from collections import Counter\nc = Counter("hello")\nV = [c["l"], c["x"], c.most_common(1)]', [2, 0, [['l', 2]]]],
    [
      'ChainMap looks in turn, and sets the first',
      'from collections import ChainMap\na = {}\nc = ChainMap(a, {"x": 1})\nc["y"] = 2\nV = [c["x"], a]',
      [1, { y: 2 }],
    ],
    [
      'namedtuple has names',
      'from collections import namedtuple\nP = namedtuple("P", "a b", defaults=[2])\np = P(1)._replace(a=5)\nV = [p.a, p[1], *p, f"{p.b}"]',
      [5, 2, 5, 2, '2'],
    ],
    [
      'NamedTuple has methods',
      'from typing import NamedTuple\nclass L(NamedTuple):\n    a: int\n    b: int = 3\n    @property\n    def sum(self):\n        return self.a + self.b\nV = L(1).sum',
      4,
    ],
    [
      'a data class is replaced',
      'from dataclasses import dataclass, replace\n@dataclass\nclass D:\n    a: int\n    b: int = 1\nV = replace(D(1), b=5).b',
      5,
    ],
  ])('%s', async (_title, text, expected) => {
    expect(await value(text)).toEqual(expected);
  });
});

describe('functions that remember', () => {
  it.each([
    [
      'lru_cache gives the same object',
      'from functools import lru_cache\n@lru_cache\ndef f():\n    return []\nf().append(1)\nV = f()',
      [1],
    ],
    [
      'cached_property too',
      'from functools import cached_property\nclass C:\n    @cached_property\n    def p(self):\n        return []\nc = C()\nc.p.append(1)\nV = [c.p, C().p]',
      [[1], []],
    ],
    [
      'wraps gives the name',
      'from functools import wraps\ndef d(f):\n    @wraps(f)\n    def g():\n        return 1\n    return g\n@d\ndef named():\n    pass\nV = named.__name__',
      'named',
    ],
    ['deepcopy keeps what is one object one', 'import copy\na = []\nb = copy.deepcopy([a, a])\nb[0].append(1)\nV = b', [[1], [1]]],
  ])('%s', async (_title, text, expected) => {
    expect(await value(text)).toEqual(expected);
  });
});

describe('blocks', () => {
  const manager =
    'class M:\n    def __enter__(self):\n        return self\n    def __exit__(self, kind, value, tb):\n        log.append(kind is None)\n        return True\nlog = []\n';

  it.each([
    ['__exit__ is called', `${manager}with M():\n    pass\nV = log`, [true]],
    ['__exit__ swallows an exception', `${manager}with M():\n    os.environ["ABSENT"]\n    log.append("never")\nV = log`, [false]],
    ['__exit__ is called on the way out of a function', `${manager}def f():\n    with M():\n        return 1\nV = [f(), log]`, [1, [true]]],
    [
      'break in the else of a loop ends the one around',
      'V = []\nfor a in [1, 2]:\n    for b in []:\n        pass\n    else:\n        break\n    V.append(a)',
      [],
    ],
    [
      'what the program gives an exception is what it has',
      'try:\n    raise ValueError("told")\nexcept ValueError as e:\n    V = [str(e), e.args[0]]',
      ['told', 'told'],
    ],
    ['an assertion has its message', 'try:\n    assert False, "why"\nexcept AssertionError as e:\n    V = e.args[0]', 'why'],
    ['Python words other exceptions', 'try:\n    int("x")\nexcept ValueError as e:\n    V = e.args', '?'],
    [
      'an enumeration refuses other values',
      'from enum import Enum\nclass T(Enum):\n    A = "a"\ntry:\n    V = T("b").value\nexcept ValueError:\n    V = "refused"',
      'refused',
    ],
  ])('%s', async (_title, text, expected) => {
    expect(await value(text)).toEqual(expected);
  });
});

describe('order', () => {
  it('of equal ones stays in a sort backwards', async () => {
    expect(await value('V = sorted(["a", "A", "b"], key=str.lower, reverse=True)')).toEqual(['b', 'a', 'A']);
  });

  it('of index() begins where it is told to', async () => {
    expect(await value('V = [["a", "b", "a"].index("a", 1), ["a", "a"].index("a", -1)]')).toEqual([2, 1]);
  });

  it('of keys that two ways put in otherwise is not known', async () => {
    const text =
      'import os\nif os.environ.get("X"):\n    d = {"a": 1, "b": 2}\nelse:\n    d = {}\n    d["b"] = 2\n    d["a"] = 1\nd = dict(d)\nE = {}\nif os.environ.get("X"):\n    E["a"] = 1\nE["b"] = 2\nE["a"] = 3\nV = [k for k in E]\nS = sorted(E)\n';
    const { settings } = await evaluateText({ files: { 'settings.py': text }, open: true });
    const items = settings.get('V')?.value;
    expect(items?.kind === 'list' && items.items[0]?.kind).toBe('rest');
    expect(settings.get('S')?.value).toMatchObject({ items: [{ value: 'a' }, { value: 'b' }] });
  });

  it('of classes ends with object', async () => {
    expect(await value('class A:\n    pass\nV = [c.__name__ for c in A.__mro__]')).toEqual(['A', 'object']);
  });

  it('of zip() ends with the shortest', async () => {
    expect(await value('import itertools\nV = list(zip("ab", itertools.count(5)))')).toEqual([
      ['a', 5],
      ['b', 6],
    ]);
  });
});

describe('the process environment as a dict', () => {
  it('is merged into others', async () => {
    const { settings } = await evaluateText({
      files: { 'settings.py': 'import os\nV = {**{"A": "file", "B": "file"}, **os.environ}["A"]\n' },
      environment: { A: 'process' },
    });
    expect(settings.get('V')?.value).toMatchObject({ kind: 'str', value: 'process' });
  });
});

/** Whether V may be something else than this, in a process that may have any variable. */
async function varies(text: string, one: unknown): Promise<boolean> {
  const { settings } = await evaluateText({ files: { 'settings.py': `import os\n${text}` }, open: true });
  const found = settings.get('V')?.value;
  return found !== undefined && JSON.stringify(plain(found)) !== JSON.stringify(one);
}

describe('a way that left early is not the way that went on', () => {
  const OWN = 'class C:\n    items = []\n    def run(self):\n';
  const USE = 'one = C()\none.run()\none.items.append(1)\nV = C.items';

  it.each([
    [
      'out of a try',
      `${OWN}        try:\n            if os.environ.get("A"):\n                return\n        except ValueError:\n            pass\n`,
    ],
    ['out of a loop', `${OWN}        for x in os.environ["K"].split(","):\n            if x == "q":\n                return\n`],
    [
      'out of a comprehension',
      `def check(x):\n    if x == "q":\n        raise ValueError\n${OWN}        try:\n            [x for x in os.environ["K"].split(",") if check(x)]\n        except ValueError:\n            return\n`,
    ],
  ])('%s', async (_title, text) => {
    expect(await varies(`${text}        self.items = []\n${USE}`, [])).toBe(true);
  });

  it('and the test of a case that does not match does nothing', async () => {
    expect(await varies('V = []\nmatch os.environ.get("A"):\n    case "a" if V.append(1):\n        pass', [1])).toBe(true);
  });

  it('and the test of a case may fail where it matches', async () => {
    const text = 'V = 0\ntry:\n    match os.environ.get("A"):\n        case "a" if {}["x"]:\n            pass\nexcept KeyError:\n    V = 1';
    expect(await varies(text, 0)).toBe(true);
  });

  it('and a loop that leaves in many ways ends', async () => {
    const text =
      'def urls(text):\n    while True:\n        at = text.find("http", 1)\n        if at < 0:\n            yield text\n            return\n        yield text[:at]\n        text = text[at:]\nV = list(urls(os.environ["A"]))';
    expect(await varies(text, [])).toBe(true);
  });
});

describe('an argument that is given only sometimes', () => {
  const GIVEN = 'D = {}\nif os.environ.get("A"):\n    D["z"] = "a"\n';

  it('leaves the default where it is not given', async () => {
    expect(await value(`${GIVEN}def f(z="d"):\n    return z\nV = f(**D)`)).toBe('d');
    expect(await varies(`${GIVEN}def f(z="d"):\n    return z\nV = f(**D)`, 'd')).toBe(true);
  });

  it('may be missing', async () => {
    const text = `${GIVEN}def f(z):\n    return z\ntry:\n    V = f(**D)\nexcept TypeError:\n    V = "T"`;
    expect(await value(text)).toBe('T');
    expect(await varies(text, 'T')).toBe(true);
  });

  it('is not given twice', async () => {
    const text = `${GIVEN}V = {}\ntry:\n    V.update(z="", **D)\nexcept TypeError:\n    V = "T"`;
    expect(await value(text)).toEqual({ z: '' });
    expect(await varies(text, { z: '' })).toBe(true);
  });
});

describe('what Python refuses', () => {
  const refused = (expression: string) => value(`try:\n    ${expression}\n    V = 0\nexcept Exception:\n    V = 1`);

  it.each(['0[:2]', '{1}[0]', 'None["a"]', '"%s %s" % ("a",)', '"%(a)s" % {}', '"{a}".format(b=1)'])('%s', async (expression) => {
    expect(await refused(expression)).toBe(1);
  });

  it.each(['{}[:2]', 'f"{\'f\':03d}"', '"{:03d}".format("f")', 'format("f", "03d")'])('%s, as far as we know', async (expression) => {
    expect(await refused(expression)).not.toBe(0);
  });
});

describe('what is in a container', () => {
  it('is a list where a starred name takes what nobody knows', async () => {
    const text = 'import foreign\nfirst, *V = foreign.names()\nV += ("a",)';
    const { settings } = await evaluateText({ files: { 'settings.py': text } });
    expect(settings.get('V')?.value.kind).toBe('list');
  });

  it('is taken from each iterator by itself', async () => {
    expect(await value('first, *V = iter([1, 2]) if os.environ.get("A") else iter([3, 4])')).toEqual([4]);
  });

  it('goes from a set under all its names', async () => {
    expect(await value('a = os.environ.get("A")\nV = {a, a}\nV.discard(a)')).toEqual([]);
    expect(await varies('a = os.environ.get("A")\nV = {a, a}\nV.discard(a)', ['?'])).toBe(true);
  });

  it('is perhaps not there where only one way has it and the other may', async () => {
    const text =
      'D = {os.environ.get("K", "q"): ""}\nif os.environ.get("A"):\n    D["x"] = 1\ntry:\n    del D["x"]\n    V = 0\nexcept KeyError:\n    V = 1';
    expect(await varies(text, 0)).toBe(true);
  });
});
