/**
 * `npm run bench [-- [--only PARTS] [PATH SETTINGS_MODULE [NAME=VALUE…]]]`: how fast, in ratios. test/bench/README.md says how to read the
 * table; PARTS are letters of it, such as `ag`.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { refereeOrSkip } from '../test/oracle/venv.mjs';

const PAIRS = 21;
const WINDOWS = 7;
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const require = createRequire(import.meta.url);
const cli = join(root, 'dist', 'cli.js');
const python = refereeOrSkip();
const { only, project } = given(process.argv.slice(2));
if (project.length === 1) throw new Error('npm run bench -- PATH SETTINGS_MODULE [NAME=VALUE…]');
const work = mkdtempSync(join(tmpdir(), 'preflight-bench-'));

try {
  const parts = { a: wholeProcess, bc: inProcess, d: evaluation, e: growth, f: nginx, g: editor, h: stack };
  const rows = [];
  for (const [letters, measure] of Object.entries(parts))
    if ([...letters].some((letter) => only.includes(letter))) rows.push(...(await measure()));
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column].length)));
  for (const row of rows)
    console.log(
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    );
} finally {
  rmSync(work, { recursive: true, force: true });
}

function given(args) {
  const at = args.indexOf('--only');
  return at < 0 ? { only: 'abcdefgh', project: args } : { only: args[at + 1] ?? '', project: args.toSpliced(at, 2) };
}

/** Part (a). */
function wholeProcess() {
  if (!existsSync(cli)) return [['a  check, whole process', 'left out: npm run build first', '', '']];
  if (!python) return [['a  check, whole process', 'left out: no referee', '', '']];
  const project = join(work, 'example');
  cpSync(join(root, 'examples', 'faulty'), project, { recursive: true });
  const env = { PATH: process.env.PATH, DJANGO_SETTINGS_MODULE: 'config.settings.production', SECRET_KEY: 'x' };
  const ours = () => timed(process.execPath, [cli, 'check', project, '--format', 'json'], { env });
  const django = () => timed(python, ['manage.py', 'check', '--deploy'], { cwd: project, env });
  const pairs = inTurns(PAIRS, ours, django);
  const ratio = median(pairs.map(([one, other]) => one / other));
  const times = `${ms(median(pairs.map(([one]) => one)))} against ${ms(median(pairs.map(([, other]) => other)))}`;
  return [[`a  check / manage.py check --deploy, ${PAIRS} pairs`, `median of ratios ${ratio.toFixed(2)}`, times, 'goal: at most 0.5']];
}

/** Parts (b) and (c). */
async function inProcess() {
  const project = join(work, 'long');
  mkdirSync(project);
  const { cold, edits, processor, parses } = run(await bundled('inProcess'), [project]);
  const first = median(cold);
  const shares = (times) => [50, 95, 99].map((share) => `p${share} ${ms(percentile(times, share))}`).join(', ');
  const opening = edits.slice(0, 100);
  return [
    [
      `b  diagnostics after an edit, 1,000 lines, ${edits.length} edits`,
      `p95 / cold check ${(percentile(edits, 95) / first).toFixed(2)}`,
      `${shares(edits)} (processor: p95 ${ms(percentile(processor, 95))}); cold ${ms(first)}`,
      'goal: p95 under 16 ms',
    ],
    [`b  the first ${opening.length} of them`, `p95 / cold check ${(percentile(opening, 95) / first).toFixed(2)}`, shares(opening), ''],
    ...parses.map(parseRow),
  ];
}

function parseRow({ lines, bytes, times, text }) {
  const own = median(times);
  const theirs = python ? astParse(text) : undefined;
  const ratio = theirs === undefined ? 'ratio left out: no referee' : `/ ast.parse ${(own / theirs).toFixed(2)}`;
  return [`c  parse, ${lines.toLocaleString('en')} lines`, ratio, `${ms(own)}, ${(bytes / 1e3 / own).toFixed(1)} MB/s`, ''];
}

/** Milliseconds that CPython takes for the same text, median of 25. */
function astParse(text) {
  const file = join(work, 'parsed.py');
  writeFileSync(file, text);
  const code = [
    'import ast, statistics, sys, time',
    'text = open(sys.argv[1], encoding="utf-8").read()',
    'def once():',
    '    started = time.perf_counter(); ast.parse(text); return time.perf_counter() - started',
    'print(statistics.median(once() for _ in range(25)) * 1000)',
  ].join('\n');
  return Number(execFileSync(python, ['-I', '-c', code, file], { encoding: 'utf8' }));
}

