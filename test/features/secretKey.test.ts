import { describe, expect, it } from 'vitest';
import { isEnvFile, secretKeySources } from '../../server/src/features/secretKey';
import { projectOf, starts, type Tree } from '../support/project';

const LIVE = 'config/settings/production.py';

/** Where a key would go, for the settings and the files beside them. */
async function sources(settings: string, more: Tree = {}) {
  const project = await projectOf({ 'config/wsgi.py': starts('config.settings.production'), [LIVE]: settings, ...more });
  const [profile] = project.profiles;
  if (!profile) throw new Error('there is no profile');
  const { files, ...rest } = secretKeySources(project, profile);
  const state = ({ exists, isRead, gitIgnored }: (typeof files)[number]) =>
    [exists ? 'there' : 'missing', isRead ? 'read' : 'not read', gitIgnored ? 'ignored' : 'not ignored'].join(', ');
  return { ...rest, files: files.map((file) => `${file.path}: ${state(file)}`) };
}

describe('the variables of SECRET_KEY', () => {
  it.each([
    ['os.environ["KEY"]', ['KEY']],
    ['os.environ.get("KEY", "x")', ['KEY']],
    ['os.environ.get("KEY") or os.environ["OLD_KEY"]', ['KEY', 'OLD_KEY']],
    ['"a-key-in-the-code"', []],
    ['open("/run/secrets/key").read()', []],
  ])('%s', async (expression, variables) => {
    expect((await sources(`import os\nSECRET_KEY = ${expression}\n`)).variables).toEqual(variables);
  });

  it('are none where nothing sets it', async () => {
    expect(await sources('DEBUG = False\n')).toMatchObject({ variables: [], place: undefined });
  });
});

describe('the env files that a key could go to', () => {
  const ENVIRON = `from pathlib import Path
import environ
env = environ.Env()
environ.Env.read_env(Path(__file__).resolve().parent.parent.parent / ".env")
SECRET_KEY = env("SECRET_KEY")
`;

  it('begin with the one that the settings read, also when it is not there yet', async () => {
    expect((await sources(ENVIRON)).files).toEqual(['.env: missing, read, not ignored']);
    expect((await sources(ENVIRON, { '.env': '', '.env.prod': '', '.gitignore': '.env*\n' })).files).toEqual([
      '.env: there, read, ignored',
      '.env.prod: there, not read, ignored',
    ]);
  });

  it('count one that a unit gives to the process', async () => {
    const unit =
      '[Service]\nEnvironmentFile=/srv/shop/production.env\nWorkingDirectory=/srv/shop\nExecStart=/srv/venv/bin/gunicorn config.wsgi\n';
    const { files } = await sources('import os\nSECRET_KEY = os.environ["SECRET_KEY"]\n', {
      'deploy/web.service': unit,
      'production.env': 'SECRET_KEY=x\n',
    });
    expect(files).toEqual(['production.env: there, read, not ignored']);
  });

  it('are at least the one beside the project', async () => {
    expect((await sources('import os\nSECRET_KEY = os.environ["SECRET_KEY"]\n')).files).toEqual(['.env: missing, not read, not ignored']);
  });

  it.each(['.env', '.env.production', 'deploy/prod.env', '.envs/.production/.django'])('%s is one', (path) => {
    expect(isEnvFile(path)).toBe(true);
  });

  it.each(['.env.example', 'example.env', '.env.dist', 'env.py', '.env.template', '.envrc.md', 'config/env/base.py', 'environment.yml'])(
    '%s is none',
    (path) => {
      expect(isEnvFile(path)).toBe(false);
    },
  );
});

describe('the variable of old keys', () => {
  const of = async (expression: string) =>
    (await sources(`import os\nimport environ\nenv = environ.Env()\nSECRET_KEY_FALLBACKS = ${expression}\n`)).fallbacks;

  it.each([
    ['env.list("OLD_KEYS", default=[])', { variable: 'OLD_KEYS', kind: 'list' }],
    ['env.list("OLD_KEYS")', { variable: 'OLD_KEYS', kind: 'list' }],
    ['[os.environ["OLD_KEY"]]', { variable: 'OLD_KEY', kind: 'one' }],
    ['[os.environ.get("OLD_KEY", "")]', { variable: 'OLD_KEY', kind: 'one' }],
  ])('of %s', async (expression, fallbacks) => {
    expect(await of(expression)).toEqual(fallbacks);
  });

  it.each([
    ['os.environ.get("OLD_KEYS", "").split(";")', { variable: 'OLD_KEYS', kind: 'unclear' }],
    ['[os.environ["A"], os.environ["B"]]', { variable: 'A', kind: 'unclear' }],
    ['os.environ["OLD"]', { variable: 'OLD', kind: 'unclear' }],
  ])('is named for %s, but not how it is read', async (expression, fallbacks) => {
    expect(await of(expression)).toEqual(fallbacks);
  });

  it.each(['[]', '["old"]'])('is none for %s', async (expression) => {
    expect(await of(expression)).toBeUndefined();
  });
});
