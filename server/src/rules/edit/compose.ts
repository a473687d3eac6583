import type { Place } from '../../base/text';
import type { Project, SourceFile } from '../../project/project';
import { entryOf, valueAt, type YamlEntry, type YamlMap, type YamlNode, yamlNodes } from '../../syntax/compose/yamlNodes';
import type { FileEdit } from '../rule';
import { lineBreak } from './lines';
import { entryLines, insertEntry, insertItem, removeEntry, replaceScalar, unitOf, type YamlValue } from './yaml';

/** A service in the compose file that an edit changes. */
export interface ServicePlace {
  readonly project: Project;
  readonly file: string;
  readonly service: string;
}

/** What an edit gives: undefined where the place is too unusual (an alias, a merge key) for one that keeps the layout. */
export type ComposeEdits = readonly FileEdit[] | undefined;

/** Sets a key of a service that does not have it: `restart: unless-stopped`, `healthcheck: {…}`. It comes below the last key. */
export function setServiceKey(place: ServicePlace, key: string, value: YamlValue): ComposeEdits {
  return edited(place, ({ source, map }) => insertEntry(source, map, key, value));
}

/**
 * Gives a service a variable, in the form (map or list) that its `environment` has; a variable that it has already gets the value.
 * @param value as it is to be written, `${…}` included.
 */
export function addEnvironment(place: ServicePlace, name: string, value: string): ComposeEdits {
  return edited(place, ({ source, map }) => {
    const environment = entryOf(map, 'environment');
    if (!environment) return insertEntry(source, map, 'environment', { [name]: value });
    const node = environment.value;
    if (node?.kind === 'map') {
      const own = entryOf(node, name);
      if (own?.value?.kind === 'scalar') return replaceScalar(own.value, value);
      return own ? undefined : insertEntry(source, node, name, value);
    }
    if (node?.kind !== 'list') return undefined;
    const own = node.items.find((item) => item.kind === 'scalar' && (item.text === name || item.text.startsWith(`${name}=`)));
    return own?.kind === 'scalar' ? replaceScalar(own, `${name}=${value}`) : insertItem(source, node, `${name}=${value}`);
  });
}

/** Gives a variable of a service another value, where the service itself has it in that file. */
export function replaceValue(project: Project, file: string, service: string, name: string, value: string): ComposeEdits {
  const found = locate({ project, file, service });
  const node = found && entryOf(found.map, 'environment')?.value;
  const isThere =
    node?.kind === 'map'
      ? entryOf(node, name) !== undefined
      : node?.kind === 'list' && node.items.some((item) => item.kind === 'scalar' && item.text.startsWith(`${name}=`));
  return isThere ? addEnvironment({ project, file, service }, name, value) : undefined;
}

/** What `addVolume` mounts. */
export interface NewMount {
  /** The name of a volume, or a path that starts with `./` or `/`. */
  readonly source: string;
  readonly target: string;
  readonly readOnly?: boolean;
}

/** Mounts something into a service, as a further item of its `volumes`. A named volume still has to be declared: `declareVolume`. */
export function addVolume(place: ServicePlace, { source, target, readOnly }: NewMount): ComposeEdits {
  const text = `${source}:${target}${readOnly ? ':ro' : ''}`;
  return edited(place, (found) => {
    const volumes = entryOf(found.map, 'volumes');
    if (!volumes) return insertEntry(found.source, found.map, 'volumes', [text]);
    return volumes.value?.kind === 'list' ? insertItem(found.source, volumes.value, text) : undefined;
  });
}

/** Declares a named volume in a file, in the section `volumes` or a new one at its end. No edit where it is declared. */
export function declareVolume(project: Project, file: string, name: string): ComposeEdits {
  return declared(project, file, 'volumes', name);
}

/** The same for a network. */
export function declareNetwork(project: Project, file: string, name: string): ComposeEdits {
  return declared(project, file, 'networks', name);
}

function declared(project: Project, file: string, section: string, name: string): ComposeEdits {
  const source = project.source(file);
  const root = source && yamlNodes(source.text);
  if (!source || root?.kind !== 'map' || root.flow) return undefined;
  const own = entryOf(root, section);
  if (own?.value?.kind === 'map') {
    if (entryOf(own.value, name)) return [];
    const edit = insertEntry(source, own.value, name, own.value.flow ? { verbatim: '{}' } : { verbatim: '' });
    return edit && [{ file, edits: [edit] }];
  }
  if (own) {
    if (own.value) return undefined;
    const at = own.keySpan.end + 1;
    return [{ file, edits: [{ span: { start: at, end: at }, newText: `${lineBreak(source.text)}${unitOf(source)}${name}:` }] }];
  }
  const stop = lineBreak(source.text);
  const end = source.text.trimEnd().length;
  const lines = entryLines(section, { [name]: { verbatim: '' } }, unitOf(source), '');
  return [{ file, edits: [{ span: { start: end, end: source.text.length }, newText: `${stop}${stop}${lines.join(stop)}${stop}` }] }];
}

