import { describe, expect, it } from 'vitest';
import { appendLine, insertEntry, removeSetting, renameSetting, setSetting } from '../../../server/src/rules/edit';
import { edited, type Sources, scopeOf } from './support';

const set = (sources: Sources | string, name: string, expression: string) =>
  edited(sources, (scope) => setSetting(scope, name, expression));

/** A condition that the files do not settle. */
const ASKED = 'import os\nX = os.environ.get("X")\n';

describe('a setting that one statement sets', () => {
  it('gets another value in its place, the comment stays', async () => {
    expect(await set('DEBUG = True  # for now\nA = 1\n', 'DEBUG', 'False')).toBe('DEBUG = False  # for now\nA = 1\n');
  });
  it('gets it in the quotes of the file', async () => {
    expect(await set("A = 'x'\nB = 'y'\nC = 1\n", 'C', '["a", "b"]')).toBe("A = 'x'\nB = 'y'\nC = ['a', 'b']\n");
  });
  it('keeps a literal that holds the other quote', async () => {
    expect(await set("A = 'x'\nC = 1\n", 'C', '"it\'s"')).toBe("A = 'x'\nC = \"it's\"\n");
  });
  it('loses a value of several lines', async () => {
    expect(await set('A = [\n    1,\n]\nB = 2\n', 'A', '[]')).toBe('A = []\nB = 2\n');
  });
  it('keeps an annotation', async () => {
    expect(await set('A: bool = True\n', 'A', 'False')).toBe('A: bool = False\n');
  });
  it('in the block that alone sets it', async () => {
    expect(await set('DEBUG = False\nif not DEBUG:\n    A = 1\n', 'A', '2')).toBe('DEBUG = False\nif not DEBUG:\n    A = 2\n');
  });
  it('in the base module of its chain, where no other profile reads it', async () => {
    const files = { 'base.py': 'A = 1\n', 'prod.py': 'from base import *\n' };
    expect(await set({ files, file: 'prod.py' }, 'A', '2')).toEqual({ 'base.py': 'A = 2\n' });
  });
});

describe('a setting that cannot be changed where it stands', () => {
  it('gets an override in the own module where others share the base', async () => {
    const files = { 'base.py': 'A = 1\n', 'prod.py': 'from base import *\n', 'dev.py': 'from base import *\n' };
    expect(await set({ files, file: 'prod.py', others: ['dev.py'] }, 'A', '2')).toEqual({ 'prod.py': 'from base import *\n\nA = 2\n' });
  });
  it('lands below the star import, also where a relative stands above it', async () => {
    const files = { 'base.py': 'DEBUG = True\n', 'prod.py': 'SECRET_KEY = 1\nfrom base import *\n', 'dev.py': 'from base import *\n' };
    expect(await set({ files, file: 'prod.py', others: ['dev.py'] }, 'DEBUG', 'False')).toEqual({
      'prod.py': 'SECRET_KEY = 1\nfrom base import *\n\nDEBUG = False\n',
    });
  });
  it('leaves the last word to a file that each machine may have of its own', async () => {
    const local = 'try:\n    from local_settings import *\nexcept ImportError:\n    pass\n';
    const files = { 'base.py': 'A = 1\n', 'prod.py': `from base import *\n\n${local}`, 'dev.py': 'from base import *\n' };
    const expected = `from base import *\nA = 2\n\n${local}`;
    expect(await set({ files, file: 'prod.py', others: ['dev.py'] }, 'A', '2')).toEqual({ 'prod.py': expected });
    const committed = { ...files, 'local_settings.py': 'B = 3\n' };
    expect(await set({ files: committed, file: 'prod.py', others: ['dev.py'] }, 'A', '2')).toEqual({
      'prod.py': `${files['prod.py']}\nA = 2\n`,
    });
  });
  it('gets a line of its own below a chained assignment', async () => {
    expect(await set('A = B = True\nC = 1\n', 'A', 'False')).toBe('A = B = True\nA = False\nC = 1\n');
  });
  it('gets a line of its own below what changes it last', async () => {
    expect(await set('A = [1]\nA += [2]\nC = 1\n', 'A', '[3]')).toBe('A = [1]\nA += [2]\nA = [3]\nC = 1\n');
  });
  it('gets a line of its own below a condition that sets it again', async () => {
    expect(await set(`${ASKED}A = 1\nif X:\n    A = 2\nC = 1\n`, 'A', '3')).toBe(`${ASKED}A = 1\nif X:\n    A = 2\nA = 3\nC = 1\n`);
  });
});

