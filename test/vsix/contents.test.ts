import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createVSIX, listFiles, PackageManager } from '@vscode/vsce';
import { beforeAll, describe, expect, it } from 'vitest';
import { filesNamed } from '../meta/manifest';
import { keptFiles, ROOT, readJson } from '../meta/repository';

const MOST_BYTES = 3_000_000;
/** The server, the extension, the page of the checklist, and the parsers. */
const SHIPPED = ['server.js', 'extension.js', 'checklist.js', 'web-tree-sitter.wasm', 'tree-sitter-python.wasm', 'tree-sitter-nginx.wasm'];
/** The command line has most of the server in it once more, and nothing in the editor calls it. */
const BUILT = [...SHIPPED, 'cli.js', 'main.js'];
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
      ...filesNamed({ ...readJson('package.json'), bin: {} }),
      ...SHIPPED.map((name) => `dist/${name}`),
      // The page of the checklist loads its styles, and VS Code finds translations, by place.
      ...['client/media', 'l10n', 'docs/rules'].flatMap(keptFiles),
      ...readdirSync(ROOT).filter((path) => /^package\.nls\.[\w-]+\.json$/.test(path)),
      ...picturesOf('README.md'),
    ]);
    expect([...files].sort()).toEqual([...needed].sort());
  });

  it('has every bundle, without the map to its source', () => {
    expect(readdirSync(join(ROOT, 'dist')).sort()).toEqual([...BUILT].sort());
    const mapped = BUILT.filter((name) => readFileSync(join(ROOT, 'dist', name)).includes('sourceMappingURL='));
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
        expect(await initialized(folder)).toMatchObject({ result: { capabilities: { hoverProvider: true } } });
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
    SLOW_MS,
  );
});

/** What the server of an unpacked extension answers to `initialize`. */
async function initialized(folder: string): Promise<unknown> {
  const body = JSON.stringify({
    jsonrpc: '2.0',
    id: 1,
    method: 'initialize',
    params: { processId: null, rootUri: null, capabilities: {} },
  });
  const start = "void require('./dist/server.js').startStdioServer()";
  const server = spawn(process.execPath, ['-e', start, '--', '--stdio'], { cwd: folder, stdio: ['pipe', 'pipe', 'inherit'] });
  try {
    server.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
    let answer = '';
    for await (const part of server.stdout.setEncoding('utf8')) {
      answer += part;
      const [, length = '', rest = ''] = /^Content-Length: (\d+)[\s\S]*?\r\n\r\n([\s\S]*)$/.exec(answer) ?? [];
      if (length !== '' && Buffer.byteLength(rest) >= Number(length)) return JSON.parse(rest.slice(0, Number(length)));
    }
    return undefined;
  } finally {
    server.kill();
  }
}

function picturesOf(page: string): readonly string[] {
  const links = readFileSync(join(ROOT, page), 'utf8').matchAll(/!\[[^\]]*\]\(([^)]+)\)/g);
  return [...links].flatMap((link) => link[1] ?? []);
}
