import { basename } from '../../base/paths';
import type { FileFeatures } from '../files/fileFeatures';
import { flagCompletions, flagHover, servedDefinition } from './commands';
import { iniCompletions, iniHover, isIni } from './ini';

/** The ini files of uWSGI, and the command lines of servers, workers and manage.py wherever they stand. */
export const serverFeatures: FileFeatures = {
  owns: (_project, file) => MAY_START.test(basename(file)),
  hover: (project, file, offset, format) =>
    (isIni(project, file) ? iniHover(project, file, offset, format) : undefined) ?? flagHover(project, file, offset, format),
  completions: (project, file, offset) =>
    isIni(project, file) ? iniCompletions(project, file, offset) : flagCompletions(project, file, offset),
  definition: servedDefinition,
};

/** Files that commands stand in. */
const MAY_START = /dockerfile|containerfile|compose|procfile|\.(service|conf|sh|bash|ya?ml|toml|json|ini)$|^[\w-]+$/i;
