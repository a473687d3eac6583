import { describe, expect, it } from 'vitest';
import { describeTotals, emptyReason, statusLabel, totals, visibleItems } from '../../client/src/checklist/view';
import { describeCounts, statusText } from '../../client/src/statusText';
import type { ItemDto, SectionDto, StatusDto } from '../../server/src/protocol';

function item(id: string, status: ItemDto['status'], more: Partial<ItemDto> = {}): ItemDto {
  return { id, title: id, status, why: [], evidence: [], fixes: [], ...more };
}

const SECTION: SectionDto = {
  id: 'hosts',
  title: 'Hosts',
  intro: '',
  items: [
    item('passed', 'pass'),
    item('moot', 'notApplicable'),
    item('open', 'unknown'),
    item('hand', 'byHand'),
    item('broken', 'fail', { severity: 'error' }),
  ],
};
const NONE: ReadonlySet<string> = new Set();
const HAND: ReadonlySet<string> = new Set(['hand']);
const COUNTS = { error: 0, warning: 0, info: 0, hint: 0 };

describe('the totals of the checklist', () => {
  it('leave out what does not apply', () => {
    expect(totals([SECTION], NONE)).toEqual({ done: 1, fail: 1, open: 2, all: 4 });
    expect(describeTotals(totals([SECTION], NONE))).toBe('1 of 4 settled, 1 fails, 2 to look at.');
  });

  it('count what was ticked by hand as settled', () => {
    expect(totals([SECTION], HAND)).toEqual({ done: 2, fail: 1, open: 1, all: 4 });
  });

  it('are said of an empty list, too', () => expect(describeTotals(totals([], NONE))).toBe('Nothing to check.'));
});

describe('the items on the page', () => {
  it('begin with faults and end with what does not apply', () => {
    expect(visibleItems(SECTION, 'all', NONE).map(({ id }) => id)).toEqual(['broken', 'open', 'hand', 'passed', 'moot']);
  });

  it('are only the open ones on request; a ticked one is not', () => {
    expect(visibleItems(SECTION, 'open', NONE).map(({ id }) => id)).toEqual(['broken', 'open', 'hand']);
    expect(visibleItems(SECTION, 'open', HAND).map(({ id }) => id)).toEqual(['broken', 'open']);
  });

  it('say their status in words', () => {
    expect(SECTION.items.map((one) => statusLabel(one, HAND))).toEqual([
      'Passes',
      'Not applicable',
      'Cannot be told',
      'Done by hand',
      'Fails · error',
    ]);
  });
});

describe('an empty page says why', () => {
  const empty = { folders: [], profiles: [], sections: [] };
  it.each([
    ['no folder is open', empty, /Open a folder/],
    ['there is no Django in it', { ...empty, folders: [{ uri: 'file:///x', name: 'x' }] }, /No Django settings module/],
  ])('%s', (_, checklist, reason) => expect(emptyReason(checklist)).toMatch(reason));

  it('and is silent when there is something', () => {
    expect(emptyReason({ ...empty, sections: [SECTION] })).toBeUndefined();
  });
});

describe('the status bar', () => {
  const status = (severity: 'error' | 'warning' | 'info' | 'hint', counts: Partial<StatusDto['counts']>): StatusDto => ({
    active: true,
    counts: { ...COUNTS, ...counts },
    worst: { severity, rule: 'django/x', message: 'x' },
    failing: ['hosts'],
  });

  it.each([
    [status('error', { error: 2, warning: 5 }), '$(error) Preflight: 2 errors'],
    [status('warning', { warning: 1, info: 3 }), '$(warning) Preflight: 1 warning'],
    [status('info', { info: 1, hint: 1 }), '$(info) Preflight: 2 notes'],
    [{ active: true, counts: COUNTS, failing: [] }, '$(pass) Preflight: ready'],
  ])('shows the worst: %#', (results, text) => expect(statusText(results)).toBe(text));

  it('counts all of them in the tooltip', () => {
    expect(describeCounts({ error: 2, warning: 1, info: 1, hint: 2 })).toBe('2 errors, 1 warning, 3 notes');
    expect(describeCounts(COUNTS)).toBe('no findings');
  });
});
