import type { LineMap } from '../base/text';
import type { Version } from '../base/version';
import type { EvaluatedSettings } from '../evaluate/settings';
import type { Files } from '../host/files';
import type { NginxFile } from '../syntax/nginx/ast';
import type { Module } from '../syntax/python/ast';
import type { Process } from './environment/process';
import type { Run } from './environment/runs';
import type { Listeners } from './nginx/application';
import type { NginxConfiguration } from './nginx/model';
import type { RequirementFile } from './requirements';
import type { SubjectSort, Subjects } from './subjects/subjects';

export type ProfileKind = 'production' | 'development' | 'test';

/** One way the project runs. */
export interface Profile {
  /** Dotted settings module, with `:Class` for class-based settings. */
  readonly name: string;
  readonly kind: ProfileKind;
  readonly module: string;
  readonly configuration: string | undefined;
  /** File of the settings module, relative to the root. */
  readonly file: string;
  /** Folder that the module is imported from, relative to the root ('' is the root). */
  readonly pythonPath: string;
  /** Files that start the project with it: wsgi.py, asgi.py, manage.py. */
  readonly entry: readonly string[];
  /** In words, why the profile has its kind. */
  readonly because: string;
}

export interface ProductVersion {
  readonly version: Version;
  /** The file that says so, or how it was assumed. */
  readonly source: string;
}

export interface SourceFile {
  readonly path: string;
  readonly text: string;
  readonly lines: LineMap;
}

export interface PythonFile extends SourceFile {
  readonly tree: Module;
}

export interface NginxSource extends SourceFile {
  readonly tree: NginxFile;
}

/** An immutable view of a workspace; everything in it is computed on demand and remembered. */
export interface Project {
  readonly files: Files;
  readonly profiles: readonly Profile[];
  readonly django: ProductVersion;
  readonly gunicorn: ProductVersion;
  /** gunicorn configuration files, relative to the root. */
  readonly gunicornConfigs: readonly string[];
  /** What an nginx would read that starts with the files of the workspace; empty where no parser for them was given. */
  readonly nginxConfigurations: readonly NginxConfiguration[];
  /** Names of distributions that requirements and lock files list, normalised (`django-environ`); undefined when there is no such file. */
  readonly requirements: ReadonlySet<string> | undefined;
  /** What the files ask of a distribution (normalised name): `>=4.0`, `==3.8`; '' where any version will do. */
  specifiers(distribution: string): readonly string[];
  /** The files that list distributions, read with their places. */
  readonly requirementFiles: readonly RequirementFile[];
  /** Paths of all files that may matter, also of those that the configuration excludes; the same list until files come or go. */
  readonly listing: readonly string[];
  /** How many files were looked at to find this. */
  readonly fileCount: number;
  evaluate(profile: Profile): EvaluatedSettings;
  evaluateGunicorn(file: string): EvaluatedSettings;
  /** Which names of the network are Django, and which are not, by what starts there. */
  readonly listeners: Listeners;
  /** The servers that files of the workspace start. */
  readonly processes: readonly Process[];
  /** The profile that one of them starts; undefined where that is not told. */
  profileOf(process: Process): Profile | undefined;
  /** Every known command that files of the workspace run: servers, workers, `manage.py`, when building, releasing, starting, testing. */
  readonly runs: readonly Run[];
  /** What rules of one sort are about. */
  subjects<Sort extends SubjectSort>(sort: Sort): readonly Subjects[Sort][];
  /** A file that some configuration of nginx consists of, parsed; undefined for another. */
  nginx(file: string): NginxSource | undefined;
  /** A Python file parsed; undefined when it cannot be read. */
  python(file: string): PythonFile | undefined;
  source(file: string): SourceFile | undefined;
  /**
   * What a pure function makes of the project, computed once, and again when something that it asked for has changed.
   * @param key tells apart what functions of one text make; by default the function itself.
   */
  derived<T>(compute: (project: Project) => T, key?: unknown): T;
  /** Random text for a new secret: letters, digits and punctuation that needs no quoting in an env file. */
  randomSecret(): string;
}
