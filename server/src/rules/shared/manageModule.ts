import type { RunCommand } from '../../project/environment/runCommand';
import type { Profile, Project } from '../../project/project';
import { type NamedModule, namedModules } from '../entryModules';

/** The settings module that a command starts with. */
export interface StartedWith {
  readonly module: string;
  /** It is what the entry point falls back to; undefined where the command or its environment names it. */
  readonly fallback: NamedModule | undefined;
}

/**
 * The settings module of a `manage.py` command: `--settings` over the environment over what manage.py falls back to. Undefined where one of
 * them is not told, or several manage.py name different ones.
 */
export function moduleOf(
  project: Project,
  { args, variables }: Pick<RunCommand, 'args' | 'variables'>,
  kind: NamedModule['kind'],
): StartedWith | undefined {
  for (const [index, { text }] of args.entries()) {
    const given = text === '--settings' ? args[index + 1]?.text : /^--settings=(.+)$/.exec(text ?? '')?.[1];
    if (text === '--settings' || given !== undefined) return given === undefined ? undefined : { module: given, fallback: undefined };
  }
  const held = variables.get('DJANGO_SETTINGS_MODULE');
  if (held?.kind === 'value') return { module: held.value, fallback: undefined };
  if (held) return undefined;
  const named = namedModules(project).filter((one) => one.kind === kind);
  const [first] = named;
  return first && named.every(({ module }) => module === first.module) ? { module: first.module, fallback: first } : undefined;
}

/** Whether a command starts with the settings of a profile, whatever class of them. */
export function startsWith(project: Project, command: RunCommand, { module }: Profile): boolean {
  return moduleOf(project, command, 'manage')?.module === module;
}
