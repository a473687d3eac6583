import { l10n, window } from 'vscode';
import type { CommandContext } from './register';

/** Stops the server and starts it again, also after it gave up. */
export async function restart({ client, output, checklist }: CommandContext): Promise<void> {
  try {
    if (client.needsStop()) await client.stop();
    await client.start();
    checklist.refresh();
    output.info('The language server was restarted.');
  } catch (error) {
    output.error(`The language server did not restart: ${error instanceof Error ? error.message : String(error)}`);
    await window.showErrorMessage(l10n.t('Django Preflight: the language server did not restart. The output channel says more.'));
  }
}
