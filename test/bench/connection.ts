import { PassThrough } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { createConnection } from 'vscode-languageserver/node';
import { createProtocolConnection } from 'vscode-languageserver-protocol/node';
import type { ServerHost } from '../../server/src/lsp/host';
import { startServer } from '../../server/src/lsp/startServer';
import { diskFiles } from '../../server/src/node/files';
import { readNginxWasm, readPythonWasm } from '../../server/src/node/wasm';
import { parseNginx } from '../../server/src/syntax/nginx/parse';
import { reparsePython } from '../../server/src/syntax/python/reparse';
import { loadNginx, loadPython } from '../../server/src/syntax/treeSitter';

export type Parsers = Pick<ServerHost, 'parsePython' | 'parseNginx'>;

/** The parsers as the language server has them. */
export async function loadParsers(): Promise<Parsers> {
  const python = await loadPython(readPythonWasm(__filename));
  const nginx = await loadNginx(readNginxWasm(__filename));
  return { parsePython: (text, before) => reparsePython(python, text, before), parseNginx: parseNginx(nginx) };
}

export interface Editor {
  diagnostics(): Promise<unknown>;
  change(edit: LineEdit): void;
  close(): void;
}

/** One line (zero-based) gets another text. */
export interface LineEdit {
  readonly line: number;
  readonly text: string;
}

export interface OpenDocument {
  /** Relative to the folder. */
  readonly path: string;
  readonly languageId: string;
  readonly text: string;
}

/** A client and a server in this process, joined by streams, with one document of a folder open. */
export async function openEditor(folder: string, { path, languageId, text }: OpenDocument, parsers: Parsers): Promise<Editor> {
  const [up, down] = [new PassThrough(), new PassThrough()];
  startServer(createConnection(up, down), {
    version: 'bench',
    ...parsers,
    openFolder: () => ({ files: diskFiles(folder), forget: () => undefined }),
    defer: (task) => void setImmediate(task),
  });
  const client = createProtocolConnection(down, up);
  client.listen();
  const rootUri = pathToFileURL(folder).href;
  const uri = `${rootUri}/${path}`;
  await client.sendRequest('initialize', { processId: null, rootUri, capabilities: { textDocument: { diagnostic: {} } } });
  await client.sendNotification('initialized', {});
  await client.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } });
  let version = 1;
  return {
    diagnostics: () => client.sendRequest('textDocument/diagnostic', { textDocument: { uri } }),
    change: ({ line, text: replacement }) => {
      version += 1;
      const range = { start: { line, character: 0 }, end: { line, character: 1_000 } };
      void client.sendNotification('textDocument/didChange', {
        textDocument: { uri, version },
        contentChanges: [{ range, text: replacement }],
      });
    },
    close: () => client.dispose(),
  };
}

export interface EditTimes {
  /** Milliseconds from the edit to its diagnostics. */
  readonly edits: readonly number[];
  /** Milliseconds of all threads, for the same. */
  readonly processor: readonly number[];
  /** Milliseconds of a server's first answer, several times. */
  readonly cold: readonly number[];
}

/** Times of a number of edits, each answered before the next, and of cold starts before them. */
export async function timeEdits(
  open: () => Promise<Editor>,
  editOf: (number: number) => LineEdit,
  count: { readonly cold: number; readonly edits: number },
): Promise<EditTimes> {
  const cold: number[] = [];
  for (let round = 0; round < count.cold; round++) {
    const started = performance.now();
    const editor = await open();
    await editor.diagnostics();
    cold.push(performance.now() - started);
    editor.close();
  }
  const editor = await open();
  await editor.diagnostics();
  const edits: number[] = [];
  const processor: number[] = [];
  for (let number = 0; number < count.edits; number++) {
    const edit = editOf(number);
    const used = process.cpuUsage();
    const started = performance.now();
    editor.change(edit);
    await editor.diagnostics();
    edits.push(performance.now() - started);
    const { user, system } = process.cpuUsage(used);
    processor.push((user + system) / 1000);
  }
  editor.close();
  return { edits, processor, cold };
}