/** Part (d): a chain that is made for it, and the project that the arguments name. */
async function evaluation() {
  const script = await bundled('evaluation');
  const chain = join(work, 'chain');
  mkdirSync(chain);
  const [folder, settings, ...variables] = project;
  const rows = run(script, [chain]).map((times) => chainRow('a made chain', times));
  if (folder === undefined) return rows;
  return [...rows, ...run(script, [resolve(folder), settings, ...variables]).map((times) => chainRow(settings, times))];
}

function chainRow(name, { cold, edits, isolated, files, lines, incomplete }) {
  const size = `${lines.toLocaleString('en')} lines in ${files} modules`;
  return [
    `d  evaluation, ${name}, ${isolated ? 'closed' : 'open'}, ${size}`,
    `edit / cold ${(median(edits) / median(cold)).toFixed(2)}`,
    `${ms(median(edits))} (p95 ${ms(percentile(edits, 95))}) against ${ms(median(cold))} (first ${ms(cold[0])})`,
    incomplete === undefined ? '' : `incomplete: ${incomplete}`,
  ];
}

/** Part (e). */
async function growth() {
  return run(await bundled('growth'), [], ['--expose-gc']).map(growthRow);
}

function growthRow({ unit, from, isolated, sizes }) {
  const figures = sizes.map(({ size, runs }) => {
    const of = (figure) => median(runs.map(figure));
    return { size, cold: of((one) => one.parse + one.evaluate), evaluate: of((one) => one.evaluate), heap: of((one) => one.heap) };
  });
  const small = figures.find(({ size }) => size === from);
  const large = figures.at(-1);
  const perUnit = (figure) => (large[figure] / large.size / (small[figure] / small.size)).toFixed(2);
  const stopped = sizes.find(({ runs }) => runs[0].incomplete !== undefined);
  const count = (size) => size.toLocaleString('en');
  return [
    `e  growth, ${isolated ? 'closed' : 'open'}, per ${unit} at ${count(large.size)} / at ${count(from)}`,
    stopped
      ? `none: ${count(stopped.size)} stop, ${stopped.runs[0].incomplete}`
      : `time ${perUnit('cold')} (evaluation alone ${perUnit('evaluate')}), memory ${perUnit('heap')}`,
    figures.map(({ size, cold, evaluate, heap }) => `${count(size)}: ${ms(cold)} (${ms(evaluate)}), ${mb(heap)}`).join('; '),
    'goal: at most 1.5',
  ];
}

/** Part (f). */
async function nginx() {
  const project = join(work, 'proxy');
  mkdirSync(project);
  const { cold, edits, processor } = run(await bundled('nginx'), [project]);
  const shares = [50, 95].map((share) => `p${share} ${ms(percentile(edits, share))}`).join(', ');
  return [
    [
      `f  nginx, diagnostics after an edit, 10,000 lines in 101 files, ${edits.length} edits`,
      `p95 / cold check ${(percentile(edits, 95) / median(cold)).toFixed(2)}`,
      `${shares} (processor: p95 ${ms(percentile(processor, 95))}); cold ${ms(median(cold))}`,
      'goal: p95 under 16 ms',
    ],
    againstGixy(project),
  ];
}

function againstGixy(project) {
  const name = 'f  check / gixy, the same files';
  const gixy = python && join(dirname(python), 'gixy');
  if (!gixy || !existsSync(gixy) || !existsSync(cli)) return [name, 'left out: no referee, or npm run build first', '', ''];
  const env = { PATH: process.env.PATH };
  const ours = () => timed(process.execPath, [cli, 'check', project, '--select', 'nginx', '--format', 'json'], { env });
  const theirs = () => timed(gixy, [join(project, 'nginx', 'nginx.conf')], { env });
  const pairs = inTurns(7, ours, theirs);
  const ratio = median(pairs.map(([one, other]) => one / other));
  const times = `${ms(median(pairs.map(([one]) => one)))} against ${ms(median(pairs.map(([, other]) => other)))}`;
  return [`${name}, ${pairs.length} pairs`, `median of ratios ${ratio.toFixed(2)}`, times, 'goal: at most 0.2'];
}

