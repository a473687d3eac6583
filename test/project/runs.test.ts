/** Every command that the files of a workspace run: when, where, with which words, and where those stand. */
import { describe, expect, it } from 'vitest';
import { MemoryFiles } from '../../server/src/host/files';
import type { Run } from '../../server/src/project/environment/runs';
import { openProject } from '../../server/src/project/open';
import { parsePython } from '../../server/src/syntax/python/parse';
import { python } from '../support/python';

async function runsOf(files: Readonly<Record<string, string>>): Promise<readonly Run[]> {
  const parser = await python();
  return openProject(new MemoryFiles(new Map(Object.entries(files))), { parsePython: (text) => parsePython(parser, text) }).runs;
}

/** `when host: program words`, with `?` for a word that is not told and what it begins with. */
async function told(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  return (await runsOf(files)).map(({ when, host, command }) => {
    const words = command.args.map(({ text, begins }) => text ?? `${begins}?`);
    return `${when} ${host}: ${[command.program, ...words].join(' ')}${command.conditional ? ' (perhaps)' : ''}`;
  });
}

/** What the files have where the words of the only command of a program are said to stand; undefined for one that is not exact. */
async function written(program: string, files: Readonly<Record<string, string>>): Promise<readonly (string | undefined)[]> {
  const [run, ...others] = (await runsOf(files)).filter(({ command }) => command.program === program);
  expect(others).toEqual([]);
  return (run?.command.args ?? []).map(({ place, exact }) =>
    exact ? files[place.file]?.slice(place.span.start, place.span.end) : undefined,
  );
}

const APP = { 'entrypoint.sh': '#!/bin/sh\nset -e\npython manage.py migrate --noinput\nif [ "$1" = x ]; then ./collect; fi\nexec "$@"\n' };

describe('a Dockerfile', () => {
  const files = {
    ...APP,
    Dockerfile: [
      'FROM python:3.13 AS build',
      'RUN pip install gunicorn && \\',
      '    # quietly',
      '    pip install -r requirements.txt',
      'FROM python:3.13',
      'WORKDIR /app',
      'COPY entrypoint.sh /entrypoint.sh',
      'RUN DEBUG=0 python manage.py collectstatic --noinput',
      'ENTRYPOINT ["/entrypoint.sh"]',
      'CMD ["gunicorn", "shop.wsgi", "--bind", "0.0.0.0:8000"]',
      '',
    ].join('\n'),
  };

  it('runs commands while it is built, in every stage, and when it is started', async () => {
    expect(await told(files)).toEqual([
      'start container: manage.py migrate --noinput',
      'start container: [ ? = x ] (perhaps)',
      'start container: collect (perhaps)',
      'start container: gunicorn shop.wsgi --bind 0.0.0.0:8000',
      'build container: pip install gunicorn',
      'build container: pip install -r requirements.txt',
      'build container: manage.py collectstatic --noinput',
    ]);
  });

  it('gives a command the folder and the variables that it has there', async () => {
    const collect = (await runsOf(files)).find(({ command }) => command.args[0]?.text === 'collectstatic');
    expect(collect?.command.folder).toBe('/app');
    expect(collect?.command.variables.get('DEBUG')).toMatchObject({ kind: 'value', value: '0' });
  });

  it('has the words of an entry point and of what it is given where they stand', async () => {
    expect(await written('gunicorn', files)).toEqual(['shop.wsgi', '--bind', '0.0.0.0:8000']);
    expect(await written('manage.py', { ...APP, Dockerfile: 'FROM a\nCMD ./entrypoint.sh\n' })).toEqual(['migrate', '--noinput']);
  });
});

describe('the words of a command stand where they are written', () => {
  const COMMAND = ['shop.wsgi', '--bind', '0.0.0.0:8000'];
  const compose = (command: string) => ({ 'compose.yml': `services:\n  web:\n    image: shop\n    command: ${command}\n` });

  it.each([
    ['a line', 'gunicorn shop.wsgi --bind 0.0.0.0:8000'],
    ['a folded block', '>-\n      gunicorn shop.wsgi\n        --bind\n      0.0.0.0:8000'],
    ['a list', '\n      - gunicorn\n      - shop.wsgi\n      - "--bind"\n      - \'0.0.0.0:8000\''],
    ['a line for a shell', 'sh -c \'sleep 1; exec gunicorn shop.wsgi --bind "0.0.0.0:8000"\''],
    ['a list for a shell', '["sh", "-c", "python manage.py migrate && gunicorn shop.wsgi --bind 0.0.0.0:8000"]'],
  ])('of compose: %s', async (_, command) => {
    expect(await written('gunicorn', compose(command))).toEqual(COMMAND);
  });

  it('of a unit, over several lines', async () => {
    const unit =
      '[Service]\nWorkingDirectory=/srv/shop\nExecStart=/srv/shop/venv/bin/gunicorn shop.wsgi \\\n    # how\n    --bind 0.0.0.0:8000\n';
    expect(await written('gunicorn', { 'shop.service': unit })).toEqual(COMMAND);
  });

  it('of a Procfile and of platforms', async () => {
    const line = 'gunicorn shop.wsgi --bind 0.0.0.0:8000';
    expect(await written('gunicorn', { Procfile: `web: ${line}\n` })).toEqual(COMMAND);
    expect(await written('gunicorn', { 'fly.toml': `[processes]\napp = "${line}"\n` })).toEqual(COMMAND);
    expect(await written('gunicorn', { 'render.yaml': `services:\n  - name: web\n    startCommand: ${line}\n` })).toEqual(COMMAND);
    expect(await written('gunicorn', { 'railway.json': JSON.stringify({ deploy: { startCommand: line } }) })).toEqual(COMMAND);
  });

  it('but not where something is put in or an escape hides them', async () => {
    expect(await written('gunicorn', compose('gunicorn shop.wsgi --bind 0.0.0.0:$${PORT:-8000}'))).toEqual([
      'shop.wsgi',
      '--bind',
      undefined,
    ]);
    expect(await written('gunicorn', { Dockerfile: 'FROM a\nCMD ["gunicorn", "a\\u0062"]\n' })).toEqual([undefined]);
    expect(await written('gunicorn', { Dockerfile: 'FROM a\nENV W=3\nCMD gunicorn -w $W\n' })).toEqual(['-w', undefined]);
  });
});

