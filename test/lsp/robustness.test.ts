import { afterEach, describe, expect, it } from 'vitest';
import { CancellationTokenSource } from 'vscode-languageserver';
import { CAPABILITIES, type Client, startClient } from './client';
import { GOOD, goodBut, PRODUCTION, project } from './projects';

const BAD = goodBut('X_FRAME_OPTIONS = "DENY"', 'X_FRAME_OPTIONS = "SAMEORIGIN"');

let client: Client;

afterEach(() => client.stop());

/** The server still works: it finds the fault of `BAD`. */
async function expectAlive(): Promise<void> {
  expect((await client.diagnostics(PRODUCTION)).map(({ code }) => code)).toEqual(['django/x-frame-options-not-deny']);
}

describe('the start', () => {
  it('says what the server can do', async () => {
    client = await startClient({ files: project() });
    expect(client.initialized.serverInfo?.name).toBe('django-preflight');
    expect(client.initialized.capabilities).toMatchObject({
      diagnosticProvider: { interFileDependencies: true, workspaceDiagnostics: true },
      codeActionProvider: { codeActionKinds: ['quickfix', 'source.fixAll.djangoPreflight'], resolveProvider: true },
      hoverProvider: true,
    });
  });

  it('asks to hear of configuration and files, where the client can tell', async () => {
    client = await startClient({ files: project(BAD) });
    await expectAlive();
    expect(client.registered).toEqual(['workspace/didChangeConfiguration', 'workspace/didChangeWatchedFiles']);
  });

  it('works with a client that can do nothing but ask', async () => {
    client = await startClient({ files: project(BAD), capabilities: {} });
    await expectAlive();
    expect(client.registered).toEqual([]);
  });

  it('is silent in a workspace without Django', async () => {
    client = await startClient({ files: { 'main.py': 'print("hello")\n', 'README.md': '# hello' } });
    const status = await client.connection.sendRequest('djangoPreflight/status');
    expect(status).toMatchObject({ active: false });
    expect((await client.workspaceReport()).items).toEqual([]);
  });

  it('is silent without a folder', async () => {
    client = await startClient({ folders: {} });
    await client.open('file:///somewhere/settings.py', BAD);
    expect(await client.diagnostics('file:///somewhere/settings.py')).toEqual([]);
  });
});

describe('configuration', () => {
  it('gives a rule another severity', async () => {
    client = await startClient({ files: project(BAD), configuration: { rules: { 'django/x-frame-options-not-deny': 'hint' } } });
    expect((await client.diagnostics(PRODUCTION)).map(({ severity }) => severity)).toEqual([4]);
  });

  it('holds at once when it changes, and when it is taken back', async () => {
    client = await startClient({ files: project(BAD) });
    await expectAlive();
    const settled = client.next('djangoPreflight/resultsChanged');
    await client.configure({ rules: { django: 'off' } });
    expect(await settled).toMatchObject({ counts: { warning: 0 } });
    expect(await client.diagnostics(PRODUCTION)).toEqual([]);
    const again = client.next('djangoPreflight/resultsChanged');
    await client.configure(undefined);
    await again;
    await expectAlive();
  });

  it('comes with the notification from a client that cannot be asked', async () => {
    const workspace = { ...CAPABILITIES.workspace, configuration: false };
    client = await startClient({ files: project(BAD), capabilities: { ...CAPABILITIES, workspace } });
    const settled = client.next('djangoPreflight/resultsChanged');
    await client.configure({ enable: false });
    await settled;
    expect(await client.diagnostics(PRODUCTION)).toEqual([]);
  });

  it('makes a profile what the user says it is', async () => {
    client = await startClient({ files: project(BAD), configuration: { profiles: { 'config.settings.production': 'development' } } });
    expect(await client.diagnostics(PRODUCTION)).toEqual([]);
  });

  it('that makes no sense is named in the log, and the defaults hold', async () => {
    client = await startClient({ files: project(BAD), configuration: { enable: 'yes', rules: { django: 'loud' }, djangoVersion: 5 } });
    await expectAlive();
    expect(client.log).toEqual([
      'djangoPreflight.enable must be true or false',
      'djangoPreflight.rules: django must be one of error, warning, info, hint, off',
      'djangoPreflight.djangoVersion must be a release line such as 5.2',
    ]);
  });
});

