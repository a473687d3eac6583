import { afterEach, describe, expect, it } from 'vitest';
import { CAPABILITIES, type Client, type ClientOptions, seen, startClient } from './client';
import { BASE, GOOD, goodBut, PRODUCTION, project } from './projects';

const BAD = goodBut('X_FRAME_OPTIONS = "DENY"', 'X_FRAME_OPTIONS = "SAMEORIGIN"');

let client: Client;

async function start(options: ClientOptions): Promise<Client> {
  client = await startClient(options);
  return client;
}

afterEach(() => client.stop());

describe('textDocument/diagnostic', () => {
  it('says nothing about settings without a fault', async () => {
    await start({ files: project() });
    expect(await client.diagnostics(PRODUCTION)).toEqual([]);
    expect(await client.diagnostics('config/settings/base.py')).toEqual([]);
  });

  it('underlines a fault, with its rule, source and a link to the page', async () => {
    await start({ files: project(BAD) });
    const diagnostics = await client.diagnostics(PRODUCTION);
    expect(seen(BAD, diagnostics)).toEqual(['warning django/x-frame-options-not-deny: X_FRAME_OPTIONS = "SAMEORIGIN"']);
    expect(diagnostics[0]).toMatchObject({
      source: 'django-preflight',
      data: 'django/x-frame-options-not-deny',
      codeDescription: { href: expect.stringContaining('/django/x-frame-options-not-deny.md') },
    });
  });

  it('links to the page inside an editor that shows pages itself', async () => {
    await start({ files: project(BAD), initializationOptions: { ruleLink: 'command:explain?{rule}' } });
    const [diagnostic] = await client.diagnostics(PRODUCTION);
    expect(diagnostic?.codeDescription?.href).toBe('command:explain?django/x-frame-options-not-deny');
  });

  it('judges what is typed, not what is saved, and forgets it when the document is closed', async () => {
    await start({ files: project() });
    await client.open(PRODUCTION);
    await client.change(PRODUCTION, BAD);
    expect(seen(BAD, await client.diagnostics(PRODUCTION))).toHaveLength(1);
    await client.close(PRODUCTION);
    expect(await client.diagnostics(PRODUCTION)).toEqual([]);
  });

  it('judges one file by what is typed in another', async () => {
    await start({ files: project(GOOD) });
    await client.open('config/settings/base.py');
    const typed = BASE.replace('    "django.middleware.csrf.CsrfViewMiddleware",\n', '');
    await client.change('config/settings/base.py', typed);
    const diagnostics = await client.diagnostics('config/settings/base.py');
    expect(diagnostics.map(({ code }) => code)).toContain('django/csrf-middleware-missing');
  });

  it('answers that nothing changed to a client that has the result', async () => {
    await start({ files: project(BAD) });
    const first = await client.report(PRODUCTION);
    expect(first.kind).toBe('full');
    expect(await client.report(PRODUCTION, first.resultId)).toEqual({ kind: 'unchanged', resultId: first.resultId });
    await client.open(PRODUCTION);
    await client.change(PRODUCTION, `\n${BAD}`);
    const moved = await client.report(PRODUCTION, first.resultId);
    expect(moved.kind).toBe('full');
    expect(moved.resultId).not.toBe(first.resultId);
  });

  it('says nothing about a document outside of the workspace, an unknown one, and one that is no file', async () => {
    await start({ files: project(BAD) });
    for (const uri of ['file:///elsewhere/settings.py', 'file:///project/missing.py', 'untitled:Untitled-1', 'not a uri']) {
      expect(await client.diagnostics(uri)).toEqual([]);
    }
  });

  it('judges a settings module that exists only in the editor', async () => {
    const { [PRODUCTION]: _, ...rest } = project();
    await start({ files: rest });
    expect(await client.diagnostics(PRODUCTION)).toEqual([]);
    await client.open(PRODUCTION, BAD);
    expect((await client.diagnostics(PRODUCTION)).map(({ code }) => code)).toEqual(['django/x-frame-options-not-deny']);
  });

  it('reads a file again when the client says that it changed on the disk', async () => {
    await start({ files: project() });
    expect(await client.diagnostics(PRODUCTION)).toEqual([]);
    client.disk.write(PRODUCTION, BAD);
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: client.uri(PRODUCTION), type: 2 }] });
    expect(seen(BAD, await client.diagnostics(PRODUCTION))).toHaveLength(1);
  });

  it('notices a settings module that appears', async () => {
    await start({ files: { 'manage.py': '' } });
    expect((await client.workspaceReport()).items).toEqual([]);
    const changes = Object.entries(project(BAD)).map(([path, text]) => {
      client.disk.write(path, text);
      return { uri: client.uri(path), type: 1 };
    });
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
    expect((await client.workspaceReport()).items.map(({ uri }) => uri)).toEqual([client.uri(PRODUCTION)]);
  });

  it('judges by the configuration file of the project, and by the editor where both speak', async () => {
    const toml = '[tool.django-preflight.rules]\n"django/x-frame-options-not-deny" = "info"\n"preflight/unused-suppression" = "off"\n';
    await start({ files: project(BAD, { 'pyproject.toml': toml }) });
    expect((await client.diagnostics(PRODUCTION)).map(({ severity }) => severity)).toEqual([3]);
    expect(await client.diagnostics('pyproject.toml')).toEqual([]);
    client.stop();
    await start({
      files: project(BAD, { 'pyproject.toml': toml }),
      configuration: { rules: { 'django/x-frame-options-not-deny': 'error' } },
    });
    expect((await client.diagnostics(PRODUCTION)).map(({ severity }) => severity)).toEqual([1]);
  });

  it('shows the line of a broken configuration file, and judges by the defaults', async () => {
    const toml = '[tool.other]\nx = 1\n\n[tool.django-preflight]\ndjango-version = 5\n';
    await start({ files: project(BAD, { 'pyproject.toml': toml }) });
    const [problem] = await client.diagnostics('pyproject.toml');
    expect(problem).toMatchObject({ severity: 1, code: 'preflight/configuration', range: { start: { line: 4, character: 0 } } });
    expect(await client.diagnostics(PRODUCTION)).toHaveLength(1);
  });
});

