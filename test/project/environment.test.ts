import { describe, expect, it } from 'vitest';
import { environmentOf as userEnvironment } from '../../server/src/evaluate/environment';
import { environmentOf } from '../support/environment';
import { kinds, projectOf, SETTINGS, starts, type Tree } from '../support/project';

const unit = (...lines: readonly string[]) => ['[Service]', ...lines, 'ExecStart=/srv/app/bin/gunicorn site.wsgi', ''].join('\n');

async function debugOf(tree: Tree) {
  return (await environmentOf(tree, ['DEBUG'])).DEBUG;
}

describe('a systemd unit', () => {
  it('gives its variables, quoted or not, and a later one wins', async () => {
    const tree = { 'deploy/app.service': unit('Environment=DEBUG=0 "NAME=a b"', "Environment='DEBUG=1' PERCENT=5%%") };
    expect(await environmentOf(tree, ['DEBUG', 'NAME', 'PERCENT', 'OTHER'])).toEqual({
      DEBUG: '1 (deploy/app.service:3)',
      NAME: 'a b (deploy/app.service:2)',
      PERCENT: '5% (deploy/app.service:3)',
      OTHER: 'open',
    });
  });

  it('has escapes, and ends a line at a mistake', async () => {
    const tree = { 'app.service': unit('Environment=DEBUG=\\x31 HOST=a\\sb NAME=\\q OTHER=1') };
    expect(await environmentOf(tree, ['DEBUG', 'HOST', 'NAME', 'OTHER'])).toEqual({
      DEBUG: '1 (app.service:2)',
      HOST: 'a b (app.service:2)',
      NAME: 'open',
      OTHER: 'open',
    });
  });

  it('may be given anything by a specifier for a name', async () => {
    expect(await debugOf({ 'app@.service': unit('Environment=DEBUG=0', 'Environment=%i=1') })).toBe(
      '0 (app@.service:2) unless DEBUG is set in app@.service',
    );
  });

  it('is cleared by an empty assignment, and by UnsetEnvironment', async () => {
    expect(await debugOf({ 'app.service': unit('Environment=DEBUG=1', 'Environment=') })).toBe('open');
    expect(await debugOf({ 'app.service': unit('Environment=DEBUG=1', 'UnsetEnvironment=DEBUG') })).toBe('open');
  });

  it('has what drop-ins add, in the order of their names', async () => {
    const dropIn = (value: string) => `[Service]\nEnvironment=DEBUG=${value}\n`;
    const tree = {
      'app.service': unit('Environment=DEBUG=0'),
      'app.service.d/20-b.conf': dropIn('2'),
      'app.service.d/10-a.conf': dropIn('1'),
      'app.service.d/notes.txt': dropIn('3'),
    };
    expect(await debugOf(tree)).toBe('2 (app.service.d/20-b.conf:2)');
  });

  it('loses against its env file, wherever the line stands', async () => {
    const tree = {
      'app.service': unit('EnvironmentFile=-/srv/app/deploy/production.env', 'Environment=DEBUG=0', 'WorkingDirectory=/srv/app'),
      'deploy/production.env': 'DEBUG=1\n',
    };
    expect(await debugOf(tree)).toBe('1 (deploy/production.env:1)');
  });

  it('holds only as long as an env file that nobody sees does not say otherwise', async () => {
    expect(await debugOf({ 'app.service': unit('Environment=DEBUG=0', 'EnvironmentFile=-/etc/app.env') })).toBe(
      '0 (app.service:2) unless DEBUG is set in /etc/app.env',
    );
  });

  it('is silent on a specifier, on what it passes on, and on what it does not start', async () => {
    expect(await debugOf({ 'app@.service': unit('Environment=DEBUG=%i') })).toBe('set (app@.service:2)');
    expect(await debugOf({ 'app.service': unit('PassEnvironment=DEBUG') })).toBe('open');
    expect(await debugOf({ 'worker.service': '[Service]\nEnvironment=DEBUG=1\nExecStart=/bin/celery -A site worker\n' })).toBe('open');
  });
});

