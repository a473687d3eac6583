import { describe, expect, it } from 'vitest';
import type { EnvRead, Value } from '../../server/src/evaluate/value';
import { preferredFix } from '../../server/src/rules/fix';
import { rawText } from '../../server/src/rules/textValues';
import { fixed, judge, settingsModule, type Workspace } from './support';

/** Shapes that real projects have and that a rule once judged wrongly. Each says what has to be silent, or where the fault is. */

const SECURITY = 'MIDDLEWARE = ["django.middleware.security.SecurityMiddleware"]\n';
const lines = (...all: readonly string[]) => `${all.join('\n')}\n`;

async function shown(workspace: Workspace, rule: string): Promise<readonly string[]> {
  const { findings, project } = await judge(workspace, rule);
  return findings.map(({ place, message }) => {
    const line = (project.source(place.file)?.lines.position(place.span.start).line ?? -1) + 1;
    return `${place.file}:${line} ${message.split('\n')[0]}`;
  });
}

describe('a file that settings only read', () => {
  it('is no Python, whatever is in it', async () => {
    const files = {
      'settings.py':
        'from pathlib import Path\nVERSION = (Path(__file__).parent / "VERSION").read_text()\nRELEASE = open("pyproject.toml").read()\n',
      VERSION: '26.06.0a\n',
      'pyproject.toml': 'line-length = 88\n',
    };
    expect(await shown({ files }, 'django/syntax-error')).toEqual([]);
  });

  it('is judged when it is imported', async () => {
    const files = { 'settings.py': 'from base import *\n', 'base.py': 'DEBUG = = False\n' };
    expect(await shown({ files }, 'django/syntax-error')).toHaveLength(1);
  });
});

describe('DEBUG that is on by default', () => {
  const rule = 'django/debug-default-on';

  it('is nobody’s default where something else than the environment decides', async () => {
    expect(await shown(settingsModule('import socket\nDEBUG = socket.gethostname() == "laptop"\n'), rule)).toEqual([]);
    const listed = 'import os\n\ndef flag(text):\n    return text.lower() in ["true", "yes"]\n\nDEBUG = flag(os.environ["DEBUG_MODE"])\n';
    expect(await shown(settingsModule(listed), rule)).toEqual([]);
  });

  it('names the variable that a helper reads, and the fix keeps it', async () => {
    const helper = lines(
      'import os',
      'def flag(name, default):',
      '    text = os.environ.get(name)',
      '    return default if text is None else text == "True"',
    );
    const judged = await judge(settingsModule(`${helper}DEBUG = flag("SITE_DEBUG", True)\n`), rule);
    expect(judged.findings.map(({ message }) => message.split('\n')[0])).toEqual(['DEBUG is on where SITE_DEBUG is not set.']);
    expect(fixed(judged)['settings.py']).toContain('DEBUG = os.environ.get("SITE_DEBUG", "False").lower() in');
  });

  it('stands in the module that the environment chooses', async () => {
    const files = {
      'settings.py': lines(
        'import os',
        'if os.environ.get("STAGE", "dev") == "live":',
        '    from live import *',
        'else:',
        '    from dev import *',
      ),
      'live.py': 'DEBUG = False\n',
      'dev.py': 'import os\nDEBUG = os.environ.get("DEBUG", "1") == "1"\n',
    };
    expect(await shown({ files }, rule)).toEqual(['dev.py:2 DEBUG is on where DEBUG and STAGE are not set.']);
  });
});

describe('a SECRET_KEY with a fallback', () => {
  it('is not one that comes from a module whose name the environment gives', async () => {
    const text = lines(
      'import importlib',
      'import os',
      'configuration = importlib.import_module(os.getenv("SITE_CONFIGURATION", "site1.configuration"))',
      'SECRET_KEY = configuration.SECRET_KEY',
    );
    expect(await shown(settingsModule(text), 'django/secret-key-default')).toEqual([]);
  });

  it('is shown where the fallback stands', async () => {
    const files = {
      'settings.py': 'import os\nfrom base import *\nif os.environ.get("STAGE") == "live":\n    SECRET_KEY = os.environ["SECRET_KEY"]\n',
      'base.py': 'import os\nSECRET_KEY = os.environ.get("SECRET_KEY", "not-a-secret")\n',
    };
    expect((await shown({ files }, 'django/secret-key-default')).map((each) => each.split(' ')[0])).toEqual(['base.py:2']);
  });
});

