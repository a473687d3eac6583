import { lazy } from '../../base/lazy';
import type { VariableRead } from '../../evaluate/readLog';
import { type EnvAssignment, type EnvLine, readEnvLines } from '../../syntax/envFile/lines';
import type { Discovery } from '../discover';
import { type DialectReading, readAs } from '../envFiles/dialects';
import { findEnvFiles } from '../envFiles/find';
import { artefactReaders, type EnvFileReader, settingsReaders } from '../envFiles/readers';
import { isPlaceholder, kindOfPath } from '../environment/names';
import type { Profile, ProfileKind, Project } from '../project';
import type { Subject, SubjectFinder } from './subject';

/** A file of variables. */
export interface EnvFileSubject extends Subject {
  readonly path: string;
  readonly text: string;
  /** For what it is by its name: a plain `.env` says nothing, and is what somebody has on a machine; a `sample` is there to be copied. */
  readonly named: ProfileKind | 'sample' | undefined;
  /** What is neither blank nor a comment. */
  readonly lines: readonly EnvLine[];
  readonly assignments: readonly EnvAssignment[];
  /** Most of its values are to be filled in: `<host>`, `{{ secret }}`. */
  readonly isTemplate: boolean;
  /** Who reads it, as far as files tell. Evaluates profiles: ask only where something in the file calls for it. */
  readonly readers: readonly (EnvFileReader & { readonly reading: DialectReading })[];
  /** The places of the settings, in every profile, that ask for a variable. Evaluates them. */
  readsOf(name: string): readonly ProfileRead[];
}

export interface ProfileRead {
  readonly profile: Profile;
  readonly read: VariableRead;
}

export const envFileSubjects: SubjectFinder<EnvFileSubject> = { find };

type ReadersOf = (path: string, named: EnvFileSubject['named']) => readonly EnvFileReader[];

function find(project: Project, discovery: Discovery): readonly EnvFileSubject[] {
  const readers = readersOf(project, discovery);
  const reads = lazy(() => readsByName(project));
  return findEnvFiles(discovery).flatMap((path) => subjectOf(discovery, path, readers, reads) ?? []);
}

/** Profiles of production come first: those of development cost as much again, and are only asked where production tells of no reader. */
function readersOf(project: Project, discovery: Discovery): ReadersOf {
  const isProduction = ({ kind }: Profile) => kind === 'production';
  const artefacts = lazy(() => artefactReaders(project, discovery));
  const production = lazy(() => settingsReaders(project, project.profiles.filter(isProduction)));
  const others = lazy(() =>
    settingsReaders(
      project,
      project.profiles.filter((profile) => !isProduction(profile)),
    ),
  );
  return (path, named) => {
    const first = production().get(path);
    const second = first || named === 'production' ? undefined : others().get(path);
    return [...(first ?? second ?? []), ...(artefacts().get(path) ?? [])];
  };
}

/** Which places ask for a variable, by its name, the same place once for each profile. */
export function readsByName(project: Project): ReadonlyMap<string, readonly ProfileRead[]> {
  const found = new Map<string, ProfileRead[]>();
  for (const profile of project.profiles) {
    for (const read of project.evaluate(profile).reads) {
      const known = found.get(read.name);
      if (known) known.push({ profile, read });
      else found.set(read.name, [{ profile, read }]);
    }
  }
  return found;
}

function subjectOf(
  discovery: Discovery,
  path: string,
  readers: ReadersOf,
  reads: () => ReadonlyMap<string, readonly ProfileRead[]>,
): EnvFileSubject | undefined {
  const text = discovery.read(path);
  if (text === undefined) return undefined;
  const named = kindOfPath(path);
  const lines = lazy(() => readEnvLines(text));
  const own = lazy(() => readers(path, named).map((reader) => ({ ...reader, reading: readAs(reader.dialect, text) })));
  const assignments = lazy(() => lines().filter((line): line is EnvAssignment => line.kind === 'assignment'));
  return {
    name: path,
    path,
    text,
    named,
    kind: named === 'production' ? 'production' : named === 'test' ? 'test' : 'development',
    files: [path],
    get lines() {
      return lines();
    },
    get assignments() {
      return assignments();
    },
    get isTemplate() {
      const filled = assignments().filter(({ value }) => value !== '');
      const open = filled.filter(({ value }) => isPlaceholder(value, false));
      return /\{%|\{\{/.test(text) || open.length * 2 > filled.length;
    },
    get readers() {
      return own();
    },
    readsOf: (name) => reads().get(name) ?? [],
  };
}
