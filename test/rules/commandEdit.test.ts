import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../server/src/base/text';
import type { Project } from '../../server/src/project/project';
import { gunicornRuns } from '../../server/src/project/servers/gunicorn/runs';
import type { GunicornWords } from '../../server/src/project/servers/gunicorn/settings';
import type { Edits } from '../../server/src/rules/edit';
import { addWords, removeWords, replaceWord } from '../../server/src/rules/shared/commandEdit';
import { projectOf } from '../support/project';

type Change = (project: Project, words: GunicornWords) => Edits;

/** What becomes of the file that the first command of gunicorn stands in; undefined where no edit is made. */
async function changed(file: string, text: string, change: Change, from: 'command' | 'arguments' = 'command'): Promise<string | undefined> {
  const project = await projectOf({ [file]: text });
  const words = gunicornRuns(project)[0]?.[from];
  const [edit] = (words && change(project, words)) ?? [];
  return edit && applyEdits(text, edit.edits);
}

const add: Change = (project, words) => addWords(project, words, ['--worker-tmp-dir', '/dev/shm']);
const remove: Change = (project, words) => {
  const option = words.line.options.find(({ flag }) => flag === '--reload' || flag === '--timeout');
  return option && removeWords(project, words, option.from, option.to);
};
const compose = (command: string) => `services:\n  web:\n    image: shop\n    command: ${command}\n    restart: always\n`;
const service = (line: string) => `[Service]\nExecStart=/srv/venv/bin/gunicorn${line}\nRestart=always\n`;
const docker = (line: string) => `FROM python:3.13\n${line}\nEXPOSE 8000\n`;

describe('words that are added', () => {
  const NEW = '--worker-tmp-dir /dev/shm';
  it.each<[string, string, string, string]>([
    ['a unit', 'a.service', service(' shop.wsgi -w 3'), service(` ${NEW} shop.wsgi -w 3`)],
    [
      'a unit over several lines',
      'a.service',
      service(' \\\n    shop.wsgi \\\n    -w 3'),
      service(' \\\n    --worker-tmp-dir \\\n    /dev/shm \\\n    shop.wsgi \\\n    -w 3'),
    ],
    ['a unit, behind the program alone', 'a.service', service(''), service(` ${NEW}`)],
    ['a Dockerfile', 'Dockerfile', docker('CMD exec gunicorn shop.wsgi'), docker(`CMD exec gunicorn ${NEW} shop.wsgi`)],
    [
      'a Dockerfile with a list',
      'Dockerfile',
      docker('CMD ["gunicorn", "shop.wsgi"]'),
      docker('CMD ["gunicorn", "--worker-tmp-dir", "/dev/shm", "shop.wsgi"]'),
    ],
    [
      'an entry point with a command of its own',
      'Dockerfile',
      docker('ENTRYPOINT ["gunicorn"]\nCMD ["shop.wsgi", "-w", "3"]'),
      docker('ENTRYPOINT ["gunicorn"]\nCMD ["--worker-tmp-dir", "/dev/shm", "shop.wsgi", "-w", "3"]'),
    ],
    ['a compose file', 'compose.yml', compose('gunicorn shop.wsgi'), compose(`gunicorn ${NEW} shop.wsgi`)],
    ['a text in quotes', 'compose.yml', compose('"gunicorn shop.wsgi"'), compose(`"gunicorn ${NEW} shop.wsgi"`)],
    ['a list in brackets', 'compose.yml', compose('[gunicorn, shop.wsgi]'), compose('[gunicorn, --worker-tmp-dir, /dev/shm, shop.wsgi]')],
    [
      'a list',
      'compose.yml',
      compose('\n      - gunicorn\n      - shop.wsgi'),
      compose('\n      - gunicorn\n      - --worker-tmp-dir\n      - /dev/shm\n      - shop.wsgi'),
    ],
    [
      'a list of texts in quotes',
      'compose.yml',
      compose('\n      - "gunicorn"\n      - "shop.wsgi"'),
      compose('\n      - "gunicorn"\n      - "--worker-tmp-dir"\n      - "/dev/shm"\n      - "shop.wsgi"'),
    ],
    [
      'folded lines',
      'compose.yml',
      compose('>\n      gunicorn\n      shop.wsgi\n      -w 3'),
      compose('>\n      gunicorn\n      --worker-tmp-dir\n      /dev/shm\n      shop.wsgi\n      -w 3'),
    ],
    [
      'a command with a variable',
      'start.sh',
      'gunicorn \\\n  --bind="$HOST" \\\n  shop.wsgi\n',
      'gunicorn \\\n  --worker-tmp-dir \\\n  /dev/shm \\\n  --bind="$HOST" \\\n  shop.wsgi\n',
    ],
    ['a Procfile', 'Procfile', 'web: gunicorn shop.wsgi\n', `web: gunicorn ${NEW} shop.wsgi\n`],
    ['a script', 'start.sh', 'set -e\nexec gunicorn shop.wsgi "$@"\n', `set -e\nexec gunicorn ${NEW} shop.wsgi "$@"\n`],
  ])('to %s', async (_where, file, text, expected) => {
    expect(await changed(file, text, add)).toBe(expected);
  });

  it('to GUNICORN_CMD_ARGS', async () => {
    const text = 'services:\n  web:\n    image: shop\n    command: gunicorn shop.wsgi\n    environment:\n      GUNICORN_CMD_ARGS: "-w 3"\n';
    expect(await changed('compose.yml', text, add, 'arguments')).toBe(text.replace('-w 3', `${NEW} -w 3`));
  });

  it('keep the line ends of the file', async () => {
    const text = service(' \\\n shop.wsgi').replaceAll('\n', '\r\n');
    expect(await changed('a.service', text, add)).toBe(
      service(' \\\n --worker-tmp-dir \\\n /dev/shm \\\n shop.wsgi').replaceAll('\n', '\r\n'),
    );
  });

  it('stand behind a comment', async () => {
    const text = compose('\n      - gunicorn # the server\n      - shop.wsgi');
    expect(await changed('compose.yml', text, add)).toBe(
      text.replace('- shop.wsgi', '- --worker-tmp-dir\n      - /dev/shm\n      - shop.wsgi'),
    );
  });

  it('are not where quotes of the first word stand around them', async () => {
    for (const text of ['gunicorn "$APP"\n', "gunicorn 'shop.wsgi'\n", 'gunicorn "shop.wsgi" -w 3\n']) {
      const made = await changed('start.sh', text, add);
      if (made !== undefined) expect(made).toBe(text.replace('gunicorn ', `gunicorn ${NEW} `));
    }
  });

  it('are not where the text needs quotes', async () => {
    for (const word of ['*', '$X', 'a b', "it's", 'a:', '100%', '#x', '']) {
      expect(
        await changed('Procfile', 'web: gunicorn shop.wsgi\n', (project, words) => addWords(project, words, [word])),
        word,
      ).toBeUndefined();
    }
  });
});

