// Bundles what dist/ holds: cli.js with main.js, server.js, extension.js and the three WASM modules beside them.

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, copyFile, mkdir, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { build } from 'esbuild';
import { leanLanguageClient } from './scripts/bundle/languageClient.mjs';

const require = createRequire(import.meta.url);
const { version } = JSON.parse(await readFile('package.json', 'utf8'));

const common = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  minify: true,
  keepNames: false,
  legalComments: 'none',
  // The command line is read as Latin-1.
  charset: 'ascii',
  logLevel: 'warning',
  define: { PREFLIGHT_VERSION: JSON.stringify(version) },
  // CommonJS output empties import.meta, which the ES build of web-tree-sitter reads.
  alias: { 'web-tree-sitter': require.resolve('web-tree-sitter') },
};

/**
 * The facts about nginx and the options of servers are large and few runs need them: they are bundled as text, and parsed when one of their lists is first read.
 * An object literal of that size costs every start 2 to 6 ms, a string next to nothing.
 */
const lazyFacts = {
  name: 'lazy-facts',
  setup(builder) {
    builder.onLoad({ filter: /knowledge[\\/]data[\\/](nginx-\w+|server-options|uwsgi-options)\.json$/ }, async ({ path }) => {
      const data = JSON.parse(await readFile(path, 'utf8'));
      const getters = Object.keys(data).map((key) => `get ${JSON.stringify(key)}() { return read()[${JSON.stringify(key)}]; }`);
      const text = JSON.stringify(JSON.stringify(data));
      return {
        contents: `let known;\nconst read = () => (known ??= JSON.parse(${text}));\nexport default { ${getters.join(', ')} };`,
        loader: 'js',
      };
    });
  },
};

const bundles = [
  // The language server is a bundle of its own, loaded only by `lsp`: `check` starts faster without it.
  {
    in: 'server/src/node/cli.ts',
    out: 'dist/main.js',
    external: ['./server.js'],
    // A native import() of a file wants its extension; require() does not.
    supported: { 'dynamic-import': false },
  },
  { in: 'server/src/node/server.ts', out: 'dist/server.js' },
  { in: 'client/src/node/extension.ts', out: 'dist/extension.js', external: ['vscode'], plugins: [leanLanguageClient] },
  { in: 'client/src/checklist/webview/main.ts', out: 'dist/checklist.js', platform: 'browser', format: 'iife', target: 'es2022' },
];

await mkdir('dist', { recursive: true });
await Promise.all([
  ...bundles.filter((bundle) => existsSync(bundle.in)).map(bundled),
  copyFile(require.resolve('web-tree-sitter/web-tree-sitter.wasm'), 'dist/web-tree-sitter.wasm'),
  copyFile(require.resolve('tree-sitter-python/tree-sitter-python.wasm'), 'dist/tree-sitter-python.wasm'),
  copyFile('grammars/tree-sitter-nginx/tree-sitter-nginx.wasm', 'dist/tree-sitter-nginx.wasm'),
]);
await launcher();

function bundled({ in: input, out, ...options }) {
  return build({ ...common, plugins: [lazyFacts], ...options, entryPoints: [input], outfile: out });
}

/**
 * cli.js loads main.js with what V8 makes of it here. The cache is named after the code that it belongs to, lies outside
 * of what is packaged, as it is good for this version of Node only, and may be missing.
 */
async function launcher() {
  const folder = '.cache/code';
  const hash = createHash('sha256')
    .update(await readFile('dist/main.js'))
    .digest('hex')
    .slice(0, 16);
  const cache = `${folder}/${hash}`;
  await bundled({
    in: 'server/src/node/launch.ts',
    out: 'dist/cli.js',
    external: ['./main.js'],
    banner: { js: '#!/usr/bin/env node' },
    define: { PREFLIGHT_CODE_CACHE: JSON.stringify(`../${cache}`) },
  });
  await chmod('dist/cli.js', 0o755);
  if (existsSync(cache)) return;
  await rm(folder, { recursive: true, force: true });
  const args = ['scripts/code-cache.cjs', resolve('dist/cli.js'), cache, 'examples/faulty'];
  const made = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (made.status !== 0) console.warn(`The command line starts without a code cache: ${made.stderr}`);
}
