/** What a person found about an item that no file decides. */
export type Verdict = 'done' | 'notApplicable';

export interface HandRecord {
  readonly verdict: Verdict;
  /** Who says so. Missing in records from before names were kept. */
  readonly by?: string;
  /** When it was first said, as an ISO date and time. Missing in records from before dates were kept. */
  readonly at?: string;
  readonly note?: string;
}

/** Records by the id of the item that they settle. */
export type HandRecords = Readonly<Record<string, HandRecord>>;

/** What a person fills in; the rest of a record follows from when they do. */
export interface Settlement {
  readonly verdict: Verdict;
  readonly by: string;
  readonly note: string;
}

/** Where records stay: VS Code's memory of the workspace, or a stand-in. */
export interface Memory {
  get<T>(key: string): T | undefined;
  update(key: string, value: unknown): Thenable<void>;
}

/** The records of every folder of the workspace. */
export interface RecordBook {
  of(folder: string): HandRecords;
  /** Writes a record, or writes it anew: the date of the first one stays as long as its verdict does. */
  settle(folder: string, item: string, settlement: Settlement, now: Date): Thenable<void>;
  takeBack(folder: string, item: string): Thenable<void>;
  /** Takes over what was ticked when the memory was a list of ids for the whole workspace. */
  adoptTicks(folders: readonly string[]): void;
}

const KEY = 'djangoPreflight.checklist.records.1';
const OLD_KEY = 'djangoPreflight.checklist.done';

type Kept = Readonly<Record<string, HandRecords>>;

export function createRecordBook(memory: Memory): RecordBook {
  const kept = (): Kept => memory.get<Kept>(KEY) ?? {};
  const write = (folder: string, records: HandRecords) => memory.update(KEY, { ...kept(), [folder]: records });
  const of = (folder: string) => sound(kept()[folder] ?? {});
  return {
    of,
    settle: (folder, item, settlement, now) => write(folder, { ...of(folder), [item]: recordOf(settlement, of(folder)[item], now) }),
    takeBack(folder, item) {
      const { [item]: _, ...others } = of(folder);
      return write(folder, others);
    },
    adoptTicks(folders) {
      const ticks = memory.get<unknown>(OLD_KEY);
      if (ticks === undefined || folders.length === 0) return;
      const items = Array.isArray(ticks) ? ticks.filter((item) => typeof item === 'string') : [];
      const adopted: HandRecords = Object.fromEntries(items.map((item) => [item, { verdict: 'done' }]));
      const all = Object.fromEntries(folders.map((folder) => [folder, { ...adopted, ...of(folder) }]));
      void memory.update(KEY, { ...kept(), ...all });
      void memory.update(OLD_KEY, undefined);
    },
  };
}

function recordOf({ verdict, by, note }: Settlement, before: HandRecord | undefined, now: Date): HandRecord {
  const at = before?.verdict === verdict && before.at ? before.at : now.toISOString();
  return { verdict, at, ...(by.trim() && { by: by.trim() }), ...(note.trim() && { note: note.trim() }) };
}

/** Leaves out what another version wrote in a form that this one cannot show. */
function sound(records: HandRecords): HandRecords {
  return Object.fromEntries(
    Object.entries(records).filter(([, record]) => record?.verdict === 'done' || record?.verdict === 'notApplicable'),
  );
}
