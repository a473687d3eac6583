import { describe, expect, it } from 'vitest';
import { fixed, judge } from '../support';

const SETTINGS = 'import os\nSECRET_KEY = os.environ["SECRET_KEY"]\nINSTALLED_APPS = []\n';
const BASE = {
  'settings.py': SETTINGS,
  'wsgi.py': 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings")\n',
  'manage.py': 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings")\n',
  Dockerfile: 'FROM python:3.13\nWORKDIR /app\nCOPY . .\nCMD ["gunicorn", "wsgi", "--bind", "0.0.0.0:8000"]\n',
};

type Files = Readonly<Record<string, string>>;

async function messages(files: Files, rule: string): Promise<readonly string[]> {
  const { findings } = await judge({ files: { ...BASE, ...files }, file: 'settings.py' }, rule);
  return findings.map(({ message }) => message.split('\n')[0] ?? '');
}

function web(...lines: readonly string[]): string {
  return `services:\n  web:\n    build: .\n${lines.map((line) => `    ${line}\n`).join('')}`;
}

describe('a variable that the settings need', () => {
  const missing = (files: Files) => messages(files, 'stack/env-missing');
  const SAYS = 'The settings need SECRET_KEY, and nothing gives it to service web of compose.yml.';

  it('is missed in a container whose environment is told whole', async () => {
    expect(await missing({ 'compose.yml': web() })).toEqual([SAYS]);
    expect(await missing({ 'compose.yml': web('environment: {SECRET_KEY: x}') })).toEqual([]);
    expect(await missing({ 'compose.yml': web('environment: [SECRET_KEY]') })).toEqual([]);
    expect(await missing({ 'compose.yml': web('environment:', '  SECRET_KEY: $' + '{SECRET_KEY}') })).toEqual([]);
    expect(await missing({ 'compose.yml': web(), Dockerfile: `${BASE.Dockerfile}ENV SECRET_KEY=x\n` })).toEqual([]);
  });

  it('is not missed where it may come from elsewhere', async () => {
    const ways: Files[] = [
      { 'compose.yml': web('env_file: .env') },
      { 'compose.yml': web('env_file: .env'), '.env': 'DEBUG=1\n' },
      { 'compose.yml': web('env_file: .env.production') },
      { 'compose.yml': web(), '.gitignore': 'docker-compose.override.yml\n' },
      { 'compose.yml': web(), Dockerfile: BASE.Dockerfile.replace('python:3.13', 'shop/base') },
      { 'compose.yml': web('entrypoint: /entrypoint.sh') },
      { 'compose.yml': web('command: sh start.sh'), 'start.sh': '. /run/secrets/env\nexec gunicorn wsgi\n' },
      { 'compose.yml': web(), 'settings.py': `from dotenv import load_dotenv\nload_dotenv()\n${SETTINGS}` },
      { 'compose.yml': web(), 'wsgi.py': `${BASE['wsgi.py']}os.environ["SECRET_KEY"] = "x"\n` },
      { 'compose.yml': web(), 'settings.py': 'import os\nSECRET_KEY = os.environ.get("SECRET_KEY", "x")\nINSTALLED_APPS = []\n' },
      {
        'compose.yml': web(),
        'settings.py': 'import os\ntry:\n    SECRET_KEY = os.environ["SECRET_KEY"]\nexcept KeyError:\n    SECRET_KEY = "x"\n',
      },
    ];
    for (const files of ways) expect(await missing(files), JSON.stringify(files)).toEqual([]);
  });

  it('is missed one by one, whoever asks for it', async () => {
    const env = 'import environ\nenv = environ.Env()\nSECRET_KEY = env("SECRET_KEY")\nDATABASES = {"default": env.db("DATABASE_URL")}\n';
    const found = await missing({ 'settings.py': env, 'compose.yml': web() });
    expect(found.map((text) => /need (\w+)/.exec(text)?.[1])).toEqual(['SECRET_KEY', 'DATABASE_URL']);
    const own =
      'import os\nSECRET_KEY = os.getenv("SECRET_KEY")\nif not SECRET_KEY:\n    raise RuntimeError("SECRET_KEY is not set")\nINSTALLED_APPS = []\n';
    expect(await missing({ 'settings.py': own, 'compose.yml': web() })).toEqual([SAYS]);
  });

  it('gets a new key in the env file of production', async () => {
    const files = { ...BASE, 'compose.yml': web('env_file: .env.production'), '.env.production': 'DEBUG=0\n' };
    const judged = await judge({ files, file: 'settings.py' }, 'stack/env-missing');
    expect(fixed(judged)['.env.production']).toMatch(/^DEBUG=0\nSECRET_KEY=\S{40,}\n$/);
  });
});

