import { describe, expect, it } from 'vitest';
import { type HoverOptions, hoverAt } from '../../server/src/features/hover';
import { subjectAt } from '../../server/src/features/subject';
import { projectOf, starts, type Tree } from '../support/project';

const SETTINGS = 'config/settings/production.py';
const MARKDOWN: HoverOptions = { format: 'markdown', link: (file, line) => `file:///project/${file}#L${line}` };

/** A file with `$0` where the mouse is. */
interface Marked {
  readonly file: string;
  readonly text: string;
}

async function opened({ file, text }: Marked, more: Tree = {}) {
  const offset = text.indexOf('$0');
  if (offset < 0) throw new Error('no $0 in the text');
  const clean = text.replace('$0', '');
  const project = await projectOf({
    'requirements.txt': 'django==5.2\n',
    'config/wsgi.py': starts('config.settings.production'),
    [SETTINGS]: 'DEBUG = False\n',
    ...more,
    [file]: clean,
  });
  return { project, offset, clean };
}

/** `setting DATABASES.*.ENGINE: "ENGINE"`: what the text is about, and the text itself. */
async function subject(text: string, file = SETTINGS, more: Tree = {}): Promise<string | undefined> {
  const { project, offset, clean } = await opened({ file, text }, more);
  const found = subjectAt(project, file, offset);
  if (!found) return undefined;
  const name = found.kind === 'middleware' ? found.path : found.name;
  return `${found.kind} ${name}: ${clean.slice(found.span.start, found.span.end)}`;
}

async function hover(text: string, more: Tree = {}, options = MARKDOWN, file = SETTINGS): Promise<string> {
  const { project, offset } = await opened({ file, text }, more);
  return hoverAt(project, file, offset, options)?.text ?? '';
}

describe('what the text under the mouse is about', () => {
  it.each([
    ['a setting where it is set', 'DE$0BUG = True', 'setting DEBUG: DEBUG'],
    ['at its last character', 'DEBUG$0 = True', 'setting DEBUG: DEBUG'],
    ['where it is changed', 'ALLOWED_HOSTS = []\nALLOWED_$0HOSTS += ["x"]', 'setting ALLOWED_HOSTS: ALLOWED_HOSTS'],
    ['where it is read', 'DEBUG = True\nif DEB$0UG:\n    X = 1', 'setting DEBUG: DEBUG'],
    ['a key of a database', 'DATABASES = {"default": {"CONN_$0MAX_AGE": 60}}', 'setting DATABASES.*.CONN_MAX_AGE: "CONN_MAX_AGE"'],
    ['a key that is set by itself', 'DATABASES["default"]["CONN_$0MAX_AGE"] = 60', 'setting DATABASES.*.CONN_MAX_AGE: "CONN_MAX_AGE"'],
    [
      'a key in a display that is set by itself',
      'DATABASES["default"] = {"CONN_$0MAX_AGE": 60}',
      'setting DATABASES.*.CONN_MAX_AGE: "CONN_MAX_AGE"',
    ],
    ['a key of a list item', 'TEMPLATES = [{"APP_$0DIRS": True}]', 'setting TEMPLATES[].APP_DIRS: "APP_DIRS"'],
    [
      'a middleware',
      'MIDDLEWARE = ["django.middleware.$0security.SecurityMiddleware"]',
      'middleware django.middleware.security.SecurityMiddleware: "django.middleware.security.SecurityMiddleware"',
    ],
  ])('%s', async (_, text, expected) => expect(await subject(text)).toBe(expected));

  it.each([
    ['a name of one’s own', 'MY_$0THING = 1'],
    ['a value', 'DEBUG = Tr$0ue'],
    ['an alias of a database', 'DATABASES = {"defa$0ult": {}}'],
    ['a comment', '# DEB$0UG\nDEBUG = False'],
    ['a text that is a value', 'STATIC_URL = "DEB$0UG"'],
    ['the same word as a text elsewhere', 'X = {"CONN_$0MAX_AGE": 1}'],
    ['an attribute of something else', 'import x\nA = x.DEB$0UG'],
    ['broken text', 'DATABASES = {"default": {"EN$0GI'],
  ])('nothing: %s', async (_, text) => expect(await subject(text)).toBeUndefined());

  it('a setting where the project uses it', async () => {
    expect(await subject('from django.conf import settings\nif settings.DEB$0UG: pass', 'app/views.py')).toBe('setting DEBUG: DEBUG');
    expect(await subject('from django import conf\nprint(conf.settings.STATIC_$0URL)', 'app/views.py')).toBe(
      'setting STATIC_URL: STATIC_URL',
    );
    expect(await subject('getattr(settings, "STATIC_$0URL", None)', 'app/views.py')).toBe('setting STATIC_URL: "STATIC_URL"');
  });

  it('a name in upper case is a setting only in a settings file', async () => {
    expect(await subject('DEB$0UG = True', 'app/views.py')).toBeUndefined();
    const more = { [SETTINGS]: 'from config.shared import *\n', 'config/__init__.py': '' };
    expect(await subject('DEB$0UG = True', 'config/shared.py', more)).toBe('setting DEBUG: DEBUG');
  });

  it('a setting of gunicorn in its configuration, and not in another module', async () => {
    expect(await subject('work$0ers = 4', 'gunicorn.conf.py')).toBe('gunicorn workers: workers');
    expect(await subject('my_work$0ers = 4', 'gunicorn.conf.py')).toBeUndefined();
    expect(await subject('work$0ers = 4')).toBeUndefined();
  });
});

