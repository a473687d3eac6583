import { builtinModules } from 'node:module';
import { posix } from 'node:path';
import type { Texts } from './repository';

export interface Import {
  readonly from: string;
  /** A path of the repository without its ending, or the name of a package as it is written. */
  readonly to: string;
}

/** From the ground up: a layer may import those that its entry names, and itself. */
const BELOW = {
  base: [],
  host: ['base'],
  syntax: ['base', 'host'],
  knowledge: ['base', 'host'],
  evaluate: ['base', 'host', 'syntax', 'knowledge'],
  project: ['base', 'host', 'syntax', 'knowledge', 'evaluate'],
  rules: ['base', 'host', 'syntax', 'knowledge', 'evaluate', 'project'],
  checklist: ['base', 'host', 'syntax', 'knowledge', 'evaluate', 'project', 'rules'],
  features: ['base', 'host', 'syntax', 'knowledge', 'evaluate', 'project', 'rules', 'checklist'],
  lsp: ['base', 'host', 'syntax', 'knowledge', 'evaluate', 'project', 'rules', 'checklist', 'features', 'protocol'],
  cli: ['base', 'host', 'syntax', 'knowledge', 'evaluate', 'project', 'rules', 'checklist', 'features'],
  node: ['base', 'host', 'syntax', 'knowledge', 'evaluate', 'project', 'rules', 'checklist', 'features', 'protocol', 'lsp', 'cli'],
  browser: ['base', 'host', 'syntax', 'knowledge', 'evaluate', 'project', 'rules', 'checklist', 'features', 'protocol', 'lsp'],
  protocol: [],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** Folders of server/src, and the protocol. */
export const LAYERS: readonly string[] = Object.keys(BELOW);

/** Who alone may import a package; a folder ends in `/`. */
const KEPT_FOR = [
  { packages: /^vscode-languageserver(-textdocument|-protocol)?(\/|$)|^vscode-jsonrpc/, only: ['lsp/', 'node/', 'browser/'] },
  { packages: /^vscode-languageserver-types$/, only: ['features/', 'lsp/', 'node/', 'browser/'] },
  { packages: /^web-tree-sitter/, only: ['syntax/treeSitter.ts'] },
  { packages: /^(vscode|vscode-languageclient)(\/|$)/, only: [] },
] as const;

const RIM = ['host/', 'node/', 'cli/'] as const;
const SERVER = 'server/src/';

/** Every import of the files, type imports and `import()` among them. Imports are read from the text: a bundler drops the types. */
export function importsOf(texts: Texts): readonly Import[] {
  const patterns = [
    /^\s*(?:import|export)\b(?:[^'";]*?\bfrom\s*)?\s*['"]([^'"]+)['"]/gm,
    /\bimport\(\s*['"]([^'"]+)['"]\s*\)/g,
    /\brequire\(\s*['"]([^'"]+)['"]\s*\)/g,
  ];
  return [...texts].flatMap(([from, text]) =>
    patterns.flatMap((pattern) => [...text.matchAll(pattern)].map((match) => ({ from, to: target(from, match[1] ?? '') }))),
  );
}

/** What the server's sources import against the direction of the layers. */
export function againstTheDirection(imports: readonly Import[]): readonly string[] {
  return imports.flatMap(({ from, to }) => {
    if (!to.startsWith(SERVER)) return /^(client|test|scripts)\//.test(to) ? [`${from} → ${to}`] : [];
    const [here, there] = [layerOf(from), layerOf(to)];
    const allowed: readonly string[] | undefined = Object.entries(BELOW).find(([layer]) => layer === here)?.[1];
    return here === there || allowed?.includes(there) ? [] : [`${from} → ${to}`];
  });
}

/** Imports of packages that only some files may know. */
export function keptPackages(imports: readonly Import[]): readonly string[] {
  return imports.flatMap(({ from, to }) => {
    const path = from.slice(SERVER.length);
    const kept = KEPT_FOR.find(({ packages }) => packages.test(to));
    if (kept) return kept.only.some((place) => path.startsWith(place)) ? [] : [`${from} → ${to}`];
    return isBuiltin(to) && !RIM.some((place) => path.startsWith(place)) ? [`${from} → ${to}`] : [];
  });
}

/** Uses of the process, the clock and chance, which are handed in from the rim. */
export function ambient(texts: Texts): readonly string[] {
  const pattern =
    /\bprocess\.(?:env|cwd|exit|exitCode|argv|std(?:in|out|err)|platform|on|once|hrtime|memoryUsage|nextTick|versions?)\b|\bDate\.now\b|\bnew Date\b|\bperformance\.(?:now|mark|timeOrigin)\b|\bMath\.random\b/g;
  return [...texts].flatMap(([path, text]) => {
    if (RIM.some((place) => path.startsWith(SERVER + place))) return [];
    return [...text.matchAll(pattern)].map((match) => `${path}: ${match[0]}`);
  });
}

/** What the client imports of the server beyond the protocol. */
export function beyondTheProtocol(imports: readonly Import[]): readonly string[] {
  return imports.filter(({ to }) => to.startsWith('server/') && to !== `${SERVER}protocol`).map(({ from, to }) => `${from} → ${to}`);
}

/** `rules` for server/src/rules/django/hsts-off.ts, `protocol` for server/src/protocol.ts. */
export function layerOf(path: string): string {
  return path.slice(SERVER.length).split('/')[0]?.replace(/\.ts$/, '') ?? '';
}

function target(from: string, written: string): string {
  return written.startsWith('.') ? posix.join(posix.dirname(from), written).replace(/\.ts$/, '') : written;
}

function isBuiltin(name: string): boolean {
  return name.startsWith('node:') || builtinModules.includes(name.split('/')[0] ?? '');
}
