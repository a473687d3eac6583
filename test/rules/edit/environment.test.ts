import { describe, expect, it } from 'vitest';
import { type EnvironmentRead, readFromEnv, setSetting } from '../../../server/src/rules/edit';
import { edited, type Sources } from './support';

const read = (sources: Sources | string, given: Partial<EnvironmentRead> = {}) =>
  edited(sources, (scope) =>
    setSetting(scope, 'X', (file) => readFromEnv(scope, file, { variable: 'X', parse: 'bool', default: 'False', ...given })),
  );

describe('a file that uses os', () => {
  it('reads text, required or with a default', async () => {
    expect(
      await edited('import os\nX = 1\n', (scope) =>
        setSetting(scope, 'X', (file) => readFromEnv(scope, file, { variable: 'X', parse: 'str' })),
      ),
    ).toBe('import os\nX = os.environ["X"]\n');
    expect(await read('import os\nX = 1\n', { parse: 'str', default: '"db"' })).toBe('import os\nX = os.environ.get("X", "db")\n');
  });
  it('reads booleans, numbers and lists', async () => {
    expect(await read('import os\nX = 1\n')).toBe('import os\nX = os.environ.get("X", "False").lower() in ("1", "true", "yes", "on")\n');
    expect(await read('import os\nX = 1\n', { parse: 'int', default: '30' })).toBe('import os\nX = int(os.environ.get("X", "30"))\n');
    expect(await read('import os\nX = 1\n', { parse: 'list', default: '["a", "b"]' })).toBe(
      'import os\nX = [item.strip() for item in os.environ.get("X", "a,b").split(",") if item.strip()]\n',
    );
  });
  it('keeps to os.getenv where the file does', async () => {
    expect(await read("import os\nA = os.getenv('A')\nX = 1\n", { parse: 'str', default: "'a'" })).toBe(
      "import os\nA = os.getenv('A')\nX = os.getenv('X', 'a')\n",
    );
  });
});

describe('a file that does not import os yet', () => {
  const added = (text: string) => read(`${text}X = 1\n`, { parse: 'str', default: '""' });
  const value = 'X = os.environ.get("X", "")\n';

  it('gets the import among the others, in alphabetical order', async () => {
    expect(await added('import json\nimport sys\n')).toBe(`import json\nimport os\nimport sys\n${value}`);
    expect(await added('import json\n')).toBe(`import json\nimport os\n${value}`);
  });
  it('above the first from-import', async () => {
    expect(await added('from pathlib import Path\n')).toBe(`import os\nfrom pathlib import Path\n${value}`);
    const files = { 'conf/__init__.py': '', 'conf/base.py': '', 'conf/prod.py': 'from .base import *\nX = 1\n' };
    expect(await read({ files, file: 'conf/prod.py' }, { parse: 'str', default: '""' })).toEqual({
      'conf/prod.py': `import os\n\nfrom .base import *\n${value}`,
    });
  });
  it('below the docstring and __future__', async () => {
    expect(await added('"""Settings."""\n\n')).toBe(`"""Settings."""\n\nimport os\n\n${value}`);
    expect(await added('"""Settings."""\nfrom __future__ import annotations\n')).toBe(
      `"""Settings."""\nfrom __future__ import annotations\n\nimport os\n${value}`,
    );
  });
  it('at the top of a bare file, below its first comments', async () => {
    expect(await added('')).toBe(`import os\n\n${value}`);
    expect(await added('# -*- coding: utf-8 -*-\n')).toBe(`# -*- coding: utf-8 -*-\n\nimport os\n${value}`);
  });
});

describe('a file that uses django-environ or environs', () => {
  const head = 'import environ\n\nenv = environ.Env()\n';

  it('asks its object', async () => {
    expect(await read(`${head}X = 1\n`)).toBe(`${head}X = env.bool("X", default=False)\n`);
    expect(await read(`${head}X = 1\n`, { parse: 'list', default: '[]' })).toBe(`${head}X = env.list("X", default=[])\n`);
    expect(await read(`${head}X = 1\n`, { parse: 'str', default: '"a"' })).toBe(`${head}X = env("X", default="a")\n`);
  });
  it('by the name that it has', async () => {
    const other = 'from environs import Env\nconf = Env()\n';
    expect(await read(`${other}X = 1\n`, { parse: 'int', default: '3' })).toBe(`${other}X = conf.int("X", default=3)\n`);
  });
  it('also where the object comes by a star import, or by name', async () => {
    const files = { 'base.py': head, 'prod.py': 'from base import *\nX = 1\n' };
    expect(await read({ files, file: 'prod.py' })).toEqual({ 'prod.py': 'from base import *\nX = env.bool("X", default=False)\n' });
    const named = { 'base.py': head, 'prod.py': 'from base import env as e\nX = 1\n' };
    expect(await read({ files: named, file: 'prod.py' })).toEqual({
      'prod.py': 'from base import env as e\nX = e.bool("X", default=False)\n',
    });
  });
  it('but not where the module imports something else from there', async () => {
    const files = { 'base.py': `${head}B = 1\n`, 'prod.py': 'import os\nfrom base import B\nX = 1\n' };
    expect(await read({ files, file: 'prod.py' }, { parse: 'str', default: '""' })).toEqual({
      'prod.py': 'import os\nfrom base import B\nX = os.environ.get("X", "")\n',
    });
  });
  it('but not for a class of that name from elsewhere', async () => {
    const own = 'import os\nfrom shop.config import Env\nenv = Env()\n';
    expect(await read(`${own}X = 1\n`, { parse: 'str', default: '""' })).toBe(`${own}X = os.environ.get("X", "")\n`);
  });
  it('gives no edit above the line that makes the object', async () => {
    expect(await read(`X = 1\n${head}`)).toBeUndefined();
  });
});

describe('a file that uses decouple', () => {
  it('casts', async () => {
    expect(await read('from decouple import config\nX = 1\n')).toBe(
      'from decouple import config\nX = config("X", default=False, cast=bool)\n',
    );
  });
  it('imports Csv for a list', async () => {
    expect(await read('from decouple import config\nX = 1\n', { parse: 'list', default: '["a"]' })).toBe(
      'from decouple import Csv, config\nX = config("X", default="a", cast=Csv())\n',
    );
    expect(await read("from decouple import Csv, config\nA = 'a'\nX = 1\n", { parse: 'list', default: '[]' })).toBe(
      "from decouple import Csv, config\nA = 'a'\nX = config('X', default='', cast=Csv())\n",
    );
  });
});

describe('a file of comments', () => {
  it('gets the import above the line that needs it', async () => {
    const text = await read('# Copyright\n# by us\n', { parse: 'str', default: '"db"' });
    expect(text).toBe('# Copyright\n# by us\n\nimport os\n\nX = os.environ.get("X", "db")\n');
  });
});

describe('a reader that puts a prefix before each name', () => {
  it('is handed the name without it', async () => {
    const head = 'import environ\nenv = environ.Env()\nenv.prefix = "SITE_"\n';
    const text = await read(`${head}X = 1\n`, { variable: 'SITE_X', parse: 'str', default: '"a"' });
    expect(text).toBe(`${head}X = env("X", default="a")\n`);
  });
});
