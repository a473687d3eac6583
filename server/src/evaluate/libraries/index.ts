import type { Machine } from '../interpreter/machine';
import type { ModuleObject } from '../runtime/objects';
import { cacheUrlModule } from './cacheUrl';
import { classModules } from './classes';
import { collectionsModules } from './collections';
import { configparserModule } from './configparser';
import { configurationModules } from './configurations';
import { databaseUrlModule } from './databaseUrl';
import { decoupleModule } from './decouple';
import { djangoModules } from './django';
import { dotenvModule } from './dotenv';
import { emailUrlModule } from './emailUrl';
import { emailUtilsModule } from './emailUtils';
import { environModule } from './environ';
import { environsModule } from './environs';
import { functoolsModules } from './functools';
import { globModule } from './globs';
import { inspectModule } from './inspect';
import { itertoolsModules } from './itertools';
import { type LibraryFactory, library } from './library';
import { loggingModules } from './logging';
import { operatorModules } from './operator';
import { osModule, osPathModule } from './os';
import { packageModules } from './packages';
import { pydanticModules } from './pydantic';
import { regexModules } from './regex';
import { splitSettingsModule } from './splitSettings';
import { standardModules } from './standard';
import { textModules } from './texts';
import { timeModules } from './time';
import { tomlModules } from './toml';
import { urlModules } from './url';
import { yamlModule } from './yaml';

const FACTORIES: Readonly<Record<string, LibraryFactory>> = {
  os: osModule,
  'os.path': osPathModule,
  'email.utils': emailUtilsModule,
  glob: globModule,
  inspect: inspectModule,
  posixpath: osPathModule,
  ...standardModules,
  ...loggingModules,
  ...timeModules,
  ...urlModules,
  ...classModules,
  ...collectionsModules,
  ...functoolsModules,
  ...itertoolsModules,
  ...operatorModules,
  ...regexModules,
  ...textModules,
  ...configurationModules,
  configparser: configparserModule,
  ...djangoModules,
  ...packageModules,
  ...pydanticModules,
  ...tomlModules,
  yaml: yamlModule,
  environ: environModule,
  decouple: decoupleModule,
  dotenv: dotenvModule,
  'dotenv.main': dotenvModule,
  dj_database_url: databaseUrlModule,
  dj_email_url: emailUrlModule,
  django_cache_url: cacheUrlModule,
  environs: environsModule,
  'split_settings.tools': splitSettingsModule,
};

/** A module that the evaluator itself knows; undefined for all others. */
export function libraryModule(machine: Machine, name: string): ModuleObject | undefined {
  const factory = Object.hasOwn(FACTORIES, name) ? FACTORIES[name] : undefined;
  if (factory) return factory(machine, name);
  return UNEVALUATED.has(name) ? library(machine, name, {}) : undefined;
}

/** Packages and modules that may be missing: another version of Python has them, or nobody installed them. */
const MAY_BE_MISSING =
  /^(yaml|toml|tomli|pytoml|tomllib|pydantic|pydantic_settings|celery|kombu|csp|corsheaders|sentry_sdk|dynaconf|setuptools)(\.|$)|^django\.utils\.csp$/;

/** Whether the import of a module that the evaluator knows may fail, so that a `try` around it has two ways. */
export function mayBeMissing(name: string): boolean {
  return MAY_BE_MISSING.test(name);
}

/** Modules of Python itself that are always there and of which nothing is evaluated. */
const UNEVALUATED = new Set(
  (
    'abc argparse array atexit bisect calendar cmath codecs collections.abc concurrent concurrent.futures contextvars csv ctypes decimal difflib email ' +
    'errno fnmatch fractions ftplib gc getopt getpass gettext grp gzip hashlib heapq hmac html html.parser http http.client http.cookies imaplib io ' +
    'ipaddress locale logging.handlers math mimetypes multiprocessing numbers pickle pkgutil platform poplib pwd queue resource select ' +
    'shutil signal site smtplib sqlite3 ssl stat statistics subprocess tempfile threading time tokenize traceback types unicodedata unittest ' +
    'unittest.mock urllib.error urllib.request weakref xml xml.etree xml.etree.ElementTree zipfile zlib asyncio'
  ).split(' '),
);
