import { afterEach, describe, expect, it } from 'vitest';
import type { CodeAction, TextDocumentEdit } from 'vscode-languageserver';
import { CAPABILITIES, type Client, type ClientOptions, startClient } from './client';
import { GOOD, goodBut, PRODUCTION, project } from './projects';

const LINE = 'X_FRAME_OPTIONS = "SAMEORIGIN"';
const BAD = goodBut('X_FRAME_OPTIONS = "DENY"', LINE);

let client: Client;

async function start(options: ClientOptions): Promise<Client> {
  client = await startClient(options);
  await client.open(PRODUCTION);
  return client;
}

afterEach(() => client.stop());

function titled(actions: readonly CodeAction[], title: string | RegExp): CodeAction {
  const found = actions.find((action) => (typeof title === 'string' ? action.title === title : title.test(action.title)));
  if (!found) throw new Error(`no action ${title} among ${actions.map((action) => action.title).join(', ')}`);
  return found;
}

describe('quick fixes', () => {
  it('are computed when chosen, applied, and then the finding is gone', async () => {
    await start({ files: project(BAD) });
    const action = titled(await client.actions(PRODUCTION, LINE), /DENY/);
    expect(action).toMatchObject({ kind: 'quickfix', isPreferred: false, diagnostics: [{ code: 'django/x-frame-options-not-deny' }] });
    expect(action.edit).toBeUndefined();
    const { edit } = await client.resolve(action);
    expect(edit?.documentChanges).toMatchObject([{ textDocument: { uri: client.uri(PRODUCTION), version: 1 } }]);
    await client.apply(edit ?? {});
    expect(client.text(PRODUCTION)).toBe(GOOD);
    expect(await client.diagnostics(PRODUCTION)).toEqual([]);
  });

  it('come with their edit where the client cannot ask for it later', async () => {
    const capabilities = { ...CAPABILITIES, textDocument: { diagnostic: {}, codeAction: {} }, workspace: {} };
    await start({ files: project(BAD), capabilities });
    const action = titled(await client.actions(PRODUCTION, LINE), /DENY/);
    await client.apply(action.edit ?? {});
    expect(client.text(PRODUCTION)).toBe(GOOD);
  });

  it('are not offered where nothing is wrong', async () => {
    await start({ files: project(BAD) });
    expect(await client.actions(PRODUCTION, 'CSRF_COOKIE_SECURE', ['quickfix'])).toEqual([]);
  });

  it('of a text that has changed since come back without an edit', async () => {
    await start({ files: project(BAD) });
    const action = titled(await client.actions(PRODUCTION, LINE), /DENY/);
    await client.change(PRODUCTION, `# a line above\n${BAD}`);
    expect((await client.resolve(action)).edit).toBeUndefined();
  });

  it('create a file where they need one, and are left out for a client that cannot', async () => {
    const bad = goodBut(
      'SECRET_KEY = os.environ["SECRET_KEY"]',
      'SECRET_KEY = "a-key-that-stands-in-the-file-for-everybody-to-read-0123456789"',
    );
    await start({ files: project(bad) });
    const action = titled(await client.actions(PRODUCTION, 'SECRET_KEY'), /\.env/);
    const { edit } = await client.resolve(action);
    expect(edit?.documentChanges).toContainEqual(expect.objectContaining({ kind: 'create', uri: client.uri('.env') }));
    client.stop();

    const { resourceOperations: _, ...workspaceEdit } = CAPABILITIES.workspace?.workspaceEdit ?? {};
    await start({ files: project(bad), capabilities: { ...CAPABILITIES, workspace: { ...CAPABILITIES.workspace, workspaceEdit } } });
    const same = titled(await client.actions(PRODUCTION, 'SECRET_KEY'), /\.env/);
    expect((await client.resolve(same)).edit).toBeUndefined();
  });
});

