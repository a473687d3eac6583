/** Runs the same suites in a desktop VS Code: the one named in VSCODE_PATH, otherwise a download by @vscode/test-electron. */
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { downloadAndUnzipVSCode, runTests } from '@vscode/test-electron';
import { bundleSuites } from './windows.mjs';
import { repository, withWorkspace } from './workspace.mjs';

const downloadMs = 60_000;
const userSettings = { 'security.workspace.trust.startupPrompt': 'never', 'telemetry.telemetryLevel': 'off', 'update.mode': 'none' };

/**
 * @returns {Promise<{ path: string } | { skipped: string }>} VS Code's executable, or why there is none.
 * @throws {Error} when VSCODE_PATH names a file that is not there.
 */
export async function desktopVSCode() {
  if (process.platform === 'linux' && !process.env.DISPLAY) return { skipped: 'there is no display (run under xvfb-run)' };
  const named = process.env.VSCODE_PATH;
  if (named && !existsSync(named)) throw new Error(`VSCODE_PATH names ${named}, which is not there`);
  if (named) return { path: named };
  try {
    const cachePath = path.join(repository, '.cache/vscode-desktop');
    return { path: await downloadAndUnzipVSCode({ cachePath, timeout: downloadMs, reporter: { report() {}, error() {} } }) };
  } catch (error) {
    return { skipped: `no desktop VS Code could be had (${error.message}); VSCODE_PATH can name one` };
  }
}

/**
 * @param {import('./windows.mjs').Window} window
 * @param {{ executable: string, extension: string, bundles: string, only?: string }} options
 * @returns {Promise<readonly { name: string, passed: boolean, message?: string }[]>}
 */
export async function desktopWindow(window, { executable, extension, bundles, only }) {
  const extensionTestsPath = await bundleSuites(window, bundles, only);
  return withWorkspace(window.workspace, async (folder, scratch) => {
    const user = path.join(scratch, 'user');
    await mkdir(path.join(user, 'User'), { recursive: true });
    await writeFile(path.join(user, 'User/settings.json'), JSON.stringify(userSettings));
    const trust = window.untrusted ? [] : ['--disable-workspace-trust'];
    const failure = await runTests({
      vscodeExecutablePath: executable,
      extensionDevelopmentPath: extension,
      extensionTestsPath,
      launchArgs: [folder, ...trust, '--disable-extensions', '--user-data-dir', user],
    }).catch((error) => error);
    const file = path.join(scratch, 'results.json');
    if (!existsSync(file)) throw new Error(`VS Code ended before the tests did: ${failure}`);
    return JSON.parse(await readFile(file, 'utf8'));
  });
}
