import { describe, expect, it } from 'vitest';
import type { Value } from '../../../server/src/evaluate/value';
import { gunicornListens } from '../../../server/src/project/servers/gunicorn/listens';
import { type GunicornRun, gunicornRuns } from '../../../server/src/project/servers/gunicorn/runs';
import { projectOf, type Tree } from '../../support/project';

async function runs(tree: Tree): Promise<readonly GunicornRun[]> {
  return gunicornRuns(await projectOf(tree));
}

async function run(tree: Tree): Promise<GunicornRun> {
  const [first, ...others] = await runs(tree);
  if (!first || others.length > 0) throw new Error(`${others.length + (first ? 1 : 0)} runs`);
  return first;
}

/** `command 3`: where a value comes from, and what it is. */
function told(one: GunicornRun, name: string): string {
  const { value, origin } = one.setting(name);
  return `${origin} ${shown(value)}`;
}

function shown(value: Value): string {
  switch (value.kind) {
    case 'list':
    case 'tuple':
      return `[${value.items.map((item) => (item.kind === 'rest' ? '…' : shown(item))).join(', ')}]`;
    case 'int':
    case 'bool':
    case 'str':
      return String(value.value);
    default:
      return value.kind;
  }
}

const unit = (line: string, more = '') => ({ 'shop.service': `[Service]\n${more}ExecStart=/srv/venv/bin/gunicorn ${line}\n` });

describe('a run of gunicorn', () => {
  it('takes the command line over GUNICORN_CMD_ARGS over the file over the environment over the default', async () => {
    const one = await run({
      'compose.yml':
        'services:\n  web:\n    image: shop\n    command: gunicorn -w 5 config.wsgi\n    environment:\n      WEB_CONCURRENCY: "2"\n      GUNICORN_CMD_ARGS: "--workers 3 --timeout 60"\n',
      'config/wsgi.py': '',
      'gunicorn.conf.py': 'workers = 4\ntimeout = 90\nthreads = 8\n',
    });
    expect(['workers', 'timeout', 'threads', 'keepalive'].map((name) => told(one, name))).toEqual([
      'command 5',
      'arguments 60',
      'file 8',
      'default 2',
    ]);
    expect(one).toMatchObject({ kind: 'production', host: 'container', service: 'web', app: 'config.wsgi' });
  });

  it('has its defaults from the environment', async () => {
    const compose = 'services:\n  web:\n    image: shop\n    command: gunicorn config.wsgi\n    environment:\n';
    const one = await run({ 'compose.yml': `${compose}      WEB_CONCURRENCY: "2"\n      PORT: "80"\n      FORWARDED_ALLOW_IPS: "*"\n` });
    expect(['workers', 'bind', 'forwarded_allow_ips'].map((name) => told(one, name))).toEqual([
      'environment 2',
      'environment [0.0.0.0:80]',
      'environment *',
    ]);
  });

  it('has no certain default where a platform sets variables of its own', async () => {
    const one = await run({ Procfile: 'web: gunicorn config.wsgi\n' });
    expect(['workers', 'bind', 'timeout'].map((name) => told(one, name))).toEqual(['default unknown', 'default unknown', 'default 30']);
  });

  it.each<[string, string, string, string]>([
    ['glued on', '-w4', 'workers', 'command 4'],
    ['by an equals sign', '--workers=4', 'workers', 'command 4'],
    ['abbreviated', '--workers 3 --timeo 9', 'timeout', 'command 9'],
    ['several times', '-b 127.0.0.1:80 -b unix:/x', 'bind', 'command [127.0.0.1:80, unix:/x]'],
    ['twice, and the last one counts', '-w 3 -w 4', 'workers', 'command 4'],
    ['bundled', '-Rw 4', 'workers', 'command 4'],
    ['as a flag alone', '--preload', 'preload_app', 'command true'],
    ['as the opposite', '--no-sendfile', 'sendfile', 'command false'],
    ['octal', '-m 007', 'umask', 'command 7'],
  ])('reads an option %s', async (_how, words, name, expected) => {
    expect(told(await run(unit(`${words} config.wsgi`)), name)).toBe(expected);
  });

  it('knows nothing of what a list of options in a variable may say', async () => {
    const one = await run({ 'start.sh': 'exec gunicorn config.wsgi -w 3 $OPTIONS --timeout 9\n' });
    expect(['workers', 'timeout', 'threads'].map((name) => told(one, name))).toEqual(['command unknown', 'command 9', 'command unknown']);
  });

  it('goes on behind a value that is not told', async () => {
    const one = await run({ 'start.sh': 'exec gunicorn -w $WORKERS --bind=0.0.0.0:$PORT -t 9 "$APP"\n' });
    expect(['workers', 'bind', 'timeout', 'threads'].map((name) => told(one, name))).toEqual([
      'command unknown',
      'command [unknown]',
      'command 9',
      'default 1',
    ]);
  });
});

