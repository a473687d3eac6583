import { describe, expect, it } from 'vitest';
import type { EvaluatedSettings } from '../../server/src/evaluate/settings';
import type { RestItem, Value } from '../../server/src/evaluate/value';
import { evaluateText, type Files } from './libraries/evaluateText';

/** Evaluates settings whose process may have any variable. */
async function settings(text: string, more: Files = {}): Promise<EvaluatedSettings> {
  return evaluateText({ files: { 'settings.py': `import os\n${text}`, ...more }, open: true });
}

/** A name of the settings as people would write it: `True | False`, `['a', ?]`; `…` is any number of items nobody knows. */
async function value(text: string, name = 'V', more: Files = {}): Promise<string> {
  const { settings: found, raised } = await settings(text, more);
  const setting = found.get(name);
  if (!setting) return raised ? `raises ${raised.message}` : 'not set';
  return show(setting.value);
}

function show(one: Value | RestItem): string {
  switch (one.kind) {
    case 'none':
      return 'None';
    case 'bool':
      return one.value ? 'True' : 'False';
    case 'int':
    case 'float':
      return String(one.value);
    case 'str':
    case 'bytes':
    case 'path':
      return `'${one.value}'`;
    case 'list':
    case 'tuple':
    case 'set':
    case 'frozenset':
      return `[${one.items.map(show).join(', ')}]`;
    case 'dict':
      return `{${[...one.entries.map((entry) => `${show(entry.key)}: ${show(entry.value)}`), ...(one.rest ? ['…'] : [])].join(', ')}}`;
    case 'rest':
      return '…';
    case 'unknown':
      return '?';
    case 'unset':
      return 'unset';
    case 'opaque':
      return one.type;
    case 'choice':
      return one.options.map((option) => show(option.value)).join(' | ');
  }
}

/** A condition that nobody can decide. */
const IF = 'if os.environ.get("X"):';

describe('a condition that is not known', () => {
  it('leaves both values', async () => {
    expect(await value(`V = 1\n${IF}\n    V = 2`)).toBe('2 | 1');
  });

  it('says in words when each value holds, and which one a bare environment gives', async () => {
    const found = (await settings(`if "X" in os.environ:\n    V = 1\nelse:\n    V = 2`)).settings.get('V')?.value;
    expect(found?.kind === 'choice' && found.options.map(({ when, unset }) => ({ when, unset }))).toEqual([
      { when: 'X is set in the environment', unset: false },
      { when: 'X is not set in the environment', unset: true },
    ]);
  });

  it('leaves the name unset on the way that does not set it', async () => {
    expect(await value(`${IF}\n    V = 1`)).toBe('1 | unset');
  });

  it('is no condition where both ways agree', async () => {
    expect(await value(`${IF}\n    V = 1\nelse:\n    V = 1`)).toBe('1');
  });

  it('is decided once: the same test later agrees with it', async () => {
    expect(await value(`DEBUG = bool(os.environ.get("X"))\nA = 1 if not DEBUG else 2\nif not DEBUG:\n    V = A\nelse:\n    V = 9`)).toBe(
      '1 | 9',
    );
  });

  it('is decided once across functions', async () => {
    expect(
      await value(`def prod():\n    return "X" in os.environ\nA = 1\nif prod():\n    A = 2\nV = 0\nif prod() and A == 1:\n    V = 1`),
    ).toBe('0');
  });

  it('excludes other constants of what was compared', async () => {
    const text = 'E = os.environ.get("X", "dev")\nV = 0\nif E == "prod":\n    V = 1\n    if E == "test":\n        V = 2';
    expect(await value(text)).toBe('1 | 0');
  });

  it('keeps known items of a list beside those that are there only sometimes', async () => {
    expect(await value(`V = ["a"]\n${IF}\n    V.append("b")\nV += ["c"]`)).toBe("['a', 'b', 'c'] | ['a', 'c']");
  });

  it('ties the items of a list to the condition', async () => {
    expect(await value(`L = []\n${IF}\n    L.append("b")\n${IF}\n    V = "b" in L\nelse:\n    V = not L`)).toBe('True');
  });

  it('reaches through other names of the same object', async () => {
    expect(await value(`A = [1]\nV = A\n${IF}\n    A.append(2)`)).toBe('[1, 2] | [1]');
  });

  it('does not reach a copy', async () => {
    expect(await value(`A = [1]\nV = A[:]\n${IF}\n    A.append(2)`)).toBe('[1]');
  });

  it('guards the entries of a dict', async () => {
    expect(await value(`V = {"a": 1}\n${IF}\n    V["b"] = 2`)).toBe("{'a': 1, 'b': 2 | unset}");
  });
});

