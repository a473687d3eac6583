import { chmodSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FAULTY, folder, preflight, SOUND } from './support';

const json = async (args: readonly string[]) => JSON.parse((await preflight([...args, '--format', 'json'])).out);

describe('check: exit code', () => {
  it.each([
    [0, SOUND, []],
    [1, FAULTY, []],
    [0, FAULTY, ['--fail-level', 'never']],
    [1, FAULTY, ['--fail-level', 'error']],
    [0, FAULTY, ['--fail-level', 'error', '--ignore', 'django/debug-on']],
    [1, FAULTY, ['--select', 'django/key-short']],
    [0, FAULTY, ['--ignore', 'django']],
  ])('%i', async (code, files, args) => {
    expect((await preflight(['check', folder(files), ...args])).code).toBe(code);
  });
});

describe('check --format json', () => {
  it('follows the contract to the letter', async () => {
    const root = folder(FAULTY);
    expect(await json(['check', root])).toEqual({
      version: 1,
      root,
      profiles: [{ name: 'shop.settings', kind: 'production', entry: ['manage.py', 'shop/wsgi.py'] }],
      findings: [
        {
          rule: 'django/key-short',
          severity: 'warning',
          profile: 'shop.settings',
          file: 'shop/settings.py',
          range: { start: { line: 0, character: 0 }, end: { line: 0, character: 22 } },
          message: 'SECRET_KEY is short.',
          references: [],
          related: [],
          fixes: [{ title: 'Make a new key', safe: false }],
          url: expect.stringMatching(/^https:.*\/docs\/rules\/django\/key-short\.md$/),
        },
        {
          rule: 'django/debug-on',
          severity: 'error',
          profile: 'shop.settings',
          file: 'shop/settings.py',
          range: { start: { line: 1, character: 0 }, end: { line: 1, character: 12 } },
          message: 'DEBUG is on.\nEverybody sees the source.\nSet it to False.',
          references: ['security.W018'],
          related: [],
          fixes: [{ title: 'Set DEBUG to False', safe: true }],
          url: expect.any(String),
        },
      ],
      summary: { error: 1, warning: 1, info: 0, hint: 0, files: 3, durationMs: 5 },
    });
  });

  it('puts several projects under the folder that holds them', async () => {
    const root = folder({ 'a/manage.py': '', 'a/settings.py': FAULTY['shop/settings.py'], 'b/settings.py': FAULTY['shop/settings.py'] });
    const document = await json(['check', join(root, 'a'), join(root, 'b'), '--select', 'django/debug-on']);
    expect(document.root).toBe(root);
    expect(document.findings.map((finding: { file: string }) => finding.file)).toEqual(['a/settings.py', 'b/settings.py']);
  });
});

describe('check --format text', () => {
  it('shows the code with the fault underlined, and no secret', async () => {
    const { out } = await preflight(['check', folder(FAULTY)]);
    expect(out).toBe(`warning SECRET_KEY is short. [django/key-short]
  ┌ shop/settings.py:1:1 (shop.settings)
1 │ SECRET_KEY = "********"
  │ ~~~~~~~~~~~~~~~~~~~~~~~
  fix: Make a new key

error DEBUG is on. [django/debug-on]
  ┌ shop/settings.py:2:1 (shop.settings)
2 │ DEBUG = True
  │ ~~~~~~~~~~~~
  = Everybody sees the source.
  = Set it to False.
  fix (safe): Set DEBUG to False

1 error, 1 warning in shop.settings (production) · 3 files, 5 ms
`);
  });

  it('has colours only where they are wanted', async () => {
    const root = folder(FAULTY);
    expect((await preflight(['check', root])).out).not.toContain('\u001b');
    expect((await preflight(['check', root], { colors: true })).out).toContain('\u001b[31merror\u001b[39m');
  });

  it('says so when nothing is found', async () => {
    expect((await preflight(['check', folder(SOUND)])).out).toBe('Nothing found in shop.settings (production) · 3 files, 5 ms\n');
  });

  it('says that there is nothing for production, and why', async () => {
    const { out, code } = await preflight(['check', folder({ 'manage.py': '', 'conf/dev.py': FAULTY['shop/settings.py'] })]);
    expect(code).toBe(0);
    expect(out).toContain('No settings for production were found (conf.dev: development, its name says so).');
  });
});

