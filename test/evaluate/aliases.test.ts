import { describe, expect, it } from 'vitest';
import { isKnown } from '../../server/src/evaluate/value';
import { evaluateText } from './libraries/evaluateText';

/** Whether V is wholly known after the text, in a process that may have any variable. */
async function known(text: string): Promise<boolean> {
  const { settings } = await evaluateText({ files: { 'settings.py': `import os, random\n${text}` }, open: true });
  const value = settings.get('V')?.value;
  return value !== undefined && isKnown(value);
}

describe('something unknown that is changed may be an object that we know', () => {
  it.each([
    ['an item under a key that is not known', 'V = {"a": {"x": 1}}\nV[os.environ["K"]]["x"] = 2'],
    ['an item at a place that is not known', 'V = [["a"]]\nV[int(os.environ["N"])].append("b")'],
    ['what get() gives', 'V = {"a": []}\nV.get(os.environ["K"], []).append(1)'],
    ['the default that get() may give', 'V = []\n{}.get(os.environ["K"]) or {"a": V}.get(os.environ["K"], V).append(1)'],
    ['an item chosen at random', 'V = [{"a": 1}]\nrandom.choice(V)["a"] = 2'],
    ['an item of a slice that is not known', 'V = [["a"], ["b"]]\nfirst, *rest = V[: int(os.environ["N"])]\nfirst.append(1)'],
    ['an object by another name', 'V = ["a"]\nD = {"a": V}\nfor key in os.environ["K"].split(","):\n    D[key].append(1)'],
    ['what a loop over something unknown left in a name', 'V = []\nx = None\nfor k in os.environ["K"].split(","):\n    x = V\nx.append(1)'],
    ['the value of a dict with more entries', 'V = {"x": 1}\nD = {"a": V}\nD.update(os.unknown)\nfor v in D.values():\n    v["x"] = 2'],
    ['an object inside one that a foreign function is given', 'import foreign\nV = {"x": 1}\nforeign.configure({"a": V})'],
    ['the first of a sort that is not known', 'V = [1]\nsorted([V, [2]], key=lambda x: os.environ["K"])[0].append(2)'],
    ['an object of which a method is called by its Python name', 'V = [1]\nV.__setitem__(0, 2)'],
  ])('%s', async (_title, text) => {
    expect(await known(text)).toBe(false);
  });

  it.each([
    ['a copy is something else', 'V = {"a": {"x": 1}}\nimport copy\ncopy.deepcopy(V)[os.environ["K"]]["x"] = 2'],
    ['what is only read stays known', 'V = {"a": {"x": "1"}}\nB = V[os.environ["K"]]["x"].lower().split(",")'],
    ['a text of it is no object', 'V = ["a"]\nB = os.environ["K"] + ",".join(V)\nB += "x"'],
  ])('but %s', async (_title, text) => {
    expect(await known(text)).toBe(true);
  });
});

describe('what is done for items that nobody knows', () => {
  it.each([
    ['by a comprehension', 'V = []\n[V.append(x) for x in os.environ["K"].split(",")]'],
    ['by map()', 'V = []\nlist(map(V.append, os.environ["K"].split(",")))'],
    ['under a condition of a comprehension', 'V = set()\nB = [V.add(x) for x in ["a"] if os.environ.get("K") == "x"]'],
    ['by a generator that is not read to its end', 'V = []\nB = any(V.append(x) or x for x in [0, 1, 2])'],
  ])('changes what it changes %s', async (_title, text) => {
    expect(await known(text)).toBe(false);
  });
});