describe('a Procfile', () => {
  it('gives what stands before the command of web', async () => {
    expect(await debugOf({ Procfile: 'worker: DEBUG=2 gunicorn site.wsgi\nweb: DEBUG=1 gunicorn site.wsgi --log-file -\n' })).toBe(
      '1 (Procfile:2)',
    );
  });

  it('takes nothing for certain from the .env beside it', async () => {
    expect(await debugOf({ Procfile: 'web: gunicorn site.wsgi\n', '.env': 'DEBUG=1\n' })).toBe('open');
  });

  it('takes what app.json says for one of the values that the app may have', async () => {
    const tree = {
      Procfile: 'web: gunicorn site.wsgi\n',
      'app.json': '{"env": {"DEBUG": {"value": "1"}, "KEY": {"generator": "secret"}}}',
    };
    expect(await debugOf(tree)).toContain('1 (app.json:1) if app.json:1 gives DEBUG; unknown if');
    expect((await environmentOf(tree, ['KEY'])).KEY).toBe('open');
  });
});

describe('gunicorn', () => {
  const web = (command: string, config = '') => ({ Procfile: `web: ${command}\n`, ...(config && { 'gunicorn.conf.py': config }) });

  it('puts raw_env of its configuration over what it starts with', async () => {
    expect(await debugOf(web('DEBUG=0 gunicorn site.wsgi', 'raw_env = ["DEBUG=1"]\n'))).toBe('1 (gunicorn.conf.py:1)');
    expect(await debugOf(web('DEBUG=0 gunicorn -c conf/g.py site.wsgi', 'raw_env = ["DEBUG=1"]\n'))).toBe('0 (Procfile:1)');
  });

  it('lets --env on the command line replace raw_env', async () => {
    expect(await debugOf(web('gunicorn --env DEBUG=2 site.wsgi', 'raw_env = ["DEBUG=1"]\n'))).toBe('2 (Procfile:1)');
    expect(await debugOf(web('gunicorn -e DEBUG=2 site.wsgi'))).toBe('2 (Procfile:1)');
    expect(await debugOf(web('gunicorn --env=DEBUG=2 site.wsgi'))).toBe('2 (Procfile:1)');
  });

  it('may be given anything by a raw_env that is not known', async () => {
    const config = 'import os\nraw_env = [os.environ["EXTRA"]]\n';
    expect(await debugOf(web('DEBUG=0 gunicorn site.wsgi', config))).toBe('0 (Procfile:1) unless DEBUG is set in gunicorn.conf.py');
  });
});

