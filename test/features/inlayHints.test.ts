import { describe, expect, it } from 'vitest';
import { type Environment, environmentOf } from '../../server/src/evaluate/environment';
import { inlayHintStory, inlayHintsIn } from '../../server/src/features/inlayHints';
import { MemoryFiles } from '../../server/src/host/files';
import { openProject } from '../../server/src/project/open';
import { projectOf, pythonText, starts, type Tree } from '../support/project';

const BASE = 'conf/base.py';
const PRODUCTION = 'conf/production.py';
const IMPORT_OS = 'import os\n';

function treeOf(tree: Tree): Tree {
  return {
    'requirements.txt': 'django==5.2\n',
    'conf/__init__.py': '',
    'conf/wsgi.py': starts('conf.production'),
    [BASE]: '',
    [PRODUCTION]: 'from .base import *\n',
    ...tree,
  };
}

/** `STATIC_URL = PREFIX + "s/" «= "/s/"»` for each hint: what people see of it. */
async function hints(tree: Tree, file = BASE, environment?: Environment): Promise<readonly string[]> {
  const project = await projectOf(treeOf(tree), environment ? { environment } : {});
  const source = project.source(file);
  return inlayHintsIn(project, file).map(({ offset, label }) => {
    const line = source?.lines.lineText(source.lines.position(offset).line) ?? '';
    return `${line} «${label}»`;
  });
}

function given(variables: Readonly<Record<string, string>>, source: string): Environment {
  return environmentOf(new Map(Object.entries(variables).map(([name, value]) => [name, { value, source }])), false);
}

describe('a hint is given for', () => {
  it('a value that is computed', async () => {
    const text = 'DAY = 24 * 60 * 60\nSESSION_COOKIE_AGE = DAY * 7\nAPPS = ["a", "b"]\nINSTALLED_APPS = APPS + ["cccccccc"]\n';
    expect(await hints({ [BASE]: text })).toEqual([
      'DAY = 24 * 60 * 60 «= 86400»',
      'SESSION_COOKIE_AGE = DAY * 7 «= 604800»',
      'INSTALLED_APPS = APPS + ["cccccccc"] «= 3 items»',
    ]);
  });

  it('a value that the environment gives, and who', async () => {
    const text = `${IMPORT_OS}DEBUG = os.environ.get("DEBUG", "1") == "1"\nSTATIC_URL = os.environ["STATIC"]\n`;
    expect(await hints({ [BASE]: text }, BASE, given({ DEBUG: '0', STATIC: '/x/' }, 'deploy/.env:3'))).toEqual([
      'DEBUG = os.environ.get("DEBUG", "1") == "1" «= False (.env:3)»',
      'STATIC_URL = os.environ["STATIC"] «= "/x/" (.env:3)»',
    ]);
  });

  it('what a deployment without the variable gets, where the line does not say it', async () => {
    const text = `${IMPORT_OS}DEBUG = os.environ.get("DEBUG", "0") == "1"\nEMAIL_HOST_USER = os.environ.get("MAIL")\n`;
    expect(await hints({ [BASE]: text })).toEqual([
      'DEBUG = os.environ.get("DEBUG", "0") == "1" «= False without DEBUG»',
      'EMAIL_HOST_USER = os.environ.get("MAIL") «= None without MAIL»',
    ]);
  });

  it('a value that a later file replaces', async () => {
    expect(await hints({ [BASE]: 'DEBUG = True\n', [PRODUCTION]: 'from .base import *\n\nDEBUG = False\n' })).toEqual([
      'DEBUG = True «production.py:3 replaces this»',
    ]);
  });

  it('a list that a later file adds to', async () => {
    const tree = { [BASE]: 'INSTALLED_APPS = [\n    "a",\n]\n', [PRODUCTION]: 'from .base import *\nINSTALLED_APPS += ["b", "c"]\n' };
    expect(await hints(tree)).toEqual(['] «production.py:2 adds 2 items»']);
  });
});

