import { parseVersion } from '../../../server/src/base/version';
import { environmentOf } from '../../../server/src/evaluate/environment';
import { MemoryFiles } from '../../../server/src/host/files';
import { openProject } from '../../../server/src/project/open';
import type { Project } from '../../../server/src/project/project';
import { rules } from '../../../server/src/rules/registry.generated';
import { runRules } from '../../../server/src/rules/run';
import { parsePython } from '../../../server/src/syntax/python/parse';
import { nginx } from '../../support/nginx';
import { python } from '../../support/python';

/** How a workspace is judged, where its own files do not say it. */
export interface Circumstances {
  /** The whole environment; where it is not given, every variable is unknown. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly django?: string;
}

/** Opens a workspace in memory as the product opens a folder. */
export async function opened(files: Readonly<Record<string, string>>, circumstances: Circumstances = {}): Promise<Project> {
  const parser = await python();
  const { environment, django } = circumstances;
  const variables = Object.entries(environment ?? {}).map(([name, value]) => [name, { value, source: 'the test' }] as const);
  const version = django === undefined ? undefined : parseVersion(django);
  return openProject(new MemoryFiles(new Map(Object.entries(files))), {
    parsePython: (text) => parsePython(parser, text),
    parseNginx: await nginx(),
    environment: environmentOf(new Map(variables), environment !== undefined),
    ...(version && { djangoVersion: version }),
  });
}

/** What all rules find in a workspace, hints too, in words. A rule that throws fails the test. */
export async function findingsIn(files: Readonly<Record<string, string>>, circumstances: Circumstances = {}): Promise<readonly string[]> {
  const project = await opened(files, circumstances);
  const { findings } = runRules(project, rules, {
    profiles: project.profiles,
    log: (rule, error) => {
      throw new Error(`${rule} threw`, { cause: error });
    },
  });
  const raised = project.profiles.flatMap((profile) => project.evaluate(profile).raised?.message ?? []);
  return [...raised, ...findings.map(({ rule, severity, message, place }) => `${place.file}: ${severity} ${rule}: ${message}`)];
}
