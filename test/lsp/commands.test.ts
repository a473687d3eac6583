import { afterEach, describe, expect, it } from 'vitest';
import type { ApplyFixResult, FixAllDto, RecheckDto, SecretKeyDto, SettingsDto } from '../../server/src/protocol';
import { type Client, startClient } from './client';
import { GOOD, goodBut, PRODUCTION, project } from './projects';

const LINE = 'X_FRAME_OPTIONS = "SAMEORIGIN"';
const BAD = goodBut('X_FRAME_OPTIONS = "DENY"', LINE);
const RULE = 'django/x-frame-options-not-deny';
/** What a safe fix mends. */
const TRIMMED = goodBut('ALLOWED_HOSTS = ["example.com"]', 'ALLOWED_HOSTS = ["https://example.com"]');
const FIXED = goodBut('ALLOWED_HOSTS = ["example.com"]', 'ALLOWED_HOSTS = ["example.com"]');
const LIVE = 'config.settings.production';

/** Others are not what these tests are about. */
const configuration = { rules: { '*': 'off', [RULE]: 'warning', 'django/allowed-hosts-malformed': 'error' } };

let client: Client;
afterEach(() => client.stop());

function ask<T>(method: string, params?: object): Promise<T> {
  const name = `djangoPreflight/${method}`;
  return params === undefined ? client.connection.sendRequest(name) : client.connection.sendRequest(name, params);
}

describe('the settings request', () => {
  it('gives the page of a profile, with places as URIs', async () => {
    client = await startClient({ configuration, files: project() });
    const dto = await ask<SettingsDto>('settings', { layout: 'origins' });
    expect(dto).toMatchObject({ folder: { name: 'project' }, profile: LIVE });
    expect(dto.text).toContain('\nX_FRAME_OPTIONS = "DENY"\n');
    expect(dto.text).not.toContain('EMAIL_PORT');
    const lines = dto.text.split('\n');
    const link = dto.links.find(({ range }) => lines[range.start.line + 1]?.startsWith('X_FRAME_OPTIONS'));
    expect(link).toMatchObject({ uri: client.uri(PRODUCTION), line: 8 });
  });

  it('follows what is typed', async () => {
    client = await startClient({ configuration, files: project() });
    await client.open(PRODUCTION, BAD);
    expect((await ask<SettingsDto>('settings', { layout: 'plain' })).text).toContain(LINE);
  });

  it('has the defaults on request', async () => {
    client = await startClient({ configuration, files: project() });
    expect((await ask<SettingsDto>('settings', { layout: 'origins', defaults: true })).text).toContain('EMAIL_PORT = 25');
  });

  it('gives nothing for a profile that is not there', async () => {
    client = await startClient({ configuration, files: project() });
    expect(await ask('settings', { layout: 'origins', profile: 'config.gone' })).toBeNull();
    expect(await ask('settings', { layout: 'origins', folder: 'file:///gone' })).toBeNull();
  });
});

describe('the fix-all request', () => {
  it('gives the edits of one file and applies nothing', async () => {
    client = await startClient({ configuration, files: project(TRIMMED) });
    await client.open(PRODUCTION);
    const dto = await ask<FixAllDto>('fixAll', { uri: client.uri(PRODUCTION) });
    expect(dto.fixes).toHaveLength(1);
    expect(dto.files).toMatchObject([{ uri: client.uri(PRODUCTION), label: PRODUCTION, version: 1, create: false }]);
    expect(client.text(PRODUCTION)).toBe(TRIMMED);
    await client.apply({ changes: { [client.uri(PRODUCTION)]: (dto.files[0]?.edits ?? []).map((edit) => ({ ...edit })) } });
    expect(client.text(PRODUCTION)).toBe(FIXED);
  });

  it('gives those of all folders, named with their folder', async () => {
    client = await startClient({ configuration, folders: { one: project(TRIMMED), two: project(TRIMMED), three: project() } });
    const dto = await ask<FixAllDto>('fixAll', {});
    expect(dto.files.map(({ label, version }) => `${label} ${version}`)).toEqual([`one/${PRODUCTION} null`, `two/${PRODUCTION} null`]);
    expect(dto.fixes).toHaveLength(2);
  });

  it('gives nothing where nothing is safe, for a file elsewhere, and in a folder that is switched off', async () => {
    client = await startClient({ configuration, files: project(BAD) });
    expect(await ask('fixAll', {})).toEqual({ fixes: [], files: [] });
    expect(await ask('fixAll', { uri: 'file:///elsewhere/settings.py' })).toEqual({ fixes: [], files: [] });
    await client.configure({ enable: false });
    expect(await ask('fixAll', {})).toEqual({ fixes: [], files: [] });
  });
});