describe('source.fixAll.djangoPreflight', () => {
  const bad = goodBut('SESSION_COOKIE_SECURE = True', 'SESSION_COOKIE_SECURE = False').replace(
    'CSRF_COOKIE_SECURE = True',
    'CSRF_COOKIE_SECURE = False',
  );

  it('applies every safe fix of the file at once', async () => {
    await start({ files: project(bad) });
    const action = titled(await client.actions(PRODUCTION, 'import os', ['source.fixAll']), /safe/);
    expect(action.kind).toBe('source.fixAll.djangoPreflight');
    const { edit } = await client.resolve(action);
    await client.apply(edit ?? {});
    expect(client.text(PRODUCTION)).toBe(GOOD);
  });

  it('takes a fix that an editor may apply by itself', async () => {
    await start({ files: project(bad) });
    const actions = await client.actions(PRODUCTION, 'SESSION_COOKIE_SECURE', ['quickfix']);
    expect(actions.find(({ isPreferred }) => isPreferred)?.title).toMatch(/SESSION_COOKIE_SECURE/);
  });

  it('leaves alone what changes behaviour', async () => {
    const debug = goodBut('DEBUG = False', 'DEBUG = True');
    await start({ files: project(debug) });
    expect(await client.actions(PRODUCTION, 'DEBUG', ['source.fixAll'])).toEqual([]);
  });

  it('is not offered when only quick fixes are asked for', async () => {
    await start({ files: project(bad) });
    const actions = await client.actions(PRODUCTION, 'SESSION_COOKIE_SECURE', ['quickfix']);
    expect(actions.filter(({ kind }) => kind !== 'quickfix')).toEqual([]);
  });
});

describe('ignoring a finding', () => {
  const title = 'Ignore django/x-frame-options-not-deny here (with a reason)';

  it('writes the comment with a reason, and the finding is gone', async () => {
    await start({ files: project(BAD) });
    const { edit } = titled(await client.actions(PRODUCTION, LINE), title);
    await client.apply(edit ?? {});
    expect(client.text(PRODUCTION)).toContain(`${LINE}  # preflight: ignore[django/x-frame-options-not-deny] accepted because …\n`);
    expect(await client.diagnostics(PRODUCTION)).toEqual([]);
  });

  it('puts the cursor on the reason in an editor with snippet edits', async () => {
    const workspaceEdit = { ...CAPABILITIES.workspace?.workspaceEdit, snippetEditSupport: true };
    await start({ files: project(BAD), capabilities: { ...CAPABILITIES, workspace: { ...CAPABILITIES.workspace, workspaceEdit } } });
    const { edit } = titled(await client.actions(PRODUCTION, LINE), title);
    const change = edit?.documentChanges?.[0] as TextDocumentEdit;
    expect(change.edits).toMatchObject([
      { snippet: { kind: 'snippet', value: `  # preflight: ignore[django/x-frame-options-not-deny] \${0:accepted because …}` } },
    ]);
  });

  it('goes above a line that has a comment already', async () => {
    await start({ files: project(goodBut('X_FRAME_OPTIONS = "DENY"', `${LINE}  # the shop frames us`)) });
    const { edit } = titled(await client.actions(PRODUCTION, LINE), title);
    await client.apply(edit ?? {});
    expect(client.text(PRODUCTION)).toContain(
      `\n# preflight: ignore[django/x-frame-options-not-deny] accepted because …\n${LINE}  # the shop frames us\n`,
    );
    expect(await client.diagnostics(PRODUCTION)).toEqual([]);
  });
});

describe('explaining a rule and turning it off', () => {
  const rule = 'django/x-frame-options-not-deny';

  it('are offered to a client that carries the commands out', async () => {
    await start({
      files: project(BAD),
      initializationOptions: { commands: ['djangoPreflight.explainRule', 'djangoPreflight.turnOffRule'] },
    });
    const actions = await client.actions(PRODUCTION, LINE);
    expect(titled(actions, `Explain ${rule}`).command).toMatchObject({ command: 'djangoPreflight.explainRule', arguments: [rule] });
    const off = titled(actions, `Turn ${rule} off`).command;
    expect(off).toMatchObject({ command: 'djangoPreflight.turnOffRule', arguments: [rule, 'file:///project'] });
  });

  it('are offered to no other', async () => {
    await start({ files: project(BAD) });
    const titles = (await client.actions(PRODUCTION, LINE)).map(({ title }) => title);
    expect(titles.filter((title) => /^(Explain|Turn)/.test(title))).toEqual([]);
  });
});
