import { settingsFile } from './settingsFile';

/** Files of a project by their path below its root. */
export type ProjectFiles = ReadonlyMap<string, string>;

/**
 * A project whose settings module `config.settings.production` ends a chain shaped like the longest of real projects: a base
 * module of 2,000 lines, and five modules of which each star-imports the one before.
 */
export function chainProject(): ProjectFiles {
  const layers = ['common', 'components', 'hosted', 'deploy', 'production'];
  const modules = layers.map((name, at) => [
    `config/settings/${name}.py`,
    ['import os', '', `from .${layers[at - 1] ?? 'base'} import *`, ...LAYER.map((line) => filled(line, at)), ''].join('\n'),
  ]);
  return new Map([
    ['manage.py', START],
    ['requirements.txt', 'Django==5.2\n'],
    ['config/__init__.py', ''],
    ['config/settings/__init__.py', ''],
    ['config/settings/base.py', settingsFile(2000)],
    ...(modules as [string, string][]),
  ]);
}

/**
 * `count` modules of 50 lines, each of which star-imports the one before and sets again or extends what it found there. The
 * module `grown.settings` star-imports them in turn, the first one first: nested in one another, so many would be too deep,
 * for Python too. All read the same 20 variables, with defaults.
 */
export function chainOfModules(count: number): ProjectFiles {
  const files = new Map([['grown/__init__.py', '']]);
  for (let number = 1; number <= count; number++) {
    const head = number === 1 ? SHARED : [`from .m${number - 1} import *`];
    files.set(`grown/m${number}.py`, textOf(50, head, MODULE, number));
  }
  const imports = Array.from({ length: count }, (_, at) => `from .m${at + 1} import *\n`);
  return files.set('grown/settings.py', imports.join(''));
}

/** One module `grown.settings` of so many lines. It reads the same 20 variables as `chainOfModules`, and every block has names of its own. */
export function longModule(lines: number): ProjectFiles {
  return new Map([
    ['grown/__init__.py', ''],
    ['grown/settings.py', textOf(lines, SHARED, [...MODULE, ...OWN], 0)],
  ]);
}

export const VARIABLES = 20;

/** Blocks, numbered from `first`, until the text has so many lines. */
function textOf(lines: number, head: readonly string[], block: readonly string[], first: number): string {
  const out = ['import os', '', ...head];
  for (let number = first; out.length + block.length <= lines; number++) out.push(...block.map((line) => filled(line, number)));
  while (out.length < lines) out.push('# more to come');
  return `${out.join('\n')}\n`;
}

/** `@` is the number of the block, `%` that of one of the variables. */
function filled(line: string, number: number): string {
  return line.replaceAll('@', String(number)).replaceAll('%', String(number % VARIABLES));
}

const START = `import os
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")
from django.core.management import execute_from_command_line
`;

const SHARED = ['INSTALLED_APPS = ["django.contrib.admin"]', 'CACHES = {"default": {}}', 'LOGGING = {"version": 1, "loggers": {}}'];

const MODULE = [
  '',
  '# part @',
  'MODE = os.environ.get("VARIABLE_%", "plain")',
  'WORKERS = int(os.environ.get("WORKERS", "4")) * 2',
  'HOSTS = [name.strip() for name in os.environ.get("HOSTS", "a.example.com, b.example.com").split(",")]',
  'if MODE == "verbose":',
  '    LEVEL = "DEBUG"',
  '    INSTALLED_APPS += ["shop.part_@"]',
  'else:',
  '    LEVEL = "INFO"',
  'INSTALLED_APPS += ["shop.always_@"]',
  'LOGGING["loggers"]["shop.part_@"] = {"handlers": ["console"], "level": LEVEL}',
  'CACHES["part_@"] = {',
  '    "BACKEND": "django.core.cache.backends.redis.RedisCache",',
  '    "LOCATION": f"redis://redis:6379/@",',
  '    "TIMEOUT": 60 * @,',
  '}',
];

const OWN = [
  'PART_@_URL = "https://part-@.example.com"',
  'PART_@_ENABLED = MODE != "off"',
  'if PART_@_ENABLED:',
  '    PART_@_LIMIT = 10 * WORKERS',
];

const LAYER = [
  '',
  'LAYER_@ = os.environ.get("LAYER_@", "plain")',
  'REGION = os.environ.get("REGION", "eu-@")',
  'HOSTS = [name.strip() for name in os.environ.get("HOSTS", "a.example.com, b.example.com").split(",")]',
  'INSTALLED_APPS += ["shop.layer_@", "shop.layer_@.reports"]',
  'MIDDLEWARE = [*MIDDLEWARE, "shop.layer_@.Middleware"]',
  'LOGGING["loggers"]["shop.layer_@"] = {"handlers": ["console"], "level": "INFO"}',
  'CACHES["layer_@"] = {**CACHES["default"], "KEY_PREFIX": f"{REGION}-@"}',
  'if LAYER_@ == "verbose":',
  '    LOGGING["loggers"]["shop.layer_@"]["level"] = "DEBUG"',
  '    INTERNAL_IPS = ["10.0.0.@"]',
  'elif not DEBUG:',
  '    SECURE_HSTS_SECONDS = 3600 * @',
];
