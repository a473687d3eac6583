import { describe, expect, it } from 'vitest';
import { insertItem, moveItem, removeItem, replaceItem } from '../../../server/src/rules/edit';
import { edited } from './support';

/** A condition that the files do not settle. */
const ASKED = 'import os\nX = os.environ.get("X")\n';

/** Moves "c" directly after "a" in LIST. */
const move = (text: string) => edited(text, (scope) => moveItem(scope, 'LIST', 'c', { after: 'a' }));

describe('moving an item within a list of several lines', () => {
  it('takes the line along', async () => {
    expect(await move('LIST = [\n    "a",\n    "b",\n    "c",\n    "d",\n]\n')).toBe(
      'LIST = [\n    "a",\n    "c",\n    "b",\n    "d",\n]\n',
    );
  });
  it('takes the comment at the end of the line along', async () => {
    expect(await move('LIST = [\n    "a",  # one\n    "b",  # two\n    "c",  # three\n]\n')).toBe(
      'LIST = [\n    "a",  # one\n    "c",  # three\n    "b",  # two\n]\n',
    );
  });
  it('takes the comments directly above along', async () => {
    expect(await move('LIST = [\n    "a",\n    # b\n    "b",\n    # c 1\n    # c 2\n    "c",\n]\n')).toBe(
      'LIST = [\n    "a",\n    # c 1\n    # c 2\n    "c",\n    # b\n    "b",\n]\n',
    );
  });
  it('leaves a comment that a blank line parts from the item, and the blank line', async () => {
    expect(await move('LIST = [\n    "a",\n    "b",\n    # group\n\n    "c",\n    "d",\n]\n')).toBe(
      'LIST = [\n    "a",\n    "c",\n    "b",\n    # group\n\n    "d",\n]\n',
    );
  });
  it('leaves a comment beside the opening bracket and one above the closing bracket', async () => {
    expect(await move('LIST = [  # open\n    "a",\n    "b",\n    "c",\n    # close\n]\n')).toBe(
      'LIST = [  # open\n    "a",\n    "c",\n    "b",\n    # close\n]\n',
    );
  });
  it('keeps a last line without comma as it is', async () => {
    expect(await move("LIST = [\n  'a',\n  'b',\n  'c'\n]\n")).toBe("LIST = [\n  'a',\n  'c',\n  'b'\n]\n");
  });
  it('adds the comma before the comment of what was last', async () => {
    expect(await move('LIST = [\n    "a",\n    "b",\n    "c"  # three\n]\n')).toBe('LIST = [\n    "a",\n    "c",  # three\n    "b"\n]\n');
  });
  it('keeps Windows line ends', async () => {
    expect(await move('LIST = [\r\n    "a",\r\n    "b",\r\n    "c",\r\n]\r\n')).toBe(
      'LIST = [\r\n    "a",\r\n    "c",\r\n    "b",\r\n]\r\n',
    );
  });
  it('keeps tabs', async () => {
    expect(await move('LIST = [\n\t"a",\n\t"b",\n\t"c",\n]\n')).toBe('LIST = [\n\t"a",\n\t"c",\n\t"b",\n]\n');
  });
  it('moves the first item down', async () => {
    expect(await move('LIST = [\n    "c",  # three\n    "a",\n    "b",\n]\n')).toBe('LIST = [\n    "a",\n    "c",  # three\n    "b",\n]\n');
  });
  it('moves an item to the end', async () => {
    expect(await move('LIST = [\n    "c",\n    "b",\n    "a",\n]\n')).toBe('LIST = [\n    "b",\n    "a",\n    "c",\n]\n');
  });
  it('moves a text that is written in two parts', async () => {
    expect(
      await edited('LIST = [\n    "a",\n    "b",\n    "c."\n    "d",\n]\n', (scope) => moveItem(scope, 'LIST', 'c.d', { after: 'a' })),
    ).toBe('LIST = [\n    "a",\n    "c."\n    "d",\n    "b",\n]\n');
  });
  it('moves before an item', async () => {
    expect(
      await edited('LIST = [\n    # first\n    "a",\n    "b",\n    "c",\n]\n', (scope) => moveItem(scope, 'LIST', 'c', { before: 'a' })),
    ).toBe('LIST = [\n    "c",\n    # first\n    "a",\n    "b",\n]\n');
  });
  it('moves to the start and to the end', async () => {
    const text = 'LIST = [\n    "a",\n    "b",\n    "c",\n]\n';
    expect(await edited(text, (scope) => moveItem(scope, 'LIST', 'c', 'start'))).toBe('LIST = [\n    "c",\n    "a",\n    "b",\n]\n');
    expect(await edited(text, (scope) => moveItem(scope, 'LIST', 'a', 'end'))).toBe('LIST = [\n    "b",\n    "c",\n    "a",\n]\n');
  });
  it('gives no edit where the item is there already', async () => {
    expect(await move('LIST = [\n    "a",\n    "c",\n]\n')).toBeUndefined();
  });
});