/** Part (h): many services and files, in a tree of far more that are nobody's business. */
async function stack() {
  const project = join(work, 'services');
  mkdirSync(project);
  const { artefacts, cold, heap, rows } = run(await bundled('stack'), [project], ['--expose-gc']);
  const size = `50 services, ${artefacts.toLocaleString('en')} files of theirs, 200,000 others`;
  const checks = existsSync(cli)
    ? Array.from({ length: 3 }, () => timed(process.execPath, [cli, 'check', project, '--format', 'json'], {}))
    : [];
  return [
    [`h  first findings, ${size}`, `${ms(median(cold))}`, `first ${ms(cold[0])}, heap ${mb(heap)}`, ''],
    ['h  whole check, the same', checks.length > 0 ? ms(median(checks)) : 'left out: npm run build first', '', ''],
    ...rows.map(({ what, edits }) => [
      `h  diagnostics after an edit of ${what}, ${edits.length} edits`,
      `p50 / first findings ${(median(edits) / median(cold)).toFixed(2)}`,
      `p50 ${ms(median(edits))}, p95 ${ms(percentile(edits, 95))}`,
      '',
    ]),
  ];
}

/** Part (g): fresh windows of the editor, each with a server of its own; in turns with windows on a folder without Django. */
async function editor() {
  const { editorWindows } = await import('../test/bench/editor/windows.mjs');
  const windows = await editorWindows(WINDOWS);
  if (windows.leftOut) return [['g  in the editor', `left out: ${windows.leftOut}`, '', '']];
  const { django, plain } = windows;
  const of = (figure) => median(django.map(figure));
  const thread = (name) => ms(of((one) => one[name].processor));
  const whole = of((one) => one.load.processor + one.call.processor);
  const started = plain.filter(({ active }) => active).length;
  return [
    [
      `g  activation in the editor, ${django.length} fresh windows`,
      `${ms(whole)} of the extension host's thread`,
      `reading the bundle ${thread('load')}, activate() ${thread('call')}; while the server starts ${ms(of((one) => one.resolved.processor - one.call.processor))}, other extensions included; by the clock ${ms(of((one) => one.load.clock + one.call.clock))}`,
      'goal: under 50 ms',
    ],
    ['g  activation in a folder without Django', `${started} of ${plain.length} windows`, '', 'goal: none'],
    [
      'g  first findings after a settings file is opened, cold server',
      ms(of((one) => one.diagnostics)),
      `from ${ms(Math.min(...django.map((one) => one.diagnostics)))} to ${ms(Math.max(...django.map((one) => one.diagnostics)))}`,
      'goal: under 1,000 ms',
    ],
  ];
}

/** Times of two programs in turns, so that a slow moment of the machine hits both; each has run once before. */
function inTurns(count, one, other) {
  one();
  other();
  return Array.from({ length: count }, (_, at) => {
    if (at % 2 === 0) return [one(), other()];
    const second = other();
    return [one(), second];
  });
}

/** Bundles a script of test/bench with the sources themselves. Gives the path of the bundle. */
async function bundled(name) {
  const folder = join(root, '.cache', 'bench');
  mkdirSync(folder, { recursive: true });
  const outfile = join(folder, `${name}.cjs`);
  await build({
    entryPoints: [join(root, 'test', 'bench', `${name}.ts`)],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    logLevel: 'warning',
    define: { PREFLIGHT_VERSION: '"bench"' },
    alias: { 'web-tree-sitter': require.resolve('web-tree-sitter') },
  });
  return outfile;
}

/** What a bundled script says, in a process of its own. */
function run(script, args, flags = []) {
  return JSON.parse(execFileSync(process.execPath, [...flags, script, ...args], { encoding: 'utf8', maxBuffer: 1 << 28 }));
}

/** Milliseconds of a process. @throws when it could not do its work: exit codes 0 and 1 are verdicts. */
function timed(command, args, options) {
  const started = performance.now();
  const result = spawnSync(command, args, { encoding: 'utf8', ...options });
  const took = performance.now() - started;
  if (result.status !== 0 && result.status !== 1) throw new Error(`${command} ${args[0]}: ${result.stderr}`);
  return took;
}

function median(values) {
  return percentile(values, 50);
}

/** The value below which `share` percent of them lie (nearest rank). */
function percentile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((share / 100) * sorted.length) - 1)] ?? Number.NaN;
}

function ms(value) {
  return `${value < 10 ? value.toFixed(1) : value.toFixed(0)} ms`;
}

function mb(bytes) {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