describe('a word', () => {
  const args = async (command: string) => (await runsOf({ Procfile: `web: ${command}\n` }))[0]?.command.args ?? [];

  it('that holds what is not told has its beginning, and whether it may be several', async () => {
    expect(await args('gunicorn --bind=0.0.0.0:$PORT $OPTIONS "$APP"')).toMatchObject([
      { text: undefined, begins: '--bind=0.0.0.0:', mayBeSeveral: true },
      { text: undefined, begins: '', mayBeSeveral: true },
      { text: undefined, begins: '', mayBeSeveral: false },
    ]);
  });

  it('of a unit takes variables as systemd does', async () => {
    const unit = '[Service]\nEnvironment=PORT=80\nExecStart=/usr/bin/gunicorn $OPTIONS -b :${PORT} -n $$x %i\n';
    const [run] = await runsOf({ 'shop.service': unit });
    expect(run?.command.args.map(({ text, mayBeSeveral }) => [text, mayBeSeveral])).toEqual([
      [undefined, true],
      ['-b', false],
      [':80', false],
      ['-n', false],
      ['$x', false],
      [undefined, true],
    ]);
  });
});

it('what comes before a start, behind a wrapper or in a container is a run as well', async () => {
  const files = {
    Procfile: 'release: python manage.py migrate\nweb: gunicorn shop.wsgi\nworker: celery -A shop worker\n',
    'deploy.sh':
      'docker compose -f prod.yml exec -T web python manage.py collectstatic --noinput\nuv run manage.py check --deploy || exit 1\n',
    'shop.service': '[Service]\nExecStartPre=/venv/bin/python manage.py check\nExecStart=/venv/bin/gunicorn shop.wsgi\n',
    'clean.service': '[Service]\nExecStart=/venv/bin/python manage.py clearsessions\n',
    'clean.timer': '[Timer]\nOnCalendar=daily\n',
  };
  expect(await told(files)).toEqual([
    'timer machine: manage.py clearsessions',
    'start machine: manage.py check',
    'start machine: gunicorn shop.wsgi',
    'release platform: manage.py migrate',
    'start platform: gunicorn shop.wsgi',
    'start platform: celery -A shop worker',
    'script machine: docker compose -f prod.yml exec -T web python manage.py collectstatic --noinput',
    'script machine: manage.py collectstatic --noinput',
    'script machine: manage.py check --deploy',
    'script machine: exit 1 (perhaps)',
  ]);
});

it('supervisor starts programs, in a container where one runs it, and crontabs run commands', async () => {
  const program = '[program:web]\ncommand=/venv/bin/gunicorn shop.wsgi -b "0.0.0.0:%(ENV_PORT)s"\ndirectory=/srv/shop\nenvironment=A="1"\n';
  const cron = { 'deploy/cron.d/shop': 'PATH=/usr/bin\n0 3 * * * shop cd /srv/shop && venv/bin/python manage.py clearsessions\n' };
  expect(await told({ 'supervisord.conf': program, ...cron })).toEqual([
    'start machine: gunicorn shop.wsgi -b ?',
    'timer machine: manage.py clearsessions',
  ]);
  const image = { 'supervisord.conf': program, Dockerfile: 'FROM a\nCMD ["supervisord", "-n"]\n' };
  expect(await told(image)).toEqual(['start container: supervisord -n', 'start container: gunicorn shop.wsgi -b ?']);
  const [, run] = await runsOf(image);
  expect([run?.command.folder, run?.command.variables.get('A')?.kind]).toEqual(['/srv/shop', 'value']);
});

it('a script that something calls is told of there, and not again for itself', async () => {
  const runs = await runsOf({ ...APP, Dockerfile: 'FROM a\nCOPY . /app\nCMD ["sh", "/app/entrypoint.sh", "gunicorn"]\n' });
  expect(runs.filter(({ command }) => command.program === 'manage.py').map(({ words }) => words)).toEqual(['in the image of Dockerfile']);
});

it('nothing is told of files that are made to be copied', async () => {
  expect(await told({ 'Procfile.example': 'web: gunicorn a\n', 'example/shop.service': '[Service]\nExecStart=/bin/gunicorn a\n' })).toEqual(
    [],
  );
});
