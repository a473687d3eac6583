import { describe, expect, it } from 'vitest';
import type { HandRecords } from '../../client/src/checklist/records';
import {
  contentOf,
  countFor,
  FILTERS,
  type Filter,
  fixTitles,
  sectionStatus,
  shownStatus,
  totals,
  visibleItems,
  worstSeverity,
} from '../../client/src/checklist/view';
import { describeRecord, describeTotals, fill, localDate, plural, statusLabel } from '../../client/src/checklist/words';
import { checklist, evidence, fix, item, STRINGS, section } from './checklistData';

const SECTION = section(
  'hosts',
  item('passed', 'pass'),
  item('moot', 'notApplicable'),
  item('open', 'unknown', { why: ['It is read from the environment.'] }),
  item('hand', 'byHand'),
  item('bent', 'fail', { severity: 'warning' }),
  item('broken', 'fail', { severity: 'error', evidence: [evidence('config/settings.py', 7, 'Here it is set.')] }),
);
const NONE: HandRecords = {};
const DONE: HandRecords = { hand: { verdict: 'done', by: 'Ada', note: 'on the second machine' } };
const ids = (filter: Filter, search = '', records = NONE) => visibleItems(SECTION, { filter, search }, records).map(({ id }) => id);

describe('the totals of the checklist', () => {
  it('leave out what does not apply', () => {
    const counts = totals([SECTION], NONE);
    expect(counts).toEqual({ settled: 1, fail: 2, unknown: 1, byHand: 1, notApplicable: 1, all: 5 });
    expect(describeTotals(counts, STRINGS)).toBe('1 of 5 settled, 2 fail, 1 cannot be told, 1 to do by hand');
  });

  it('count as settled what was done by hand, and not what a person says does not apply', () => {
    expect(totals([SECTION], DONE)).toMatchObject({ settled: 2, byHand: 0, all: 5 });
    expect(totals([SECTION], { hand: { verdict: 'notApplicable' } })).toMatchObject({ settled: 1, byHand: 0, notApplicable: 2, all: 4 });
  });

  it('are said of an empty list, too', () => expect(describeTotals(totals([], NONE), STRINGS)).toBe('Nothing to check'));

  it('are the numbers on the filters', () => {
    for (const filter of FILTERS) expect(countFor(filter, totals([SECTION], NONE)), filter).toBe(ids(filter).length);
  });
});

describe('a record', () => {
  it('settles what is done by hand and what cannot be told', () => {
    const records: HandRecords = { hand: { verdict: 'done' }, open: { verdict: 'notApplicable' } };
    expect(SECTION.items.map((one) => shownStatus(one, records))).toEqual([
      'pass',
      'notApplicable',
      'notApplicable',
      'done',
      'fail',
      'fail',
    ]);
  });

  it.each(['pass', 'fail', 'notApplicable'] as const)('says nothing about an item that the files have decided since: %s', (status) => {
    expect(shownStatus(item('open', status), { open: { verdict: 'done' } })).toBe(status);
  });

  it('is not found in what every object has', () => expect(shownStatus(item('constructor', 'byHand'), NONE)).toBe('byHand'));
});

describe('the items of a section', () => {
  it('begin with the worst fault and end with what does not apply', () => {
    expect(ids('all')).toEqual(['broken', 'bent', 'open', 'hand', 'passed', 'moot']);
  });

  it.each([
    ['todo', ['broken', 'bent', 'open', 'hand']],
    ['fail', ['broken', 'bent']],
    ['unknown', ['open']],
    ['byHand', ['hand']],
    ['settled', ['passed']],
    ['notApplicable', ['moot']],
  ] as const)('are narrowed to %s', (filter, expected) => expect(ids(filter)).toEqual(expected));

  it('move with a record', () => {
    expect(ids('todo', '', DONE)).toEqual(['broken', 'bent', 'open']);
    expect(ids('settled', '', DONE)).toEqual(['passed', 'hand']);
  });

  it.each([
    ['the title', 'TITLE of bent', ['bent']],
    ['the rule', 'broken', ['broken']],
    ['a message', 'environment', ['open']],
    ['a file', 'config/settings.py', ['broken']],
    ['what is said of a place', 'set. here', ['broken']],
    ['a note', 'second machine', ['hand']],
    ['nothing', 'zebra', []],
    ['all but blanks', '  ', ['broken', 'bent', 'open', 'passed', 'hand', 'moot']],
  ])('are searched by %s', (_, words, expected) => expect(ids('all', words, DONE)).toEqual(expected));

  it('are searched within the filter', () => expect(ids('fail', 'environment')).toEqual([]));
});