describe('no hint is given for', () => {
  it.each([
    ['a literal', 'DEBUG = False\nTIME_ZONE = "UTC"\nSESSION_COOKIE_AGE = -1\nALLOWED_HOSTS = ["a", "b"]\n'],
    ['a display, whatever is in it', 'X = 1\nCACHES = {"a": X}\nHOSTS = [X, 2]\n'],
    ['a path', 'from pathlib import Path\nBASE_DIR = Path(__file__).parent\nSTATIC_ROOT = BASE_DIR / "static"\n'],
    [
      'a default that stands on the line',
      `${IMPORT_OS}TIME_ZONE = os.environ.get("TZ_NAME", "UTC")\nPORT = int(os.environ.get("P", "25"))\n`,
    ],
    ['a variable of which nothing is known', `${IMPORT_OS}SECRET_KEY = os.environ["SECRET_KEY"]\n`],
    ['what is not known', 'from elsewhere import make\nSTATIC_URL = make()\n'],
    ['what holds only under a condition', `${IMPORT_OS}if "CI" in os.environ:\n    APPEND_SLASH = not True\n`],
    ['a secret', 'SECRET_KEY = "hunter2" * 2\n'],
    ['a change in sight', 'HOSTS = ["a"]\nHOSTS += ["b"]\n'],
    ['a name in lower case', 'seconds = 60 * 60\n'],
  ])('%s', async (_, text) => expect(await hints({ [BASE]: text })).toEqual([]));

  it('a replacement that happens only sometimes', async () => {
    const production = `${IMPORT_OS}from .base import *\nif "CI" in os.environ:\n    DEBUG = False\n`;
    expect(await hints({ [BASE]: 'DEBUG = True\n', [PRODUCTION]: production })).toEqual([]);
  });

  it('a file that only development reads', async () => {
    const tree = { 'manage.py': starts('conf.local'), 'conf/local.py': 'from .base import *\nX = 1 + 1\n' };
    expect(await hints(tree, 'conf/local.py')).toEqual([]);
  });

  it('a secret that the environment gives: only who', async () => {
    const text = `${IMPORT_OS}SECRET_KEY = os.environ["KEY"]\n`;
    expect(await hints({ [BASE]: text }, BASE, given({ KEY: 'hunter2' }, '.env:3'))).toEqual([
      'SECRET_KEY = os.environ["KEY"] «given (.env:3)»',
    ]);
  });
});

it('is one where a statement sets several names to the same, and none where they differ', async () => {
  const pair = 'def pair():\n    return 1, 2\n';
  expect(await hints({ [BASE]: `${pair}A = B = 60 * 60\nC, D = pair()\n` })).toEqual(['A = B = 60 * 60 «= 3600»']);
});

describe('several production profiles', () => {
  const STAGING = {
    'conf/asgi.py': starts('conf.staging'),
    'conf/production.py': 'from .base import *\nDEBUG = False\n',
  };

  it('that agree have one hint', async () => {
    const tree = { ...STAGING, 'conf/staging.py': 'from .base import *\n', [BASE]: 'DAY = 24 * 60\n' };
    expect(await hints(tree)).toEqual(['DAY = 24 * 60 «= 1440»']);
  });

  it('that disagree are counted', async () => {
    const both = { ...STAGING, 'conf/staging.py': 'from .base import *\n\nDEBUG = False\n', [BASE]: 'DEBUG = True\n' };
    expect(await hints(both)).toEqual(['DEBUG = True «replaced in 2 profiles»']);
    expect(await hints({ ...both, 'conf/staging.py': 'from .base import *\n' })).toEqual(['DEBUG = True «replaced in 1 of 2 profiles»']);
  });
});

it('has a short label, whatever the names', async () => {
  const long = 'a_settings_module_with_quite_a_long_name_for_production';
  const tree = {
    'conf/wsgi.py': starts(`conf.${long}`),
    [`conf/${long}.py`]: 'from .base import *\nDEBUG = False\nHOSTS += ["b"]\n',
    [BASE]: `${IMPORT_OS}DEBUG = True\nHOSTS = ["a"]\nX = os.environ.get("A_VARIABLE_WITH_QUITE_A_LONG_NAME_INDEED")\n`,
  };
  const shown = await hints(tree);
  expect(shown).toHaveLength(3);
  for (const one of shown) expect(/«(.*)»/.exec(one)?.[1]?.length).toBeLessThanOrEqual(40);
});

it('has the story of each profile behind it', async () => {
  const project = await projectOf(treeOf({ [BASE]: 'DEBUG = True\n', [PRODUCTION]: 'from .base import *\nDEBUG = False\n' }));
  const [hint] = inlayHintsIn(project, BASE);
  if (!hint) throw new Error('no hint');
  expect(inlayHintStory(project, hint, { format: 'markdown', link: (file, line) => `${file}#L${line}` })).toBe(
    '**conf.production**: `DEBUG` is `False`\n- [`conf/production.py:2`](conf/production.py#L2), replaces `True` of [`conf/base.py:1`](conf/base.py#L1)',
  );
});

it('shows texts of the project as they are, not as Markdown', async () => {
  const base = `${IMPORT_OS}DEBUG = os.environ.get("MODE") == "<b>*x*</b>"\n`;
  const project = await projectOf(treeOf({ [BASE]: base }));
  const [hint] = inlayHintsIn(project, BASE);
  if (!hint) throw new Error('no hint');
  expect(inlayHintStory(project, hint, { format: 'markdown', link: () => '' })).toContain('is "\\<b>\\*x\\*\\</b>"');
});

it('parses and evaluates nothing that the diagnostics have not', async () => {
  const parse = await pythonText();
  let parsed = 0;
  const project = openProject(new MemoryFiles(new Map(Object.entries(treeOf({ [BASE]: 'X = 1 + 1\n' })))), {
    parsePython: (text) => {
      parsed++;
      return parse(text);
    },
  });
  const before = project.profiles.map((profile) => project.evaluate(profile));
  const count = parsed;
  expect(inlayHintsIn(project, BASE)).toHaveLength(1);
  expect(parsed).toBe(count);
  expect(project.profiles.map((profile) => project.evaluate(profile))).toEqual(before);
});
