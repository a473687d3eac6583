import type { Place } from '../../base/text';
import { namesEnvFile } from '../../project/envFiles/find';
import { isArtefact, isUnitFile } from '../../project/environment/artefact';
import type { Project } from '../../project/project';
import type { FileFeatures } from '../files/fileFeatures';
import { environmentCompletions } from './completion';
import { environmentHover } from './hover';
import { readPlaces, variableAt } from './variable';

/** Variables of the environment, wherever they stand: in env files, in what starts processes, and in the Python that reads them. */
export const environmentFeatures: FileFeatures = {
  owns: (_, file) => file.endsWith('.py') || namesEnvFile(file) || isArtefact(file) || isUnitFile(file),
  hover: environmentHover,
  completions: environmentCompletions,
  definition(project, file, offset) {
    const variable = variableAt(project, file, offset);
    if (!variable) return [];
    return file.endsWith('.py') ? variable.givers.map(({ place }) => place) : readPlaces(project, variable.name, variable.reads);
  },
  references,
};

function references(project: Project, file: string, offset: number): readonly Place[] {
  const variable = variableAt(project, file, offset);
  if (!variable) return [];
  return [...readPlaces(project, variable.name, variable.reads), ...variable.givers.map(({ place }) => place)];
}
