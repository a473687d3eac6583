/** Uses the served VS Code through the browser, as a person does, and takes pictures on the way. */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { createVSIX } from '@vscode/vsce';
import { installExtension, serveEditor } from '../../scripts/editor/serve.mjs';
import { withPage } from './chromium.mjs';
import { openWorkbench } from './workbench/page.mjs';
import { accessibilitySteps } from './workbench/steps/accessibility.mjs';
import { checklistSteps, reloadSteps } from './workbench/steps/checklist.mjs';
import { editorSteps } from './workbench/steps/editor.mjs';
import { keyboardSteps } from './workbench/steps/keyboard.mjs';
import { installedSteps, plainSteps, restrictedSteps } from './workbench/steps/places.mjs';
import { walkthroughSteps } from './workbench/steps/walkthrough.mjs';
import { repository, withWorkspace } from './workspace.mjs';

const base = 'config/settings/base.py';

/** How the pictures look. */
export const settings = {
  'editor.hover.above': false,
  'editor.minimap.enabled': false,
  'editor.occurrencesHighlight': 'off',
  'workbench.colorTheme': 'Default Light Modern',
  'workbench.iconTheme': 'vs-seti',
};

/**
 * @typedef {object} Visit
 * @property {string} name
 * @property {import('./workspace.mjs').Kind} workspace
 * @property {string} [file] what is open at first.
 * @property {readonly { name: string, run: (tools: object) => Promise<void> }[]} steps
 * @property {boolean} [untrusted] nobody has said yet whether the folder is trusted.
 * @property {boolean} [installed] the extension comes from a .vsix, not from the folder where it is developed.
 * @type {readonly Visit[]}
 */
export const visits = [
  { name: 'editor', workspace: 'django', file: base, steps: editorSteps },
  { name: 'checklist', workspace: 'django', file: base, steps: checklistSteps },
  { name: 'accessibility', workspace: 'django', file: base, steps: accessibilitySteps },
  { name: 'keyboard', workspace: 'roots', file: `first/${base}`, steps: keyboardSteps },
  { name: 'walkthrough', workspace: 'django', file: base, steps: walkthroughSteps },
  // A window that is told which file to open does not show what it showed before.
  { name: 'reload', workspace: 'django', steps: reloadSteps },
  { name: 'vsix', workspace: 'django', file: base, steps: installedSteps, installed: true },
  { name: 'untrusted', workspace: 'django', file: base, steps: restrictedSteps, untrusted: true },
  { name: 'elsewhere', workspace: 'plain', file: 'script.py', steps: plainSteps },
];

/**
 * @param {Visit} visit
 * @param {{ editor: object, extension: string, chromium: string, screenshots: string, only?: string }} options `screenshots`: where
 *   the pictures go.
 * @returns {Promise<readonly { name: string, passed: boolean, message?: string }[]>}
 */
export function visitWindow(visit, { only, ...options }) {
  const wanted = visit.steps.filter(({ name }) => name.includes(only ?? ''));
  return wanted.length === 0 ? Promise.resolve([]) : inWorkbench(visit, options, (tools) => runSteps(wanted, tools));
}

/** Calls `use` with the tools of a window as the visit wants it. */
export function inWorkbench(
  { workspace, file, untrusted = false, installed = false },
  { editor, extension, chromium, screenshots, ...page },
  use,
) {
  return withWorkspace(workspace, async (folder, scratch) => {
    const dataFolder = path.join(scratch, 'editor');
    if (installed) await installExtension({ editor, dataFolder, vsix: await packaged(scratch) });
    const server = await serveEditor({ editor, dataFolder, settings, askForTrust: untrusted, ...(installed ? {} : { extension }) });
    try {
      const root = folder.endsWith('.code-workspace') ? path.dirname(folder) : folder;
      const address = server.address({ folder, ...(file && { file: path.join(root, file) }) });
      return await withPage(
        chromium,
        async (opened) => use(await openWorkbench({ page: opened, address, folder: root, screenshots })),
        page,
      );
    } finally {
      await server.stop();
    }
  });
}

/** What `npm run package` makes, of what is built. */
async function packaged(scratch) {
  const folder = path.join(scratch, 'packaged');
  await mkdir(folder);
  const packagePath = path.join(folder, 'django-preflight.vsix');
  await createVSIX({ cwd: repository, packagePath, dependencies: false, rewriteRelativeLinks: false, allowMissingRepository: true });
  return packagePath;
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
