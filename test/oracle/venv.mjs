/**
 * The virtual environment with the real Django that the settings cases and the bench are judged by.
 *
 * `node test/oracle/venv.mjs` makes it in .cache/oracle-venv (or finds it there, made from the same requirements.txt) and
 * prints the path of its python. Exit 1 and one line on stderr when python3, venv or pip cannot do it.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const cache = join(here, '..', '..', '.cache');

/** Path of the referee's python. Throws an Error with one line of text when it cannot be had. */
export function refereePython() {
  return pythonWith('oracle-venv', join(here, 'requirements.txt'));
}

/**
 * Path of the python of a virtual environment, made by `interpreter` from a requirements.txt, or found as it was made from the same.
 * `name` is its path from .cache. Throws an Error with one line of text when it cannot be had.
 */
export function pythonWith(name, requirementsFile, interpreter = 'python3') {
  const folder = join(cache, name);
  const python = join(folder, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');
  const stamp = join(folder, 'installed-requirements.txt');
  const wanted = readFileSync(requirementsFile, 'utf8');
  if (existsSync(python) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return python;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(dirname(folder), { recursive: true });
  run(interpreter, ['-m', 'venv', folder]);
  run(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--requirement', requirementsFile]);
  writeFileSync(stamp, wanted);
  return python;
}

/** The referee's python, or undefined after a line that says why; an Error when referees are required. */
export function refereeOrSkip() {
  try {
    return refereePython();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    if (process.env.PREFLIGHT_REFEREES === 'required') throw new Error(`the Django referee is required: ${reason}`);
    console.warn(`SKIPPED: no Django referee (${reason})`);
    return undefined;
  }
}

function run(command, args) {
  const result = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 1 << 26 });
  if (result.status === 0) return;
  const said = (result.stderr ?? '').trim().split('\n').at(-1) || result.error?.message || `exit ${result.status}`;
  throw new Error(`${command} ${args.slice(0, 3).join(' ')}: ${said}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    console.log(refereePython());
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}
