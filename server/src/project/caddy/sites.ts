import { basename } from '../../base/paths';
import type { Files } from '../../host/files';
import type { CaddyFile } from '../../syntax/caddy/parse';
import { parseCaddy } from '../../syntax/caddy/parse';
import { kindOfPath } from '../environment/names';
import { addressOf } from './address';
import { blocksOf, type Imports, type Line, linesOf, type PlacedBlock, snippetsOf } from './expand';
import type { CaddyConfiguration, CaddySite } from './model';
import { bytesOf } from './proxy';
import { behaviourOf } from './routes';

/** What Caddyfiles are looked for in. */
export interface CaddyWorkspace {
  readonly files: Files;
  readonly listing: readonly string[];
}

/** Whether a file is one of Caddy’s by its name. */
export function isCaddyfile(path: string): boolean {
  return /^Caddyfile([._-][\w.-]+)?$|^[\w.-]+\.[Cc]addyfile$/.test(basename(path)) && !/\.(j2|jinja2?|tmpl|tpl|erb)$/.test(path);
}

/** Every Caddyfile of a workspace that another one does not import, with its sites. */
export function caddyConfigurations(workspace: CaddyWorkspace): readonly CaddyConfiguration[] {
  const found = workspace.listing.filter(isCaddyfile).flatMap((file) => caddyConfiguration(workspace.files, file) ?? []);
  return found.filter(({ file }) => !found.some((other) => other.file !== file && other.files.includes(file)));
}

/** Every site of every Caddyfile. */
export function caddySites(workspace: CaddyWorkspace): readonly CaddySite[] {
  return caddyConfigurations(workspace).flatMap(({ sites }) => sites);
}

/** What a Caddy reads that starts with one file; undefined where it cannot be read. */
export function caddyConfiguration(files: Files, file: string): CaddyConfiguration | undefined {
  const text = files.read(file);
  if (text === undefined) return undefined;
  const tree = parseCaddy(text);
  const kind = kindOfPath(file) ?? 'production';
  const read = new Set([file]);
  const reading = {
    read: (path: string) => files.read(path),
    list: (folder: string) => files.list(folder),
    files: read,
    missing: new Set<string>(),
  };
  const blocks = blocksOf(file, tree, reading);
  const snippets = snippetsOf(blocks);
  const imports = (): Imports => ({ ...reading, snippets, missing: new Set() });
  const globals = blocks.filter(({ block }) => block.kind === 'global').flatMap((one) => linesOf(one.block.body, one.file, imports()));
  const sites = blocks.filter(({ block }) => block.kind === 'site').map((one) => siteOf(one, kind, globals, tree, imports()));
  return { file, kind, tree, sites, files: [...read] };
}

function siteOf(
  { file, block }: PlacedBlock,
  kind: CaddySite['kind'],
  globals: readonly Line[],
  tree: CaddyFile,
  imports: Imports,
): CaddySite {
  const lines = linesOf(block.body, file, imports);
  const { routes, headers, limits, strange } = behaviourOf(lines, trustsProxies(globals));
  const options = { ...globalOptions(globals), hasTls: lines.some(({ name, args }) => name.text === 'tls' && args[0]?.text !== 'off') };
  const [first] = block.keys;
  const last = block.keys.at(-1);
  const limit = limits.filter(({ isForAll }) => isForAll).at(-1);
  const [unfollowed] = [
    ...imports.missing,
    ...strange.map((name) => `${name} is not followed`),
    ...tree.problems.map(({ message }) => message),
  ];
  return {
    file,
    kind,
    place: { file, span: { start: first?.span.start ?? block.span.start, end: last?.span.end ?? block.span.start } },
    addresses: block.keys.map((key) => addressOf(key, file, options)),
    routes,
    headers,
    maxBody: limit && { bytes: bytesOf(limit.text), place: limit.place },
    open: unfollowed ?? (globals.some(({ name }) => name.text === 'order') ? 'the order of directives is changed' : undefined),
  };
}

function globalOptions(globals: readonly Line[]) {
  const text = (name: string) => globals.findLast((one) => one.name.text === name)?.args[0]?.text;
  const port = (name: string, otherwise: number) => (/^\d+$/.test(text(name) ?? '') ? Number(text(name)) : otherwise);
  return { autoHttps: text('auto_https'), httpPort: port('http_port', 80), httpsPort: port('https_port', 443) };
}

/** `servers { trusted_proxies … }`. */
function trustsProxies(globals: readonly Line[]): boolean {
  return globals.some(({ name, body }) => name.text === 'servers' && body?.some((one) => one.name.text === 'trusted_proxies') === true);
}
