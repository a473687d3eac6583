import { describe, expect, it } from 'vitest';
import { readComposeEnvFile } from '../../../server/src/syntax/envFile/compose';
import { readDockerEnvFile } from '../../../server/src/syntax/envFile/docker';
import type { EnvFileReading } from '../../../server/src/syntax/envFile/envFile';
import { readHonchoEnvFile } from '../../../server/src/syntax/envFile/honcho';
import { readShellExports } from '../../../server/src/syntax/envFile/shell';
import { readSystemdEnvFile, readSystemdEnvironment } from '../../../server/src/syntax/envFile/systemd';

/** `NAME=value` per entry, `NAME` where the value is not known; what is under the span behind it. */
function shown(text: string, reading: EnvFileReading): readonly string[] {
  if (reading.kind === 'refused') return [`refused: ${reading.reason}`];
  return reading.entries.map(
    ({ name, value, span }) => `${name}${value === undefined ? '' : `=${value}`} @ ${text.slice(span.start, span.end)}`,
  );
}

const values = (reading: EnvFileReading): readonly string[] => shown('', reading).map((one) => one.replace(/ @ $/, ''));

describe('spans', () => {
  it.each([
    ['docker', readDockerEnvFile, '\ufeff  A=😀 x \r\nB\n', ['A=😀 x  @ A=😀 x ', 'B @ B']],
    ['compose', readComposeEnvFile, 'export A="x\ny" # c\nB: 1 # c\n', ['A=x\ny @ A="x\ny"', 'B=1 @ B: 1']],
    ['systemd', readSystemdEnvFile, '# c\n A = "x"  \nB=1', ['A=x @ A = "x"', 'B=1 @ B=1']],
    ['shell', readShellExports, "export A='x y' B=1 # c\n", ["A=x y @ A='x y'", 'B=1 @ B=1']],
    ['honcho', readHonchoEnvFile, '\n A = x # c\n', ['A=x @ A = x']],
  ] as const)('%s', (_name, read, text, entries) => expect(shown(text, read(text))).toEqual(entries));
});

describe('duplicates stay in the order of the file', () => {
  const readers = [readDockerEnvFile, readComposeEnvFile, readSystemdEnvFile, readHonchoEnvFile];
  it.each(readers)('%o', (read) => expect(values(read('A=1\nB=2\nA=3\n'))).toEqual(['A=1', 'B=2', 'A=3']));
});

describe('compose without its environment', () => {
  it('knows no reference, since the environment goes before the file', () =>
    expect(values(readComposeEnvFile('B=1\nA=$B\nC=$A\nD=$$B\n'))).toEqual(['B=1', 'A', 'C', 'D=$B']));

  it('passes a name through', () => expect(values(readComposeEnvFile('A\nB=1\n'))).toEqual(['A', 'B=1']));

  it('refuses what is wrong whatever the environment is', () => {
    expect(readComposeEnvFile('A=${}\n')).toMatchObject({ kind: 'refused', span: { start: 2, end: 5 } });
    expect(readComposeEnvFile('A B=1\n')).toMatchObject({ kind: 'refused', span: { start: 0, end: 3 } });
  });
});

describe('docker', () => {
  it.each([65535, 65536])('reads a line of fewer than 64 KiB: %i bytes', (bytes) =>
    expect(readDockerEnvFile(`A=${'x'.repeat(bytes - 2)}\n`).kind).toBe(bytes < 65536 ? 'read' : 'refused'),
  );
});

describe('systemd', () => {
  it('does not know what follows a comment that ends with a backslash: 252 and 254 differ', () =>
    expect(values(readSystemdEnvFile('# c \\\nA=1\nB=2\n'))).toEqual(['A', 'B=2']));

  it('does not know what a specifier of Environment= stands for', () => {
    expect(values(readSystemdEnvironment('A=%n B=100%% "C=x y"'))).toEqual(['A', 'B=100%', 'C=x y']);
    expect(readSystemdEnvironment('%i')).toMatchObject({ complete: false });
  });
});

