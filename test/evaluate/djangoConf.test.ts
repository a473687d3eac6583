import { describe, expect, it } from 'vitest';
import { evaluateText, shown } from './libraries/evaluateText';

async function valuesOf(files: Readonly<Record<string, string>>, ...names: readonly string[]) {
  const { settings } = await evaluateText({ files });
  return names.map((name) => shown(settings.get(name)?.value));
}

describe('django.conf.settings, while the settings module is still being executed', () => {
  it('is what the module has bound so far, and the defaults', async () => {
    const text =
      'DEBUG = True\nfrom django.conf import settings\nD = settings.DEBUG\nA = settings.APPEND_SLASH\nDEBUG = False\nE = settings.DEBUG\n';
    expect(await valuesOf({ 'settings.py': text }, 'D', 'A', 'E', 'DEBUG')).toEqual(['True', 'True', 'True', 'False']);
  });

  it('holds the same lists, so that what another file appends arrives', async () => {
    const files = {
      'settings.py': 'from split_settings.tools import include\ninclude("base.py", "debug.py")\n',
      'base.py': 'DEBUG = True\nMIDDLEWARE = ["a"]\n',
      'debug.py': 'from django.conf import settings\nif settings.DEBUG:\n    settings.MIDDLEWARE += ["b"]\n',
    };
    expect(await valuesOf(files, 'MIDDLEWARE')).toEqual(["['a', 'b']"]);
  });

  it('loses a name that is bound there', async () => {
    const text = 'DEBUG = True\nfrom django.conf import settings\nsettings.DEBUG = False\nSEEN = settings.DEBUG\n';
    expect(await valuesOf({ 'settings.py': text }, 'DEBUG', 'SEEN')).toEqual(['True', 'False']);
  });

  it('is not known where it was first asked for on one way only', async () => {
    const text =
      'import random\nfrom django.conf import settings\nX = 1\nif random.random() > 0.5:\n    settings.X\nX = 2\nSEEN = settings.X\n';
    const [seen] = await valuesOf({ 'settings.py': text }, 'SEEN');
    expect(['1', '2']).not.toContain(seen);
  });
});

describe('Python that is executed from a file that is not there', () => {
  it('is missing, as a module would be', async () => {
    const text =
      'import os\nDEBUG = False\ntry:\n    with open(os.path.join(os.path.dirname(__file__), "local.py")) as f:\n        exec(f.read(), globals())\nexcept IOError:\n    pass\n';
    expect(await valuesOf({ 'settings.py': text }, 'DEBUG')).toEqual(['False']);
  });
});
