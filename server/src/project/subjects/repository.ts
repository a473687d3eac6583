import { normalizedName, type PlacedRequirement, type RequirementFile } from '../requirements';
import type { Subject, SubjectFinder } from './subject';

/** The workspace as a repository: what it asks for, and what it keeps out of git and images. There is one, as soon as there is a file. */
export interface RepositorySubject extends Subject {
  /** Everything that some file asks for, in the order of the files; lock files and constraints too. */
  readonly requirements: readonly PlacedRequirement[];
  readonly requirementFiles: readonly RequirementFile[];
  /**
   * What asks for a distribution (any spelling) so that an installation for production may have it: no constraint, and nothing that only
   * developers get. A lock file counts: it lists what others bring along.
   */
  asksFor(distribution: string): readonly PlacedRequirement[];
}

export const repositorySubjects: SubjectFinder<RepositorySubject> = {
  find: (project) => {
    const requirements = project.requirementFiles.flatMap((file) => file.requirements);
    return [
      {
        name: 'the workspace',
        kind: 'production',
        files: project.requirementFiles.flatMap((file) => (file.format === 'lock' ? [] : file.path)),
        requirements,
        requirementFiles: project.requirementFiles,
        asksFor: (distribution) => {
          const name = normalizedName(distribution);
          return requirements.filter((one) => one.name === name && !one.isConstraint && !one.isDevelopment);
        },
      },
    ];
  },
};
