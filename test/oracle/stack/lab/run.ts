import { chmodSync, cpSync, mkdtempSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import type { LabCase, SiteName } from './case';
import { containers } from './containers';
import { machine } from './machine';
import { platform } from './platform';
import type { Site } from './site';
import type { Tools } from './tools';
import { Visitor } from './visitor';
import { newWorld } from './world';

export const SITES: Readonly<Record<SiteName, Site>> = { machine, containers, platform };
const HERE = join(import.meta.dirname, '..');

/** The project folder of a sound site, or of a case: the application, the site's files over it, and the case's over them. */
export function layOut(below: string, site: SiteName, name?: string): string {
  const folder = mkdtempSync(join(below, 'project-'));
  // A copy of it has its permissions, and nginx runs as somebody else.
  chmodSync(folder, 0o755);
  cpSync(join(HERE, 'sites/app'), folder, { recursive: true });
  cpSync(join(HERE, 'sites', site), folder, { recursive: true });
  if (name !== undefined) cpSync(join(HERE, 'cases', name, 'files'), folder, { recursive: true });
  // As .gitignore it would keep files of the lab out of this repository.
  renameSync(join(folder, 'dot-gitignore'), join(folder, '.gitignore'));
  return folder;
}

/**
 * Brings up what is in a project folder, asks, and ends everything.
 * Throws the Error of the question, with all that the programs wrote.
 */
export async function visit<T>(
  tools: Tools,
  site: SiteName,
  project: string,
  environment: LabCase['environment'],
  question: (visitor: Visitor) => Promise<T>,
): Promise<T> {
  const world = await newWorld(tools);
  const given = { ...SITES[site].environment, ...environment };
  try {
    const running = await SITES[site].start(world, project, given);
    return await question(new Visitor(running.portOf, world.certificate.text, running.probe));
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : error}\n${world.programs.said()}`, { cause: error });
  } finally {
    if (process.env.LAB_SHOW !== undefined) console.log(world.programs.said());
    await world.end();
  }
}
