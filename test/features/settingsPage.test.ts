import { describe, expect, it } from 'vitest';
import { pythonLines, textOfLine } from '../../server/src/features/pythonText';
import { comparisonPage, type SettingsPage, settingsPage } from '../../server/src/features/settingsPage';
import { parsePython } from '../../server/src/syntax/python/parse';
import { projectOf, starts, type Tree } from '../support/project';
import { python } from '../support/python';

const LIVE = 'config.settings.production';
const LOCAL = 'config.settings.local';
const FILES: Tree = {
  'requirements.txt': 'django==5.2\n',
  'config/wsgi.py': starts(LIVE),
  'manage.py': starts(LOCAL),
  'config/settings/base.py': `import os
import environ
from somewhere import helper

env = environ.Env()
ROOT_URLCONF = "config.urls"
DEBUG = env.bool("DEBUG", default=True)
SECRET_KEY = os.environ["SECRET_KEY"]
CACHES = {"default": helper()}
SHOP_NAME = "Harbour Books"
`,
  'config/settings/production.py': `from .base import *
DEBUG = False
SECRET_KEY = "production-key"
ALLOWED_HOSTS = ["a.example"]
`,
  'config/settings/local.py': `from .base import *
SECRET_KEY = "local-key"
LOCAL_ONLY = 1
`,
};

async function pages(more: Tree = {}) {
  const project = await projectOf({ ...FILES, ...more });
  const named = (name: string) => {
    const found = project.profiles.find((profile) => profile.name === name);
    if (!found) throw new Error(`there is no profile ${name}`);
    return found;
  };
  return {
    whole: (name = LIVE, defaults = false) => settingsPage(project, named(name), defaults),
    compared: (name: string, other: string) => comparisonPage(project, named(name), named(other)).text.split('\n'),
  };
}

/** `config/settings/base.py:7 → config/settings/base.py:7`: what a link stands on, and where it leads. */
function links({ text, links: all }: SettingsPage): readonly string[] {
  const lines = text.split('\n');
  return all.map(({ at, file, line }) => `${lines[at.line]?.slice(at.start, at.end)} → ${file}:${line}`);
}