describe('moving an item within one line', () => {
  it('moves in a list', async () => {
    expect(await move('LIST = ["a", "b", "c", "d"]\n')).toBe('LIST = ["a", "c", "b", "d"]\n');
  });
  it('moves in a tuple', async () => {
    expect(await move("LIST = ('a', 'b', 'c')\n")).toBe("LIST = ('a', 'c', 'b')\n");
  });
  it('keeps a comma at the end', async () => {
    expect(await move("LIST = ('a', 'b', 'c',)\n")).toBe("LIST = ('a', 'c', 'b',)\n");
  });
  it('keeps a comment behind the bracket', async () => {
    expect(await move('LIST = ["c", "a", "b"]  # all of them\n')).toBe('LIST = ["a", "c", "b"]  # all of them\n');
  });
  it('moves where the first item stands beside the bracket', async () => {
    expect(await move('LIST = ["a",\n        "b",\n        "c"]\n')).toBe('LIST = ["a",\n        "c",\n        "b"]\n');
  });
  it('gives no edit where a comment would swallow the bracket', async () => {
    expect(
      await edited('LIST = ["a",  # one\n        "b", "c"]\n', (scope) => moveItem(scope, 'LIST', 'a', { after: 'c' })),
    ).toBeUndefined();
  });
  it('gives no edit for a tuple without parentheses', async () => {
    expect(await move('LIST = "a", "b", "c"\n')).toBeUndefined();
  });
});

describe('moving an item that comes from another statement', () => {
  it('out of a += of the same file, which goes when it is empty', async () => {
    expect(await move('LIST = [\n    "a",\n    "b",\n]\nDEBUG = False\nLIST += ["c"]  # last\nX = 1\n')).toBe(
      'LIST = [\n    "a",\n    "c",\n    "b",\n]\nDEBUG = False\nX = 1\n',
    );
  });
  it('out of a += that keeps its other items', async () => {
    expect(await move('LIST = ["a", "b"]\nLIST += [\n    "c",\n    "d",\n]\n')).toBe('LIST = ["a", "c", "b"]\nLIST += [\n    "d",\n]\n');
  });
  it('between the parts of a concatenation', async () => {
    expect(await move('LIST = ["a", "b"] + ["c", "d"]\n')).toBe('LIST = ["a", "c", "b"] + ["d"]\n');
  });
  it('from a += into the list of another file by an insert', async () => {
    const files = { 'base.py': 'LIST = ["a", "b"]\n', 'prod.py': "from base import *\n\nLIST += ['c']\n" };
    expect(await edited({ files, file: 'prod.py' }, (scope) => moveItem(scope, 'LIST', 'c', { after: 'a' }))).toEqual({
      'prod.py': "from base import *\n\nLIST.insert(LIST.index('a') + 1, 'c')\n",
    });
  });
  it('does not touch a += under a condition', async () => {
    expect(await move(`${ASKED}LIST = ["a", "b"]\nif X:\n    LIST += ["c", "d"]\n`)).toBeUndefined();
  });
  it('corrects the index of the last insert', async () => {
    expect(await move('LIST = ["a", "b"]\nLIST.insert(0, "c")\n')).toBe('LIST = ["a", "b"]\nLIST.insert(1, "c")\n');
  });
  it('looks the anchor up where later statements change the list', async () => {
    expect(await move('LIST = ["a", "b"]\nLIST.insert(0, "c")\nLIST.insert(0, "d")\n')).toBe(
      'LIST = ["a", "b"]\nLIST.insert(LIST.index("a") + 1, "c")\nLIST.insert(0, "d")\n',
    );
  });
  it('makes an insert of an append', async () => {
    expect(await move("LIST = ['a', 'b']\nLIST.append('c')\n")).toBe("LIST = ['a', 'b']\nLIST.insert(LIST.index('a') + 1, 'c')\n");
  });
  it('gives no edit where the anchor comes only later', async () => {
    expect(await move('LIST = ["b"]\nLIST.append("c")\nLIST += ["a"]\n')).toBeUndefined();
  });
  it('gives no edit where the text is written elsewhere', async () => {
    expect(await move('C = "c"\nLIST = ["a", "b", C]\n')).toBeUndefined();
  });
});

