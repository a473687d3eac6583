import { afterEach, describe, expect, it } from 'vitest';
import type { ClientCapabilities, CodeLens } from 'vscode-languageserver';
import { COMMANDS } from '../../server/src/protocol';
import { CAPABILITIES, type Client, type ClientOptions, startClient } from './client';
import { BASE, goodBut, PRODUCTION, project } from './projects';

const BASE_FILE = 'config/settings/base.py';
const REFRESH = 'workspace/codeLens/refresh';
const BAD = goodBut('X_FRAME_OPTIONS = "DENY"', 'X_FRAME_OPTIONS = "SAMEORIGIN"');
const WITH_LENSES: ClientCapabilities = { ...CAPABILITIES, workspace: { ...CAPABILITIES.workspace, codeLens: { refreshSupport: true } } };
const LOCAL = {
  'manage.py': 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")\n',
  'config/settings/local.py': 'from .base import *\nDEBUG = True\nSECRET_KEY = "x"\n',
};

/** Others are not what these tests are about. */
const RULES = { '*': 'off', 'django/x-frame-options-not-deny': 'warning', 'django/static-root-missing': 'error' };

let client: Client;
afterEach(() => client.stop());

async function start(options: ClientOptions = {}): Promise<string[]> {
  const refreshes: string[] = [];
  client = await startClient({
    files: project(BAD, LOCAL),
    capabilities: WITH_LENSES,
    initializationOptions: { commands: [COMMANDS.openChecklist] },
    configuration: { rules: RULES },
    ...options,
  });
  client.connection.onRequest(REFRESH, () => {
    refreshes.push(REFRESH);
    return null;
  });
  return refreshes;
}

/** `1 production · 1 finding · open checklist` for each lens, with the line as people count. */
async function lenses(path: string): Promise<readonly string[]> {
  const found = await client.connection.sendRequest<CodeLens[]>('textDocument/codeLens', { textDocument: { uri: client.uri(path) } });
  const resolved = await Promise.all(found.map((lens) => client.connection.sendRequest<CodeLens>('codeLens/resolve', lens)));
  return resolved.map(({ range, command }) => `${range.start.line + 1} ${command?.title}`);
}

describe('the code lens', () => {
  it('stands above a settings module that a profile starts with, and nowhere else', async () => {
    await start();
    expect(await lenses(PRODUCTION)).toEqual(['1 production · 1 finding · open checklist']);
    expect(await lenses('config/settings/local.py')).toEqual(['1 development · no findings · open checklist']);
    for (const other of [BASE_FILE, 'config/wsgi.py', 'manage.py', 'requirements.txt', 'gone.py']) expect(await lenses(other)).toEqual([]);
  });

  it('opens the checklist of its profile', async () => {
    await start();
    const [lens] = await client.connection.sendRequest<CodeLens[]>('textDocument/codeLens', {
      textDocument: { uri: client.uri(PRODUCTION) },
    });
    expect((await client.connection.sendRequest<CodeLens>('codeLens/resolve', lens)).command).toMatchObject({
      command: COMMANDS.openChecklist,
      arguments: [{ folder: 'file:///project', profile: 'config.settings.production' }],
    });
  });

  it('stands above each class of class-based settings', async () => {
    const text = 'from configurations import Configuration\n\n\nclass Production(Configuration):\n    DEBUG = False\n';
    const wsgi = `import os
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ.setdefault("DJANGO_CONFIGURATION", "Production")
`;
    await start({ files: { 'config/__init__.py': '', 'config/wsgi.py': wsgi, 'config/settings.py': text } });
    expect(await lenses('config/settings.py')).toEqual([expect.stringMatching(/^4 production · (no|\d+) findings? · open checklist$/)]);
  });

  it('is not offered to a client that cannot open the checklist', async () => {
    await start({ initializationOptions: {} });
    expect(client.initialized.capabilities.codeLensProvider).toBeUndefined();
    client.stop();
    await start();
    expect(client.initialized.capabilities.codeLensProvider).toEqual({ resolveProvider: true });
  });

  it('is gone where it is switched off', async () => {
    await start({ configuration: { rules: RULES, codeLens: { enabled: false } } });
    expect(await lenses(PRODUCTION)).toEqual([]);
  });

  it('is asked for again when what is typed elsewhere changes the count, and only then', async () => {
    const refreshes = await start();
    await client.open(PRODUCTION);
    await client.open(BASE_FILE);
    await lenses(PRODUCTION);
    await lenses(BASE_FILE);
    const refreshesOn = async (text: string) => {
      const told = client.next('djangoPreflight/resultsChanged');
      await client.change(BASE_FILE, text);
      await told;
      await client.connection.sendRequest('djangoPreflight/status');
      return refreshes.splice(0).length;
    };
    await refreshesOn(`${BASE}\n`);
    expect(await refreshesOn(`${BASE}\n\n`)).toBe(0);
    expect(await refreshesOn(BASE.replace('STATIC_ROOT', 'STATIC_ROOTS'))).toBe(1);
    expect(await lenses(PRODUCTION)).not.toEqual(['1 production · 1 finding · open checklist']);
  });
});
