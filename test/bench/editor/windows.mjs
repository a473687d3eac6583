/** Part (g) of the bench: opens fresh windows of the real editor, each with a server of its own, and brings home what they cost. */
import { once } from 'node:events';
import { existsSync, watch } from 'node:fs';
import { copyFile, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { defaultEditorFolder, installEditor } from '../../../scripts/editor/install.mjs';
import { serveEditor } from '../../../scripts/editor/serve.mjs';
import { findChromium, withPage } from '../../e2e/chromium.mjs';
import { repository, withWorkspace } from '../../e2e/workspace.mjs';

const here = path.join(repository, 'test/bench/editor');
const document = 'config/settings/production.py';
const windowMs = 90_000;

/** What the packaged extension has beside its manifest. */
const parts = ['dist', 'client', 'docs', 'l10n', 'snippets', 'syntaxes', 'language-configuration.nginx.json', 'package.nls.json'];

/**
 * @param {number} count
 * @returns {Promise<{ django: readonly WindowTimes[], plain: readonly WindowTimes[] } | { leftOut: string }>}
 */
export async function editorWindows(count) {
  const parts = neededParts();
  if (parts.leftOut) return parts;
  const { chromium } = parts;
  const editor = await installEditor();
  const [django, plain] = [[], []];
  for (let at = 0; at < count; at++) {
    django.push(await measureWindow({ editor, chromium, kind: 'django' }));
    if (at < 2) plain.push(await measureWindow({ editor, chromium, kind: 'plain' }));
  }
  return { django, plain };
}

/** Nothing is downloaded for a measurement. */
function neededParts() {
  if (!existsSync(path.join(defaultEditorFolder, 'installed'))) return { leftOut: 'no editor; npm run test:e2e installs it' };
  if (!existsSync(path.join(repository, 'dist/extension.js'))) return { leftOut: 'npm run build first' };
  try {
    return { chromium: findChromium() };
  } catch (error) {
    return { leftOut: error.message };
  }
}

/**
 * @param {{ editor: object, chromium: string, kind: 'django' | 'plain' }} options
 * @returns {Promise<WindowTimes>} of a window on a Django project with a settings file open, or on a folder without Django.
 * @typedef {{ clock: number, processor: number }} Cost milliseconds: on the clock, and of the extension host's thread.
 * @typedef {{ active: boolean, load?: Cost, call?: Cost, resolved?: Cost, diagnostics?: number }} WindowTimes `load`: reading the bundle;
 *   `call`: activate() until it gives its promise; `resolved`: until that is kept; `diagnostics`: ms from the open document to its findings.
 */
function measureWindow({ editor, chromium, kind }) {
  return withWorkspace(kind, async (folder, scratch) => {
    const extension = await measuredExtension(scratch);
    const result = path.join(scratch, 'result.json');
    const dataFolder = path.join(scratch, 'editor');
    await installStopwatch(dataFolder, kind);
    const server = await serveEditor({ editor, extension, dataFolder, environment: { PREFLIGHT_BENCH_RESULT: result } });
    try {
      const address = server.address({ folder, ...(kind === 'django' && { file: path.join(folder, document) }) });
      return await withPage(chromium, async (page) => {
        await page.goto(address);
        await written(result);
        return JSON.parse(await readFile(result, 'utf8'));
      });
    } finally {
      await server.stop();
    }
  });
}

/** The extension as it is, but for a `main` that measures. */
async function measuredExtension(scratch) {
  const folder = path.join(scratch, 'measured');
  await mkdir(folder);
  for (const part of parts) await symlink(path.join(repository, part), path.join(folder, part), 'junction');
  await copyFile(path.join(here, 'measured.cjs'), path.join(folder, 'measured.cjs'));
  const manifest = JSON.parse(await readFile(path.join(repository, 'package.json'), 'utf8'));
  await writeFile(path.join(folder, 'package.json'), JSON.stringify({ ...manifest, type: 'commonjs', main: './measured.cjs' }));
  return folder;
}

/** Runs from the start where there is something to time; after it where the question is who has started. */
async function installStopwatch(dataFolder, kind) {
  const folder = path.join(dataFolder, 'extensions/django-preflight-bench.stopwatch-1.0.0');
  await mkdir(folder, { recursive: true });
  await copyFile(path.join(here, 'stopwatch.cjs'), path.join(folder, 'stopwatch.cjs'));
  const manifest = {
    name: 'stopwatch',
    publisher: 'django-preflight-bench',
    version: '1.0.0',
    engines: { vscode: '^1.91.0' },
    main: './stopwatch.cjs',
    activationEvents: [kind === 'django' ? '*' : 'onStartupFinished'],
    bench: { document },
  };
  await writeFile(path.join(folder, 'package.json'), JSON.stringify(manifest));
}

async function written(file) {
  const watcher = watch(path.dirname(file));
  const signal = AbortSignal.timeout(windowMs);
  try {
    while (!existsSync(file)) await once(watcher, 'change', { signal });
  } finally {
    watcher.close();
  }
}
