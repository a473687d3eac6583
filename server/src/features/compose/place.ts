import { contains, type Span } from '../../base/text';
import { isCompose } from '../../project/environment/artefact';
import type { Project } from '../../project/project';
import { readCompose } from '../../syntax/compose/compose';
import { type YamlNode, yamlNodes } from '../../syntax/compose/yamlNodes';

/** Something in a compose file. */
export interface YamlPlace {
  /** Keys from the top; an item of a list is `[]`. */
  readonly path: readonly string[];
  readonly span: Span;
  readonly on: 'key' | 'value';
  /** The key, or the text of the value. */
  readonly text: string;
}

/** Whether a file is one for compose: by its name, and by having services. */
export function isComposeText(project: Project, file: string): boolean {
  if (!isCompose(file)) return false;
  const text = project.files.read(file);
  return text !== undefined && (/(^|\/)(docker-)?compose[^/]*$/.test(file) || readCompose(text) !== undefined);
}

/** What stands at an offset; undefined between things. */
export function placeAt(text: string, offset: number): YamlPlace | undefined {
  return search(yamlNodes(text), [], offset);
}

function search(node: YamlNode | undefined, path: readonly string[], offset: number): YamlPlace | undefined {
  if (!node) return undefined;
  if (node.kind === 'scalar') return contains(node.span, offset) ? { path, span: node.span, on: 'value', text: node.text } : undefined;
  if (node.kind === 'alias') return undefined;
  if (node.kind === 'list') return first(node.items, (item) => search(item, [...path, '[]'], offset));
  return first(node.entries, ({ key, keySpan, value }) =>
    contains(keySpan, offset) ? { path: [...path, key], span: keySpan, on: 'key', text: key } : search(value, [...path, key], offset),
  );
}

function first<T>(all: readonly T[], find: (one: T) => YamlPlace | undefined): YamlPlace | undefined {
  for (const one of all) {
    const found = find(one);
    if (found) return found;
  }
  return undefined;
}

/** The keys above a line that is being written, by indentation alone: the text need not be YAML yet. */
export function parentsOf(
  text: string,
  offset: number,
): { readonly path: readonly string[]; readonly word: Span; readonly isItem: boolean } {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const before = text.slice(start, offset);
  const lead = /^\s*(?:-\s+)?/.exec(before)?.[0] ?? '';
  const path: string[] = [];
  let indent = lead.length;
  const lines = text.slice(0, start).split('\n').slice(0, -1).reverse();
  for (const line of lines) {
    const [, space = '', dash = '', key] = /^( *)(- +)?(?:["']?)([\w.$-]+)(?:["']?):(?:\s|$)/.exec(line) ?? [];
    if (key === undefined || space.length + dash.length >= indent) continue;
    path.unshift(key);
    indent = space.length;
    if (indent === 0) break;
  }
  return { path, word: { start: start + lead.length, end: offset }, isItem: lead.includes('-') };
}
