/** `npm start`: builds, prints the report for a project, and opens the project in the editor with the extension. */
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const repository = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const example = { folder: path.join(repository, 'examples/faulty'), file: 'config/settings/production.py' };
const usage = `Usage: npm start -- [PATH] [--no-editor]

  PATH          a Django project of your own; without it, the example project that comes along
  --no-editor   stop after the report`;

class StartError extends Error {
  constructor(message, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

try {
  await start(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof StartError)) throw error;
  console.error(error.message);
  process.exitCode = error.exitCode;
}

async function start(args) {
  const options = optionsIn(args);
  if (options.help) return console.log(usage);
  needNode();
  const project = options.path === undefined ? example.folder : projectAt(options.path);
  build();
  report(project);
  if (options.editor) await openEditor(options.path === undefined ? undefined : project);
}

function optionsIn(args) {
  const options = { path: undefined, editor: true, help: false };
  for (const arg of args) {
    if (arg === '--no-editor') options.editor = false;
    else if (arg === '--help' || arg === '-h') options.help = true;
    else if (arg.startsWith('-')) throw new StartError(`npm start does not know the option ${arg}.\n\n${usage}`, 2);
    else if (options.path !== undefined)
      throw new StartError(`npm start opens one project; got ${options.path} and ${arg}.\n\n${usage}`, 2);
    else options.path = arg;
  }
  return options;
}

/** The oldest Node is said once, in package.json. */
function needNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  throw new StartError(`Django Preflight needs Node 20.19 or newer; this is ${process.versions.node}.`);
}

function projectAt(given) {
  // npm runs scripts in the package's folder; the person typed the path in theirs.
  const folder = path.resolve(process.env.INIT_CWD ?? process.cwd(), given);
  const found = statSync(folder, { throwIfNoEntry: false });
  if (!found) throw new StartError(`There is no folder ${folder}.`, 2);
  if (!found.isDirectory()) throw new StartError(`${folder} is a file; give the folder of the project.`, 2);
  return folder;
}

function build() {
  if (!existsSync(path.join(repository, 'node_modules/esbuild')))
    throw new StartError('The dependencies are not installed. Run `npm ci` first.');
  console.log('Building …');
  const result = spawnSync('npm', ['run', '--silent', 'build'], {
    cwd: repository,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (result.error) throw new StartError(`The build could not be started: ${result.error.message}`);
  if (result.status !== 0) throw new StartError(`${result.stdout}${result.stderr}\nThe build failed.`);
  for (const file of ['dist/cli.js', 'dist/extension.js']) {
    if (!existsSync(path.join(repository, file))) throw new StartError(`The build wrote no ${file}.`);
  }
}

/** What the report finds is no failure of `npm start`; a check that cannot run is. */
function report(project) {
  console.log(`\n$ django-preflight check ${path.relative(process.cwd(), project) || '.'}\n`);
  const { status, error } = spawnSync(process.execPath, [path.join(repository, 'dist/cli.js'), 'check', project], { stdio: 'inherit' });
  if (error) throw new StartError(`The report could not be started: ${error.message}`);
  if (status !== 0 && status !== 1) throw new StartError('The report could not be made.', status ?? 1);
}

async function openEditor(project) {
  const { openInEditor } = await import('./editor/open.mjs');
  const { EditorInstallError } = await import('./editor/install.mjs');
  try {
    await openInEditor({ project, example, extension: repository });
  } catch (error) {
    if (!(error instanceof EditorInstallError)) throw error;
    throw new StartError(
      `VS Code for the browser could not be installed: ${error.message}.\n` +
        'With VS Code on this machine (the command `code`) nothing needs installing; `npm start -- --no-editor` stops after the report.',
    );
  }
}
