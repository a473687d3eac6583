import { describe, expect, it } from 'vitest';
import type { EnvRead, Value } from '../../../server/src/evaluate/value';
import { evaluateText, type Files, shown } from './evaluateText';

/** `when: value (unset)` for every way that a value may go. */
function ways(value: Value | undefined): readonly string[] {
  if (value?.kind !== 'choice') return [shown(value)];
  return value.options.map((option) => `${option.when}: ${shown(option.value)}${option.unset ? ' (unset)' : ''}`);
}

async function settingOf(settings: string, files: Files = {}, open = true): Promise<Value | undefined> {
  const evaluated = await evaluateText({ files: { 'settings.py': settings, ...files }, open });
  expect(evaluated.incomplete).toBeUndefined();
  return evaluated.settings.get('X')?.value;
}

function read(value: Value | undefined): Partial<EnvRead> | undefined {
  if (!value?.env) return undefined;
  const { at: _at, ...rest } = value.env;
  return { ...rest, default: rest.default === 'required' ? 'required' : (shown(rest.default) as never) };
}

const ENVIRON = 'import environ\nenv = environ.Env(DEBUG=(bool, False))\n';
const DECOUPLE = 'from decouple import config, Csv\n';

describe('where the process may set anything', () => {
  it.each([
    [
      `${ENVIRON}X = env("DEBUG")`,
      ['DEBUG is set in the environment: <unknown bool>', 'DEBUG is not set in the environment: False (unset)'],
    ],
    [`${ENVIRON}X = env("OTHER")`, ['<unknown str>']],
    [`${ENVIRON}X = env.bool("A")`, ['<unknown bool>']],
    [`${ENVIRON}X = env.int("A", default=5)`, ['A is set in the environment: <unknown int>', 'A is not set in the environment: 5 (unset)']],
    [
      `${ENVIRON}X = env.list("A", default=["a"])`,
      ['A is set in the environment: <unknown list>', "A is not set in the environment: ['a'] (unset)"],
    ],
    [
      `${ENVIRON}X = env.bool("A", default=None)`,
      ['A is set in the environment: <unknown>', 'A is not set in the environment: None (unset)'],
    ],
    [`${ENVIRON}X = env.db("A")`, ['{<rest>}']],
    [
      `${DECOUPLE}X = config("A", default=True, cast=bool)`,
      ['A is set in the environment: <unknown bool>', 'A is not set in the environment: True (unset)'],
    ],
    [
      `${DECOUPLE}X = config("A", default="a, b", cast=Csv())`,
      ['A is set in the environment: <unknown list>', "A is not set in the environment: ['a', 'b'] (unset)"],
    ],
    [`${DECOUPLE}X = config("A")`, ['<unknown str>']],
    [
      'from environs import env\nX = env.bool("A", False)',
      ['A is set in the environment: <unknown bool>', 'A is not set in the environment: False (unset)'],
    ],
    [
      'import dj_database_url\nX = dj_database_url.config()',
      ['DATABASE_URL is set in the environment: {<rest>}', 'DATABASE_URL is not set in the environment: {} (unset)'],
    ],
  ])('%s', async (settings, expected) => {
    expect(ways(await settingOf(settings))).toEqual(expected);
  });

  it('follows an if on such a setting both ways, and remembers what it decided', async () => {
    const settings = `${ENVIRON}DEBUG = env("DEBUG")\nX = "on" if DEBUG else "off"\nSAME = (X == "on") == bool(env("DEBUG"))\n`;
    const evaluated = await evaluateText({ files: { 'settings.py': settings }, open: true });
    expect(ways(evaluated.settings.get('X')?.value)).toHaveLength(2);
    expect(shown(evaluated.settings.get('SAME')?.value)).toBe('True');
  });

  it('reads the same variable in the same way as the same value', async () => {
    expect(shown(await settingOf(`${ENVIRON}X = env.int("A") == env.int("A")`))).toBe('True');
  });

  it('gives a default list itself, not a copy', async () => {
    const value = await settingOf(`${ENVIRON}D = []\nA = env.list("A", default=D)\nD.append("x")\nX = A`);
    expect(ways(value)).toEqual(['A is set in the environment: <unknown list>', "A is not set in the environment: ['x'] (unset)"]);
  });
});

