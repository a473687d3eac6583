import { LineMap } from '../base/text';
import { parseVersion } from '../base/version';
import { type Environment, type EnvironmentVariable, environmentOf } from '../evaluate/environment';
import { type Analysis, analyse } from '../features/analysis';
import { type Configuration, type ConfigurationProblem, type ConfigurationResult, readConfiguration } from '../host/configuration';
import { parseEnvFile } from '../host/envFile';
import { type Files, MAX_FILE_BYTES, OverlayFiles } from '../host/files';
import { forgetListing, projectCache } from '../project/cache';
import { nginxVersion } from '../project/nginx/version';
import { openProject, type ProjectOptions } from '../project/open';
import type { ClientConfiguration } from '../protocol';
import type { RuleMemory } from '../rules/memory';
import { rules } from '../rules/registry.generated';
import type { Finding } from '../rules/rule';
import type { RunResult } from '../rules/run';
import { matchesRule } from '../rules/select';
import { reasonlessSuppressionMeta, unusedSuppressionMeta } from '../rules/suppress';
import { syntaxErrorMeta } from '../rules/syntaxError';
import type { ParseNginx } from '../syntax/nginx/parse';
import type { ParsePython } from '../syntax/python/reparse';
import { DEFAULT_CONFIGURATION } from './configuration';
import { describe } from './guard';
import type { FolderFiles } from './host';

/** One folder of the workspace: its files under the open documents, its configuration, and the last analysis of both. */
export interface Folder {
  readonly uri: string;
  readonly name: string;
  /** What the rules say now; computed when something changed since it was last asked for. Undefined when the folder is switched off. */
  analysis(): Analysis | undefined;
  /** Whether the editor wants inlay hints here. */
  readonly inlayHints: boolean;
  /** Whether the editor wants code lenses here. */
  readonly codeLens: boolean;
  /** What is wrong with the project's own configuration file, whose place the defaults then take. */
  configurationProblem(): ConfigurationProblem | undefined;
  /** What the rules would say of the same folder with other texts: a fix that is only being tried. */
  judge(files: Files): readonly Finding[];
  /** The text of an open document, or undefined when it was closed. */
  setDocument(path: string, text: string | undefined): void;
  /** Files changed on disk. `moved`: some appeared or disappeared. */
  filesChanged(paths: readonly string[], moved: boolean): void;
  configure(configuration: ClientConfiguration): void;
}

export interface FolderOptions {
  readonly uri: string;
  readonly name: string;
  readonly disk: FolderFiles;
  readonly parsePython: ParsePython;
  readonly parseNginx: ParseNginx;
  readonly log: (message: string) => void;
}

export function createFolder({ uri, name, disk, parsePython, parseNginx, log }: FolderOptions): Folder {
  const documents = new Map<string, string>();
  const cache = projectCache();
  const memory: RuleMemory = new Map();
  const configured = configurationReader();
  let editor = DEFAULT_CONFIGURATION;
  let current: Snapshot | undefined;

  const files = () => new OverlayFiles(disk.files, new Map(documents));
  const analysisOf = (over: Files, result?: RunResult) => {
    const { configuration } = configured(over);
    return analyse({
      project: openProject(over, { ...projectOptions(editor, configuration, over), parsePython, parseNginx, cache }),
      rules,
      selection: { severities: new Map([...configuration.rules, ...Object.entries(editor.rules)]) },
      memory,
      log: (rule, error) => log(`${rule} failed: ${describe(error)}`),
      ...(result && { result }),
    });
  };
  const snapshot = (known?: Snapshot): Snapshot => {
    if (known) return { reads: known.reads, analysis: analysisOf(files(), known.analysis.result) };
    const seen = new Set<string>();
    const analysis = analysisOf(recording(files(), seen));
    return {
      analysis,
      reads(path) {
        // What is read is known only when the rules have run.
        void analysis.result;
        return seen.has(path);
      },
    };
  };
  return {
    uri,
    name,
    analysis() {
      if (!editor.enable) return undefined;
      current ??= snapshot();
      return current.analysis;
    },
    get inlayHints() {
      return editor.enable && editor.inlayHints.enabled;
    },
    get codeLens() {
      return editor.enable && editor.codeLens.enabled;
    },
    configurationProblem: () => (editor.enable ? configured(files()).problem : undefined),
    judge: (over) => analysisOf(over).result.findings,
    setDocument(path, given) {
      const text = given !== undefined && given.length > MAX_FILE_BYTES ? undefined : given;
      const before = documents.get(path) ?? disk.files.read(path);
      if (text === undefined) documents.delete(path);
      else documents.set(path, text);
      if (before === (text ?? disk.files.read(path))) return;
      // A document that was never saved comes and goes with its editor.
      const isSaved = disk.files.kind(path) === 'file';
      if (!isSaved) forgetListing(cache);
      // Typing in a view must not cost what typing in the settings costs.
      const isKept = current && isSaved && path.endsWith('.py') && !current.reads(path);
      current = isKept ? snapshot(current) : undefined;
    },
    filesChanged(paths, moved) {
      disk.forget(paths);
      if (moved) forgetListing(cache);
      current = undefined;
    },
    configure(next) {
      editor = next;
      forgetListing(cache);
      current = undefined;
    },
  };
}