describe('the suppress request', () => {
  async function suppress(reason: string, text = BAD): Promise<ApplyFixResult> {
    client = await startClient({ configuration, files: project(text) });
    await client.open(PRODUCTION);
    const [diagnostic] = await client.diagnostics(PRODUCTION);
    return ask('suppress', { uri: client.uri(PRODUCTION), rule: diagnostic?.code, range: diagnostic?.range, reason });
  }

  it('has the comment with the reason written, and the finding is gone', async () => {
    expect(await suppress('the shop is shown\n in a frame')).toEqual({ applied: true });
    expect(client.text(PRODUCTION)).toContain(`${LINE}  # preflight: ignore[${RULE}] the shop is shown in a frame\n`);
    expect(await client.diagnostics(PRODUCTION)).toEqual([]);
  });

  it('refuses to write one without a reason', async () => {
    expect(await suppress('  ')).toMatchObject({ applied: false });
    expect(client.text(PRODUCTION)).toBe(BAD);
  });

  it('refuses what is no longer there', async () => {
    expect(await suppress('a reason', GOOD)).toMatchObject({ applied: false, reason: expect.stringContaining('changed') });
  });
});

describe('the secret key request', () => {
  it('says where a key is read from and could go, and gives no key', async () => {
    const secret = 'not-for-any-message';
    client = await startClient({ configuration, files: project(GOOD, { '.env': `SECRET_KEY=${secret}\n`, '.gitignore': '.env\n' }) });
    const dto = await ask<SecretKeyDto>('secretKey', {});
    expect(dto).toMatchObject({
      profile: LIVE,
      variables: ['SECRET_KEY'],
      place: { uri: client.uri(PRODUCTION), range: { start: { line: 5 } } },
    });
    expect(dto.files).toEqual([{ uri: client.uri('.env'), label: '.env', exists: true, isRead: false, gitIgnored: true }]);
    expect(JSON.stringify(dto)).not.toContain(secret);
  });

  it('gives nothing where there is no profile', async () => {
    client = await startClient({ configuration, files: { 'main.py': '' } });
    expect(await ask('secretKey', {})).toBeNull();
  });
});

describe('the recheck request', () => {
  it('reads the disk again, and says what is found in how many files', async () => {
    client = await startClient({ configuration, files: project() });
    expect(await ask<RecheckDto>('recheck')).toMatchObject({ files: 0, status: { active: true, counts: { warning: 0 } } });
    // Nobody tells the server: a watcher may miss it.
    client.disk.write(PRODUCTION, BAD);
    const told = client.next('djangoPreflight/resultsChanged');
    expect(await ask<RecheckDto>('recheck')).toMatchObject({ files: 1, status: { counts: { warning: 1 } } });
    await told;
  });
});

describe('in a virtual workspace', () => {
  it('every request is answered with nothing, and nothing is logged', async () => {
    client = await startClient({ configuration, files: {} });
    const virtual = { uri: 'vscode-vfs://github/org/site', name: 'site' };
    const told = client.next('djangoPreflight/resultsChanged');
    await client.connection.sendNotification('workspace/didChangeWorkspaceFolders', {
      event: { added: [virtual], removed: [{ uri: 'file:///project', name: 'project' }] },
    });
    expect(await told).toMatchObject({ active: false, folders: [] });
    await client.open(`${virtual.uri}/config/settings.py`, BAD);
    const textDocument = { uri: `${virtual.uri}/config/settings.py` };
    expect(await ask('settings', { layout: 'origins' })).toBeNull();
    expect(await ask('secretKey', {})).toBeNull();
    expect(await ask('profiles')).toEqual([]);
    expect(await ask('fixAll', {})).toEqual({ fixes: [], files: [] });
    expect(await ask('recheck')).toMatchObject({ files: 0, status: { active: false } });
    expect(await client.connection.sendRequest('textDocument/codeLens', { textDocument })).toEqual([]);
    expect(await client.diagnostics(textDocument.uri)).toEqual([]);
    expect(client.log).toEqual([]);
  });
});
