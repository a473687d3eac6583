import type { ChecklistDto, ChecklistParams } from '../../../server/src/protocol';
import type { ProfileChoice } from '../profileChoice';
import type { HandRecords, RecordBook, Settlement } from './records';

/** Why there is no checklist, or none that is up to date. */
export interface Trouble {
  readonly kind: 'stopped' | 'failed';
  /** What the server said; empty when it is not running. */
  readonly message: string;
}

/** What page and tree show. Without checklist and trouble the first answer is still awaited. */
export interface Snapshot {
  readonly checklist?: ChecklistDto;
  /** Of the checklist's folder. */
  readonly records: HandRecords;
  readonly trouble?: Trouble;
}

export type Viewer = 'page' | 'tree';

export interface StoreParts {
  readonly ask: (params: ChecklistParams) => Promise<ChecklistDto>;
  readonly server: () => 'starting' | 'running' | 'stopped';
  readonly choice: Pick<ProfileChoice, 'current' | 'choose' | 'onDidChange'>;
  readonly records: RecordBook;
  readonly now: () => Date;
}

/** The one model behind page and tree. It asks the server only while one of them is visible. */
export interface ChecklistStore {
  readonly snapshot: Snapshot;
  onDidChange(listener: () => void): { dispose(): void };
  /** To be called when a viewer shows up or goes away. */
  setVisible(viewer: Viewer, visible: boolean): void;
  /** To be called when there are new results: asks soon, or when somebody looks again. */
  refresh(): void;
  /** The checklist, asked for when there is none yet or it is not up to date: for commands that need no viewer. */
  current(): Promise<ChecklistDto | undefined>;
  choose(choice: ChecklistParams): void;
  settle(item: string, settlement: Settlement): Promise<void>;
  takeBack(item: string): Promise<void>;
  dispose(): void;
}

/** Milliseconds without a further change before the server is asked: nobody reads the list while typing. */
export const QUIET = 150;

export function createChecklistStore({ ask, server, choice, records, now }: StoreParts): ChecklistStore {
  const listeners = new Set<() => void>();
  const visible = new Set<Viewer>();
  let checklist: ChecklistDto | undefined;
  let trouble: Trouble | undefined;
  let outdated = true;
  let asked = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const tell = () => {
    for (const listener of listeners) listener();
  };

  async function update(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    outdated = true;
    if (server() === 'starting') return;
    const turn = ++asked;
    try {
      if (server() === 'stopped') trouble = { kind: 'stopped', message: '' };
      else {
        const answer = await ask(choice.current);
        if (turn !== asked) return;
        [checklist, trouble, outdated] = [answer, undefined, timer !== undefined];
        records.adoptTicks(answer.folders.map(({ uri }) => uri));
      }
    } catch (error) {
      if (turn !== asked) return;
      trouble = { kind: 'failed', message: error instanceof Error ? error.message : String(error) };
    }
    tell();
  }

  const updateIfSeen = () => {
    outdated = true;
    if (visible.size > 0) void update();
  };
  const listening = choice.onDidChange(updateIfSeen);
  const folder = () => checklist?.folder?.uri;

  async function change(act: (folder: string) => Thenable<void>): Promise<void> {
    const uri = folder();
    if (uri === undefined) return;
    await act(uri);
    tell();
  }

  return {
    get snapshot() {
      const uri = folder();
      return { ...(checklist && { checklist }), ...(trouble && { trouble }), records: uri === undefined ? {} : records.of(uri) };
    },
    onDidChange(listener) {
      listeners.add(listener);
      return { dispose: () => listeners.delete(listener) };
    },
    setVisible(viewer, isVisible) {
      if (!isVisible) visible.delete(viewer);
      else {
        visible.add(viewer);
        if (outdated && timer === undefined) void update();
      }
    },
    refresh() {
      outdated = true;
      clearTimeout(timer);
      timer = visible.size > 0 ? setTimeout(() => void update(), QUIET) : undefined;
    },
    async current() {
      if (outdated) await update();
      return checklist;
    },
    choose: (next) => choice.choose(next),
    settle: (item, settlement) => change((uri) => records.settle(uri, item, settlement, now())),
    takeBack: (item) => change((uri) => records.takeBack(uri, item)),
    dispose() {
      clearTimeout(timer);
      listening.dispose();
      listeners.clear();
    },
  };
}
