import type { CaddySite } from '../caddy/model';
import type { Discovery } from '../discover';
import type { Project } from '../project';

/** What a search for stacks is given. What looks through the whole listing is asked for once. */
export interface StackSearch {
  readonly project: Project;
  readonly discovery: Discovery;
  /** A file that speaks of another proxy than nginx. */
  readonly otherProxy: () => string | undefined;
  readonly caddy: () => readonly CaddySite[];
}
