import { PassThrough } from 'node:stream';
import type {
  ApplyWorkspaceEditParams,
  ClientCapabilities,
  CodeAction,
  Diagnostic,
  DocumentDiagnosticReport,
  Hover,
  InitializeResult,
  Position,
  Range,
  TextEdit,
  WorkspaceDiagnosticReport,
  WorkspaceEdit,
  WorkspaceFolder,
} from 'vscode-languageserver';
import { createConnection, createProtocolConnection, type ProtocolConnection } from 'vscode-languageserver/node';
import { applyEdits, LineMap } from '../../server/src/base/text';
import { startServer } from '../../server/src/lsp/startServer';
import type { InitializationOptions } from '../../server/src/protocol';
import { nginx } from '../support/nginx';
import { pythonText } from '../support/project';
import { type Disk, memoryDisk } from './disk';

const ROOT = 'file:///project';

/** What a modern editor can do; a test takes away what it is about. */
export const CAPABILITIES: ClientCapabilities = {
  textDocument: {
    diagnostic: { dynamicRegistration: true },
    hover: { contentFormat: ['markdown', 'plaintext'] },
    codeAction: { dataSupport: true, resolveSupport: { properties: ['edit'] } },
  },
  workspace: {
    configuration: true,
    workspaceFolders: true,
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
    workspaceEdit: { documentChanges: true, resourceOperations: ['create'] },
  },
};

export interface ClientOptions {
  /** Files of the one folder, by path. */
  readonly files?: Readonly<Record<string, string>>;
  /** Several folders instead, by name. */
  readonly folders?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly capabilities?: ClientCapabilities;
  readonly configuration?: unknown;
  /** Unless it says otherwise, the client listens to `resultsChanged`. */
  readonly initializationOptions?: InitializationOptions;
}

export interface Client {
  readonly connection: ProtocolConnection;
  readonly initialized: InitializeResult;
  readonly disk: Disk;
  /** What the server wrote to the log. */
  readonly log: readonly string[];
  readonly registered: readonly string[];
  readonly received: readonly { readonly method: string; readonly params: unknown }[];
  uri(path: string): string;
  open(path: string, text?: string): Promise<void>;
  /** Replaces the whole text of an open document. */
  change(path: string, text: string): Promise<void>;
  close(path: string): Promise<void>;
  /** The text of an open document, or of the file. */
  text(path: string): string;
  configure(configuration: unknown): Promise<void>;
  diagnostics(path: string): Promise<readonly Diagnostic[]>;
  report(path: string, previousResultId?: string): Promise<DocumentDiagnosticReport>;
  workspaceReport(previous?: Readonly<Record<string, string>>): Promise<WorkspaceDiagnosticReport>;
  /** Actions for the first place where `at` stands. */
  actions(path: string, at: string, only?: readonly string[]): Promise<readonly CodeAction[]>;
  resolve(action: CodeAction): Promise<CodeAction>;
  /** Does what an editor does with an edit: to open documents, and to the disk. */
  apply(edit: WorkspaceEdit): Promise<void>;
  hover(path: string, at: string): Promise<Hover | null>;
  /** The parameters of the next notification of this kind, or of the request to refresh. */
  next<T>(method: string): Promise<T>;
  stop(): void;
}

/** A client whose server has told its first results. */
export async function startClient(options: ClientOptions = {}): Promise<Client> {
  const up = new PassThrough();
  const down = new PassThrough();
  const trees = options.folders ?? { project: options.files ?? {} };
  const disks = new Map(Object.entries(trees).map(([name, tree]) => [`file:///${name}`, memoryDisk(tree)]));
  const server = createConnection(up, down);
  startServer(server, {
    version: 'test',
    parsePython: await pythonText(),
    parseNginx: await nginx(),
    openFolder: (uri) => disks.get(uri),
    defer: (task) => void setImmediate(task),
  });
  const connection = createProtocolConnection(down, up);
  const folders = [...disks.keys()].map((uri): WorkspaceFolder => ({ uri, name: uri.slice('file:///'.length) }));
  return connect(connection, options, folders, disks, () => {
    connection.dispose();
    server.dispose();
  });
}

