// Makes the generated half of grammars/tree-sitter-nginx from grammar.js and the scanner: the parser, the .wasm and PROVENANCE.
// With --check nothing is written, and any difference from what is there is a failure.
//
// Needs tree-sitter (`cargo install tree-sitter-cli`; TREE_SITTER names it if it is not in PATH) and Debian's clang, lld and wasi-libc.

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const home = fileURLToPath(new URL('../../grammars/tree-sitter-nginx', import.meta.url));
const treeSitter = process.env.TREE_SITTER ?? 'tree-sitter';

const sources = ['grammar.js', 'tree-sitter.json', 'src/raw.h', 'src/scan.h', 'src/scanner.c', 'src/templates.h', 'src/words.h'];
const made = [
  'src/grammar.json',
  'src/node-types.json',
  'src/parser.c',
  'src/tree_sitter/alloc.h',
  'src/tree_sitter/array.h',
  'src/tree_sitter/parser.h',
  'tree-sitter-nginx.wasm',
];

const compile = '--target=wasm32-unknown-emscripten -fPIC -Os -fvisibility=hidden -isystem /usr/include/wasm32-wasi -D__wasi__ -Isrc'.split(
  ' ',
);
const link = '--experimental-pic -shared --no-entry --export=tree_sitter_nginx --allow-undefined --strip-all'.split(' ');
const commands = [
  [treeSitter, 'generate', '--abi', '15'],
  ['clang', ...compile, '-c', 'src/scanner.c', '-o', 'scanner.o'],
  ['clang', ...compile, '-c', 'src/parser.c', '-o', 'parser.o'],
  ['wasm-ld', ...link, 'parser.o', 'scanner.o', '-o', 'tree-sitter-nginx.wasm'],
];

const folder = mkdtempSync(join(tmpdir(), 'tree-sitter-nginx-'));
try {
  for (const file of sources) copy(home, folder, file);
  for (const [program, ...args] of commands) run(program, args);
  for (const file of made.filter((each) => each.endsWith('.json'))) endLine(file);
  writeFileSync(join(folder, 'PROVENANCE'), provenance());
  const outputs = [...made, 'PROVENANCE'];
  if (process.argv.includes('--check')) check(outputs);
  else for (const file of outputs) copy(folder, home, file);
} finally {
  rmSync(folder, { recursive: true });
}

function check(files) {
  const different = files.filter((file) => !existsSync(join(home, file)) || !read(home, file).equals(read(folder, file)));
  if (different.length === 0) {
    console.log(`${files.length} files are what the grammar gives.`);
    return;
  }
  console.error(`Not what the grammar gives: ${different.join(', ')}.`);
  console.error(`Built here with:\n${tools()}\nRun node scripts/nginx-grammar/build.mjs with the tools that PROVENANCE names.`);
  process.exitCode = 1;
}

function provenance() {
  const lines = commands.map(([program, ...args]) => `$ ${program === treeSitter ? 'tree-sitter' : program} ${args.join(' ')}`);
  const sums = [...sources, ...made].sort().map((file) => `${createHash('sha256').update(read(folder, file)).digest('hex')}  ${file}`);
  return `${['Made by scripts/nginx-grammar/build.mjs', tools(), lines.join('\n'), sums.join('\n')].join('\n\n')}\n`;
}

function tools() {
  const libc = run('dpkg-query', ['--showformat=${Version}', '--show', 'wasi-libc']);
  return [
    run(treeSitter, ['--version']),
    run('clang', ['--version']).split('\n')[0],
    run('wasm-ld', ['--version']),
    `wasi-libc ${libc}`,
  ].join('\n');
}

function run(program, args) {
  const { status, stdout, stderr, error } = spawnSync(program, args, { cwd: folder, encoding: 'utf8' });
  if (status === 0) return stdout.trim();
  console.error(`${program} ${args.join(' ')}\n${error?.message ?? stderr}`);
  rmSync(folder, { recursive: true, force: true });
  process.exit(1);
}

/** Text files end with a line end here. */
function endLine(file) {
  writeFileSync(join(folder, file), `${read(folder, file).toString().trimEnd()}\n`);
}

function read(root, file) {
  return readFileSync(join(root, file));
}

function copy(from, to, file) {
  mkdirSync(dirname(join(to, file)), { recursive: true });
  cpSync(join(from, file), join(to, file));
}
