import { type ParseArgsConfig, parseArgs } from 'node:util';
import { parseVersion, type Version } from '../base/version';
import type { Severity } from '../rules/rule';
import { UsageError } from './io';

export type Command = 'check' | 'checklist' | 'settings' | 'explain' | 'rules' | 'lsp';
export const COMMANDS: readonly Command[] = ['check', 'checklist', 'settings', 'explain', 'rules', 'lsp'];

export interface Options {
  /** PATHs; for `explain` the ID or name. */
  readonly positionals: readonly string[];
  readonly format: 'text' | 'json';
  readonly profile: string | undefined;
  readonly settings: string | undefined;
  readonly pythonPath: string | undefined;
  readonly env: ReadonlyMap<string, string>;
  readonly envFiles: readonly string[];
  readonly isolated: boolean;
  readonly select: readonly string[] | undefined;
  readonly ignore: readonly string[] | undefined;
  readonly failLevel: FailLevel;
  readonly fix: 'safe' | 'all' | undefined;
  readonly diff: boolean;
  readonly djangoVersion: Version | undefined;
  readonly gunicornVersion: Version | undefined;
  /** As given: patch releases of nginx matter. */
  readonly nginxVersion: string | undefined;
  readonly baseline: string | undefined;
  readonly config: string | undefined;
  readonly withDefaults: boolean;
}

export type FailLevel = Exclude<Severity, 'hint'> | 'never';

const FORMATS = ['text', 'json'] as const;
const FAIL_LEVELS = ['error', 'warning', 'info', 'never'] as const;

const ARGUMENTS = {
  format: { type: 'string' },
  profile: { type: 'string' },
  settings: { type: 'string' },
  'python-path': { type: 'string' },
  env: { type: 'string', multiple: true },
  'env-file': { type: 'string', multiple: true },
  'isolated-env': { type: 'boolean' },
  select: { type: 'string', multiple: true },
  ignore: { type: 'string', multiple: true },
  'fail-level': { type: 'string' },
  fix: { type: 'boolean' },
  'unsafe-fixes': { type: 'boolean' },
  diff: { type: 'boolean' },
  'django-version': { type: 'string' },
  'nginx-version': { type: 'string' },
  'gunicorn-version': { type: 'string' },
  baseline: { type: 'string' },
  config: { type: 'string' },
  'with-defaults': { type: 'boolean' },
  stdio: { type: 'boolean' },
} as const satisfies NonNullable<ParseArgsConfig['options']>;

/**
 * Reads what follows the name of a command.
 * @throws UsageError for an option that is not known, or a value that it does not take.
 */
export function parseOptions(args: readonly string[]): Options {
  const { values, positionals } = parsed(args);
  return {
    positionals,
    format: choice('--format', values.format ?? 'text', FORMATS),
    profile: values.profile,
    settings: values.settings === undefined ? undefined : settingsName(values.settings),
    pythonPath: values['python-path']?.replace(/^(\.\/)+|^\.$/g, '').replace(/(?<=.)\/+$/, ''),
    env: new Map((values.env ?? []).map(pair)),
    envFiles: values['env-file'] ?? [],
    isolated: values['isolated-env'] === true,
    select: patterns(values.select),
    ignore: patterns(values.ignore),
    failLevel: choice('--fail-level', values['fail-level'] ?? 'warning', FAIL_LEVELS),
    fix: values['unsafe-fixes'] === true ? 'all' : values.fix === true || values.diff === true ? 'safe' : undefined,
    diff: values.diff === true,
    djangoVersion: version('--django-version', values['django-version']),
    gunicornVersion: version('--gunicorn-version', values['gunicorn-version']),
    nginxVersion: version('--nginx-version', values['nginx-version']) && values['nginx-version'],
    baseline: values.baseline,
    config: values.config,
    withDefaults: values['with-defaults'] === true,
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: ARGUMENTS, allowPositionals: true, strict: true });
  } catch (error) {
    const message = error instanceof Error ? (error.message.split('. ')[0] ?? '') : String(error);
    throw new UsageError(`${message.replace(/\.$/, '')}. See django-preflight --help.`);
  }
}

function choice<T extends string>(option: string, given: string, allowed: readonly T[]): T {
  const found = allowed.find((one) => one === given);
  if (found === undefined) throw new UsageError(`${option} ${given}: not supported. Use ${allowed.join(', ')}.`);
  return found;
}

function version(option: string, given: string | undefined): Version | undefined {
  if (given === undefined) return undefined;
  const found = /^\d+(\.\d+){0,2}$/.test(given) ? parseVersion(given) : undefined;
  if (!found) throw new UsageError(`${option} ${given}: not a version. Write for example 5.2.`);
  return found;
}

function pair(given: string): readonly [string, string] {
  const at = given.indexOf('=');
  if (at < 1) throw new UsageError(`--env ${given.slice(0, 40)}: write NAME=VALUE.`);
  return [given.slice(0, at), given.slice(at + 1)];
}

function settingsName(given: string): string {
  if (/^[A-Za-z_]\w*(\.[A-Za-z_]\w*)*(:[A-Za-z_]\w*)?$/.test(given)) return given;
  throw new UsageError(`--settings ${given}: not a module. Write for example config.settings.production or config.settings:Production.`);
}

function patterns(given: readonly string[] | undefined): readonly string[] | undefined {
  return given
    ?.flatMap((one) => one.split(','))
    .map((one) => one.trim())
    .filter((one) => one !== '');
}
