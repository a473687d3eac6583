import { describe, expect, it } from 'vitest';
import { namesEnvFile } from '../../server/src/project/envFiles/find';
import type { EnvFileSubject } from '../../server/src/project/subjects/envFile';
import { projectOf, type Tree } from '../support/project';

const START: Tree = {
  'manage.py': 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings")\n',
  'wsgi.py': 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings")\n',
};
const HEAD = 'ROOT_URLCONF = "urls"\nINSTALLED_APPS = ["django.contrib.admin"]\n';

async function subjects(tree: Tree): Promise<readonly EnvFileSubject[]> {
  return (await projectOf({ ...START, ...tree })).subjects('envFile');
}

/** `path: dialect, in words` for each reader. */
async function readers(tree: Tree): Promise<readonly string[]> {
  return (await subjects(tree)).flatMap((file) => file.readers.map((reader) => `${file.path}: ${reader.dialect}, ${reader.words}`));
}

describe('an env file', () => {
  it.each([
    ['.env', true],
    ['.env.production', true],
    ['deploy/prod.env', true],
    ['env.example', true],
    ['.env_sample', true],
    ['.envs/.production/.django', true],
    ['.envrc', false],
    ['env.py', false],
    ['.env.js', false],
    ['environment.yml', false],
    ['.env.j2', false],
    ['venv', false],
  ])('%s is one by its name: %s', (path, is) => {
    expect(namesEnvFile(path)).toBe(is);
  });

  it('is found in hidden folders too, and is for what its name says', async () => {
    const found = await subjects({
      '.env': '',
      '.env.production': '',
      '.env.example': '',
      '.envs/.local/.django': '',
      '.envs/.production/.postgres': '',
      'web/Dockerfile': 'FROM x\n',
      'web/.envs/.test/.django': '',
    });
    expect(found.map(({ path, named, kind }) => `${path}: ${named}, ${kind}`).sort()).toEqual([
      '.env.example: sample, development',
      '.env.production: production, production',
      '.env: undefined, development',
      '.envs/.local/.django: development, development',
      '.envs/.production/.postgres: production, production',
      'web/.envs/.test/.django: test, test',
    ]);
  });

  it('is a template where most of its values are to be filled in', async () => {
    const [open] = await subjects({ '.env': 'A=<host>\nB={{ password }}\nC=1\n' });
    const [full] = await subjects({ '.env': 'A=host\nB=<x>\nC=1\n' });
    expect([open?.isTemplate, full?.isTemplate]).toEqual([true, false]);
  });
});

describe('the readers of an env file', () => {
  it.each([
    ['django-environ', 'import environ\nenviron.Env.read_env(".env")\n'],
    ['python-dotenv', 'import dotenv\ndotenv.load_dotenv()\n'],
    ['python-decouple', 'from decouple import config\nX = config("X", default="")\n'],
    ['environs', 'from environs import Env\nenv = Env()\nenv.read_env()\n'],
  ])('are settings with %s', async (library, text) => {
    expect(await readers({ 'settings.py': text + HEAD, '.env': 'X=1\n' })).toEqual([`.env: ${library}, the settings, with ${library}`]);
  });

  it('are services of compose, units, and scripts', async () => {
    const tree = {
      'settings.py': HEAD,
      'compose.yml':
        'services:\n  web:\n    image: x\n    env_file: .env\n  db:\n    image: y\n    env_file:\n      - path: db.env\n        format: raw\n',
      '.env': 'X=1\n',
      'db.env': 'Y=1\n',
      'deploy/shop.service': '[Service]\nWorkingDirectory=/srv/shop\nEnvironmentFile=-/srv/shop/.env\nExecStart=/bin/x\n',
      'run.sh': 'set -a\n. ./.env\ndocker run --rm --env-file db.env shop\n',
    };
    expect([...(await readers(tree))].sort()).toEqual([
      '.env: compose, service web of compose.yml',
      '.env: shell, the script run.sh',
      '.env: systemd, the unit deploy/shop.service',
      'db.env: docker, service db of compose.yml',
      'db.env: docker, the script run.sh',
    ]);
  });
});

describe('the reads of a variable', () => {
  it('are the places of the settings that ask for it, whether or not a setting comes of it', async () => {
    const text = `${HEAD}import os
import environ
env = environ.Env()
DEBUG = env.bool("DEBUG", default=False)
level = os.environ.get("LEVEL", "INFO")
if os.getenv("LEVEL") == "x":
    SECRET_KEY = os.environ["KEY"]
`;
    const [file] = await subjects({ 'settings.py': text, '.env': '' });
    const shown = (name: string) =>
      file?.readsOf(name).map(({ read }) => {
        const fallback = read.default === 'required' ? 'required' : read.default.kind;
        return `${text.slice(read.at.span.start, read.at.span.end)}: ${read.reader}, ${read.parse}, ${fallback}`;
      });
    expect(shown('DEBUG')).toEqual(['env.bool("DEBUG", default=False): django-environ, bool, bool']);
    expect(shown('LEVEL')).toEqual(['os.environ.get("LEVEL", "INFO"): os.environ, str, str', 'os.getenv("LEVEL"): os.environ, str, none']);
    expect(shown('KEY')).toEqual(['os.environ["KEY"]: os.environ, str, required']);
    expect(shown('OTHER')).toEqual([]);
  });
});