describe('a script that starts the server', () => {
  const script = (...lines: readonly string[]) => ({ Procfile: 'web: ./start.sh\n', 'start.sh': ['#!/bin/sh', ...lines, ''].join('\n') });

  it('gives what it exports', async () => {
    expect(await debugOf(script('export DEBUG="1"', 'exec gunicorn site.wsgi'))).toBe('1 (start.sh:2)');
    expect(await debugOf(script('DEBUG=1', 'export DEBUG', 'exec gunicorn site.wsgi'))).toBe('1 (start.sh:2)');
    expect(await debugOf(script('set -a', 'DEBUG=1', 'exec gunicorn site.wsgi'))).toBe('1 (start.sh:3)');
    expect(await debugOf(script('python manage.py migrate && export DEBUG=1 && exec gunicorn site.wsgi'))).toBe('1 (start.sh:2)');
    expect(await debugOf(script('exec env DEBUG=1 gunicorn site.wsgi'))).toBe('1 (start.sh:2)');
  });

  it('gives a default that whoever starts it may replace', async () => {
    expect(await debugOf(script(`export DEBUG=\${DEBUG:-0}`, 'exec gunicorn site.wsgi'))).toBe(
      '0 (start.sh:2) unless DEBUG is set before start.sh runs',
    );
  });

  it.each([
    ['what it does not export', 'DEBUG=1\nexec gunicorn site.wsgi'],
    ['what a branch exports', 'if [ -n "$CI" ]; then\n  export DEBUG=1\nfi\nexec gunicorn site.wsgi'],
    ['what stands behind a test', '[ -n "$CI" ] && export DEBUG=1\nexec gunicorn site.wsgi'],
    ['what stands behind ||', 'true || export DEBUG=1\nexec gunicorn site.wsgi'],
    ['what a function exports', 'on() {\n  export DEBUG=1\n}\nexec gunicorn site.wsgi'],
    ['what comes after the server', 'gunicorn site.wsgi\nexport DEBUG=1'],
    ['what a subshell exports', '(export DEBUG=1)\nexec gunicorn site.wsgi'],
    ['a here-document', 'cat <<EOF\nexport DEBUG=1\nEOF\nexec gunicorn site.wsgi'],
    ['a comment', '# export DEBUG=1\nexec gunicorn site.wsgi'],
    ['a branch that decides which server runs', 'export DEBUG=1\nif true; then python manage.py runserver; else gunicorn site.wsgi; fi'],
  ])('is not believed on %s', async (_, text) => {
    expect(await debugOf(script(text))).toBe('open');
  });

  it.each([
    ['a home directory', 'export DEBUG=~/x'],
    ['what declare keeps in the shell', 'declare DEBUG=1'],
    ['what is no longer exported', 'export DEBUG=1\nexport -n DEBUG'],
    ['what set -a in a branch exports', 'if true; then set -a; fi\nDEBUG=1'],
    ['what stands behind a quote that is not closed', 'echo "\nexport DEBUG=1'],
  ])('does not believe %s', async (_, text) => {
    expect(await debugOf(script(text, 'exec gunicorn site.wsgi'))).toMatch(/^open$|^set /);
  });

  it('knows quoted names of arguments', async () => {
    expect(await debugOf(script('export DEBUG=0', 'export "DEBUG=1"', 'exec gunicorn site.wsgi'))).toBe('1 (start.sh:3)');
  });

  it('may load another value from a file', async () => {
    expect(await debugOf(script('export DEBUG=1', '. /etc/app.sh', 'exec gunicorn site.wsgi'))).toBe(
      '1 (start.sh:2) unless DEBUG is set in what start.sh loads',
    );
  });
});

