/**
 * `npm run test:e2e`: the extension in the real VS Code. The suites of test/e2e/suite run in its extension host, served to a browser
 * and, where that can be had, on the desktop; the steps of test/e2e/workbench use it through the browser like a person and take
 * pictures. `npm run test:e2e -- nginx roots -t TEXT` runs some windows, and of these the tests whose name has the text.
 */
import { spawnSync } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { installEditor } from '../../scripts/editor/install.mjs';
import { findChromium } from './chromium.mjs';
import { desktopVSCode, desktopWindow } from './electron.mjs';
import { servedWindow } from './served.mjs';
import { windows } from './windows.mjs';
import { visits, visitWindow } from './workbench.mjs';
import { repository } from './workspace.mjs';

const bundles = path.join(repository, 'out/e2e');
const screenshots = path.resolve(process.env.E2E_SCREENSHOTS ?? path.join(bundles, 'screenshots'));
/** A window keeps a processor busy, with its browser, its server and ours. */
const atOnce = Math.max(1, Math.min(3, availableParallelism()));

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(1));

const { names, only } = wanted(process.argv.slice(2));
const results = [];
await prepare();
const options = { editor: await installEditor(), extension: repository, chromium: findChromium(), bundles, screenshots, only };
await Promise.all(Array.from({ length: atOnce }, worker(served())));
await onDesktop();
await finish();

function wanted(args) {
  const at = args.indexOf('-t');
  return at < 0 ? { names: args, only: undefined } : { names: args.toSpliced(at, 2), only: args[at + 1] };
}

function isWanted({ name, suites = [] }) {
  return names.length === 0 || names.some((each) => name === each || suites.includes(each));
}

async function prepare() {
  const built = spawnSync('npm', ['run', '--silent', 'build'], { cwd: repository, stdio: 'inherit', shell: process.platform === 'win32' });
  if (built.status !== 0) process.exit(built.status ?? 1);
  await rm(screenshots, { recursive: true, force: true });
  await mkdir(screenshots, { recursive: true });
}

/** The parts that need the browser. The long ones come first, so that no processor is idle at the end. */
function served() {
  return [
    ...visits.filter(isWanted).map((visit) => [`used like a person: ${visit.name}`, () => visitWindow(visit, options)]),
    ...windows.filter(isWanted).map((window) => [`served to a browser: ${window.name}`, () => servedWindow(window, options)]),
  ];
}

/** Takes the next part until there is none left. */
function worker(parts) {
  return async () => {
    for (let next = parts.shift(); next; next = parts.shift()) await part(...next);
  };
}

/** One after the other: windows on one display take the focus from each other. */
async function onDesktop() {
  const executable = await desktopVSCode();
  if ('skipped' in executable) return console.log(`\non the desktop\n  skipped: ${executable.skipped}`);
  for (const window of windows.filter(isWanted))
    await part(`on the desktop: ${window.name}`, () => desktopWindow(window, { ...options, executable: executable.path }));
}

/** A part gives its results; one that breaks off is a failure of its own. */
async function part(title, run) {
  const started = performance.now();
  const outcome = await run().catch((error) => [{ name: title, passed: false, message: error.stack ?? String(error) }]);
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  console.log(`\n${title} (${seconds} s)`);
  for (const { name, passed, message } of outcome)
    console.log(`  ${passed ? 'ok  ' : 'FAIL'} ${name}${passed ? '' : `\n       ${message.replaceAll('\n', '\n       ')}`}`);
  results.push(...outcome);
}

async function finish() {
  const failed = results.filter((result) => !result.passed).length;
  const counts = { passed: results.length - failed, failed };
  if (process.env.E2E_COUNTS) await writeFile(process.env.E2E_COUNTS, JSON.stringify(counts));
  console.log(`\nPictures: ${path.relative(process.cwd(), screenshots)}`);
  console.log(`${counts.passed} passed, ${counts.failed} failed`);
  process.exitCode = failed > 0 || results.length === 0 ? 1 : 0;
}
