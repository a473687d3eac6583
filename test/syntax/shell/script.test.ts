import { describe, expect, it } from 'vitest';
import { readScript } from '../../../server/src/syntax/shell/script';
import { readWord, type WordPart } from '../../../server/src/syntax/shell/word';

/** A word with what is put in marked: `a«B:-c»d`, `‹computed›`. */
function dump(parts: readonly WordPart[]): string {
  return parts
    .map((part) => {
      if (part.kind === 'text') return part.text;
      return part.kind === 'computed' ? '‹computed›' : `«${part.name}${part.operator ?? ''}${dump(part.word)}»`;
    })
    .join('');
}

/** Commands, one per line; `?` stands before one that may not run, `&` before one that stands behind `&&`. */
function commands(text: string): readonly string[] {
  return readScript(text).map(({ assignments, words, conditional, guarded }) => {
    const given = assignments.map(({ name, value }) => `${name}=${dump(value.parts)}`);
    return [...(conditional ? ['?'] : []), ...(guarded ? ['&'] : []), ...given, ...words.map((word) => dump(word.parts))].join(' ');
  });
}

describe('a word', () => {
  const shell = (text: string) => dump(readWord(text, 'shell').parts);

  it.each([
    ['a"b c"\'d $e\'', 'ab cd $e'],
    ['"a\\"b\\$c\\d"', 'a"b$c\\d'],
    ['a\\ b\\$c', 'a b$c'],
    [`$A\${B}\${C:-d\${E}}`, '«A»«B»«C:-d«E»»'],
    ['"$A b"', '«A» b'],
    ['$(date)`id`$1$$x', '‹computed›‹computed›‹computed›‹computed›x'],
    [`\${A%.*}`, '‹computed›'],
    ['a\\\nb', 'ab'],
    ['"open', 'open'],
    ["'open", 'open'],
    [`\${open`, '‹computed›'],
    ['100$', '100$'],
    ['"100$"', '100$'],
    [`"\${A:-it's}"`, "«A:-it's»"],
    [`"\${A:-a\\}b}"`, '«A:-a}b»'],
    ['$(echo ")" \')\' # )\n)x', '‹computed›x'],
    [`\${A%\${B}}x`, '‹computed›x'],
    ["$'a'", '‹computed›a'],
  ])('of the shell: %s', (text, expected) => {
    expect(shell(text)).toBe(expected);
  });

  it.each([
    ["a'b", 'unclosed'],
    ['a"b', 'unclosed'],
    ['a`b', 'unclosed'],
    ['$(a "b', 'intricate'],
    [`\${a`, 'intricate'],
    [`\${A:-"x"}`, 'intricate'],
    ['$\\\nA', 'intricate'],
    [`a"b"'c'$(d)\${e:-f}`, undefined],
  ])('of the shell may have a fault: %s', (text, kind) => {
    expect(readWord(text, 'shell').fault?.kind).toBe(kind);
  });

  it('tells what stands in quotes', () => {
    const quoted = (text: string) => readWord(text, 'shell').parts.map((part) => part.kind !== 'computed' && part.quoted);
    expect(quoted('a"b$C"\'d\'\\e$F""')).toEqual([false, true, true, true, true, false, true]);
  });

  it('of compose has no quotes, and a doubled dollar is one', () => {
    expect(dump(readWord(`"a b" $$A \${B?no 'x'}`, 'compose').parts)).toBe(`"a b" $A «B?no 'x'»`);
  });
});

describe('a script', () => {
  it('is commands with their assignments', () => {
    expect(commands('A=1 B="x y" run --flag # note\nC=3; other \\\n  more >out 2>&1 </in\n')).toEqual([
      'A=1 B=x y run --flag',
      'C=3',
      'other more 2',
    ]);
  });

  it('tells what may not run', () => {
    expect(commands('a && b; c || d; if e; then f; fi; g')).toEqual(['a', '& b', 'c', '? d', '? e', '? f', 'g']);
    expect(commands('while a; do b; done\nf() { c; }\n( d )\ne')).toEqual(['? a', '? b', 'f', '? c', '? d', 'e']);
  });

  it('tells assignments and keywords from words in quotes', () => {
    expect(commands(`"A=1" b; A=1"2" c; 'if' d; A\\\nB=1 e`)).toEqual(['A=1 b', 'A=12 c', 'if d', 'AB=1 e']);
  });

  it('ends at a quote that is not closed', () => {
    expect(commands('a\nb "c\nd\n')).toEqual(['a']);
  });

  it('skips here-documents', () => {
    expect(commands('cat <<-EOF >x\n\tA=1\n\tEOF\nb\n')).toEqual(['cat', 'b']);
  });

  it('knows where each word stands', () => {
    const text = 'run  "a b" c';
    const [command] = readScript(text);
    expect(command?.words.map(({ span }) => text.slice(span.start, span.end))).toEqual(['run', '"a b"', 'c']);
  });
});
