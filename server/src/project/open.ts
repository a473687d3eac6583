import { globTest } from '../base/glob';
import { lazy, remembered } from '../base/lazy';
import { dirname } from '../base/paths';
import { LineMap } from '../base/text';
import { formatVersion, type Version } from '../base/version';
import { type Environment, withArtefacts } from '../evaluate/environment';
import { type EvaluationRequest, evaluateFile, evaluateModule } from '../evaluate/evaluate';
import type { EvaluatedSettings } from '../evaluate/settings';
import type { Files } from '../host/files';
import type { NginxFile } from '../syntax/nginx/ast';
import type { ParseNginx } from '../syntax/nginx/parse';
import type { ParsePython } from '../syntax/python/reparse';
import {
  environmentKey,
  evaluateCached,
  OPEN_ENVIRONMENT,
  ofTextCached,
  ofTreeCached,
  outlineCached,
  type ProjectCache,
  parseCached,
  parseNginxCached,
  projectCache,
  searchCached,
  slotFor,
} from './cache';
import { type Discovery, findEntries, findGunicornConfigs, findSettingsFiles, rolesOf } from './discover';
import { isRequired } from './distributions';
import { ciProcesses } from './environment/ciSource';
import { processEntries } from './environment/entries';
import type { Process } from './environment/process';
import { findStarted } from './environment/processes';
import { type EnvironmentSource, startedProfiles, toldVariables } from './environment/profileEnvironment';
import { importRootsOf, moduleFile } from './modules';
import { findNginxConfigurations } from './nginx/configurations';
import type { Mount } from './nginx/includes';
import { findListeners } from './nginx/listeners';
import type { NginxVersion } from './nginx/version';
import { findProfiles, resolveFrom } from './profiles';
import type { NginxSource, ProductVersion, Profile, ProfileKind, Project, PythonFile, SourceFile } from './project';
import { randomSecret } from './randomSecret';
import { type Answers, discoveryOf, recorded, stillHolds } from './recording';
import { findRequirementFiles, type Requirement } from './requirements';
import type { Subject, SubjectFinder } from './subjects/subject';
import { SUBJECT_FINDERS, type SubjectSort, type Subjects } from './subjects/subjects';
import { DJANGO_LINES, GUNICORN_LINES, productVersion } from './versions';
import { walk } from './walk';

export interface ProjectOptions {
  readonly parsePython: ParsePython;
  /** Without it no file is taken for nginx's. */
  readonly parseNginx?: ParseNginx;
  /** What the user says of nginx: its version, and where paths of the machine lie in the workspace. */
  readonly nginxVersion?: NginxVersion;
  readonly nginxPaths?: readonly Mount[];
  /** What every process of the project starts with; by default nothing is known. */
  readonly environment?: Environment;
  readonly djangoVersion?: Version;
  readonly gunicornVersion?: Version;
  /** Folder that modules are imported from, relative to the root; otherwise found from the entry points. */
  readonly pythonPath?: string;
  /** `module[:Class]`: this is the only profile, judged as production; nothing is searched. */
  readonly settings?: string;
  /** What the user says about profiles: found ones get the kind, others are added. */
  readonly profiles?: readonly ConfiguredProfile[];
  /** Globs of what to leave out. */
  readonly exclude?: readonly string[];
  /** Shared between snapshots of one workspace. */
  readonly cache?: ProjectCache;
  /** Cryptographic random bytes; by default those of the platform. */
  readonly randomBytes?: (count: number) => Uint8Array;
}

export interface ConfiguredProfile {
  /** `module[:Class]`. */
  readonly settings: string;
  readonly kind: ProfileKind;
}

