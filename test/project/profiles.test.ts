import { describe, expect, it } from 'vitest';
import { kinds, projectOf, SETTINGS, starts, type Tree } from '../support/project';

const profiles = async (tree: Tree) => kinds(await projectOf(tree));
const STAR = 'from .base import *\n';

describe('which profiles a project has', () => {
  it('takes the settings of wsgi.py for production', async () => {
    const project = await projectOf({
      'manage.py': starts('site1.settings'),
      'site1/wsgi.py': starts('site1.settings'),
      'site1/settings.py': SETTINGS,
    });
    expect(project.profiles).toEqual([
      {
        name: 'site1.settings',
        kind: 'production',
        because: 'site1/wsgi.py starts it',
        module: 'site1.settings',
        configuration: undefined,
        file: 'site1/settings.py',
        pythonPath: '',
        entry: ['manage.py', 'site1/wsgi.py'],
      },
    ]);
  });

  it('takes a lone settings.py for production, started by manage.py or by nothing', async () => {
    expect(await profiles({ 'settings.py': SETTINGS })).toEqual(['settings: production']);
    expect(await profiles({ 'manage.py': starts('a.settings'), 'a/settings.py': SETTINGS })).toEqual(['a.settings: production']);
  });

  it('reads a settings package by the names in it, and makes no profile of what the others build upon', async () => {
    const tree = {
      'manage.py': starts('config.settings.local'),
      'config/wsgi.py': starts('config.settings.production'),
      'config/settings/__init__.py': '',
      'config/settings/base.py': SETTINGS,
      'config/settings/local.py': STAR,
      'config/settings/production.py': STAR,
      'config/settings/test.py': STAR,
    };
    expect(await profiles(tree)).toEqual([
      'config.settings.production: production',
      'config.settings.local: development',
      'config.settings.test: test',
    ]);
  });

  it('keeps base when nothing builds upon it', async () => {
    expect(await profiles({ 'manage.py': '', 'config/settings/base.py': SETTINGS })).toEqual(['config.settings.base: production']);
  });

  it('keeps a development module that wsgi.py starts a development module when a production one stands beside it', async () => {
    const tree = {
      'app/wsgi.py': starts('app.settings.dev'),
      'app/settings/base.py': SETTINGS,
      'app/settings/dev.py': STAR,
      'app/settings/prod.py': STAR,
    };
    expect(await profiles(tree)).toEqual(['app.settings.prod: production', 'app.settings.dev: development']);
  });

  it('judges a development module as production when it is what wsgi.py starts and there is no other', async () => {
    expect(await profiles({ 'app/wsgi.py': starts('app.settings.dev'), 'app/settings/dev.py': SETTINGS })).toEqual([
      'app.settings.dev: production',
    ]);
  });

  it('takes settings with a name of their own for production where the entry points name only a development module', async () => {
    const tree = {
      'manage.py': starts('site1.settings.local'),
      'site1/wsgi.py': starts('site1.settings.local'),
      'site1/settings/base.py': SETTINGS,
      'site1/settings/local.py': `${STAR}DEBUG = True\n`,
      'site1/settings/cabotage.py': `${STAR}DEBUG = False\n`,
    };
    expect(await profiles(tree)).toEqual(['site1.settings.cabotage: production', 'site1.settings.local: development']);
  });

  it('does not take settings for a build, or a part that says nothing of DEBUG, for production', async () => {
    const tree = {
      'site1/wsgi.py': starts('site1.settings.local'),
      'site1/settings/base.py': SETTINGS,
      'site1/settings/local.py': `${STAR}DEBUG = True\n`,
      'site1/settings/static.py': `${STAR}DEBUG = False\n`,
      'site1/settings/clickhouse.py': STAR,
    };
    expect(await profiles(tree)).toEqual([
      'site1.settings.local: production',
      'site1.settings.clickhouse: development',
      'site1.settings.static: development',
    ]);
  });

  it('makes no profile of the defaults that a package ships for the projects that are made from its template', async () => {
    const tree = {
      'engine/__init__.py': '',
      'engine/settings_default.py': SETTINGS,
      'engine/game_template/server/conf/settings.py': 'from engine.settings_default import *\n',
    };
    expect((await projectOf(tree)).profiles.map(({ file }) => file)).toEqual(['engine/game_template/server/conf/settings.py']);
  });

  it('does not call settings that only manage.py starts production when others run there', async () => {
    const tree = {
      'manage.py': starts('a.settings'),
      'a/wsgi.py': starts('a.production'),
      'a/settings.py': SETTINGS,
      'a/production.py': 'from .settings import *\n',
    };
    expect(await profiles(tree)).toEqual(['a.production: production', 'a.settings: development']);
  });

  it('makes no profile of a local_settings.py that the settings take in', async () => {
    const tree = {
      'a/wsgi.py': starts('a.settings'),
      'a/settings.py': `${SETTINGS}from .local_settings import *\n`,
      'a/local_settings.py': SETTINGS,
    };
    expect(await profiles(tree)).toEqual(['a.settings: production']);
  });

  it('finds the import root of each project in a repository, and tells equal names apart', async () => {
    const tree = {
      'services/a/manage.py': starts('config.settings'),
      'services/a/config/wsgi.py': starts('config.settings'),
      'services/a/config/settings.py': SETTINGS,
      'services/b/manage.py': starts('config.settings'),
      'services/b/config/wsgi.py': starts('config.settings'),
      'services/b/config/settings.py': SETTINGS,
    };
    const project = await projectOf(tree);
    expect(kinds(project)).toEqual(['services/a/config.settings: production', 'services/b/config.settings: production']);
    expect(project.profiles.map((profile) => profile.pythonPath)).toEqual(['services/a', 'services/b']);
  });

  it('finds a src layout', async () => {
    const project = await projectOf({
      'manage.py': starts('shop.settings'),
      'src/shop/wsgi.py': starts('shop.settings'),
      'src/shop/settings.py': SETTINGS,
    });
    expect(project.profiles.map(({ name, pythonPath, entry }) => ({ name, pythonPath, entry }))).toEqual([
      { name: 'shop.settings', pythonPath: 'src', entry: ['manage.py', 'src/shop/wsgi.py'] },
    ]);
  });

  it('reads class-based settings: the class that the entry point names, and those whose names speak', async () => {
    const entry = `${starts('app.settings')}os.environ.setdefault("DJANGO_CONFIGURATION", "Development")\n`;
    const classes = [
      'class Base(Configuration):',
      '    DEBUG = False',
      '    SECRET_KEY = "x"',
      '    INSTALLED_APPS = []',
      'class Development(Base):',
      '    DEBUG = True',
    ];
    const settings = ['from configurations import Configuration', ...classes, 'class Production(Base):', '    pass', ''].join('\n');
    expect(await profiles({ 'manage.py': entry, 'app/settings.py': settings })).toEqual([
      'app.settings:Production: production',
      'app.settings:Development: development',
    ]);
  });

  it('takes every module that a condition may choose', async () => {
    const wsgi =
      'import os\nif os.environ.get("CI"):\n    os.environ["DJANGO_SETTINGS_MODULE"] = "a.settings_test"\nelse:\n    os.environ["DJANGO_SETTINGS_MODULE"] = "a.settings"\n';
    expect(await profiles({ 'a/wsgi.py': wsgi, 'a/settings.py': SETTINGS, 'a/settings_test.py': 'from .settings import *\n' })).toEqual([
      'a.settings: production',
      'a.settings_test: test',
    ]);
  });

  it('takes the settings beside those for production that a condition chooses for development', async () => {
    const wsgi =
      'import os\nmodule = "a.production" if "HOSTED" in os.environ else "a.settings"\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", module)\n';
    const tree = { 'manage.py': wsgi, 'a/wsgi.py': wsgi, 'a/settings.py': SETTINGS, 'a/production.py': 'from .settings import *\n' };
    expect(await profiles(tree)).toEqual(['a.production: production', 'a.settings: development']);
  });

  it('looks past a package that sets nothing to the settings in it', async () => {
    const tree = (init: string) => ({
      'a/wsgi.py': starts('a.settings'),
      'a/settings/__init__.py': init,
      'a/settings/base.py': SETTINGS,
      'a/settings/prod.py': STAR,
      'a/settings/dev.py': STAR,
    });
    const found = ['a.settings.prod: production', 'a.settings.dev: development'];
    expect(await profiles(tree(''))).toEqual(found);
    expect(await profiles(tree('"""Settings."""\nfrom .celery import app\n\n__all__ = ["app"]\n'))).toEqual(found);
    expect(await profiles(tree('from .prod import DEBUG\n'))).toContain('a.settings: production');
    expect(await profiles(tree('load(globals())\n'))).toContain('a.settings: production');
  });

  it('takes the package where a module of the same name stands beside it', async () => {
    const tree = { 'a/wsgi.py': starts('a.settings'), 'a/settings/__init__.py': SETTINGS, 'a/settings.py': SETTINGS };
    const project = await projectOf(tree);
    expect(project.profiles.map(({ file }) => file)).toEqual(['a/settings/__init__.py']);
  });

  it('makes no profile of a base because a worker falls back to it', async () => {
    const tree = {
      'manage.py': '',
      'a/wsgi.py': starts('a.settings.production'),
      'a/celery.py': starts('a.settings.base'),
      'a/settings/base.py': SETTINGS,
      'a/settings/production.py': STAR,
    };
    expect(await profiles(tree)).toEqual(['a.settings.production: production']);
    expect(await profiles({ ...tree, 'manage.py': starts('a.settings.base') })).toHaveLength(2);
  });

  it('needs no settings with a name of their own where some are named for production', async () => {
    const tree = {
      'a/wsgi.py': starts('a.settings.local'),
      'a/settings/base.py': SETTINGS,
      'a/settings/local.py': `${STAR}DEBUG = True\n`,
      'a/settings/workshop.py': `${STAR}DEBUG = True\n`,
      'a/settings/production.py': STAR,
    };
    expect(await profiles(tree)).toEqual([
      'a.settings.production: production',
      'a.settings.local: development',
      'a.settings.workshop: development',
    ]);
  });

  it('follows a constant and the default of an environment read', async () => {
    const wsgi = 'import os\nNAME = "a"\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", os.environ.get("S", f"{NAME}.settings"))\n';
    expect(await profiles({ 'a/wsgi.py': wsgi, 'a/settings.py': SETTINGS })).toEqual(['a.settings: production']);
  });
});