describe('check: what it looks at', () => {
  it('reports only the file that is named, of the project around it', async () => {
    const root = folder({
      ...FAULTY,
      'pyproject.toml': '',
      'shop/settings.py': 'from .base import *\nDEBUG = True\n',
      'shop/base.py': FAULTY['shop/settings.py'],
    });
    const rules = async (file: string) =>
      (await json(['check', join(root, file)])).findings.map((finding: { rule: string }) => finding.rule);
    expect(await rules('shop/settings.py')).toEqual(['django/debug-on']);
    expect(await rules('shop/base.py')).toEqual(['django/key-short']);
  });

  it('judges any module that --settings names as production, below --python-path', async () => {
    const root = folder({ 'back/conf/dev.py': FAULTY['shop/settings.py'] });
    const document = await json(['check', root, '--settings', 'conf.dev', '--python-path', 'back']);
    expect(document.profiles).toEqual([{ name: 'conf.dev', kind: 'production', entry: [] }]);
    expect(document.findings).toHaveLength(2);
  });

  it('takes the profile that --profile names, by name or by kind', async () => {
    const root = folder({ 'conf/prod.py': SOUND['shop/settings.py'], 'conf/dev.py': FAULTY['shop/settings.py'] });
    const names = async (profile: string) =>
      (await json(['check', root, '--profile', profile])).profiles.map((one: { name: string }) => one.name);
    expect(await names('conf.dev')).toEqual(['conf.dev']);
    expect(await names('production')).toEqual(['conf.prod']);
  });

  it('reads the environment from --env and --env-file, the former first', async () => {
    const settings = 'import os\nDEBUG = os.environ.get("D") == "1"\nSECRET_KEY = "x" * 30\nINSTALLED_APPS = []\n';
    const root = folder({ 'settings.py': settings, 'prod.env': '# production\nexport D="1" # on\n' });
    const findings = async (...args: string[]) => (await json(['check', root, '--isolated-env', ...args])).findings.length;
    expect(await findings()).toBe(0);
    expect(await findings('--env', 'D=1')).toBe(1);
    expect(await findings('--env-file', join(root, 'prod.env'))).toBe(1);
    expect(await findings('--env-file', join(root, 'prod.env'), '--env', 'D=0')).toBe(0);
  });
});

