import { describe, expect, it } from 'vitest';
import { fixed, judge, type Workspace } from './support';

const config = (text: string, files: Readonly<Record<string, string>> = {}): Workspace => ({
  files: { 'gunicorn.conf.py': text, ...files },
  file: 'gunicorn.conf.py',
});

async function found(workspace: Workspace, rule: string): Promise<readonly string[]> {
  return (await judge(workspace, rule)).findings.map((finding) => `${finding.severity}: ${finding.message.split('\n')[0]}`);
}

/** What gunicorn 26.2 said to each value before it served. */
const TAKEN = {
  workers: ['0', '4', 'True', '"4"', '" 4 "', '"0x10"', '"1_000"'],
  timeout: ['0', '"30"'],
  preload_app: ['None', 'True', '"true"', '" False "'],
  bind: [
    'None',
    '[]',
    '"unix:/x"',
    '"fd://3"',
    '"tcp://0.0.0.0:80"',
    '"[::1]:80"',
    '("127.0.0.1:8000", "[::]:80")',
    '"localhost"',
    '{"127.0.0.1:8000"}',
  ],
  forwarded_allow_ips: ['None', '""', '"*"', '"127.0.0.1,::1"', '"10.0.0.0/8"'],
  proxy_protocol: ['True', 'None', '"V2"', '"0"', '"none"'],
  header_map: ['"drop"', '" Refuse "', 'None'],
  http_protocols: ['"h1,h2"', '"H1"', 'None'],
  secure_scheme_headers: ['{}', '{"X": "y"}'],
  raw_env: ['"A=1"', '["A=1"]', 'None', '[]'],
  worker_class: ['"gthread"', '"a.b"', '"egg:gunicorn#sync"', 'str', 'None'],
  pidfile: ['None', '"x"'],
  user: ['None', '0', '"www-data"'],
  post_fork: ['lambda server, worker: None', '"shop.hooks.post_fork"'],
  ssl_version: ['5'],
} as const;
const REFUSED = {
  workers: ['None', '-1', '4.0', '"08"', '"four"', '"-3"', '[]', '""'],
  timeout: ['0.5', 'None'],
  preload_app: ['1', '0', '"yes"', '"1"', '""', '[]'],
  bind: ['True', '5', '"0.0.0.0:http"', '":80000"', '"http://0.0.0.0:80"', '["127.0.0.1:8000", 1]'],
  forwarded_allow_ips: ['["127.0.0.1"]', '"nginx"', 'True'],
  proxy_protocol: ['1', '"yes"', '[]'],
  header_map: ['"keep"', 'True'],
  http_protocols: ['"h4"', '["h1"]'],
  secure_scheme_headers: ['None', '[]', '"x"'],
  raw_env: ['[1]', '5', '"A"', '{"A": 1}'],
  worker_class: ['"nosuch"', '5', '["sync"]'],
  pidfile: ['5', 'True', 'Path("/tmp/x")'],
  post_fork: ['None', '"hook"', '5'],
  reload_engine: ['"watch"', 'None', 'True'],
  http2_max_frame_size: ['5', '"0x10"'],
} as const;

describe('the values that gunicorn takes', () => {
  const errors = async (name: string, value: string) =>
    (await judge(config(`from pathlib import Path\n${name} = ${value}\n`), 'gunicorn/invalid-value')).findings.length;

  it.each(Object.entries(TAKEN))('%s', async (name, values) => {
    for (const value of values) expect(await errors(name, value), `${name} = ${value}`).toBe(0);
  });

  it.each(Object.entries(REFUSED))('%s, and those that it refuses', async (name, values) => {
    for (const value of values) expect(await errors(name, value), `${name} = ${value}`).toBe(1);
  });
});

describe('a value that gunicorn refuses', () => {
  const rule = 'gunicorn/invalid-value';

  it('is a fraction of a number that nobody knows', async () => {
    const text = 'import multiprocessing\n';
    for (const value of ['multiprocessing.cpu_count() / 2', 'multiprocessing.cpu_count() * 1.5', '1 + multiprocessing.cpu_count() / 2']) {
      expect(await found(config(`${text}workers = ${value}\n`), rule), value).toHaveLength(1);
    }
    expect(await found(config(`${text}workers = multiprocessing.cpu_count() // 2 + 1\n`), rule)).toEqual([]);
  });

  it('is none where one case is right', async () => {
    expect(await found(config('import os\nworkers = 4.5 if os.environ.get("X") else 4\n'), rule)).toEqual([]);
  });

  it('is a hook with other arguments than gunicorn gives it', async () => {
    expect(await found(config('def when_ready():\n    pass\n'), rule)).toEqual([
      'error: when_ready takes 0 arguments, and gunicorn calls it with 1.',
    ]);
    expect(await found(config('def on_exit(*args):\n    pass\n'), rule)).toHaveLength(1);
    const right = 'def post_request(worker, req):\n    pass\n\n\ndef pre_fork(server, worker, *, extra=None):\n    pass\n';
    expect(await found(config(right), rule)).toEqual([]);
    expect(await found(config('@wrapped\ndef when_ready():\n    pass\n'), rule)).toEqual([]);
  });

  it('is no log level that a logger of its own may know', async () => {
    expect(await found(config('loglevel = "trace"\n'), rule)).toEqual(['warning: There is no log level "trace".']);
    expect(await found(config('loglevel = "trace"\nlogger_class = "shop.log.Logger"\n'), rule)).toEqual([]);
  });
});

