import type { Stack } from '../stack/model';
import { stacks } from '../stack/stacks';
import { type ComposeSubject, composeSubjects } from './compose';
import { type EnvFileSubject, envFileSubjects } from './envFile';
import { type ImageSubject, imageSubjects } from './image';
import { type PipelineSubject, pipelineSubjects } from './pipeline';
import { type RepositorySubject, repositorySubjects } from './repository';
import { type ServerSubject, serverSubjects } from './server';
import type { SubjectFinder } from './subject';
import { type UnitSubject, unitSubjects } from './unit';

/** The sorts of subjects, by the word with which a rule says what it is about. */
export interface Subjects {
  readonly image: ImageSubject;
  readonly compose: ComposeSubject;
  readonly unit: UnitSubject;
  readonly envFile: EnvFileSubject;
  readonly pipeline: PipelineSubject;
  readonly server: ServerSubject;
  readonly repository: RepositorySubject;
  readonly stack: Stack;
}

export type SubjectSort = keyof Subjects;

export const SUBJECT_FINDERS: { readonly [Sort in SubjectSort]: SubjectFinder<Subjects[Sort]> } = {
  image: imageSubjects,
  compose: composeSubjects,
  unit: unitSubjects,
  envFile: envFileSubjects,
  pipeline: pipelineSubjects,
  server: serverSubjects,
  repository: repositorySubjects,
  stack: stacks,
};
