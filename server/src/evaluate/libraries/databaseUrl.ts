import { argument, rawNative } from '../interpreter/calls';
import { PythonError } from '../interpreter/errors';
import type { Machine } from '../interpreter/machine';
import { plainTruth } from '../interpreter/truth';
import { bool, type CallArguments, dict, FALSE, int, list, NONE, type R, str } from '../runtime/objects';
import { type LibraryFactory, library } from './library';
import { convertSetting, variableText } from './reading';
import { unquote } from './url';
import { parseQuery, parseUrl, portValue } from './urlParts';

const READER = 'dj-database-url';

const POSTGRES = 'django.db.backends.postgresql';
const ENGINES: Readonly<Record<string, string>> = {
  spatialite: 'django.contrib.gis.db.backends.spatialite',
  'mysql-connector': 'mysql.connector.django',
  mysqlgis: 'django.contrib.gis.db.backends.mysql',
  oraclegis: 'django.contrib.gis.db.backends.oracle',
  cockroach: 'django_cockroachdb',
  sqlite: 'django.db.backends.sqlite3',
  oracle: 'django.db.backends.oracle',
  mssqlms: 'mssql',
  mssql: 'sql_server.pyodbc',
  mysql: 'django.db.backends.mysql',
  mysql2: 'django.db.backends.mysql',
  postgres: POSTGRES,
  postgresql: POSTGRES,
  pgsql: POSTGRES,
  postgis: 'django.contrib.gis.db.backends.postgis',
  redshift: 'django_redshift_backend',
  timescale: 'timescale.db.backends.postgresql',
  timescalegis: 'timescale.db.backends.postgis',
};
const TEXT_PORT = new Set(['oracle', 'mssqlms', 'mssql']);
const MYSQL = new Set(['mysql', 'mysql2']);
const POSTGRES_FAMILY = new Set(['postgres', 'postgresql', 'pgsql', 'postgis', 'redshift', 'timescale', 'timescalegis']);

/** The arguments that `config` and `parse` share, in their order after the first ones. */
const SHARED = ['engine', 'conn_max_age', 'conn_health_checks', 'disable_server_side_cursors', 'ssl_require', 'test_options'] as const;
type Settings = Readonly<Record<(typeof SHARED)[number], R>>;

/** The module `dj_database_url`. */
export const databaseUrlModule: LibraryFactory = (machine, name) =>
  library(machine, name, {
    DEFAULT_ENV: str('DATABASE_URL'),
    config: rawNative('dj_database_url.config', config),
    parse: rawNative('dj_database_url.parse', (vm, args) => parsedBy(vm, argument(args, 0, 'url') ?? NONE, settingsOf(args, 1), args)),
    register: rawNative('dj_database_url.register', (vm) => vm.unknown('a scheme is registered')),
  });

function settingsOf(args: CallArguments, first: number): Settings {
  const defaults: Settings = {
    engine: NONE,
    conn_max_age: int(0),
    conn_health_checks: FALSE,
    disable_server_side_cursors: FALSE,
    ssl_require: FALSE,
    test_options: NONE,
  };
  const given = SHARED.map((name, at) => [name, argument(args, first + at, name) ?? defaults[name]] as const);
  return Object.fromEntries(given) as Settings;
}

/** `config(env, default, engine, conn_max_age, …)`: no setting at all gives an empty dict. */
function config(machine: Machine, args: CallArguments): R {
  const name = argument(args, 0, 'env') ?? str('DATABASE_URL');
  const fallback = argument(args, 1, 'default') ?? NONE;
  const settings = settingsOf(args, 2);
  return machine.lift([name], ([variable]) => {
    if (variable?.t !== 'str') return unknownDatabase('the name of a variable is not known', args);
    const convert = (url: R): R => {
      const empty = plainTruth(url) === false;
      return empty ? { ...dict([]), at: args.at } : parsedBy(machine, url, settings, args);
    };
    return convertSetting(
      machine,
      { name: variable.v, reader: READER, parse: 'db', at: args.at, fallback },
      variableText(machine, variable.v, READER, args.at),
      () => new PythonError('KeyError', variable.v),
      convert,
      (value) => machine.lift([value], ([one]) => convert(one ?? NONE)),
    );
  });
}

/** `parse(url, engine, conn_max_age, …)` for a text, with the keywords of a call. */
export function databaseFromUrl(machine: Machine, url: string, args: CallArguments): R {
  return parsedBy(machine, str(url), settingsOf({ ...args, positional: [] }, 1), args);
}

