import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folder, preflight } from './support';

/** How the contract spells the root. */
const ROOT = `\${ROOT}`;
const HEAD = 'INSTALLED_APPS = []\nSECRET_KEY = "s"\nDEBUG = False\n';

async function settings(text: string, ...args: readonly string[]) {
  const root = folder({ 'conf/settings.py': HEAD + text });
  const { out, code } = await preflight(['settings', root, '--settings', 'conf.settings', '--isolated-env', '--format', 'json', ...args]);
  expect(code).toBe(0);
  return JSON.parse(out);
}

async function value(text: string) {
  const { origin: _origin, ...rest } = (await settings(`from library import elsewhere\nX = ${text}\n`)).settings.X;
  return rest;
}

describe('settings --format json', () => {
  it('has a version, the profile, and each setting with its origin: oldest first, lines from one', async () => {
    const document = await settings('X = [1]\nX += [2]\n');
    expect(document).toMatchObject({ version: 1, profile: 'conf.settings' });
    expect(document.settings.X).toEqual({
      known: true,
      value: [1, 2],
      origin: [
        { file: 'conf/settings.py', line: 4 },
        { file: 'conf/settings.py', line: 5 },
      ],
    });
    expect(document.defaults).toBeUndefined();
  });

  it.each<[string, unknown]>([
    ['None', null],
    ['True', true],
    ['3', 3],
    ['1.5', 1.5],
    ['"a"', 'a'],
    ['(1, "b")', [1, 'b']],
    ['{"b", "a"}', ['a', 'b']],
    ['{"a": {"b": ()}}', { a: { b: [] } }],
    ['{1: "a", None: 2}', { 1: 'a', null: 2 }],
    ['b"ab"', 'ab'],
  ])('%s', async (text, expected) => {
    expect(await value(text)).toEqual({ known: true, value: expected });
  });

  it('says paths below the root from the mark of the root, also inside a longer text', async () => {
    const text =
      'from pathlib import Path\nBASE = Path(__file__).resolve().parent.parent\nX = BASE / "static"\nY = f"sqlite:///{BASE}/db"\nZ = f"{BASE}-old"\n';
    const { settings: all } = await settings(text);
    expect(all.BASE.value).toBe(ROOT);
    expect(all.X.value).toBe(`${ROOT}/static`);
    expect(all.Y.value).toBe(`sqlite:///${ROOT}/db`);
    expect(all.Z.value).not.toContain(ROOT);
  });

  it('gives a reason for what is not known', async () => {
    expect(await value('elsewhere()')).toEqual({ known: false, reason: expect.stringMatching(/./) });
    expect(await value('[1, elsewhere()]')).toEqual({ known: false, reason: expect.stringMatching(/./) });
    const { settings: all } = await settings('from datetime import timedelta\nX = timedelta(days=1)\n');
    expect(all.X).toMatchObject({ known: false, reason: 'a timedelta' });
  });

  it('says where the settings stop with an error, and what may be missing', async () => {
    const document = await settings('from library.settings import *\nX = 1\nraise RuntimeError("not in production")\nY = 2\n');
    expect(document.raised).toEqual({ file: 'conf/settings.py', line: 6, message: expect.stringContaining('not in production') });
    expect(document.incomplete).toMatch(/./);
    expect(Object.keys(document.settings)).not.toContain('Y');
  });

  it('masks secrets: a setting that is one stays known, one that holds one does not', async () => {
    const { settings: all } = await settings(
      'EMAIL_HOST_PASSWORD = ""\nDATABASES = {"default": {"PASSWORD": "p", "NAME": "n"}}\nX = "redis://:p@cache/0"\nY = {"PASSWORD": None}\n',
    );
    expect(all.SECRET_KEY).toMatchObject({ known: true, value: '********' });
    expect(all.EMAIL_HOST_PASSWORD).toMatchObject({ known: true, value: '' });
    const reason = 'a part of it is a secret, which is not shown';
    expect(all.DATABASES).toMatchObject({ known: false, reason, value: { default: { PASSWORD: '********', NAME: 'n' } } });
    expect(all.X).toMatchObject({ known: false, reason, value: 'redis://:********@cache/0' });
    expect(all.Y).toMatchObject({ known: true, value: { PASSWORD: null } });
  });

  it('says what lies beside the root from the root', async () => {
    const { settings: all } = await settings(
      'import os\nX = os.path.join(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))), "media")\n',
    );
    expect(all.X.value).toBe(`${ROOT}/../media`);
  });

  it('gives relative URLs the script prefix, as Django does', async () => {
    const { settings: all } = await settings('STATIC_URL = "static/"\nMEDIA_URL = "https://cdn.example/m/"\n');
    expect([all.STATIC_URL.value, all.MEDIA_URL.value]).toEqual(['/static/', 'https://cdn.example/m/']);
    expect((await settings('FORCE_SCRIPT_NAME = "/shop"\nSTATIC_URL = "static/"\n')).settings.STATIC_URL.value).toBe('/shop/static/');
    expect((await settings('from lib import lost\nFORCE_SCRIPT_NAME = lost()\nSTATIC_URL = "static/"\n')).settings.STATIC_URL.known).toBe(
      false,
    );
  });

  it('adds the defaults of the version with --with-defaults, and leaves out what is set', async () => {
    const { defaults, settings: all } = await settings('X_FRAME_OPTIONS = "SAMEORIGIN"\n', '--with-defaults', '--django-version', '5.2');
    expect(defaults.SECURE_HSTS_SECONDS).toEqual({ known: true, value: 0 });
    expect(defaults.X_FRAME_OPTIONS).toBeUndefined();
    expect(all.SECURE_HSTS_SECONDS).toBeUndefined();
  });
});

