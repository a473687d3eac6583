import { dirname } from '../../base/paths';
import type { Place } from '../../base/text';
import { readYaml, type Tree } from '../../syntax/compose/yamlTree';
import { merged, withoutResets } from './merge';
import type { ComposedNetwork, ComposedSecret, ComposedVolume, ComposeModel } from './model';
import { type ServiceReader, serviceOf } from './service';
import { below, filled, type Outer, textOf, workspacePath } from './text';
import { entriesOf, get, itemsOf, type Origin, type PlacedEntry, type PlacedMap, type PlacedTree, placed, scalarOf } from './tree';

/** A YAML tree of a file of the workspace; undefined where there is none. */
export type ReadTree = (path: string) => Tree | undefined;

const MAX_SERVICES = 300;
const MAX_DEPTH = 12;
const MAX_INCLUDED = 60;
const MAX_LENGTH = 1_000_000;

/** The tree of a text; undefined where it is no YAML, or far too long. */
export function treeOfText(text: string): Tree | undefined {
  return text.length > MAX_LENGTH ? undefined : readYaml(text);
}

/**
 * What compose makes of files that are given together. Never fails: what cannot be read is left out, and `incomplete` says so.
 *
 * @param files in the order of `-f`; relative paths of all of them are seen from the folder of the first.
 * @param outer the variables of compose's own environment, as far as they are told.
 * Source: https://github.com/compose-spec/compose-spec/blob/main/13-merge.md
 */
export function loadCompose(files: readonly string[], readTree: ReadTree, readText: (path: string) => string, outer: Outer): ComposeModel {
  const folder = dirname(files[0] ?? '');
  const state: Loading = { readTree, outer, used: new Set(files), incomplete: undefined, including: new Set(files) };
  let whole: PlacedMap | undefined;
  const own: PlacedMap[] = [];
  for (const file of files) {
    const tree = loadFile(state, file, { file, folder });
    if (!tree) continue;
    own.push(tree);
    const next = whole ? merged(whole, tree, '') : tree;
    whole = next.kind === 'map' ? next : whole;
  }
  const clean = whole && withoutResets(whole);
  const reader: ServiceReader = { ...outer, read: readText };
  const services = entriesOf(get(clean, 'services')).slice(0, MAX_SERVICES);
  return {
    files: [...state.used],
    folder,
    services: services.flatMap((entry) => (entry.value.kind === 'map' ? [serviceOf(entry, definitionsOf(own, entry.key), reader)] : [])),
    networks: entriesOf(get(clean, 'networks')).map((entry) => networkOf(entry)),
    volumes: entriesOf(get(clean, 'volumes')).map((entry) => volumeOf(entry, outer)),
    secrets: entriesOf(get(clean, 'secrets')).map((entry) => secretOf(entry, outer)),
    configs: entriesOf(get(clean, 'configs')).map((entry) => secretOf(entry, outer)),
    versions: own.flatMap((tree) => tree.entries.filter(({ key }) => key === 'version').map(keyPlace)),
    incomplete: state.incomplete,
  };
}

interface Loading {
  readonly readTree: ReadTree;
  readonly outer: Outer;
  readonly used: Set<string>;
  readonly including: Set<string>;
  incomplete: string | undefined;
}

/** A file with what it includes and extends. */
function loadFile(state: Loading, file: string, origin: Origin): PlacedMap | undefined {
  const tree = state.readTree(file);
  if (tree?.kind !== 'map') {
    state.incomplete ??= `${file} cannot be read`;
    return undefined;
  }
  const whole = placed(tree, origin) as PlacedMap;
  const services = get(whole, 'services');
  const entries = whole.entries.map((entry): PlacedEntry => {
    if (entry.key !== 'services' || services?.kind !== 'map') return entry;
    const extended = services.entries.map((one): PlacedEntry => ({ ...one, value: extendedService(state, services, one, 0) }));
    return { ...entry, value: { ...services, entries: extended } };
  });
  return included(state, { ...whole, entries });
}

/** A service upon the one that it extends. Source: https://github.com/compose-spec/compose-spec/blob/main/05-services.md#extends */
function extendedService(state: Loading, services: PlacedMap, { value }: PlacedEntry, depth: number): PlacedTree {
  const extend = get(value, 'extends');
  if (value.kind !== 'map' || !extend) return value;
  const own: PlacedMap = { ...value, entries: value.entries.filter(({ key }) => key !== 'extends') };
  const name = scalarOf(extend)?.text ?? scalarOf(get(extend, 'service'))?.text;
  const from = textOf(get(extend, 'file'), state.outer);
  const pool = from ? extendedFile(state, from.value, value.origin) : services;
  const base = pool?.entries.findLast(({ key }) => key === name);
  if (!pool || !base || depth > MAX_DEPTH) {
    state.incomplete ??= `what the service extends is not told: ${from?.text ?? name ?? ''}`;
    return own;
  }
  return merged(extendedService(state, pool, base, depth + 1), own, 'services.*');
}

