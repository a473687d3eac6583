import type { Discovery } from '../discover';
import type { ProfileKind, Project } from '../project';

/** What a rule can be about besides settings and nginx: one thing of the workspace, read from one or several files. */
export interface Subject {
  /** In words, unique among the subjects of its sort: a path, `service web of compose.yml`. */
  readonly name: string;
  readonly kind: ProfileKind;
  /** Files that it was read from: their comments may ignore findings. */
  readonly files: readonly string[];
}

/**
 * Finds the subjects of one sort. A `search` reads nothing but files, and what it found is remembered until one of the files that it
 * read changes; a `find` may ask the project for values and for nginx, and its result holds until an answer is another one. Both give plain
 * data: a subject that asked later would ask a snapshot of the past.
 */
export type SubjectFinder<S> =
  | { readonly search: (discovery: Discovery) => readonly S[] }
  | { readonly find: (project: Project, discovery: Discovery) => readonly S[] };
