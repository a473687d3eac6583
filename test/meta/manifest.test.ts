import { describe, expect, it } from 'vitest';
import { filesNamed, type Manifest } from './manifest';
import { isFile, readJson } from './repository';

const manifest: Manifest & Readonly<Record<string, unknown>> = readJson('package.json');
const lock = readJson('package-lock.json');

describe('package.json', () => {
  it('names only files that are there once it is built', () => {
    const named = filesNamed(manifest);
    expect(named).toEqual(expect.arrayContaining(['dist/extension.js', 'dist/cli.js', 'client/media/icon.png', 'snippets/python.json']));
    expect(named.filter((path) => !isFile(path))).toEqual([]);
  });

  it('has the version and the dependencies of the lock file', () => {
    const { version, dependencies, devDependencies, optionalDependencies } = lock.packages[''];
    expect({ version, dependencies, devDependencies, optionalDependencies }).toEqual({
      version: manifest.version,
      dependencies: manifest.dependencies,
      devDependencies: manifest.devDependencies,
      optionalDependencies: manifest.optionalDependencies,
    });
  });

  it('runs nothing when it is installed', () => {
    const hooks = ['preinstall', 'install', 'postinstall', 'prepare', 'prepublish'];
    expect(Object.keys(manifest.scripts ?? {}).filter((script) => hooks.includes(script))).toEqual([]);
  });
});

describe('these tests', () => {
  it('look at every kind of file that a manifest names', () => {
    const all: Manifest = {
      main: './dist/a.js',
      browser: 'dist/b.js',
      icon: 'c.png',
      bin: { d: 'dist/d.js' },
      contributes: {
        snippets: [{ path: './e.json' }],
        grammars: [{ path: './f.json' }],
        languages: [{ configuration: './g.json', icon: { light: 'h.png', dark: 'i.png' } }],
        commands: [{ icon: '$(checklist)' }, { icon: 'j.png' }],
        views: { one: [{ icon: 'k.png' }] },
        viewsContainers: { activitybar: [{ icon: 'l.png' }] },
        walkthroughs: [{ steps: [{ media: { image: 'm.png' } }, { media: { markdown: 'n.md' } }, {}] }],
      },
    };
    expect(filesNamed(all)).toEqual([
      ...['dist/a.js', 'dist/b.js', 'c.png', 'dist/d.js', 'e.json', 'f.json', 'g.json', 'h.png', 'i.png'],
      ...['j.png', 'k.png', 'l.png', 'm.png', 'n.md'],
    ]);
  });
});