describe('an early return', () => {
  it('gives its value where its condition holds', async () => {
    expect(await value(`def f():\n    ${IF}\n        return 1\n    return 2\nV = f()`)).toBe('1 | 2');
  });

  it('leaves what it changed only on its own way', async () => {
    expect(await value(`V = []\ndef f():\n    ${IF}\n        V.append(1)\n        return\n    V.append(2)\nf()`)).toBe('[1] | [2]');
  });

  it('is not taken after a condition that cannot hold', async () => {
    expect(await value(`def f():\n    if False:\n        return 1\n    return 2\nV = f()`)).toBe('2');
  });
});

describe('try and except', () => {
  it('follows the handler of what surely raises', async () => {
    expect(await value('try:\n    V = {}["a"]\nexcept KeyError:\n    V = 1')).toBe('1');
  });

  it('follows both ways where a required variable may be missing', async () => {
    expect(await value('try:\n    V = os.environ["X"]\nexcept KeyError:\n    V = "none"')).toBe("? | 'none'");
  });

  it('does not run a handler for another exception', async () => {
    const { raised } = await settings('try:\n    int("x")\nexcept KeyError:\n    pass');
    expect(raised?.message).toContain('ValueError');
  });

  it('runs else after a body that went through, and finally always', async () => {
    expect(
      await value('V = []\ntry:\n    V.append(1)\nexcept KeyError:\n    V.append(2)\nelse:\n    V.append(3)\nfinally:\n    V.append(4)'),
    ).toBe('[1, 3, 4]');
  });

  it('follows both ways where a package may not be installed', async () => {
    expect(await value('try:\n    import package_of_others\n    V = True\nexcept ImportError:\n    V = False')).toBe('True | False');
  });

  it('does not take an unknown attribute of a library for a missing one', async () => {
    expect(await value('import shutil\nV = shutil.anything(1)')).toBe('?');
  });
});

describe('a loop over what nobody knows', () => {
  const LOOP = 'for x in os.environ.get("X", "").split(","):';

  it('leaves what it assigns unknown', async () => {
    expect(await value(`V = 1\nfor x in open("/elsewhere").readlines():\n    V = 2`)).toBe('? | 1');
  });

  it('leaves what it does not touch', async () => {
    expect(await value(`V = 1\n${LOOP}\n    W = x`)).toBe('1');
  });

  it('keeps the head of a list that only grows', async () => {
    expect(await value(`V = ["a"]\nfor x in open("/elsewhere").readlines():\n    V.append(x)`)).toContain("['a', …]");
  });

  it('leaves the entries of a dict that it sets unknown, not the others', async () => {
    expect(await value(`V = {"a": 1}\nfor x in open("/elsewhere").readlines():\n    V["b"] = x`)).toContain("'a': 1, …}");
  });
});

describe('a dict that takes in what nobody knows', () => {
  it('no longer knows the entries that came before', async () => {
    expect(await value('V = {"a": 1}\nV.update(os.environ)\nV["b"] = 2')).toBe("{'a': ?, 'b': 2, …}");
  });

  it('knows the entries that come after it in a display', async () => {
    expect(await value('import json\nV = {"a": 1, **json.load(open("/elsewhere")), "b": 2}')).toBe("{'a': ?, 'b': 2, …}");
  });

  it('loses nothing to known entries', async () => {
    expect(await value('V = {"a": 1, **{"a": 2, "c": 3}}')).toBe("{'a': 2, 'c': 3}");
  });
});