describe('check: bad input gets one clear line and exit code 2', () => {
  const ROOT = '<root>';
  it.each<[string, Readonly<Record<string, string | Uint8Array>>, readonly string[], string]>([
    ['no such path', {}, ['<root>/nowhere'], '<root>/nowhere: no such file or folder.'],
    [
      'no Django project',
      { 'a.txt': '' },
      [ROOT],
      '<root>: no Django project here (no settings module, gunicorn or nginx configuration was found).',
    ],
    [
      'a binary file',
      { 'settings.py': new Uint8Array([1, 0, 2]) },
      ['<root>/settings.py'],
      '<root>/settings.py: a binary file, not a text.',
    ],
    [
      'a huge file',
      { 'settings.py': new Uint8Array(10 * 1024 * 1024).fill(97) },
      ['<root>/settings.py'],
      '<root>/settings.py: 10 MB is too large for a settings file; 4 MB are read at most.',
    ],
    ['no such module', FAULTY, [ROOT, '--settings', 'a.b'], '--settings a.b: there is no such module below <root>.'],
    [
      'no module at all',
      FAULTY,
      [ROOT, '--settings', 'a/b.py'],
      '--settings a/b.py: not a module. Write for example config.settings.production or config.settings:Production.',
    ],
    ['no such folder', FAULTY, [ROOT, '--python-path', 'x'], '--python-path x: no such folder below <root>.'],
    ['no such profile', FAULTY, [ROOT, '--profile', 'x'], '--profile x: there is no such profile. There are shop.settings.'],
    ['no such option', FAULTY, [ROOT, '--frobnicate'], "Unknown option '--frobnicate'. See django-preflight --help."],
    ['an option without its value', FAULTY, [ROOT, '--format'], "Option '--format <value>' argument missing. See django-preflight --help."],
    ['a format that is not there', FAULTY, [ROOT, '--format', 'sarif'], '--format sarif: not supported. Use text, json.'],
    ['a level that is not there', FAULTY, [ROOT, '--fail-level', 'x'], '--fail-level x: not supported. Use error, warning, info, never.'],
    ['a version that is none', FAULTY, [ROOT, '--django-version', 'x'], '--django-version x: not a version. Write for example 5.2.'],
    ['a variable without a value', FAULTY, [ROOT, '--env', 'X'], '--env X: write NAME=VALUE.'],
    ['no such rule', FAULTY, [ROOT, '--select', 'django/x'], 'there is no rule or family “django/x”. See django-preflight rules.'],
    ['no such environment file', FAULTY, [ROOT, '--env-file', '<root>/x.env'], '<root>/x.env: cannot be read.'],
    ['no such configuration', FAULTY, [ROOT, '--config', '<root>/x.toml'], '<root>/x.toml: cannot be read.'],
    [
      'a broken configuration',
      { ...FAULTY, 'django-preflight.toml': 'exclude = []\ndjango-version = 5\n' },
      [ROOT],
      'django-preflight.toml:2: “django-version” must be a text',
    ],
    ['a configuration that is no TOML', { ...FAULTY, 'pyproject.toml': '[tool.django-preflight]\nx = ]\n' }, [ROOT], 'pyproject.toml:2: '],
    [
      'a baseline that is none',
      { ...FAULTY, 'b.json': '[]' },
      [ROOT, '--baseline', '<root>/b.json'],
      '<root>/b.json: not a baseline of django-preflight. Delete it to have it written anew.',
    ],
  ])('%s', async (_what, files, args, line) => {
    const root = folder(files);
    const { code, out, err } = await preflight(['check', ...args.map((arg) => arg.replace(ROOT, root))]);
    expect(err.replaceAll(root, ROOT)).toMatch(/^django-preflight: [^\n]+\n$/);
    expect(err.replaceAll(root, ROOT)).toContain(`django-preflight: ${line}`);
    expect({ code, out }).toEqual({ code: 2, out: '' });
  });

  it.skipIf(process.getuid?.() === 0)('a path that may not be read', async () => {
    const root = folder(FAULTY);
    chmodSync(join(root, 'shop/settings.py'), 0);
    expect((await preflight(['check', join(root, 'shop/settings.py')])).err).toContain('not allowed to read it.');
  });

  it('no such command', async () => {
    expect(await preflight(['frobnicate'])).toMatchObject({ code: 2, err: expect.stringContaining('there is no command “frobnicate”') });
  });
});

describe('check never falls over', () => {
  it.each([
    [
      'an import cycle',
      { 'settings.py': 'from b import *\nDEBUG = False\nSECRET_KEY = "x"\nINSTALLED_APPS = []\n', 'b.py': 'from settings import *\n' },
    ],
    ['bad encoding', { 'settings.py': new Uint8Array([...Buffer.from(FAULTY['shop/settings.py']), 0x23, 0xff, 0xfe, 0x0a]) }],
    ['deep nesting', { 'settings.py': `${FAULTY['shop/settings.py']}X = ${'['.repeat(10_000)}${']'.repeat(10_000)}\n` }],
    ['a binary settings module beside a good one', { 'settings.py': FAULTY['shop/settings.py'], 'a/settings.py': new Uint8Array([0, 1]) }],
  ])('over %s', async (_what, files) => {
    expect((await preflight(['check', folder(files)])).code).not.toBe(2);
  });

  it('over a link that leads to itself', async () => {
    const root = folder(FAULTY);
    symlinkSync(root, join(root, 'loop'));
    symlinkSync('nowhere.py', join(root, 'settings.py'));
    expect((await preflight(['check', root])).code).toBe(1);
  });

  it('reads no file that a link outside the project leads to', async () => {
    const outside = folder({ 'settings.py': FAULTY['shop/settings.py'] });
    const root = folder({ 'manage.py': '' });
    symlinkSync(join(outside, 'settings.py'), join(root, 'settings.py'));
    expect((await preflight(['check', root])).err).toContain('no Django project here');
  });
});

