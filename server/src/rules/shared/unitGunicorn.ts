import type { Value } from '../../evaluate/value';
import type { Project } from '../../project/project';
import { readCommandLine } from '../../project/servers/gunicorn/commandLine';
import { findConfigFile } from '../../project/servers/gunicorn/configFile';
import type { UnitStart } from '../../project/subjects/units/starts';

/** What gunicorn has of a setting where a unit starts it. */
export type UnitSetting =
  | { readonly kind: 'value'; readonly value: Value }
  | { readonly kind: 'default' }
  | { readonly kind: 'unknown'; readonly reason: string };

/** By its command line, else by its environment and its configuration file; unknown where one of them is not told. */
export function gunicornSetting(project: Project, { command, process }: UnitStart, name: string): UnitSetting {
  const line = readCommandLine(command.args, project.gunicorn.version);
  if (line.problems.length > 0 || line.exits) return { kind: 'unknown', reason: 'gunicorn does not take the command line' };
  const option = line.options.findLast(({ setting }) => setting.name === name);
  if (option) return option.value ? { kind: 'value', value: option.value } : { kind: 'unknown', reason: `the files do not tell ${name}` };
  if (line.open !== undefined) return { kind: 'unknown', reason: 'a variable of the command line may hold more options' };
  if (command.variables.has('GUNICORN_CMD_ARGS')) return { kind: 'unknown', reason: 'GUNICORN_CMD_ARGS may say more' };
  const config = line.options.findLast(({ setting }) => setting.name === 'config');
  if (config && config.text === undefined) return { kind: 'unknown', reason: 'the files do not tell the configuration file of gunicorn' };
  const moves = line.options.some(({ setting }) => setting.name === 'chdir' || setting.name === 'pythonpath');
  const file = findConfigFile(project, { named: config?.text, app: process?.app, moves, file: command.place.file });
  if (file.kind === 'none') return { kind: 'default' };
  return file.kind === 'unknown' ? file : inFile(project, file.path, name);
}

function inFile(project: Project, path: string, name: string): UnitSetting {
  const config = project.evaluateGunicorn(path);
  if (config.incomplete !== undefined) return { kind: 'unknown', reason: config.incomplete };
  const bound = config.names.get(name);
  return bound && bound.assignments.length > 0 ? { kind: 'value', value: bound.value } : { kind: 'default' };
}
