/** The windows of the editor tests: each has a workspace, and the suites of test/e2e/suite that run in its extension host. */
import path from 'node:path';
import { build } from 'esbuild';
import { repository } from './workspace.mjs';

/**
 * @typedef {object} Window
 * @property {string} name
 * @property {import('./workspace.mjs').Kind} workspace
 * @property {readonly string[]} suites
 * @property {boolean} [untrusted] the window is in Restricted Mode.
 * @type {readonly Window[]}
 */
export const windows = [
  { name: 'django', workspace: 'django', suites: ['django', 'fixes', 'snippets', 'commands'] },
  { name: 'nginx', workspace: 'django', suites: ['nginx', 'recovery'] },
  { name: 'stack', workspace: 'stack', suites: ['stack'] },
  { name: 'roots', workspace: 'roots', suites: ['roots'] },
  { name: 'restricted', workspace: 'django', suites: ['restricted'], untrusted: true },
  { name: 'plain', workspace: 'plain', suites: ['plain'] },
  { name: 'stranger', workspace: 'stranger', suites: ['stranger'] },
];

/**
 * Bundles what the extension host of a window loads.
 * @param {Window} window
 * @param {string} folder where bundles go.
 * @param {string | undefined} only a part of the names of the tests that are wanted.
 * @returns {Promise<string>} the bundle.
 */
export async function bundleSuites(window, folder, only) {
  const outfile = path.join(folder, `${window.name}.cjs`);
  const imports = window.suites.map((suite, at) => `import { tests as suite${at} } from './${suite}';`);
  const all = window.suites.map((_, at) => `...suite${at}`).join(', ');
  await build({
    stdin: {
      contents: `${imports.join('\n')}
import { runTests } from './harness';
const isWanted = ({ name }) => name.includes(${JSON.stringify(only ?? '')});
export const run = () => runTests([${all}].filter(isWanted));`,
      resolveDir: path.join(repository, 'test/e2e/suite'),
      loader: 'ts',
    },
    outfile,
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    external: ['vscode'],
  });
  return outfile;
}
