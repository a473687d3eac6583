import { entry, text, truth, type Value } from '../../evaluate/value';
import { isBooleanSetting } from '../booleanSettings';
import { replaceExpression } from '../edit';
import { type Report, type SettingsContext, settingsRule } from '../rule';
import { searchesFolders } from '../staticFinder';
import { commaFixes, environmentFixes, listFixes, numberFixes, rawText } from '../textValues';

export const rule = settingsRule({
  meta: {
    id: 'django/setting-type',
    title: 'Setting of the wrong type',
    category: 'names and versions',
    severity: 'error',
    scope: 'any',
    fix: 'safe',
    references: ['staticfiles.E001'],
    summary: 'Text where Django needs a list, a number or a dict, or a tuple that lacks its comma.',
    settings: [],
  },
  messages: {
    refused: '{name} is {kind}, and Django takes only a list or a tuple.\nDjango refuses to start.\nWrite a list.',
    letters: '{name} is {kind}, not a list or a tuple.\nDjango goes through it letter by letter: {effect}.\nWrite a list.',
    path: '{name} is one path, not a list or a tuple.\nDjango cannot go through it: {effect}.\nWrite a list.',
    comma: '{name} is text: parentheses alone make no tuple.\nDjango needs a list or a tuple: {effect}.\nAdd a comma after the only item.',
    number: '{name} is text, not a number.\n{effect}.\nWrite a number.',
    boolean: '{name} is the text {value}, and any text that is not empty is true.\nIt is on, not off.\nWrite False.',
    dict: '{name} is {kind}, not a dict.\n{effect}.\nWrite a dict.',
    listFromEnv: '{name} is the text of {variable}, not a list.\nDjango needs a list or a tuple: {effect}.\nSplit the text.',
    numberFromEnv: '{name} is the text of {variable} once that is set, not a number.\n{effect}.\nConvert it to a number.',
  },
  check(context) {
    for (const [name, effect] of Object.entries(SEQUENCES)) {
      const report = sequenceReport(context, name, effect);
      const references = name === 'STATICFILES_DIRS' && searchesFolders(context) ? ['staticfiles.E001'] : [];
      if (report) context.report({ ...report, references });
    }
    checkConnectionAge(context);
    for (const [name, effect] of Object.entries(NUMBERS)) checkNumber(context, name, effect);
    for (const [name, effect] of Object.entries(DICTS)) checkDict(context, name, effect);
    for (const name of context.settings.settings.keys()) if (isBooleanSetting(name)) checkBoolean(context, name);
  },
});

type Ids = 'refused' | 'letters' | 'path' | 'comma' | 'number' | 'boolean' | 'dict' | 'listFromEnv' | 'numberFromEnv';
type Context = SettingsContext<Ids>;

/** Settings that Django itself refuses unless they are a list or a tuple (django/conf/__init__.py). */
const REFUSED: ReadonlySet<string> = new Set(['ALLOWED_HOSTS', 'INSTALLED_APPS', 'LOCALE_PATHS', 'SECRET_KEY_FALLBACKS']);
/** By setting: what becomes of a text that is gone through as if it were a list. */
const SEQUENCES: Readonly<Record<string, string>> = {
  ...Object.fromEntries([...REFUSED].map((name) => [name, 'it refuses to start'])),
  MIDDLEWARE: 'it refuses to start',
  AUTHENTICATION_BACKENDS: 'every login fails',
  AUTH_PASSWORD_VALIDATORS: 'every change of a password fails',
  PASSWORD_HASHERS: 'every login fails',
  DATABASE_ROUTERS: 'the first query fails',
  TEMPLATES: 'no template can be loaded',
  CSRF_TRUSTED_ORIGINS: 'its system check refuses every letter',
  STATICFILES_DIRS: 'its system check refuses it',
  STATICFILES_FINDERS: 'collectstatic fails',
  FIXTURE_DIRS: 'loaddata looks in the wrong places',
  FILE_UPLOAD_HANDLERS: 'every upload fails',
  SECURE_REDIRECT_EXEMPT: 'each letter is a pattern, and most paths are exempt from the redirect to HTTPS',
  DISALLOWED_USER_AGENTS: 'CommonMiddleware fails at every request',
  IGNORABLE_404_URLS: 'the report of a broken link fails',
  ADMINS: 'no error report can be sent',
  MANAGERS: 'no mail to managers can be sent',
};
/** By setting: what fails when the number is text. EMAIL_PORT is not here: the socket takes a port as text. */
const NUMBERS: Readonly<Record<string, string>> = {
  SESSION_COOKIE_AGE: 'Every answer that saves a session fails with a TypeError',
  CSRF_COOKIE_AGE: 'Every page with a form fails with a TypeError',
  LANGUAGE_COOKIE_AGE: 'Choosing a language fails with a TypeError',
  DATA_UPLOAD_MAX_MEMORY_SIZE: 'Every request with a body fails with a TypeError',
  DATA_UPLOAD_MAX_NUMBER_FIELDS: 'Every request with form fields fails with a TypeError',
  DATA_UPLOAD_MAX_NUMBER_FILES: 'Every upload fails with a TypeError',
  FILE_UPLOAD_MAX_MEMORY_SIZE: 'Every upload fails with a TypeError',
  FILE_UPLOAD_PERMISSIONS: 'Every saved upload fails with a TypeError',
  FILE_UPLOAD_DIRECTORY_PERMISSIONS: 'Every upload into a new folder fails with a TypeError',
  PASSWORD_RESET_TIMEOUT: 'Every link to reset a password fails with a TypeError',
  EMAIL_TIMEOUT: 'Every mail fails with a TypeError',
  CACHE_MIDDLEWARE_SECONDS: 'Every cached page fails with a TypeError',
  SITE_ID: 'Its system check refuses it',
  SECURE_HSTS_SECONDS: 'Django writes it into the header as it is, and "0" counts as switched on',
};
/** Text that happens to work. */
const TOLERATED: ReadonlySet<string> = new Set(['SECURE_HSTS_SECONDS']);
const DICTS: Readonly<Record<string, string>> = {
  DATABASES: 'The first query fails',
  CACHES: 'The first use of the cache fails',
  LOGGING: 'Django refuses to start',
  STORAGES: 'The first use of a file fails',
};