describe('the page of effective settings', () => {
  it('says first what it is about', async () => {
    const { whole } = await pages();
    expect(whole().text).toContain(`# ${LIVE}: the settings that Django sees
# production: its name says so
# Django 5.2 (==5.2 in requirements.txt)
# Settings module: config/settings/production.py
# Started by: config/wsgi.py
`);
  });

  it('has every setting with where it comes from, sorted, Django’s own first', async () => {
    const { whole } = await pages();
    expect(whole().text).toContain(`
# ---- Settings of Django

# config/settings/production.py:4
ALLOWED_HOSTS = ["a.example"]

# config/settings/base.py:9
CACHES = {
    "default": ...,  # not known: `);
    expect(whole().text).toContain(`
# config/settings/production.py:2, replaces config/settings/base.py:7
DEBUG = False
`);
    expect(whole().text).toContain(`
# ---- Settings of the project and its packages

# config/settings/base.py:10
SHOP_NAME = "Harbour Books"
`);
  });

  it('never shows a secret', async () => {
    const { whole, compared } = await pages();
    for (const text of [whole().text, whole(LOCAL, true).text, compared(LIVE, LOCAL).join('\n')]) {
      expect(text).toContain('SECRET_KEY = "********"');
      expect(text).not.toMatch(/production-key|local-key/);
    }
  });

  it('has a line for each value that is possible', async () => {
    const { whole } = await pages();
    expect(whole(LOCAL).text).toContain(`
# config/settings/base.py:7 reads DEBUG from the environment; without it True
DEBUG = ...  # DEBUG of the environment, if DEBUG is set
DEBUG = True  # if DEBUG is not set
`);
  });

  it('links every place that it names', async () => {
    const { whole } = await pages();
    const all = links(whole());
    expect(all).toEqual(
      expect.arrayContaining([
        'config/wsgi.py → config/wsgi.py:1',
        'config/settings/production.py:2 → config/settings/production.py:2',
        'config/settings/base.py:7 → config/settings/base.py:7',
      ]),
    );
    for (const link of all) expect(link).toMatch(/^(\S+?)(:\d+)? → \1:\d+$/);
  });

  it('has Django’s defaults on request', async () => {
    const { whole } = await pages();
    expect(whole().text).not.toContain('X_FRAME_OPTIONS');
    expect(whole(LIVE, true).text).toContain('# ---- What nothing sets: the defaults of Django 5.2\n');
    expect(whole(LIVE, true).text).toContain('\nX_FRAME_OPTIONS = "DENY"\n');
  });

  it('says where the settings stop, and what it cannot see', async () => {
    const stop = { 'config/settings/production.py': 'from nowhere import *\nDEBUG = False\nraise ValueError("no\\nkey")\n' };
    const { whole } = await pages(stop);
    expect(whole().text).toMatch(/\n# There may be more settings: .+\n/);
    expect(whole().text).toMatch(/\n# config\/settings\/production.py:3: the settings stop here: .+\n/);
  });

  it('is Python', async () => {
    const { whole, compared } = await pages();
    const parser = await python();
    for (const text of [whole(LIVE, true).text, whole(LOCAL, true).text, compared(LIVE, LOCAL).join('\n')]) {
      expect(parsePython(parser, text).errors).toEqual([]);
    }
  });
});

describe('the pages that are compared', () => {
  it('have equal lines but where something differs', async () => {
    const { compared } = await pages();
    const [left, right] = [compared(LIVE, LOCAL), compared(LOCAL, LIVE)];
    expect(left.filter((line) => !right.includes(line))).toEqual([
      'ALLOWED_HOSTS = ["a.example"]',
      'DEBUG = False',
      `# not the same secret as in ${LOCAL}`,
      '# LOCAL_ONLY is not set',
    ]);
    expect(right.filter((line) => !left.includes(line))).toEqual([
      'ALLOWED_HOSTS = []',
      'DEBUG = ...  # DEBUG of the environment, if DEBUG is set',
      'DEBUG = True  # if DEBUG is not set',
      `# not the same secret as in ${LIVE}`,
      'LOCAL_ONLY = 1',
    ]);
  });

  it('do not tell apart who may give a variable', async () => {
    const { compared } = await pages({
      'config/settings/production.py': 'from .base import *\n',
      'config/settings/local.py': 'from .base import *\n',
      'deploy/web.service': '[Service]\nEnvironment=DEBUG=0\nExecStart=/srv/venv/bin/gunicorn config.wsgi\n',
    });
    expect(compared(LIVE, LOCAL)).toContain('ROOT_URLCONF = "config.urls"');
    expect(compared(LIVE, LOCAL).filter((line) => line.startsWith('SECRET_KEY'))).toEqual(
      compared(LOCAL, LIVE).filter((line) => line.startsWith('SECRET_KEY')),
    );
  });
});

describe('a value as Python', () => {
  const int = (value: bigint) => ({ kind: 'int', value }) as const;
  const str = (value: string) => ({ kind: 'str', value }) as const;
  const shown = (...args: Parameters<typeof pythonLines>) => pythonLines(...args).map(textOfLine);

  it('stands on one line where it fits', () => {
    expect(shown({ kind: 'tuple', items: [int(1n)] })).toEqual(['(1,)']);
    expect(shown({ kind: 'set', items: [] })).toEqual(['set()']);
    expect(shown({ kind: 'float', value: Number.POSITIVE_INFINITY })).toEqual(['float("Infinity")']);
    expect(shown({ kind: 'dict', entries: [{ key: str('a'), value: { kind: 'list', items: [] } }] })).toEqual(['{"a": []}']);
  });

  it('keeps one item a tuple on several lines', () => {
    expect(shown({ kind: 'tuple', items: [str('x'.repeat(120))] })).toEqual(['(', `    "${'x'.repeat(120)}",`, ')']);
  });

  it('says behind an item why it is not known', () => {
    const value = { kind: 'list', items: [int(1n), { kind: 'rest', reason: 'a loop' }] } as const;
    expect(shown(value)).toEqual(['[', '    1,', '    ...,  # more: a loop', ']']);
    expect(shown({ kind: 'dict', entries: [], rest: 'a loop' })).toEqual(['{', '    **...,  # more: a loop', '}']);
  });

  it('lists the values that a part may have', () => {
    const options = [
      { when: 'B', value: int(2n), unset: false },
      { when: 'A is set in the environment', value: int(1n), unset: false },
    ];
    const value = { kind: 'list', items: [{ kind: 'choice', options }] } as const;
    expect(shown(value)).toEqual(['[', '    ...,  # one of several:', '    # 2 if B', '    # 1 if A is set', ']']);
    expect(shown(value, 'unconditional')).toEqual(['[', '    ...,  # one of several:', '    # 1', '    # 2', ']']);
  });
});
