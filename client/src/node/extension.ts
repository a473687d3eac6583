import { userInfo } from 'node:os';
import { type ExtensionContext, Uri } from 'vscode';
import { LanguageClient, type LanguageClientOptions, type ServerOptions, TransportKind } from 'vscode-languageclient/node';
import { start } from '../activate';

/** Where the extension runs in Node: the server is a process of its own, spoken to over IPC. */
export function activate(context: ExtensionContext): Promise<void> {
  const module = Uri.joinPath(context.extensionUri, 'dist', 'server.js').fsPath;
  const server: ServerOptions = {
    run: { module, transport: TransportKind.ipc },
    debug: { module, transport: TransportKind.ipc, options: { execArgv: ['--nolazy', '--inspect=6010'] } },
  };
  const createClient = (options: LanguageClientOptions) => new LanguageClient('djangoPreflight', 'Django Preflight', server, options);
  return start(context, createClient, () => userInfo().username);
}
