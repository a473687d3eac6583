import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createVSIX, listFiles, PackageManager } from '@vscode/vsce';
import { beforeAll, describe, expect, it } from 'vitest';
import { filesNamed } from '../meta/manifest';
import { keptFiles, ROOT, readJson } from '../meta/repository';

const MOST_BYTES = 3_000_000;
/** The command line and the server, the extension, the page of the checklist, and the parsers. */
const BUNDLES = [
  ...['cli.js', 'main.js', 'server.js', 'extension.js', 'checklist.js'],
  ...['web-tree-sitter.wasm', 'tree-sitter-python.wasm', 'tree-sitter-nginx.wasm'],
];
/** Packaging looks for secrets in the bundles. */
const SLOW_MS = 60_000;

describe('the .vsix', () => {
  let files: readonly string[] = [];

  beforeAll(async () => {
    // The bundles hold the dependencies.
    files = await listFiles({ cwd: ROOT, packageManager: PackageManager.None });
  }, SLOW_MS);

  it('has what the manifest names, what runs, what is read, and nothing else', () => {
    const needed = new Set([
      ...['package.json', 'package.nls.json', 'README.md', 'CHANGELOG.md', 'LICENSE'],
      ...filesNamed(readJson('package.json')),
      ...BUNDLES.map((name) => `dist/${name}`),
      // The page of the checklist loads its styles, and VS Code finds translations, by place.
      ...['client/media', 'l10n', 'docs/rules'].flatMap(keptFiles),
      ...readdirSync(ROOT).filter((path) => /^package\.nls\.[\w-]+\.json$/.test(path)),
      ...picturesOf('README.md'),
    ]);
    expect([...files].sort()).toEqual([...needed].sort());
  });

  it('has every bundle, without the map to its source', () => {
    expect(readdirSync(join(ROOT, 'dist')).sort()).toEqual([...BUNDLES].sort());
    const mapped = BUNDLES.filter((name) => readFileSync(join(ROOT, 'dist', name)).includes('sourceMappingURL='));
    expect(mapped).toEqual([]);
  });

  it('has the pictures of the README in it', () => {
    const pictures = [...picturesOf('README.md')];
    expect(pictures.length).toBeGreaterThan(0);
    expect(files).toEqual(expect.arrayContaining(pictures));
  });

  it('runs on every machine: nothing in it is compiled for one', () => {
    expect(files.filter((file) => /\.(node|so|dll|dylib|exe)$/.test(file))).toEqual([]);
  });

  it(
    `can be made, as nothing in it looks like a secret, and is smaller than ${MOST_BYTES / 1e6} MB`,
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'preflight-vsix-'));
      try {
        const packagePath = join(folder, 'django-preflight.vsix');
        await createVSIX({ cwd: ROOT, packagePath, dependencies: false, rewriteRelativeLinks: false, allowMissingRepository: true });
        expect(statSync(packagePath).size).toBeLessThan(MOST_BYTES);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
    SLOW_MS,
  );

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

function picturesOf(page: string): readonly string[] {
  const links = readFileSync(join(ROOT, page), 'utf8').matchAll(/!\[[^\]]*\]\(([^)]+)\)/g);
  return [...links].flatMap((link) => link[1] ?? []);
}
