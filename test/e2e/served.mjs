/** Runs the suites in the extension host of a VS Code that is served to a browser. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { serveEditor } from '../../scripts/editor/serve.mjs';
import { withPage } from './chromium.mjs';
import { withWorkspace } from './workspace.mjs';

const suiteMs = 240_000;

/**
 * @param {{ editor: object, extension: string, chromium: string, suites: readonly string[], bundles: string }} options
 * @returns {Promise<readonly { name: string, passed: boolean, message?: string }[]>}
 */
export async function servedSuites({ editor, extension, chromium, suites, bundles }) {
  const results = [];
  for (const suite of suites) results.push(...(await servedSuite({ editor, extension, chromium, suite, bundles })));
  return results;
}

function servedSuite({ editor, extension, chromium, suite, bundles }) {
  return withWorkspace(suite, async (folder, scratch) => {
    const server = await serveEditor({ editor, extension, dataFolder: path.join(scratch, 'editor') });
    try {
      const address = server.address({ folder, tests: path.join(bundles, `${suite}.cjs`) });
      await withPage(chromium, async (page) => {
        await page.goto(address);
        // A host that never ends has still written the results of the tests that did.
        await server.printed(/Extension Host Process exited with code/, suiteMs).catch(() => undefined);
      });
      return await resultsBeside(folder, server);
    } finally {
      await server.stop();
    }
  });
}

async function resultsBeside(folder, server) {
  const file = path.join(folder, '..', 'results.json');
  if (!existsSync(file)) throw new Error(`The extension host ended before the tests did. VS Code's server said:\n${server.output()}`);
  return JSON.parse(await readFile(file, 'utf8'));
}
