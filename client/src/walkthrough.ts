import { commands, Disposable, type ExtensionContext, window, workspace } from 'vscode';
import { COMMANDS, type StatusDto } from '../../server/src/protocol';
import { changedKeys, contextKeys } from './walkthroughContext';

export interface Walkthrough extends Disposable {
  /** Lets VS Code tick off the steps that the project has come to. */
  show(results: StatusDto): void;
}

/** The commands of the walkthrough, and the context keys that complete its steps. */
export function createWalkthrough({ extension }: ExtensionContext): Walkthrough {
  let shown: ReadonlySet<string> = new Set();
  const registered = Disposable.from(
    commands.registerCommand(COMMANDS.openWalkthrough, () =>
      commands.executeCommand('workbench.action.openWalkthrough', `${extension.id}#production`, false),
    ),
    commands.registerCommand(COMMANDS.startFromSnippet, startFromSnippet),
  );
  return {
    show(results) {
      const keys = contextKeys(results);
      for (const [key, value] of changedKeys(shown, keys)) void commands.executeCommand('setContext', key, value);
      shown = keys;
    },
    dispose: () => registered.dispose(),
  };
}

/** Opens a new, unsaved document of the language with the snippet in it, its placeholders ready to be filled in. */
async function startFromSnippet(language: unknown, snippet: unknown): Promise<void> {
  if (typeof language !== 'string' || typeof snippet !== 'string') return;
  await window.showTextDocument(await workspace.openTextDocument({ language, content: '' }), { preview: false });
  await commands.executeCommand('editor.action.insertSnippet', { langId: language, name: snippet });
}