describe('settings --format text', () => {
  it('has a setting a line, its value in a column, and the story below; it shows no secret', async () => {
    const root = folder({ 'settings.py': `${HEAD}X = 1\nX = 2\n` });
    const { out } = await preflight(['settings', root]);
    expect(out.split('\n').slice(2)).toEqual([
      'INSTALLED_APPS  []',
      '    settings.py:1',
      'SECRET_KEY      "********"',
      '    settings.py:2',
      'DEBUG           False',
      '    settings.py:3',
      'X               2',
      '    settings.py:5, replaces 1 of line 4',
      '',
    ]);
  });

  it('says who gives a variable', async () => {
    const root = folder({
      'settings.py': `${HEAD}import os\nX = os.environ["X"]\nY = os.environ.get("Y", "y")\n`,
      '.env.production': 'A=1\nX=2\n',
    });
    const { out } = await preflight(['settings', root, '--env-file', join(root, '.env.production'), '--env', 'Y=z']);
    expect(out).toContain(`X               "2"\n    settings.py:5 reads X from the environment, ${root}/.env.production:2 gives it\n`);
    expect(out).toContain('Y               "z"\n    settings.py:6 reads Y from the environment, --env gives it\n');
  });

  it('cuts a value to the width of the terminal', async () => {
    const root = folder({ 'settings.py': `${HEAD}X = "${'x'.repeat(200)}"\n` });
    const widest = ({ out }: { readonly out: string }) =>
      Math.max(
        ...out
          .split('\n')
          .slice(2)
          .map((line) => line.length),
      );
    expect(widest(await preflight(['settings', root], { columns: 60 }))).toBe(60);
    expect(widest(await preflight(['settings', root]))).toBe(100);
  });

  it('leaves out what a library copies from Django’s defaults, unless they are asked for', async () => {
    const text =
      'from configurations import Configuration\nclass Prod(Configuration):\n    INSTALLED_APPS = []\n    SECRET_KEY = "s"\n    ROOT_URLCONF = "x"\n';
    const root = folder({ 'settings.py': text });
    const args = ['settings', root, '--settings', 'settings:Prod'];
    expect((await preflight(args)).out).not.toContain('USE_TZ');
    expect((await preflight(args)).out).toContain('ROOT_URLCONF    "x"\n    settings.py:5 in class Prod\n');
    for (const more of ['--with-defaults', 'USE_TZ']) {
      expect((await preflight([...args, more])).out).toMatch(/^USE_TZ +True {2}\(Django’s default\)$/m);
    }
  });

  it('shows Django’s defaults with --with-defaults', async () => {
    const root = folder({ 'settings.py': HEAD });
    const { out } = await preflight(['settings', root, '--with-defaults', '--django-version', '5.2']);
    expect(out).toMatch(/^USE_TZ +True {2}\(Django’s default\)$/m);
  });
});

describe('settings NAME', () => {
  const long = `X = [${Array.from({ length: 30 }, (_, at) => `"item ${at}"`).join(', ')}]\n`;

  it('shows only those, each whole', async () => {
    const root = folder({ 'settings.py': HEAD + long });
    const { out } = await preflight(['settings', root, 'DEBUG', 'X']);
    expect(out).toContain('DEBUG  False\n    settings.py:3\nX      [\n  "item 0",\n');
    expect(out).toContain('  "item 29",\n]\n    settings.py:4\n');
    expect(out).not.toContain('INSTALLED_APPS');
  });

  it('shows Django’s default of one that the project does not set, also as JSON', async () => {
    const root = folder({ 'settings.py': HEAD });
    expect((await preflight(['settings', root, 'USE_TZ', '--django-version', '5.2'])).out).toContain('USE_TZ  True  (Django’s default)\n');
    const { out } = await preflight(['settings', root, 'DEBUG', 'USE_TZ', '--django-version', '5.2', '--format', 'json']);
    expect(JSON.parse(out)).toMatchObject({ settings: { DEBUG: { value: false } }, defaults: { USE_TZ: { value: true } } });
    expect(Object.keys(JSON.parse(out).settings)).toEqual(['DEBUG']);
  });

  it('is an error for a name that nobody knows', async () => {
    const root = folder({ 'settings.py': HEAD });
    expect(await preflight(['settings', root, 'DEBUGG'])).toMatchObject({
      code: 2,
      err: 'django-preflight: settings: settings does not set DEBUGG, and Django has no plain default for it.\n',
    });
  });

  it('is a path where there is one of that name', async () => {
    const root = folder({ 'SHOP/settings.py': HEAD });
    expect((await preflight(['settings', 'SHOP'], { cwd: root })).out).toContain('DEBUG           False');
  });
});

describe('settings: bad input', () => {
  it('several profiles want a choice', async () => {
    const root = folder({ 'conf/prod.py': HEAD, 'conf/staging.py': HEAD });
    const { code, err } = await preflight(['settings', root]);
    expect({ code, err }).toEqual({
      code: 2,
      err: 'django-preflight: there are several profiles: choose one with --profile (conf.prod, conf.staging).\n',
    });
  });

  it('a project without settings', async () => {
    const root = folder({ 'gunicorn.conf.py': '' });
    expect(await preflight(['settings', root])).toMatchObject({
      code: 2,
      err: `django-preflight: ${root}: no settings module was found.\n`,
    });
  });

  it('several projects', async () => {
    const root = folder({ 'a/settings.py': HEAD, 'b/settings.py': HEAD });
    expect((await preflight(['settings', join(root, 'a'), join(root, 'b')])).code).toBe(2);
  });
});
