import type { TextEdit } from '../../base/text';
import type { Project } from '../../project/project';
import { normalizedName, type PlacedRequirement, type RequirementFile } from '../../project/requirements';
import { readToml, type TomlLeaf, type TomlTable } from '../../syntax/toml/toml';
import { lineBreak } from './lines';
import type { Edits } from './scope';

/** Where a further distribution would be asked for. */
export interface RequirementTarget {
  readonly file: string;
  /** A lock file, or one that pip-compile writes, has to be made anew afterwards. */
  readonly needsLocking: boolean;
}

/** The file that people edit when the installation for production needs one distribution more; undefined where none can be told. */
export function requirementTarget(project: Project): RequirementTarget | undefined {
  const file = targetFile(project);
  if (!file) return undefined;
  const beside = project.requirementFiles.some((one) => (one.format === 'lock' || one.isGenerated) && folderOf(one) === folderOf(file));
  return { file: file.path, needsLocking: beside };
}

/**
 * Asks for a distribution in the file that already asks for Django: `specifier` as in PEP 508 (`>=23`), '' for any version. A sorted list
 * stays sorted. Undefined where nothing can be added safely: no such file, one with hashes, one that a program writes.
 */
export function addRequirement(project: Project, name: string, specifier = ''): Edits {
  const file = targetFile(project);
  const text = file && project.files.read(file.path);
  if (!file || text === undefined) return undefined;
  const edit = editOf(file, text, { name, specifier });
  return edit && [{ file: file.path, edits: [edit] }];
}

interface Wanted {
  readonly name: string;
  readonly specifier: string;
}

function targetFile(project: Project): RequirementFile | undefined {
  const editable = project.requirementFiles.filter(
    (file) => !file.isGenerated && !file.isConstraint && !file.isDevelopment && file.format !== 'lock',
  );
  const asking = editable.filter((file) => file.requirements.some((one) => one.name === 'django' && !one.isDevelopment));
  return asking.sort((a, b) => weight(a) - weight(b))[0];
}

/** Shallow before deep; what is locked before what may be an export of it. */
function weight(file: RequirementFile): number {
  const kind = { pipfile: 0, pyproject: 0, txt: file.path.endsWith('.in') ? 0 : 1, setup: 2, lock: 3 }[file.format];
  return file.path.split('/').length * 10 + kind;
}

function folderOf({ path }: RequirementFile): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

function editOf(file: RequirementFile, text: string, wanted: Wanted): TextEdit | undefined {
  const django = file.requirements.find((one) => one.name === 'django' && !one.isDevelopment);
  if (!django || file.hasHashes) return undefined;
  switch (file.format) {
    case 'txt':
      return inLines(file, text, `${wanted.name}${wanted.specifier}`, django, wanted.name);
    case 'pyproject':
      return leafAround(text, django) ? inArray(text, wanted, django) : inTable(text, wanted, django);
    case 'pipfile':
      return inTable(text, wanted, django);
    case 'setup':
      return file.path.endsWith('.cfg') ? inLines(file, text, `${wanted.name}${wanted.specifier}`, django, wanted.name) : undefined;
    default:
      return undefined;
  }
}

/** A line of its own: in its place in the sorted block that Django stands in, else below the last requirement of that block. */
function inLines(file: RequirementFile, text: string, line: string, django: PlacedRequirement, name: string): TextEdit | undefined {
  const block = blockAround(file, text, django);
  const indent = /[ \t]*$/.exec(text.slice(lineStart(text, django.span.start), django.span.start))?.[0] ?? '';
  if (lineStart(text, django.span.start) + indent.length !== django.span.start) return undefined;
  const stop = lineBreak(text);
  const next = isSorted(block.map((one) => one.name))
    ? block.find((one) => one.name > normalizedName(name) && one.group === django.group)
    : undefined;
  if (next) {
    const at = lineStart(text, next.span.start);
    return { span: { start: at, end: at }, newText: indent + line + stop };
  }
  const last = block.at(-1) ?? django;
  const end = logicalEnd(text, last.span.end);
  return { span: { start: end, end }, newText: stop + indent + line };
}

/** The requirements on neighbouring lines, Django's among them. */
function blockAround(file: RequirementFile, text: string, django: PlacedRequirement): readonly PlacedRequirement[] {
  const own = file.requirements.filter((one) => one.group === django.group && one.url === undefined);
  const at = own.indexOf(django);
  const touches = (a: PlacedRequirement | undefined, b: PlacedRequirement | undefined) =>
    a !== undefined && b !== undefined && logicalEnd(text, a.span.end) + 2 >= lineStart(text, b.span.start);
  let first = at;
  while (touches(own[first - 1], own[first])) first--;
  let last = at;
  while (touches(own[last], own[last + 1])) last++;
  return own.slice(first, last + 1);
}

