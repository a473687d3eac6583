import { basename } from '../../base/paths';
import type { Place } from '../../base/text';
import type { Project } from '../../project/project';
import { gunicornRuns } from '../../project/servers/gunicorn/runs';
import type { FileFeatures } from '../files/fileFeatures';
import { flagCompletions, settingCompletions } from './completion';
import { flagHover } from './hover';
import { wordIndex, wordsAt } from './place';

/** Settings in configuration files of gunicorn, and options wherever a command line of it stands. */
export const gunicornFeatures: FileFeatures = {
  owns: (project, file) => MAY_START.test(basename(file)) || project.gunicornConfigs.includes(file),
  hover: flagHover,
  completions(project, file, offset) {
    return file.endsWith('.py') ? settingCompletions(project, file, offset) : flagCompletions(project, file, offset);
  },
  definition: configFileAt,
};

/** Files that commands stand in, or variables with options. */
const MAY_START = /dockerfile|containerfile|compose|procfile|\.(service|conf|sh|bash|env|ya?ml|toml|json|ini)$|^\.env|^[\w-]+$/i;

/** The configuration file that a command names, where it is in the workspace. */
function configFileAt(project: Project, file: string, offset: number): readonly Place[] {
  const open = wordsAt(project, file, offset);
  const index = open ? wordIndex(open.words, file, offset) : -1;
  const option = open?.words.line.options.find(({ setting, from, to }) => setting.name === 'config' && from <= index && index <= to);
  if (!open || !option) return [];
  const configs = gunicornRuns(project).flatMap((run) => (open.runs.some(({ name }) => name === run.name) ? (run.config?.file ?? []) : []));
  return [...new Set(configs)].map((config) => ({ file: config, span: { start: 0, end: 0 } }));
}