describe('inserting an item', () => {
  const insert = (text: string, place: Parameters<typeof insertItem>[3]) => edited(text, (scope) => insertItem(scope, 'LIST', 'x', place));

  it('on a line of its own, in the quotes of its neighbours', async () => {
    expect(await insert("A = \"\"\nLIST = [\n    'a',\n    'b',\n]\n", { after: 'a' })).toBe(
      "A = \"\"\nLIST = [\n    'a',\n    'x',\n    'b',\n]\n",
    );
  });
  it('at the start, above the comment of the first', async () => {
    expect(await insert('LIST = [\n    # one\n    "a",\n]\n', 'start')).toBe('LIST = [\n    "x",\n    # one\n    "a",\n]\n');
  });
  it('at the end of one line', async () => {
    expect(await insert('LIST = ["a"]\n', 'end')).toBe('LIST = ["a", "x"]\n');
  });
  it('into an empty list', async () => {
    expect(await insert('LIST = []\n', 'end')).toBe('LIST = ["x"]\n');
    expect(await insert('LIST = [\n]\n', 'end')).toBe('LIST = [\n    "x",\n]\n');
  });
  it('into an empty tuple, with the comma that makes it one', async () => {
    expect(await insert('LIST = ()\n', 'end')).toBe('LIST = ("x",)\n');
  });
  it('into a tuple of one', async () => {
    expect(await insert('LIST = ("a",)\n', 'end')).toBe('LIST = ("a", "x",)\n');
  });
  it('gives no edit where the anchor is not there', async () => {
    expect(await insert('LIST = ["a"]\n', { after: 'z' })).toBeUndefined();
  });
  it('gives no edit for a name that nothing sets', async () => {
    expect(await insert('OTHER = ["a"]\n', 'end')).toBeUndefined();
  });
});

describe('removing an item', () => {
  const remove = (text: string, occurrence?: number) => edited(text, (scope) => removeItem(scope, 'LIST', 'x', occurrence));

  it('takes its line and its comments', async () => {
    expect(await remove('LIST = [\n    "a",\n    # why\n    "x",  # gone\n    "b",\n]\n')).toBe('LIST = [\n    "a",\n    "b",\n]\n');
  });
  it('from the start, the middle and the end of one line', async () => {
    expect(await remove('LIST = ["x", "b"]\n')).toBe('LIST = ["b"]\n');
    expect(await remove('LIST = ["a", "x", "b"]\n')).toBe('LIST = ["a", "b"]\n');
    expect(await remove('LIST = ["a", "x"]\n')).toBe('LIST = ["a"]\n');
  });
  it('keeps the comma of a tuple of one', async () => {
    expect(await remove("LIST = ('a', 'x')\n")).toBe("LIST = ('a',)\n");
  });
  it('empties the list', async () => {
    expect(await remove('LIST = ["x"]\n')).toBe('LIST = []\n');
    expect(await remove('LIST = ("x",)\n')).toBe('LIST = ()\n');
  });
  it('takes an append away', async () => {
    expect(await remove('LIST = ["a"]\nLIST.append("x")\nA = 1\n')).toBe('LIST = ["a"]\nA = 1\n');
  });
  it('takes the second of two', async () => {
    expect(await remove('LIST = ["x", "a", "x"]\n', 1)).toBe('LIST = ["x", "a"]\n');
  });
  it('gives no edit where it is not clear which one is meant', async () => {
    expect(await remove('LIST = ["x", "a", "x"]\n')).toBeUndefined();
  });
  it('leaves an empty list where the statement is alone in its block', async () => {
    expect(await remove(`${ASKED}LIST = ["a"]\nif X:\n    LIST += ["x"]\n`)).toBe(`${ASKED}LIST = ["a"]\nif X:\n    LIST += []\n`);
  });
});

describe('replacing the text of an item', () => {
  const replace = (text: string, to: string) => edited(text, (scope) => replaceItem(scope, 'LIST', 'x', to));

  it('keeps the quotes', async () => {
    expect(await replace("LIST = [\n    'x',  # here\n]\n", 'y')).toBe("LIST = [\n    'y',  # here\n]\n");
  });
  it('does it in an append too', async () => {
    expect(await replace('LIST = []\nLIST.append("x")\n', 'y')).toBe('LIST = []\nLIST.append("y")\n');
  });
  it('gives no edit for a text that needs an escape, or in two parts', async () => {
    expect(await replace('LIST = ["x"]\n', 'y"')).toBeUndefined();
    expect(await edited('LIST = ["x" "y"]\n', (scope) => replaceItem(scope, 'LIST', 'xy', 'z'))).toBeUndefined();
  });
});