describe('a shell file', () => {
  it.each([
    ['exports before and after the assignment', 'A=1\nexport A\nexport B\nB=2\nC=3\n', ['A=1', 'B', 'B=2']],
    ['all that stands between set -a and set +a', 'A=1\nset -a\nB=2\nset +a\nC=3\n', ['B=2']],
    ['names that were set before', 'A=1\nexport B="$A-x" C=${A} D=$E\n', ['B=1-x', 'C=1', 'D']],
    ['programs set nothing', 'export A=1\npython manage.py migrate >log 2>&1\nexec gunicorn x\nexport B=2\n', ['A=1']],
    ['conditions are not known', '[ -f x ] && export A=1\nexport B=2 && export C=3\n', ['A', 'B=2', 'C=3']],
    ['what is taken back', 'export A=1 B=2\nunset A\n', ['B=2']],
    ['what is exported once stays so', 'set -a\nA=1\nset +a\nA=2\n', ['A=1', 'A=2']],
    ['export sees what was before all its words', 'export A=1 B=$A\nexport C=$A\n', ['A=1', 'B', 'C=1']],
    ['an export that may not run', 'x || export A=1\nA=2\n', ['A', 'A']],
    ['names in quotes', 'export "A=1" \'B=2\'\n"C=3"\n', ['A=1', 'B=2']],
    ['expansions are not known', 'export A=$(date) B=`date` C=~/x D=*\n', ['A', 'B', 'C', 'D']],
  ])('%s', (_title, text, expected) => {
    expect(values(readShellExports(text))).toEqual(expected);
    expect(readShellExports(text)).toMatchObject({ complete: true });
  });

  it.each([
    ['a file that it reads may set anything', 'export A=1\n. ./other\nexport B=2\n', ['A', 'B=2']],
    ['a compound command may set what it names', 'export A=1 B=2\nif x; then A=2; fi\n', ['A', 'B=2']],
    ['a variable as a command may be anything', 'export A=1\n$X A=2\n', ['A']],
    ['a name in quotes does not keep its value together', 'export A=1 "B="$X\n', ['A']],
    ['a calculation may end the shell', 'export A=1 B=$((1/0))\n', ['A=1', 'B']],
    ['an expansion may set a variable', 'export A=1\necho ${A:=2}\n', ['A']],
  ])('%s', (_title, text, expected) => {
    expect(values(readShellExports(text))).toEqual(expected);
    expect(readShellExports(text)).toMatchObject({ complete: false });
  });

  it('tells what stays in the shell, and whether assignments go on being exported', () => {
    const reading = readShellExports('A=1\nexport B=2\nunset C\nset -a\n', { exported: ['D'] });
    expect(reading).toMatchObject({ kind: 'read', exportsAll: true });
    expect(reading.kind === 'read' && [...reading.variables]).toEqual([
      ['A', '1'],
      ['B', '2'],
      ['C', undefined],
    ]);
    expect(values(readShellExports('D=1\nE=2\n', { exported: ['D'] }))).toEqual(['D=1']);
  });

  it('is refused where a quote is not closed', () =>
    expect(readShellExports("A=1\nB='x\n")).toMatchObject({ kind: 'refused', span: { start: 6, end: 9 } }));
});

describe('a megabyte takes linear time', () => {
  const size = 1 << 20;
  const units = [
    'x',
    '"',
    "'",
    '\\',
    '$',
    '${',
    '${A:-',
    '}',
    'A=1\n',
    'A=$A\n',
    '\n',
    ' ',
    '# ',
    '#\\\n',
    '"a" ',
    '$(',
    '`',
    '{',
    'export A=1;',
    'eval x\nexport A=1\n',
    'unset A\n',
    '\0',
  ];
  const readers = {
    readDockerEnvFile,
    readComposeEnvFile,
    readSystemdEnvFile,
    readSystemdEnvironment,
    readShellExports,
    readHonchoEnvFile,
  };
  it.each(Object.entries(readers))(
    '%s',
    (_name, read) => {
      for (const unit of units) {
        for (const head of ['A=', 'A="', '']) {
          const started = performance.now();
          read(head + unit.repeat(size / unit.length));
          expect(performance.now() - started, JSON.stringify([head, unit])).toBeLessThan(3_000);
        }
      }
    },
    120_000,
  );
});
