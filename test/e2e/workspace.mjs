/** Folders for the editor to open: always copies, so that a test may write. */
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const repository = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** Nothing here is of Django, by name or by content. */
const plainFiles = {
  'script.py': 'import sys\n\nDEBUG = True\nprint(sys.argv)\n',
  'pyproject.toml': '[project]\nname = "notes"\nversion = "1.0"\n',
  'compose.yaml': 'services:\n  cache:\n    image: redis:8\n',
  'run.sh': '#!/bin/sh\nexec python script.py\n',
  Dockerfile: 'FROM python:3.13\nCOPY script.py .\n',
};

/** A settings.py, as other frameworks have one too. */
const strangerFiles = {
  'settings.py': 'DEBUG = True\nSECRET_KEY = "x"\nTIMEOUT = 10\n',
  'requirements.txt': 'flask==3.1.0\n',
};

/** The second of two projects: it leaves a rule to its configuration file, and another one to the editor's settings of its folder. */
const ownConfiguration = {
  'django-preflight.toml': '[rules]\n"django/x-frame-options-not-deny" = "off"\n',
  '.vscode/settings.json': '{ "djangoPreflight.rules": { "django/setting-misspelt": "off" } }\n',
};

/** How each kind of workspace is made below a folder; gives what the editor opens. */
const makers = {
  django: async (parent) => example(path.join(parent, 'harbour-books')),
  plain: async (parent) => written(path.join(parent, 'notes'), plainFiles),
  stranger: async (parent) => written(path.join(parent, 'notes'), strangerFiles),
  stack: async (parent) => {
    const folder = path.join(parent, 'shop');
    const lab = path.join(repository, 'test/oracle/stack');
    for (const part of ['sites/app', 'sites/containers', 'cases/service-of-another-name/files']) {
      await cp(path.join(lab, part), folder, { recursive: true });
    }
    return folder;
  },
  roots: async (parent) => {
    await example(path.join(parent, 'first'));
    await written(await example(path.join(parent, 'second')), ownConfiguration);
    const workspace = JSON.stringify({ folders: [{ path: 'first' }, { path: 'second' }] });
    await writeFile(path.join(parent, 'two.code-workspace'), workspace);
    return path.join(parent, 'two.code-workspace');
  },
};

/**
 * Calls `use` with the folder, or the .code-workspace file, and a scratch folder beside it, and removes both afterwards.
 * @param {Kind} kind `django`: a copy of examples/faulty; `stack`: a faulty site of the failure lab, in containers; `roots`: two of the first; `plain`: nothing of Django; `stranger`: what only looks like it.
 * @param {(folder: string, scratch: string) => Promise<T>} use
 * @returns {Promise<T>} what `use` gave.
 * @template T
 * @typedef {'django' | 'stack' | 'roots' | 'plain' | 'stranger'} Kind
 */
export async function withWorkspace(kind, use) {
  const parent = await mkdtemp(path.join(tmpdir(), 'preflight-e2e-'));
  try {
    return await use(await makers[kind](parent), parent);
  } finally {
    await rm(parent, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

/** A copy of examples/faulty, or the same files again over what has become of one. */
export async function example(folder) {
  await cp(path.join(repository, 'examples/faulty'), folder, { recursive: true });
  return folder;
}

async function written(folder, files) {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), text);
  }
  return folder;
}
