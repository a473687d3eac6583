import { type ExtensionContext, type LogOutputChannel, window } from 'vscode';
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';
import { type ChecklistPanel, createChecklistPanel } from './checklist/panel';
import { registerCommands } from './commands/register';
import { clientOptions, onResults } from './languageClient';
import { createNginxRecogniser } from './nginxLanguage';
import { createStatus } from './status';

/** Makes the client for one host (Node, later the browser). */
export type ClientFactory = (options: LanguageClientOptions) => BaseLanguageClient;

/** Everything but the way to the server: the same in every host. */
export async function start(context: ExtensionContext, createClient: ClientFactory): Promise<void> {
  const output = window.createOutputChannel('Django Preflight', { log: true });
  const client = createClient(clientOptions(output));
  const checklist = createChecklistPanel(context, client);
  const status = createStatus();
  const nginx = createNginxRecogniser(client);
  context.subscriptions.push(output, status, checklist, nginx, client, ...registerCommands({ context, client, output, checklist }));
  context.subscriptions.push(
    onResults(client, (results) => {
      status.show(results);
      checklist.refresh();
      nginx.refresh();
    }),
  );
  await startClient(client, output, checklist);
}

async function startClient(client: BaseLanguageClient, output: LogOutputChannel, checklist: ChecklistPanel): Promise<void> {
  try {
    await client.start();
    checklist.refresh();
  } catch (error) {
    output.error(`The language server did not start: ${error instanceof Error ? error.message : String(error)}`);
    const show = 'Show Output';
    const choice = await window.showErrorMessage('Django Preflight: the language server did not start.', show);
    if (choice === show) output.show();
  }
}
