import { randomFrom } from './property/random';

/** What hostile lines are made of: signs that a reader may take for its own, and names that the lines share. */
const PIECES = [
  ...['A', 'B', 'OUTER', 'export', 'export ', 'x', '1', 'é', '😀', '\ufeff', 'ß', '_', '.', '-', '[', ']'],
  ...[
    '=',
    '=',
    '=',
    '=',
    ' = ',
    ':',
    ': ',
    ' ',
    '  ',
    '\t',
    '\n',
    '\n',
    '\n',
    '\r\n',
    '\r',
    '\v',
    '\f',
    '\x1c',
    '\x1f',
    '\x85',
    '\xa0',
    '\u2028',
    '\u3000',
  ],
  ...['"', '"', "'", "'", '`', '\\', '\\', '\\n', '\\t', '\\"', "\\'", '\\\\', '\\\n', '\\$', '\\x41', '\\0101', '\\u00e4'],
  ...[
    '#',
    ' #',
    '# ',
    ';',
    '; ',
    '$',
    '$$',
    '${',
    '}',
    '{',
    `\${A}`,
    '$A',
    `\${B:-x}`,
    '${B-',
    '${A:+',
    '${B:?',
    '%',
    '%%',
    '%(A)s',
    '(',
    ')',
    '&',
    '|',
    '<',
    '>',
    '*',
    '~',
    '!',
    ',',
  ],
  ...['\nA=', '\nB="', "\nB='", '\nexport A=', '="', "='", '\n#'],
];

/** Env files of random pieces; half of them begin as an assignment. The same seed gives the same files. */
export function hostileFiles(count: number, seed: number): readonly string[] {
  const random = randomFrom(seed);
  const piece = (): string => (random.chance(0.04) ? String.fromCharCode(1 + random.number(0xfe)) : random.pick(PIECES));
  return Array.from({ length: count }, () => {
    const body = Array.from({ length: 1 + random.number(14) }, piece).join('');
    return (random.chance(0.5) ? 'A=' : '') + body + (random.chance(0.5) ? '\n' : '');
  });
}
