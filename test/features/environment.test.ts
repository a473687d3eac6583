import { describe, expect, it } from 'vitest';
import { environmentFeatures } from '../../server/src/features/environment/environment';
import type { Project } from '../../server/src/project/project';
import { projectOf, type Tree } from '../support/project';

const TREE: Tree = {
  'manage.py': 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings")\n',
  'wsgi.py': 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings")\n',
  'settings.py': `import os
import environ

env = environ.Env()
env.prefix = "SHOP_"
ROOT_URLCONF = "urls"
INSTALLED_APPS = ["django.contrib.admin"]
DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = os.environ["SECRET_KEY"]
EMAIL_HOST = os.getenv("EMAIL_HOST", "localhost")
`,
  '.env': 'SHOP_DEBUG=True\nSECRET_KEY=a-long-secret-text\nBROKER=redis://:pass@cache/1\n',
  'compose.yml': 'services:\n  web:\n    image: shop\n    command: gunicorn wsgi\n    environment:\n      EMAIL_HOST: mail\n',
  Dockerfile: 'FROM python:3.13\nENV EMAIL_HOST=relay\nCMD ["gunicorn", "wsgi"]\n',
  'deploy/shop.service': '[Service]\nEnvironment="EMAIL_HOST=smtp" SHOP_DEBUG=0\nExecStart=/srv/venv/bin/gunicorn wsgi\n',
};

const FORMAT = { format: 'text', link: (file: string, line: number) => `${file}#${line}` } as const;

/** The project and an offset within the first occurrence of a text. */
async function at(file: string, text: string, tree = TREE): Promise<readonly [Project, string, number]> {
  return [await projectOf(tree), file, (tree[file] ?? '').indexOf(text) + 1];
}

/** `file: text under the span`. */
function shown(
  places: readonly { readonly file: string; readonly span: { readonly start: number; readonly end: number } }[],
): readonly string[] {
  return places.map(({ file, span }) => `${file}: ${(TREE[file] ?? '').slice(span.start, span.end)}`);
}

describe('hover on a variable', () => {
  it('says who reads it and how, who gives it, and what each profile makes of it', async () => {
    expect(environmentFeatures.hover?.(...(await at('.env', 'SHOP_DEBUG')), FORMAT)?.text).toBe(`SHOP_DEBUG · variable of the environment

Read by
- settings.py:8 with django-environ, as bool, default False

Given by
- .env:1: True
- deploy/shop.service:2, to the unit shop.service: 0

What the profiles make of it
- settings (production): DEBUG = ‹SHOP_DEBUG of the environment› or False`);
  });

  it('masks secrets, and passwords in addresses', async () => {
    const secret = environmentFeatures.hover?.(...(await at('.env', 'SECRET_KEY')), FORMAT)?.text ?? '';
    expect(secret).toContain('.env:2: ********');
    expect(secret).not.toContain('a-long-secret-text');
    const broker = environmentFeatures.hover?.(...(await at('.env', 'BROKER')), FORMAT)?.text ?? '';
    expect(broker).toContain('redis://:********@cache/1');
    expect(broker).toContain('No settings of the workspace read it.');
  });

  it('answers at every place that gives it, and on the name in Python, but not beside it', async () => {
    for (const [file, text] of [
      ['compose.yml', 'EMAIL_HOST'],
      ['Dockerfile', 'EMAIL_HOST'],
      ['deploy/shop.service', 'EMAIL_HOST'],
      ['settings.py', 'EMAIL_HOST", '],
    ] as const)
      expect(environmentFeatures.hover?.(...(await at(file, text)), FORMAT)?.text, file).toContain('EMAIL_HOST · variable');
    expect(environmentFeatures.hover?.(...(await at('settings.py', 'EMAIL_HOST =')), FORMAT)).toBeUndefined();
    expect(environmentFeatures.hover?.(...(await at('compose.yml', 'image')), FORMAT)).toBeUndefined();
  });
});

describe('going to a variable', () => {
  it('leads from where it is given to where it is read, and back', async () => {
    expect(shown(environmentFeatures.definition?.(...(await at('Dockerfile', 'EMAIL_HOST'))) ?? [])).toEqual(['settings.py: EMAIL_HOST']);
    expect(shown(environmentFeatures.definition?.(...(await at('settings.py', 'EMAIL_HOST", '))) ?? []).toSorted()).toEqual([
      'Dockerfile: EMAIL_HOST',
      'compose.yml: EMAIL_HOST',
      'deploy/shop.service: EMAIL_HOST',
    ]);
  });

  it('finds every place of it, also where a reader puts a prefix before the name', async () => {
    const places = ['.env: SHOP_DEBUG', 'deploy/shop.service: SHOP_DEBUG', 'settings.py: DEBUG'];
    expect(shown(environmentFeatures.references?.(...(await at('.env', 'SHOP_DEBUG'))) ?? []).toSorted()).toEqual(places);
    expect(shown(environmentFeatures.references?.(...(await at('settings.py', 'DEBUG", '))) ?? []).toSorted()).toEqual(places);
  });
});

describe('completion in an env file', () => {
  const completed = async (text: string) => {
    const project = await projectOf({ ...TREE, '.env': text });
    return environmentFeatures.completions?.(project, '.env', text.length) ?? [];
  };

  it('offers what the settings read and the file does not give yet', async () => {
    const items = await completed('SECRET_KEY=x\nE');
    expect(items.map(({ label, text, detail }) => [label, text, detail])).toEqual([
      ['EMAIL_HOST', 'EMAIL_HOST=', 'str, default "localhost" · settings.py'],
      ['SHOP_DEBUG', 'SHOP_DEBUG=', 'bool, default False · settings.py'],
    ]);
    expect(items[0]?.span).toEqual({ start: 13, end: 14 });
  });

  it('marks what the settings cannot do without', async () => {
    const items = await completed('');
    expect(items.filter(({ isCommon }) => isCommon).map(({ label }) => label)).toEqual(['SECRET_KEY']);
  });

  it('offers True and False for a switch', async () => {
    expect((await completed('SHOP_DEBUG=')).map(({ label }) => label)).toEqual(['True', 'False']);
    expect(await completed('EMAIL_HOST=')).toEqual([]);
  });
});