describe('words that are taken out', () => {
  it.each<[string, string, string, string]>([
    ['a line', 'Procfile', 'web: gunicorn --timeout 9 shop.wsgi\n', 'web: gunicorn shop.wsgi\n'],
    ['its end', 'Procfile', 'web: gunicorn shop.wsgi --timeout=9\n', 'web: gunicorn shop.wsgi\n'],
    ['several lines', 'a.service', service(' a \\\n  --timeout 9 \\\n  -w 3'), service(' a \\\n  -w 3')],
    ['a list', 'Dockerfile', docker('CMD ["gunicorn", "--timeout", "9", "a"]'), docker('CMD ["gunicorn", "a"]')],
    [
      'items with quotes of two kinds, where none is made',
      'compose.yml',
      compose('\n      - gunicorn\n      - a\n      - --timeout\n      - "9"'),
      '',
    ],
    ['a text in quotes', 'compose.yml', compose('"gunicorn a --timeout 9"'), compose('"gunicorn a"')],
    ['plain items', 'compose.yml', compose('\n      - gunicorn\n      - a\n      - --timeout=9'), compose('\n      - gunicorn\n      - a')],
  ])('of %s', async (_where, file, text, expected) => {
    expect((await changed(file, text, remove)) ?? '').toBe(expected);
  });

  it('leave the program alone', async () => {
    expect(await changed('Procfile', 'web: gunicorn --timeout 9\n', remove)).toBe('web: gunicorn\n');
  });
});

describe('a word that is replaced', () => {
  it('keeps the quotes around it', async () => {
    const change: Change = (_, words) => replaceWord(words, 1, '8');
    expect(await changed('Dockerfile', docker('CMD ["gunicorn", "-w", "3", "a"]'), change)).toBe(
      docker('CMD ["gunicorn", "-w", "8", "a"]'),
    );
    expect(await changed('start.sh', 'exec gunicorn -w "$N" a\n', change)).toBeUndefined();
  });
});