describe('its configuration file', () => {
  const file = async (line: string, tree: Tree) => {
    const [first] = await runs({ ...unit(line), ...tree });
    return first?.config?.file ?? told(first as GunicornRun, 'workers');
  };
  const CONF = 'bind = "127.0.0.1:80"\nworkers = 4\n';

  it('is the one that the command names', async () => {
    expect(await file('-c /srv/shop/deploy/web.py config.wsgi', { 'deploy/web.py': CONF })).toBe('deploy/web.py');
    expect(await file('--config=file:web.py config.wsgi', { 'web.py': CONF, 'config/wsgi.py': '' })).toBe('web.py');
    expect(await file('-c python:config.web config.wsgi', { 'config/web.py': CONF, 'config/wsgi.py': '' })).toBe('config/web.py');
  });

  it('is the default one beside the application', async () => {
    expect(await file('config.wsgi', { 'src/gunicorn.conf.py': CONF, 'src/config/wsgi.py': '' })).toBe('src/gunicorn.conf.py');
  });

  it('is none where there is none, and not known where it may be another', async () => {
    expect(await file('config.wsgi', { 'config/wsgi.py': '' })).toBe('default 1');
    expect(await file('config.wsgi', { 'deploy/gunicorn.conf.py': CONF, 'config/wsgi.py': '' })).toBe('file unknown');
    expect(await file('-c gone.py config.wsgi', {})).toBe('file unknown');
    expect(await file('-c conf.py config.wsgi', { 'a/conf.py': CONF, 'b/conf.py': CONF })).toBe('file unknown');
  });

  it('is a run of its own where no command names it', async () => {
    const [one, ...others] = await runs({ 'gunicorn.conf.py': CONF });
    expect(one).toMatchObject({ name: 'gunicorn.conf.py', host: undefined, kind: 'production' });
    expect(others).toEqual([]);
    expect(one && told(one, 'workers')).toBe('file 4');
    expect(one && told(one, 'threads')).toBe('default unknown');
  });
});

describe('where it listens', () => {
  const listens = async (line: string, more = '') => {
    const project = await projectOf(unit(line, more));
    const [process] = project.processes;
    const { listens: found, open } = process ? gunicornListens(project, process) : { listens: [], open: 'no process' };
    const words = found.map((one) =>
      one.kind === 'tcp' ? `${one.host}:${one.port}` : one.kind === 'unix' ? `unix:${one.path}` : one.kind,
    );
    return [...words, ...(open === undefined ? [] : ['open'])];
  };

  it.each<[string, readonly string[]]>([
    ['-b 0.0.0.0:80 -b [::1]:81 shop.wsgi', ['0.0.0.0:80', '::1:81']],
    ['-b unix:/run/shop/x.sock shop.wsgi', ['unix:/run/shop/x.sock']],
    ['-b unix:x.sock shop.wsgi', ['unix:']],
    ['-b fd://3 shop.wsgi', ['inherited']],
    ['-b :8000 shop.wsgi', [':8000']],
    ['shop.wsgi', ['127.0.0.1:8000']],
    ['-b 0.0.0.0:${PORT} shop.wsgi', ['0.0.0.0:undefined']],
    ['-b $WHERE shop.wsgi', ['open']],
  ])('gunicorn %s', async (line, expected) => {
    expect(await listens(line)).toEqual(expected);
  });

  it('is below its folder for a relative socket', async () => {
    expect(await listens('-b unix:x.sock shop.wsgi', 'WorkingDirectory=/srv/shop\n')).toEqual(['unix:/srv/shop/x.sock']);
  });
});