describe('workspace/diagnostic', () => {
  it('reports closed files with findings, and no others', async () => {
    await start({ files: project(BAD) });
    const { items } = await client.workspaceReport();
    expect(items.map(({ uri, kind }) => `${kind} ${uri}`)).toEqual([`full ${client.uri(PRODUCTION)}`]);
  });

  it('waits while the client has everything, and reports a file as empty once its fault is gone', async () => {
    await start({ files: project(BAD) });
    const first = await client.workspaceReport();
    const known = Object.fromEntries(first.items.map(({ uri, resultId }) => [uri, resultId ?? '']));
    let isAnswered = false;
    const second = client.workspaceReport(known).finally(() => {
      isAnswered = true;
    });
    await client.diagnostics(PRODUCTION);
    expect(isAnswered).toBe(false);
    await client.open(PRODUCTION, GOOD);
    expect((await second).items).toMatchObject([{ kind: 'full', uri: client.uri(PRODUCTION), items: [] }]);
  });

  it('knows a file again whose URI the client escapes in another way', async () => {
    const inFolder = Object.entries(project(BAD)).map(([path, text]) => [`my site (old)/${path}`, text] as const);
    await start({ files: Object.fromEntries(inFolder) });
    const first = await client.workspaceReport();
    const escaped = 'file:///project/my%20site%20%28old%29/config/settings/production.py';
    expect(first.items.map(({ uri }) => uri)).toEqual([escaped]);
    const known = Object.fromEntries(first.items.map(({ uri, resultId }) => [uri.replace('%28old%29', '(old)'), resultId ?? '']));
    const second = client.workspaceReport(known);
    const other = 'my site (old)/config/settings/base.py';
    await client.open(other, client.text(other).replace('STATIC_URL', 'STATIC_ULR'));
    expect((await second).items.filter(({ uri }) => uri === escaped)).toMatchObject([{ kind: 'unchanged' }]);
  });
});

describe('a client that cannot ask for diagnostics', () => {
  const { diagnostic: _, ...textDocument } = CAPABILITIES.textDocument ?? {};

  it('is sent them, and sent an empty list when the fault is gone', async () => {
    await start({ files: project(BAD), capabilities: { ...CAPABILITIES, textDocument } });
    expect(client.received.filter(({ method }) => method === 'textDocument/publishDiagnostics')).toMatchObject([
      { params: { uri: client.uri(PRODUCTION), diagnostics: [{ code: 'django/x-frame-options-not-deny' }] } },
    ]);
    const cleared = client.next('textDocument/publishDiagnostics');
    await client.open(PRODUCTION, GOOD);
    expect(await cleared).toEqual({ uri: client.uri(PRODUCTION), diagnostics: [] });
  });
});

describe('several folders', () => {
  it('are judged apart, and a file below two of them is reported once', async () => {
    const folders = { 'project/site': project(BAD), project: { 'readme.py': '' }, other: project(GOOD) };
    await start({ folders });
    const { items } = await client.workspaceReport();
    expect(items.map(({ uri }) => uri)).toEqual(['file:///project/site/config/settings/production.py']);
  });

  it('come and go', async () => {
    await start({ folders: { one: project(BAD) } });
    expect((await client.workspaceReport()).items).toHaveLength(1);
    const event = { added: [], removed: [{ uri: 'file:///one', name: 'one' }] };
    await client.connection.sendNotification('workspace/didChangeWorkspaceFolders', { event });
    expect((await client.workspaceReport()).items).toEqual([]);
  });
});

describe('changes of somebody else', () => {
  it('in folders of packages and tools cost nothing', async () => {
    await start({ files: project(BAD) });
    const before = client.received.length;
    const paths = ['.git/index.lock', '.venv/lib/python3.13/site-packages/django/apps.py', 'web/node_modules/x/y.py'];
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: paths.map((path) => ({ uri: client.uri(path), type: 3 })),
    });
    await client.diagnostics(PRODUCTION);
    expect(client.received.length).toBe(before);
  });
});
