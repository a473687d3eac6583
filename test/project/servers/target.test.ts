import { describe, expect, it } from 'vitest';
import { readCelery } from '../../../server/src/project/servers/celery';
import { resolveServed, servedBy } from '../../../server/src/project/servers/target';
import { projectOf, SETTINGS, type Tree } from '../../support/project';

const PROJECT: Tree = {
  'config/__init__.py': '',
  'config/settings.py': SETTINGS,
  'config/wsgi.py': 'application = get_wsgi_application()\n',
};

/** Where the target of the command of a Procfile leads, in words. */
async function leads(command: string, more: Tree = {}): Promise<string> {
  const project = await projectOf({ ...PROJECT, ...more, Procfile: `web: ${command}\n` });
  const [process] = project.processes;
  const served = process && servedBy(project, process);
  if (!served) return 'nothing is named';
  const found = resolveServed(project, served);
  switch (found.kind) {
    case 'found':
      return `${found.file}${found.attribute ? ` at ${found.attribute.span.start}` : ''}`;
    case 'noModule':
      return `nothing in ${found.folder}, near ${found.near}`;
    case 'noAttribute':
      return `no ${found.name} in ${found.file}, near ${found.near}`;
    case 'unknown':
      return `unknown: ${found.reason}`;
  }
}

describe('what a server is told to serve', () => {
  it.each([
    ['gunicorn config.wsgi', 'config/wsgi.py at 0'],
    ['gunicorn -w 3 --chdir src config.wsgi:application', 'config/wsgi.py at 0'],
    ['gunicorn "config.wsgi:application()"', 'config/wsgi.py at 0'],
    ['waitress-serve --port=80 config.wsgi:application', 'config/wsgi.py at 0'],
    ['uwsgi --http :80 --wsgi-file config/wsgi.py', 'config/wsgi.py at 0'],
    ['uwsgi --http :80 -w config.wsgi --callable app', 'no app in config/wsgi.py, near application'],
    ['gunicorn config.wgsi', 'nothing in config, near wsgi'],
    ['daphne config.asgi:application', 'nothing in config, near undefined'],
    ['gunicorn config.wsgi:aplication', 'no aplication in config/wsgi.py, near application'],
    ['gunicorn shop.wsgi', 'unknown: shop.wsgi is not among the files'],
    ['gunicorn', 'nothing is named'],
    ['gunicorn $APP', 'nothing is named'],
    ['python manage.py runserver', 'nothing is named'],
  ])('%s: %s', async (command, expected) => {
    expect(await leads(command)).toBe(expected);
  });

  it('is not told where several projects have a module of that name, but for the one beside the command', async () => {
    const other = { 'other/config/wsgi.py': 'application = 1\n', 'other/config/settings.py': SETTINGS };
    expect(await leads('gunicorn config.wsgi', other)).toBe('config/wsgi.py at 0');
    const two = { 'a/config/wsgi.py': '', 'b/config/wsgi.py': '', 'config/wsgi.py': '' };
    expect(await leads('uwsgi --http :80 --wsgi-file wsgi.py', two)).toMatch(/^unknown: 3 files/);
  });

  it('is found where a name comes from elsewhere', async () => {
    expect(await leads('gunicorn config.wsgi:app', { 'config/wsgi.py': 'from shop import *\n' })).toBe('config/wsgi.py');
    expect(await leads('gunicorn config.wsgi:app', { 'config/wsgi.py': 'from shop import application as app\n' })).toBe(
      'config/wsgi.py at 0',
    );
    expect(await leads('gunicorn config.wsgi:app', { 'config/wsgi.py': 'globals()["app"] = 1\n' })).toBe('config/wsgi.py');
    expect(await leads('gunicorn config.wsgi:app', { 'config/wsgi.py': 'if True:\n    app = 1\n' })).toMatch(/^config\/wsgi\.py/);
  });
});

describe('commands of celery', () => {
  it.each([
    ['celery -A config worker -l info', 'worker of config, loglevel'],
    ['celery --app=config.celery:app beat --scheduler x', 'beat of config.celery:app, scheduler'],
    ['celery worker -A config --concurrency=4', 'worker of config, app, concurrency'],
    ['celery -A $APP worker', 'worker of undefined, '],
  ])('%s', async (command, expected) => {
    const project = await projectOf({ ...PROJECT, Procfile: `worker: ${command}\n` });
    const [run] = project.runs;
    if (!run) throw new Error('no command was found');
    const { kind, app, own } = readCelery(run.command);
    expect(`${kind} of ${app?.text}, ${own.given.map(({ name }) => name).join(', ')}`).toBe(expected);
  });
});
