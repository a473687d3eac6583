import { readFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { type EnvironmentVariable, environmentOf } from '../evaluate/environment';
import { type Configuration, readConfiguration } from '../host/configuration';
import { parseEnvFile } from '../host/envFile';
import { type Files, MemoryFiles } from '../host/files';
import { nginxVersion } from '../project/nginx/version';
import { openProject, type ProjectOptions } from '../project/open';
import type { Profile, Project } from '../project/project';
import type { RuleMeta } from '../rules/rule';
import { matchesRule, type Selection } from '../rules/select';
import { reasonlessSuppressionMeta, unusedSuppressionMeta } from '../rules/suppress';
import { syntaxErrorMeta } from '../rules/syntaxError';
import { type Io, UsageError } from './io';
import type { Options } from './options';
import type { Target } from './target';

/** A project opened for a command, with what the user chose. */
export interface Session {
  readonly target: Target;
  readonly files: Files;
  readonly project: Project;
  /** The profiles that are meant; never empty. */
  readonly profiles: readonly Profile[];
  readonly selection: Selection;
  /** The same choices over other files: fixes are tried on copies. */
  reopen(files: Files): Pick<Session, 'project' | 'profiles'>;
}

/** The rules of the registry and those that the runner adds. */
export function allMetas(io: Io): readonly RuleMeta[] {
  return [...io.rules.map((rule) => rule.meta), syntaxErrorMeta, unusedSuppressionMeta, reasonlessSuppressionMeta].sort((a, b) =>
    a.id < b.id ? -1 : 1,
  );
}

/**
 * Opens the project of a target.
 * @throws UsageError for a broken configuration, an environment file or a settings module that is not there, and for a
 *   folder without a Django project.
 */
export async function openSession(io: Io, options: Options, target: Target): Promise<Session> {
  const knows = (pattern: string) => pattern === '*' || allMetas(io).some((meta) => matchesRule(pattern, meta.id));
  for (const pattern of [...(options.select ?? []), ...(options.ignore ?? [])]) {
    if (!knows(pattern)) throw new UsageError(`there is no rule or family “${pattern}”. See django-preflight rules.`);
  }
  const files = io.files(target.root);
  const configuration = configured(io, options, files, knows);
  const choices = { ...projectOptions(io, options, configuration, files), ...(await io.parsers()) };
  const reopen = (changed: Files) => {
    const project = openProject(changed, choices);
    return { project, profiles: chosenProfiles(project, options) };
  };
  const opened = reopen(files);
  const { gunicornConfigs, nginxConfigurations } = opened.project;
  const hasServers = options.settings === undefined && gunicornConfigs.length + nginxConfigurations.length > 0;
  if (opened.profiles.length === 0 && !hasServers) throw new UsageError(nothingFound(options, opened.project, target));
  const selection: Selection = {
    ...(options.select && { select: options.select }),
    ...(options.ignore && { ignore: options.ignore }),
    severities: configuration.rules,
  };
  return { target, files, selection, reopen, ...opened };
}

function configured(io: Io, options: Options, files: Files, knows: (pattern: string) => boolean): Configuration {
  const given = options.config === undefined ? undefined : givenConfiguration(io, options.config);
  const { configuration, problem } = given ? readConfiguration(given.files, knows, given.name) : readConfiguration(files, knows);
  if (!problem) return configuration;
  throw new UsageError(`${given ? options.config : problem.file}:${problem.line}: ${problem.message.split('\n')[0]}`);
}

/** A file that the user names may lie anywhere. */
function givenConfiguration(io: Io, path: string): { readonly files: Files; readonly name: string } {
  const name = path.endsWith('pyproject.toml') ? 'pyproject.toml' : 'django-preflight.toml';
  return { files: new MemoryFiles(new Map([[name, textOf(io, path)]])), name };
}

function projectOptions(io: Io, options: Options, configuration: Configuration, files: Files): Omit<ProjectOptions, 'parsePython'> {
  const djangoVersion = options.djangoVersion ?? configuration.djangoVersion;
  const gunicornVersion = options.gunicornVersion ?? configuration.gunicornVersion;
  const nginx = nginxVersion(options.nginxVersion ?? configuration.nginxVersion ?? '', 'given by the user');
  const pythonPath = options.pythonPath === undefined ? configuration.pythonPath : insideRoot(files, options.pythonPath);
  const variables = new Map<string, EnvironmentVariable>();
  for (const path of configuration.envFiles) addEnvFile(variables, path, files.read(path));
  for (const path of options.envFiles) addEnvFile(variables, path, textOf(io, path));
  for (const [name, value] of options.env) variables.set(name, { value, source: '--env' });
  return {
    environment: environmentOf(variables, options.isolated),
    profiles: configuration.profiles,
    exclude: configuration.exclude,
    ...(djangoVersion && { djangoVersion }),
    ...(gunicornVersion && { gunicornVersion }),
    ...(nginx && { nginxVersion: nginx }),
    nginxPaths: configuration.nginxPaths,
    ...(pythonPath !== undefined && { pythonPath }),
    ...(options.settings !== undefined && { settings: options.settings }),
  };
}

function insideRoot(files: Files, pythonPath: string): string {
  const path = pythonPath.startsWith('/') ? relative(files.root, pythonPath) : pythonPath;
  if (files.kind(path) === 'directory') return path;
  throw new UsageError(`--python-path ${pythonPath}: no such folder below ${files.root}.`);
}

function addEnvFile(variables: Map<string, EnvironmentVariable>, path: string, text: string | undefined): void {
  if (text === undefined) throw new UsageError(`${path}: the environment file cannot be read.`);
  for (const { name, value, line } of parseEnvFile(text)) variables.set(name, { value, source: `${path}:${line}` });
}

function chosenProfiles(project: Project, options: Options): readonly Profile[] {
  if (options.profile !== undefined) {
    const named = project.profiles.filter((profile) => [profile.name, profile.module, profile.kind].includes(options.profile ?? ''));
    if (named.length > 0) return named;
    const names = project.profiles.map((profile) => profile.name).join(', ');
    throw new UsageError(
      `--profile ${options.profile}: there is no such profile. ${names === '' ? 'None was found.' : `There are ${names}.`}`,
    );
  }
  const production = project.profiles.filter((profile) => profile.kind === 'production');
  return production.length > 0 ? production : project.profiles;
}

function nothingFound(options: Options, project: Project, target: Target): string {
  if (options.settings === undefined)
    return `${target.root}: no Django project here (no settings module, gunicorn or nginx configuration was found).`;
  const below = options.pythonPath === undefined ? project.files.root : resolve(project.files.root, options.pythonPath);
  return `--settings ${options.settings}: there is no such module below ${below}.`;
}

function textOf(io: Io, path: string): string {
  try {
    return readFileSync(resolve(io.cwd, path), 'utf8').replace(/^\uFEFF/, '');
  } catch {
    throw new UsageError(`${path}: cannot be read.`);
  }
}
