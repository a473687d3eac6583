import { afterEach, describe, expect, it } from 'vitest';
import type { ChecklistDto, FolderProfilesDto, ItemDto, StatusDto } from '../../server/src/protocol';
import { CAPABILITIES, type Client, startClient, under } from './client';
import { GOOD, goodBut, PRODUCTION, project } from './projects';

const LINE = 'X_FRAME_OPTIONS = "SAMEORIGIN"';
const BAD = goodBut('X_FRAME_OPTIONS = "DENY"', LINE);
const RULE = 'django/x-frame-options-not-deny';
const LOCAL = {
  'manage.py': 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")\n',
  'config/settings/local.py': 'from .base import *\nDEBUG = True\nSECRET_KEY = "x"\n',
};

let client: Client;

afterEach(() => client.stop());

function checklist(params: unknown = {}): Promise<ChecklistDto> {
  return client.connection.sendRequest('djangoPreflight/checklist', params);
}

function item(dto: ChecklistDto, id = RULE): ItemDto | undefined {
  return dto.sections.flatMap((section) => section.items).find((one) => one.id === id);
}

describe('the hover of the server', () => {
  it('covers the name, and comes in Markdown where the client wants it', async () => {
    client = await startClient({ files: project() });
    const hover = await client.hover(PRODUCTION, 'X_FRAME_OPTIONS');
    expect(hover?.contents).toMatchObject({
      kind: 'markdown',
      value: expect.stringContaining(`${client.uri(PRODUCTION).replaceAll('_', '%5F')}#L8`),
    });
    expect(hover?.range && under(GOOD, hover.range)).toBe('X_FRAME_OPTIONS');
    expect(await client.hover(PRODUCTION, 'example.com')).toBeNull();
  });

  it('is plain text for a client without Markdown', async () => {
    const textDocument = { ...CAPABILITIES.textDocument, hover: { contentFormat: ['plaintext' as const] } };
    client = await startClient({ files: project(), capabilities: { ...CAPABILITIES, textDocument } });
    expect((await client.hover(PRODUCTION, 'X_FRAME_OPTIONS'))?.contents).toMatchObject({ kind: 'plaintext' });
  });

  it('is silent in a folder that is switched off', async () => {
    client = await startClient({ files: project(), configuration: { enable: false } });
    expect(await client.hover(PRODUCTION, 'X_FRAME_OPTIONS')).toBeNull();
  });
});

describe('the checklist request', () => {
  it('gives the first production profile, with evidence that leads to the line', async () => {
    client = await startClient({ files: project(BAD, LOCAL) });
    const dto = await checklist();
    expect(dto).toMatchObject({
      folder: { name: 'project' },
      profile: 'config.settings.production',
      django: '5.2 (==5.2.7 in requirements.txt)',
    });
    expect(dto.profiles.map(({ name, kind }) => `${name} ${kind}`)).toEqual([
      'config.settings.production production',
      'config.settings.local development',
    ]);
    const failed = item(dto);
    expect(failed).toMatchObject({
      status: 'fail',
      severity: 'warning',
      evidence: [{ uri: client.uri(PRODUCTION), label: `${PRODUCTION}:8` }],
    });
    expect(failed?.evidence.map(({ range }) => under(BAD, range))).toEqual([LINE]);
    expect(item(dto, 'django/debug-enabled')?.status).toBe('pass');
    expect(dto.sections.at(-1)?.items.at(-1)?.status).toBe('byHand');
  });

  it('judges another profile on request, by what applies to it', async () => {
    client = await startClient({ files: project(BAD, LOCAL) });
    const dto = await checklist({ profile: 'config.settings.local' });
    expect(dto.profile).toBe('config.settings.local');
    expect(item(dto)).toMatchObject({ status: 'notApplicable', why: [expect.stringContaining('does not run in production')] });
  });

  it('falls back to the first profile when the chosen one is gone', async () => {
    client = await startClient({ files: project(BAD) });
    expect((await checklist({ profile: 'config.settings.gone', folder: 'file:///gone' })).profile).toBe('config.settings.production');
  });

  it('follows what is typed', async () => {
    client = await startClient({ files: project(BAD) });
    await client.open(PRODUCTION, GOOD);
    expect(item(await checklist())?.status).toBe('pass');
  });

  it('is empty in a workspace without Django', async () => {
    client = await startClient({ files: { 'main.py': '' } });
    expect(await checklist()).toEqual({ folders: [{ uri: 'file:///project', name: 'project' }], profiles: [], sections: [] });
  });
});

describe('a fix of the checklist', () => {
  it('is applied by the client, and then the item passes', async () => {
    client = await startClient({ files: project(BAD) });
    await client.open(PRODUCTION);
    const [fix] = item(await checklist())?.fixes ?? [];
    expect(await client.connection.sendRequest('djangoPreflight/applyFix', fix?.reference)).toEqual({ applied: true });
    expect(client.text(PRODUCTION)).toBe(GOOD);
    expect(item(await checklist())?.status).toBe('pass');
  });

  it('is refused when the file has changed since', async () => {
    client = await startClient({ files: project(BAD) });
    const [fix] = item(await checklist())?.fixes ?? [];
    await client.open(PRODUCTION, `\n${BAD}`);
    const result = await client.connection.sendRequest('djangoPreflight/applyFix', fix?.reference);
    expect(result).toMatchObject({ applied: false, reason: expect.stringContaining('changed') });
    expect(client.text(PRODUCTION)).toBe(`\n${BAD}`);
  });
});

const IN_ONE = {
  enabled: true,
  active: true,
  profiles: [{ name: 'config.settings.production', kind: 'production', because: 'its name says so' }],
};

describe('status and profiles', () => {
  it('tell that a folder is switched off', async () => {
    client = await startClient({ files: project(BAD), configuration: { enable: false } });
    expect(await client.connection.sendRequest<StatusDto>('djangoPreflight/status')).toMatchObject({
      active: false,
      folders: [{ enabled: false, active: false, profiles: [] }],
    });
  });

  it('tell the worst finding of all folders, and what part of the checklist is not settled', async () => {
    client = await startClient({ folders: { one: project(GOOD), two: project(BAD) } });
    const status = await client.connection.sendRequest<StatusDto>('djangoPreflight/status');
    expect(status).toEqual({
      active: true,
      counts: { error: 0, warning: 1, info: 0, hint: 0 },
      worst: { severity: 'warning', rule: RULE, message: expect.stringContaining('X_FRAME_OPTIONS is SAMEORIGIN') },
      failing: ['https-and-headers'],
      judged: expect.arrayContaining(['https-and-headers']),
      folders: [
        { ...IN_ONE, uri: 'file:///one', name: 'one', counts: { error: 0, warning: 0, info: 0, hint: 0 } },
        { ...IN_ONE, uri: 'file:///two', name: 'two', counts: { error: 0, warning: 1, info: 0, hint: 0 } },
      ],
    });
    expect(status.judged).not.toContain('proxy');
    expect(status.worst?.message).not.toContain('\n');
  });

  it('list the profiles of each folder, with the reason for their kind', async () => {
    client = await startClient({ files: project(GOOD, LOCAL) });
    const [folder] = await client.connection.sendRequest<readonly FolderProfilesDto[]>('djangoPreflight/profiles');
    expect(folder?.folder.name).toBe('project');
    expect(folder?.profiles.map(({ name, because }) => [name, because !== ''])).toEqual([
      ['config.settings.production', true],
      ['config.settings.local', true],
    ]);
  });
});
