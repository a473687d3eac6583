import { commands, type ExtensionContext, type LogOutputChannel, l10n, window } from 'vscode';
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';
import { type Checklist, createChecklist } from './checklist/checklist';
import { registerCommands } from './commands/register';
import { createEffectiveSettings } from './effectiveSettings';
import { clientOptions, onResults } from './languageClient';
import { createNginxRecogniser } from './nginxLanguage';
import { createProfileChoice } from './profileChoice';
import { createStatus } from './status';
import { createWalkthrough } from './walkthrough';

/** Makes the client for one host (Node, later the browser). */
export type ClientFactory = (options: LanguageClientOptions) => BaseLanguageClient;

/** Everything but the way to the server: the same in every host. @param userName the name of the machine's user; may throw where there is none. */
export async function start(context: ExtensionContext, createClient: ClientFactory, userName: () => string): Promise<void> {
  const output = window.createOutputChannel('Django Preflight', { log: true });
  const client = createClient(clientOptions(output));
  const profileChoice = createProfileChoice(context.workspaceState);
  const checklist = createChecklist(context, client, profileChoice, userName);
  const status = createStatus(client, profileChoice);
  const settings = createEffectiveSettings(client);
  const nginx = createNginxRecogniser(client);
  const walkthrough = createWalkthrough(context);
  context.subscriptions.push(walkthrough);
  context.subscriptions.push(output, status, settings, profileChoice, checklist, nginx, client);
  context.subscriptions.push(...registerCommands({ context, client, output, checklist, choice: profileChoice }));
  context.subscriptions.push(
    onResults(client, (results) => {
      status.show(results);
      settings.refresh();
      walkthrough.show(results);
      checklist.show(results);
      nginx.refresh();
    }),
  );
  void commands.executeCommand('setContext', 'djangoPreflight.started', true);
  await startClient(client, output, checklist);
}

async function startClient(client: BaseLanguageClient, output: LogOutputChannel, checklist: Checklist): Promise<void> {
  try {
    await client.start();
    checklist.refresh();
  } catch (error) {
    output.error(`The language server did not start: ${error instanceof Error ? error.message : String(error)}`);
    const show = l10n.t('Show Output');
    // Not waited for: the extension is there, whenever the message is closed.
    void window.showErrorMessage(l10n.t('Django Preflight: the language server did not start.'), show).then((choice) => {
      if (choice === show) output.show();
    });
  }
}