describe('the hover', () => {
  it('explains the setting and shows its value in every profile, with the line that sets it', async () => {
    const more = { 'manage.py': starts('config.settings.local'), 'config/settings/local.py': 'from .production import *\nDEBUG = True\n' };
    const text = await hover('\nDEB$0UG = False\n', more);
    expect(text).toContain('DEBUG');
    expect(text).toContain('docs.djangoproject.com/en/5.2/');
    expect(text).toContain(
      '`config.settings.production`: `False` — production, [`config/settings/production.py:2`](file:///project/config/settings/production.py#L2)',
    );
    expect(text).toContain('`config.settings.local`: `True` — development, [`config/settings/local.py:2`]');
  });

  it('shows Django’s default where nothing sets it', async () => {
    const { project } = await opened({ file: 'app/views.py', text: 'settings.USE_$0TZ' });
    expect(hoverAt(project, 'app/views.py', 10, MARKDOWN)?.text).toContain(
      '`config.settings.production`: `True` — production, Django’s default',
    );
  });

  it('tells what the value replaced, who gives it, and each way with its condition', async () => {
    const more = { 'config/settings/base.py': 'DEBUG = True\n' };
    const replaced = await hover('from .base import *\nDEB$0UG = False\n', more, { ...MARKDOWN, format: 'text' });
    expect(replaced).toContain(
      '  - config.settings.production: False — production, config/settings/production.py:2, replaces True of config/settings/base.py:1\n',
    );
    const read = await hover('import os\nSTATIC_$0URL = os.environ.get("STATIC", "/s/")\n');
    expect(read).toContain(
      '- `config.settings.production`: `‹STATIC of the environment› or "/s/"` — production, [`config/settings/production.py:2`](file:///project/config/settings/production.py#L2) reads `STATIC` from the environment; without it `"/s/"`\n',
    );
    const ways = await hover('import os\nif "CI" in os.environ:\n    DEB$0UG = True\nelse:\n    DEBUG = False\n');
    expect(ways).toContain(
      [
        '- `config.settings.production`: `True or False` — production',
        '  - [`config/settings/production.py:3`](file:///project/config/settings/production.py#L3): `True` if CI is set',
        '  - [`config/settings/production.py:5`](file:///project/config/settings/production.py#L5): `False` if CI is not set',
      ].join('\n'),
    );
  });

  it('tells at most five ways, and how many there are more', async () => {
    const branches = [...'ABCDEFG']
      .map((name, at) => `${at === 0 ? 'if' : 'elif'} "${name}" in os.environ:\n    TIME_ZONE = "Z${name}"\n`)
      .join('');
    const text = await hover(`import os\n${branches}print(TIME_$0ZONE)`);
    expect(text.match(/^ {2}- /gm)).toHaveLength(6);
    expect(text).toMatch(/^ {2}- and \d more$/m);
  });

  it('tells the way of the key alone', async () => {
    const text = await hover('import os\nDATABASES = {\n    "default": {"HO$0ST": os.environ.get("DB", "db")},\n}\n');
    expect(text).toContain(
      '`‹DB of the environment› or "db"` — production, [`config/settings/production.py:3`](file:///project/config/settings/production.py#L3) reads `DB` from the environment; without it `"db"`',
    );
  });

  it('shows the value of the key alone', async () => {
    expect(await hover('DATABASES = {"default": {"CONN_$0MAX_AGE": 60}}')).toContain('`config.settings.production`: `60` — production');
  });

  it('says why a value is not known', async () => {
    expect(await hover('from elsewhere import make\nSTATIC_$0URL = make()')).toMatch(/`‹unknown: .+›` — production/);
  });

  it.each([
    ['SECRET_$0KEY = "hunter2-hunter2"'],
    ['DATABASES = {"default": {"PASS$0WORD": "hunter2"}}'],
    ['DATA$0BASES = {"default": {"PASSWORD": "hunter2", "NAME": "shop"}}'],
    ['CACH$0ES = {"default": {"LOCATION": "redis://me:hunter2@cache:6379/0"}}'],
    ['SECRET_KEY_$0FALLBACKS = ["hunter2"]'],
  ])('never shows a secret: %s', async (source) => {
    const text = await hover(source);
    expect(text).toContain('********');
    expect(text).not.toContain('hunter2');
  });

  it('explains middleware with its place', async () => {
    expect(await hover('MIDDLEWARE = ["django.middleware.$0csrf.CsrfViewMiddleware"]')).toContain('CsrfViewMiddleware');
  });

  it('explains a setting of gunicorn with the value of the file', async () => {
    const text = await hover('\nwork$0ers = 2 * 2', {}, MARKDOWN, 'gunicorn.conf.py');
    expect(text).toContain('gunicorn documentation');
    expect(text).toContain('`gunicorn.conf.py`: `4` — [`gunicorn.conf.py:2`](file:///project/gunicorn.conf.py#L2)');
  });

  it('is plain text where the client knows no Markdown', async () => {
    const text = await hover('DEB$0UG = False', {}, { ...MARKDOWN, format: 'text' });
    expect(text).toContain('config.settings.production: False — production, config/settings/production.py:1');
    expect(text).not.toMatch(/\]\(|\*\*|`/);
  });

  it('makes a link that underscores do not break', async () => {
    const more = { [SETTINGS]: 'from config.__shared__ import *\n' };
    const text = await hover('DEB$0UG = True', more, MARKDOWN, 'config/__shared__.py');
    expect(text).toContain('[`config/__shared__.py:1`](file:///project/config/%5F%5Fshared%5F%5F.py#L1)');
  });
});
