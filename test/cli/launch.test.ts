import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const DIST = fileURLToPath(new URL('../../dist/', import.meta.url));
const PROJECT = fileURLToPath(new URL('../../examples/faulty/', import.meta.url));

/** Tells on standard error whether V8 took the cache. */
const WATCH = `const vm = require('node:vm');
vm.Script = class extends vm.Script {
  constructor(...args) { super(...args); process.stderr.write('rejected: ' + this.cachedDataRejected); }
};`;

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'preflight-launch-'));
  writeFileSync(join(folder, 'watch.cjs'), WATCH);
  for (const file of ['cli.js', 'main.js', 'web-tree-sitter.wasm', 'tree-sitter-python.wasm', 'tree-sitter-nginx.wasm'])
    cpSync(join(DIST, file), join(folder, 'dist', file));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** `check` of the example, with the time left out of its answer. */
function check(launcher: string) {
  const args = ['--require', join(folder, 'watch.cjs'), launcher, 'check', PROJECT, '--format', 'json'];
  const { stdout, stderr, status } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  return { out: stdout.replace(/"durationMs": \d+/, '"durationMs": 0'), err: stderr, status };
}

describe('the command line as it is built', () => {
  it('is loaded with the code cache of the build, and says the same without it', () => {
    const [cached, plain] = [check(join(DIST, 'cli.js')), check(join(folder, 'dist', 'cli.js'))];
    expect(cached).toMatchObject({ err: 'rejected: false', status: 1 });
    expect(plain).toMatchObject({ err: '', status: 1 });
    expect(cached.out).toBe(plain.out);
    expect(JSON.parse(plain.out).findings.length).toBeGreaterThan(0);
  });
});