function sequenceReport(context: Context, name: string, effect: string): Report<Ids> | undefined {
  const value = context.setting(name)?.value;
  if (!value) return undefined;
  const refused = REFUSED.has(name);
  const place = context.place(name);
  const read = rawText(value);
  if (read) {
    const fixes = environmentFixes(context, name, read, 'list');
    return { message: 'listFromEnv', data: { name, variable: read.name, effect }, place, fixes };
  }
  const path = value.kind === 'path' && (refused || name === 'STATICFILES_DIRS' || name === 'FIXTURE_DIRS');
  const letters = value.kind === 'str' && (refused || value.value !== '');
  const comma = path || letters ? commaFixes(context, name) : [];
  if (comma.length > 0) return { message: 'comma', data: { name, effect }, place, fixes: comma };
  if (path) return { message: 'path', data: { name, effect }, place, fixes: listFixes(context, name) };
  const kind = kindInWords(value);
  if (kind === undefined || !(refused || letters)) return undefined;
  const fixes = letters ? listFixes(context, name) : [];
  return { message: refused ? 'refused' : 'letters', data: { name, kind, effect }, place, fixes };
}

function checkNumber(context: Context, name: string, effect: string): void {
  const value = context.setting(name)?.value;
  const read = value && rawText(value);
  const severity = TOLERATED.has(name) ? 'info' : 'error';
  const place = context.place(name);
  if (read) {
    const fixes = environmentFixes(context, name, read, 'int');
    context.report({ references: [], message: 'numberFromEnv', data: { name, variable: read.name, effect }, place, severity, fixes });
  } else if (value?.kind === 'str') {
    context.report({
      references: [],
      message: 'number',
      data: { name, effect },
      place,
      severity,
      fixes: numberFixes(context, name, value),
    });
  }
}

/** `CONN_MAX_AGE` of each database: Django adds it to a time. */
function checkConnectionAge(context: Context): void {
  const databases = context.setting('DATABASES')?.value;
  if (databases?.kind !== 'dict') return;
  for (const { key, value } of databases.entries) {
    const age = entry(value, 'CONN_MAX_AGE');
    const read = age && rawText(age);
    const name = `CONN_MAX_AGE of the database ${text(key) ?? ''}`.trim();
    const effect = 'Every connection to the database fails with a TypeError';
    const at = age?.at ?? context.place('DATABASES');
    if (read) context.report({ references: [], message: 'numberFromEnv', data: { name, variable: read.name, effect }, place: read.at });
    else if (age?.kind === 'str')
      context.report({
        references: [],
        message: 'number',
        data: { name, effect },
        place: at,
        fixes: numberFixes(context, 'CONN_MAX_AGE', age),
      });
  }
}

function checkDict(context: Context, name: string, effect: string): void {
  const value = context.setting(name)?.value;
  const kind = value && (kindInWords(value) ?? (value.kind === 'list' || value.kind === 'tuple' ? `a ${value.kind}` : undefined));
  if (!value || kind === undefined || value.kind === 'none' || (name === 'LOGGING' && truth(value) !== true)) return;
  context.report({ references: [], message: 'dict', data: { name, kind, effect }, place: context.place(name) });
}

/** A literal text that says off. One that comes from the environment is the matter of django/env-string-as-bool. */
function checkBoolean(context: Context, name: string): void {
  const value = context.setting(name)?.value;
  const written = text(value);
  const at = value?.at;
  if (!at || value.env || written === undefined || !/^(false|no|off|0|n|f)$/i.test(written.trim())) return;
  const fixes = [{ title: `Set ${name} to False`, safe: false, edit: () => replaceExpression(context, at, 'False') }];
  context.report({ references: [], message: 'boolean', data: { name, value: `"${written}"` }, place: context.place(name), fixes });
}

/** What a value is that is no list, tuple or dict; undefined for those and for what is not known. */
function kindInWords(value: Value): string | undefined {
  switch (value.kind) {
    case 'str':
      return 'text';
    case 'none':
      return 'None';
    case 'bool':
      return value.value ? 'True' : 'False';
    case 'int':
    case 'float':
      return 'a number';
    case 'bytes':
      return 'bytes';
    case 'set':
    case 'frozenset':
      return 'a set';
    default:
      return undefined;
  }
}
