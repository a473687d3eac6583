import { describe, expect, it } from 'vitest';
import { evaluateText, shown } from './libraries/evaluateText';

const HELPERS = `import glob, inspect, os, sys

def include(folder):
    scope = inspect.stack()[1][0].f_globals
    for name in sorted(glob.glob(os.path.join(folder, "*.py"))):
        with open(name, "rb") as file:
            exec(file.read(), scope)

def put(name, value):
    sys._getframe(1).f_globals[name] = value

def outer(name, value):
    inspect.currentframe().f_back.f_globals[name] = value
`;

describe('a helper that reaches for the names of its caller', () => {
  it.each([
    ['inspect.stack()', 'include("/project/parts")', 'True'],
    ['sys._getframe()', 'put("DEBUG", False)', 'False'],
    ['currentframe().f_back', 'outer("DEBUG", None)', 'None'],
  ])('finds them by %s', async (_name, call, expected) => {
    const files = {
      'settings.py': `from helpers import *\nDEBUG = "before"\n${call}\n`,
      'helpers.py': HELPERS,
      'parts/a.py': 'DEBUG = "a"\n',
      'parts/b.py': 'DEBUG = DEBUG == "a"\n',
      'parts/.hidden.py': 'DEBUG = "hidden"\n',
      'parts/notes.txt': '=',
    };
    const { settings } = await evaluateText({ files });
    expect(shown(settings.get('DEBUG')?.value)).toBe(expected);
  });

  it('knows nothing of what called Django', async () => {
    const { settings } = await evaluateText({
      files: { 'settings.py': 'import sys\nX = sys._getframe(1).f_globals["X"]\nDEBUG = True\n' },
    });
    expect(settings.get('X')?.value.kind).toBe('unknown');
  });
});

describe('glob', () => {
  const files = { 'apps/a/urls.py': '', 'apps/b/urls.py': '', 'apps/b/deep/urls.py': '', 'apps/[x]/urls.py': '' };
  it.each([
    ['glob.glob("/project/apps/*/urls.py")', "['/project/apps/[x]/urls.py', '/project/apps/a/urls.py', '/project/apps/b/urls.py']"],
    ['glob.glob("/project/apps/[ab]/urls.py")', "['/project/apps/a/urls.py', '/project/apps/b/urls.py']"],
    ['glob.glob("/project/apps/b/**/urls.py", recursive=True)', "['/project/apps/b/urls.py', '/project/apps/b/deep/urls.py']"],
    ['glob.glob("/project/nothing/*")', '[]'],
    ['[p for p in glob.iglob("/project/apps/?")]', "['/project/apps/a', '/project/apps/b']"],
  ])('%s', async (code, expected) => {
    const { settings } = await evaluateText({ files: { ...files, 'settings.py': `import glob\nX = ${code}\n` } });
    expect(shown(settings.get('X')?.value)).toBe(expected);
  });

  it('does not know what lies outside the workspace', async () => {
    const { settings } = await evaluateText({ files: { 'settings.py': 'import glob\nX = glob.glob("/etc/app/*.py")\n' } });
    expect(settings.get('X')?.value.kind).toBe('unknown');
  });
});
