import type { Place } from '../../base/text';
import type { CiCommand, CiJob, CiStep } from '../../syntax/ci/job';
import type { Discovery } from '../discover';
import type { SeenCommand } from './pipelines/explore';
import { findPipeline } from './pipelines/find';
import type { Subject, SubjectFinder } from './subject';

/** What the CI systems of a workspace run for it, all of it. */
export interface PipelineSubject extends Subject {
  readonly jobs: readonly PipelineJob[];
  /** In words, what is run that nobody can follow; none where all is known. */
  readonly opaque: readonly string[];
}

/** A job, with all that it comes to run. */
export interface PipelineJob extends CiJob {
  readonly system: 'github' | 'gitlab';
  /** What its commands come to run, those of scripts, targets and environments of tox included. */
  readonly commands: readonly PipelineCommand[];
}

export interface PipelineCommand extends SeenCommand {
  /** Where the job has the text that it comes from. */
  readonly place: Place;
  /** The step of the job that it comes from. */
  readonly step: CiStep;
}

/** Of the text of a step, from its first to its last character. */
export function stepPlace({ file, line }: CiCommand): Place {
  return { file, span: line.span };
}

export const pipelineSubjects: SubjectFinder<PipelineSubject> = {
  search: (discovery: Discovery) => {
    const found = findPipeline(discovery);
    return found ? [found] : [];
  },
};
