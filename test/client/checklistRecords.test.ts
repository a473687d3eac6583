import { describe, expect, it } from 'vitest';
import { createAuthor } from '../../client/src/checklist/author';
import { createRecordBook, type Memory } from '../../client/src/checklist/records';

const NOON = new Date('2027-03-03T12:00:00Z');
const LATER = new Date('2027-03-04T12:00:00Z');
const TICK = { verdict: 'done', by: 'Ada', note: '' } as const;
const KEY = 'djangoPreflight.checklist.records.1';
const OLD_KEY = 'djangoPreflight.checklist.done';

function memory(kept: Record<string, unknown> = {}): Memory & { readonly kept: Record<string, unknown> } {
  return {
    kept,
    get: <T>(key: string) => structuredClone(kept[key]) as T | undefined,
    async update(key, value) {
      if (value === undefined) delete kept[key];
      else kept[key] = structuredClone(value);
    },
  };
}

describe('the records of a folder', () => {
  it('say who, when and what', async () => {
    const book = createRecordBook(memory());
    await book.settle('file:///a', 'by-hand/backups', { verdict: 'done', by: ' Ada ', note: ' nightly ' }, NOON);
    await book.settle('file:///a', 'by-hand/ssh', { verdict: 'notApplicable', by: '', note: '' }, NOON);
    expect(book.of('file:///a')).toEqual({
      'by-hand/backups': { verdict: 'done', by: 'Ada', at: '2027-03-03T12:00:00.000Z', note: 'nightly' },
      'by-hand/ssh': { verdict: 'notApplicable', at: '2027-03-03T12:00:00.000Z' },
    });
  });

  it('are its own', async () => {
    const book = createRecordBook(memory());
    await book.settle('file:///a', 'by-hand/backups', TICK, NOON);
    await book.settle('file:///b', 'by-hand/ssh', TICK, NOON);
    expect(Object.keys(book.of('file:///a'))).toEqual(['by-hand/backups']);
    expect(book.of('file:///c')).toEqual({});
  });

  it('keep their date while only name or note change, and get a new one with another verdict', async () => {
    const book = createRecordBook(memory());
    await book.settle('f', 'x', TICK, NOON);
    await book.settle('f', 'x', { ...TICK, note: 'see the wiki' }, LATER);
    expect(book.of('f').x).toMatchObject({ at: NOON.toISOString(), note: 'see the wiki' });
    await book.settle('f', 'x', { ...TICK, verdict: 'notApplicable' }, LATER);
    expect(book.of('f').x).toMatchObject({ at: LATER.toISOString() });
  });

  it('can be taken back, one at a time', async () => {
    const book = createRecordBook(memory());
    await book.settle('f', 'x', TICK, NOON);
    await book.settle('f', 'y', TICK, NOON);
    await book.takeBack('f', 'x');
    expect(Object.keys(book.of('f'))).toEqual(['y']);
  });

  it('leave out what another version wrote differently', () => {
    const kept = { [KEY]: { f: { x: { verdict: 'postponed' }, y: null, z: { verdict: 'done' } } } };
    expect(createRecordBook(memory(kept)).of('f')).toEqual({ z: { verdict: 'done' } });
  });
});

describe('the list of ids from before there were records', () => {
  it('becomes a record in every folder, without name and date, and is gone', () => {
    const workspace = memory({ [OLD_KEY]: ['by-hand/ssh', 7] });
    const book = createRecordBook(workspace);
    book.adoptTicks(['file:///a', 'file:///b']);
    expect(book.of('file:///a')).toEqual({ 'by-hand/ssh': { verdict: 'done' } });
    expect(book.of('file:///b')).toEqual({ 'by-hand/ssh': { verdict: 'done' } });
    expect(workspace.kept[OLD_KEY]).toBeUndefined();
  });

  it('replaces no record, and waits until a folder is known', async () => {
    const workspace = memory({ [OLD_KEY]: ['x'] });
    const book = createRecordBook(workspace);
    book.adoptTicks([]);
    expect(workspace.kept[OLD_KEY]).toEqual(['x']);
    await book.settle('f', 'x', { ...TICK, verdict: 'notApplicable' }, NOON);
    book.adoptTicks(['f']);
    expect(book.of('f').x).toMatchObject({ verdict: 'notApplicable' });
  });

  it('is taken over once only: what was taken back stays so', async () => {
    const book = createRecordBook(memory({ [OLD_KEY]: ['x'] }));
    book.adoptTicks(['f']);
    await book.takeBack('f', 'x');
    book.adoptTicks(['f']);
    expect(book.of('f')).toEqual({});
  });
});

describe('the name on a new record', () => {
  it('is that of the user at first, then the last one used', () => {
    const author = createAuthor(memory(), () => 'ada');
    expect(author.name).toBe('ada');
    author.remember('Ada Lovelace');
    author.remember('  ');
    expect(author.name).toBe('Ada Lovelace');
  });

  it('is left open where the machine knows none', () => {
    const nobody = () => {
      throw new Error('no such user');
    };
    expect(createAuthor(memory(), nobody).name).toBe('');
  });
});
