import { lazy } from '../base/lazy';
import data from './data/server-options.json';
import type { Prose } from './prose/prose';
import { SERVER_PROSE } from './prose/servers';

/** An option of an application server's command line, or of another command that runs Django. */
export interface ServerOption {
  /** As the program itself calls it: `forwarded_allow_ips`. */
  readonly name: string;
  /** What gives it, or switches it on; none for one that can only be switched off. */
  readonly flags: readonly string[];
  /** What switches it off: `--no-access-log`. */
  readonly off: readonly string[];
  readonly takes: 'value' | 'flag' | 'optional' | 'count';
  readonly multiple: boolean;
  /** The variable that gives it, where the command line does not. */
  readonly env?: string;
  readonly default?: string | number | boolean;
  readonly values?: readonly string[];
  readonly type?: string;
  readonly relevant: boolean;
}

/** The commands whose options are known. */
export type KnownCommand =
  | 'uvicorn'
  | 'daphne'
  | 'hypercorn'
  | 'granian'
  | 'waitress-serve'
  | 'celery'
  | 'celery worker'
  | 'celery beat'
  | 'manage.py runserver'
  | 'manage.py collectstatic'
  | 'manage.py migrate';

type Entry = Partial<ServerOption> & Pick<ServerOption, 'name'> & { readonly command: string };

const BY_COMMAND = lazy((): ReadonlyMap<string, readonly ServerOption[]> => {
  const found = new Map<string, ServerOption[]>();
  for (const { command, ...entry } of data.commands as readonly Entry[]) {
    const option = { flags: [], off: [], takes: 'value', multiple: false, relevant: false, ...entry } as const;
    found.set(command, [...(found.get(command) ?? []), option]);
  }
  return found;
});

/** The options of a command in its newest release, sorted by name. */
export function serverOptions(command: KnownCommand): readonly ServerOption[] {
  return BY_COMMAND().get(command) ?? [];
}

/** The option that a flag gives, or switches off: `--reload`, `-b`, `--no-proxy-headers`; as written, without a value. */
export function serverFlag(command: KnownCommand, flag: string): ServerOption | undefined {
  return serverOptions(command).find(({ flags, off }) => flags.includes(flag) || off.includes(flag));
}

/** What we say of an option; undefined where its name and the facts have to do. */
export function serverProse(command: KnownCommand, name: string): Prose | undefined {
  return SERVER_PROSE[command]?.[name];
}