describe('an env file under a process that may set anything', () => {
  const files = { '.env': 'A=file\n' };

  it.each([
    ['django-environ', 'import environ\nenv = environ.Env()\nenv.read_env()\nX = env("A")'],
    ['python-dotenv', 'import os\nfrom dotenv import load_dotenv\nload_dotenv()\nX = os.environ["A"]'],
    ['python-decouple', 'from decouple import config\nX = config("A")'],
    ['environs', 'from environs import Env\nenv = Env()\nenv.read_env()\nX = env("A")'],
  ])('%s: the process wins; the file of the workspace is one that a deployment may have, not one that it has', async (_name, settings) => {
    expect(ways(await settingOf(settings, files))).toEqual([
      'A is set in the environment: <unknown str>',
      "an env file gives A and A is not set in the environment: 'file'",
    ]);
    expect(shown(await settingOf(settings, files, false))).toBe("'file'");
  });

  it.each([
    ['django-environ', 'import environ\nenv = environ.Env()\nenv.read_env("/project/.env", overwrite=True)\nX = env("A")'],
    ['python-dotenv', 'import os\nfrom dotenv import load_dotenv\nload_dotenv(override=True)\nX = os.environ["A"]'],
  ])('%s: the file wins where it overrides, when there is one', async (_name, settings) => {
    expect(ways(await settingOf(settings, files))).toEqual([
      "an env file gives A: 'file'",
      'A is set in the environment and no env file gives A: <unknown str>',
    ]);
    expect(shown(await settingOf(settings, files, false))).toBe("'file'");
  });

  it('is read only on the way on which the settings load it', async () => {
    const settings =
      'import environ, os\nenv = environ.Env()\nif os.environ.get("LOAD"):\n    env.read_env()\nX = env("A", default="none")\n';
    const loaded = 'LOAD is set in the environment and the variable LOAD is true';
    expect(ways(await settingOf(settings, files))).toContain(
      `an env file gives A and A is not set in the environment and ${loaded}: 'file'`,
    );
    expect(ways(await settingOf(settings, files)).at(-1)).toMatch(/A is not set in the environment.*: 'none' \(unset\)$/);
    expect(shown(await settingOf(settings, files, false))).toBe("'none'");
  });

  it('leaves a variable that was removed on one way to the process on the other', async () => {
    const settings = 'import os\nif os.environ.get("LOAD"):\n    os.environ.pop("A")\nX = os.environ.get("A", "none")\n';
    expect(ways(await settingOf(settings, {}, true))).toContainEqual(expect.stringMatching(/^A is set in the environment.*<unknown str>$/));
    const given = await evaluateText({ files: { 'settings.py': settings }, environment: { A: 'a', LOAD: '1' } });
    expect(shown(given.settings.get('X')?.value)).toBe("'none'");
  });

  it('counts from where the process starts when its path is relative', async () => {
    const settings = 'import environ\nenv = environ.Env()\nenv.read_env(".env")\nX = env("A", default="none")';
    expect(ways(await settingOf(settings, files, false))).toEqual([
      "the process starts in the root of the workspace: 'file' (unset)",
      "the process does not start in the root of the workspace: 'none' (unset)",
    ]);
  });

  it('opens the environment when nobody knows which file is read', async () => {
    const settings =
      'import environ, os\nenv = environ.Env()\nenv.read_env(os.path.join(os.getcwd(), ".env"))\nX = env("A", default="none")';
    expect(ways(await settingOf(settings, {}, false))).toEqual([
      'A is set in the environment: <unknown str>',
      "A is not set in the environment: 'none' (unset)",
    ]);
  });

  it('outside the workspace is taken to be missing', async () => {
    expect(
      shown(await settingOf('import environ\nenv = environ.Env()\nenv.read_env("/etc/app.env")\nX = env("A", default="none")', {}, false)),
    ).toBe("'none'");
  });

  it('is noticed when it appears', async () => {
    const evaluated = await evaluateText({ files: { 'settings.py': 'import environ\nenviron.Env.read_env()\n', 'x.py': '' } });
    expect(evaluated.probes).toContain('.env');
    const found = await evaluateText({ files: { 'settings.py': 'import environ\nenviron.Env.read_env()\n', ...files } });
    expect(found.files).toContain('.env');
  });
});

describe('what a setting says of how it was read', () => {
  it.each([
    [`${ENVIRON}X = env("DEBUG")`, { name: 'DEBUG', reader: 'django-environ', parse: 'bool', default: 'False', state: 'unknown' }],
    [`${ENVIRON}X = env("A")`, { name: 'A', reader: 'django-environ', parse: 'str', default: 'required', state: 'unknown' }],
    [`${ENVIRON}X = env.list("A", default=[])`, { name: 'A', reader: 'django-environ', parse: 'list', default: '[]', state: 'unknown' }],
    [`${ENVIRON}X = env("A", default=5)`, { name: 'A', reader: 'django-environ', parse: 'int', default: '5', state: 'unknown' }],
    [
      `${DECOUPLE}X = config("A", default="x", cast=Csv())`,
      { name: 'A', reader: 'python-decouple', parse: 'list', default: "'x'", state: 'unknown' },
    ],
    [
      `${DECOUPLE}X = config("A", cast=bool)`,
      { name: 'A', reader: 'python-decouple', parse: 'bool', default: 'required', state: 'unknown' },
    ],
    ['from environs import env\nX = env.int("A", 5)', { name: 'A', reader: 'environs', parse: 'int', default: '5', state: 'unknown' }],
    [
      'import os\nfrom dotenv import load_dotenv\nload_dotenv()\nX = os.environ.get("F", "d")',
      { name: 'F', reader: 'os.environ', parse: 'str', default: "'d'", state: 'unknown' },
    ],
    [
      'import dj_database_url\nX = dj_database_url.config()',
      { name: 'DATABASE_URL', reader: 'dj-database-url', parse: 'db', default: 'None', state: 'unknown' },
    ],
  ])('%s', async (settings, expected) => {
    expect(read(await settingOf(settings, { '.env': 'F=1\n' }))).toEqual(expected);
  });

  it.each([
    ['given', `${ENVIRON}environ.Env.read_env()\nX = env.bool("F")`],
    ['unset', `${ENVIRON}X = env.bool("F", default=True)`],
  ])('is %s where the environment is known', async (state, settings) => {
    expect(read(await settingOf(settings, { '.env': 'F=1\n' }, false))?.state).toBe(state);
  });
});