describe('a script that reads an env file', () => {
  const start = (...lines: readonly string[]) => ({ Procfile: 'web: ./start.sh\n', 'start.sh': ['#!/bin/bash', ...lines, ''].join('\n') });
  const serve = 'exec gunicorn site.wsgi';
  const production = (text: string) => ({ '.env.production': text });
  const loaded = start('set -a', '. ./.env.production', 'set +a', serve);

  it.each([
    ['set -a, on lines of their own', ['set -a', '. ./.env.production', 'set +a', serve]],
    ['set -a, on one line', [`set -a; source .env.production; set +a; ${serve}`]],
    ['set -a, joined', [`set -a && . ./.env.production && set +a && ${serve}`]],
    ['set -a, joined behind another command', [`cd . && set -a && . ./.env.production && set +a && ${serve}`]],
    ['set -o allexport', ['set -o allexport', 'source "./.env.production"', 'set +o allexport', serve]],
    ['set -a, in a known place', ['DIR=.', 'set -a', '. "$DIR/.env.production"', serve]],
  ])('gives what a file named for production assigns after %s', async (_, lines) => {
    const known = await environmentOf({ ...start(...lines), ...production('# c\nDEBUG=1\nNAME="a b"\n') }, ['DEBUG', 'NAME']);
    expect(known).toEqual({ DEBUG: '1 (.env.production:2)', NAME: 'a b (.env.production:3)' });
  });

  it('gives without set -a only what the file exports, or what was exported before', async () => {
    const text = 'DEBUG=1\nexport NAME=a\nHOST=b\n';
    const tree = { ...start('export HOST=x', 'source .env.production', serve), ...production(text) };
    expect(await environmentOf(tree, ['DEBUG', 'NAME', 'HOST'])).toEqual({
      DEBUG: 'open',
      NAME: 'a (.env.production:2)',
      HOST: 'b (.env.production:3)',
    });
    expect(await debugOf({ ...start('. ./.env.production', 'export DEBUG', serve), ...production(text) })).toBe('1 (.env.production:1)');
    expect(await debugOf({ ...start('DEBUG=0', '. ./.env.production', 'export DEBUG', serve), ...production('DEBUG=$(x)\n') })).toBe(
      'open',
    );
  });

  it('puts the file over what was there, and what comes later over the file', async () => {
    expect(await debugOf({ ...start('export DEBUG=0', 'set -a', '. ./.env.production', serve), ...production('DEBUG=1\n') })).toBe(
      '1 (.env.production:1)',
    );
    expect(await debugOf({ ...start('set -a', '. ./.env.production', 'DEBUG=0', serve), ...production('DEBUG=1\n') })).toBe(
      '0 (start.sh:4)',
    );
    const image = { Dockerfile: 'FROM python\nENV DEBUG=0\nCOPY . /app\nCMD ["/app/start.sh"]\n', 'start.sh': loaded['start.sh'] };
    expect(await debugOf({ ...image, ...production('DEBUG=1\n') })).toBe('1 (.env.production:1)');
  });

  it('leaves open what is not known in the file', async () => {
    const given = start('export DEBUG=0 NAME=x HOST=y', 'set -a', '. ./.env.production', serve);
    const text = 'DEBUG=$(cat /run/debug)\n[ -f x ] && NAME=a\nunset HOST\n';
    expect(await environmentOf({ ...given, ...production(text) }, ['DEBUG', 'NAME', 'HOST'])).toEqual({
      DEBUG: 'open',
      NAME: 'open',
      HOST: 'open',
    });
  });

  it('may be given anything by a file that is not followed to its end', async () => {
    const given = start('export HOST=y', 'set -a', '. ./.env.production', serve);
    expect(await environmentOf({ ...given, ...production('DEBUG=1\nif x; then NAME=1; fi\n') }, ['DEBUG', 'NAME', 'HOST'])).toEqual({
      DEBUG: '1 (.env.production:1) unless DEBUG is set in .env.production',
      NAME: 'open',
      HOST: 'y (start.sh:2) unless HOST is set in .env.production',
    });
  });

  it.each([
    ['a plain .env', '.env', 'site/a.txt'],
    ['a sample', '.env.production.example', 'site/a.txt'],
    ['a file for development', '.env.dev', 'site/a.txt'],
    ['a file of the server', '/etc/production.env', 'production.env'],
    ['a path that is not known', '"$ENV_FILE"', '.env.production'],
  ])('does not believe %s', async (_, path, other) => {
    const file = path.startsWith('.') ? path : other;
    const tree = { ...start('export DEBUG=0', 'set -a', `. ${path.startsWith('.') ? `./${path}` : path}`, serve), [file]: 'DEBUG=1\n' };
    expect(await debugOf(tree)).toMatch(/^0 \(start\.sh:2\) unless DEBUG is set in /);
  });

  it('takes a plain .env for one of the files that production may have', async () => {
    expect(await debugOf({ ...start('set -a', '. ./.env', serve), '.env': 'DEBUG=1\n' })).toContain('1 (.env:1) if .env:1 gives DEBUG');
  });

  it.each([
    ['in a branch', ['if [ -f .env.production ]; then', 'set -a', '. ./.env.production', 'set +a', 'fi', serve]],
    ['behind a test', ['set -a', '[ -f .env.production ] && . ./.env.production', serve]],
    ['in a folder that is not known', ['cd "$HOME"', 'set -a', '. ./.env.production', serve]],
    ['after the server', ['gunicorn site.wsgi', 'set -a', '. ./.env.production']],
    ['through xargs', ["export $(grep -v '^#' .env.production | xargs)", serve]],
  ])('is not sure of a file %s', async (_, lines) => {
    expect(await debugOf({ ...start(...lines), ...production('DEBUG=1\n') })).toBe('open');
    const before = await debugOf({ ...start('export DEBUG=0', ...lines), ...production('DEBUG=1\n') });
    expect(before).toMatch(lines[0]?.startsWith('gunicorn') ? /^0 \(start\.sh:2\)$/ : /^0 \(start\.sh:2\) unless DEBUG is set /);
  });

  it('follows cd, and wants the file in one place only', async () => {
    const given = start('cd conf', 'set -a', '. ./.env.production', serve);
    expect(await debugOf({ ...given, 'conf/.env.production': 'DEBUG=1\n', '.env.production': 'DEBUG=0\n' })).toBe(
      '1 (conf/.env.production:1)',
    );
    const moved = { 'deploy/Procfile': 'web: ../start.sh\n', 'start.sh': loaded['start.sh'] };
    expect(await debugOf({ ...moved, '.env.production': 'DEBUG=1\n', 'deploy/.env.production': 'DEBUG=0\n' })).toBe('open');
  });
});

