import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createRecordBook } from '../../client/src/checklist/records';
import { createChecklistStore, QUIET } from '../../client/src/checklist/store';
import type { ChecklistDto, ChecklistParams } from '../../server/src/protocol';
import { checklist, FOLDER, item, section } from './checklistData';

const LIST = checklist(section('hosts', item('by-hand/x', 'byHand')));

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A store with a server that answers when it is told to, and what was asked of it. */
function setUp() {
  const asked: ChecklistParams[] = [];
  const answers: { resolve(list: ChecklistDto): void; reject(error: Error): void }[] = [];
  const kept: Record<string, unknown> = {};
  const server = { state: 'running' as 'starting' | 'running' | 'stopped' };
  const choice = { current: {} as ChecklistParams, changed: () => {} };
  const store = createChecklistStore({
    ask(params) {
      asked.push(params);
      return new Promise((resolve, reject) => answers.push({ resolve, reject }));
    },
    server: () => server.state,
    choice: {
      get current() {
        return choice.current;
      },
      choose(next) {
        choice.current = next;
        choice.changed();
      },
      onDidChange: (listener) => {
        choice.changed = () => listener(choice.current);
        return { dispose() {} };
      },
    },
    records: createRecordBook({
      get: <T>(key: string) => kept[key] as T | undefined,
      update: async (key, value) => {
        kept[key] = value;
      },
    }),
    now: () => new Date('2027-03-03T12:00:00Z'),
  });
  const heard = vi.fn();
  store.onDidChange(heard);
  const answer = async (at: number, list: ChecklistDto) => {
    answers[at]?.resolve(list);
    await vi.advanceTimersByTimeAsync(0);
  };
  const refuse = async (at: number, message: string) => {
    answers[at]?.reject(new Error(message));
    await vi.advanceTimersByTimeAsync(0);
  };
  return { store, asked, answer, refuse, heard, server, kept };
}

describe('the server is asked', () => {
  it('when a viewer shows up, and its answer is told to both', async () => {
    const { store, asked, answer, heard } = setUp();
    expect(store.snapshot).toEqual({ records: {} });
    store.setVisible('page', true);
    expect(asked).toHaveLength(1);
    await answer(0, LIST);
    expect(store.snapshot.checklist).toBe(LIST);
    expect(heard).toHaveBeenCalledTimes(1);
    store.setVisible('tree', true);
    expect(asked, 'the second viewer shows the same').toHaveLength(1);
  });

  it('not at all while nobody looks, and at once when somebody looks again', async () => {
    const { store, asked, answer } = setUp();
    store.refresh();
    await vi.advanceTimersByTimeAsync(10 * QUIET);
    expect(asked).toHaveLength(0);
    store.setVisible('tree', true);
    await answer(0, LIST);
    store.setVisible('tree', false);
    store.setVisible('tree', true);
    expect(asked, 'nothing has changed since').toHaveLength(1);
    store.setVisible('tree', false);
    store.refresh();
    store.setVisible('tree', true);
    expect(asked).toHaveLength(2);
  });

  it('once for many changes in a row, when they have come to rest', async () => {
    const { store, asked, answer } = setUp();
    store.setVisible('page', true);
    await answer(0, LIST);
    for (let change = 0; change < 5; change += 1) {
      store.refresh();
      await vi.advanceTimersByTimeAsync(QUIET - 1);
    }
    expect(asked).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(asked).toHaveLength(2);
  });

  it('with the folder and profile that are chosen', async () => {
    const { store, asked, answer } = setUp();
    store.setVisible('page', true);
    await answer(0, LIST);
    store.choose({ folder: FOLDER, profile: 'config.test' });
    expect(asked).toEqual([{}, { folder: FOLDER, profile: 'config.test' }]);
  });

  it('by a command although nobody looks, unless the list is up to date', async () => {
    const { store, asked, answer } = setUp();
    const list = store.current();
    await answer(0, LIST);
    await expect(list).resolves.toBe(LIST);
    await expect(store.current()).resolves.toBe(LIST);
    expect(asked).toHaveLength(1);
  });
});

describe('an answer', () => {
  it('that was overtaken is dropped', async () => {
    const { store, answer, heard } = setUp();
    const newer = checklist(section('hosts', item('by-hand/y', 'byHand')));
    store.setVisible('page', true);
    store.choose({ profile: 'other' });
    await answer(1, newer);
    await answer(0, LIST);
    expect(store.snapshot.checklist).toBe(newer);
    expect(heard).toHaveBeenCalledTimes(1);
  });

  it('that is an error leaves the last list, and says that it is out of date', async () => {
    const { store, answer, refuse } = setUp();
    store.setVisible('page', true);
    await answer(0, LIST);
    store.refresh();
    await vi.advanceTimersByTimeAsync(QUIET);
    await refuse(1, 'out of memory');
    expect(store.snapshot).toMatchObject({ checklist: LIST, trouble: { kind: 'failed', message: 'out of memory' } });
    store.refresh();
    await vi.advanceTimersByTimeAsync(QUIET);
    await answer(2, LIST);
    expect(store.snapshot.trouble).toBeUndefined();
  });
});

describe('a server', () => {
  it('that is starting is waited for', async () => {
    const { store, asked, heard, server } = setUp();
    server.state = 'starting';
    store.setVisible('page', true);
    expect(asked).toHaveLength(0);
    expect(heard).not.toHaveBeenCalled();
    server.state = 'running';
    store.refresh();
    await vi.advanceTimersByTimeAsync(QUIET);
    expect(asked).toHaveLength(1);
  });

  it('that is stopped is not asked, and said to be', async () => {
    const { store, asked, server } = setUp();
    server.state = 'stopped';
    store.setVisible('page', true);
    await vi.advanceTimersByTimeAsync(0);
    expect(asked).toHaveLength(0);
    expect(store.snapshot.trouble).toEqual({ kind: 'stopped', message: '' });
  });
});

describe('what a person settles', () => {
  it('is told to the viewers at once, without asking the server', async () => {
    const { store, asked, answer, heard } = setUp();
    store.setVisible('page', true);
    await answer(0, LIST);
    await store.settle('by-hand/x', { verdict: 'done', by: 'Ada', note: '' });
    expect(store.snapshot.records).toEqual({ 'by-hand/x': { verdict: 'done', by: 'Ada', at: '2027-03-03T12:00:00.000Z' } });
    await store.takeBack('by-hand/x');
    expect(store.snapshot.records).toEqual({});
    expect(heard).toHaveBeenCalledTimes(3);
    expect(asked).toHaveLength(1);
  });

  it('belongs to the folder of the list', async () => {
    const { store, answer, kept } = setUp();
    kept['djangoPreflight.checklist.done'] = ['by-hand/x'];
    store.setVisible('page', true);
    await answer(0, LIST);
    expect(store.snapshot.records, 'old ticks are taken over').toEqual({ 'by-hand/x': { verdict: 'done' } });
    const other = { ...LIST, folder: { uri: 'file:///other', name: 'other' } };
    store.choose({ folder: 'file:///other' });
    await answer(1, other);
    expect(store.snapshot.records).toEqual({});
  });
});
