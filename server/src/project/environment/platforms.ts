import { type AST, parseTOML } from 'toml-eslint-parser';
import { basename, dirname } from '../../base/paths';
import type { Place, Span } from '../../base/text';
import { child, readYaml, type Tree, writtenScalar } from '../../syntax/compose/yamlTree';
import { readProcfile } from '../../syntax/procfile/procfile';
import { aligned, verbatim } from '../../syntax/written';
import type { Discovery } from '../discover';
import { isPlatformFile } from './artefact';
import { type PlacedText, startOfLine } from './command';
import { blurred, type Held, type Variables } from './held';
import { imageOf, startOfContainer } from './image';
import type { RunCommand } from './runCommand';
import type { Run } from './runs';
import type { Start } from './server';
import { type Surroundings, surroundings } from './surroundings';

/** A server that a platform's file starts. */
export interface PlatformStart {
  readonly start: Start;
  readonly words: string;
  readonly place: Place;
}

/** Told of every command of a platform's file. */
export type NotePlatform = (command: RunCommand, when: Run['when'], words: string) => void;

/** The servers of one platform file; none for another file. */
export function platformStarts(discovery: Discovery, path: string, note: NotePlatform): readonly PlatformStart[] {
  const name = basename(path);
  const text = isPlatformFile(path) ? discovery.read(path) : undefined;
  if (text === undefined || text.length > 1_000_000) return [];
  const file: PlatformFile = { discovery, path, text, note };
  if (name.startsWith('fly')) return flyStarts(file);
  return name.startsWith('render') ? renderStarts(file) : railwayStarts(file);
}

interface PlatformFile {
  readonly discovery: Discovery;
  readonly path: string;
  readonly text: string;
  readonly note: NotePlatform;
}

/** A command of a platform's file, and the server that it starts. */
function startOf(
  { note }: PlatformFile,
  line: PlacedText,
  variables: Variables,
  around: Surroundings,
  when: Run['when'],
  words: string,
): Start | undefined {
  return startOfLine(line, variables, { ...around, note: (command) => note(command, when, words) });
}

/** Source: https://fly.io/docs/reference/configuration/ */
function flyStarts(file: PlatformFile): readonly PlatformStart[] {
  const { discovery, path, text, note } = file;
  const leaves = tomlLeaves(text);
  const given = new Map<string, Held>();
  for (const { path: key, value, span } of leaves) {
    if (key[0] === 'env' && key[1] !== undefined) given.set(key[1], { kind: 'value', value, place: { file: path, span } });
  }
  const folder = dirname(path);
  const dockerfile = leaves.find(({ path: key }) => key.join('.') === 'build.dockerfile')?.value ?? 'Dockerfile';
  const image = imageOf(discovery, folder === '' ? dockerfile : `${folder}/${dockerfile}`, folder, undefined);
  // A secret of the app goes before what the image sets.
  const variables = new Map([...blurred(image?.variables ?? new Map(), 'as a secret of the app'), ...given]);
  const own = surroundings(discovery, path, folder, []);
  const around = { ...(image?.around ?? own), kind: own.kind };
  const words = `under ${path}`;
  const run = (leaf: TomlLeaf, when: Run['when'], name: string) => startOf(file, lineOf(file, leaf), variables, around, when, name);
  for (const leaf of leaves) if (leaf.path.join('.') === 'deploy.release_command') run(leaf, 'release', `before a release of ${path}`);
  const processes = leaves.filter(({ path: key }) => key[0] === 'processes' && key.length === 2);
  const process = processes.find(({ path: key }) => /^(app|web)$/.test(key[1] ?? ''));
  for (const leaf of processes) if (leaf !== process) run(leaf, 'start', `as ${leaf.path[1]} of ${path}`);
  const procfile = folder === '' ? 'Procfile' : `${folder}/Procfile`;
  const web = image || process ? undefined : readProcfile(discovery.read(procfile) ?? '').find((one) => one.name === 'web');
  const start = process
    ? run(process, 'start', words)
    : web
      ? startOfLine({ ...verbatim(web.command, web.span.start), file: procfile }, variables, around)
      : startOfContainer(image, {}, variables, { ...around, note: (command) => note(command, 'start', words) });
  return start ? [{ start, words, place: { file: path, span: { start: 0, end: 0 } } }] : [];
}

