import { describe, expect, it } from 'vitest';
import { MemoryFiles } from '../../../server/src/host/files';
import { openProject } from '../../../server/src/project/open';
import { asgiStart, serverStarts, severalProcesses } from '../../../server/src/rules/serverStarts';
import { parsePython } from '../../../server/src/syntax/python/parse';
import { python } from '../../support/python';

async function project(files: Readonly<Record<string, string>>) {
  const parser = await python();
  return openProject(new MemoryFiles(new Map(Object.entries(files))), { parsePython: (text) => parsePython(parser, text) });
}

describe('commands that start the project', () => {
  it.each([
    ['Procfile', 'web: gunicorn shop.wsgi --workers 3', 3],
    ['Procfile', 'web: gunicorn -w 4 shop.wsgi:application', 4],
    ['Procfile', 'web: gunicorn -w4 shop.wsgi', 4],
    ['Dockerfile', 'FROM python:3.13\nCMD ["gunicorn", "--workers", "2", "shop.wsgi"]', 2],
    ['Dockerfile', 'FROM python:3.13\nCMD ["uvicorn", "shop.asgi:application", "--workers=5"]', 5],
    ['deploy/shop.service', '[Service]\nExecStart=/srv/venv/bin/gunicorn \\\n  --workers 6 \\\n  shop.wsgi', 6],
    ['compose.yml', 'services:\n  web:\n    command: granian --interface wsgi --workers 2 shop.wsgi:application', 2],
    ['start.sh', 'exec gunicorn shop.wsgi --workers "$WORKERS"', undefined],
    ['start.sh', 'exec gunicorn shop.wsgi --workers ${WORKERS:-4}', undefined],
    ['start.sh', 'exec gunicorn shop.wsgi', undefined],
  ])('%s: %s', async (file, text, workers) => {
    expect(serverStarts(await project({ [file]: `${text}\n` })).map((start) => start.workers)).toEqual([workers]);
  });

  it.each([
    ['Procfile', 'web: gunicorn app:app --workers 4'],
    ['Dockerfile', 'FROM python:3.13\nRUN pip install gunicorn==23 shop.wsgi --workers 4'],
    ['Dockerfile', 'FROM python:3.13\n# CMD gunicorn shop.wsgi --workers 4'],
    ['docker-compose.dev.yml', 'services:\n  web:\n    command: gunicorn shop.wsgi --workers 4'],
    ['tests/compose.yml', 'services:\n  web:\n    command: gunicorn shop.wsgi --workers 4'],
    ['start.sh', 'gunicorn shop.wsgi --workers 4 --reload'],
    ['start.sh', 'systemctl restart gunicorn_shop'],
    ['README.md', 'gunicorn shop.wsgi --workers 4'],
  ])('none in %s: %s', async (file, text) => {
    expect(serverStarts(await project({ [file]: `${text}\n` }))).toEqual([]);
  });
});

describe('several processes', () => {
  it('are shown by a command, a configuration of gunicorn or one of uWSGI', async () => {
    expect(severalProcesses(await project({ Procfile: 'web: gunicorn shop.wsgi -w 2\n' }))?.message).toBe(
      'gunicorn starts 2 worker processes',
    );
    expect(severalProcesses(await project({ 'gunicorn.conf.py': 'workers = 3\n' }))?.message).toBe('gunicorn starts 3 worker processes');
    expect(severalProcesses(await project({ 'uwsgi.ini': '[uwsgi]\nmodule = shop.wsgi\nprocesses = 4\n' }))?.message).toBe(
      'uWSGI starts 4 processes',
    );
  });

  it('are not shown by one worker, by threads, or by a number that nobody knows', async () => {
    expect(severalProcesses(await project({ Procfile: 'web: gunicorn shop.wsgi -w 1 --threads 8\n' }))).toBe(undefined);
    expect(severalProcesses(await project({ 'gunicorn.conf.py': 'import os\nworkers = int(os.environ["WORKERS"])\n' }))).toBe(undefined);
    expect(severalProcesses(await project({ 'uwsgi.ini': '[uwsgi]\nprocesses = %(%k)\n' }))).toBe(undefined);
  });
});

describe('ASGI', () => {
  it('runs the project where every command says so', async () => {
    expect(asgiStart(await project({ Procfile: 'web: daphne shop.asgi:application\n' }))?.message).toBe(
      'daphne runs the project under ASGI',
    );
    expect(asgiStart(await project({ Procfile: 'web: gunicorn -k uvicorn.workers.UvicornWorker shop.asgi\n' }))).not.toBe(undefined);
  });

  it('does not where one runs it under WSGI, or nothing says', async () => {
    expect(asgiStart(await project({ Procfile: 'web: gunicorn shop.wsgi\nsockets: daphne shop.asgi:application\n' }))).toBe(undefined);
    expect(asgiStart(await project({ 'shop/asgi.py': 'application = None\n' }))).toBe(undefined);
  });
});
