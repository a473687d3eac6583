import { lazy } from '../../base/lazy';
import { caddySites } from '../caddy/sites';
import { otherProxy } from '../nginx/arrivals';
import type { SubjectFinder } from '../subjects/subject';
import { composeStacks } from './composeStack';
import { machineStack } from './machine';
import type { Stack } from './model';
import { platformStacks } from './platform';
import type { StackSearch } from './search';

/** The stacks of a workspace that run Django: groups of compose files, the machine, hosting platforms. */
export const stacks: SubjectFinder<Stack> = {
  find: (project, discovery) => {
    const search: StackSearch = {
      project,
      discovery,
      otherProxy: lazy(() => otherProxy(project)),
      // Most of a large listing is quickly passed over.
      caddy: lazy(() => caddySites({ files: project.files, listing: project.listing.filter((path) => path.includes('addyfile')) })),
    };
    const { stacks: compose, placed } = composeStacks(search);
    const taken = new Set([...placed, ...compose.flatMap(({ members }) => members.flatMap(({ configurations }) => configurations))]);
    return [...compose, ...machineStack(search, taken), ...platformStacks(project)];
  },
};
