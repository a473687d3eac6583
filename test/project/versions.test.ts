import { describe, expect, it } from 'vitest';
import { formatVersion, parseVersion } from '../../server/src/base/version';
import { allows } from '../../server/src/project/versions';
import { projectOf, type Tree } from '../support/project';

async function django(tree: Tree): Promise<string> {
  const { version, source } = (await projectOf(tree)).django;
  return `${formatVersion(version)}: ${source}`;
}

describe('the Django version of a project', () => {
  it.each<[string, Tree, string]>([
    ['a pin', { 'requirements.txt': 'Django==4.2.11\n' }, '4.2: ==4.2.11 in requirements.txt'],
    [
      'a pin with extras, a marker, a hash and a comment',
      { 'requirements.txt': 'django[argon2]==5.1 ; python_version > "3" --hash=sha256:00 # web\n' },
      '5.1: ==5.1 in requirements.txt',
    ],
    [
      'a range: the newest line in it',
      { 'requirements.txt': 'django>=4.2,<5.2\n' },
      '5.1: the newest that requirements.txt allows (>=4.2,<5.2)',
    ],
    ['compatible release', { 'requirements.txt': 'django~=5.0.1\n' }, '5.0: ~=5.0.1 in requirements.txt'],
    ['a file with a name in capitals', { 'deploy/REQUIREMENTS.txt': 'Django==5.1.2\n' }, '5.1: ==5.1.2 in deploy/REQUIREMENTS.txt'],
    ['no bound', { 'requirements.txt': 'Django\n' }, '6.1: the newest that requirements.txt allows (any version)'],
    ['an older line than any that is known', { 'requirements.txt': 'Django==2.2.28\n' }, '2.2: ==2.2.28 in requirements.txt'],
    ['an included file', { 'requirements.txt': '-r deps/web.pip\n', 'deps/web.pip': 'django==5.0.2\n' }, '5.0: ==5.0.2 in deps/web.pip'],
    [
      'files that include each other',
      { 'requirements.txt': '-r requirements.txt\n-r b.txt\nDjango==4.1\n', 'b.txt': '-r requirements.txt\n' },
      '4.1: ==4.1 in requirements.txt',
    ],
    [
      'a folder of requirements, production before development',
      { 'requirements/dev.txt': 'django==5.2\n', 'requirements/production.txt': 'django==4.2\n' },
      '4.2: ==4.2 in requirements/production.txt',
    ],
    [
      'PEP 621',
      { 'pyproject.toml': '[project]\ndependencies = ["django >=5.0, <5.1"]\n' },
      '5.0: the newest that pyproject.toml allows (>=5.0,<5.1)',
    ],
    [
      'Poetry',
      { 'pyproject.toml': '[tool.poetry.dependencies]\npython = "^3.12"\ndjango = {version = "^4.1", extras = ["x"]}\n' },
      '4.2: the newest that pyproject.toml allows (^4.1)',
    ],
    [
      'a dependency group',
      { 'pyproject.toml': '[dependency-groups]\nweb = ["django==5.1.3", {include-group = "x"}]\n' },
      '5.1: ==5.1.3 in pyproject.toml',
    ],
    ['Pipfile', { Pipfile: '[packages]\ndjango = "==4.2.*"\n' }, '4.2: ==4.2.* in Pipfile'],
    [
      'setup.cfg',
      {
        'setup.cfg':
          '[metadata]\nname = x\n[options]\npackages = find:\ninstall_requires =\n    requests\n    Django>=3.2,<4\n\n[options.extras_require]\nx = django==5\n',
      },
      '3.2: the newest that setup.cfg allows (>=3.2,<4)',
    ],
    [
      'setup.py',
      { 'setup.py': 'from setuptools import setup\nREQUIRES = ["Django==4.0.1"]\nsetup(name="x", install_requires=REQUIRES)\n' },
      '4.0: ==4.0.1 in setup.py',
    ],
    [
      'a lock wins over a range',
      { 'pyproject.toml': '[project]\ndependencies = ["django"]\n', 'uv.lock': '[[package]]\nname = "django"\nversion = "5.2.3"\n' },
      '5.2: locked in uv.lock',
    ],
    ['poetry.lock', { 'poetry.lock': '[[package]]\nname = "Django"\nversion = "4.2.9"\ndescription = ""\n' }, '4.2: locked in poetry.lock'],
    ['Pipfile.lock', { 'Pipfile.lock': '{"default": {"django": {"version": "==5.0.6"}}}' }, '5.0: locked in Pipfile.lock'],
    ['nothing', { 'a.py': '' }, '6.1: assumed: nothing names a version, so the newest (6.1)'],
    [
      'broken files',
      { 'pyproject.toml': '[project\n', 'Pipfile.lock': '{', 'requirements.txt': '=== ???\n\u0000' },
      '6.1: assumed: nothing names a version, so the newest (6.1)',
    ],
  ])('%s', async (_what, tree, expected) => {
    expect(await django(tree)).toBe(expected);
  });

  it('is what the user says, whatever the files say', async () => {
    const project = await projectOf({ 'requirements.txt': 'django==4.2\n' }, { djangoVersion: { major: 5, minor: 2 } });
    expect(project.django).toEqual({ version: { major: 5, minor: 2 }, source: 'given by the user' });
  });
});

describe('which release lines a specifier allows', () => {
  it.each([
    ['>=4.2', '4.2', true],
    ['>4.2', '4.1', false],
    ['<5', '5.0', false],
    ['<5.0.3', '5.0', true],
    ['<=4.2', '5.0', false],
    ['!=5.0.*', '5.0', false],
    ['!=5.0.1', '5.0', true],
    ['==5.*', '5.1', true],
    ['~=5.0', '5.2', true],
    ['~=5.0', '6.0', false],
    ['~=5.0.1', '5.1', false],
    ['^4.2', '5.0', false],
    ['~5.1', '5.2', false],
    ['', '3.2', true],
  ])('%s and %s: %s', (specifier, line, expected) => {
    expect(allows(specifier, parseVersion(line) ?? { major: 0, minor: 0 })).toBe(expected);
  });
});

describe('the distributions of a project', () => {
  it('are known by their normalised names, over all files', async () => {
    const project = await projectOf({
      'requirements.txt': 'Django_Environ\nwhitenoise[brotli]>=6\n',
      'pyproject.toml': '[project]\ndependencies = ["psycopg.binary"]\n',
    });
    expect([...(project.requirements ?? [])].sort()).toEqual(['django-environ', 'psycopg-binary', 'whitenoise']);
  });

  it('are not known where no file lists any', async () => {
    expect((await projectOf({ 'a.py': '' })).requirements).toBeUndefined();
  });
});
