/** Starts VS Code's server on the loopback interface, with data folders of its own, and knows the address that opens a project in it. */
import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';

const startDeadlineMs = 60_000;
const listening = /agent listening on (\d+)/;

/** A quiet first start: no welcome page, no chat, no calls home, no updates of anything. Saving as on the desktop: when asked to. */
const quietSettings = {
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'files.autoSave': 'off',
  'git.openRepositoryInParentFolders': 'never',
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

/**
 * @param {object} options
 * @param {{ node: string, main: string, root: string }} options.editor what installEditor returned.
 * @param {string} [options.extension] absolute folder of the extension under development.
 * @param {string} options.dataFolder where settings, state, logs and installed extensions of this editor go; outside of that folder.
 * @param {Record<string, unknown>} [options.settings] user settings on top of the quiet ones.
 * @param {boolean} [options.askForTrust] leaves VS Code's question whether the folder is trusted; otherwise every folder is.
 * @param {Record<string, string>} [options.environment] variables for the extension host, on top of this process's own.
 * @returns {Promise<EditorServer>}
 * @typedef {object} EditorServer
 * @property {(target: Target) => string} address the URL that opens a folder, or a .code-workspace file, with the extension.
 * @property {() => string} output all that the server has printed.
 * @property {(pattern: RegExp, milliseconds: number) => Promise<void>} printed resolves once the output matches; rejects when it does not in time.
 * @property {Promise<number>} ended resolves with the exit code when the server stops, for whatever reason.
 * @property {() => Promise<void>} stop
 * @typedef {{ folder: string, tests?: string, file?: string }} Target absolute paths; `file` is opened first.
 * @throws {Error} when the server ends or stays silent instead of coming up; the message carries what it printed.
 */
export async function serveEditor({ editor, extension, dataFolder, settings = {}, askForTrust = false, environment = {} }) {
  await writeSettings(dataFolder, { ...quietSettings, ...settings });
  const extensionLink = extension && (await linkExtension(extension, dataFolder));
  // Hexadecimal: a token that begins with a dash would be taken for an option.
  const token = randomBytes(18).toString('hex');
  const server = spawn(editor.node, serverArguments(editor, dataFolder, token, askForTrust), {
    cwd: editor.root,
    env: { ...serverEnvironment(process.env), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
  });
  const output = collect(server);
  const ended = new Promise((resolve) => server.on('close', (code) => resolve(code ?? 1)));
  const gone = new Promise((_, reject) => {
    server.on('error', (error) => reject(new Error(`VS Code's server could not be started: ${error.message}`)));
    server.on('close', (code) => reject(new Error(`VS Code's server ended with ${code}:\n${lastLines(output.text())}`)));
  });
  gone.catch(() => undefined);
  const printed = (pattern, milliseconds) => Promise.race([output.match(pattern, milliseconds), gone]);
  // The server leads a process group of its own: it would outlive us.
  const atExit = () => terminate(server);
  process.once('exit', atExit);
  const stop = async () => {
    process.off('exit', atExit);
    terminate(server);
    await ended;
  };

  try {
    await printed(listening, startDeadlineMs);
  } catch (error) {
    terminate(server);
    throw error;
  }
  const [, port] = listening.exec(output.text());
  return {
    address: (target) => addressOf(`127.0.0.1:${port}`, token, { ...target, extension: extensionLink }),
    output: output.text,
    printed,
    ended,
    stop,
  };
}

/**
 * Installs a .vsix for the editor that will be served with this data folder, as a person does on the command line.
 * @param {{ editor: { node: string, main: string, root: string }, dataFolder: string, vsix: string }} options absolute paths.
 * @returns {Promise<string>} what VS Code said.
 * @throws {Error} when it refused; the message carries what it printed.
 */
export async function installExtension({ editor, dataFolder, vsix }) {
  const args = [editor.main, '--install-extension', vsix, ...folderArguments(dataFolder), '--accept-server-license-terms'];
  const { stdout } = await promisify(execFile)(editor.node, args, { cwd: editor.root, env: serverEnvironment(process.env) });
  return stdout;
}

/** Keeps what a process prints, and answers when a pattern shows up in it. */
function collect(child) {
  let text = '';
  const waiting = new Set();
  const read = (data) => {
    text += data;
    for (const look of waiting) look();
  };
  child.stdout.on('data', read);
  child.stderr.on('data', read);
  const match = (pattern, milliseconds) =>
    new Promise((resolve, reject) => {
      const end = (settle) => {
        clearTimeout(deadline);
        waiting.delete(look);
        settle();
      };
      const look = () => {
        if (pattern.test(text)) end(resolve);
      };
      const deadline = setTimeout(
        () =>
          end(() =>
            reject(new Error(`no ${pattern} within ${milliseconds / 1000} s in what VS Code's server printed:\n${lastLines(text)}`)),
          ),
        milliseconds,
      );
      waiting.add(look);
      look();
    });
  return { text: () => text, match };
}

function lastLines(text) {
  return text.trimEnd().split('\n').slice(-20).join('\n');
}

function serverArguments(editor, dataFolder, token, askForTrust) {
  return [
    editor.main,
    ...['--host', '127.0.0.1', '--port', '0', '--connection-token', token],
    ...['--accept-server-license-terms', '--disable-telemetry'],
    ...folderArguments(dataFolder),
    // Without it a served VS Code ignores the extension under development that the address names.
    '--enable-smoke-test-driver',
    ...(askForTrust ? [] : ['--disable-workspace-trust']),
  ];
}

function folderArguments(dataFolder) {
  return [
    ...['--server-data-dir', path.join(dataFolder, 'server'), '--user-data-dir', path.join(dataFolder, 'user')],
    ...['--extensions-dir', path.join(dataFolder, 'extensions')],
  ];
}

/** A server started from a terminal inside VS Code must not take itself for a part of that window. */
function serverEnvironment(environment) {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !/^(VSCODE_|ELECTRON_|NODE_OPTIONS$|npm_)/.test(name)));
}

