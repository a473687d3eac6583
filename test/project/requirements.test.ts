import { describe, expect, it } from 'vitest';
import type { PlacedRequirement } from '../../server/src/project/requirements';
import type { RepositorySubject } from '../../server/src/project/subjects/repository';
import { projectOf, type Tree } from '../support/project';

async function repositoryOf(tree: Tree): Promise<RepositorySubject> {
  const [only] = (await projectOf(tree)).subjects('repository');
  if (!only) throw new Error('no repository');
  return only;
}

/** `file: name|specifier` with the texts under the spans, and what is special. */
async function asked(tree: Tree): Promise<readonly string[]> {
  const { requirements } = await repositoryOf(tree);
  return requirements.map((one) => shown(tree, one));
}

function shown(tree: Tree, one: PlacedRequirement): string {
  const text = tree[one.file] ?? '';
  const under = (span: { readonly start: number; readonly end: number }) => text.slice(span.start, span.end);
  const marks = [
    one.extras.length > 0 && `[${one.extras}]`,
    one.marker !== '' && `; ${one.marker}`,
    one.url !== undefined && `@ ${one.url}`,
    one.group !== undefined && `in ${one.group}`,
    one.isDevelopment && 'development',
    one.isConstraint && 'constraint',
    one.locked && 'locked',
  ].filter((mark) => mark !== false);
  return [`${one.file}: ${under(one.nameSpan)}|${under(one.specifierSpan)}`, ...marks].join(' ');
}

describe('a requirements file', () => {
  it('is read with places, extras, markers, addresses and lines that go on', async () => {
    const text = `\ufeff# what runs
Django[argon2,bcrypt] >= 5.2 , < 6 ; python_version >= "3.10"  # the framework
psycopg[binary]==3.2 \\
    --hash=sha256:00 \\
    --hash=sha256:11
gunicorn
-e git+https://example.org/x.git@main#egg=shop_core
whitenoise @ https://example.org/whitenoise-6.0-py3-none-any.whl
https://example.org/packages/redis-5.0-py3-none-any.whl
celery (>=5)
--extra-index-url https://example.org
not a requirement
`;
    expect(await asked({ 'requirements.txt': text })).toEqual([
      'requirements.txt: Django|>= 5.2 , < 6 [argon2,bcrypt] ; python_version >= "3.10"',
      'requirements.txt: psycopg|==3.2 [binary]',
      'requirements.txt: gunicorn|',
      'requirements.txt: shop_core| @ git+https://example.org/x.git@main#egg=shop_core',
      'requirements.txt: whitenoise| @ https://example.org/whitenoise-6.0-py3-none-any.whl',
      'requirements.txt: redis| @ https://example.org/packages/redis-5.0-py3-none-any.whl',
      'requirements.txt: celery|(>=5)',
    ]);
    const { requirements } = await repositoryOf({ 'requirements.txt': text });
    expect(requirements.map((one) => one.specifier)).toEqual(['>=5.2,<6', '==3.2', '', '', '', '', '>=5']);
  });

  it('takes in others, each once; `-c` only restricts', async () => {
    const tree = {
      'requirements/production.txt': '-r base.txt\n-c ../pins.txt\ngunicorn\n',
      'requirements/dev.txt': '--requirement=base.txt\nipdb\n',
      'requirements/base.txt': '-r production.txt\ndjango\n',
      'pins.txt': 'django==5.2\n',
    };
    expect([...(await asked(tree))].sort()).toEqual([
      'pins.txt: django|==5.2 constraint',
      'requirements/base.txt: django|',
      'requirements/dev.txt: ipdb| development',
      'requirements/production.txt: gunicorn|',
    ]);
  });

  it('is for developers by its name, unless production takes it in', async () => {
    const { asksFor } = await repositoryOf({ 'requirements.txt': '-r dev-requirements.txt\n', 'dev-requirements.txt': 'Django\n' });
    expect(asksFor('django')).toHaveLength(1);
    const other = await repositoryOf({ 'requirements.txt': 'flask\n', 'dev-requirements.txt': 'Django\n' });
    expect(other.asksFor('django')).toEqual([]);
  });
});

describe('a pyproject.toml', () => {
  it('is read in all its ways', async () => {
    const text = `[project]
name = "shop"
dependencies = [
  "Django>=5.2",  # the framework
  'redis[hiredis] ; sys_platform == "linux"',
]
[project.optional-dependencies]
server = ["gunicorn"]
[dependency-groups]
test = ["pytest", {include-group = "lint"}]
[tool.uv]
dev-dependencies = ["ruff"]
[tool.poetry.dependencies]
python = "^3.12"
celery = {version = "^5", extras = ["redis"]}
"whitenoise" = "*"
fork = {git = "https://example.org/fork.git"}
many = [{version = "1", python = "<3"}, {version = "2"}]
maybe = {version = "1", optional = true}
[tool.poetry.dependencies.psycopg]
version = "~3.2"
[tool.poetry.group.dev.dependencies]
ipdb = "*"
`;
    expect(await asked({ 'pyproject.toml': text })).toEqual([
      'pyproject.toml: Django|>=5.2',
      'pyproject.toml: redis| [hiredis] ; sys_platform == "linux"',
      'pyproject.toml: gunicorn| in server',
      'pyproject.toml: pytest| in test development',
      'pyproject.toml: ruff| in dev development',
      'pyproject.toml: celery|"^5" [redis]',
      'pyproject.toml: "whitenoise"|"*"',
      'pyproject.toml: fork| @ https://example.org/fork.git',
      'pyproject.toml: many|"1"',
      'pyproject.toml: maybe|"1" in optional',
      'pyproject.toml: psycopg|"~3.2"',
      'pyproject.toml: ipdb|"*" in dev development',
    ]);
  });

  it('is read around a line that is being typed', async () => {
    for (const typed of ['version = ', 'version', 'version = [', '[tool', 'x == 1']) {
      const text = `[project]\n${typed}\ndependencies = ["django"]\n`;
      expect(await asked({ 'pyproject.toml': text }), typed).toEqual(['pyproject.toml: django|']);
    }
  });

  it('takes in the files that setuptools reads', async () => {
    const tree = {
      'pyproject.toml': '[tool.setuptools.dynamic]\ndependencies = {file = ["deploy/list.txt"]}\n',
      'deploy/list.txt': 'django\n',
    };
    expect(await asked(tree)).toEqual(['deploy/list.txt: django|']);
  });
});

it('lock files, Pipfiles and setup files are read', async () => {
  const tree = {
    Pipfile: '[packages]\ndjango = "*"\n[dev-packages]\nblack = {version = "==24"}\n',
    'Pipfile.lock': '{"default": {"django": {"version": "==5.2"}}, "develop": {"black": {"version": "==24.1"}}}',
    'uv.lock': '[[package]]\nname = "gunicorn"\nversion = "23.0.0"\n',
    'setup.cfg': '[options]\ninstall_requires =\n  redis>=5\n[options.extras_require]\ntest =\n  pytest\n',
    'setup.py': 'REQUIRES = ["celery>=5"]\nsetup(install_requires=REQUIRES)\n',
  };
  expect([...(await asked(tree))].sort()).toEqual([
    'Pipfile.lock: black|==24.1 in dev development locked',
    'Pipfile.lock: django|==5.2 locked',
    'Pipfile: black|"==24" in dev development',
    'Pipfile: django|"*"',
    'setup.cfg: pytest| in test development',
    'setup.cfg: redis|>=5',
    'setup.py: celery|>=5',
    'uv.lock: gunicorn|23.0.0 locked',
  ]);
});
