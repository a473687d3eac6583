import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { evaluateText, raisedType, shown } from './evaluateText';

const folder = new URL('unsure/', import.meta.url);

interface Question {
  readonly expression: string;
  readonly files: Readonly<Record<string, string>>;
  readonly environment: Readonly<Record<string, string>>;
  readonly answer: string;
}

function readQuestions(file: string): readonly Question[] {
  const all = readFileSync(new URL(file, folder), 'utf8').split('\n');
  const marked = (mark: string) =>
    all
      .filter((line) => line.startsWith(mark))
      .map((line) => `${line.slice(2)}\n`)
      .join('');
  return all
    .filter((line) => line.includes(' => ') && !'>#<'.includes(line[0] ?? ''))
    .map((line) => {
      const at = line.lastIndexOf(' => ');
      const [expression = '', ...cells] = line.slice(0, at).split(' | ');
      const environment = Object.fromEntries(cells.map((cell) => [cell.slice(0, cell.indexOf('=')), cell.slice(cell.indexOf('=') + 1)]));
      const files = { 'settings.py': `${marked('>')}RESULT = ${expression}\n`, '.env': marked('<') };
      return { expression, files, environment, answer: line.slice(at + 4) };
    });
}

/** What the package answers here is not evaluated: the whole, or the part, is unknown or opaque and never another value. */
describe.each(readdirSync(folder).map((file) => [file.replace('.txt', ''), readQuestions(file)] as const))('%s', (_name, questions) => {
  it.each(questions.map((question) => [question.expression, question] as const))('%s is not known', async (_title, question) => {
    for (const open of [false, true]) {
      const settings = await evaluateText({ files: question.files, environment: question.environment, open });
      expect(raisedType(settings)).toBeUndefined();
      expect(shown(settings.settings.get('RESULT')?.value)).toMatch(/<\w/);
    }
  });
});
