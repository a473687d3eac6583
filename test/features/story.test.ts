import { describe, expect, it } from 'vitest';
import { type Environment, environmentOf } from '../../server/src/evaluate/environment';
import { storyOf, storySource } from '../../server/src/features/story';
import { storyText } from '../../server/src/features/storyText';
import { projectOf, starts, type Tree } from '../support/project';

const PLAIN = { format: 'text', link: () => '' } as const;
const MARKDOWN = { format: 'markdown', link: (file: string, line: number) => `file:///${file}#L${line}` } as const;

interface Case {
  readonly base?: string;
  readonly production?: string;
  readonly more?: Tree;
  readonly environment?: Environment;
  readonly settings?: string;
}

async function projectFor({ base = '', production = 'from .base import *\n', more = {}, environment }: Case) {
  return projectOf(
    {
      'requirements.txt': 'django==5.2\n',
      'conf/__init__.py': '',
      'conf/wsgi.py': starts('conf.production'),
      'conf/base.py': base,
      'conf/production.py': production,
      ...more,
    },
    environment ? { environment } : {},
  );
}

/** The value, then the story line by line. */
async function story(name: string, files: Case, format: typeof PLAIN | typeof MARKDOWN = PLAIN): Promise<readonly string[]> {
  const project = await projectFor(files);
  const profile = project.profiles.find(({ module }) => module === 'conf.production');
  if (!profile) throw new Error('no profile');
  const { value, lead, lines } = storyOf(storySource(project), { profile, name });
  return [value, ...(lead ? [lead] : []), ...lines].map((one) => (typeof one === 'string' ? one : storyText(project, one, format)));
}

function given(variables: Readonly<Record<string, string>>, source = '--env', isolated = false): Environment {
  return environmentOf(new Map(Object.entries(variables).map(([name, value]) => [name, { value, source }])), isolated);
}

const IMPORT_OS = 'import os\n';

describe('a value that the files give', () => {
  it('has the place that sets it', async () => {
    expect(await story('DEBUG', { base: 'DEBUG = False\n' })).toEqual(['False', 'conf/base.py:1']);
  });

  it('says what a later file replaced, with the literal that stood there', async () => {
    const files = { base: 'DEBUG = True\n', production: 'from .base import *\n\nDEBUG = False\n' };
    expect(await story('DEBUG', files)).toEqual(['False', 'conf/production.py:3, replaces True of conf/base.py:1']);
  });

  it('claims no replacement where that happens only sometimes', async () => {
    const base = `${IMPORT_OS}from elsewhere import zone\nif "CI" in os.environ:\n    TIME_ZONE = "UTC"\nTIME_ZONE = zone()\n`;
    expect((await story('TIME_ZONE', { base }))[1]).toBe('conf/base.py:5, after "UTC" of line 4');
  });

  it('counts what was replaced before that', async () => {
    const files = { base: 'TIME_ZONE = "UTC"\nTIME_ZONE = "Europe/Rome"\n', production: 'from .base import *\nTIME_ZONE = "Asia/Tokyo"\n' };
    expect(await story('TIME_ZONE', files)).toEqual([
      '"Asia/Tokyo"',
      'conf/production.py:2, replaces "Europe/Rome" of conf/base.py:2 and 1 before',
    ]);
  });

  it('says what later files add to a list, and how much', async () => {
    const files = {
      base: 'INSTALLED_APPS = ["a"]\n',
      production: 'from .base import *\nINSTALLED_APPS += ["b", "c"]\nINSTALLED_APPS.append("d")\nINSTALLED_APPS.insert(0, "e")\n',
    };
    expect(await story('INSTALLED_APPS', files)).toEqual([
      '["e", "a", "b", "c", "d"]',
      'conf/base.py:1, then conf/production.py:2 adds 2 items, then line 3 and line 4 add 1 item each',
    ]);
  });

  it('takes an assignment that reads its own name for a change', async () => {
    const files = { base: 'MIDDLEWARE = ["a"]\n', production: 'from .base import *\nMIDDLEWARE = ["first"] + MIDDLEWARE\n' };
    expect(await story('MIDDLEWARE', files)).toEqual(['["first", "a"]', 'conf/base.py:1, then conf/production.py:2 adds 1 item']);
  });

  it('says that a key was set afterwards', async () => {
    const files = { base: 'CACHES = {"default": {}}\n', production: 'from .base import *\nCACHES["other"] = {}\n' };
    expect(await story('CACHES', files)).toEqual([
      '{"default": {}, "other": {}}',
      'conf/base.py:1, then conf/production.py:2 changes a part of it',
    ]);
  });

  it('leads to the helper function that made it', async () => {
    const files = {
      base: 'from .helpers import zone\nTIME_ZONE = zone()\n',
      more: { 'conf/helpers.py': 'def zone():\n    return "UTC"\n' },
    };
    expect(await story('TIME_ZONE', files)).toEqual(['"UTC"', 'conf/base.py:2 with the value of conf/helpers.py:2']);
  });

  it('says the reason where it is not known', async () => {
    expect(await story('STATIC_URL', { base: 'from elsewhere import make\nSTATIC_URL = make()\n' })).toEqual([
      '‹unknown: elsewhere is outside the workspace›',
      'conf/base.py:2',
    ]);
  });

  it('is Django’s default where nothing sets it', async () => {
    expect(await story('USE_TZ', { base: 'DEBUG = False\n' })).toEqual(['True', 'Django 5.2’s default: nothing sets it']);
  });
});