function extendedFile(state: Loading, path: string | undefined, origin: Origin): PlacedMap | undefined {
  const file = path === undefined ? undefined : below(origin.folder, path);
  const tree = file === undefined ? undefined : state.readTree(file);
  if (file === undefined || !tree) return undefined;
  state.used.add(file);
  const services = get(placed(tree, { file, folder: dirname(file) }), 'services');
  return services?.kind === 'map' ? services : undefined;
}

/** With the files of `include`; what the file itself says goes before. Source: https://github.com/compose-spec/compose-spec/blob/main/14-include.md */
function included(state: Loading, whole: PlacedMap): PlacedMap {
  let result: PlacedTree = whole;
  for (const item of itemsOf(get(whole, 'include'))) {
    const folder = textOf(get(item, 'project_directory'), state.outer);
    const path = get(item, 'path') ?? item;
    const files = itemsOf(path).length > 0 ? itemsOf(path) : [path];
    for (const one of files) {
      const text = textOf(one, state.outer);
      const file = text && workspacePath(text, one.origin);
      if (file === undefined || state.including.has(file) || state.including.size > MAX_INCLUDED) {
        state.incomplete ??= `an included file is not told: ${text?.text ?? ''}`;
        continue;
      }
      state.including.add(file);
      state.used.add(file);
      const place = folder ? workspacePath(folder, one.origin) : dirname(file);
      const tree = loadFile(state, file, { file, folder: place ?? dirname(file) });
      if (tree) result = joined(tree, result as PlacedMap);
    }
  }
  return result as PlacedMap;
}

const SECTIONS: ReadonlySet<string> = new Set(['services', 'networks', 'volumes', 'secrets', 'configs']);

/** Services and the like of an included file that the including one does not have. */
function joined(base: PlacedMap, over: PlacedMap): PlacedMap {
  const own = new Map(over.entries.map((entry) => [entry.key, entry]));
  for (const section of base.entries) {
    if (!SECTIONS.has(section.key) || section.value.kind !== 'map') continue;
    const mine = own.get(section.key);
    if (mine && mine.value.kind !== 'map') continue;
    const known = mine?.value.kind === 'map' ? mine.value.entries : [];
    const names = new Set(known.map(({ key }) => key));
    const more = section.value.entries.filter(({ key }) => !names.has(key));
    own.set(section.key, { ...(mine ?? section), value: { ...section.value, entries: [...more, ...known] } });
  }
  return { ...over, entries: [...own.values()] };
}

function definitionsOf(files: readonly PlacedMap[], name: string): readonly Place[] {
  return files.flatMap((file) =>
    entriesOf(get(file, 'services'))
      .filter(({ key }) => key === name)
      .map(keyPlace),
  );
}

function keyPlace({ origin, keySpan }: PlacedEntry): Place {
  return { file: origin.file, span: keySpan };
}

/** `external: true`, and the older `external: {name: …}`. */
function isExternal(tree: PlacedTree): boolean {
  const external = get(tree, 'external');
  return external?.kind === 'map' || scalarOf(external)?.text === 'true';
}

function networkOf(entry: PlacedEntry): ComposedNetwork {
  const internal = scalarOf(get(entry.value, 'internal'))?.text === 'true';
  return { name: entry.key, place: keyPlace(entry), external: isExternal(entry.value), internal };
}

function volumeOf(entry: PlacedEntry, outer: Outer): ComposedVolume {
  const device = textOf(get(get(entry.value, 'driver_opts'), 'device'), outer);
  return { name: entry.key, place: keyPlace(entry), external: isExternal(entry.value), device };
}

function secretOf(entry: PlacedEntry, outer: Outer): ComposedSecret {
  const tree = get(entry.value, 'file');
  const file = textOf(tree, outer);
  const variable = scalarOf(get(entry.value, 'environment'))?.text;
  return {
    name: entry.key,
    place: keyPlace(entry),
    file: file && tree ? workspacePath(file, tree.origin) : undefined,
    environment: variable === undefined ? undefined : (filled(variable, outer).value ?? variable),
    external: isExternal(entry.value),
  };
}
