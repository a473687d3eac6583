import { commands, l10n, window } from 'vscode';
import { type BaseLanguageClient, State } from 'vscode-languageclient';
import { COMMANDS } from '../../../server/src/protocol';

/** Asks the server for a person who waits for it: where it cannot answer, a message says so and the result is undefined. */
export async function ask<T>(client: BaseLanguageClient, method: string, params?: object): Promise<T | undefined> {
  try {
    if (client.state === State.Stopped) throw new Error(l10n.t('the language server is not running'));
    return await (params === undefined ? client.sendRequest<T>(method) : client.sendRequest<T>(method, params));
  } catch (error) {
    void offerRestart(error instanceof Error ? error.message : String(error));
    return undefined;
  }
}

async function offerRestart(why: string): Promise<void> {
  const restart = l10n.t('Restart');
  const choice = await window.showWarningMessage(l10n.t('Django Preflight: {0}.', why), restart);
  if (choice === restart) await commands.executeCommand(COMMANDS.restart);
}