describe('a name that is no setting', () => {
  const rule = 'gunicorn/unknown-setting';

  it.each([
    ['log_level', 'loglevel'],
    ['access_log', 'accesslog'],
    ['worker_connection', 'worker_connections'],
    ['time_out', 'timeout'],
    ['keep_alive', 'keepalive'],
    ['access_logfile', 'accesslog'],
    ['BIND', 'bind'],
  ])('%s is meant for %s', async (name, right) => {
    expect(fixed(await judge(config(`${name} = "x"\n`), rule))).toEqual({ 'gunicorn.conf.py': `${right} = "x"\n` });
  });

  it.each([
    'cores',
    'project',
    'BASE_DIR',
    'name',
    'env',
    'host',
    'port',
    'worker',
    '_workers',
    'web_concurrency',
    'django_settings_module',
    'chroot',
    'log_dir',
  ])('%s is a helper', async (name) => {
    expect(await found(config(`${name} = "x"\n`), rule)).toEqual([]);
  });

  it('is a helper where the file reads it, and no mistake where the setting is there too', async () => {
    expect(await found(config('max_request = 1000\nmax_requests = max_request\n'), rule)).toEqual([]);
    expect(await found(config('max_request = 1000\nmax_requests_jitter = max_request // 10\n'), rule)).toEqual([]);
    expect(await found(config('worker_clas = "a"\nworker_class = "sync"\n'), rule)).toEqual([]);
  });

  it('is told by the version that the project uses', async () => {
    const files = { 'requirements.txt': 'gunicorn==22.0.0\n' };
    expect(await found(config('control_socket_disable = True\n', files), rule)).toEqual([
      'warning: control_socket_disable came with gunicorn 25.1.0; this project uses 22.0.',
    ]);
    expect(await found(config('control_socket_disable = True\n'), rule)).toEqual([]);
  });
});

describe('a setting that gunicorn removed', () => {
  it('is renamed, or removed where its successor is there', async () => {
    expect(fixed(await judge(config('logfile = "/x"\n'), 'gunicorn/removed-setting'))).toEqual({ 'gunicorn.conf.py': 'errorlog = "/x"\n' });
    expect(fixed(await judge(config('logfile = "/x"\nerrorlog = "-"\n'), 'gunicorn/removed-setting'))).toEqual({
      'gunicorn.conf.py': 'errorlog = "-"\n',
    });
  });

  it('counts from the version on that lacks it', async () => {
    const files = { 'requirements.txt': 'gunicorn==22.0.0\n' };
    expect(await found(config('tolerate_dangerous_framing = True\n', files), 'gunicorn/removed-setting')).toEqual([]);
    expect(await found(config('tolerate_dangerous_framing = True\n'), 'gunicorn/removed-setting')).toHaveLength(1);
  });

  it('may be a worker class', async () => {
    const files = { 'requirements.txt': 'gunicorn==25.0.0\n' };
    expect(await found(config('worker_class = "eventlet"\n', files), 'gunicorn/worker-class-removed')).toEqual([]);
    expect(await found(config('worker_class = "eventlet"\n'), 'gunicorn/worker-class-removed')).toHaveLength(1);
  });
});

describe('trust in every proxy', () => {
  const rule = 'gunicorn/forwarded-allow-all';
  const text = (bind: string) => `bind = ${bind}\nforwarded_allow_ips = "*"\n`;

  it('is reported where other machines reach the port', async () => {
    for (const bind of ['"0.0.0.0:80"', '":80"', '"[::]:80"', '"tcp://192.0.2.1:80"', '["unix:/x", "0.0.0.0:80"]']) {
      expect(await found(config(text(bind)), rule), bind).toHaveLength(1);
    }
  });

  it('is not where nobody does, or nobody can tell', async () => {
    for (const bind of ['"127.0.0.1:80"', '"localhost:80"', '"[::1]:80"', '"unix:/run/x.sock"', '"fd://3"', 'unknown()', '[]']) {
      expect(await found(config(text(bind)), rule), bind).toEqual([]);
    }
  });

  it('is not in a container or on a platform', async () => {
    for (const file of ['Dockerfile', 'deploy/web.Dockerfile', 'docker-compose.prod.yml', 'Procfile', 'fly.toml', 'render.yaml']) {
      expect(await found(config(text('"0.0.0.0:80"'), { [file]: '' }), rule), file).toEqual([]);
    }
  });
});