/** A snapshot of a workspace. Nothing is read before it is asked for; what the options do not say is found in the files. */
export function openProject(files: Files, options: ProjectOptions): Project {
  const cache = options.cache ?? projectCache();
  const snapshot = openSnapshot(files, options, cache);
  const { discovery, python, read } = snapshot;
  const given = options.environment ?? OPEN_ENVIRONMENT;
  // An environment that is told whole leaves nothing for artefacts to say.
  const started = lazy(() => searchCached(cache.started, discovery(), findStarted));
  const processes = lazy(() => (given.open ? started().processes : []));
  const profiles = lazy(() => profilesOf(snapshot.files, discovery, options, processes));
  const requirementFiles = lazy(() =>
    searchCached(cache.requirements, discovery(), (searched) => findRequirementFiles(searched, searched.roles.requirements)),
  );
  const requirements = lazy(() => requirementFiles().flatMap((file) => file.requirements));
  const names = lazy(() => new Set(requirements().map((one) => one.name)));
  const django = lazy(() => versionOf(options.djangoVersion, 'django', DJANGO_LINES, requirements));
  const gunicorn = lazy(() => versionOf(options.gunicornVersion, 'gunicorn', GUNICORN_LINES, requirements));
  const gunicornConfigs = lazy(() => searchCached(cache.gunicornConfigs, discovery(), findGunicornConfigs));
  const nginx = nginxReader(snapshot, options, cache);
  const listeners = lazy(() => findListeners(discovery(), processes()));
  const evaluate = evaluator(snapshot, cache, () => formatVersion(django().version), names);
  const evaluateGunicorn = (file: string) => evaluate(`file ${file}`, '', given, (request) => evaluateFile(request, file));
  // Workflows are many, and only tests start with what they say.
  const ci = lazy(() => searchCached(cache.ciProcesses, discovery(), ciProcesses));
  const served = lazy(() => startedProfiles(processes(), profiles()));
  const tested = lazy(() => startedProfiles([...processes(), ...ci()], profiles()));
  const source: EnvironmentSource = {
    files: snapshot.files,
    starting({ name, kind }) {
      const started = kind === 'test' ? tested() : served();
      return [...started].flatMap(([process, profile]) => (profile === name ? process : []));
    },
    evaluateGunicorn,
  };
  const environments = new Map<string, Environment>();
  const environmentOf = (profile: Profile): Environment => {
    const known = environments.get(profile.name);
    if (known || !given.open) return known ?? given;
    const made = withArtefacts(given, toldVariables(source, profile));
    environments.set(profile.name, made);
    return made;
  };
  const subjects = new Map<SubjectSort, readonly Subject[]>();
  const evaluated = new Map<Profile, EvaluatedSettings>();
  const project: Project = {
    files: snapshot.files,
    get profiles() {
      return profiles();
    },
    get django() {
      return django();
    },
    get gunicorn() {
      return gunicorn();
    },
    get gunicornConfigs() {
      return gunicornConfigs();
    },
    get nginxConfigurations() {
      return nginx.configurations();
    },
    nginx: nginx.file,
    get listeners() {
      return listeners();
    },
    get requirements() {
      return requirements().length === 0 ? undefined : names();
    },
    get requirementFiles() {
      return requirementFiles();
    },
    specifiers: (distribution) => requirements().flatMap(({ name, specifier }) => (name === distribution ? specifier : [])),
    get listing() {
      cache.allFiles ??= walk(snapshot.files, () => false).files;
      return cache.allFiles;
    },
    get fileCount() {
      return snapshot.count();
    },
    evaluate(profile) {
      const { module, configuration, pythonPath } = profile;
      const known = evaluated.get(profile);
      if (known) return known;
      const found = evaluate(`${module}:${configuration ?? ''}`, pythonPath, environmentOf(profile), (request) =>
        evaluateModule(request, module, configuration),
      );
      evaluated.set(profile, found);
      return found;
    },
    evaluateGunicorn,
    python,
    source: remembered((path): SourceFile | undefined => {
      if (path.endsWith('.py')) return python(path);
      const text = read(path);
      return text === undefined ? undefined : { path, text, lines: new LineMap(text) };
    }),
    get processes() {
      return processes();
    },
    profileOf(process) {
      const name = served().get(process);
      return profiles().find((profile) => profile.name === name);
    },
    get runs() {
      return started().runs;
    },
    subjects<Sort extends SubjectSort>(sort: Sort) {
      const found = subjects.get(sort) ?? findSubjects(project, sort, discovery(), cache);
      subjects.set(sort, found);
      return found as readonly Subjects[Sort][];
    },
    derived: deriving(() => project, cache),
    randomSecret: () => randomSecret(options.randomBytes ?? ((count) => crypto.getRandomValues(new Uint8Array(count)))),
  };
  return project;
}

