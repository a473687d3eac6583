import type { Profile } from '../project/project';
import type { Statement } from '../syntax/python/ast';
import type { Analysis } from './analysis';

/** What stands above a settings module that a profile starts with. */
export interface ProfileLens {
  readonly profile: Profile;
  /** Of the class for class-based settings, otherwise the beginning of the file. */
  readonly offset: number;
}

/** The profiles whose settings module (or class in it) a file is. */
export function lensesIn({ project }: Analysis, file: string): readonly ProfileLens[] {
  return project.profiles
    .filter((profile) => profile.file === file)
    .map((profile) => ({ profile, offset: classOffset(project.python(file)?.tree.body ?? [], profile.configuration) }));
}

/** `production · 4 findings · open checklist`. The findings are those of the profile alone. */
export function lensTitle(analysis: Analysis, { profile }: ProfileLens): string {
  const count = analysis.ofProfile(profile.name)?.findings.length ?? 0;
  const findings = count === 0 ? 'no findings' : `${count} ${count === 1 ? 'finding' : 'findings'}`;
  return `${profile.kind} · ${findings} · open checklist`;
}

function classOffset(body: readonly Statement[], name: string | undefined): number {
  const found = body.find((statement) => statement.kind === 'ClassDef' && statement.name === name);
  return name === undefined || !found ? 0 : found.span.start;
}
