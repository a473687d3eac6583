import type { Place } from '../../base/text';
import type { ComposedService, ComposeModel } from '../compose/model';
import { searchCompose } from '../compose/search';
import type { Subject, SubjectFinder } from './subject';

/** Compose files that are given together, and what they come to. */
export interface ComposeSubject extends Subject, ComposeModel {
  readonly files: readonly string[];
  /** In words, why it is of its kind: `it is named for it`. */
  readonly because: string;
  /** Where the group as a whole is shown: the key `services` of its last file. */
  readonly place: Place;
  service(name: string): ComposedService | undefined;
  /**
   * What a service is called where another one calls it: by its name, `container_name`, `hostname`, aliases of a network that both are
   * in, and links. Undefined where no service answers to a name, or the two share no network.
   *
   * @param from the service that calls; without it, any other service.
   */
  reach(name: string, from?: ComposedService): ComposedService | undefined;
}

export const composeSubjects: SubjectFinder<ComposeSubject> = { search: searchCompose };