function findSubjects(project: Project, sort: SubjectSort, discovery: Discovery, cache: ProjectCache): readonly Subject[] {
  const finder: SubjectFinder<Subject> = SUBJECT_FINDERS[sort];
  if ('search' in finder) return searchCached(slotFor(cache.subjects, sort), discovery, finder.search);
  return project.derived((asked) => finder.find(asked, discoveryOf(asked, discovery)), finder);
}

/** Computes once for each key, and in a later snapshot only where something that was asked for has another answer. */
function deriving(project: () => Project, cache: ProjectCache): Project['derived'] {
  const answers: Answers = new Map();
  const known = new Map<unknown, unknown>();
  return <T>(compute: (project: Project) => T, key: unknown = compute): T => {
    if (known.has(key)) return known.get(key) as T;
    const before = cache.derived.get(key);
    const found = before && stillHolds(project(), answers, before) ? before : recorded(project(), answers, compute);
    known.set(key, found.value);
    cache.derived.set(key, found);
    return found.value as T;
  };
}

interface Snapshot {
  /** Reads every file once. */
  readonly files: Files;
  read(path: string): string | undefined;
  python(path: string): PythonFile | undefined;
  discovery(): Discovery;
  /** How many files were read. */
  count(): number;
}

function openSnapshot(files: Files, options: ProjectOptions, cache: ProjectCache): Snapshot {
  const seen = new Set<string>();
  const read = remembered((path) => {
    const text = files.read(path);
    if (text !== undefined) seen.add(path);
    return text;
  });
  const python = remembered((path): PythonFile | undefined => {
    const text = read(path);
    return text === undefined ? undefined : parseCached(cache, path, text, options.parsePython);
  });
  const once: Files = {
    root: files.root,
    read,
    kind: (path) => files.kind(path),
    list: (path) => files.list(path),
    realPath: (path) => files.realPath(path),
  };
  const tree = (path: string) => python(path)?.tree;
  const outline = (path: string) => {
    const module = tree(path);
    return module && outlineCached(cache, module);
  };
  const ofText = <T>(path: string, compute: (text: string) => T) => {
    const text = read(path);
    return text === undefined ? undefined : ofTextCached(cache, path, text, compute);
  };
  const discovery = lazy((): Discovery => {
    const exclude = JSON.stringify(options.exclude ?? []);
    if (cache.listing?.exclude !== exclude) cache.listing = { exclude, roles: rolesOf(walk(files, globTest(options.exclude ?? []))) };
    return { files: once, roles: cache.listing.roles, read, python: tree, outline, ofText };
  });
  return { files: once, read, python, discovery, count: () => seen.size };
}

function nginxReader({ discovery, read }: Snapshot, options: ProjectOptions, cache: ProjectCache) {
  const { parseNginx, nginxVersion, nginxPaths = [] } = options;
  const parse = (path: string, text: string) => parseNginxCached(cache, path, text, parseNginx ?? notNginx);
  const search = (searched: Discovery) =>
    findNginxConfigurations({
      discovery: searched,
      parse,
      ofTree: (tree, compute) => ofTreeCached(cache, tree, compute),
      mounts: nginxPaths,
      ...(nginxVersion && { version: nginxVersion }),
    });
  const configurations = lazy(() => {
    const slot = slotFor(cache.nginx, JSON.stringify([nginxVersion, nginxPaths]));
    return parseNginx ? searchCached(slot, discovery(), search) : [];
  });
  const files = lazy(() => new Set(configurations().flatMap((one) => one.files)));
  const file = remembered((path): NginxSource | undefined => {
    const text = files().has(path) ? read(path) : undefined;
    if (text === undefined) return undefined;
    const lines = lazy(() => new LineMap(text));
    return {
      path,
      text,
      tree: parse(path, text),
      get lines() {
        return lines();
      },
    };
  });
  return { configurations, file };
}

