/** Runs the same suites in a desktop VS Code: the one named in VSCODE_PATH, otherwise a download by @vscode/test-electron. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { downloadAndUnzipVSCode, runTests } from '@vscode/test-electron';
import { repository, withWorkspace } from './workspace.mjs';

const downloadMs = 60_000;

/**
 * @param {{ extension: string, suites: readonly string[], bundles: string }} options
 * @returns {Promise<readonly { name: string, passed: boolean, message?: string }[] | { skipped: string }>}
 */
export async function desktopSuites({ extension, suites, bundles }) {
  if (process.platform === 'linux' && !process.env.DISPLAY) return { skipped: 'there is no display (run under xvfb-run)' };
  const executable = await desktopVSCode();
  if ('skipped' in executable) return executable;
  const results = [];
  for (const suite of suites) results.push(...(await desktopSuite(executable.path, extension, suite, bundles)));
  return results;
}

async function desktopVSCode() {
  const named = process.env.VSCODE_PATH;
  if (named) return existsSync(named) ? { path: named } : Promise.reject(new Error(`VSCODE_PATH names ${named}, which is not there`));
  try {
    const cachePath = path.join(repository, '.cache/vscode-desktop');
    return { path: await downloadAndUnzipVSCode({ cachePath, timeout: downloadMs, reporter: { report() {}, error() {} } }) };
  } catch (error) {
    return { skipped: `no desktop VS Code could be had (${error.message}); VSCODE_PATH can name one` };
  }
}

function desktopSuite(vscodeExecutablePath, extension, suite, bundles) {
  return withWorkspace(suite, async (folder, scratch) => {
    const failure = await runTests({
      vscodeExecutablePath,
      extensionDevelopmentPath: extension,
      extensionTestsPath: path.join(bundles, `${suite}.cjs`),
      launchArgs: [folder, '--disable-workspace-trust', '--disable-extensions', '--user-data-dir', path.join(scratch, 'user')],
    }).catch((error) => error);
    const file = path.join(scratch, 'results.json');
    if (!existsSync(file)) throw new Error(`VS Code ended before the tests did: ${failure}`);
    return JSON.parse(await readFile(file, 'utf8'));
  });
}
