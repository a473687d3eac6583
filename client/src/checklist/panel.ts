import { commands, type Disposable, type ExtensionContext, Uri, ViewColumn, type WebviewPanel, window } from 'vscode';
import { type BaseLanguageClient, State } from 'vscode-languageclient';
import {
  type ApplyFixResult,
  type ChecklistDto,
  type ChecklistParams,
  COMMANDS,
  type FixReference,
  METHODS,
} from '../../../server/src/protocol';
import { pageHtml } from './html';
import type { FromPage, ToPage } from './messages';
import { reveal } from './reveal';

export interface ChecklistPanel extends Disposable {
  open(): void;
  /** Asks the server anew if the page is open. */
  refresh(): void;
}

const VIEW_TYPE = 'djangoPreflight.checklist';
const DONE_KEY = 'djangoPreflight.checklist.done';
const NOT_RUNNING = 'the language server is not running. “Django Preflight: Restart Language Server” starts it.';
/** Milliseconds without a further change before the page is drawn anew: nobody reads it while typing. */
const QUIET = 150;

/** The checklist page: at most one; its hand-ticked items are kept per workspace. */
export function createChecklistPanel(context: ExtensionContext, client: BaseLanguageClient): ChecklistPanel {
  let panel: WebviewPanel | undefined;
  let chosen: ChecklistParams = {};
  let asked = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const send = (message: ToPage) => void panel?.webview.postMessage(message);
  const done = () => context.workspaceState.get<readonly string[]>(DONE_KEY, []);

  async function update(): Promise<void> {
    if (!panel?.visible || client.state === State.Starting) return;
    if (client.state !== State.Running) return send({ type: 'failed', message: NOT_RUNNING });
    const turn = ++asked;
    try {
      const checklist = await client.sendRequest<ChecklistDto>(METHODS.checklist, chosen);
      if (turn === asked) send({ type: 'checklist', checklist, done: done() });
    } catch (error) {
      if (turn === asked) send({ type: 'failed', message: error instanceof Error ? error.message : String(error) });
    }
  }

  async function receive(message: FromPage): Promise<void> {
    switch (message.type) {
      case 'ready':
      case 'choose':
        chosen = { ...(message.folder && { folder: message.folder }), ...(message.profile && { profile: message.profile }) };
        return update();
      case 'reveal':
        return reveal(message.evidence);
      case 'fix':
        return applyFix(client, message.reference);
      case 'tick': {
        const others = done().filter((item) => item !== message.item);
        await context.workspaceState.update(DONE_KEY, message.done ? [...others, message.item] : others);
        return;
      }
      case 'explain':
        await commands.executeCommand(COMMANDS.explainRule, message.rule);
    }
  }

  function show(opened: WebviewPanel): void {
    panel = opened;
    const media = Uri.joinPath(context.extensionUri, 'client', 'media');
    const scripts = Uri.joinPath(context.extensionUri, 'dist');
    opened.webview.options = { enableScripts: true, localResourceRoots: [media, scripts] };
    opened.iconPath = Uri.joinPath(media, 'icon.png');
    opened.webview.onDidReceiveMessage(receive);
    opened.onDidChangeViewState(() => void update());
    opened.onDidDispose(() => {
      if (panel === opened) panel = undefined;
    });
    opened.webview.html = pageHtml(opened.webview, Uri.joinPath(scripts, 'checklist.js'), Uri.joinPath(media, 'checklist.css'));
  }

  const serializer = window.registerWebviewPanelSerializer(VIEW_TYPE, {
    deserializeWebviewPanel: async (restored) => show(restored),
  });
  return {
    open() {
      if (panel) panel.reveal();
      else show(window.createWebviewPanel(VIEW_TYPE, 'Deployment Checklist', { viewColumn: ViewColumn.Beside, preserveFocus: false }));
    },
    refresh() {
      clearTimeout(timer);
      timer = setTimeout(() => void update(), QUIET);
    },
    dispose() {
      clearTimeout(timer);
      serializer.dispose();
      panel?.dispose();
    },
  };
}

async function applyFix(client: BaseLanguageClient, reference: FixReference): Promise<void> {
  const result = await client
    .sendRequest<ApplyFixResult>(METHODS.applyFix, reference)
    .catch((error: unknown): ApplyFixResult => ({ applied: false, reason: error instanceof Error ? error.message : String(error) }));
  if (!result.applied) await window.showWarningMessage(`Django Preflight: ${result.reason ?? 'the fix could not be applied.'}`);
}
