import type { Place } from '../../base/text';
import type { ProfileKind } from '../project';
import type { Variables } from './held';

/** A server that an artefact of the workspace starts. */
export interface Process {
  /** In words, unique in a workspace: `in service web of compose.yml`. */
  readonly words: string;
  /** The artefact. */
  readonly place: Place;
  /** The name that other containers reach it by; undefined for what is no service of a compose file. */
  readonly service?: string;
  readonly kind: ProfileKind;
  readonly variables: Variables;
  /** `config.wsgi`: what the server is told to run; undefined where the command does not say. */
  readonly app: string | undefined;
  readonly gunicorn: GunicornStart | undefined;
}

/** How gunicorn finds its configuration. */
export interface GunicornStart {
  /** The file as the command names it. */
  readonly config: string | undefined;
  /** `--env` on the command line replaces what the file says. */
  readonly hasEnv: boolean;
}
