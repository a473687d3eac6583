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
    [
      'what a comprehension takes for each of them',
      'V = {}\nD = {"a": V}\nfor v in [D[k] for k in os.environ["K"].split(",")]:\n    v["x"] = 2',
    ],
    ['what map() gives for each of them', 'V = {}\nD = {"a": V}\nfor v in map(D.get, os.environ["K"].split(",")):\n    v["x"] = 2'],
    ['what stands under keys that are not known', 'V = {}\nD = {k: V for k in os.environ["K"].split(",")}\nfor k in D:\n    D[k]["x"] = 2'],
    ['what a foreign function gives in a tuple', 'import foreign\nV = {}\nT = foreign.pair(V)\nV["x"] = 1\na, *b = T\nb[0]["x"] = 2'],
    ['what it puts into another object', 'import foreign\nV = {}\nA = []\nforeign.put(A, V)\nV["x"] = 3\nA[0]["x"] = 2'],
    ['what is put into one of several dicts', 'V = {"x": 1}\nD = {"a": {}}\nD[os.environ["K"]]["y"] = V\nD["a"]["y"]["x"] = 2'],
    ['what is appended to one of several lists', 'V = {"x": 1}\nD = {"a": []}\nD[os.environ["K"]] += [V]\nD["a"][0]["x"] = 2'],
    ['what is inserted somewhere', 'V = {"x": 1}\nL = []\nL.insert(int(os.environ["N"]), V)\nL[0]["x"] = 2'],
    [
      'what one of several objects gets',
      'class C:\n    one = None\nV = {"x": 1}\nD = {"a": C()}\nD[os.environ["K"]].one = V\nD["a"].one["x"] = 2',
    ],
    [
      'what a list that is made on demand gets',
      'from collections import defaultdict\nV = {"x": 1}\nD = defaultdict(list)\nD[os.environ["K"]].append(V)\nD["a"][0]["x"] = 2',
    ],
    ['what a generator changes that a foreign function is given', 'import foreign\nV = []\nforeign.run(V.append(k) for k in [1])'],
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

describe('what an unknown value may be', () => {
  it('is joined without being copied', async () => {
    const changes = Array.from({ length: 60 }, (_, at) => `if os.environ.get("A${at}"):\n    D[os.environ["K${at}"]] = {}\n`);
    expect(await known(`V = {"x": 1}\nD = {"a": V}\n${changes.join('')}D["b"]["x"] = 2`)).toBe(false);
  });
});
