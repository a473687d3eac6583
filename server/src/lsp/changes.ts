import { CodeLensRefreshRequest, type Connection } from 'vscode-languageserver';
import { METHODS } from '../protocol';
import type { ServerContext } from './context';
import { describe } from './guard';
import { reportAll } from './handlers/diagnostics';
import { status } from './handlers/status';
import type { ServerHost } from './host';

/**
 * What happens after a change: whoever waits for it goes on, and once the messages that have already arrived were handled, the
 * client is told. A client that asks for diagnostics itself is only told to ask again; to others they are sent.
 */
export function createChanges(
  connection: Connection,
  host: ServerHost,
  contextOf: () => ServerContext,
): Pick<ServerContext, 'changed' | 'nextChange'> {
  const waiting = new Set<() => void>();
  const published = new Map<string, string>();
  let isDue = false;
  let isStale = false;

  const publish = async (context: ServerContext) => {
    const reports = reportAll(context);
    const uris = new Set(reports.map(({ uri }) => uri));
    for (const { uri, items, resultId } of reports) {
      if (published.get(uri) === resultId) continue;
      published.set(uri, resultId);
      await connection.sendDiagnostics({ uri, diagnostics: items });
    }
    for (const uri of [...published.keys()].filter((known) => !uris.has(known))) {
      published.delete(uri);
      await connection.sendDiagnostics({ uri, diagnostics: [] });
    }
  };
  const settle = async () => {
    const context = contextOf();
    await context.ready;
    isDue = false;
    for (const go of [...waiting]) go();
    const refresh = isStale && context.features.refreshDiagnostics;
    const refreshHints = context.features.refreshInlayHints && (context.shownHints.changed(context.workspace) || isStale);
    const refreshLenses = context.features.refreshCodeLens && (context.shownLenses.changed(context.workspace) || isStale);
    isStale = false;
    if (!context.features.pullDiagnostics) await publish(context);
    else if (refresh) connection.languages.diagnostics.refresh().catch(logTo(context, 'workspace/diagnostic/refresh'));
    if (refreshHints) connection.languages.inlayHint.refresh().catch(logTo(context, 'workspace/inlayHint/refresh'));
    if (refreshLenses) connection.sendRequest(CodeLensRefreshRequest.type).catch(logTo(context, 'workspace/codeLens/refresh'));
    if (context.features.resultsChanged) await connection.sendNotification(METHODS.resultsChanged, status(context));
  };
  return {
    changed(cause) {
      if (cause === 'elsewhere') isStale = true;
      if (isDue) return;
      isDue = true;
      host.defer(() => void settle().catch(logTo(contextOf(), 'After a change')));
    },
    nextChange: (stop) =>
      new Promise((resolve) => {
        const go = () => {
          waiting.delete(go);
          resolve();
        };
        waiting.add(go);
        void stop.then(go);
      }),
  };
}

function logTo(context: ServerContext, what: string): (error: unknown) => void {
  return (error) => context.log(`${what}: ${describe(error)}`);
}
