import { describe, expect, it } from 'vitest';
import type { Setting } from '../../server/src/evaluate/settings';
import { evaluateText } from './libraries/evaluateText';

async function setting(files: Record<string, string>): Promise<Setting | undefined> {
  return (await evaluateText({ files, open: true })).settings.get('V');
}

/** Where each assignment of the story stands, oldest first: `base.py:0`. */
const places = (one: Setting | undefined) => one?.assignments.map(({ place }) => `${place.file}:${place.span.start}`);

describe('the story of a setting that modules hand on', () => {
  const BASE = { 'base.py': 'V = 1', 'middle.py': 'from base import *\nV = 2' };

  it('tells every assignment, oldest first', async () => {
    const files = { ...BASE, 'settings.py': 'from middle import *\nV = 3' };
    expect(places(await setting(files))).toEqual(['base.py:0', 'middle.py:19', 'settings.py:21']);
  });

  it('tells each assignment once, however often it arrives', async () => {
    const files = { ...BASE, 'settings.py': 'from base import *\nfrom middle import *\nfrom base import V\nfrom middle import *' };
    expect(places(await setting(files))).toEqual(['base.py:0', 'middle.py:19']);
  });

  it('joins the stories of modules that went different ways', async () => {
    const files = { ...BASE, 'other.py': 'from base import *\nV = 4', 'settings.py': 'from middle import *\nfrom other import *' };
    expect(places(await setting(files))).toEqual(['base.py:0', 'middle.py:19', 'other.py:19']);
  });

  it('leaves the story of the module that it comes from as it is', async () => {
    const files = { ...BASE, 'settings.py': 'import base\nfrom base import V as OTHER\nOTHER = 9\nfrom base import V' };
    expect(places(await setting(files))).toEqual(['base.py:0']);
  });

  it('says of an import under a condition that the assignment is conditional', async () => {
    const text = 'import os\nfrom base import V\nif "X" in os.environ:\n    from middle import V';
    expect((await setting({ ...BASE, 'settings.py': text }))?.assignments.map(({ conditional }) => conditional)).toEqual([false, true]);
  });
});
