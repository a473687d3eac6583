import type { Place } from '../../base/text';
import type { ProfileKind } from '../project';
import type { Variables } from './held';
import type { RunCommand } from './runCommand';
import type { Run } from './runs';

/** What starts with a profile's settings, and with which variables. */
export interface Starter {
  /** In words, unique in a workspace: `in service web of compose.yml`. */
  readonly words: string;
  /** The artefact. */
  readonly place: Place;
  readonly kind: ProfileKind;
  readonly variables: Variables;
  /** `config.wsgi`: what the server is told to run; undefined where the command does not say. */
  readonly app: string | undefined;
  readonly gunicorn: GunicornStart | undefined;
}

/** A server that an artefact of the workspace starts. */
export interface Process extends Starter {
  /** The name that other containers reach it by; undefined for what is no service of a compose file. */
  readonly service?: string;
  /** The command itself, with its words where they are written. */
  readonly command: RunCommand;
  /** What it runs in. */
  readonly host: ProcessHost;
}

/** `container`: an image or a service of compose; `machine`: under systemd or supervisor; `platform`: of a hosting platform, which ends TLS. */
export type ProcessHost = 'container' | 'machine' | 'platform';

/** What a search for processes finds besides: every command that is run. */
export interface Started {
  readonly processes: readonly Process[];
  readonly runs: readonly Run[];
}

/** How gunicorn finds its configuration. */
export interface GunicornStart {
  /** The file as the command names it. */
  readonly config: string | undefined;
  /** `--env` on the command line replaces what the file says. */
  readonly hasEnv: boolean;
}