async function writeSettings(dataFolder, settings) {
  const folder = path.join(dataFolder, 'user/User');
  await mkdir(folder, { recursive: true });
  await mkdir(path.join(dataFolder, 'extensions'), { recursive: true });
  await writeFile(path.join(folder, 'settings.json'), `${JSON.stringify(settings, undefined, 2)}\n`);
}

/**
 * VS Code takes a colour or icon theme below the folder of the extension under development for one that the extension brings, and
 * switches to it. The editor itself, themes and all, is installed below this repository: hence another way to the same folder.
 */
async function linkExtension(extension, dataFolder) {
  const link = path.join(dataFolder, 'extension');
  await rm(link, { force: true });
  await symlink(extension, link, process.platform === 'win32' ? 'junction' : 'dir');
  return link;
}

function addressOf(authority, token, { folder, extension, tests, file }) {
  const remote = (local) => `vscode-remote://${authority}${encodeURI(local.replaceAll('\\', '/').replace(/^(?!\/)/, '/'))}`;
  const payload = extension ? [['extensionDevelopmentPath', remote(extension)]] : [];
  if (tests) payload.push(['extensionTestsPath', remote(tests)]);
  if (file) payload.push(['openFile', remote(file)]);
  const kind = folder.endsWith('.code-workspace') ? 'workspace' : 'folder';
  const query = new URLSearchParams({ tkn: token, [kind]: folder.replaceAll('\\', '/'), payload: JSON.stringify(payload) });
  return `http://${authority}/?${query.toString().replaceAll('+', '%20')}`;
}

/** The server starts processes of its own (extension host, file watcher): on POSIX it leads their group. */
function terminate(server) {
  if (server.exitCode !== null || server.signalCode !== null || server.pid === undefined) return;
  try {
    if (process.platform === 'win32') server.kill();
    else process.kill(-server.pid, 'SIGTERM');
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}