/** In the array of strings that Django stands in. */
function inArray(text: string, wanted: Wanted, django: PlacedRequirement): TextEdit | undefined {
  const leaf = leafAround(text, django);
  if (leaf?.value.kind !== 'array') return undefined;
  const { items, span } = leaf.value;
  const own = items.findIndex((item) => item.span.start <= django.span.start && django.span.end <= item.span.end);
  const sample = items[own];
  const last = items.at(-1);
  if (sample?.kind !== 'string' || !last) return undefined;
  const quote = text[sample.span.start] === "'" && !wanted.specifier.includes("'") ? "'" : '"';
  const entry = `${quote}${wanted.name}${wanted.specifier}${quote}`;
  const names = items.map((item) => (item.kind === 'string' ? (/^[\w.-]+/.exec(item.value)?.[0] ?? '') : '')).map(normalizedName);
  const at = isSorted(names) ? names.findIndex((name) => name > normalizedName(wanted.name)) : -1;
  const next = at < 0 ? undefined : items[at];
  const spacing = gapBefore(text, sample.span.start);
  if (next) return { span: { start: next.span.start, end: next.span.start }, newText: `${entry},${spacing === '' ? ' ' : spacing}` };
  const behind = text.slice(last.span.end, span.end);
  const comma = /^\s*,/.exec(behind)?.[0].length;
  const start = last.span.end + (comma ?? 0);
  const lead = `${comma === undefined ? ',' : ''}${spacing.includes('\n') ? spacing : ' '}`;
  // A comment behind the last item stays with it.
  const comment = spacing.includes('\n') ? (/^[ \t]*#[^\r\n]*/.exec(text.slice(start))?.[0].length ?? 0) : 0;
  if (comment > 0 && comma === undefined) return undefined;
  return {
    span: { start: start + comment, end: start + comment },
    newText: `${lead}${entry}${comma === undefined || !spacing.includes('\n') ? '' : ','}`,
  };
}

/** The white space between an item and what stands before it: a line break with its indentation, or blanks. */
function gapBefore(text: string, offset: number): string {
  const white = /\s*$/.exec(text.slice(0, offset))?.[0] ?? '';
  const feed = white.lastIndexOf('\n');
  if (feed < 0) return white;
  return (white[feed - 1] === '\r' ? '\r\n' : '\n') + white.slice(feed + 1);
}

/** A pair of its own in the table that Django is a key of: Poetry's and Pipenv's. */
function inTable(text: string, wanted: Wanted, django: PlacedRequirement): TextEdit | undefined {
  const document = readToml(text);
  const table =
    document.tables.find((one) => one.pairs.some((pair) => pair.start === django.nameSpan.start)) ?? ownTable(document.tables, django);
  const pair = table?.pairs.at(-1);
  if (!table || !pair) return undefined;
  const entry = `${wanted.name} = "${wanted.specifier === '' ? '*' : wanted.specifier}"`;
  const keys = table.pairs.map((span) => ({ span, name: normalizedName(/^"?([\w.-]+)/.exec(text.slice(span.start))?.[1] ?? '') }));
  const listed = keys.filter(({ name }) => name !== 'python');
  const next = isSorted(listed.map(({ name }) => name)) ? listed.find(({ name }) => name > normalizedName(wanted.name)) : undefined;
  const stop = lineBreak(text);
  if (next) return { span: { start: next.span.start, end: next.span.start }, newText: entry + stop };
  const end = lineEnd(text, pair.end);
  return { span: { start: end, end }, newText: stop + entry };
}

/** `[tool.poetry.dependencies.django]`: the table above it, where there is one. */
function ownTable(tables: readonly TomlTable[], { nameSpan }: PlacedRequirement): TomlTable | undefined {
  const own = tables.find(({ header }) => header.start <= nameSpan.start && nameSpan.end <= header.end);
  return own && tables.find((one) => one.path.join('\0') === own.path.slice(0, -1).join('\0'));
}

/** The array that Django stands in. */
function leafAround(text: string, django: PlacedRequirement): TomlLeaf | undefined {
  return readToml(text).leaves.find(
    ({ value }) => value.kind === 'array' && value.span.start <= django.span.start && django.span.end <= value.span.end,
  );
}

function isSorted(names: readonly string[]): boolean {
  return names.length > 1 && names.every((name, at) => at === 0 || (names[at - 1] ?? '') <= name);
}

function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

function lineEnd(text: string, offset: number): number {
  const feed = text.indexOf('\n', offset);
  if (feed < 0) return text.length;
  return text[feed - 1] === '\r' ? feed - 1 : feed;
}

/** The end of a line that goes on while it ends with a backslash. */
function logicalEnd(text: string, offset: number): number {
  let end = lineEnd(text, offset);
  while (text[end - 1] === '\\' && end < text.length) end = lineEnd(text, text.indexOf('\n', end) + 1);
  return end;
}
