import type { Run } from '../../project/environment/runs';
import type { Project } from '../../project/project';
import type { Member, Stack } from '../../project/stack/model';
import { imageSubjectOf } from './serviceImage';

/** The workers and beats of a stack that run the code of a web server, by its image. */
export function workersOf(project: Project, stack: Stack, web: Member): readonly Member[] {
  const image = imageSubjectOf(project, stack, web);
  return stack.members.filter(
    (worker) =>
      (worker.role === 'worker' || worker.role === 'beat') &&
      image !== undefined &&
      imageSubjectOf(project, stack, worker)?.file === image.file,
  );
}

/** The one command of Celery that a worker runs; undefined where there are several, or none is seen. */
export function celeryRunOf(project: Project, { name, place }: Member): Run | undefined {
  const runs = project.runs.filter(
    ({ service, command, kind, words }) =>
      service === name && command.program === 'celery' && kind === 'production' && words.includes(place.file),
  );
  return runs.length === 1 ? runs[0] : undefined;
}
