import type { World } from './world';

/** How one of the sound sites is brought up. */
export interface Site {
  /** What its machine, shell or platform gives it, beside what the files say. */
  readonly environment: Readonly<Record<string, string>>;
  /** Starts everything of a project folder, as its own files say. */
  start(world: World, project: string, environment: Readonly<Record<string, string>>): Promise<RunningSite>;
}

export interface RunningSite {
  /** Where a visitor finds a port of the site. */
  portOf(port: number): number;
  /** The site's own health check, where its files have one. */
  probe?(): Promise<boolean>;
}