describe('the text of a variable as a truth value', () => {
  const rule = 'django/env-string-as-bool';

  it('is parsed by a function of the project', async () => {
    const text = lines(
      'import os',
      'def is_truthy(value):',
      '    if isinstance(value, bool):',
      '        return value',
      '    if str(value).lower() in ("y", "yes", "true", "1"):',
      '        return True',
      '    return False',
      'DEBUG = is_truthy(os.getenv("DEBUG", "False"))',
    );
    expect(await shown(settingsModule(text), rule)).toEqual([]);
  });

  it('is parsed on the line that reads it, in the module that it shares with other profiles, also under a condition', async () => {
    const base = (read: string) => lines('import os', 'if os.environ.get("SMTP"):', `    EMAIL_USE_TLS = ${read}`);
    const files = {
      'settings.py': 'from base import *\n',
      'local.py': 'from base import *\n',
      'base.py': base('os.environ.get("EMAIL_USE_TLS")'),
    };
    const judged = await judge({ files }, rule);
    expect(await shown({ files }, rule)).toEqual([
      'base.py:3 EMAIL_USE_TLS is the text of EMAIL_USE_TLS, and any text that is not empty is true.',
    ]);
    expect(fixed(judged)).toEqual({
      'base.py': base('os.environ.get("EMAIL_USE_TLS", "False").lower() in ("1", "true", "yes", "on")'),
    });
  });
});

describe('ALLOWED_HOSTS that is open by default', () => {
  const fixesFor = async (text: string) =>
    (await judge(settingsModule(text), 'django/allowed-hosts-wildcard')).findings.map(({ fixes }) => fixes.length);

  it('has a fix only where the variable holds a list with commas', async () => {
    expect(await fixesFor('import os\nALLOWED_HOSTS = os.environ.get("HOSTS", "*").split(",")\n')).toEqual([1]);
    expect(await fixesFor('import os\nALLOWED_HOSTS = os.environ.get("HOSTS", "*").split(" ")\n')).toEqual([0]);
  });
});

describe('HSTS that has only begun', () => {
  const settings = (seconds: number, more = '') => settingsModule(`${SECURITY}SECURE_HSTS_SECONDS = ${seconds}\n${more}`);
  const fixesFor = async (rule: string, workspace: Workspace) => (await judge(workspace, rule)).findings.map(({ fixes }) => fixes.length);

  it('is reported as Django reports it, but nobody is led to promise more', async () => {
    expect(await fixesFor('django/hsts-subdomains-off', settings(300))).toEqual([0]);
    expect(await fixesFor('django/hsts-preload-off', settings(300))).toEqual([0]);
  });

  it('gets subdomains after a year, and preload after the subdomains', async () => {
    expect(await fixesFor('django/hsts-subdomains-off', settings(31_536_000))).toEqual([1]);
    expect(await fixesFor('django/hsts-preload-off', settings(31_536_000))).toEqual([0]);
    expect(await fixesFor('django/hsts-preload-off', settings(31_536_000, 'SECURE_HSTS_INCLUDE_SUBDOMAINS = True\n'))).toEqual([1]);
  });
});

describe('a silenced check', () => {
  const rule = 'django/silenced-security-check';
  const list = (...entries: readonly string[]) => settingsModule(lines('SILENCED_SYSTEM_CHECKS = [', ...entries, ']'));

  it('may stay where a comment beside it or above it says why', async () => {
    expect(await shown(list('    "security.W008",  # the proxy redirects'), rule)).toEqual([]);
    expect(await shown(list('    # the proxy sends HSTS', '    "security.W004",'), rule)).toEqual([]);
  });

  it('needs no reason where Django’s check overlooks a subclass', async () => {
    const text = lines('MIDDLEWARE = ["web.middleware.Ours"]', 'SILENCED_SYSTEM_CHECKS = ["security.W001", "security.W003"]');
    const ours = lines('from django.middleware.security import SecurityMiddleware', 'class Ours(SecurityMiddleware):', '    pass');
    const files = { ...settingsModule(text).files, 'web/middleware.py': ours };
    expect(await shown({ files }, rule)).toEqual(['settings.py:2 security.W003 is silenced.']);
  });

  it('is not explained by the comment of another', async () => {
    const found = await shown(list('    "security.W008",  # the proxy redirects', '    "security.W004",'), rule);
    expect(found).toEqual(['settings.py:3 security.W004 is silenced.']);
  });

  it('is left alone by fix-all, whatever the finding that it hides', async () => {
    const text = `${SECURITY}SILENCED_SYSTEM_CHECKS = ["security.W008"]\n`;
    const { findings } = await judge(settingsModule(text), 'django/ssl-redirect-off');
    expect(findings.map((finding) => [finding.severity, finding.fixes.length, preferredFix(finding, 'all')])).toEqual([
      ['hint', 1, undefined],
    ]);
  });
});

