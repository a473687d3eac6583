import type { Connection } from 'vscode-languageserver';
import type { ClientConfiguration, ProfileKindName, RuleLevel } from '../protocol';
import type { ServerContext } from './context';

/** Name of the section in the editor's settings. */
export const SECTION = 'djangoPreflight';

export const DEFAULT_CONFIGURATION: ClientConfiguration = {
  enable: true,
  rules: {},
  profiles: {},
  djangoVersion: '',
  nginxVersion: '',
  inlayHints: { enabled: true },
  codeLens: { enabled: true },
};

export const RULE_LEVELS: readonly RuleLevel[] = ['error', 'warning', 'info', 'hint', 'off'];
export const PROFILE_KINDS: readonly ProfileKindName[] = ['production', 'development', 'test'];

export interface ParsedConfiguration {
  readonly configuration: ClientConfiguration;
  /** What could not be understood, one line each; the defaults hold there. */
  readonly problems: readonly string[];
}

/** Reads whatever an editor sends for the section. Never throws; what is wrong is left out and named. */
export function parseConfiguration(section: unknown): ParsedConfiguration {
  if (section === undefined || section === null) return { configuration: DEFAULT_CONFIGURATION, problems: [] };
  if (!isRecord(section)) return { configuration: DEFAULT_CONFIGURATION, problems: [`${SECTION} must be an object`] };
  const problems: string[] = [];
  return {
    configuration: {
      enable: flag(section.enable, DEFAULT_CONFIGURATION.enable, 'enable', problems),
      rules: choices(section.rules, RULE_LEVELS, 'rules', problems),
      profiles: choices(section.profiles, PROFILE_KINDS, 'profiles', problems),
      djangoVersion: version(section.djangoVersion, problems),
      nginxVersion: nginxVersion(section.nginxVersion, problems),
      inlayHints: group(section.inlayHints, 'inlayHints', problems),
      codeLens: group(section.codeLens, 'codeLens', problems),
    },
    problems,
  };
}

/**
 * Reads the configuration of every folder: from a client that answers workspace/configuration, otherwise from the settings that
 * came with the notification.
 */
export async function loadConfiguration(connection: Connection, context: ServerContext, pushed?: unknown): Promise<void> {
  const { folders } = context.workspace;
  const sections: readonly unknown[] = context.features.configuration
    ? await connection.workspace.getConfiguration(folders.map(({ uri }) => ({ scopeUri: uri, section: SECTION })))
    : folders.map(() => (isRecord(pushed) ? pushed[SECTION] : undefined));
  const problems = new Set<string>();
  for (const [at, folder] of folders.entries()) {
    const parsed = parseConfiguration(sections[at]);
    folder.configure(parsed.configuration);
    for (const problem of parsed.problems) problems.add(problem);
  }
  for (const problem of problems) context.log(problem);
}

function flag(value: unknown, fallback: boolean, name: string, problems: string[]): boolean {
  if (typeof value === 'boolean') return value;
  if (value !== undefined && value !== null) problems.push(`${SECTION}.${name} must be true or false`);
  return fallback;
}

/** A group of settings that has nothing but a switch. */
function group(value: unknown, name: 'inlayHints' | 'codeLens', problems: string[]): { readonly enabled: boolean } {
  const fallback = DEFAULT_CONFIGURATION[name];
  if (value === undefined || value === null) return fallback;
  if (isRecord(value)) return { enabled: flag(value.enabled, fallback.enabled, `${name}.enabled`, problems) };
  problems.push(`${SECTION}.${name} must be an object`);
  return fallback;
}

function choices<T extends string>(value: unknown, allowed: readonly T[], name: string, problems: string[]): Readonly<Record<string, T>> {
  if (value === undefined || value === null) return {};
  if (!isRecord(value)) {
    problems.push(`${SECTION}.${name} must be an object`);
    return {};
  }
  const result: Record<string, T> = {};
  for (const [key, given] of Object.entries(value)) {
    const found = allowed.find((candidate) => candidate === given);
    if (found !== undefined) result[key] = found;
    else problems.push(`${SECTION}.${name}: ${key} must be one of ${allowed.join(', ')}`);
  }
  return result;
}

function version(value: unknown, problems: string[]): string {
  if (value === undefined || value === null || value === '') return '';
  if (typeof value === 'string' && /^\d+\.\d+$/.test(value)) return value;
  problems.push(`${SECTION}.djangoVersion must be a release line such as 5.2`);
  return '';
}

function nginxVersion(given: unknown, problems: string[]): string {
  if (given === undefined || given === null) return '';
  if (typeof given === 'string' && /^(\d+\.\d+(\.\d+)?)?$/.test(given)) return given;
  problems.push(`${SECTION}.nginxVersion must be a version such as 1.27 or 1.27.3`);
  return '';
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