describe('files of hosting platforms', () => {
  it('give what fly.toml, render.yaml and railway.json say', async () => {
    const fly = { 'fly.toml': '[env]\nDEBUG = "1"\n[processes]\napp = "gunicorn site.wsgi"\n' };
    expect(await debugOf(fly)).toBe('1 (fly.toml:2)');
    const render = (value: string) => ({
      'render.yaml': `services:\n  - type: web\n    name: w\n    startCommand: gunicorn site.wsgi\n    envVars:\n      - key: DEBUG\n        ${value}\n`,
    });
    expect(await debugOf(render('value: 1'))).toBe('1 (render.yaml:6)');
    expect(await debugOf(render('sync: false'))).toBe('set (render.yaml:6)');
    expect(await debugOf(render('generateValue: true'))).toBe('set (render.yaml:6)');
    expect(await debugOf({ 'railway.json': '{"deploy": {"startCommand": "DEBUG=1 gunicorn site.wsgi"}}' })).toBe('1 (railway.json:1)');
  });
});

describe('several processes', () => {
  const one = (value: string) => unit(`Environment=DEBUG=${value}`);

  it('that agree leave nothing open', async () => {
    expect(await debugOf({ 'a.service': one('1'), 'b.service': one('1') })).toBe('1 (a.service:2)');
  });

  it('that differ are told apart', async () => {
    expect(await debugOf({ 'a.service': one('1'), 'b.service': one('0') })).toBe(
      '1 (a.service:2) if under a.service; 0 (b.service:2) if under b.service',
    );
  });

  it('of which one says nothing leave it open there', async () => {
    const debug = await debugOf({ 'a.service': one('1'), 'b.service': unit() });
    expect(debug).toContain('1 (a.service:2) if under a.service');
    expect(debug).toContain('not set if DEBUG is not set in the environment and under b.service');
  });
});

describe('whether a variable is there', () => {
  const isThere = async (tree: Tree) => {
    const settings = `import os\n${SETTINGS}NAME = "DEBUG" in os.environ\n`;
    const project = await projectOf({ 'site/wsgi.py': starts('site.settings'), 'site/settings.py': settings, ...tree });
    const [profile] = project.profiles;
    return profile && project.evaluate(profile).settings.get('NAME')?.value;
  };

  it('is certain where an artefact gives it, whatever it is, and not where one may', async () => {
    expect(await isThere({ 'app.service': unit('Environment=DEBUG=%i') })).toMatchObject({ kind: 'bool', value: true });
    expect(await isThere({ 'app.service': unit('Environment=DEBUG=1', 'EnvironmentFile=/etc/app') })).toMatchObject({
      kind: 'bool',
      value: true,
    });
    const possible = { Procfile: 'web: gunicorn site.wsgi\n', 'app.json': '{"env": {"DEBUG": "1"}}' };
    expect((await isThere(possible))?.kind).toBe('choice');
    expect((await isThere({ 'a.service': unit('Environment=DEBUG=1'), 'b.service': unit() }))?.kind).toBe('choice');
  });
});

