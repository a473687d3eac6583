import { describe, expect, it } from 'vitest';
import { childrenOf, idOf, isTickable, type Node, traitsOf } from '../../client/src/checklist/treeModel';
import { checklist, evidence, fix, item, section } from './checklistData';

const TWO = item('django/two', 'fail', {
  severity: 'error',
  why: ['It is set.'],
  evidence: [evidence('a.py', 1, 'It is set.'), evidence('b.py', 2, 'And here again.')],
  fixes: [fix('Mend it')],
});
const ONE = item('django/one', 'fail', {
  severity: 'warning',
  evidence: [evidence('a.py', 3, 'x')],
  fixes: [fix('Mend it', { safe: false })],
});
const LIST = checklist(
  section('hosts', item('django/passed', 'pass'), ONE, item('django/open', 'unknown'), TWO),
  section('mail', item('django/other', 'pass'), item('by-hand/mail', 'byHand')),
  section('empty'),
);

/** The tree as indented lines. */
function lines(hideSettled: boolean, records = {}, node?: Node, depth = 0): readonly string[] {
  return childrenOf(node, { checklist: LIST, records }, hideSettled).flatMap((child) => [
    `${'  '.repeat(depth)}${idOf(child)}`,
    ...lines(hideSettled, records, child, depth + 1),
  ]);
}

describe('the tree', () => {
  it('has sections, items with the worst first, and places where an item has several', () => {
    expect(lines(false)).toEqual([
      'section hosts',
      '  item django/two',
      '    evidence django/two 0',
      '    evidence django/two 1',
      '  item django/one',
      '  item django/open',
      '  item django/passed',
      'section mail',
      '  item by-hand/mail',
      '  item django/other',
    ]);
  });

  it('can leave out what is settled, and sections with nothing else', () => {
    const settled = { 'by-hand/mail': { verdict: 'done' }, 'django/open': { verdict: 'notApplicable' } } as const;
    expect(lines(true, settled).filter((line) => !line.includes('evidence'))).toEqual([
      'section hosts',
      '  item django/two',
      '  item django/one',
    ]);
  });

  it('is empty without a list', () => expect(childrenOf(undefined, { records: {} }, false)).toEqual([]));

  it('says of a place only what the item does not say itself', () => {
    const places = childrenOf({ kind: 'item', section: 'hosts', item: TWO }, { checklist: LIST, records: {} }, false);
    expect(places.map((place) => place.kind === 'evidence' && place.message)).toEqual(['', 'And here again.']);
  });
});

describe('the menus of a row', () => {
  const traits = (of: typeof ONE, records = {}) => traitsOf({ kind: 'item', section: 'x', item: of }, records).trim().split(' ');

  it.each([
    ['a fault with a safe fix', traits(TWO), ['item', 'fixable', 'explainable']],
    ['a fault whose fix is not safe', traits(ONE), ['item', 'explainable']],
    ['what cannot be told', traits(item('django/x', 'unknown')), ['item', 'explainable', 'settleable']],
    ['what is to be done by hand', traits(item('by-hand/x', 'byHand')), ['item', 'settleable']],
    ['what was done by hand', traits(item('by-hand/x', 'byHand'), { 'by-hand/x': { verdict: 'done' } }), ['item', 'settled']],
    ['what passes', traits(item('django/x', 'pass')), ['item', 'explainable']],
  ])('offer what can be done about %s', (_, actual, expected) => expect(actual).toEqual(expected));

  it('tell a settled item from one that can be settled', () => {
    const settled = traitsOf({ kind: 'item', section: 'x', item: item('by-hand/x', 'byHand') }, { 'by-hand/x': { verdict: 'done' } });
    expect(settled).not.toMatch(/ settleable /);
    expect(settled).toMatch(/ settled /);
  });

  it('offer nothing for sections', () => expect(traitsOf({ kind: 'section', section: section('x') }, {})).toBe('section'));
});

it('only what is done by hand has a box to tick: what cannot be told deserves a word', () => {
  expect([isTickable(item('a', 'byHand')), isTickable(item('b', 'unknown')), isTickable(ONE)]).toEqual([true, false, false]);
});
