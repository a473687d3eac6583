import { contains, type Place } from '../../base/text';
import { keysBelow, serviceKeys, topLevelKeys, wordsFor } from '../../knowledge/containers';
import { composeProse, renderComposeKey } from '../../knowledge/renderContainers';
import type { Project } from '../../project/project';
import type { ComposeSubject } from '../../project/subjects/compose';
import { entryOf, valueAt, yamlNodes } from '../../syntax/compose/yamlNodes';
import type { Completion, FileFeatures } from '../files/fileFeatures';
import type { Hover } from '../hover';
import type { StoryFormat } from '../storyText';
import { namedAt, targetOf } from './names';
import { isComposeText, parentsOf, placeAt } from './place';

/** What the editor shows in compose files. */
export const composeFeatures: FileFeatures = { owns: isComposeText, hover, completions, definition, references };

function hover(project: Project, file: string, offset: number, format: StoryFormat): Hover | undefined {
  const text = project.files.read(file);
  const place = text === undefined ? undefined : placeAt(text, offset);
  if (place?.on !== 'key') return undefined;
  const [top = '', , key] = place.path;
  const isTop = place.path.length === 1;
  const isService = place.path.length === 3 && top === 'services';
  if (!isTop && !isService) return undefined;
  const rendered = renderComposeKey(isTop ? top : (key ?? ''), isTop, { format: format.format });
  return rendered === undefined ? undefined : { text: rendered, span: place.span };
}

const COMMON: ReadonlySet<string> = new Set([
  'image',
  'build',
  'command',
  'environment',
  'env_file',
  'ports',
  'volumes',
  'depends_on',
  'healthcheck',
  'restart',
  'networks',
  'services',
]);

function completions(project: Project, file: string, offset: number): readonly Completion[] {
  const text = project.files.read(file);
  if (text === undefined) return [];
  const { path, word, isItem } = parentsOf(text, offset);
  const before = text.slice(word.start, offset);
  if (before.startsWith('#')) return [];
  const value = /^([\w.-]+):\s+(\S*)$/.exec(before);
  if (value) {
    const span = { start: offset - (value[2] ?? '').length, end: offset };
    const names = value[1] === 'service' || value[1] === 'extends' ? namesIn(project, file, text, 'services') : wordsFor(value[1] ?? '');
    return names.map((name): Completion => ({ label: name, kind: 'value', span, text: name, isCommon: true }));
  }
  if (!/^[\w.-]*$/.test(before)) return [];
  const section = path.length >= 3 && path[0] === 'services' ? path[2] : undefined;
  const isReference = path.length === 3 && (isItem || section === 'depends_on' || section === 'networks');
  if (section !== undefined && isReference) {
    const kind = section === 'depends_on' || section === 'links' ? 'services' : section;
    const own = ['networks', 'services', 'secrets', 'configs', 'volumes'].includes(kind) ? namesIn(project, file, text, kind) : [];
    const found = own.filter((name) => name !== path[1] || kind !== 'services');
    return found.map((name): Completion => ({ label: name, kind: 'name', span: word, text: isItem ? name : `${name}:`, isCommon: true }));
  }
  return isItem && section === undefined ? [] : keysAt(path).map((key) => keyCompletion(key, word));
}

function keysAt(path: readonly string[]): readonly string[] {
  if (path.length === 0) return topLevelKeys();
  if (path[0] !== 'services' || path.length < 2) return [];
  if (path.length === 2) return serviceKeys();
  const section = path[2] ?? '';
  return path.length === 3 ? keysBelow(section) : keysBelow(`${section}.*`);
}

function keyCompletion(key: string, span: Completion['span']): Completion {
  const documentation = composeProse(key)?.what;
  return {
    label: key,
    kind: 'key',
    span,
    text: `${key}: `,
    isCommon: COMMON.has(key),
    ...(documentation !== undefined && { documentation }),
  };
}

/** Names of a section, in the groups that a file belongs to; in the file alone where its group cannot be read at the moment. */
function namesIn(project: Project, file: string, text: string, section: string): readonly string[] {
  const own = valueAt(yamlNodes(text), section);
  const names = own?.kind === 'map' ? own.entries.map(({ key }) => key) : [];
  return [...new Set([...names, ...groupsOf(project, file).flatMap((group) => sectionOf(group, section))])].sort();
}

function sectionOf(group: ComposeSubject, section: string): readonly string[] {
  if (section !== 'services' && section !== 'networks' && section !== 'volumes' && section !== 'secrets' && section !== 'configs')
    return [];
  return group[section].map(({ name }: { readonly name: string }) => name);
}

function groupsOf(project: Project, file: string): readonly ComposeSubject[] {
  return project.subjects('compose').filter(({ files }) => files.includes(file));
}

function definition(project: Project, file: string, offset: number): readonly Place[] {
  const text = project.files.read(file);
  const place = text === undefined ? undefined : placeAt(text, offset);
  if (!place) return [];
  const groups = groupsOf(project, file);
  const target = targetOf(project, file, place, groups);
  if (target) return target;
  const named = namedAt(place);
  if (!named) return [];
  const own = text === undefined ? undefined : entryOf(valueAt(yamlNodes(text), named.section), named.name);
  if (own) return [{ file, span: own.keySpan }];
  const found = groups.flatMap((group) =>
    entriesOf(group, named.section)
      .filter(({ name }) => name === named.name)
      .map((one) => one.place),
  );
  return found.slice(0, 1);
}

function entriesOf(group: ComposeSubject, section: string): readonly { readonly name: string; readonly place: Place }[] {
  return section === 'services' || section === 'networks' || section === 'volumes' || section === 'secrets' || section === 'configs'
    ? group[section]
    : [];
}

/** Where services name the same thing, with where it is declared. */
function references(project: Project, file: string, offset: number): readonly Place[] {
  const [declared] = definition(project, file, offset);
  const text = project.files.read(file);
  const place = text === undefined ? undefined : placeAt(text, offset);
  const named = place && namedAt(place);
  if (!named || !declared) return [];
  const found = groupsOf(project, file).flatMap((group) => usesOf(group, named.section, named.name));
  const places = [declared, ...found].filter(
    (one, index, all) => all.findIndex((other) => other.file === one.file && contains(other.span, one.span.start)) === index,
  );
  return places;
}

function usesOf({ services }: ComposeSubject, section: string, name: string): readonly Place[] {
  return services.flatMap((service): readonly Place[] => {
    if (section === 'services') return [...service.dependsOn, ...service.links].flatMap((one) => (one.service === name ? [one.place] : []));
    if (section === 'networks') return (service.networks ?? []).flatMap((one) => (one.name === name ? [one.place] : []));
    if (section === 'volumes') return service.mounts.flatMap((one) => (one.volume === name ? [one.place] : []));
    const used = section === 'secrets' ? service.secrets : service.configs;
    return used.flatMap((one) => (one.source === name ? [one.place] : []));
  });
}
