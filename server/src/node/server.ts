import { type Connection, createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import type { FolderFiles } from '../lsp/host';
import { startServer } from '../lsp/startServer';
import { filePath } from '../lsp/uris';
import { parseNginx } from '../syntax/nginx/parse';
import { reparsePython } from '../syntax/python/reparse';
import { loadNginx, loadPython } from '../syntax/treeSitter';
import { diskFiles } from './files';
import { version } from './version';
import { readNginxWasm, readPythonWasm } from './wasm';

/** Serves on standard input and output, for any editor: `django-preflight lsp --stdio`. Runs until the client ends it. */
export async function startStdioServer(): Promise<void> {
  // Whatever a library may print would break the conversation on standard output.
  console.log = console.error;
  await serve(createConnection(ProposedFeatures.all, process.stdin, process.stdout));
}

/** Serves the way that its arguments say (`--node-ipc`, `--stdio`, `--socket=…`): the editor's own client starts it so. */
async function startEditorServer(): Promise<void> {
  await serve(createConnection(ProposedFeatures.all));
}

async function serve(connection: Connection): Promise<void> {
  const python = await loadPython(readPythonWasm(__filename));
  const nginx = await loadNginx(readNginxWasm(__filename));
  startServer(connection, {
    version,
    parsePython: (text, before) => reparsePython(python, text, before),
    parseNginx: parseNginx(nginx),
    openFolder,
    defer: (task) => void setImmediate(task),
  });
}

function openFolder(uri: string): FolderFiles | undefined {
  const path = filePath(uri);
  if (path === undefined) return undefined;
  const files = diskFiles(path);
  return {
    files,
    forget(paths) {
      for (const path of paths) {
        // With a folder goes all that is known of what is in it.
        if (files.kind(path) === 'directory') files.forget();
        else files.forget(path);
      }
    },
  };
}

// Forked by an editor this file is the program; loaded by the command line it is a library.
if (typeof require !== 'undefined' && require.main === module) {
  startEditorServer().catch((error: unknown) => {
    process.stderr.write(`django-preflight: the language server did not start: ${error instanceof Error ? error.message : error}\n`);
    process.exitCode = 1;
  });
}
