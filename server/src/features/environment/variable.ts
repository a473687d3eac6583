import { contains, type Place, type Span } from '../../base/text';
import type { Project } from '../../project/project';
import { type ProfileRead, readsByName } from '../../project/subjects/envFile';
import { strings } from '../../rules/edit/nodes';
import { type Giver, giversOf } from './givers';

/** A variable of the environment at a place of the workspace. */
export interface VariableAt {
  readonly name: string;
  /** The name where it is written. */
  readonly span: Span;
  readonly givers: readonly Giver[];
  readonly reads: readonly ProfileRead[];
}

/** The variable whose name stands at an offset: where something gives it, or in Python where the settings read it. */
export function variableAt(project: Project, file: string, offset: number): VariableAt | undefined {
  // Profiles are evaluated only where the offset may be on a name at all.
  if (file.endsWith('.py') && !isWordAt(project, file, offset)) return undefined;
  const givers = giversOf(project);
  const given = givers.find(({ place }) => place.file === file && contains(place.span, offset));
  if (!given && !file.endsWith('.py')) return undefined;
  const reads = readsByName(project);
  const at = given ? { name: given.name, span: given.place.span } : nameReadAt(project, reads, file, offset);
  return at && { ...at, givers: givers.filter(({ name }) => name === at.name), reads: reads.get(at.name) ?? [] };
}

function isWordAt(project: Project, file: string, offset: number): boolean {
  const tree = project.python(file)?.tree;
  return tree !== undefined && strings(tree).some(({ span, value }) => contains(span, offset) && /^\w+$/.test(value));
}

/** Where the settings name a variable, each place once: the text of the name, without its quotes. */
export function readPlaces(project: Project, name: string, reads: readonly ProfileRead[]): readonly Place[] {
  const places = new Map<string, Place>();
  for (const { read } of reads) {
    const place = namePlace(project, name, read.at) ?? read.at;
    places.set(`${place.file}:${place.span.start}`, place);
  }
  return [...places.values()];
}

function nameReadAt(
  project: Project,
  reads: ReadonlyMap<string, readonly ProfileRead[]>,
  file: string,
  offset: number,
): { readonly name: string; readonly span: Span } | undefined {
  for (const [name, all] of reads) {
    for (const { read } of all) {
      if (read.at.file !== file || !contains(read.at.span, offset)) continue;
      const place = namePlace(project, name, read.at);
      if (place && contains(place.span, offset)) return { name, span: place.span };
    }
  }
  return undefined;
}

/** The text that names the variable within the expression that reads it. A reader with a prefix is given the rest of the name only. */
function namePlace(project: Project, name: string, { file, span }: Place): Place | undefined {
  const tree = project.python(file)?.tree;
  if (!tree) return undefined;
  const inside = strings(tree).filter((literal) => span.start <= literal.span.start && literal.span.end <= span.end);
  const literal = inside.find(({ value }) => value === name) ?? inside.find(({ value }) => value.length > 2 && name.endsWith(value));
  return literal && { file, span: { start: literal.span.start + 1, end: literal.span.end - 1 } };
}