interface Snapshot {
  readonly analysis: Analysis;
  /** Whether the findings depend on the text of a file. */
  reads(path: string): boolean;
}

function recording(files: Files, reads: Set<string>): Files {
  return {
    root: files.root,
    read(path) {
      reads.add(path);
      return files.read(path);
    },
    kind: (path) => files.kind(path),
    list: (path) => files.list(path),
    realPath: (path) => files.realPath(path),
  };
}

/** Reads the project's configuration file again only when its text is another one. */
function configurationReader(): (files: Files) => ConfigurationResult {
  const ids = [...rules.map((rule) => rule.meta), syntaxErrorMeta, unusedSuppressionMeta, reasonlessSuppressionMeta].map(({ id }) => id);
  const knows = (pattern: string) => pattern === '*' || ids.some((id) => matchesRule(pattern, id));
  let known: { readonly texts: string; readonly result: ConfigurationResult } | undefined;
  return (files) => {
    const texts = JSON.stringify([files.read('django-preflight.toml') ?? null, files.read('pyproject.toml') ?? null]);
    if (known?.texts !== texts) known = { texts, result: readConfiguration(files, knows) };
    return known.result;
  };
}

/** What the editor says wins over what the project's file says. */
function projectOptions(editor: ClientConfiguration, file: Configuration, files: Files): Omit<ProjectOptions, 'parsePython'> {
  const djangoVersion = parseVersion(editor.djangoVersion) ?? file.djangoVersion;
  const nginx = nginxVersion(editor.nginxVersion || (file.nginxVersion ?? ''), 'given by the user');
  const said = new Map([...file.profiles.map(({ settings, kind }) => [settings, kind] as const), ...Object.entries(editor.profiles)]);
  return {
    environment: environmentFrom(files, file.envFiles),
    profiles: [...said].map(([settings, kind]) => ({ settings, kind })),
    exclude: file.exclude,
    ...(djangoVersion && { djangoVersion }),
    nginxPaths: file.nginxPaths,
    ...(file.gunicornVersion && { gunicornVersion: file.gunicornVersion }),
    ...(nginx && { nginxVersion: nginx }),
    ...(file.pythonPath !== undefined && { pythonPath: file.pythonPath }),
  };
}

/** What the project's environment files give; the later one wins. One that cannot be read gives nothing: the command line tells of it. */
function environmentFrom(files: Files, paths: readonly string[]): Environment {
  const variables = new Map<string, EnvironmentVariable>();
  for (const path of paths) {
    const text = files.read(path) ?? '';
    const lines = new LineMap(text);
    for (const { name, value, line } of parseEnvFile(text)) {
      const span = { start: lines.lineStart(line - 1), end: lines.lineEnd(line - 1) };
      variables.set(name, { value, source: `${path}:${line}`, place: { file: path, span } });
    }
  }
  return environmentOf(variables, false);
}