describe('the fix of a setting that one condition sets', () => {
  it('changes the value there, and leaves the other side alone', async () => {
    const text = (value: string) => `DEBUG = False\n${SECURITY}if not DEBUG:\n    SECURE_SSL_REDIRECT = ${value}\n`;
    const guarded = (value: string) => text(value).replace('DEBUG = False', 'import os\nDEBUG = os.environ.get("DEBUG") == "1"');
    const judged = await judge(settingsModule(guarded('False')), 'django/ssl-redirect-off');
    expect(fixed(judged)).toEqual({ 'settings.py': guarded('True') });
  });
});

describe('settings that stop with an error', () => {
  it('are not judged by what a local module would have replaced', async () => {
    const text = lines('import sys', 'DEBUG = True', 'try:', '    from settings_local import *', 'except ImportError:', '    sys.exit(1)');
    expect(await shown(settingsModule(text), 'django/debug-enabled')).toEqual([]);
  });

  it('are judged by what nothing later touches', async () => {
    const text = lines('DEBUG = True', 'raise RuntimeError("no licence")', 'SECRET_KEY = "x"');
    expect(await shown(settingsModule(text), 'django/debug-enabled')).toEqual(['settings.py:1 DEBUG is on in production.']);
  });
});

describe('a default that the settings refuse themselves', () => {
  const environ = 'import environ\nenv = environ.Env()\n';

  it('is never in force', async () => {
    const hosts = lines(
      'ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["*"])',
      'if not ALLOWED_HOSTS or ALLOWED_HOSTS == ["*"]:',
      '    raise RuntimeError("name the hosts")',
    );
    expect(await shown(settingsModule(environ + hosts), 'django/allowed-hosts-wildcard')).toEqual([]);
    const key = lines('SECRET_KEY = env("SECRET_KEY", default="dev")', 'if SECRET_KEY == "dev":', '    raise RuntimeError("set the key")');
    expect(await shown(settingsModule(environ + key), 'django/secret-key-default')).toEqual([]);
  });
});

describe('a setting that a loop gives to the module', () => {
  it('is shown where its value was written', async () => {
    const text = lines(
      'import inspect',
      'import sys',
      'class Settings:',
      '    ALLOWED_HOSTS = ["*"]',
      '    USE_L10N = True',
      'for name, value in inspect.getmembers(Settings()):',
      '    if name.isupper():',
      '        setattr(sys.modules[__name__], name, value)',
    );
    expect(await shown(settingsModule(text), 'django/setting-removed')).toEqual([
      'settings.py:5 USE_L10N has no effect since Django 5.0; what it asks for is what Django does anyway.',
    ]);
  });
});

describe('SECRET_KEY that is read from a file of its own', () => {
  const read = (expression: string) =>
    lines('import json', 'from pathlib import Path', 'HERE = Path(__file__).parent', `SECRET_KEY = ${expression}`);
  const files = { 'key.txt': 'short\n', 'keys.json': '{"SECRET_KEY": "short"}' };

  it.each(['(HERE / "key.txt").read_text().strip()', 'open(HERE / "key.txt").read()', 'json.load(open(HERE / "keys.json"))["SECRET_KEY"]'])(
    'stands in no code: %s',
    async (expression) => {
      const workspace = { files: { ...files, 'settings.py': read(expression) } };
      for (const rule of ['django/secret-key-hardcoded', 'django/secret-key-insecure', 'django/secret-key-missing']) {
        expect(await shown(workspace, rule), rule).toEqual([]);
      }
    },
  );

  it('is told from one in a module beside the settings', async () => {
    const workspace = {
      files: { 'settings.py': 'from keys import *\n', 'keys.py': 'SECRET_KEY = "a-real-key-that-somebody-wrote-into-the-code-long-ago"\n' },
    };
    expect(await shown(workspace, 'django/secret-key-hardcoded')).toHaveLength(1);
  });
});

