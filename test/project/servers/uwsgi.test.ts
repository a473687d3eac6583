import { describe, expect, it } from 'vitest';
import { MemoryFiles } from '../../../server/src/host/files';
import { serverFlag, serverOptions } from '../../../server/src/knowledge/servers';
import { uwsgiName, uwsgiOption, uwsgiOptions } from '../../../server/src/knowledge/uwsgi';
import { hasMaster, isUwsgiOn, lastOf, numberOf } from '../../../server/src/project/servers/uwsgi/query';
import { uwsgiFileRun } from '../../../server/src/project/servers/uwsgi/run';
import { projectOf } from '../../support/project';

function run(text: string, more: Readonly<Record<string, string>> = {}) {
  const all = { 'uwsgi.ini': `[uwsgi]\n${text}\n`, ...more };
  return uwsgiFileRun({ files: new MemoryFiles(new Map(Object.entries(all))), listing: Object.keys(all) }, 'uwsgi.ini');
}

describe('what a uWSGI has', () => {
  it.each([
    ['master = true', true],
    ['master', true],
    ['master = 1', true],
    ['master = on ; because', true],
    ['master = off', false],
    ['master = FALSE', false],
    ['', false],
    ['master = true\nmaster = no', false],
    ['cheaper = 2', true],
    ['touch-reload = /tmp/x', true],
    ['stats = :9191', true],
    ['if-env = X\nmaster = true\nendif =', undefined],
    ['master = $(MASTER)', undefined],
    ['include = missing.ini', undefined],
  ])('%j: a master is %s', (text, expected) => {
    expect(hasMaster(run(text))).toBe(expected);
  });

  it('counts the last of several, under any name, and digits only', () => {
    expect(numberOf(run('workers = 2\nprocesses = 4 ; four'), 'processes')).toBe(4);
    expect(numberOf(run('processes = %k'), 'processes')).toBe(undefined);
    expect(numberOf(run('n = 3\nprocesses = %(n)'), 'processes')).toBe(3);
    expect(numberOf(run('processes = %(n + 1)'), 'processes')).toBe(undefined);
  });

  it('puts other keys in, wherever they stand, and ends where they go in a circle', () => {
    expect(lastOf(run('socket = %(base)/s\nbase = /run'), 'socket')?.value).toBe('/run/s');
    expect(lastOf(run('a = %(b)\nb = %(a)\nsocket = %(a)'), 'socket')?.value).toBe(undefined);
    expect(lastOf(run('socket = /run/@(name)'), 'socket')?.value).toBe(undefined);
  });

  it('reads what it includes, once', () => {
    const found = run('include = common.ini', { 'common.ini': '[uwsgi]\nvacuum = true\ninclude = uwsgi.ini\n' });
    expect([isUwsgiOn(found, 'vacuum'), found.open, found.files]).toEqual([true, undefined, ['uwsgi.ini:uwsgi', 'common.ini:uwsgi']]);
  });

  it('joins the command line, the environment and the file', async () => {
    const project = await projectOf({
      'uwsgi.ini': '[uwsgi]\nprocesses = 2\n[dev]\nprocesses = 1\n',
      'compose.yml':
        'services:\n  web:\n    image: shop\n    command: uwsgi --ini uwsgi.ini:dev --threads 4 --mast\n    environment:\n      UWSGI_HTTP: ":8000"\n',
    });
    const [subject] = project.subjects('server');
    expect(subject?.uwsgi?.settings.map(({ name, value, source }) => [name, value, source])).toEqual([
      ['http', ':8000', 'environment'],
      ['ini', 'uwsgi.ini:dev', 'command'],
      ['processes', '1', 'file'],
      ['threads', '4', 'command'],
    ]);
    // `--mast` is short for `--master`, and for `--master-fifo` too.
    expect(subject?.uwsgi?.strange.map(({ text }) => text)).toEqual(['--mast']);
  });
});

describe('servers as subjects', () => {
  it('are processes, and ini files that none of them names', async () => {
    const project = await projectOf({
      Procfile: 'web: uwsgi --ini uwsgi.ini\n',
      'uwsgi.ini': '[uwsgi]\nmodule = config.wsgi\nsocket = :1\n',
      'deploy/production/uwsgi.ini': '[uwsgi]\nmodule = config.wsgi\nsocket = :2\n',
      'example/uwsgi.ini': '[uwsgi]\nmodule = config.wsgi\n',
      'tox.ini': '[tox]\n',
    });
    expect(project.subjects('server').map(({ name, kind, isProduction, files }) => [name, kind, isProduction, files])).toEqual([
      ['uWSGI as web of Procfile', 'production', true, ['Procfile', 'uwsgi.ini']],
      ['deploy/production/uwsgi.ini', 'production', true, ['deploy/production/uwsgi.ini']],
    ]);
  });
});

describe('the facts', () => {
  it('know the options of uWSGI and of its plugins, under one name each', () => {
    expect(uwsgiOptions().length).toBeGreaterThan(1300);
    expect(uwsgiOption('harakiri')).toEqual({ name: 'harakiri', short: 't', relevant: true });
    expect(uwsgiOption('wsgi-file')?.plugin).toBe('python');
    expect(uwsgiOption('psgi')?.plugin).toBe('psgi');
    expect([uwsgiName('workers'), uwsgiName('venv'), uwsgiName('http')]).toEqual(['processes', 'virtualenv', 'http']);
  });

  it('know the flags of servers', () => {
    expect(serverOptions('uvicorn')).toHaveLength(51);
    expect(serverFlag('uvicorn', '--no-proxy-headers')?.name).toBe('proxy_headers');
    expect(serverFlag('daphne', '-b')?.name).toBe('host');
    expect(serverFlag('granian', '--interface')).toMatchObject({ default: 'rsgi', env: 'GRANIAN_INTERFACE' });
    expect(serverFlag('celery worker', '-B')?.name).toBe('beat');
  });
});
