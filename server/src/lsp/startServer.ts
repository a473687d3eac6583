import {
  type CancellationToken,
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
  FileChangeType,
  type InitializeParams,
  type InitializeResult,
  RegistrationType,
  TextDocuments,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { type FolderProfilesDto, METHODS, type RecheckDto, type SecretKeyDto, type SettingsDto, type StatusDto } from '../protocol';
import { type ClientFeatures, clientFeatures, serverCapabilities, WATCHERS } from './capabilities';
import { createChanges } from './changes';
import { loadConfiguration, SECTION } from './configuration';
import type { ServerContext } from './context';
import { describe, guard, guardNotification } from './guard';
import { applyFix } from './handlers/applyFix';
import { checklist } from './handlers/checklist';
import { codeAction } from './handlers/codeAction';
import { codeActionResolve } from './handlers/codeActionResolve';
import { codeLens, codeLensResolve, lensLabels } from './handlers/codeLens';
import { completion } from './handlers/completion';
import { definition } from './handlers/definition';
import { documentDiagnostic } from './handlers/documentDiagnostic';
import { documentLink } from './handlers/documentLink';
import { documentSymbol } from './handlers/documentSymbol';
import { fixAll } from './handlers/fixAll';
import { foldingRange } from './handlers/foldingRange';
import { formatting } from './handlers/formatting';
import { hover } from './handlers/hover';
import { hintLabels, inlayHint, inlayHintResolve } from './handlers/inlayHint';
import { language } from './handlers/language';
import { profiles } from './handlers/profiles';
import { recheck } from './handlers/recheck';
import { references } from './handlers/references';
import { secretKey } from './handlers/secretKey';
import { settings } from './handlers/settings';
import { status } from './handlers/status';
import { suppress } from './handlers/suppress';
import { workspaceDiagnostic } from './handlers/workspaceDiagnostic';
import type { ServerHost } from './host';
import { createShown } from './shown';
import { createWorkspace } from './workspace';

/**
 * Serves the language server protocol on a connection until the client ends it. All that is not the conversation itself comes
 * from the host, so that the same server runs in a process, a worker and a test.
 */
export function startServer(connection: Connection, host: ServerHost): void {
  const log = (message: string) => logTo(connection, message);
  const workspace = createWorkspace(host, log);
  const ready = gate();
  let features = clientFeatures({}, undefined);
  const context: ServerContext = {
    workspace,
    get features() {
      return features;
    },
    shownHints: createShown(hintLabels, 2),
    shownLenses: createShown(lensLabels, 1),
    ready: ready.opened,
    log,
    applyEdit: (label, edit) => connection.workspace.applyEdit({ label, edit }),
    ...createChanges(connection, host, () => context),
  };

  connection.onInitialize((params): InitializeResult => {
    features = clientFeatures(params.capabilities, params.initializationOptions);
    for (const { uri, name } of foldersOf(params)) workspace.addFolder(uri, name);
    return { capabilities: serverCapabilities(features), serverInfo: { name: 'django-preflight', version: host.version } };
  });
  connection.onInitialized(async () => {
    // Sent before the configuration is asked for, so that no change of it is missed; the client's answers need not be waited for.
    const registered = attempt(context, 'Registration', () => register(connection, features));
    await attempt(context, 'Configuration', () => loadConfiguration(connection, context));
    listenToFolders(connection, context);
    ready.open();
    // Nobody has asked before: there is nothing to refresh.
    context.changed('edit');
    await registered;
  });
  listenToDocuments(connection, context);
  listenToConfiguration(connection, context);
  answer(connection, context);
  connection.listen();
}

const NO_DIAGNOSTICS: DocumentDiagnosticReport = { kind: DocumentDiagnosticReportKind.Full, items: [] };
const NO_STATUS: StatusDto = { active: false, counts: { error: 0, warning: 0, info: 0, hint: 0 }, failing: [], judged: [], folders: [] };

function answer(connection: Connection, context: ServerContext): void {
  const { diagnostics } = connection.languages;
  diagnostics.on(guard(context, 'textDocument/diagnostic', NO_DIAGNOSTICS, documentDiagnostic));
  diagnostics.onWorkspace(guard(context, 'workspace/diagnostic', { items: [] }, workspaceDiagnostic));
  connection.onHover(guard(context, 'textDocument/hover', null, hover));
  connection.onCompletion(guard(context, 'textDocument/completion', [], completion));
  connection.onDefinition(guard(context, 'textDocument/definition', [], definition));
  connection.onReferences(guard(context, 'textDocument/references', [], references));
  connection.onDocumentLinks(guard(context, 'textDocument/documentLink', [], documentLink));
  connection.onDocumentSymbol(guard(context, 'textDocument/documentSymbol', [], documentSymbol));
  connection.onFoldingRanges(guard(context, 'textDocument/foldingRange', [], foldingRange));
  connection.onDocumentFormatting(guard(context, 'textDocument/formatting', [], formatting));
  connection.languages.inlayHint.on(guard(context, 'textDocument/inlayHint', [], inlayHint));
  connection.languages.inlayHint.resolve((hint, token) => guard(context, 'inlayHint/resolve', hint, inlayHintResolve)(hint, token));
  connection.onCodeAction(guard(context, 'textDocument/codeAction', [], codeAction));
  connection.onCodeActionResolve((action, token) => guard(context, 'codeAction/resolve', action, codeActionResolve)(action, token));
  connection.onCodeLens(guard(context, 'textDocument/codeLens', [], codeLens));
  connection.onCodeLensResolve((lens, token) => guard(context, 'codeLens/resolve', lens, codeLensResolve)(lens, token));
  answerOurs(connection, context);
}

/** Our own requests. */
function answerOurs(connection: Connection, context: ServerContext): void {
  connection.onRequest(METHODS.language, guard(context, METHODS.language, null, language));
  connection.onRequest(METHODS.checklist, guard(context, METHODS.checklist, { folders: [], profiles: [], sections: [] }, checklist));
  connection.onRequest(
    METHODS.applyFix,
    guard(context, METHODS.applyFix, { applied: false, reason: 'The fix failed; see the log.' }, applyFix),
  );
  connection.onRequest<SettingsDto | null, never>(METHODS.settings, guard(context, METHODS.settings, null, settings));
  connection.onRequest<SecretKeyDto | null, never>(METHODS.secretKey, guard(context, METHODS.secretKey, null, secretKey));
  connection.onRequest(METHODS.fixAll, guard(context, METHODS.fixAll, { fixes: [], files: [] }, fixAll));
  connection.onRequest(
    METHODS.suppress,
    guard(context, METHODS.suppress, { applied: false, reason: 'The comment could not be made; see the log.' }, suppress),
  );
  connection.onRequest<RecheckDto, never>(METHODS.recheck, (token: CancellationToken) =>
    guard(context, METHODS.recheck, { status: NO_STATUS, files: 0 }, recheck)(undefined, token),
  );
  connection.onRequest<readonly FolderProfilesDto[], never>(METHODS.profiles, (token: CancellationToken) =>
    guard(context, METHODS.profiles, [], profiles)(undefined, token),
  );
  connection.onRequest<StatusDto, never>(METHODS.status, (token: CancellationToken) =>
    guard(context, METHODS.status, NO_STATUS, status)(undefined, token),
  );
}

function listenToDocuments(connection: Connection, context: ServerContext): void {
  const documents = new TextDocuments(TextDocument);
  const { workspace } = context;
  documents.onDidChangeContent(({ document }) => {
    workspace.setDocument(document.uri, document.getText(), document.version);
    context.changed('edit');
  });
  documents.onDidClose(({ document }) => {
    workspace.closeDocument(document.uri);
    context.changed('edit');
  });
  documents.listen(connection);
  connection.onDidChangeWatchedFiles(
    guardNotification(context, 'workspace/didChangeWatchedFiles', (_, { changes }) => {
      const moved = changes.map(({ uri, type }) => ({ uri, moved: type !== FileChangeType.Changed }));
      if (workspace.filesChanged(moved)) context.changed('elsewhere');
    }),
  );
}

function listenToConfiguration(connection: Connection, context: ServerContext): void {
  connection.onDidChangeConfiguration(
    guardNotification(context, 'workspace/didChangeConfiguration', async (_, { settings }) => {
      await loadConfiguration(connection, context, settings);
      context.changed('elsewhere');
    }),
  );
}

function listenToFolders(connection: Connection, context: ServerContext): void {
  if (!context.features.workspaceFolders) return;
  connection.workspace.onDidChangeWorkspaceFolders(
    guardNotification(context, 'workspace/didChangeWorkspaceFolders', async (_, { added, removed }) => {
      for (const { uri } of removed) context.workspace.removeFolder(uri);
      for (const { uri, name } of added) context.workspace.addFolder(uri, name);
      await loadConfiguration(connection, context);
      context.changed('elsewhere');
    }),
  );
}

async function register(connection: Connection, features: ClientFeatures): Promise<void> {
  if (features.registerConfiguration) {
    await connection.client.register(DidChangeConfigurationNotification.type, { section: SECTION });
  }
  // One after the other would wait for as many answers; a bulk takes each method but once.
  await Promise.all(
    features.registrations.map(({ method, options }) => connection.client.register(new RegistrationType<object>(method), options)),
  );
  if (features.watchFiles) {
    await connection.client.register(DidChangeWatchedFilesNotification.type, { watchers: WATCHERS });
  }
}

/** A client that refuses something at the start gets the rest all the same. */
async function attempt(context: ServerContext, what: string, run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    context.log(`${what} failed: ${describe(error)}`);
  }
}

/** What happens while the client goes away is nobody's business any more. */
function logTo(connection: Connection, message: string): void {
  try {
    connection.console.error(message);
  } catch {
    return;
  }
}

/** Folders as any age of client names them. */
function foldersOf(params: InitializeParams): readonly { readonly uri: string; readonly name?: string }[] {
  if (params.workspaceFolders && params.workspaceFolders.length > 0) return params.workspaceFolders;
  return params.rootUri ? [{ uri: params.rootUri }] : [];
}

/** A promise that is kept from outside. */
function gate(): { readonly opened: Promise<void>; readonly open: () => void } {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
}
