import { type AST, parseTOML } from 'toml-eslint-parser';
import { basename, dirname } from '../../base/paths';
import type { Place, Span } from '../../base/text';
import { child, readYaml, type Tree } from '../../syntax/compose/yamlTree';
import { readProcfile } from '../../syntax/procfile/procfile';
import type { Discovery } from '../discover';
import { isPlatformFile } from './artefact';
import { startOfLine } from './command';
import { blurred, type Held, type Variables } from './held';
import { imageOf, startOfContainer, surroundings } from './image';
import type { Start } from './server';

/** A server that a platform's file starts. */
export interface PlatformStart {
  readonly start: Start;
  readonly words: string;
  readonly place: Place;
}

/** The servers of one platform file; none for another file. */
export function platformStarts(discovery: Discovery, path: string): readonly PlatformStart[] {
  const name = basename(path);
  const text = isPlatformFile(path) ? discovery.read(path) : undefined;
  if (text === undefined || text.length > 1_000_000) return [];
  if (name.startsWith('fly')) return flyStarts(discovery, path, text);
  return name.startsWith('render') ? renderStarts(discovery, path, text) : railwayStarts(discovery, path, text);
}

/** Source: https://fly.io/docs/reference/configuration/ */
function flyStarts(discovery: Discovery, path: string, text: string): readonly PlatformStart[] {
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
  const process = leaves.find(({ path: key }) => key[0] === 'processes' && /^(app|web)$/.test(key[1] ?? ''));
  const procfile = folder === '' ? 'Procfile' : `${folder}/Procfile`;
  const web = image ? undefined : readProcfile(discovery.read(procfile) ?? '').find((one) => one.name === 'web');
  const start = process
    ? startOfLine(process.value, { file: path, span: process.span }, variables, around)
    : web
      ? startOfLine(web.command, { file: procfile, span: web.span }, variables, around)
      : startOfContainer(image, {}, variables, around);
  return start ? [{ start, words: `under ${path}`, place: { file: path, span: { start: 0, end: 0 } } }] : [];
}

/** Source: https://render.com/docs/blueprint-spec */
function renderStarts(discovery: Discovery, path: string, text: string): readonly PlatformStart[] {
  const services = child(readYaml(text), 'services');
  return itemsOf(services).flatMap((service): readonly PlatformStart[] => {
    const folder = textOf(child(service, 'rootDir')) ?? '';
    const variables = renderVariables(path, child(service, 'envVars'));
    const command = child(service, 'startCommand') ?? child(service, 'dockerCommand');
    const line = textOf(command);
    const around = surroundings(discovery, path, folder, []);
    const start = line === undefined || !command ? undefined : startOfLine(line, { file: path, span: command.span }, variables, around);
    const place = { file: path, span: service.span };
    return start ? [{ start, words: `as ${textOf(child(service, 'name')) ?? 'a service'} of ${path}`, place }] : [];
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

/** `deploy.startCommand`; variables are none of this file's. Source: https://docs.railway.com/reference/config-as-code */
function railwayStarts(discovery: Discovery, path: string, text: string): readonly PlatformStart[] {
  const tree = path.endsWith('.json') ? readYaml(text) : undefined;
  const found = child(child(tree, 'deploy'), 'startCommand');
  const leaf = path.endsWith('.toml') ? tomlLeaves(text).find(({ path: key }) => key.join('.') === 'deploy.startCommand') : undefined;
  const line = leaf?.value ?? textOf(found);
  const place = { file: path, span: leaf?.span ?? found?.span ?? { start: 0, end: 0 } };
  const start = line === undefined ? undefined : startOfLine(line, place, new Map(), surroundings(discovery, path, dirname(path), []));
  return start ? [{ start, words: `under ${path}`, place }] : [];
}

interface TomlLeaf {
  readonly path: readonly string[];
  readonly value: string;
  readonly span: Span;
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
    return [{ path, value: String(node.value.value), span: { start: node.range[0], end: node.range[1] } }];
  });
}

function itemsOf(tree: Tree | undefined): readonly Tree[] {
  return tree?.kind === 'list' ? tree.items : [];
}

function textOf(tree: Tree | undefined): string | undefined {
  return tree?.kind === 'scalar' && tree.type !== 'null' ? tree.text : undefined;
}
