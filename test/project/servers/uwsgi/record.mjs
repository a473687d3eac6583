// Asks the real uWSGI what it makes of the ini files in cases/:
//   node test/project/servers/uwsgi/record.mjs COMMAND [ARGUMENT…]
// with the command that starts it: uwsgi, or uwsgi-core of Debian. What it answers goes to recorded.json, with its version; npm run format puts that in order.
import { spawnSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [command, ...own] = process.argv.slice(2);
const folder = join(import.meta.dirname, 'cases');
const env = { PATH: process.env.PATH, LD_LIBRARY_PATH: process.env.LD_LIBRARY_PATH ?? '', PREFLIGHT_SET: 'set' };
const version = spawnSync(command, ['--version'], { encoding: 'utf8', env }).stdout.trim();
const names = readdirSync(folder).filter((name) => !name.includes('.inc.'));
const answers = names.sort().map((name) => [name.replace('.ini', ''), configuration(name)]);
writeFileSync(
  join(import.meta.dirname, 'recorded.json'),
  `${JSON.stringify({ uwsgi: version, answers: Object.fromEntries(answers) }, undefined, 1)}\n`,
);

/** What it shows as its configuration: every option with its value, in order. */
function configuration(name) {
  const options = { encoding: 'utf8', cwd: folder, env, timeout: 5000, killSignal: 'SIGKILL' };
  const { stdout, stderr } = spawnSync(command, [...own, '--ini', name, '--show-config', '--no-server'], options);
  const shown = `${stdout}${stderr}`.split(';uWSGI instance configuration\n')[1]?.split(';end of configuration')[0] ?? '';
  const lines = shown.split('\n').filter((line) => line.includes('=') || /^[a-z]/.test(line));
  const pairs = lines.map((line) => [line.split(' = ')[0].trim(), line.split(' = ').slice(1).join(' = ')]);
  return pairs.filter(([key]) => !['show-config', 'no-server', 'plugins', 'plugins-dir', 'plugin'].includes(key));
}
