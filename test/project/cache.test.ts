import { describe, expect, it } from 'vitest';
import { environmentOf } from '../../server/src/evaluate/environment';
import { MemoryFiles } from '../../server/src/host/files';
import { forgetListing, projectCache } from '../../server/src/project/cache';
import { openProject } from '../../server/src/project/open';
import type { ParsePython } from '../../server/src/syntax/python/reparse';
import { pythonText, SETTINGS, type Tree } from '../support/project';

const TREE = {
  'conf/base.py': SETTINGS,
  'conf/production.py': 'from .base import *\nDEBUG = True\n',
  'conf/dev.py': `${SETTINGS}DEBUG = True\n`,
};

async function workspace() {
  const parse = await pythonText();
  const cache = projectCache();
  const parsed: { readonly text: string; readonly before: string | undefined }[] = [];
  const parsePython: ParsePython = (text, before) => {
    parsed.push({ text, before: before?.text });
    return parse(text);
  };
  return {
    cache,
    parsed,
    open: (tree: Tree, environment = environmentOf(new Map(), false)) => {
      parsed.length = 0;
      const project = openProject(new MemoryFiles(new Map(Object.entries(tree))), { parsePython, cache, environment });
      const evaluated = (name: string) => {
        const profile = project.profiles.find((one) => one.name === name);
        return profile && project.evaluate(profile);
      };
      return { project, evaluated };
    },
  };
}

describe('snapshots of one workspace', () => {
  it('parse only the file that changed', async () => {
    const { open, parsed } = await workspace();
    open(TREE).evaluated('conf.production');
    const edited = { ...TREE, 'conf/production.py': 'from .base import *\nDEBUG = False\n' };
    open(edited).evaluated('conf.production');
    expect(parsed).toEqual([{ text: edited['conf/production.py'], before: TREE['conf/production.py'] }]);
  });

  it('evaluate again only what read the changed file', async () => {
    const { open } = await workspace();
    const before = open(TREE);
    const [production, dev] = [before.evaluated('conf.production'), before.evaluated('conf.dev')];
    const after = open({ ...TREE, 'conf/base.py': `${SETTINGS}X = 1\n` });
    expect(after.evaluated('conf.dev')).toBe(dev);
    expect(after.evaluated('conf.production')).not.toBe(production);
    expect(after.evaluated('conf.production')?.settings.has('X')).toBe(true);
  });

  it('evaluate again when a file that was missing appears', async () => {
    const { open, cache } = await workspace();
    const tree = { 'settings.py': `${SETTINGS}try:\n    from local_settings import *\nexcept ImportError:\n    pass\n` };
    expect(open(tree).evaluated('settings')?.settings.has('LATE')).toBe(false);
    forgetListing(cache);
    expect(
      open({ ...tree, 'local_settings.py': 'LATE = 1\n' })
        .evaluated('settings')
        ?.settings.has('LATE'),
    ).toBe(true);
  });

  it('evaluate again under another environment', async () => {
    const { open } = await workspace();
    const tree = { 'settings.py': `import os\n${SETTINGS}NAME = os.environ.get("NAME", "none")\n` };
    const given = (value: string) => environmentOf(new Map([['NAME', { value, source: 'test' }]]), true);
    expect(open(tree, given('a')).evaluated('settings')?.settings.get('NAME')?.value).toMatchObject({ value: 'a' });
    expect(open(tree, given('b')).evaluated('settings')?.settings.get('NAME')?.value).toMatchObject({ value: 'b' });
  });

  it('evaluate again what starts with the environment of an artefact, when that changes', async () => {
    const { open } = await workspace();
    const reads = `import os\n${SETTINGS}NAME = os.environ.get("NAME")\n`;
    const unit =
      '[Service]\nEnvironmentFile=/srv/prod.env\nWorkingDirectory=/srv\nEnvironment=DJANGO_SETTINGS_MODULE=conf.live\nExecStart=gunicorn x.wsgi\n';
    const tree = { 'conf/live.py': reads, 'conf/dev.py': reads, 'app.service': unit, 'prod.env': 'NAME=a\n', 'other.md': '' };
    const before = open(tree);
    const [live, dev] = [before.evaluated('conf.live'), before.evaluated('conf.dev')];
    expect(live?.settings.get('NAME')?.value).toMatchObject({ kind: 'str', value: 'a' });

    const unrelated = open({ ...tree, 'other.md': 'edited' });
    expect(unrelated.evaluated('conf.live')).toBe(live);

    const edited = open({ ...tree, 'prod.env': 'NAME=b\n' });
    expect(edited.evaluated('conf.dev')).toBe(dev);
    expect(edited.evaluated('conf.live')?.settings.get('NAME')?.value).toMatchObject({ kind: 'str', value: 'b' });

    const cleared = open({ ...tree, 'app.service': unit.replace('EnvironmentFile', 'X-None') });
    expect(cleared.evaluated('conf.live')?.settings.get('NAME')?.value.kind).toBe('choice');
  });

  it('look for new files only when they are told to', async () => {
    const { open, cache } = await workspace();
    open(TREE).project.profiles.length;
    const more = { ...TREE, 'conf/test.py': 'from .base import *\n' };
    expect(open(more).evaluated('conf.test')).toBeUndefined();
    forgetListing(cache);
    expect(open(more).evaluated('conf.test')).toBeDefined();
  });

  it('list the files anew only when they are told to', async () => {
    const { open, cache } = await workspace();
    const { listing } = open(TREE).project;
    expect(listing).toEqual(['conf/base.py', 'conf/dev.py', 'conf/production.py']);
    const more = { ...TREE, 'views.py': '' };
    expect(open(more).project.listing).toBe(listing);
    forgetListing(cache);
    expect(open(more).project.listing).toContain('views.py');
  });

  it('parse what is typed from the last text without a fault', async () => {
    const { open, parsed } = await workspace();
    const texts = ['A = 1\n', 'A = (\n', 'A = (2)\n'].map((line) => SETTINGS + line);
    for (const text of texts) open({ 'settings.py': text }).evaluated('settings');
    expect(parsed).toEqual([{ text: texts[2], before: texts[0] }]);
  });
});

it('makes a secret of 64 letters that need no quoting, from the random bytes that it is given', async () => {
  const { project } = await workspace().then(({ open }) => open(TREE));
  expect(project.randomSecret()).toMatch(/^[A-Za-z0-9_-]{64}$/);
  expect(project.randomSecret()).not.toBe(project.randomSecret());
  const fixed = openProject(new MemoryFiles(new Map()), {
    parsePython: await pythonText(),
    randomBytes: (count) => new Uint8Array(count).fill(64),
  });
  expect(fixed.randomSecret()).toBe('A'.repeat(64));
});
