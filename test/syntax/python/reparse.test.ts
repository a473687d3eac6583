import { describe, expect, it } from 'vitest';
import { parsePython } from '../../../server/src/syntax/python/parse';
import { reparsePython, type SoundText } from '../../../server/src/syntax/python/reparse';
import type { PythonParser } from '../../../server/src/syntax/treeSitter';
import { dump } from '../../support/dumpPython';
import { python } from '../../support/python';

const parser = await python();

const SETTINGS = `"""Settings."""
import os
from .base import *  # noqa

A = 1; B = 2
HOSTS = [
    "a.example.com",
# not indented
"b.example.com",
]
if DEBUG:
    X = {"k": f"{A!r:>{B}}"}

    # still inside
else:
    @decorated
    def inner(a, *, b=1): return (a
      + b)
# between
@first
@second(1)
class Conf:
    """Multi
line."""
    Y = 'y' \\
        'z'
\tTAB = 1
try:
    from .local import *
except ImportError:
    pass
match A:
    case [1, *rest]:
        Z = rest
TEXT = """
not = code (
"""
print(A)
if not DEBUG:
    SECURE = True
é = "ü 😀"
LAST = lambda x: x or {1: 2, **B}
# the end`.replace('\tTAB = 1\n', '');

const sound = (text: string): SoundText => ({ text, tree: parsePython(parser, text) });
const base = sound(SETTINGS);

const INSERTED = [
  'x',
  ' ',
  '\n',
  '    ',
  '(',
  ')',
  '"',
  "'",
  '"""',
  '# ',
  ' \\\n',
  '=',
  ':',
  'else:\n    y = 1\n',
  '    z = 1\n',
  'Q = 1\n',
  '\n\n',
  '@d\n',
  ';',
  '\r\n',
  '\r',
  ', ',
  'if A:\n',
];

/** Edits all through the text, the same in every run: something deleted, something inserted, or both. */
function* edits(count: number): Generator<string> {
  let seed = 7;
  const next = (below: number) => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
    return (seed >>> 8) % below;
  };
  for (let round = 0; round < count; round++) {
    const at = next(SETTINGS.length + 1);
    const gone = next(3) === 0 ? next(12) : 0;
    const more = gone === 0 || next(2) === 0 ? (INSERTED[next(INSERTED.length)] ?? '') : '';
    yield SETTINGS.slice(0, at) + more + SETTINGS.slice(at + gone);
  }
}

it('the text to start from has no fault', () => {
  expect(base.tree.errors).toEqual([]);
});

it('a text without a fault gives the same tree as when it is read whole', () => {
  let compared = 0;
  for (const text of edits(3_000)) {
    const whole = parsePython(parser, text);
    const part = reparsePython(parser, text, base);
    if (whole.errors.length === 0) {
      expect(part, text).toEqual(whole);
      compared++;
    } else {
      expect(part.errors.length, text).toBeGreaterThan(0);
    }
  }
  expect(compared).toBeGreaterThan(500);
});

describe('an edit in a long file', () => {
  const many = Array.from({ length: 200 }, (_, at) => `NAME_${at} = ["value", ${at}]\n`).join('');
  const long = sound(many);
  const edited = (from: string, to: string) => many.replace(from, to);

  /** The texts that reach the parser. */
  function read(text: string) {
    const asked: string[] = [];
    const recording: PythonParser = {
      parse(given) {
        asked.push(given);
        return parser.parse(given);
      },
    };
    return { tree: reparsePython(recording, text, long), asked };
  }

  it('reads the statement and its neighbours, and nothing else', () => {
    const text = edited('NAME_100 = ["value", 100]', 'NAME_100 = ["other value", 100]');
    const { tree, asked } = read(text);
    expect(asked).toEqual(['NAME_99 = ["value", 99]\nNAME_100 = ["other value", 100]\nNAME_101 = ["value", 101]\n']);
    expect(tree).toEqual(parsePython(parser, text));
  });

  it('keeps the statements above as they are, and moves those below', () => {
    const { tree } = read(edited('NAME_100', 'LONGER_NAME_100'));
    expect(tree.body[50]).toBe(long.tree.body[50]);
    expect(tree.body[150]?.span.start).toBe((long.tree.body[150]?.span.start ?? 0) + 'LONGER_'.length);
  });

  it('half a statement is one fault, and spares the rest', () => {
    const text = edited('NAME_100 = ["value", 100]', 'NAME_100 = ["value", ');
    const { tree } = read(text);
    const whole = parsePython(parser, text);
    expect(tree.errors).toHaveLength(1);
    expect(dump(tree)).toBe(dump(whole));
  });

  it('a quote left open far above what it swallows is read whole, as what follows cannot be told from the edit', () => {
    const text = `${many}CALL()\n`.replace('NAME_198 = ["value", 198]', 'NAME_198 = (');
    expect(reparsePython(parser, text, sound(`${many}CALL()\n`)).errors.length).toBeGreaterThan(0);
  });

  it('an edit of most of the file reads it whole', () => {
    const text = many.replaceAll('value', 'worth');
    expect(read(text).asked).toEqual([text]);
  });

  it('without an earlier text it is read whole', () => {
    expect(reparsePython(parser, many, undefined)).toEqual(long.tree);
  });
});
