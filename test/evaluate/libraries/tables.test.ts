import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { admits, evaluateText, type Files, raisedType, sameException, shown } from './evaluateText';

interface Line {
  readonly expression: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly answer: string;
}
interface Table {
  readonly name: string;
  readonly preamble: string;
  readonly envFile: string;
  readonly lines: readonly Line[];
}

const folder = new URL('tables/', import.meta.url);

function readTable(file: string): Table {
  const all = readFileSync(new URL(file, folder), 'utf8').split('\n');
  const marked = (mark: string) =>
    all
      .filter((line) => line.startsWith(mark))
      .map((line) => `${line.slice(2)}\n`)
      .join('');
  const lines = all
    .filter((line) => line !== '' && !'>#<'.includes(line[0] ?? ''))
    .map((line): Line => {
      const at = line.lastIndexOf(' => ');
      const [expression = '', ...cells] = line.slice(0, at).split(' | ');
      const environment = cells.map((cell) => [cell.slice(0, cell.indexOf('=')), cell.slice(cell.indexOf('=') + 1)]);
      return { expression, environment: Object.fromEntries(environment), answer: line.slice(at + 4) };
    });
  return { name: file.replace('.txt', ''), preamble: marked('>'), envFile: marked('<'), lines };
}

function filesOf(table: Table, line: Line): Files {
  return { 'settings.py': `${table.preamble}RESULT = ${line.expression}\n`, ...(table.envFile === '' ? {} : { '.env': table.envFile }) };
}

/** Objects that are no plain data are recorded in words; of them it is enough that they are not taken for something else. */
const isObject = (answer: string): boolean => answer.startsWith('<');

describe.each(readdirSync(folder).map(readTable))('$name as the package itself answers', (table) => {
  const title = (line: Line) => `${line.expression} with ${JSON.stringify(line.environment)}`;

  it.each(table.lines.map((line) => [title(line), line] as const))('%s', async (_title, line) => {
    const settings = await evaluateText({ files: filesOf(table, line), environment: line.environment });
    const result = settings.settings.get('RESULT')?.value;
    if (line.answer.startsWith('!')) {
      expect(
        sameException(line.answer.slice(1), raisedType(settings)),
        `${line.answer}, not ${raisedType(settings) ?? shown(result)}`,
      ).toBe(true);
    } else if (isObject(line.answer)) expect(result?.kind).toBe('opaque');
    else expect(shown(result)).toBe(line.answer);
  });

  it('admits every answer where the environment is not known', async () => {
    const wrong: string[] = [];
    for (const line of table.lines.filter((one) => !one.answer.startsWith('!'))) {
      const settings = await evaluateText({ files: filesOf(table, line), open: true });
      const result = settings.settings.get('RESULT')?.value;
      if (!admits(result, line.answer)) wrong.push(`${title(line)} is ${line.answer}, not ${result ? shown(result) : settings.incomplete}`);
    }
    expect(wrong).toEqual([]);
  });
});
