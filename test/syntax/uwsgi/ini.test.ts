import { describe, expect, it } from 'vitest';
import { readUwsgiIni, type UwsgiEntry, uwsgiParts } from '../../../server/src/syntax/uwsgi/ini';

function entries(text: string): readonly UwsgiEntry[] {
  return readUwsgiIni(text).sections.flatMap((section) => section.entries);
}

/** Keys with their values, as uWSGI has them. */
function pairs(text: string): readonly (readonly [string, string])[] {
  return entries(text).map(({ key, value }) => [key, value]);
}

describe('the ini of uWSGI', () => {
  it('has sections, keys with and without values, and comments on lines of their own', () => {
    const { sections } = readUwsgiIni('above = 1\n[uwsgi]\n; no\n# no\n socket\t=  :80 \r\nmaster\nempty =\n[other]\na = b = c\n');
    expect(sections.map(({ name, entries: own }) => [name, own.map(({ key, value, isBare }) => [key, value, isBare])])).toEqual([
      ['', [['above', '1', false]]],
      [
        'uwsgi',
        [
          ['socket', ':80', false],
          ['master', '', true],
          ['empty', '', false],
        ],
      ],
      ['other', [['a', 'b = c', false]]],
    ]);
  });

  it('knows neither comments behind a value nor continued lines', () => {
    expect(pairs('[uwsgi]\nprocesses = 4 ; four\nsocket = /run/\\\n  web.sock\n')).toEqual([
      ['processes', '4 ; four'],
      ['socket', '/run/\\'],
      ['web.sock', ''],
    ]);
  });

  it('has exact places', () => {
    const text = '[uwsgi]\r\n  chdir = /srv/shop  \r\n';
    const [entry] = entries(text);
    expect(text.slice(entry?.keySpan.start, entry?.keySpan.end)).toBe('chdir');
    expect(text.slice(entry?.valueSpan.start, entry?.valueSpan.end)).toBe('/srv/shop');
    expect(text.slice(entry?.span.start, entry?.span.end)).toBe('chdir = /srv/shop');
  });

  it('knows which lines stand in a block of logic', () => {
    const text = '[uwsgi]\na = 1\nif-env = PORT\nb = 2\nelse =\nc = 3\nend =\nd = 4\nfor = x y\ne = 5\nendfor =\nf = 6\n';
    const within = entries(text).filter(({ logic }) => logic !== undefined);
    expect(within.map(({ key, logic }) => `${key} in ${logic?.key}`)).toEqual(['b in if-env', 'c in else', 'e in for']);
  });

  it.each(['', '[', '[]', '=', '[uwsgi', '\0', '%(', '[uwsgi]\n= x\n', '$(A', '@()', '\uFEFF[uwsgi]'])(
    'reads %j without an end',
    (text) => {
      expect(() => readUwsgiIni(text)).not.toThrow();
    },
  );
});

describe('the parts of a value', () => {
  it.each([
    ['/run/%n.sock', ['/run/', '%n', '.sock']],
    ['100%%', ['100', '%']],
    ['%(base)/x', ['option base', '/x']],
    ['$(PORT)', ['variable PORT']],
    ['$(PORT:-80)', ['variable PORT or 80']],
    ['@(/etc/x)', ['file /etc/x']],
    ['a(b) $c %()', ['a(b) $c %()']],
    ['%(a (b))', ['option a (b)']],
  ])('%s', (value, expected) => {
    const shown = uwsgiParts(value, 0).map((part) => {
      if (part.kind === 'text') return part.text;
      if (part.kind === 'magic') return `%${part.char}`;
      if (part.kind === 'option') return `option ${part.name}`;
      return part.kind === 'file'
        ? `file ${part.path}`
        : `variable ${part.name}${part.fallback === undefined ? '' : ` or ${part.fallback}`}`;
    });
    expect(shown).toEqual(expected);
  });
});
