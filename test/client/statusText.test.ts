import { describe, expect, it } from 'vitest';
import { describeCheck, describeCounts, fixesInFiles, folderLines, type StatusState, statusLine } from '../../client/src/statusText';
import type { FolderStatusDto, SeverityName, StatusDto } from '../../server/src/protocol';

const NONE = { error: 0, warning: 0, info: 0, hint: 0 };

function folder(name: string, more: Partial<FolderStatusDto> = {}): FolderStatusDto {
  return { uri: `file:///${name}`, name, enabled: true, active: true, profiles: [], counts: NONE, ...more };
}

function results(counts: Partial<StatusDto['counts']> = {}, more: Partial<StatusDto> = {}): StatusDto {
  const all = { ...NONE, ...counts };
  const severity = (['error', 'warning', 'info', 'hint'] as const).find((name: SeverityName) => all[name] > 0);
  const worst = severity && { worst: { severity, rule: 'django/debug-enabled', message: 'DEBUG is on.' } };
  return { active: true, counts: all, failing: [], judged: [], folders: [folder('shop', { counts: all })], ...worst, ...more };
}

describe('the status bar', () => {
  const running = (found: StatusDto): StatusState => ({ server: 'running', results: found });

  it.each([
    ['the worst findings', running(results({ error: 2, warning: 5 })), '$(error) Preflight: 2 errors'],
    ['one', running(results({ warning: 1, info: 3 })), '$(warning) Preflight: 1 warning'],
    ['notes', running(results({ info: 1, hint: 2 })), '$(info) Preflight: 3 notes'],
    ['that all is well', running(results()), '$(pass) Preflight: ready'],
    ['that it reads', { server: 'starting' } as const, '$(loading~spin) Preflight'],
    ['that it still reads', { server: 'running' } as const, '$(loading~spin) Preflight'],
    ['that the server is gone', { server: 'stopped' } as const, '$(debug-disconnect) Preflight: stopped'],
    [
      'that it is switched off',
      running(results({}, { active: false, folders: [folder('shop', { enabled: false, active: false })] })),
      '$(circle-slash) Preflight: off',
    ],
  ])('says %s', (_, state, text) => {
    expect(statusLine(state)?.text).toBe(text);
  });

  it('shows nothing where there is nothing to judge', () => {
    expect(statusLine(running(results({}, { active: false, folders: [folder('notes', { active: false })] })))).toBeUndefined();
    expect(statusLine(running(results({}, { active: false, folders: [] })))).toBeUndefined();
  });

  it('names what wants attention', () => {
    expect(statusLine({ server: 'stopped' })?.problem).toBe('stopped');
    expect(statusLine(running(results({ error: 1 })))?.problem).toBe('none');
  });
});

describe('its tooltip', () => {
  it('has a line for each folder of several that has something to say', () => {
    const all = results(
      {},
      {
        folders: [folder('shop', { counts: { ...NONE, error: 1 } }), folder('notes', { active: false }), folder('old', { enabled: false })],
      },
    );
    expect(folderLines(all).map((line) => `${line.folder.name}: ${line.text}`)).toEqual(['shop: 1 error', 'old: switched off']);
    expect(folderLines(results({ error: 1 }))).toEqual([]);
  });
});

describe('numbers in words', () => {
  it('of findings', () => {
    expect(describeCounts({ error: 2, warning: 1, info: 1, hint: 1 })).toBe('2 errors, 1 warning, 2 notes');
    expect(describeCounts(NONE)).toBe('no findings');
  });

  it('of a check', () => {
    expect(describeCheck({ status: results({ error: 2, warning: 3 }), files: 4 })).toBe('2 errors, 3 warnings in 4 files.');
    expect(describeCheck({ status: results({ hint: 1 }), files: 1 })).toBe('1 note in 1 file.');
    expect(describeCheck({ status: results(), files: 0 })).toBe('nothing found.');
    expect(describeCheck({ status: results({}, { active: false }), files: 0 })).toBe('nothing to check in this workspace.');
    const off = results({}, { active: false, folders: [folder('shop', { enabled: false })] });
    expect(describeCheck({ status: off, files: 0 })).toBe('it is switched off here.');
  });

  it('of fixes', () => {
    expect(fixesInFiles(1, 1)).toBe('1 safe fix in 1 file');
    expect(fixesInFiles(3, 2)).toBe('3 safe fixes in 2 files');
  });
});