describe('iterators and views', () => {
  it('gives each item of an iterator once', async () => {
    expect(await value('it = iter([1, 2])\nV = [next(it), list(it), list(it)]')).toBe('[1, [2], []]');
  });

  it('makes the items of a generator when they are asked for', async () => {
    expect(await value('l = [1]\ng = (x for x in l)\nl.append(2)\nV = list(g)')).toBe('[1, 2]');
  });

  it('shows in a view what the dict holds now', async () => {
    expect(await value('d = {}\nk = d.keys()\nd["a"] = 1\nV = list(k)')).toBe("['a']");
  });

  it('does not know how far an iterator was read on one of two ways', async () => {
    expect(await value(`g = (x for x in [1, 2])\n${IF}\n    next(g)\nV = list(g)`)).toBe('[…]');
  });

  it('goes on in a list that the loop itself changes', async () => {
    expect(await value('V = [1, 2, 3]\nfor x in V:\n    if x < 3:\n        V.remove(x)')).toBe('[2, 3]');
  });

  it('does not raise for an item of a generator that is never reached', async () => {
    expect((await settings('V = next(int(x) for x in ["1", "a"])')).raised).toBeUndefined();
  });
});

describe('an evaluation that Python would not end, or not soon', () => {
  it.each([
    ['an endless loop', 'while True:\n    pass'],
    ['a loop whose end nobody knows', 'n = 0\nwhile os.environ.get("X") != str(n):\n    n += 1'],
    ['a recursion without end', 'def f(n):\n    return f(n + 1)\nf(0)'],
    ['a huge range', 'for i in range(10 ** 12):\n    pass'],
    ['a text that doubles', 's = "x"\nfor i in range(100):\n    s += s'],
    ['a list that doubles', 'l = [1]\nfor i in range(100):\n    l += l'],
    ['a power', 'n = 10 ** 10 ** 10'],
    ['many conditions', Array.from({ length: 40 }, (_, at) => `if os.environ.get("X${at}"):\n    W = ${at}`).join('\n')],
    ['an endless generator', 'def g():\n    n = 0\n    while True:\n        yield n\n        n += 1\nnext(g())'],
    ['a regular expression that backtracks', 'import re\nre.match(r"(a+)+$", "a" * 60 + "b")'],
  ])('%s ends in an answer', async (_what, text) => {
    const started = performance.now();
    const { settings: found } = await settings(`V = 1\n${text}\nW = 1`);
    expect(['1', '?']).toContain(found.get('V') ? show(found.get('V')?.value ?? { kind: 'none' }) : 'not set');
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  it('modules that import each other see what is there so far', async () => {
    const more = { 'a.py': 'A = 1\nfrom b import B\n', 'b.py': 'import a\nB = a.A + 1\n' };
    expect(await value('from a import B as V', 'V', more)).toBe('2');
  });

  it('a module that imports itself by star is evaluated once', async () => {
    expect(await value('from settings import *\nV = 1')).toBe('1');
  });
});

describe('what the interpreter does not know', () => {
  it.each([
    ['a built-in that is not evaluated', 'V = memoryview(b"x")'],
    ['a member of the standard library', 'import hashlib\nV = hashlib.sha256(b"x").hexdigest()'],
    ['an attribute of a number', 'V = (5).bit_length()'],
    ['an instance of a class from outside', 'from elsewhere import Base\nclass A(Base):\n    pass\nV = A().anything'],
    ['a class with a metaclass', 'class M(type): pass\nclass A(metaclass=M): pass\nV = A.anything'],
    ['a member of an enumeration from outside', 'from django.db.models import TextChoices\nclass A(TextChoices):\n    X = "x"\nV = A.X'],
    ['a format of bytes', 'V = b"%d" % 1'],
  ])('is unknown, and no failure: %s', async (_what, text) => {
    const { settings: found, raised } = await settings(text);
    expect(raised).toBeUndefined();
    expect(show(found.get('V')?.value ?? { kind: 'none' })).toBe('?');
  });

  it.each([
    ['a name that nothing binds', 'V = undefined_name', 'NameError'],
    ['an attribute that None has not', 'V = None.anything', 'AttributeError'],
    ['a key that a dict has not', 'V = {}["a"]', 'KeyError'],
    ['a sum of a text and a number', 'V = "a" + 1', 'TypeError'],
    ['a division by zero', 'V = 1 / 0', 'ZeroDivisionError'],
    ['a number that is none', 'V = int("x")', 'ValueError'],
    ['a number in the environment', 'os.environ["A"] = 1', 'TypeError'],
  ])('is a failure where Python surely raises: %s', async (_what, text, type) => {
    expect((await settings(text)).raised?.message).toContain(type);
  });
});