describe('check --fix', () => {
  const settings = (root: string) => readFileSync(join(root, 'shop/settings.py'), 'utf8');

  it('applies the safe fixes, and reports what is left', async () => {
    const root = folder(FAULTY);
    const { code, out, err } = await preflight(['check', root, '--fix', '--format', 'json']);
    expect(settings(root)).toBe(FAULTY['shop/settings.py'].replace('DEBUG = True', 'DEBUG = False'));
    expect(err).toBe('fixed: Set DEBUG to False\n');
    expect(JSON.parse(out).findings.map((finding: { rule: string }) => finding.rule)).toEqual(['django/key-short']);
    expect(code).toBe(1);
  });

  it('applies the others with --unsafe-fixes', async () => {
    const root = folder(FAULTY);
    expect((await preflight(['check', root, '--unsafe-fixes'])).code).toBe(0);
    expect(settings(root)).toBe(`SECRET_KEY = "${'n'.repeat(30)}"\nDEBUG = False\nINSTALLED_APPS = []\nROOT_URLCONF = "shop.urls"\n`);
  });

  it('only shows them with --diff, and no secret', async () => {
    const root = folder(FAULTY);
    const { out } = await preflight(['check', root, '--unsafe-fixes', '--diff']);
    expect(out).toBe(`--- a/shop/settings.py
+++ b/shop/settings.py
@@ -1,4 +1,4 @@
 SECRET_KEY = "********"
-DEBUG = True
+DEBUG = False
 INSTALLED_APPS = []
 ROOT_URLCONF = "shop.urls"
`);
    expect(settings(root)).toBe(FAULTY['shop/settings.py']);
  });

  it('keeps line ends, byte order mark and mode, and leaves nothing behind', async () => {
    const text = `\uFEFF${FAULTY['shop/settings.py'].replaceAll('\n', '\r\n')}`;
    const root = folder({ ...FAULTY, 'shop/settings.py': text });
    chmodSync(join(root, 'shop/settings.py'), 0o640);
    await preflight(['check', root, '--fix']);
    expect(settings(root)).toBe(text.replace('DEBUG = True', 'DEBUG = False'));
    expect(statSync(join(root, 'shop/settings.py')).mode & 0o777).toBe(0o640);
    expect(readdirSync(join(root, 'shop')).sort()).toEqual(['settings.py', 'wsgi.py']);
  });

  it('does not touch a file whose bytes it cannot keep', async () => {
    const bytes = new Uint8Array([...Buffer.from(`${FAULTY['shop/settings.py']}# caf`), 0xe9, 0x0a]);
    const root = folder({ ...FAULTY, 'shop/settings.py': bytes });
    expect(await preflight(['check', root, '--fix'])).toMatchObject({ code: 2, err: expect.stringContaining('not UTF-8; left as it is.') });
    expect(new Uint8Array(readFileSync(join(root, 'shop/settings.py')))).toEqual(bytes);
  });
});

describe('check --baseline', () => {
  it('writes the file when it is not there, accepts what it lists, and reports what is new', async () => {
    const root = folder(FAULTY);
    const baseline = join(root, 'baseline.json');
    const again = () => preflight(['check', root, '--baseline', baseline]);
    expect(await again()).toMatchObject({ code: 0, err: `${baseline}: written with 2 accepted findings.\n` });
    writeFileSync(join(root, 'shop/settings.py'), `# moved down\n${FAULTY['shop/settings.py']}`);
    expect((await again()).code).toBe(0);
    writeFileSync(join(root, 'shop/wsgi.py'), FAULTY['shop/wsgi.py'].replace('shop.settings', 'shop.other'));
    writeFileSync(join(root, 'shop/other.py'), FAULTY['shop/settings.py']);
    expect((await again()).code).toBe(1);
  });
});

describe('configuration', () => {
  it('sets severities, kinds and what is left out', async () => {
    const configuration = `[tool.django-preflight]
exclude = ["old"]
[tool.django-preflight.rules]
"django/debug-on" = "info"
[tool.django-preflight.profiles]
"conf.dev" = "production"
`;
    const root = folder({
      'manage.py': '',
      'conf/dev.py': FAULTY['shop/settings.py'],
      'old/settings.py': FAULTY['shop/settings.py'],
      'pyproject.toml': configuration,
    });
    const document = await json(['check', root]);
    expect(document.profiles).toEqual([{ name: 'conf.dev', kind: 'production', entry: [] }]);
    expect(document.findings.map((finding: { rule: string; severity: string }) => `${finding.rule} ${finding.severity}`)).toEqual([
      'django/key-short warning',
      'django/debug-on info',
    ]);
  });
});