describe('bad input', () => {
  it.each([
    ['textDocument/hover', {}],
    ['textDocument/hover', { textDocument: { uri: 'file:///project/manage.py' }, position: { line: 9e9, character: -1 } }],
    ['textDocument/diagnostic', { textDocument: null }],
    ['textDocument/codeAction', { textDocument: { uri: 17 } }],
    ['codeAction/resolve', { title: 'x', data: { kind: 'fix' } }],
    ['codeAction/resolve', { title: 'x', data: 'nonsense' }],
    ['workspace/diagnostic', {}],
    ['djangoPreflight/checklist', { folder: 3, profile: {} }],
    ['djangoPreflight/applyFix', {}],
    ['djangoPreflight/applyFix', null],
  ])('%s %j is answered, and the server goes on', async (method, params) => {
    client = await startClient({ files: project(BAD) });
    await client.connection.sendRequest(method, params);
    await expectAlive();
  });

  it.each([
    ['binary', '\u0000\u0001\uffff\ud800'],
    ['deep', `X = ${'['.repeat(20_000)}`],
    ['half a line', 'DATABASES = {"default": {"ENGI'],
    ['empty', ''],
  ])('a settings module with %s text is answered', async (_, text) => {
    client = await startClient({ files: project(GOOD) });
    await client.open(PRODUCTION, text);
    await client.diagnostics(PRODUCTION);
    await client.change(PRODUCTION, BAD);
    await expectAlive();
  });

  it('a module that imports itself is answered', async () => {
    client = await startClient({ files: project('from .production import *\nfrom .base import *\n') });
    await client.diagnostics(PRODUCTION);
    await client.open(PRODUCTION, BAD);
    await expectAlive();
  });
});

describe('cancellation', () => {
  it('of a waiting request is answered at once', async () => {
    client = await startClient({ files: project(BAD) });
    const first = await client.workspaceReport();
    const source = new CancellationTokenSource();
    const previousResultIds = first.items.map(({ uri, resultId }) => ({ uri, value: resultId }));
    const waiting = client.connection.sendRequest('workspace/diagnostic', { previousResultIds }, source.token);
    source.cancel();
    await waiting.then(
      (report) => expect(report).toMatchObject({ items: [{ kind: 'unchanged' }] }),
      (error: unknown) => expect(error).toMatchObject({ code: -32800 }),
    );
    await expectAlive();
  });
});

describe('the request to ask again', () => {
  const REFRESH = 'workspace/diagnostic/refresh';
  const capabilities = { ...CAPABILITIES, workspace: { ...CAPABILITIES.workspace, diagnostics: { refreshSupport: true } } };
  const asked = () => client.received.filter(({ method }) => method === REFRESH).length;

  it('comes after a change on the disk and of the configuration, where a client would not ask by itself', async () => {
    client = await startClient({ files: project(GOOD), capabilities });
    const first = client.next(REFRESH);
    client.disk.write(PRODUCTION, BAD);
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: client.uri(PRODUCTION), type: 2 }] });
    await first;
    const second = client.next(REFRESH);
    await client.configure({ rules: {} });
    await second;
    expect(asked()).toBe(2);
  });

  it('does not come after typing, after which a client asks by itself, nor after files of somebody else', async () => {
    client = await startClient({ files: project(GOOD), capabilities });
    const settled = client.next('djangoPreflight/resultsChanged');
    await client.open(PRODUCTION, BAD);
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: 'file:///elsewhere/x.py', type: 1 }] });
    await settled;
    await expectAlive();
    expect(asked()).toBe(0);
  });

  it('is not sent to a client that does not know it', async () => {
    client = await startClient({ files: project(GOOD) });
    const settled = client.next('djangoPreflight/resultsChanged');
    await client.configure({ rules: {} });
    await settled;
    expect(asked()).toBe(0);
  });
});

describe('resultsChanged', () => {
  it('tells the worst finding and the counts after every change', async () => {
    client = await startClient({ files: project(GOOD) });
    expect(client.received).toMatchObject([
      { method: 'djangoPreflight/resultsChanged', params: { active: true, counts: { error: 0, warning: 0, info: 0, hint: 0 } } },
    ]);
    const changed = client.next('djangoPreflight/resultsChanged');
    await client.open(PRODUCTION, `${BAD}DEBUG = True\n`);
    expect(await changed).toMatchObject({
      active: true,
      counts: { error: 1, warning: 1 },
      worst: { severity: 'error', rule: 'django/debug-enabled' },
    });
  });

  it('is not sent to a client that does not listen to it', async () => {
    client = await startClient({ files: project(BAD), initializationOptions: { resultsChanged: false } });
    await client.open(PRODUCTION, GOOD);
    await client.diagnostics(PRODUCTION);
    await client.workspaceReport();
    expect(client.received).toEqual([]);
  });
});
