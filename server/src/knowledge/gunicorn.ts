import { atLeast, compareVersions, parseVersion, type Version } from '../base/version';
import data from './data/gunicorn-settings.json';
import { type Literal, parseLiteral } from './literal';

/** A setting of gunicorn. A field that is not there is not known, or is false. Versions as text. */
export interface GunicornSetting {
  /** As written in gunicorn.conf.py. */
  readonly name: string;
  readonly section: string;
  /** Its command line flags; missing for one that only a configuration file can set. */
  readonly cli?: readonly string[];
  readonly cliAction?: 'store' | 'store_true' | 'store_const' | 'append';
  /** What argparse makes of the text of its flag, where that is no text: `auto_int` also takes `0o22`, `022` and `0x12`. */
  readonly cliType?: 'int' | 'auto_int';
  /** Its flag may stand without a value, and means this text then. */
  readonly cliConst?: string;
  readonly configFileOnly?: boolean;
  /** In words: `int>=0`, `bool`, `enum`, `list[str]`, `callable`, … */
  readonly type: string;
  /** The name of gunicorn's own check of the value: `validate_pos_int`. */
  readonly validator: string;
  readonly nullable?: boolean;
  readonly values?: readonly (string | number)[];
  /** Text of a Python literal; missing: None. */
  readonly default?: string;
  readonly defaultNote?: string;
  /** Environment variable that replaces the default. */
  readonly envVar?: string;
  readonly since: string;
  readonly changedIn?: readonly string[];
  readonly deprecated?: { readonly since: string; readonly effect: string; readonly replacement: string };
  /** A function that gunicorn calls: how many arguments it gives, and their names. */
  readonly hookArity?: number;
  readonly hookArgs?: readonly string[];
  readonly deploymentRelevant?: boolean;
  readonly developmentOnly?: boolean;
  readonly securitySensitive?: boolean;
}

export interface RemovedGunicornSetting {
  readonly name: string;
  /** The last release that knew it. */
  readonly lastIn: string;
  readonly replacement?: string;
  /** The flags that it had, where that was in releases that are still about. */
  readonly cli?: readonly string[];
  readonly since?: string;
}

export interface WorkerClass {
  readonly name: string;
  readonly path: string;
  readonly kind: string;
  /** The extra (`gunicorn[gevent]`) or distribution that brings it. */
  readonly extra?: string;
  readonly note?: string;
  readonly since?: string;
  readonly removedIn?: string;
}

export interface GunicornVariable {
  readonly name: string;
  readonly effect: string;
  readonly since?: string;
}

const SETTINGS = data.settings as readonly GunicornSetting[];
const REMOVED = data.removedSettings as readonly RemovedGunicornSetting[];
const WORKERS = data.workerClasses as readonly WorkerClass[];
const BY_NAME: ReadonlyMap<string, GunicornSetting> = new Map(SETTINGS.map((setting) => [setting.name, setting]));
const BY_FLAG: ReadonlyMap<string, GunicornSetting> = new Map(
  SETTINGS.flatMap((setting) => (setting.cli ?? []).map((flag): [string, GunicornSetting] => [flag, setting])),
);

export function gunicornSetting(name: string): GunicornSetting | undefined {
  return BY_NAME.get(name);
}

/** Every setting of the newest gunicorn, sorted by name. */
export function gunicornSettings(): readonly GunicornSetting[] {
  return SETTINGS;
}

/** The setting of a command line flag: `-w`, `--workers`; with a value glued on by `=` too. */
export function gunicornFlag(flag: string): GunicornSetting | undefined {
  return BY_FLAG.get(flag.startsWith('--') ? flag.replace(/=.*$/s, '') : flag);
}

/** A setting that gunicorn had once and reads no more. */
export function removedGunicornSetting(name: string): RemovedGunicornSetting | undefined {
  return REMOVED.find((setting) => setting.name === name);
}

/** A worker class by its short name (`gthread`) or import path, removed ones too. */
export function workerClass(name: string): WorkerClass | undefined {
  return WORKERS.find((worker) => worker.name === name || worker.path === name);
}

export function workerClasses(): readonly WorkerClass[] {
  return WORKERS;
}

/** What gunicorn reads from its environment. */
export function gunicornVariables(): readonly GunicornVariable[] {
  return data.environment;
}

/** A flag of gunicorn's command line in one version. */
export interface GunicornFlag {
  readonly flag: string;
  /** Undefined for `--help` and `--version`, and for the flag of a setting that later releases do not have. */
  readonly setting: GunicornSetting | undefined;
  readonly action: 'store' | 'store_true' | 'store_const' | 'append' | 'exit';
}

/** Every flag that the command line of a version knows. */
export function gunicornFlags(version: Version): readonly GunicornFlag[] {
  const own = SETTINGS.filter((setting) => gunicornKnows(setting, version)).flatMap((setting) =>
    (setting.cli ?? []).map((flag): GunicornFlag => ({ flag, setting, action: flagAction(setting, version) })),
  );
  const old = REMOVED.filter(({ since, lastIn }) => since !== undefined && atLeast(version, since) && !isLater(version, lastIn)).flatMap(
    ({ cli = [] }) => cli.map((flag): GunicornFlag => ({ flag, setting: undefined, action: 'store_true' })),
  );
  return [...own, ...old, ...EXITS.map((flag): GunicornFlag => ({ flag, setting: undefined, action: 'exit' }))];
}

const EXITS = ['-h', '--help', '-v', '--version'];

function flagAction({ name, cliAction = 'store' }: GunicornSetting, version: Version): GunicornFlag['action'] {
  return name === 'proxy_protocol' && !atLeast(version, '24.1') ? 'store_true' : cliAction;
}

function isLater(version: Version, than: string): boolean {
  const last = parseVersion(than);
  return last !== undefined && compareVersions(version, last) > 0;
}

/** Whether this version of gunicorn knows the setting at all. */
export function gunicornKnows(setting: GunicornSetting, version: Version): boolean {
  return atLeast(version, setting.since);
}

/** The built-in default, before the environment is asked. */
export function gunicornDefault(setting: GunicornSetting): Literal | undefined {
  return parseLiteral(setting.default ?? 'None');
}

export function gunicornSettingUrl(setting: GunicornSetting): string {
  return `https://gunicorn.org/reference/settings/#${setting.name}`;
}