describe('a section', () => {
  it.each([
    ['fail', SECTION.items],
    ['unknown', [item('a', 'unknown'), item('b', 'byHand'), item('c', 'pass')]],
    ['byHand', [item('a', 'byHand'), item('b', 'pass')]],
    ['pass', [item('a', 'pass'), item('b', 'notApplicable')]],
    ['notApplicable', [item('a', 'notApplicable')]],
  ] as const)('stands under its worst item: %s', (status, items) => {
    expect(sectionStatus(totals([section('x', ...items)], NONE))).toBe(status);
  });

  it('has the severity of its worst fault', () => {
    expect(worstSeverity(SECTION.items)).toBe('error');
    expect(worstSeverity([item('a', 'fail', { severity: 'info' }), item('b', 'pass')])).toBe('info');
    expect(worstSeverity([item('b', 'pass')])).toBeUndefined();
  });
});

describe('in words', () => {
  it('a status is never told by colour alone', () => {
    expect(SECTION.items.map((one) => statusLabel(one, DONE, STRINGS))).toEqual([
      'Passes',
      'Not applicable',
      'Cannot be told',
      'Done by hand',
      'Fails · warning',
      'Fails · error',
    ]);
  });

  it.each([
    [{ verdict: 'done', by: 'Ada', at: '2027-03-03T10:15:00Z' }, /^Done by Ada · Mar 3, 2027, /],
    [{ verdict: 'notApplicable', by: 'Ada' }, /^Does not apply here, says Ada$/],
    [{ verdict: 'done' }, /^Done by hand$/],
    [{ verdict: 'notApplicable' }, /^Does not apply here$/],
  ] as const)('a record tells what is known of it: %j', (record, text) => expect(describeRecord(record, STRINGS, 'en')).toMatch(text));

  it('a date is written as the language has it, and left alone when it is none', () => {
    expect(localDate('2027-03-03T10:15:00Z', 'de')).toMatch(/^03\.03\.2027, /);
    expect(localDate('some day', 'en')).toBe('some day');
  });

  it('a text is filled in once, whatever is put into it', () => {
    expect(fill('{0} of {1}, {2}', '{1}', 7)).toBe('{1} of 7, {2}');
    expect(plural(1, { one: '{0} fails', other: '{0} fail' })).toBe('1 fails');
    expect(plural(0, { one: '{0} fails', other: '{0} fail' })).toBe('0 fail');
  });
});

describe('fixes with the same title', () => {
  it('say where they apply', () => {
    const fixes = [fix('Remove it', { file: 'a.py' }), fix('Remove it', { file: 'b.py' }), fix('Rename it', { file: 'a.py' })];
    expect(fixTitles(item('x', 'fail', { fixes }))).toEqual(['Remove it (a.py)', 'Remove it (b.py)', 'Rename it']);
  });

  it('are numbered within a file', () => {
    const fixes = [fix('Remove it'), fix('Remove it')];
    expect(fixTitles(item('x', 'fail', { fixes }))).toEqual(['Remove it (settings.py, 1)', 'Remove it (settings.py, 2)']);
  });
});

describe('a page without a list', () => {
  it('says why', () => {
    const empty = { folders: [], profiles: [], sections: [] };
    expect(contentOf(empty)).toBe('noFolder');
    expect(contentOf({ ...empty, folders: [{ uri: 'file:///x', name: 'x' }] })).toBe('noDjango');
    expect(contentOf(checklist(SECTION))).toBe('list');
  });
});
