import { describe, expect, it } from 'vitest';
import { completionsIn, definitionIn, hoverIn } from '../../../server/src/features/files/dispatch';
import { projectOf, SETTINGS, type Tree } from '../../support/project';

const FORMAT = { format: 'text', link: () => '' } as const;
const PROJECT: Tree = {
  'config/settings.py': SETTINGS,
  'config/wsgi.py': 'from django.core.wsgi import get_wsgi_application\n\napplication = get_wsgi_application()\n',
  'config/asgi.py': 'application = None\n',
  'config/celery.py': 'app = None\n',
  'manage.py': '',
};

/** A file of the project with a `|` where the cursor is. */
async function opened(file: string, marked: string) {
  const offset = marked.indexOf('|');
  const project = await projectOf({ ...PROJECT, [file]: marked.replace('|', '') });
  return { project, file, offset };
}

async function hover(file: string, marked: string): Promise<string | undefined> {
  const open = await opened(file, marked);
  return hoverIn(open.project, file, open.offset, FORMAT)?.text;
}

async function labels(file: string, marked: string): Promise<readonly string[]> {
  const open = await opened(file, marked);
  return completionsIn(open.project, file, open.offset).map(({ label }) => label);
}

async function definition(file: string, marked: string) {
  const open = await opened(file, marked);
  return definitionIn(open.project, file, open.offset);
}

describe('uwsgi.ini', () => {
  it('tells what an option does, under every name that it has', async () => {
    expect(await hover('uwsgi.ini', '[uwsgi]\nhara|kiri = 60\n')).toMatch(/^harakiri \(uWSGI\)\n\nSeconds that a request may take/);
    expect(await hover('uwsgi.ini', '[uwsgi]\nwork|ers = 4\n')).toContain('How many worker processes');
    expect(await hover('uwsgi.ini', '[uwsgi]\nchea|per-idle = 4\n')).toContain('the master process');
    expect(await hover('uwsgi.ini', '[uwsgi]\nour-|name = 4\n')).toBe(undefined);
    expect(await hover('other.ini', '[pytest]\nsock|et = 4\n')).toBe(undefined);
  });

  it('offers options that are not given, and yes and no', async () => {
    const found = await labels('uwsgi.ini', '[uwsgi]\nmaster = true\nne|\n');
    expect(found).toContain('need-app');
    expect(found).not.toContain('master');
    expect(await labels('uwsgi.ini', '[uwsgi]\nvacuum = |\n')).toEqual(['true', 'false']);
    expect(await labels('uwsgi.ini', '[uwsgi]\nsocket = :80\n# ne|\n')).toEqual([]);
  });

  it('leads to what is served', async () => {
    expect(await definition('uwsgi.ini', '[uwsgi]\nmodule = config.w|sgi:application\n')).toEqual([
      { file: 'config/wsgi.py', span: { start: 0, end: 0 } },
    ]);
    expect(await definition('uwsgi.ini', '[uwsgi]\nmodule = config.wsgi:app|lication\n')).toEqual([
      { file: 'config/wsgi.py', span: { start: 51, end: 62 } },
    ]);
  });
});

describe('command lines', () => {
  it.each([
    ['Procfile', 'web: uvicorn config.asgi:application --forwarded-|allow-ips=*\n', /^--forwarded-allow-ips \(uvicorn\)/],
    ['Procfile', 'web: daphne -|b 0.0.0.0 config.asgi:application\n', /^--bind \(daphne\)/],
    ['Procfile', 'worker: celery -A config worker --be|at\n', /^--beat \(celery worker\)/],
    ['Procfile', 'web: uwsgi --mas|ter --http :$PORT --module config.wsgi\n', /^master \(uWSGI\)/],
    ['Procfile', 'web: python manage.py runserver --inse|cure\n', /^--insecure \(manage\.py runserver\)/],
    [
      'compose.yml',
      'services:\n  web:\n    image: shop\n    command: ["granian", "--inter|face", "asgi", "config.asgi:application"]\n',
      /Django does not speak/,
    ],
  ])('in %s: %s', async (file, marked, expected) => {
    expect(await hover(file, marked)).toMatch(expected);
  });

  it('says nothing of values and of flags that nobody knows', async () => {
    expect(await hover('Procfile', 'web: uvicorn config.as|gi:application\n')).toBe(undefined);
    expect(await hover('Procfile', 'web: uvicorn config.asgi:application --no|pe\n')).toBe(undefined);
  });

  it('offers flags that are not given', async () => {
    const found = await labels('Procfile', 'web: uvicorn --host 0.0.0.0 --wo| config.asgi:application\n');
    expect(found).toEqual(expect.arrayContaining(['--workers', '--no-proxy-headers']));
    expect(found).not.toContain('--host');
  });

  it.each([
    ['web: gunicorn config.w|sgi\n', 'config/wsgi.py'],
    ['web: uvicorn config.a|sgi:application\n', 'config/asgi.py'],
    ['worker: celery -A con|fig worker\n', 'config/celery.py'],
  ])('leads from %s to the module', async (marked, file) => {
    expect(await definition('Procfile', marked)).toEqual([{ file, span: { start: 0, end: 0 } }]);
  });
});

describe('Caddyfile', () => {
  it('tells what directives do', async () => {
    expect(await hover('Caddyfile', 'example.org {\n\treverse_|proxy web:8000\n}\n')).toContain('X-Forwarded-Proto');
    expect(await hover('Caddyfile', 'example.org {\n\treverse_proxy web:8000 {\n\t\theader_|up X-A b\n\t}\n}\n')).toMatch(
      /^header_up \(Caddy\)/,
    );
    expect(await hover('Caddyfile', 'example.org {\n\treverse_proxy web:80|00\n}\n')).toBe(undefined);
  });

  it('offers directives within a site', async () => {
    expect(await labels('Caddyfile', 'example.org {\n\tfi|\n}\n')).toContain('file_server');
    expect(await labels('Caddyfile', 'exam|\n')).toEqual([]);
  });
});