function notNginx(): NginxFile {
  return { body: [], comments: [], errors: [], templated: false };
}

function evaluator({ files, python }: Snapshot, cache: ProjectCache, djangoVersion: () => string, requirements: () => ReadonlySet<string>) {
  return (
    key: string,
    pythonPath: string,
    environment: Environment,
    run: (request: EvaluationRequest) => EvaluatedSettings,
  ): EvaluatedSettings => {
    const parse = (path: string) => python(path)?.tree;
    const roots = importRootsOf(files, pythonPath);
    const request: EvaluationRequest = {
      files,
      parse,
      pythonPath: roots,
      environment,
      djangoVersion: djangoVersion(),
      requires: (topLevel) => isRequired(requirements(), topLevel),
    };
    const names = [...requirements()].join();
    return evaluateCached(cache, JSON.stringify([key, roots, request.djangoVersion, names]), environmentKey(environment), files, () =>
      run(request),
    );
  };
}

function versionOf(
  chosen: Version | undefined,
  name: string,
  known: readonly Version[],
  requirements: () => readonly Requirement[],
): ProductVersion {
  return chosen ? { version: chosen, source: 'given by the user' } : productVersion(name, known, requirements());
}

/** Splits `module:Class`. */
export function splitSettings(settings: string): { readonly module: string; readonly configuration: string | undefined } {
  const [module = '', configuration] = settings.split(':');
  return { module, configuration: configuration === '' ? undefined : configuration };
}

function profilesOf(
  files: Files,
  discovery: () => Discovery,
  options: ProjectOptions,
  processes: () => readonly Process[],
): readonly Profile[] {
  if (options.settings !== undefined) {
    const chosen = resolveNamed(files, discovery, options.settings, options.pythonPath);
    return chosen ? [{ ...chosen, kind: 'production', because: 'asked for by name' }] : [];
  }
  const searched = discovery();
  const found = findProfiles({
    files,
    entries: [...findEntries(searched), ...processEntries(processes())],
    settingsFiles: findSettingsFiles(searched),
    manageFolders: searched.roles.manageFolders,
    outline: searched.outline,
  });
  const said = new Map((options.profiles ?? []).map((one) => [one.settings, one.kind]));
  const judged = found.map((profile) => {
    const kind = said.get(profile.name) ?? said.get(profile.module);
    return kind ? { ...profile, kind, because: 'the configuration says so' } : profile;
  });
  const names = new Set(found.flatMap((profile) => [profile.name, profile.module]));
  const added = (options.profiles ?? []).flatMap(({ settings, kind }): Profile[] => {
    const profile = names.has(settings) ? undefined : resolveNamed(files, discovery, settings, options.pythonPath);
    return profile ? [{ ...profile, kind, because: 'the configuration says so' }] : [];
  });
  return [...judged, ...added];
}

/** A profile by its name alone: below the given import root, else the root, else the folders of entry points. */
function resolveNamed(
  files: Files,
  discovery: () => Discovery,
  settings: string,
  pythonPath: string | undefined,
): Omit<Profile, 'kind' | 'because'> | undefined {
  const { module, configuration } = splitSettings(settings);
  const place =
    pythonPath !== undefined
      ? below(files, pythonPath, module)
      : (resolveFrom(files, '', module) ?? fromEntries(files, discovery(), module));
  return place && { name: settings, module, configuration, entry: [], ...place };
}

function below(files: Files, pythonPath: string, module: string): { readonly file: string; readonly pythonPath: string } | undefined {
  const file = moduleFile(files, pythonPath, module);
  return file === undefined ? undefined : { file, pythonPath };
}

function fromEntries(files: Files, discovery: Discovery, module: string) {
  for (const entry of findEntries(discovery)) {
    const place = resolveFrom(files, dirname(entry.file), module);
    if (place) return place;
  }
  return undefined;
}