describe('collecting while an image is built', () => {
  const needs = (run: string, files: Files = {}) =>
    messages({ Dockerfile: BASE.Dockerfile.replace('CMD', `RUN ${run}\nCMD`), ...files }, 'stack/collectstatic-needs-secret');

  it('fails without the variables of the settings', async () => {
    expect(await needs('python manage.py collectstatic --noinput')).toHaveLength(1);
    expect(await needs('python manage.py migrate')).toEqual([]);
    expect(await needs('SECRET_KEY=x python manage.py collectstatic --noinput')).toEqual([]);
    expect(await needs('export SECRET_KEY=x && python manage.py collectstatic --noinput')).toEqual([]);
    expect(await needs('--mount=type=secret,id=env . /run/secrets/env && python manage.py collectstatic')).toEqual([]);
    expect(await needs('python manage.py collectstatic --noinput || true')).toEqual([]);
    expect(await needs('python manage.py collectstatic --settings=build', { 'build.py': 'SECRET_KEY = "x"\n' })).toEqual([]);
  });

  it('may find a .env that .dockerignore does not keep out', async () => {
    const settings = `from dotenv import load_dotenv\nload_dotenv()\n${SETTINGS}`;
    expect(await needs('python manage.py collectstatic', { 'settings.py': settings })).toEqual([]);
    expect(await needs('python manage.py collectstatic', { 'settings.py': settings, '.dockerignore': '.env\n' })).toHaveLength(1);
  });

  it('gets values of its own, wherever the command stands in the step', async () => {
    const dockerfile =
      'FROM python:3.13\nWORKDIR /app\nCOPY . .\nRUN pip install -r r.txt \\\n    && ./manage.py collectstatic --noinput\n';
    const judged = await judge({ files: { ...BASE, Dockerfile: dockerfile }, file: 'settings.py' }, 'stack/collectstatic-needs-secret');
    expect(fixed(judged).Dockerfile).toContain('\n    && SECRET_KEY=only-for-the-build ./manage.py collectstatic --noinput\n');
  });
});

describe('a variable that is given', () => {
  const settings = 'import os\nSECRET_KEY = os.environ["SHOP_KEY"]\nDEBUG = os.environ.get("SHOP_DEBUG") == "1"\nINSTALLED_APPS = []\n';
  const unused = (lines: readonly string[], files: Files = {}) =>
    messages(
      { 'settings.py': settings, 'compose.yml': web('environment:', ...lines.map((line) => `  ${line}`)), ...files },
      'stack/env-unused',
    );

  it('is read by the settings, or by something else of the workspace', async () => {
    expect(await unused(['SHOP_KEY: x', 'SHOP_DEBUG: 1'])).toEqual([]);
    expect(await unused(['SHOP_KEY: x', 'SHOP_COLOUR: red'])).toHaveLength(1);
    expect(await unused(['SHOP_KEY: x', 'SHOP_COLOUR: red'], { 'shop/views.py': 'import os\nX = os.environ["SHOP_COLOUR"]\n' })).toEqual(
      [],
    );
    expect(await unused(['SHOP_KEY: x', 'SHOP_COLOUR: red'], { 'themes.js': 'process.env.SHOP_COLOUR\n' })).toEqual([]);
  });

  it('may be for a library or the image', async () => {
    expect(await unused(['SHOP_KEY: x', 'GUNICORN_CMD_ARGS: --workers 2', 'TZ: UTC', 'ACME_TOKEN: x', 'REDIS_URL: x'])).toEqual([]);
  });

  it('may be for the image where the settings read others with the same beginning', async () => {
    const redis = `${settings}CACHE = [os.environ.get("REDIS_HOST"), os.environ.get("REDIS_PORT")]\n`;
    expect(await unused(['SHOP_KEY: x', 'REDIS_PASSWORD: x'], { 'settings.py': redis })).toEqual([]);
  });

  it('is misspelt where another name is read and not given', async () => {
    expect(await unused(['SHOP_KEY: x', 'SHOP_DEBUGG: 1'])).toEqual([
      'SHOP_DEBUGG is given to web and read by nothing; the settings read SHOP_DEBUG, which is not given.',
    ]);
    expect(await unused(['SHOP_KEY: x', 'SHOP_DEBUGG: 1', 'SHOP_DEBUG: 1'])).toEqual([
      'SHOP_DEBUGG is given to web and read by nothing of the project, which reads 2 others that begin with SHOP_.',
    ]);
  });

  it('is not judged where the settings make names', async () => {
    const made = `${settings}for name in ("A", "B"):\n    globals()[name] = os.environ.get("SHOP_" + name)\n`;
    expect(await unused(['SHOP_KEY: x', 'SHOP_A: 1'], { 'settings.py': made })).toEqual([]);
  });
});
