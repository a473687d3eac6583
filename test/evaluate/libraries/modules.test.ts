import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { admits, evaluateText, raisedType, sameException, shown } from './evaluateText';

interface Case {
  readonly title: string;
  readonly files: Readonly<Record<string, string>>;
  readonly environment: Readonly<Record<string, string>>;
  readonly answers: Readonly<Record<string, string>>;
}

const folder = new URL('modules/', import.meta.url);

function readCases(file: string): readonly Case[] {
  return `\n${readFileSync(new URL(file, folder), 'utf8')}`.split('\n=== ').slice(1).map(readCase);
}

function readCase(text: string): Case {
  const [title = '', ...parts] = text.split('\n--- ');
  const files: Record<string, string> = {};
  let environment: Readonly<Record<string, string>> = {};
  let answers: Readonly<Record<string, string>> = {};
  for (const part of parts) {
    const end = part.indexOf('\n');
    const [name, body] = end < 0 ? [part, ''] : [part.slice(0, end), `${part.slice(end + 1).replace(/\n+$/, '')}\n`];
    if (name === 'environment') environment = pairs(body, '=');
    else if (name === 'answers') answers = pairs(body, ' = ');
    else files[name] = body;
  }
  return { title: title.trim(), files, environment, answers };
}

function pairs(body: string, separator: string): Readonly<Record<string, string>> {
  const lines = body.split('\n').filter((line) => line.includes(separator));
  return Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf(separator)), line.slice(line.indexOf(separator) + separator.length)]),
  );
}

describe.each(readdirSync(folder).flatMap(readCases))('$title', ({ files, environment, answers }) => {
  const { raises, ...expected } = answers;

  it('gives what Python gives', async () => {
    const settings = await evaluateText({ files, environment });
    if (raises !== undefined) {
      expect(sameException(raises, raisedType(settings))).toBe(true);
      return;
    }
    expect(settings.incomplete).toBeUndefined();
    const found = Object.keys(expected).map((name) => [name, shown(settings.settings.get(name)?.value)]);
    expect(Object.fromEntries(found)).toEqual(expected);
  });

  it.runIf(raises === undefined)('admits that where the environment is not known', async () => {
    const settings = await evaluateText({ files, open: true });
    const wrong = Object.entries(expected).filter(([name, answer]) => !admits(settings.settings.get(name)?.value, answer));
    expect(wrong.map(([name, answer]) => `${name} is ${answer}, not ${shown(settings.settings.get(name)?.value)}`)).toEqual([]);
  });
});
