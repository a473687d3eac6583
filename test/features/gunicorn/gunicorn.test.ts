import { describe, expect, it } from 'vitest';
import { gunicornFeatures } from '../../../server/src/features/gunicorn';
import { projectOf, type Tree } from '../../support/project';

const FORMAT = { format: 'text', link: () => '' } as const;

/** A file with `$0` where the cursor is, opened. */
async function opened(file: string, marked: string, more: Tree = {}) {
  const offset = marked.indexOf('$0');
  const text = marked.replace('$0', '');
  const project = await projectOf({ ...more, [file]: text });
  return { project, offset, text };
}

async function hover(file: string, marked: string, more: Tree = {}): Promise<string | undefined> {
  const { project, offset, text } = await opened(file, marked, more);
  if (!gunicornFeatures.owns(project, file)) return 'not owned';
  const found = gunicornFeatures.hover?.(project, file, offset, FORMAT);
  return found && `${text.slice(found.span.start, found.span.end)}: ${found.text}`;
}

/** The text after each completion is chosen, by label. */
async function completed(file: string, marked: string, more: Tree = {}): Promise<ReadonlyMap<string, string>> {
  const { project, offset, text } = await opened(file, marked, more);
  const found = gunicornFeatures.completions?.(project, file, offset) ?? [];
  return new Map(found.map(({ label, span, text: own }) => [label, text.slice(0, span.start) + own + text.slice(span.end)]));
}

describe('hover on an option', () => {
  it.each<[string, string, string]>([
    ['of a unit', 'shop.service', '[Service]\nExecStart=/v/bin/gunicorn --wor$0kers 3 shop.wsgi\n'],
    ['of a Dockerfile', 'Dockerfile', 'FROM python\nCMD ["gunicorn", "-$0w", "3", "shop.wsgi"]\n'],
    ['of a compose file', 'compose.yml', 'services:\n  web:\n    image: a\n    command: gunicorn --workers=$03 a.wsgi\n'],
    ['of a Procfile', 'Procfile', 'web: gunicorn -w$03 a.wsgi\n'],
    ['of a script', 'start.sh', 'exec gunicorn --workers $03 a.wsgi\n'],
  ])('%s tells what it does, and what it is here', async (_where, file, text) => {
    const shown = await hover(file, text);
    expect(shown).toContain('How many worker processes share the requests.');
    expect(shown).toMatch(/gunicorn .*: 3 — command line, /);
  });

  it('in GUNICORN_CMD_ARGS', async () => {
    const text =
      'services:\n  web:\n    image: a\n    command: gunicorn a.wsgi\n    environment:\n      GUNICORN_CMD_ARGS: "--workers $03"\n';
    expect(await hover('compose.yml', text)).toMatch(/: 3 — GUNICORN_CMD_ARGS, /);
  });

  it('is silent on the application, and elsewhere', async () => {
    expect(await hover('Procfile', 'web: gunicorn -w 3 a.w$0sgi\n')).toBeUndefined();
    expect(await hover('Procfile', 'w$0eb: gunicorn -w 3 a.wsgi\n')).toBeUndefined();
  });
});

describe('completion of settings', () => {
  const names = async (text: string, more: Tree = {}) => completed('gunicorn.conf.py', text, more);

  it('offers those that are not set yet, with a value to start from', async () => {
    const found = await names('bind = "a:1"\nwor$0\n');
    expect(found.get('workers')).toBe('bind = "a:1"\nworkers = ${1:3}\n');
    expect(found.has('bind')).toBe(false);
    expect(found.get('post_fork')).toContain('def post_fork(server, worker):\n    ');
  });

  it('offers them on an empty line, and nowhere inside of something else', async () => {
    expect((await names('workers = 3\n$0\n')).has('bind')).toBe(true);
    expect((await names('def post_fork(server, worker):\n    wor$0\n')).size).toBe(0);
    expect((await names('bind = [\n$0\n]\n')).size).toBe(0);
  });

  it('offers what the version of the project knows', async () => {
    const more = { 'requirements.txt': 'gunicorn==22.0.0\n' };
    expect((await names('$0\n', more)).has('control_socket')).toBe(false);
    expect((await names('$0\n')).has('control_socket')).toBe(true);
  });

  it('offers the values of a setting that has a few', async () => {
    expect([...(await names('loglevel = "$0"\n')).keys()]).toEqual(['critical', 'debug', 'error', 'info', 'warning']);
    expect((await names('worker_class = "g$0"\n')).get('gthread')).toBe('worker_class = "gthread"\n');
    expect((await names('worker_class = "$0"\n')).has('eventlet')).toBe(false);
  });
});

describe('completion of options', () => {
  it('offers flags that are not given yet, in the place of what is typed', async () => {
    const found = await completed('Procfile', 'web: gunicorn -w 3 --tim$0 a.wsgi\n');
    expect(found.get('--timeout')).toBe('web: gunicorn -w 3 --timeout a.wsgi\n');
    const list = await completed('Dockerfile', 'FROM python\nCMD ["gunicorn", "--bi$0"]\n');
    expect(list.get('--bind')).toBe('FROM python\nCMD ["gunicorn", "--bind"]\n');
  });

  it('offers them at the end of the line', async () => {
    const found = await completed('Procfile', 'web: gunicorn --workers 3 a.wsgi $0\n');
    expect(found.get('--timeout')).toBe('web: gunicorn --workers 3 a.wsgi --timeout\n');
    expect(found.has('--workers')).toBe(false);
  });

  it('offers the values of an option that has a few', async () => {
    const found = await completed('Procfile', 'web: gunicorn --log-level in$0 a.wsgi\n');
    expect(found.get('info')).toBe('web: gunicorn --log-level info a.wsgi\n');
    expect((await completed('Procfile', 'web: gunicorn --log-level=w$0 a.wsgi\n')).get('warning')).toBe(
      'web: gunicorn --log-level=warning a.wsgi\n',
    );
  });
});

describe('definition', () => {
  it('leads from the option to the configuration file', async () => {
    const { project, offset } = await opened('Procfile', 'web: gunicorn -c con$0f.py a.wsgi\n', {
      'conf.py': 'bind = "a:1"\nworkers = 3\n',
    });
    expect(gunicornFeatures.definition?.(project, 'Procfile', offset)).toMatchObject([{ file: 'conf.py' }]);
  });
});
