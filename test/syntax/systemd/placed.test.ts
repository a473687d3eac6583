import { describe, expect, it } from 'vitest';
import { execCommands } from '../../../server/src/syntax/systemd/exec';
import { placedWords, readUnit, readUnitFile, type UnitEntry } from '../../../server/src/syntax/systemd/unit';

function entry(text: string): UnitEntry {
  const [first] = readUnit(text);
  if (!first) throw new Error('no assignment');
  return first;
}

describe('the places of a value', () => {
  it('are those of its characters, over lines and comments', () => {
    const text = '[Service]\r\n  ExecStart = run \\\r\n# note\r\n\t--one \\\r\n  --two  \r\nA=1\r\n';
    const { value, offset, valueSpan, keySpan } = entry(text);
    expect(value).toBe('run  --one  --two');
    for (const word of ['run', '--one', '--two']) {
      const at = value.indexOf(word);
      expect(text.slice(offset(at), offset(at + word.length - 1) + 1)).toBe(word);
    }
    expect(text.slice(valueSpan.start, valueSpan.end)).toBe('run \\\r\n# note\r\n\t--one \\\r\n  --two');
    expect(text.slice(keySpan.start, keySpan.end)).toBe('ExecStart');
  });

  it('are behind the sign where there is no value', () => {
    const text = '[Service]\nExecStart =  \n';
    expect(entry(text).valueSpan).toEqual({ start: 21, end: 21 });
  });

  it('end a line at two backslashes, and at an empty one', () => {
    expect(readUnit('[A]\nX=a\\\\\nY=b \\\n\nZ=c\n').map(({ key, value }) => [key, value])).toEqual([
      ['X', 'a\\\\'],
      ['Y', 'b'],
      ['Z', 'c'],
    ]);
  });
});

describe('words with their places', () => {
  it('say whether the file has just their text', () => {
    const text = '[Service]\nX=plain "in quotes" half"quoted" a\\x20b 50%% %i \\\n  next\n';
    const words = placedWords(entry(text));
    expect(words.map(({ text: word, exact, span }) => [word, exact, text.slice(span.start, span.end)])).toEqual([
      ['plain', true, 'plain'],
      ['in quotes', true, 'in quotes'],
      ['halfquoted', false, 'half"quoted"'],
      ['a b', false, 'a\\x20b'],
      ['50%', false, '50%%'],
      [undefined, false, '%i'],
      ['next', true, 'next'],
    ]);
  });
});

describe('commands', () => {
  const commands = (value: string) => {
    const text = `[Service]\nExecStart=${value}\n`;
    return execCommands(entry(text)).map(({ prefixes, words, expands }) => ({
      prefixes,
      expands,
      words: words.map((word) => word.text),
      first: text.slice(words[0]?.span.start, words[0]?.span.end),
    }));
  };

  it('have signs before the path, and with @ another name', () => {
    expect(commands('-@/bin/sleep sleeper 10')).toEqual([
      { prefixes: '-@', expands: true, words: ['/bin/sleep', '10'], first: '/bin/sleep' },
    ]);
    expect(commands(':/bin/echo $HOME')).toEqual([{ prefixes: ':', expands: false, words: ['/bin/echo', '$HOME'], first: '/bin/echo' }]);
  });

  it('are several with a semicolon that stands alone and is not protected', () => {
    expect(commands('/bin/a 1 ; /bin/b \\; ";" c;d').map(({ words }) => words)).toEqual([
      ['/bin/a', '1'],
      ['/bin/b', ';', ';', 'c;d'],
    ]);
  });

  it('are none where nothing is left, or a quote is not closed', () => {
    expect(commands('-')).toEqual([]);
    expect(commands('/bin/echo "open')).toEqual([]);
  });
});

describe('what systemd does not take', () => {
  it('is told with its place', () => {
    const text = 'A=1\n[Service\n[Unit] # x\n[Service]\nnonsense\n=1\nX=a \\ \n  b\n';
    const { faults, sections, entries } = readUnitFile(text);
    expect(faults.map(({ kind, span }) => [kind, text.slice(span.start, span.end)])).toEqual([
      ['outside-section', 'A=1'],
      ['header', '[Service'],
      ['header', '[Unit] # x'],
      ['no-equals', 'nonsense'],
      ['no-key', '=1'],
      ['blank-behind-backslash', 'X=a \\ \n  b'],
    ]);
    expect(sections.map(({ name, span }) => [name, text.slice(span.start, span.end)])).toEqual([
      ['Service', text.slice(text.indexOf('[Service]')).trimEnd()],
    ]);
    expect(entries.map(({ section, key }) => [section, key])).toEqual([
      ['', 'A'],
      ['Service', 'X'],
    ]);
  });
});
