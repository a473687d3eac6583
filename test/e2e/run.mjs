/**
 * `npm run test:e2e`: the extension in the real VS Code. The suites of test/e2e/suite run in its extension host, first served to a
 * browser, then on the desktop where that can be had; workbench.mjs uses it through the browser like a person and takes the pictures.
 */
import { spawnSync } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { build } from 'esbuild';
import { installEditor } from '../../scripts/editor/install.mjs';
import { findChromium } from './chromium.mjs';
import { desktopSuites } from './electron.mjs';
import { servedSuites } from './served.mjs';
import { workbench } from './workbench.mjs';
import { repository } from './workspace.mjs';

const suites = ['django', 'nginx', 'plain'];
const bundles = path.join(repository, 'out/e2e');
const screenshots = path.resolve(process.env.E2E_SCREENSHOTS ?? path.join(bundles, 'screenshots'));

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(1));

const results = [];
await prepare();
const editor = await installEditor();
const chromium = findChromium();
await part('in VS Code, served to a browser', () => servedSuites({ editor, extension: repository, chromium, suites, bundles }));
await part('in VS Code, used like a person', () => workbench({ editor, extension: repository, chromium, screenshots }));
await part('in VS Code, on the desktop', () => desktopSuites({ extension: repository, suites, bundles }));
await finish();

async function prepare() {
  const built = spawnSync('npm', ['run', '--silent', 'build'], { cwd: repository, stdio: 'inherit', shell: process.platform === 'win32' });
  if (built.status !== 0) process.exit(built.status ?? 1);
  await rm(screenshots, { recursive: true, force: true });
  await mkdir(screenshots, { recursive: true });
  await build({
    entryPoints: suites.map((suite) => path.join(repository, 'test/e2e/suite', `${suite}.ts`)),
    outdir: bundles,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    external: ['vscode'],
  });
}

/** A part gives its results, or `{ skipped: why }`; one that breaks off is a failure of its own. */
async function part(title, run) {
  console.log(`\n${title}`);
  const outcome = await run().catch((error) => [{ name: title, passed: false, message: error.stack ?? String(error) }]);
  if ('skipped' in outcome) return console.log(`  skipped: ${outcome.skipped}`);
  for (const result of outcome) {
    console.log(
      `  ${result.passed ? 'ok  ' : 'FAIL'} ${result.name}${result.passed ? '' : `\n       ${result.message.replaceAll('\n', '\n       ')}`}`,
    );
    results.push(result);
  }
}

async function finish() {
  const failed = results.filter((result) => !result.passed).length;
  const counts = { passed: results.length - failed, failed };
  if (process.env.E2E_COUNTS) await writeFile(process.env.E2E_COUNTS, JSON.stringify(counts));
  console.log(`\nPictures: ${path.relative(process.cwd(), screenshots)}`);
  console.log(`${counts.passed} passed, ${counts.failed} failed`);
  process.exitCode = failed > 0 || results.length === 0 ? 1 : 0;
}
