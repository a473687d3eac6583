import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readDecoupleFile } from '../../../server/src/evaluate/libraries/envFiles/decouple';
import { readDotenvFile } from '../../../server/src/evaluate/libraries/envFiles/dotenv';
import { readEnvironFile } from '../../../server/src/evaluate/libraries/envFiles/environ';
import type { EnvFileEntry } from '../../../server/src/evaluate/libraries/envFiles/text';
import { evaluateText, shown } from './evaluateText';

type Values = Readonly<Record<string, string | null>>;
interface Recorded {
  readonly text: string;
  readonly environ: Values;
  readonly environComments: Values;
  readonly decouple: Values;
  readonly dotenv: Values;
  readonly interpolated: Values;
  /** What an `Env` of environs has of its own after `read_env()`; python-dotenv reads the file for it. */
  readonly environs: Values;
}

const recorded: readonly Recorded[] = JSON.parse(readFileSync(new URL('lines.recorded.json', import.meta.url), 'utf8'));
const cases = recorded.map((one) => [JSON.stringify(one.text), one] as const);
const values = (entries: readonly EnvFileEntry[]): Values => Object.fromEntries(entries.map(({ name, value }) => [name, value ?? null]));

describe('env files as each reader has them', () => {
  it('holds enough hostile lines', () => expect(recorded.length).toBeGreaterThan(250));

  describe.each(cases)('%s', (_title, one) => {
    it('django-environ', () => expect(values(readEnvironFile(one.text))).toEqual(one.environ));
    it('django-environ with parse_comments', () => expect(values(readEnvironFile(one.text, true))).toEqual(one.environComments));
    it('python-decouple', () => expect(values(readDecoupleFile(one.text))).toEqual(one.decouple));
    it('python-dotenv', () => expect(values(readDotenvFile(one.text))).toEqual(one.dotenv));
    it('environs', () =>
      expect(one.environs).toEqual(Object.fromEntries(Object.entries(one.interpolated).filter(([, value]) => value !== null))));
    it('python-dotenv with its variables replaced', async () => {
      const settings = await evaluateText({
        files: { 'settings.py': 'from dotenv import dotenv_values\nX = dotenv_values("/project/x.env")\n', 'x.env': one.text },
      });
      const value = settings.settings.get('X')?.value;
      const entries =
        value?.kind === 'dict'
          ? value.entries.map((entry) => [
              entry.key.kind === 'str' ? entry.key.value : shown(entry.key),
              entry.value.kind === 'str' ? entry.value.value : null,
            ])
          : undefined;
      expect(entries && Object.fromEntries(entries)).toEqual(one.interpolated);
    });
  });
});

describe('a megabyte takes linear time', () => {
  const units = [
    'x',
    ' ',
    '"',
    "'",
    '\\',
    '#',
    ' #',
    '\'"',
    'A=1\n',
    "A='\n",
    'A="\\"\n',
    'A\n',
    '\n',
    'export ',
    '=',
    '${',
    '\0',
    '\u3000',
  ];
  const readers = { readDecoupleFile, readDotenvFile, readEnvironFile, readEnvironComments: (text: string) => readEnvironFile(text, true) };
  it.each(Object.entries(readers))(
    '%s',
    (_name, read) => {
      for (const unit of units) {
        for (const head of ['A=', 'A="', "A='", '']) {
          const started = performance.now();
          read(`${head}${unit.repeat((1 << 20) / unit.length)}x\n`);
          expect(performance.now() - started, JSON.stringify([head, unit])).toBeLessThan(3_000);
        }
      }
    },
    120_000,
  );
});
