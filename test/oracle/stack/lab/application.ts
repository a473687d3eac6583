import { dirname } from 'node:path';
import { type Program, until } from './processes';
import type { World } from './world';

/** What every program gets from its machine: the python of the lab first, so that `gunicorn` and `python` are found. */
export function baseEnvironment(world: World): Readonly<Record<string, string>> {
  return {
    PATH: `${dirname(world.python)}:/usr/bin:/bin`,
    HOME: world.folder,
    XDG_RUNTIME_DIR: world.folder,
    PYTHONDONTWRITEBYTECODE: '1',
  };
}

/** Starts an application server and waits until it listens or has ended. */
export async function startApplication(
  world: World,
  given: { readonly words: readonly string[]; readonly folder: string; readonly environment: Readonly<Record<string, string>> },
): Promise<Program> {
  const program = world.programs.start({ name: 'application', ...given });
  await until(() => program.code() !== undefined || /Listening at|startup complete/i.test(program.said()), 'the application to listen');
  return program;
}
