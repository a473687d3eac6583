import type { Disposable, ExtensionContext } from 'vscode';
import { type BaseLanguageClient, State } from 'vscode-languageclient';
import { type ChecklistDto, METHODS, type StatusDto } from '../../../server/src/protocol';
import type { ProfileChoice } from '../profileChoice';
import { createActs } from './acts';
import { createAuthor } from './author';
import { registerChecklistCommands } from './commands';
import { createChecklistPanel } from './panel';
import { createRecordBook } from './records';
import { createChecklistStore } from './store';
import { createStrings } from './strings';
import { createChecklistTree } from './tree';

export interface Checklist extends Disposable {
  /** Opens the page, or puts it in front. */
  open(): void;
  /** To be called when there may be new results. */
  refresh(): void;
  /** To be called with new results. */
  show(results: StatusDto): void;
}

/** The deployment checklist: one model, a page and a tree that show it, and their commands. @param userName the name of the machine's user. */
export function createChecklist(
  context: ExtensionContext,
  client: BaseLanguageClient,
  choice: ProfileChoice,
  userName: () => string,
): Checklist {
  const strings = createStrings();
  const author = createAuthor(context.globalState, userName);
  const store = createChecklistStore({
    ask: (params) => client.sendRequest<ChecklistDto>(METHODS.checklist, params),
    server: () => (client.state === State.Running ? 'running' : client.state === State.Starting ? 'starting' : 'stopped'),
    choice,
    records: createRecordBook(context.workspaceState),
    now: () => new Date(),
  });
  const acts = createActs(client, store, strings, () => panel.columnBeside());
  const panel = createChecklistPanel({ context, store, acts, author, strings });
  const tree = createChecklistTree({ store, author, strings, memory: context.workspaceState });
  const parts: readonly Disposable[] = [
    panel,
    tree,
    ...registerChecklistCommands({ store, acts, author, strings, tree }),
    client.onDidChangeState(() => store.refresh()),
    store,
  ];
  return {
    open: () => panel.open(),
    refresh: () => store.refresh(),
    show(results) {
      tree.showCounts(results);
      store.refresh();
    },
    dispose() {
      for (const part of parts) part.dispose();
    },
  };
}