describe('the user', () => {
  const tree = { 'app.service': unit('Environment=DEBUG=1', 'Environment=NAME=a') };
  const given = (isolated: boolean) => userEnvironment(new Map([['DEBUG', { value: '0', source: '--env' }]]), isolated);

  it('wins over artefacts', async () => {
    expect(await environmentOf(tree, ['DEBUG', 'NAME'], { environment: given(false) })).toEqual({
      DEBUG: '0 (--env)',
      NAME: 'a (app.service:3)',
    });
  });

  it('who tells the environment whole leaves nothing for them', async () => {
    expect(await environmentOf(tree, ['DEBUG', 'NAME'], { environment: given(true) })).toEqual({ DEBUG: '0 (--env)', NAME: 'not set' });
  });
});

describe('which profile a process starts', () => {
  const settings = {
    'manage.py': starts('conf.dev'),
    'conf/base.py': SETTINGS,
    'conf/live_site.py': 'from .base import *\n',
    'conf/dev.py': 'from .base import *\n',
  };

  it('is what DJANGO_SETTINGS_MODULE names, which so runs in production', async () => {
    const project = await projectOf({ ...settings, 'app.service': unit('Environment=DJANGO_SETTINGS_MODULE=conf.live_site') });
    expect(kinds(project)).toEqual(['conf.live_site: production', 'conf.dev: development']);
    expect(project.profiles[0]).toMatchObject({ entry: ['app.service'] });
  });

  it('stays what its name says when that is development', async () => {
    const project = await projectOf({ ...settings, 'app.service': unit('Environment=DJANGO_SETTINGS_MODULE=conf.dev') });
    expect(kinds(project)).toContain('conf.dev: development');
  });

  it('is none where the server runs something else', async () => {
    expect(await debugOf({ Procfile: 'web: DEBUG=1 uvicorn app.main:app\n' })).toBe('open');
    expect(await debugOf({ Procfile: 'web: DEBUG=1 gunicorn other.wsgi\n' })).toBe('open');
    expect(await debugOf({ Procfile: 'web: DEBUG=1 python manage.py runserver\n' })).toBe('open');
    expect(await debugOf({ Procfile: 'web: DEBUG=1 gunicorn --reload site.wsgi\n' })).toBe('open');
  });
});

describe('what is to be filled in', () => {
  it('is not known', async () => {
    const tree = { 'app.service': unit('Environment=HOST=<your host> "KEY={{ key }}" SECRET_KEY=change-me') };
    const known = await environmentOf(tree, ['HOST', 'KEY', 'SECRET_KEY']);
    expect(known).toEqual({ HOST: 'set (app.service:2)', KEY: 'set (app.service:2)', SECRET_KEY: 'set (app.service:2)' });
  });
});

describe('CI', () => {
  const test = { 'site/test_settings.py': 'import os\nfrom .settings import *\nNAME = os.environ.get("NAME")\n' };
  const nameOf = async (tree: Tree) => {
    const project = await projectOf({ 'site/wsgi.py': starts('site.settings'), 'site/settings.py': SETTINGS, ...test, ...tree });
    const profile = project.profiles.find(({ kind }) => kind === 'test');
    return profile && project.evaluate(profile).settings.get('NAME')?.value;
  };

  it('gives its variables to profiles for tests, and to no other', async () => {
    const workflow =
      'env: {NAME: top, DEBUG: "1"}\njobs:\n  test:\n    env: {NAME: job}\n    steps:\n      - run: pytest\n      - run: echo\n        env: {NAME: echo}\n';
    expect(await nameOf({ '.github/workflows/ci.yml': workflow })).toMatchObject({ kind: 'str', value: 'job' });
    expect(await debugOf({ ...test, '.github/workflows/ci.yml': workflow })).toBe('open');
    const gitlab = 'variables: {NAME: top}\ntest:\n  variables: {NAME: "1"}\n  script: [python manage.py test]\n';
    expect(await nameOf({ '.gitlab-ci.yml': gitlab })).toMatchObject({ kind: 'str', value: '1' });
    expect(await nameOf({ '.gitlab-ci.yml': gitlab.replace('"1"', '$OTHER') })).toMatchObject({ kind: 'unknown' });
  });
});
