/**
 * `npm run test:oracle [-- --record] [-- vitest arguments]`: holds the analyser against the real Django.
 * `--record` also writes Django's answers to test/oracle/recorded, which `npm test` compares with where there is no Python.
 */
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const args = process.argv.slice(2);
const record = args.includes('--record');
const bin = (name) => join(root, 'node_modules', '.bin', name);
const run = (command, given, env = process.env) => spawnSync(command, given, { cwd: root, stdio: 'inherit', env }).status ?? 1;

const vitest = ['run', '--config', 'vitest.oracle.config.ts', ...args.filter((one) => one !== '--record')];
const status = run(bin('vitest'), vitest, record ? { ...process.env, ORACLE_RECORD: '1' } : process.env);
if (record) run(bin('biome'), ['format', '--write', join(root, 'test', 'oracle')]);
process.exitCode = status;