/** Writes another text in the place of the scalar at a place, with its quotes: a port, an image, an item of `environment`. */
export function replaceText(project: Project, { file, span }: Place, text: string): ComposeEdits {
  const source = project.source(file);
  const scalar = source && scalarAt(yamlNodes(source.text), span.start);
  const edit = scalar?.kind === 'scalar' ? replaceScalar(scalar, text) : undefined;
  return edit && [{ file, edits: [edit] }];
}

/** Gives a port in its long form the address of the machine that it is bound to. */
export function setPortAddress(project: Project, { file, span }: Place, address: string): ComposeEdits {
  const source = project.source(file);
  const map = source && mapAt(yamlNodes(source.text), span.start);
  if (!source || !map) return undefined;
  const own = entryOf(map, 'host_ip')?.value;
  const edit = own?.kind === 'scalar' ? replaceScalar(own, address) : insertEntry(source, map, 'host_ip', address);
  return edit && [{ file, edits: [edit] }];
}

/** Puts a list of names, `depends_on: [db]`, as a map with what each name gets, in its place. */
export function listToMap(project: Project, place: ServicePlace, key: string, values: Readonly<Record<string, YamlValue>>): ComposeEdits {
  const found = locate(place);
  const entry = found && entryOf(found.map, key);
  const source = project.source(place.file);
  if (!found || !source || entry?.value?.kind !== 'list' || found.map.flow) return undefined;
  const { items } = entry.value;
  if (items.some((item) => item.kind !== 'scalar' || !(item.text in values))) return undefined;
  // A comment between the items would be lost.
  if (source.text.slice(entry.value.span.start, entry.value.span.end).includes('#')) return undefined;
  const unit = unitOf(source);
  const column = source.lines.position(entry.keySpan.start).character;
  const lines = entryLines(key, values, unit, ' '.repeat(column));
  const end = items.at(-1)?.span.end ?? entry.value.span.end;
  const stop = entry.value.flow ? entry.value.span.end : end;
  return [
    {
      file: place.file,
      edits: [{ span: { start: entry.keySpan.start, end: stop }, newText: lines.join(lineBreak(source.text)).trimStart() }],
    },
  ];
}

/** Sets the condition of a dependency that is written as a map. */
export function setDependency(place: ServicePlace, name: string, condition: string): ComposeEdits {
  return edited(place, ({ source, map }) => {
    const own = entryOf(entryOf(map, 'depends_on')?.value, name)?.value;
    if (own?.kind !== 'map') return undefined;
    const before = entryOf(own, 'condition')?.value;
    return before?.kind === 'scalar' ? replaceScalar(before, condition) : insertEntry(source, own, 'condition', condition);
  });
}

/** Takes a top-level key out with its lines: `version`. */
export function removeTopLevel(project: Project, file: string, key: string): ComposeEdits {
  const source = project.source(file);
  const root = source && yamlNodes(source.text);
  const entry = entryOf(root, key);
  if (!source || !entry || root?.kind !== 'map' || root.flow) return undefined;
  const edit = removeEntry(source, entry);
  if (!edit) return undefined;
  // The blank line that set it off from what follows goes with it.
  const rest = /^\r?\n/.exec(source.text.slice(edit.span.end))?.[0] ?? '';
  const isFirst = source.text.slice(0, edit.span.start).trim() === '' || /\n\r?\n$/.test(source.text.slice(0, edit.span.start));
  return [{ file, edits: [{ ...edit, span: { start: edit.span.start, end: edit.span.end + (isFirst ? rest.length : 0) } }] }];
}

interface Located {
  readonly source: SourceFile;
  readonly map: YamlMap;
  readonly entry: YamlEntry;
}

/** The map of a service in a file; undefined where it is an alias, or has none of its own there. */
function locate({ project, file, service }: ServicePlace): Located | undefined {
  const source = project.source(file);
  const entry = source && entryOf(valueAt(yamlNodes(source.text), 'services'), service);
  return source && entry?.value?.kind === 'map' ? { source, map: entry.value, entry } : undefined;
}

function edited(place: ServicePlace, make: (found: Located) => ReturnType<typeof insertEntry>): ComposeEdits {
  const found = locate(place);
  const edit = found && make(found);
  return edit && [{ file: place.file, edits: [edit] }];
}

/** The smallest scalar that begins at an offset. */
function scalarAt(node: YamlNode | undefined, offset: number): YamlNode | undefined {
  if (!node || offset < node.span.start || offset > node.span.end) return undefined;
  if (node.kind === 'scalar') return node;
  const inner = node.kind === 'map' ? node.entries.flatMap(({ value }) => value ?? []) : node.kind === 'list' ? node.items : [];
  for (const one of inner) {
    const found = scalarAt(one, offset);
    if (found) return found;
  }
  return undefined;
}

/** The map that begins at an offset, the innermost where several do. */
function mapAt(node: YamlNode | undefined, offset: number): YamlMap | undefined {
  if (!node || offset < node.span.start || offset > node.span.end || node.kind === 'scalar' || node.kind === 'alias') return undefined;
  const inner = node.kind === 'map' ? node.entries.flatMap(({ value }) => value ?? []) : node.items;
  const found = inner.map((one) => mapAt(one, offset)).find((one) => one !== undefined);
  return found ?? (node.kind === 'map' && node.span.start === offset ? node : undefined);
}
