import { commands, type Disposable, type ExtensionContext, env, Uri, ViewColumn, type WebviewPanel, window } from 'vscode';
import { COMMANDS } from '../../../server/src/protocol';
import type { Acts } from './acts';
import type { Author } from './author';
import { pageHtml } from './html';
import type { FromPage, ToPage } from './messages';
import type { ChecklistStore } from './store';
import type { Strings } from './strings';

export interface PanelParts {
  readonly context: ExtensionContext;
  readonly store: ChecklistStore;
  readonly acts: Acts;
  readonly author: Author;
  readonly strings: Strings;
}

export interface ChecklistPanel extends Disposable {
  open(): void;
  /** Where a file can be shown without covering the page. */
  columnBeside(): ViewColumn;
}

const VIEW_TYPE = 'djangoPreflight.checklist';
const STYLES = ['frame.css', 'list.css', 'adapt.css'];

/** The checklist page: at most one. It shows what the store has, and passes on what a person does there. */
export function createChecklistPanel(parts: PanelParts): ChecklistPanel {
  const { context, store, author, strings } = parts;
  let panel: WebviewPanel | undefined;

  const tell = (message: ToPage) => void panel?.webview.postMessage(message);
  const show = () => tell({ type: 'snapshot', snapshot: store.snapshot, author: author.name });

  function adopt(opened: WebviewPanel): void {
    panel = opened;
    const media = Uri.joinPath(context.extensionUri, 'client', 'media');
    const scripts = Uri.joinPath(context.extensionUri, 'dist');
    opened.webview.options = { enableScripts: true, localResourceRoots: [media, scripts] };
    opened.iconPath = Uri.joinPath(media, 'icon.png');
    opened.webview.onDidReceiveMessage((message: FromPage) => receive(message, parts, { show, tell }));
    opened.onDidChangeViewState(() => store.setVisible('page', opened.visible));
    opened.onDidDispose(() => {
      if (panel !== opened) return;
      panel = undefined;
      store.setVisible('page', false);
    });
    opened.webview.html = pageHtml(opened.webview, {
      script: Uri.joinPath(scripts, 'checklist.js'),
      styles: STYLES.map((name) => Uri.joinPath(media, 'checklist', name)),
      strings,
      language: env.language,
    });
    store.setVisible('page', opened.visible);
  }

  const serializer = window.registerWebviewPanelSerializer(VIEW_TYPE, { deserializeWebviewPanel: async (restored) => adopt(restored) });
  const listening = store.onDidChange(() => {
    if (panel?.visible) show();
  });
  return {
    open() {
      if (panel) panel.reveal();
      else adopt(window.createWebviewPanel(VIEW_TYPE, strings.title, { viewColumn: ViewColumn.Beside, preserveFocus: false }));
    },
    columnBeside() {
      if (!panel?.visible) return ViewColumn.Active;
      return panel.viewColumn === ViewColumn.One ? ViewColumn.Two : ViewColumn.One;
    },
    dispose() {
      listening.dispose();
      serializer.dispose();
      panel?.dispose();
    },
  };
}

interface Answers {
  show(): void;
  tell(message: ToPage): void;
}

async function receive(message: FromPage, { store, acts, author }: PanelParts, { show, tell }: Answers): Promise<unknown> {
  switch (message.type) {
    case 'ready':
      return show();
    case 'choose':
      return store.choose(message.choice);
    case 'reveal':
      return acts.reveal(message.evidence);
    case 'fix':
      return acts.fix(message.reference);
    case 'settle':
      author.remember(message.settlement.by);
      return store.settle(message.item, message.settlement);
    case 'takeBack':
      return store.takeBack(message.item);
    case 'explain':
      return acts.explain(message.rule);
    case 'copy':
      return (await acts.copy()) && tell({ type: 'done', what: 'copied' });
    case 'save':
      return (await acts.save()) && tell({ type: 'done', what: 'saved' });
    case 'fixAll':
      return commands.executeCommand(COMMANDS.fixAllInWorkspace);
    case 'restart':
      return commands.executeCommand(COMMANDS.restart);
    case 'showOutput':
      return commands.executeCommand(COMMANDS.showOutput);
    case 'openFolder':
      return commands.executeCommand('vscode.openFolder');
  }
}
