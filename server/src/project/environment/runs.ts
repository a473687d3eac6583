import type { ProfileKind } from '../project';
import type { ProcessHost } from './process';
import type { RunCommand } from './runCommand';

/** A command of the workspace and when it runs. */
export interface Run {
  readonly command: RunCommand;
  /**
   * `build`: while an image or slug is built; `start`: it is, or comes before, what a container, unit or platform starts; `release`: before
   * a new version starts; `script`: a script of the workspace that nothing here calls; `timer`: by a timer or cron.
   */
  readonly when: 'build' | 'start' | 'release' | 'script' | 'timer';
  /** In words: `in service web of compose.yml`, `by the image of Dockerfile`. */
  readonly words: string;
  readonly kind: ProfileKind;
  readonly host: ProcessHost;
  /** The service of a compose file; undefined elsewhere. */
  readonly service?: string;
}