describe('a value of the environment', () => {
  const read = { base: `${IMPORT_OS}STATIC_URL = os.environ.get("STATIC", "/s/")\n` };

  it('is what the default says where nothing is known', async () => {
    expect(await story('STATIC_URL', read)).toEqual([
      '‹STATIC of the environment› or "/s/"',
      'conf/base.py:2 reads STATIC from the environment; without it "/s/"',
    ]);
  });

  it('is what the command line gives', async () => {
    expect(await story('STATIC_URL', { ...read, environment: given({ STATIC: '/x/' }) })).toEqual([
      '"/x/"',
      'conf/base.py:2 reads STATIC from the environment, --env gives it',
    ]);
  });

  it('names the line of the env file, and what the read replaced', async () => {
    const files = {
      base: 'DEBUG = True\n',
      production: `${IMPORT_OS}from .base import *\nDEBUG = os.environ["DEBUG"]\n`,
      environment: given({ DEBUG: 'no' }, '.env.production:1'),
    };
    expect(await story('DEBUG', files)).toEqual([
      '"no"',
      'conf/production.py:3 reads DEBUG from the environment, .env.production:1 gives it, replaces True of conf/base.py:1',
    ]);
  });

  it('is the default where the variable is known not to be set', async () => {
    expect(await story('STATIC_URL', { ...read, environment: given({}, '', true) })).toEqual([
      '"/s/"',
      'conf/base.py:2 reads STATIC from the environment, where it is not set: the default holds',
    ]);
  });

  it('says that a variable is required', async () => {
    expect(await story('STATIC_URL', { base: `${IMPORT_OS}STATIC_URL = os.environ["STATIC"]\n` })).toEqual([
      '‹STATIC of the environment›',
      'conf/base.py:2 reads STATIC from the environment, required',
    ]);
  });

  it('goes through the name that it was read into', async () => {
    const base = `${IMPORT_OS}MAIL = os.environ.get("MAIL")\nSERVER_EMAIL = MAIL\n`;
    expect(await story('SERVER_EMAIL', { base })).toEqual([
      '‹MAIL of the environment› or None',
      'conf/base.py:3 via line 2 reads MAIL from the environment; without it None',
    ]);
  });

  it('says what decides where the text is compared', async () => {
    expect(await story('DEBUG', { base: `${IMPORT_OS}DEBUG = os.environ.get("DEBUG") == "1"\n` })).toEqual([
      'True or False',
      'conf/base.py:2 reads DEBUG from the environment',
      'True if the variable DEBUG is "1"',
      'False if the variable DEBUG is not "1" and DEBUG is set, or DEBUG is not set',
    ]);
  });

  it('says what else decides than the variable itself', async () => {
    const base = `${IMPORT_OS}STATIC_URL = os.environ["A"] if "A" in os.environ and "B" in os.environ else "/s/"\n`;
    expect(await story('STATIC_URL', { base })).toEqual([
      '‹A of the environment› or "/s/"',
      'conf/base.py:2 reads A from the environment',
      '‹A of the environment› if B is set and A is set',
      '"/s/" if B is not set and A is set, or A is not set',
    ]);
  });

  it('lists the variables that parts of it come from', async () => {
    const keys = ['A', 'B', 'C', 'D', 'E', 'F'].map((name) => `"${name}": os.environ.get("${name}", "")`).join(', ');
    expect((await story('CACHES', { base: `${IMPORT_OS}CACHES = {${keys}}\n` })).slice(1)).toEqual([
      'conf/base.py:2',
      'parts of it read A, B, C, D and 2 more from the environment',
    ]);
  });
});

