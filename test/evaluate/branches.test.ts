import { describe, expect, it } from 'vitest';
import { isKnown, type Value } from '../../server/src/evaluate/value';
import { evaluateText, type Files } from './libraries/evaluateText';

/** What a name may be where the environment is not known, as plain data; `unset` and `?` for what nothing sets and nobody knows. */
async function mayBe(text: string, more: Files = {}): Promise<readonly unknown[]> {
  const found = await evaluateText({ files: { 'settings.py': `import os, contextlib, functools\n${text}`, ...more }, open: true });
  if (found.raised) return [`raises ${found.raised.message}`];
  const value = found.settings.get('V')?.value;
  return value === undefined ? ['unset'] : [...new Set(options(value).map(plain))].sort();
}

function options(value: Value): readonly Value[] {
  return value.kind === 'choice' ? value.options.flatMap((option) => options(option.value)) : [value];
}

function plain(value: Value): unknown {
  if (value.kind === 'unset') return 'unset';
  if (value.kind === 'list' && isKnown(value)) return value.items.map((item) => (item.kind === 'rest' ? '…' : plain(item))).join(' ');
  return 'value' in value && isKnown(value) ? value.value : '?';
}

const SET = '"A" in os.environ';

describe('what is bound only on some ways', () => {
  it('is an exception where it is read and not bound', async () => {
    const text = `if ${SET}:\n    X = "bound"\ntry:\n    V = X\nexcept NameError:\n    V = "caught"`;
    expect(await mayBe(text)).toEqual(['bound', 'caught']);
  });

  it('is an exception where an entry is read and not there', async () => {
    const text = `D = {}\nif ${SET}:\n    D["k"] = "there"\ntry:\n    V = D["k"]\nexcept KeyError:\n    V = "caught"`;
    expect(await mayBe(text)).toEqual(['caught', 'there']);
  });

  it('is an exception where an entry is deleted and not there', async () => {
    const text = `D = {"k": 1} if ${SET} else {}\ntry:\n    del D["k"]\n    V = "deleted"\nexcept LookupError:\n    V = "caught"`;
    expect(await mayBe(text)).toEqual(['caught', 'deleted']);
  });

  it('leaves the attribute of the class where an instance has none of its own', async () => {
    const text = `class C:\n    label = "class"\n    def __init__(self):\n        if ${SET}:\n            self.label = "own"\nV = C().label`;
    expect(await mayBe(text)).toEqual(['class', 'own']);
  });

  it('leaves the name that stood there where a star import brings none', async () => {
    const local = `import os\nif ${SET}:\n    V = "local"`;
    expect(await mayBe('V = "base"\nfrom local import *', { 'local.py': local })).toEqual(['base', 'local']);
  });

  it('gives the fallback of globals().get()', async () => {
    expect(await mayBe(`X = "there"\nif ${SET}:\n    del X\nV = globals().get("X", "gone")`)).toEqual(['gone', 'there']);
  });
});

describe('ways out', () => {
  it('all pass through finally', async () => {
    const text = `L = []\ndef f():\n    try:\n        if ${SET}:\n            return "early"\n    finally:\n        L.append("x")\n    return "late"\nf()\nV = L`;
    expect(await mayBe(text)).toEqual(['x']);
  });

  it('pass by a handler of another exception', async () => {
    const text = `V = "a"\ntry:\n    with contextlib.suppress(ValueError):\n        if ${SET}:\n            raise KeyError("k")\n        V = "b"\nexcept KeyError:\n    V = V + "!"`;
    expect(await mayBe(text)).toEqual(['a!', 'b']);
  });

  it('leave a loop over what nobody knows with what one of its later runs has found', async () => {
    const text = `def f():\n    seen = 0\n    for line in open("/elsewhere"):\n        if seen:\n            return "second"\n        seen = 1\n    return "none"\nV = f()`;
    expect(await mayBe(text)).toEqual(['none', 'second']);
  });
});

describe('conditions', () => {
  it('hold for the test of a case only where its pattern matches', async () => {
    const text = `match os.environ.get("A"):\n    case str() as got if got.isdigit():\n        pass\nV = "unset" if os.environ.get("A") is None else "given"`;
    expect(await mayBe(text)).toEqual(['given', 'unset']);
  });

  it('hold for an item of a comprehension only where its test holds', async () => {
    const text = `X = os.environ.get("A")\nL = [x.upper() for x in [X] if x is not None]\nV = "unset" if X is None else "given"`;
    expect(await mayBe(text)).toEqual(['given', 'unset']);
  });

  it('decide which list a changed name stands for', async () => {
    expect(await mayBe(`V = ["a"] if ${SET} else ["b"]\nV += ("c",)`)).toEqual(['a c', 'b c']);
  });

  it('under which a module was imported do not run it again', async () => {
    const text = `if ${SET}:\n    from base import L\n    L.append("y")\nfrom local import *`;
    expect(await mayBe(text, { 'base.py': 'L = ["x"]', 'local.py': 'from base import *\nV = L' })).toEqual(['x', 'x y']);
  });
});

describe('sets', () => {
  it('give their items in an order that nobody knows', async () => {
    const value = await mayBe('V = list({"a", "b"})');
    expect(value).toEqual(['?']);
  });

  it('are sorted all the same, but where items are equal in the sort', async () => {
    expect(await mayBe('V = sorted({"b", "a"})')).toEqual(['a b']);
    expect(await mayBe('V = sorted({"b", "a"}, key=len)')).toEqual(['?']);
  });

  it('hold one of what two ways add alike', async () => {
    expect(await mayBe(`S = {"a" for x in ["p", "q"] if ${SET}}\nV = sorted(S | {"a"})`)).toEqual(['a']);
  });
});

describe('functools.partial', () => {
  it('passes its keywords on', async () => {
    expect(await mayBe('V = functools.partial("{}{sep}".format, sep="-")("a")')).toEqual(['a-']);
  });
});