async function connect(
  connection: ProtocolConnection,
  options: ClientOptions,
  folders: readonly WorkspaceFolder[],
  disks: ReadonlyMap<string, Disk>,
  stop: () => void,
): Promise<Client> {
  const log: string[] = [];
  const registered: string[] = [];
  const received: { method: string; params: unknown }[] = [];
  const waiting: { readonly method: string; readonly resolve: (params: unknown) => void }[] = [];
  const documents = new Map<string, { version: number; text: string }>();
  let configuration = options.configuration;

  const tell = (method: string, params: unknown) => {
    received.push({ method, params });
    for (const each of [...waiting]) {
      if (each.method !== method) continue;
      waiting.splice(waiting.indexOf(each), 1);
      each.resolve(params);
    }
  };
  connection.onUnhandledNotification(({ method, params }) => tell(method, params));
  connection.onNotification('window/logMessage', ({ message }: { message: string }) => void log.push(message));
  connection.onRequest('workspace/configuration', ({ items }: { items: readonly unknown[] }) => items.map(() => configuration ?? null));
  connection.onRequest('client/registerCapability', ({ registrations }: { registrations: readonly { method: string }[] }) => {
    registered.push(...registrations.map(({ method }) => method));
    return null;
  });
  connection.onRequest('workspace/diagnostic/refresh', () => {
    tell('workspace/diagnostic/refresh', undefined);
    return null;
  });
  connection.onRequest('workspace/applyEdit', async ({ edit }: ApplyWorkspaceEditParams) => {
    await apply(edit);
    return { applied: true };
  });
  connection.listen();

  const initialized = await connection.sendRequest<InitializeResult>('initialize', {
    processId: null,
    rootUri: folders[0]?.uri ?? null,
    capabilities: options.capabilities ?? CAPABILITIES,
    initializationOptions: { resultsChanged: true, ...options.initializationOptions },
    workspaceFolders: folders,
  });
  const next = <T>(method: string) => new Promise<T>((resolve) => waiting.push({ method, resolve: resolve as (params: unknown) => void }));
  const settled = next('djangoPreflight/resultsChanged');
  await connection.sendNotification('initialized', {});
  if (options.initializationOptions?.resultsChanged !== false) await settled;

  const disk = disks.get(folders[0]?.uri ?? '') ?? memoryDisk({});
  const uri = (path: string) => (path.includes('://') ? path : `${folders[0]?.uri ?? ROOT}/${path}`);
  const text = (path: string) => documents.get(uri(path))?.text ?? disk.files.read(path) ?? '';
  const change = async (path: string, after: string) => {
    const document = documents.get(uri(path));
    if (!document) throw new Error(`${path} is not open`);
    document.version++;
    document.text = after;
    await connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: uri(path), version: document.version },
      contentChanges: [{ text: after }],
    });
  };

  async function diagnostics(path: string): Promise<readonly Diagnostic[]> {
    const report = await connection.sendRequest<DocumentDiagnosticReport>('textDocument/diagnostic', { textDocument: { uri: uri(path) } });
    return report.kind === 'full' ? report.items : [];
  }

  async function apply(edit: WorkspaceEdit): Promise<void> {
    const changes =
      edit.documentChanges ?? Object.entries(edit.changes ?? {}).map(([target, edits]) => ({ textDocument: { uri: target }, edits }));
    for (const one of changes) {
      if (!('edits' in one)) continue;
      const path = one.textDocument.uri.slice(`${folders[0]?.uri}/`.length);
      const after = edited(text(path), one.edits as readonly TextEdit[]);
      if (documents.has(one.textDocument.uri)) await change(path, after);
      else disk.write(path, after);
    }
  }

  return {
    connection,
    initialized,
    disk,
    log,
    registered,
    received,
    uri,
    text,
    change,
    apply,
    async open(path, given) {
      const document = { version: 1, text: given ?? text(path) };
      documents.set(uri(path), document);
      await connection.sendNotification('textDocument/didOpen', { textDocument: { uri: uri(path), languageId: 'python', ...document } });
    },
    async close(path) {
      documents.delete(uri(path));
      await connection.sendNotification('textDocument/didClose', { textDocument: { uri: uri(path) } });
    },
    async configure(next) {
      configuration = next;
      await connection.sendNotification('workspace/didChangeConfiguration', { settings: { djangoPreflight: next } });
    },
    diagnostics,
    report: (path, previousResultId) =>
      connection.sendRequest('textDocument/diagnostic', {
        textDocument: { uri: uri(path) },
        ...(previousResultId && { previousResultId }),
      }),
    workspaceReport: (previous = {}) =>
      connection.sendRequest('workspace/diagnostic', {
        previousResultIds: Object.entries(previous).map(([of, value]) => ({ uri: of, value })),
      }),
    async actions(path, at, only) {
      const all = await diagnostics(path);
      const range = rangeOf(text(path), at);
      const context = { diagnostics: all.filter((one) => overlaps(one.range, range)), ...(only && { only }) };
      return connection.sendRequest('textDocument/codeAction', { textDocument: { uri: uri(path) }, range, context });
    },
    resolve: (action) => connection.sendRequest('codeAction/resolve', action),
    hover: (path, at) =>
      connection.sendRequest('textDocument/hover', { textDocument: { uri: uri(path) }, position: rangeOf(text(path), at).start }),
    next,
    stop,
  };
}

/** The text under a range, for reading in a test. */
export function under(text: string, range: Range): string {
  const lines = new LineMap(text);
  return text.slice(lines.offset(range.start), lines.offset(range.end));
}

/** `error django/debug-enabled: DEBUG = True` for each diagnostic: what people see of it. */
export function seen(text: string, diagnostics: readonly Diagnostic[]): readonly string[] {
  const names = ['', 'error', 'warning', 'info', 'hint'];
  return diagnostics.map(({ severity, code, range }) => `${names[severity ?? 0]} ${code}: ${under(text, range)}`);
}

function edited(text: string, edits: readonly TextEdit[]): string {
  const lines = new LineMap(text);
  return applyEdits(
    text,
    edits.map(({ range, newText }) => ({ span: { start: lines.offset(range.start), end: lines.offset(range.end) }, newText })),
  );
}

function rangeOf(text: string, at: string): Range {
  const start = text.indexOf(at);
  if (start < 0) throw new Error(`“${at}” is not in the text`);
  return new LineMap(text).range({ start, end: start + at.length });
}

function overlaps(a: Range, b: Range): boolean {
  return !isBefore(a.end, b.start) && !isBefore(b.end, a.start);
}

function isBefore(a: Position, b: Position): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}