describe('a setting that nothing sets', () => {
  it('lands below its closest relative', async () => {
    expect(await set('SECURE_SSL_REDIRECT = True  # tls\nA = 1\n', 'SECURE_HSTS_SECONDS', '300')).toBe(
      'SECURE_SSL_REDIRECT = True  # tls\nSECURE_HSTS_SECONDS = 300\nA = 1\n',
    );
  });
  it('lands below a relative of several lines', async () => {
    expect(await set('STATICFILES_DIRS = [\n    1,\n]\nA = 1\n', 'STATIC_ROOT', '"x"')).toBe(
      'STATICFILES_DIRS = [\n    1,\n]\nSTATIC_ROOT = "x"\nA = 1\n',
    );
  });
  it('lands inside the block for production where the file has one', async () => {
    expect(await set('DEBUG = A\n\nif not DEBUG:\n    SECURE_SSL_REDIRECT = True\n\nB = 1\n', 'SESSION_COOKIE_SECURE', 'True')).toBe(
      'DEBUG = A\n\nif not DEBUG:\n    SECURE_SSL_REDIRECT = True\n    SESSION_COOKIE_SECURE = True\n\nB = 1\n',
    );
  });
  it('does not land in such a block where DEBUG is on', async () => {
    expect(await set('DEBUG = True\n\nif not DEBUG:\n    SECURE_SSL_REDIRECT = True\n', 'SESSION_COOKIE_SECURE', 'True')).toBe(
      'DEBUG = True\nSESSION_COOKIE_SECURE = True\n\nif not DEBUG:\n    SECURE_SSL_REDIRECT = True\n',
    );
  });
  it('does not land in a block on one line, nor in one for something else', async () => {
    const text = 'if not DEBUG: SECURE_SSL_REDIRECT = True\nif DEBUG:\n    CSRF_COOKIE_SECURE = False\n';
    expect(await set(text, 'SESSION_COOKIE_SECURE', 'True')).toBe(`${text}\nSESSION_COOKIE_SECURE = True\n`);
  });
  it('lands at the end, with one blank line above', async () => {
    expect(await set('A = 1\n', 'STATIC_ROOT', '"x"')).toBe('A = 1\n\nSTATIC_ROOT = "x"\n');
    expect(await set('A = 1', 'STATIC_ROOT', '"x"')).toBe('A = 1\n\nSTATIC_ROOT = "x"\n');
    expect(await set('A = 1\n\n\n', 'STATIC_ROOT', '"x"')).toBe('A = 1\n\nSTATIC_ROOT = "x"\n');
    expect(await set('', 'STATIC_ROOT', '"x"')).toBe('STATIC_ROOT = "x"\n');
  });
  it('keeps Windows line ends', async () => {
    expect(await set('STATIC_URL = "/s/"\r\nA = 1\r\n', 'STATIC_ROOT', '{\n    1: 2,\n}')).toBe(
      'STATIC_URL = "/s/"\r\nSTATIC_ROOT = {\r\n    1: 2,\r\n}\r\nA = 1\r\n',
    );
  });
  it('goes into the class of class-based settings', async () => {
    const files = { 'settings.py': 'class Prod(Base):\n    STATIC_URL = "/s/"\n\n\nclass Dev(Base):\n    pass\n' };
    expect(await set({ files, configuration: 'Prod' }, 'STATIC_ROOT', '"x"')).toEqual({
      'settings.py': 'class Prod(Base):\n    STATIC_URL = "/s/"\n    STATIC_ROOT = "x"\n\n\nclass Dev(Base):\n    pass\n',
    });
  });
  it('leaves the class that others inherit from alone', async () => {
    const base =
      'from configurations import Configuration\n\n\nclass Base(Configuration):\n    DEBUG = True\n\n\nclass Dev(Base):\n    pass\n\n\n';
    const files = { 'settings.py': `${base}class Prod(Base):\n    A = 1\n` };
    expect(await set({ files, configuration: 'Prod' }, 'DEBUG', 'False')).toEqual({
      'settings.py': `${base}class Prod(Base):\n    A = 1\n    DEBUG = False\n`,
    });
  });
  it('is replaced in the class that sets it', async () => {
    const head = 'from configurations import Configuration\n\n\nclass Prod(Configuration):\n';
    expect(await set({ files: { 'settings.py': `${head}    DEBUG = True\n` }, configuration: 'Prod' }, 'DEBUG', 'False')).toEqual({
      'settings.py': `${head}    DEBUG = False\n`,
    });
  });
  it('shares no line with a statement after a semicolon', async () => {
    expect(await set('STATIC_URL = "/s/"; A = 1\n', 'STATIC_ROOT', '"x"')).toBe('STATIC_URL = "/s/"; A = 1\n\nSTATIC_ROOT = "x"\n');
  });
});

