/** Opens a project in VS Code with the extension under development: the desktop's where it is installed, otherwise in the browser. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { installEditor } from './install.mjs';
import { serveEditor } from './serve.mjs';

/**
 * Returns when the desktop's VS Code has taken the project, or, in the browser, when Ctrl-C ended the server.
 * @param {object} options
 * @param {string | undefined} options.project absolute folder; without it a copy of the example, so that fixes leave the original alone.
 * @param {{ folder: string, file: string }} options.example the example and the file of it to show first.
 * @param {string} options.extension absolute folder of the extension.
 */
export async function openInEditor({ project, example, extension }) {
  if (project !== undefined) return openFolder({ folder: project, extension });
  const parent = await mkdtemp(path.join(tmpdir(), 'django-preflight-'));
  const folder = path.join(parent, 'harbour-books');
  await cp(example.folder, folder, { recursive: true });
  console.log(`\nThe editor shows a copy of the example, in ${folder}: change what you like.`);
  const leftToDesktop = await openFolder({ folder, extension, file: path.join(folder, example.file) });
  if (!leftToDesktop) await rm(parent, { recursive: true, force: true });
}

async function openFolder(target) {
  if (openOnDesktop(target)) return true;
  await openInBrowser(target);
  return false;
}

function openOnDesktop({ folder, extension, file }) {
  const code = commandInPath('code');
  if (!code) return false;
  console.log('\nOpening VS Code …');
  const args = [`--extensionDevelopmentPath=${extension}`, folder, ...(file ? [file] : [])];
  const { status } = spawnSync(code, args, { stdio: 'inherit', shell: process.platform === 'win32' });
  if (status === 0) return true;
  console.log('VS Code did not start; opening it in the browser instead.');
  return false;
}

async function openInBrowser({ folder, extension, file }) {
  const editor = await installEditor();
  const dataFolder = await mkdtemp(path.join(tmpdir(), 'django-preflight-editor-'));
  try {
    const server = await serveEditor({ editor, extension, dataFolder });
    const address = server.address({ folder, ...(file && { file }) });
    console.log(`\nVS Code in the browser, with the extension, on this machine only:\n\n  ${address}\n\nCtrl-C ends it.`);
    showInBrowser(address);
    await untilInterrupted(server);
  } finally {
    await rm(dataFolder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

async function untilInterrupted(server) {
  const interrupted = new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, resolve);
  });
  const why = await Promise.race([interrupted, server.ended]);
  if (typeof why === 'number') throw new Error(`VS Code's server ended by itself with ${why}:\n${server.output()}`);
  await server.stop();
}

/** Best effort: the address is on the screen in any case. */
function showInBrowser(address) {
  const opener = openerOfThisDesktop();
  if (!opener) return;
  const [command, ...args] = opener;
  const child = spawn(command, [...args, address], { stdio: 'ignore', detached: true });
  child.on('error', () => console.log('No browser could be opened; open the address yourself.'));
  child.unref();
}

function openerOfThisDesktop() {
  if (process.platform === 'darwin') return ['open'];
  if (process.platform === 'win32') return ['explorer'];
  const display = process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  return display && commandInPath('xdg-open') ? ['xdg-open'] : undefined;
}

function commandInPath(name) {
  const endings = process.platform === 'win32' ? ['.cmd', '.exe'] : [''];
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);
  return folders.flatMap((folder) => endings.map((ending) => path.join(folder, name + ending))).find((file) => existsSync(file));
}