/** Source: https://render.com/docs/blueprint-spec */
function renderStarts(file: PlatformFile): readonly PlatformStart[] {
  const { discovery, path, text } = file;
  const services = child(readYaml(text), 'services');
  return itemsOf(services).flatMap((service): readonly PlatformStart[] => {
    const around = surroundings(discovery, path, textOf(child(service, 'rootDir')) ?? '', []);
    const variables = renderVariables(path, child(service, 'envVars'));
    const words = `as ${textOf(child(service, 'name')) ?? 'a service'} of ${path}`;
    const run = (key: string, when: Run['when']) => {
      const tree = child(service, key);
      if (tree?.kind !== 'scalar' || tree.type === 'null') return undefined;
      return startOf(file, { ...writtenScalar(text, tree), file: path }, variables, around, when, words);
    };
    run('buildCommand', 'build');
    run('preDeployCommand', 'release');
    const start = run('startCommand', 'start') ?? run('dockerCommand', 'start');
    return start ? [{ start, words, place: { file: path, span: service.span } }] : [];
  });
}

function renderVariables(file: string, tree: Tree | undefined): Variables {
  const variables = new Map<string, Held>();
  for (const item of itemsOf(tree)) {
    const key = textOf(child(item, 'key'));
    // `sync: false` is asked for in the dashboard, and what else has no value of its own comes from there or is generated.
    const value = child(item, 'sync') === undefined ? textOf(child(item, 'value')) : undefined;
    const place = { file, span: item.span };
    if (key !== undefined) variables.set(key, value === undefined ? { kind: 'set', place } : { kind: 'value', value, place });
  }
  return variables;
}

/** Variables are none of this file's. Source: https://docs.railway.com/reference/config-as-code */
function railwayStarts(file: PlatformFile): readonly PlatformStart[] {
  const { discovery, path, text } = file;
  const around = surroundings(discovery, path, dirname(path), []);
  const tree = path.endsWith('.json') ? readYaml(text) : undefined;
  const leaves = path.endsWith('.toml') ? tomlLeaves(text) : [];
  const words = `under ${path}`;
  const run = (section: string, key: string, when: Run['when']) => {
    const scalar = child(child(tree, section), key);
    const leaf = leaves.find((one) => one.path.join('.') === `${section}.${key}`);
    const isText = scalar?.kind === 'scalar' && scalar.type !== 'null';
    const line = leaf ? lineOf(file, leaf) : isText ? { ...writtenScalar(text, scalar), file: path } : undefined;
    const start = line && startOf(file, line, new Map(), around, when, words);
    return start && line && { start, words, place: { file: path, span: line.span } };
  };
  run('build', 'buildCommand', 'build');
  run('deploy', 'preDeployCommand', 'release');
  const started = run('deploy', 'startCommand', 'start');
  return started ? [started] : [];
}

/** The text of a TOML value as a command line. */
function lineOf({ path, text }: PlatformFile, { value, valueSpan }: TomlLeaf): PlacedText {
  const quote = /^(?:"""|'''|["'])/.exec(text.slice(valueSpan.start))?.[0].length ?? 0;
  return { ...aligned(value, text, { start: valueSpan.start + quote, end: valueSpan.end - quote }), file: path };
}

interface TomlLeaf {
  readonly path: readonly string[];
  readonly value: string;
  /** From the key to the end of the value. */
  readonly span: Span;
  readonly valueSpan: Span;
}

/** The scalars of a TOML file, as texts; none of a file with a fault. */
function tomlLeaves(text: string): readonly TomlLeaf[] {
  try {
    return leavesOf(parseTOML(text).body[0].body, []);
  } catch {
    return [];
  }
}

function leavesOf(body: readonly (AST.TOMLKeyValue | AST.TOMLTable)[], prefix: readonly string[]): readonly TomlLeaf[] {
  return body.flatMap((node): readonly TomlLeaf[] => {
    if (node.type === 'TOMLTable') return leavesOf(node.body, node.resolvedKey.map(String));
    const path = [...prefix, ...node.key.keys.map((key) => (key.type === 'TOMLBare' ? key.name : key.value))];
    if (node.value.type === 'TOMLInlineTable') return leavesOf(node.value.body, path);
    if (node.value.type !== 'TOMLValue') return [];
    const [start, end] = node.range;
    const [from, to] = node.value.range;
    return [{ path, value: String(node.value.value), span: { start, end }, valueSpan: { start: from, end: to } }];
  });
}

function itemsOf(tree: Tree | undefined): readonly Tree[] {
  return tree?.kind === 'list' ? tree.items : [];
}

function textOf(tree: Tree | undefined): string | undefined {
  return tree?.kind === 'scalar' && tree.type !== 'null' ? tree.text : undefined;
}
