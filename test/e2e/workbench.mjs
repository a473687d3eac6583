/** Uses the served VS Code through the browser, as a person does, and takes pictures on the way. */
import path from 'node:path';
import { serveEditor } from '../../scripts/editor/serve.mjs';
import { withPage } from './chromium.mjs';
import { openWorkbench } from './workbench/page.mjs';
import { restrictedSteps, steps } from './workbench/steps.mjs';
import { withWorkspace } from './workspace.mjs';

const settings = {
  'editor.minimap.enabled': false,
  'workbench.colorTheme': 'Default Light Modern',
  'workbench.iconTheme': 'vs-seti',
};

/**
 * @param {{ editor: object, extension: string, chromium: string, screenshots: string }} options `screenshots`: where the pictures go.
 * @returns {Promise<readonly { name: string, passed: boolean, message?: string }[]>}
 */
export async function workbench(options) {
  const trusted = await inWindow({ ...options, steps });
  const restricted = await inWindow({ ...options, steps: restrictedSteps, askForTrust: true });
  return [...trusted, ...restricted];
}

function inWindow({ editor, extension, chromium, screenshots, steps, askForTrust = false }) {
  return withWorkspace('django', async (folder, scratch) => {
    const server = await serveEditor({ editor, extension, dataFolder: path.join(scratch, 'editor'), settings, askForTrust });
    try {
      return await withPage(chromium, async (page) => {
        const address = server.address({ folder, file: path.join(folder, 'config/settings/base.py') });
        const tools = await openWorkbench({ page, address, folder, screenshots });
        return await runSteps(steps, tools);
      });
    } finally {
      await server.stop();
    }
  });
}

/** Steps share the window, not one another's success: each opens what it needs. */
async function runSteps(steps, tools) {
  const results = [];
  for (const { name, run } of steps) {
    try {
      await run(tools);
      results.push({ name, passed: true });
    } catch (error) {
      await tools.picture(`failed: ${name}`).catch(() => undefined);
      results.push({ name, passed: false, message: error.message });
    }
    await tools.tidy();
  }
  return results;
}
