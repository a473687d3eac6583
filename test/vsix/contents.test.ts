import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { deflateRawSync } from 'node:zlib';
import { listFiles, PackageManager } from '@vscode/vsce';
import { beforeAll, describe, expect, it } from 'vitest';
import { filesNamed } from '../meta/manifest';
import { keptFiles, ROOT, readJson } from '../meta/repository';

const MOST_BYTES = 3_000_000;
/** Packaging looks for secrets in the bundles. */
const SLOW_MS = 60_000;

describe('the .vsix', () => {
  let files: readonly string[] = [];

  beforeAll(async () => {
    // The bundles hold the dependencies.
    files = await listFiles({ cwd: ROOT, packageManager: PackageManager.None });
  }, SLOW_MS);

  it('has what the manifest names, every bundle, every rule page and the papers', () => {
    const pages = keptFiles('docs/rules');
    const bundles = readdirSync(join(ROOT, 'dist')).map((name) => `dist/${name}`);
    const papers = ['package.json', 'README.md', 'CHANGELOG.md', 'LICENSE'];
    const needed = ['dist/server.js', 'dist/tree-sitter-nginx.wasm', 'dist/tree-sitter-python.wasm', 'dist/web-tree-sitter.wasm'];
    expect(bundles).toEqual(expect.arrayContaining(needed));
    expect(files).toEqual(expect.arrayContaining([...filesNamed(readJson('package.json')), ...bundles, ...pages, ...papers]));
  });

  it('has nothing else', () => {
    const allowed =
      /^(package\.json|README\.md|CHANGELOG\.md|LICENSE|language-configuration\.nginx\.json|dist\/[\w-]+\.(js|wasm)|client\/media\/[\w./-]+|snippets\/\w+\.json|syntaxes\/[\w.]+\.json|docs\/rules\/[\w/-]+\.md|docs\/images\/[\w-]+\.png)$/;
    expect(files.filter((file) => !allowed.test(file))).toEqual([]);
  });

  it('has the pictures of the README in it', () => {
    const pictures = [...readFileSync(join(ROOT, 'README.md'), 'utf8').matchAll(/!\[[^\]]*\]\(([^)]+)\)/g)].map((match) => match[1]);
    expect(pictures.length).toBeGreaterThan(0);
    expect(files).toEqual(expect.arrayContaining(pictures));
  });

  it('runs on every machine: nothing in it is compiled for one', () => {
    expect(files.filter((file) => /\.(node|so|dll|dylib|exe)$/.test(file))).toEqual([]);
  });

  it(`is smaller than ${MOST_BYTES / 1e6} MB`, () => {
    const bytes = files.map((file) => deflateRawSync(readFileSync(join(ROOT, file))).length);
    expect(bytes.reduce((sum, one) => sum + one, 0)).toBeLessThan(MOST_BYTES);
  });

  it(
    'works by itself, without node_modules',
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'preflight-vsix-'));
      try {
        for (const file of files) cpSync(join(ROOT, file), join(folder, file));
        const args = [join(folder, 'dist/cli.js'), 'check', join(ROOT, 'examples/faulty'), '--format', 'json', '--fail-level', 'never'];
        const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: folder });
        expect(JSON.parse(stdout).summary.error).toBeGreaterThan(0);
        const server = "typeof require('./dist/server.js').startStdioServer";
        expect((await promisify(execFile)(process.execPath, ['-p', server], { cwd: folder })).stdout.trim()).toBe('function');
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
    SLOW_MS,
  );
});