function parsedBy(machine: Machine, url: R, settings: Settings, args: CallArguments): R {
  return machine.lift([url, settings.engine, settings.ssl_require], ([text, engine, ssl]) => {
    if (!text || text.t === 'unknown') return unknownDatabase(text?.reason ?? 'a URL is not known', args, text);
    if (text.t !== 'str') throw new PythonError('ValueError', 'This string is not a valid url');
    const made = parse(machine, text.v, { ...settings, engine: engine ?? NONE, ssl_require: ssl ?? FALSE });
    return made.t === 'dict' ? { ...made, at: args.at, ...(text.env ? { env: { ...text.env, reader: READER, parse: 'db' } } : {}) } : made;
  });
}

/** The connection of a URL that is not known; an empty one may give none at all. */
function unknownDatabase(reason: string, args: CallArguments, url?: R): R {
  return { ...dict([], reason), at: args.at, ...(url?.env ? { env: { ...url.env, reader: READER, parse: 'db' } } : {}) };
}

function parse(machine: Machine, text: string, settings: Settings): R {
  if (text === 'sqlite://:memory:')
    return entries([
      ['ENGINE', str('django.db.backends.sqlite3')],
      ['NAME', str(':memory:')],
    ]);
  const url = attempt(() => parseUrl(text));
  const engine = Object.hasOwn(ENGINES, url.scheme) ? ENGINES[url.scheme] : undefined;
  if (engine === undefined) throw new PythonError('ValueError', `Scheme '${url.scheme}://' is unknown.`);
  const options = queryOptions(url.query);
  const port = portValue(attempt(() => url.port()));
  const config = new Map<string, R>([
    ['ENGINE', str(engine)],
    ['USER', str(unquote(url.username ?? ''))],
    ['PASSWORD', str(unquote(url.password ?? ''))],
    ['HOST', str(unquote(url.hostname ?? ''))],
    ['PORT', TEXT_PORT.has(url.scheme) && port.t === 'int' ? str(String(port.v)) : port],
    ['NAME', str(unquote(url.path.slice(1)))],
    ['OPTIONS', NONE],
  ]);
  if (url.scheme === 'sqlite' && url.path.slice(1) === '') config.set('NAME', str(':memory:'));
  moveOptions(url.scheme, options);
  if (isTrue(settings.ssl_require)) options.set('sslmode', str('require'));
  config.set('CONN_MAX_AGE', settings.conn_max_age);
  config.set('CONN_HEALTH_CHECKS', settings.conn_health_checks);
  config.set('DISABLE_SERVER_SIDE_CURSORS', settings.disable_server_side_cursors);
  if (settings.engine.t === 'unknown') config.set('ENGINE', settings.engine);
  else if (isTrue(settings.engine)) config.set('ENGINE', settings.engine);
  const tests = machine.refined(settings.test_options);
  if (tests.t !== 'none' && plainTruth(tests) !== false) config.set('TEST', tests);
  if (settings.ssl_require.t === 'unknown')
    config.set(
      'OPTIONS',
      dict(
        [...options].map(([key, value]) => [str(key), value] as const),
        settings.ssl_require.reason,
      ),
    );
  else if (options.size === 0) config.delete('OPTIONS');
  else config.set('OPTIONS', entries([...options]));
  return entries([...config]);
}

function isTrue(value: R): boolean {
  return plainTruth(value) === true;
}

/** What Python's URL functions refuse is one error of the library, a `ValueError`. */
function attempt<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof PythonError) throw new PythonError('ValueError', 'This string is not a valid url');
    throw error;
  }
}

function entries(pairs: readonly (readonly [string, R])[]): R {
  return dict(pairs.map(([key, value]) => [str(key), value] as const));
}

function queryOptions(query: string): Map<string, R> {
  const options = new Map<string, R>();
  for (const [name, values] of parseQuery(query)) {
    const parsed = values.map(optionValue);
    options.set(name, parsed.length === 1 && parsed[0] ? parsed[0] : list(parsed));
  }
  return options;
}

function optionValue(text: string): R {
  if (/^[0-9]+$/.test(text)) return int(BigInt(text));
  const lower = text.toLowerCase();
  return lower === 'true' || lower === 'false' ? bool(lower === 'true') : str(text);
}

/** What a scheme makes of its own options. */
function moveOptions(scheme: string, options: Map<string, R>): void {
  const own = MYSQL.has(scheme) ? 'ssl-ca' : POSTGRES_FAMILY.has(scheme) ? 'currentSchema' : undefined;
  const value = own === undefined ? undefined : options.get(own);
  if (own === undefined || !value) return;
  options.delete(own);
  if (plainTruth(value) === false) return;
  const text =
    value.t === 'str' ? value.v : value.t === 'int' ? String(value.v) : value.t === 'bool' ? (value.v ? 'True' : 'False') : undefined;
  if (own === 'ssl-ca') options.set('ssl', entries([['ca', value]]));
  else options.set('options', text === undefined ? value : str(`-c search_path=${text}`));
}