describe('an env file in the workspace', () => {
  const local = 'DEBUG=True\nSECRET_KEY=local\nALLOWED_HOSTS=*\nDJANGO_DEBUG=True\n';
  const readers: readonly (readonly [string, readonly string[]])[] = [
    [
      'django-environ',
      [
        'import environ',
        'env = environ.Env()',
        'environ.Env.read_env("/project/.env")',
        'DEBUG = env.bool("DEBUG")',
        'SECRET_KEY = env("SECRET_KEY")',
        'ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")',
      ],
    ],
    [
      'python-decouple',
      [
        'from decouple import Csv, config',
        'DEBUG = config("DEBUG", cast=bool)',
        'SECRET_KEY = config("SECRET_KEY")',
        'ALLOWED_HOSTS = config("ALLOWED_HOSTS", cast=Csv())',
      ],
    ],
    [
      'python-dotenv',
      [
        'import os',
        'from dotenv import load_dotenv',
        'load_dotenv()',
        'DEBUG = os.environ["DEBUG"] == "True"',
        'SECRET_KEY = os.environ["SECRET_KEY"]',
        'ALLOWED_HOSTS = os.environ["ALLOWED_HOSTS"].split(",")',
      ],
    ],
    [
      'dotenv_values',
      [
        'from dotenv import dotenv_values',
        'config = dotenv_values("/project/.env")',
        'DEBUG = config["DEBUG"] == "True"',
        'SECRET_KEY = config["SECRET_KEY"]',
        'ALLOWED_HOSTS = config["ALLOWED_HOSTS"].split(",")',
      ],
    ],
    [
      'environs',
      [
        'from environs import Env',
        'env = Env()',
        'env.read_env()',
        'DEBUG = env.bool("DEBUG")',
        'SECRET_KEY = env("SECRET_KEY")',
        'ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")',
      ],
    ],
  ];
  const rules = [
    'django/debug-default-on',
    'django/debug-enabled',
    'django/secret-key-default',
    'django/secret-key-hardcoded',
    'django/secret-key-insecure',
    'django/allowed-hosts-wildcard',
  ];

  it.each(readers)('is a developer’s own, and no fallback of production’s, for %s', async (_name, settings) => {
    const files = { 'settings.py': lines(...settings), '.env': local };
    for (const rule of rules) expect(await shown({ files }, rule), rule).toEqual([]);
  });

  it('hides no default that a deployment without such a file gets', async () => {
    const settings = lines(
      'import environ',
      'env = environ.Env()',
      'env.read_env("/project/.env")',
      'DEBUG = env.bool("DEBUG", default=True)',
    );
    const files = { 'settings.py': settings, '.env': 'DEBUG=False\n' };
    expect(await shown({ files }, 'django/debug-default-on')).toEqual(['settings.py:4 DEBUG is on where DEBUG is not set.']);
  });
});

describe('a fix that would take away what else decides', () => {
  const fixesOf = async (text: string, rule: string) =>
    (await judge(settingsModule(text), rule)).findings.map(({ fixes }) => fixes.map(({ title }) => title));

  it('is not offered for a key that a file may give too', async () => {
    const helper = lines(
      'import os',
      'from pathlib import Path',
      'def secret(name, default):',
      '    if path := os.getenv(name + "_FILE"):',
      '        return Path(path).read_text().strip()',
      '    return os.getenv(name, default)',
    );
    expect(await fixesOf(`${helper}SECRET_KEY = secret("SECRET_KEY", "---")\n`, 'django/secret-key-default')).toEqual([[]]);
    const plain = 'import os\nSECRET_KEY = os.getenv("SECRET_KEY", "---")\n';
    expect(await fixesOf(plain, 'django/secret-key-default')).toEqual([['Drop the fallback: fail at the start without the variable']]);
  });

  it('is not offered for a truth value that has a default for each stage', async () => {
    const helper = lines(
      'import os',
      'STAGE = os.environ.get("STAGE", "development")',
      'def from_env(name, development, production):',
      '    if name in os.environ:',
      '        return os.environ[name]',
      '    return production if STAGE == "production" else development',
    );
    expect(await fixesOf(`${helper}DEBUG = bool(from_env("SITE_DEBUG", True, False))\n`, 'django/env-string-as-bool')).toEqual([[]]);
  });
});

describe('a setting of an older Django', () => {
  const rule = 'django/middleware-classes-obsolete';

  it('may stand under a condition beside what took its place', async () => {
    const old = lines('import site_options', 'MIDDLEWARE = []', 'if site_options.OLD:', '    MIDDLEWARE_CLASSES = MIDDLEWARE');
    expect(await shown(settingsModule(old), rule)).toEqual([]);
    expect(await shown(settingsModule(old.replace('MIDDLEWARE = []\n', 'MIDDLEWARE = []\nMIDDLEWARE_CLASSES = []\n')), rule)).toHaveLength(
      1,
    );
  });
});

describe('a value that the environment only had a part in', () => {
  it('is not the text of a variable where no way gives that text', () => {
    const at = { file: 'settings.py', span: { start: 0, end: 1 } };
    const env: EnvRead = { name: 'SITE_CONFIGURATION', reader: 'os.environ', parse: 'str', default: 'required', state: 'unknown', at };
    const unknown: Value = { kind: 'unknown', reason: 'an attribute of a module' };
    expect(rawText({ kind: 'choice', env, options: [{ value: unknown, when: 'it is not set', unset: true }] })).toBeUndefined();
  });
});
