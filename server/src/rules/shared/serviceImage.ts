import type { Project } from '../../project/project';
import type { Member, Stack } from '../../project/stack/model';
import type { ImageSubject } from '../../project/subjects/image';

/** The image of a service, where the workspace builds it: for itself, or for another service of the group under the same name. */
export function imageSubjectOf(project: Project, stack: Stack, { service }: Member): ImageSubject | undefined {
  if (!service) return undefined;
  const name = service.image?.value;
  const builder = service.build
    ? service
    : stack.compose?.services.find((one) => one.build !== undefined && name !== undefined && one.image?.value === name);
  if (!builder?.build || builder.build.dockerfile === undefined || builder.build.isInline) return undefined;
  const target = builder.build.target?.value;
  const found = project.subjects('image').filter(({ file }) => file === builder.build?.dockerfile);
  const built = found.find(({ services }) =>
    services.some((one) => one.service.name === builder.name && one.group.name === stack.compose?.name),
  );
  const [only] = found;
  return built ?? (target === undefined && found.length === 1 ? only : undefined);
}
