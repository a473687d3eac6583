import { commands, type Disposable, EventEmitter, env, type Memento, TreeItemCheckboxState, type TreeView, window } from 'vscode';
import type { StatusDto } from '../../../server/src/protocol';
import type { Author } from './author';
import type { ChecklistStore } from './store';
import type { Strings } from './strings';
import { treeItemOf } from './treeItem';
import { childrenOf, type Node } from './treeModel';
import { contentOf } from './view';
import { plural } from './words';

export interface TreeParts {
  readonly store: ChecklistStore;
  readonly author: Author;
  readonly strings: Strings;
  /** Keeps whether settled items are hidden. */
  readonly memory: Memento;
}

export interface ChecklistTree extends Disposable {
  hideSettled(hide: boolean): void;
  /** Puts the number of errors and warnings onto the icon of the view. */
  showCounts(results: StatusDto): void;
}

const VIEW = 'djangoPreflight.checklistTree';
/** Context keys for the menus and the welcome texts of the manifest. */
const STATE_CONTEXT = 'djangoPreflight.checklistState';
const HIDING_CONTEXT = 'djangoPreflight.checklistHidesSettled';
const HIDING_KEY = 'djangoPreflight.checklist.hideSettled';

/** The checklist as a tree in the side bar: the same model as the page's. */
export function createChecklistTree({ store, author, strings, memory }: TreeParts): ChecklistTree {
  const changes = new EventEmitter<undefined>();
  let hiding = memory.get(HIDING_KEY, true);
  const view = window.createTreeView<Node>(VIEW, {
    showCollapseAll: true,
    manageCheckboxStateManually: true,
    treeDataProvider: {
      onDidChangeTreeData: changes.event,
      getChildren: (node) => [...childrenOf(node, store.snapshot, hiding)],
      getTreeItem: (node) => treeItemOf(node, store.snapshot, strings, env.language),
    },
  });
  const draw = () => {
    describe(view, store, strings);
    changes.fire(undefined);
  };
  const listening = store.onDidChange(draw);
  view.onDidChangeVisibility(({ visible }) => store.setVisible('tree', visible));
  view.onDidChangeCheckboxState(async ({ items }) => {
    for (const [node, state] of items) {
      if (node.kind !== 'item') continue;
      if (state === TreeItemCheckboxState.Unchecked) await store.takeBack(node.item.id);
      else await store.settle(node.item.id, { verdict: 'done', by: author.name, note: '' });
    }
  });
  store.setVisible('tree', view.visible);
  setContext(HIDING_CONTEXT, hiding);
  describe(view, store, strings);
  return {
    hideSettled(hide) {
      hiding = hide;
      void memory.update(HIDING_KEY, hide);
      setContext(HIDING_CONTEXT, hide);
      changes.fire(undefined);
    },
    showCounts({ counts }) {
      const value = counts.error + counts.warning;
      view.badge = value > 0 ? { value, tooltip: plural(value, strings.counts.badge) } : undefined;
    },
    dispose() {
      listening.dispose();
      view.dispose();
      changes.dispose();
    },
  };
}

/** Says above the rows which profile they are about; without rows the manifest's welcome texts speak. */
function describe(view: TreeView<Node>, { snapshot }: ChecklistStore, strings: Strings): void {
  const { checklist, trouble } = snapshot;
  const isList = checklist !== undefined && contentOf(checklist) === 'list';
  view.description = (isList && checklist.profile) || '';
  view.message = isList && trouble ? (trouble.kind === 'stopped' ? strings.states.outdated : strings.states.failed) : '';
  setContext(STATE_CONTEXT, isList ? 'list' : trouble ? trouble.kind : checklist ? 'empty' : 'loading');
}

function setContext(key: string, value: string | boolean): void {
  void commands.executeCommand('setContext', key, value);
}