describe('bad input', () => {
  const calls = [
    'environ.Env()()',
    'environ.Env()(5)',
    'environ.Env().list()',
    'environ.Env()("A", cast=[])',
    'environ.Env()("A", cast=())',
    'environ.Env(A=())("A")',
    'environ.Env(A=(bool,))("A")',
    'environ.Env(**U)("A")',
    'environ.Env().db(U)',
    'environ.Env().db(default=5)',
    'environ.Env().dict("A", cast=U)',
    'environ.Env.read_env(5)',
    'environ.Env.read_env(U)',
    'environ.Env.parse_value()',
    'environ.Path()',
    'environ.Path(__file__) - "zzz"',
    'environ.Path(__file__) - 10**30',
    'environ.Path(U) - 1',
    'config()',
    'config("A", cast=5)',
    'config(U, default=U, cast=U)',
    'config("A", default=Csv()(None), cast=Csv())',
    'Csv(delimiter="")("a,b")',
    'Choices()("a")',
    'Config()("A")',
    'Config(RepositoryEnv(U))("A")',
    'RepositoryEnv("/nowhere/.env")',
    'load_dotenv(5)',
    'load_dotenv(U, override=U, interpolate=U)',
    'dotenv_values(stream=U)',
    'find_dotenv(5)',
    'dj_database_url.parse()',
    'dj_database_url.parse(5)',
    'dj_database_url.config(env=U, default=U, ssl_require=U, engine=U)',
    'dj_database_url.config(*U, **U)',
    'Env().int()',
    'Env().list("A", subcast=U, delimiter=U)',
    'Env().read_env(5)',
    'Env().prefixed()',
    'include()',
    'include(U, optional(U))',
    'include(5)',
    'include("[")',
    'dj_email_url.parse(U)',
    'django_cache_url.config(U)',
  ];
  const head = `import environ, dj_database_url, dj_email_url, django_cache_url
from decouple import *
from decouple import config, Csv, Choices, Config, RepositoryEnv
from dotenv import load_dotenv, dotenv_values, find_dotenv
from environs import Env
from split_settings.tools import include, optional
from somewhere import U
`;

  it.each(calls)('%s raises or goes on, but never breaks the evaluator', async (call) => {
    for (const open of [true, false]) {
      const evaluated = await evaluateText({
        files: { 'settings.py': `${head}BEFORE = 1\nX = ${call}\n`, '.env': 'A=1\n' },
        open,
        environment: { GIVEN: '1' },
      });
      expect(evaluated.incomplete ?? '').not.toMatch(/failed|too many steps/);
    }
  });

  it('ends on proxies that refer to one another', async () => {
    const evaluated = await evaluateText({ files: { 'settings.py': `${ENVIRON}X = env("A")\n` }, environment: { A: '$B', B: '$A' } });
    expect(evaluated.incomplete).toMatch(/RecursionError/);
  });

  it('reads a large env file in time', async () => {
    const text = Array.from({ length: 20_000 }, (_, at) => `NAME_${at}="value ${at} ${'x'.repeat(50)}" # comment\n`).join('');
    const started = performance.now();
    const settings = `${ENVIRON}from dotenv import load_dotenv\nfrom decouple import config\nenv.read_env()\nload_dotenv()\nX = config("NAME_19999") + env("NAME_1")`;
    await settingOf(settings, { '.env': text });
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  it('reads hundreds of variables in time', async () => {
    const names = Array.from({ length: 300 }, (_, at) => `A${at}`);
    const settings = `import environ\nenv = environ.FileAwareEnv(${names.map((name) => `${name}=(bool, False)`).join(', ')})\n${names.map((name) => `${name} = env("${name}")\nif ${name}:\n    B${name} = 1\n`).join('')}X = A1\n`;
    const started = performance.now();
    const value = await settingOf(settings);
    expect(ways(value)).toHaveLength(2);
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