describe('what is no profile', () => {
  it.each([
    ['a module that binds too little', { 'settings.py': 'DEBUG = True\nNAME = "x"\n' }],
    ['settings of tests', { 'tests/settings.py': SETTINGS, 'app/tests/test_settings.py': SETTINGS }],
    ['migrations', { 'app/migrations/settings.py': SETTINGS }],
    [
      'dependencies and virtual environments',
      {
        'env/pyvenv.cfg': '',
        'env/lib/settings.py': SETTINGS,
        'x/site-packages/p/settings.py': SETTINGS,
        'node_modules/p/settings.py': SETTINGS,
      },
    ],
    ['hidden folders', { '.tox/settings.py': SETTINGS }],
    ['templates of projects', { '{{cookiecutter.slug}}/config/settings.py': SETTINGS }],
    ['a gunicorn configuration', { 'config/gunicorn.py': 'bind = "x"\nworkers = 2\n' }],
    ['an entry point that names nothing', { 'manage.py': 'print(1)\n', 'app/wsgi.py': '' }],
    ['an entry point whose module is not in the workspace', { 'app/wsgi.py': starts('elsewhere.settings') }],
  ])('%s', async (_what, tree: Tree) => {
    expect(await profiles(tree)).toEqual([]);
  });

  it('what the configuration leaves out', async () => {
    expect(kinds(await projectOf({ 'settings.py': SETTINGS, 'old/settings.py': SETTINGS }, { exclude: ['old'] }))).toEqual([
      'settings: production',
    ]);
  });
});

describe('what the user says wins', () => {
  it('gives a found profile its kind and adds one that was not found', async () => {
    const tree = { 'a/wsgi.py': starts('a.settings'), 'a/settings.py': SETTINGS, 'a/odd.py': 'X = 1\n' };
    const project = await projectOf(tree, {
      profiles: [
        { settings: 'a.settings', kind: 'development' },
        { settings: 'a.odd', kind: 'production' },
      ],
    });
    expect(kinds(project)).toEqual(['a.settings: development', 'a.odd: production']);
  });

  it('takes any module that is named, and searches nothing', async () => {
    const project = await projectOf({ 'back/conf/x.py': '' }, { settings: 'conf.x:Prod', pythonPath: 'back' });
    expect(project.profiles).toMatchObject([
      { name: 'conf.x:Prod', configuration: 'Prod', kind: 'production', file: 'back/conf/x.py', pythonPath: 'back' },
    ]);
  });

  it('has no profile when the named module is not there', async () => {
    expect((await projectOf({ 'a.py': '' }, { settings: 'b' })).profiles).toEqual([]);
  });
});
