import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { WorkspaceDiagnosticReport } from 'vscode-languageserver';
import {
  createProtocolConnection,
  IPCMessageReader,
  IPCMessageWriter,
  type MessageReader,
  type MessageWriter,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { goodBut, PRODUCTION, project } from './projects';

/** Below the repository, where the bundle finds the WASM modules in node_modules. */
const OUT = fileURLToPath(new URL('../../out/lsp-process/', import.meta.url));
const SERVER = join(OUT, 'server.cjs');
/** What the command line does for `lsp --stdio`. */
const STDIO = join(OUT, 'stdio.cjs');

let root = '';

beforeAll(async () => {
  await build({
    entryPoints: [fileURLToPath(new URL('../../server/src/node/server.ts', import.meta.url))],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    outfile: SERVER,
    alias: { 'web-tree-sitter': createRequire(import.meta.url).resolve('web-tree-sitter') },
    logLevel: 'error',
  });
  await writeFile(STDIO, `require('./server.cjs').startStdioServer();\n`);
  root = await mkdtemp(join(tmpdir(), 'preflight lsp-'));
  for (const [path, text] of Object.entries(project(goodBut('DEBUG = False', 'DEBUG = True')))) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
});

afterAll(async () => {
  await rm(OUT, { recursive: true, force: true });
  await rm(root, { recursive: true, force: true });
});

/** What the server says about the project on the disk, and its exit code. */
async function conversation(child: ChildProcess, reader: MessageReader, writer: MessageWriter): Promise<readonly unknown[]> {
  const connection = createProtocolConnection(reader, writer);
  connection.listen();
  const uri = pathToFileURL(root).toString();
  await connection.sendRequest('initialize', { processId: process.pid, rootUri: uri, capabilities: { textDocument: { diagnostic: {} } } });
  await connection.sendNotification('initialized', {});
  const { items } = await connection.sendRequest<WorkspaceDiagnosticReport>('workspace/diagnostic', { previousResultIds: [] });
  const exit = once(child, 'exit');
  await connection.sendRequest('shutdown');
  await connection.sendNotification('exit');
  const [code] = await exit;
  const found = items.flatMap((item) => (item.kind === 'full' ? item.items.map((one) => `${decodeURI(item.uri)} ${one.code}`) : []));
  return [...found, code];
}

const expected = () => [`${decodeURI(pathToFileURL(root).toString())}/${PRODUCTION} django/debug-enabled`, 0];

it('serves an editor that forks it, over IPC', async () => {
  const child = fork(SERVER, ['--node-ipc'], { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  expect(await conversation(child, new IPCMessageReader(child), new IPCMessageWriter(child))).toEqual(expected());
});

it('serves any editor on standard input and output', async () => {
  const child = spawn(process.execPath, [STDIO], { stdio: ['pipe', 'pipe', 'inherit'] });
  const connection = conversation(child, new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
  expect(await connection).toEqual(expected());
});

it('notices that a folder was deleted', async () => {
  const child = spawn(process.execPath, [STDIO], { stdio: ['pipe', 'pipe', 'inherit'] });
  const exit = once(child, 'exit');
  const connection = createProtocolConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
  connection.listen();
  const copy = await mkdtemp(join(tmpdir(), 'preflight-gone-'));
  await cp(root, copy, { recursive: true });
  const uri = pathToFileURL(copy).toString();
  await connection.sendRequest('initialize', { processId: process.pid, rootUri: uri, capabilities: { textDocument: { diagnostic: {} } } });
  await connection.sendNotification('initialized', {});
  const report = () => connection.sendRequest<WorkspaceDiagnosticReport>('workspace/diagnostic', { previousResultIds: [] });
  expect((await report()).items).toHaveLength(1);
  await rm(join(copy, 'config'), { recursive: true });
  await connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: `${uri}/config`, type: 3 }] });
  expect((await report()).items).toEqual([]);
  await connection.sendRequest('shutdown');
  await connection.sendNotification('exit');
  await exit;
  await rm(copy, { recursive: true, force: true });
});

it('ends when its editor is gone', async () => {
  const child = spawn(process.execPath, [STDIO], { stdio: ['pipe', 'pipe', 'inherit'] });
  const connection = createProtocolConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
  connection.listen();
  await connection.sendRequest('initialize', { processId: null, rootUri: null, capabilities: {} });
  const exit = once(child, 'exit');
  child.stdin.end();
  expect((await exit)[0]).not.toBeNull();
});
