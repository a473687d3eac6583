import { relativeTo } from '../../base/paths';
import type { Project } from '../../project/project';
import type { Member, Stack } from '../../project/stack/model';
import type { ImageSubject } from '../../project/subjects/image';
import { dockerignoreVerdict, readDockerignore } from '../../syntax/ignore/dockerignore';
import { imageSubjectOf } from './serviceImage';

/** Whether a file of the workspace, also one that only a machine has, certainly is not in the container of a member. */
export function imageKeepsOut(project: Project, stack: Stack, member: Member, path: string): boolean {
  const image = imageSubjectOf(project, stack, member);
  const isMounted = member.mounts.some(
    ({ kind, source }) => kind === 'workspace' && (source === '' || source === path || relativeTo(source, path) !== undefined),
  );
  return image !== undefined && !isMounted && buildKeepsOut(project, image, path);
}

/** Whether .dockerignore keeps a file from the build of an image, or it lies outside of what is sent to it. */
export function buildKeepsOut(project: Project, { context, file }: ImageSubject, path: string): boolean {
  const inside = context === '' ? path : relativeTo(context, path);
  if (inside === undefined) return true;
  const folder = context === '' ? '' : `${context}/`;
  const text = project.files.read(`${file}.dockerignore`) ?? project.files.read(`${folder}.dockerignore`);
  return text !== undefined && dockerignoreVerdict(readDockerignore(text), inside)?.ignored === true;
}
