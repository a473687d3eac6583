import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One unit that systemd is asked about. */
export interface Case {
  /** `services/a misspelt key`: the name of the case file and the heading. */
  readonly id: string;
  /** Whether the writer of the case expects systemd to say nothing of it. */
  readonly isSound: boolean;
  /** `shop.service`. */
  readonly unit: string;
  readonly text: string;
}

const FOLDER = join(import.meta.dirname, 'cases');

/** All cases of `cases/*.txt`: `### sound [shop.service] name`, then the text. Throws an Error where a heading cannot be read or a name comes twice. */
export function readCases(): readonly Case[] {
  const cases = readdirSync(FOLDER)
    .filter((name) => name.endsWith('.txt'))
    .sort()
    .flatMap((name) => casesOf(name.slice(0, -'.txt'.length), readFileSync(join(FOLDER, name), 'utf8')));
  const ids = new Set(cases.map(({ id }) => id));
  if (ids.size !== cases.length) throw new Error(`twice: ${cases.map(({ id }) => id).filter((id) => !ids.delete(id))}`);
  return cases;
}

function casesOf(group: string, text: string): readonly Case[] {
  return text
    .split(/^### /m)
    .slice(1)
    .map((part) => {
      const [heading = ''] = part.split('\n', 1);
      const [, word, unit = '', name] = /^(sound|broken) \[(\S+)\] (\S.*)$/.exec(heading) ?? [];
      if (word === undefined) throw new Error(`${group}.txt: cannot read the heading: ${heading}`);
      const body = `${part.slice(heading.length + 1).replace(/\n+$/, '')}\n`;
      return {
        id: `${group}/${name}`,
        isSound: word === 'sound',
        unit,
        text: name?.includes('carriage returns') ? body.replaceAll('\n', '\r\n') : body,
      };
    });
}
