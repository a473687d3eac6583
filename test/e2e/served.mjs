/** Runs suites in the extension host of a VS Code that is served to a browser. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { serveEditor } from '../../scripts/editor/serve.mjs';
import { withPage } from './chromium.mjs';
import { bundleSuites } from './windows.mjs';
import { withWorkspace } from './workspace.mjs';

const windowMs = 240_000;
/** The window would otherwise wait for an answer to whether its folder is trusted. */
const untrustedSettings = { 'security.workspace.trust.startupPrompt': 'never', 'security.workspace.trust.banner': 'never' };

/**
 * @param {import('./windows.mjs').Window} window
 * @param {{ editor: object, extension: string, chromium: string, bundles: string, only?: string }} options
 * @returns {Promise<readonly { name: string, passed: boolean, message?: string }[]>}
 */
export async function servedWindow(window, { editor, extension, chromium, bundles, only }) {
  const tests = await bundleSuites(window, bundles, only);
  return withWorkspace(window.workspace, async (folder, scratch) => {
    const server = await serveEditor({
      editor,
      extension,
      dataFolder: path.join(scratch, 'editor'),
      ...(window.untrusted && { askForTrust: true, settings: untrustedSettings }),
    });
    try {
      await withPage(chromium, async (page) => {
        await page.goto(server.address({ folder, tests }));
        // A host that never ends has still written the results of the tests that did.
        await server.printed(/Extension Host Process exited with code/, windowMs).catch(() => undefined);
      });
      return await resultsIn(scratch, server);
    } finally {
      await server.stop();
    }
  });
}

async function resultsIn(scratch, server) {
  const file = path.join(scratch, 'results.json');
  if (!existsSync(file)) throw new Error(`The extension host ended before the tests did. VS Code's server said:\n${server.output()}`);
  return JSON.parse(await readFile(file, 'utf8'));
}