describe('one of several values', () => {
  it('has the place and the condition of each', async () => {
    const base = `${IMPORT_OS}if "CI" in os.environ:\n    APPEND_SLASH = False\nelse:\n    APPEND_SLASH = True\n`;
    expect(await story('APPEND_SLASH', { base })).toEqual([
      'False or True',
      'conf/base.py:3: False if CI is set',
      'conf/base.py:5: True if CI is not set',
    ]);
  });

  it('has Django’s default where one way sets nothing', async () => {
    const base = `${IMPORT_OS}if "CI" in os.environ:\n    APPEND_SLASH = False\n`;
    expect(await story('APPEND_SLASH', { base })).toEqual([
      'False or True',
      'conf/base.py:3',
      'False if CI is set',
      'True (Django’s default) if CI is not set',
    ]);
  });

  it('says that something is added under a condition, and how long the list is then', async () => {
    const base = `${IMPORT_OS}INSTALLED_APPS = ["django.contrib.admin", "django.contrib.auth"]\nif "CI" in os.environ:\n    INSTALLED_APPS += ["debug_toolbar"]\n`;
    expect((await story('INSTALLED_APPS', { base })).slice(1)).toEqual([
      'conf/base.py:2, then line 4 adds 1 item under a condition',
      '3 items if CI is set',
      '["django.contrib.admin", "django.contrib.auth"] if CI is not set',
    ]);
  });

  it('cuts a long condition after a whole part', async () => {
    const base = `${IMPORT_OS}APPEND_SLASH = ${[...'ABCDEFGH'].map((letter) => `"A_LONG_NAME_${letter}" in os.environ`).join(' or ')}\n`;
    const lines = await story('APPEND_SLASH', { base });
    for (const line of lines) expect(line.length).toBeLessThan(140);
    expect(lines.join('\n')).toMatch(/ …$/m);
  });
});

describe('a class-based setting', () => {
  it('says in which class of the chain it stands', async () => {
    const text =
      'from configurations import Configuration\n\nclass Base(Configuration):\n    DEBUG = True\n    USE_TZ = True\n    INSTALLED_APPS = ["a"]\n\nclass Prod(Base):\n    DEBUG = False\n    INSTALLED_APPS = Base.INSTALLED_APPS + ["b"]\n';
    const project = await projectOf({
      'requirements.txt': 'django==5.2\n',
      'conf/__init__.py': '',
      'conf/wsgi.py': `${starts('conf.settings')}os.environ.setdefault("DJANGO_CONFIGURATION", "Prod")\n`,
      'conf/settings.py': text,
    });
    const profile = project.profiles.find(({ configuration }) => configuration === 'Prod');
    if (!profile) throw new Error('no profile');
    const lead = (name: string) => storyText(project, storyOf(storySource(project), { profile, name }).lead ?? [], PLAIN);
    expect(lead('DEBUG')).toBe('conf/settings.py:9 in class Prod, replaces True of line 4 in class Base');
    expect(lead('USE_TZ')).toBe('conf/settings.py:5 in class Base');
    expect(lead('INSTALLED_APPS')).toBe('conf/settings.py:6 in class Base, then line 10 in class Prod adds 1 item');
    expect(lead('APPEND_SLASH')).toBe('Django 5.2’s default: nothing sets it');
  });
});

describe('secrets', () => {
  it.each([
    ['of the setting', 'SECRET_KEY', 'SECRET_KEY = "hunter2"\nSECRET_KEY = "hunter2-other"\n'],
    ['given by the environment', 'SECRET_KEY', `${IMPORT_OS}SECRET_KEY = os.environ.get("KEY", "hunter2")\n`],
    ['under a name of one’s own, by its variable', 'WX', `${IMPORT_OS}WX = os.environ.get("WX_PASSWORD") or "hunter2"\n`],
    ['in a part', 'DATABASES', 'DATABASES = {"default": {"PASSWORD": "hunter2"}}\n'],
    ['in a URL that was replaced', 'BROKER_URL', 'BROKER_URL = "amqp://me:hunter2@mq/"\nBROKER_URL = "amqp://me:hunter2@other/"\n'],
  ])('are never told: %s', async (_, name, base) => {
    const text = (await story(name, { base })).join('\n');
    expect(text).toContain('********');
    expect(text).not.toContain('hunter2');
  });
});

it('has links to the lines in Markdown', async () => {
  const files = { base: 'DEBUG = True\n', production: 'from .base import *\nDEBUG = False\n' };
  expect(await story('DEBUG', files, MARKDOWN)).toEqual([
    'False',
    '[`conf/production.py:2`](file:///conf/production.py#L2), replaces `True` of [`conf/base.py:1`](file:///conf/base.py#L1)',
  ]);
});