describe('removing a setting', () => {
  const remove = (sources: Sources | string) => edited(sources, (scope) => removeSetting(scope, 'A'));

  it('takes every statement with the comment at its end', async () => {
    expect(await remove('A = [\n    1,\n]  # old\nB = 2\nA = 3\n')).toBe('B = 2\n');
  });
  it('in each file', async () => {
    const files = { 'base.py': 'A = 1\nB = 2\n', 'prod.py': 'from base import *\nA = 3\n' };
    expect(await remove({ files, file: 'prod.py' })).toEqual({ 'base.py': 'B = 2\n', 'prod.py': 'from base import *\n' });
  });
  it('gives no edit where a block would be empty, or another name is set too', async () => {
    expect(await remove(`${ASKED}if X:\n    A = 1\n`)).toBeUndefined();
    expect(await remove('A = B = 1\n')).toBeUndefined();
    expect(await remove('A = 1; B = 2\n')).toBeUndefined();
    expect(await remove('A = [1]\nA += [2]\n')).toBeUndefined();
  });
});

describe('renaming a setting', () => {
  it('in every statement that sets or changes it', async () => {
    expect(await edited('A = [1]  # A\nA += [2]\n', (scope) => renameSetting(scope, 'A', 'LONGER'))).toBe(
      'LONGER = [1]  # A\nLONGER += [2]\n',
    );
  });
});

describe('adding an entry to a dict', () => {
  const add = (text: string) =>
    edited(text, (scope) => {
      const at = scope.settings.settings.get('D')?.value.at;
      return at && insertEntry(scope, at, '"k": {"x": 1}');
    });

  it('on a line of its own', async () => {
    expect(await add("D = {\n    'a': {\n        'b': 1,\n    },  # first\n}\n")).toBe(
      "D = {\n    'a': {\n        'b': 1,\n    },  # first\n    'k': {'x': 1},\n}\n",
    );
  });
  it('on the same line', async () => {
    expect(await add('D = {"a": 1}\n')).toBe('D = {"a": 1, "k": {"x": 1}}\n');
    expect(await add('D = {}\n')).toBe('D = {"k": {"x": 1}}\n');
  });
});

describe('adding a line to a text file', () => {
  it('creates the file, or minds its last line', async () => {
    const { project } = await scopeOf({ files: { 'settings.py': '', '.gitignore': '*.pyc', '.env': 'A=1\r\n' } });
    expect(appendLine(project, 'new', 'x')).toEqual({ file: 'new', edits: [{ span: { start: 0, end: 0 }, newText: 'x\n' }], create: true });
    expect(appendLine(project, '.gitignore', '.env').edits).toEqual([{ span: { start: 5, end: 5 }, newText: '\n.env\n' }]);
    expect(appendLine(project, '.env', 'B=2').edits).toEqual([{ span: { start: 5, end: 5 }, newText: 'B=2\r\n' }]);
  });
});
