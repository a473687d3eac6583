import { describe, expect, it } from 'vitest';
import { projectOf } from '../../support/project';

/** What a workflow with these steps comes to run, as words, and what of it nobody can follow. */
async function seen(run: string, files: Readonly<Record<string, string>> = {}) {
  const block = run
    .split('\n')
    .map((line) => `          ${line}`)
    .join('\n');
  const workflow = `on: push\njobs:\n  test:\n    steps:\n      - run: |\n${block}\n`;
  const project = await projectOf({ '.github/workflows/ci.yml': workflow, ...files });
  const [pipeline] = project.subjects('pipeline');
  const commands = pipeline?.jobs.flatMap((job) =>
    job.commands.map(({ program, args }) => [program, ...args.map((arg) => arg ?? '?')].join(' ')),
  );
  return { commands, opaque: pipeline?.opaque };
}

describe('what CI runs', () => {
  it.each([
    ['python manage.py check --deploy', 'manage.py check --deploy'],
    ['poetry run python -W error manage.py test', 'manage.py test'],
    ['uv run --group dev pytest -x', 'pytest -x'],
    ['coverage run --source shop manage.py test', 'manage.py test'],
    ['coverage run -m pytest', 'pytest'],
    ['env A=1 timeout 10 ./manage.py test', 'manage.py test'],
    ['A=1 django-admin check', 'manage.py check'],
    ["bash -ec 'cd backend && python manage.py test'", 'manage.py test'],
    ['docker compose -f local.yml run --rm -e A=1 django python manage.py test', 'manage.py test'],
    ['docker exec web ./manage.py check --deploy', 'manage.py check --deploy'],
    ['ssh deploy@host "cd /srv/shop && python manage.py migrate"', 'manage.py migrate'],
    ['kubectl exec deploy/web -- python manage.py check', 'manage.py check'],
    ['PY=python3\n$PY manage.py test', 'manage.py test'],
    ['if [ -n "$X" ]; then python manage.py test; fi', 'manage.py test'],
  ])('is seen in %s', async (run, command) => {
    const { commands, opaque } = await seen(run);
    expect(commands).toContain(command);
    expect(opaque).toEqual([]);
  });

  it('is seen through scripts, targets of make, environments of tox, scripts of npm and hooks', async () => {
    expect(await seen('bash bin/test.sh', { 'bin/test.sh': 'set -e\ncd backend\npython manage.py test\n' })).toMatchObject({
      opaque: [],
      commands: ['set -e', 'manage.py test'],
    });
    const makefile = 'MANAGE ?= python manage.py\n.PHONY: test\ntest: lint ## run them\n\t@$(MANAGE) test\nlint:\n\truff check .\n';
    expect(await seen('make test', { Makefile: makefile })).toMatchObject({ opaque: [], commands: ['ruff check .', 'manage.py test'] });
    const ini = '[testenv]\ncommands =\n    {envpython} -W error manage.py test {posargs:shop}\n    ruff check\n';
    expect((await seen('tox -e py', { 'tox.ini': ini })).commands).toEqual(['manage.py test shop', 'ruff check']);
    const toml = '[tool.tox.env_run_base]\ncommands = [["pytest", "-x"], ["python", "manage.py", "check"]]\n';
    expect((await seen('tox', { 'pyproject.toml': toml })).commands).toEqual(['pytest -x', 'manage.py check']);
    expect((await seen('npm run back', { 'package.json': '{"scripts": {"back": "python manage.py test"}}' })).commands).toEqual([
      'manage.py test',
    ]);
    const hooks = 'repos:\n  - repo: local\n    hooks:\n      - id: m\n        entry: python manage.py makemigrations --check\n';
    expect((await seen('pre-commit run --all-files', { '.pre-commit-config.yaml': hooks })).commands).toEqual([
      'manage.py makemigrations --check',
    ]);
  });

  it.each([
    ['./gone.sh', 'what ./gone.sh runs'],
    ['make test', 'what make test runs'],
    ['tox', 'what tox runs'],
    ['invoke test', 'what invoke runs'],
    ['$RUNNER test', 'a command that a variable names'],
    ['eval "$COMMAND"', 'what eval runs'],
    ['python scripts/all.py', 'what scripts/all.py runs'],
    ['docker compose run web', 'what the image of docker run runs'],
    ['poetry run all-tests', 'what poetry run all-tests runs'],
  ])('is not known after %s', async (run, reason) => {
    expect((await seen(run)).opaque).toEqual([reason]);
  });

  it('is not known of actions and systems that are not read', async () => {
    const workflow = (uses: string) => ({ '.github/workflows/ci.yml': `on: push\njobs:\n  a:\n    steps:\n      - uses: ${uses}\n` });
    const opaque = async (files: Readonly<Record<string, string>>) => (await projectOf(files)).subjects('pipeline')[0]?.opaque;
    expect(await opaque(workflow('actions/checkout@v4'))).toEqual([]);
    expect(await opaque(workflow('somebody/run-django-tests@v1'))).toEqual(['what somebody/run-django-tests@v1 runs']);
    expect(
      await opaque({
        ...workflow('./.github/actions/test'),
        '.github/actions/test/action.yml': 'runs:\n  using: composite\n  steps:\n    - run: pytest\n',
      }),
    ).toEqual([]);
    expect(await opaque({ ...workflow('actions/checkout@v4'), Jenkinsfile: 'node {}' })).toEqual([
      'what Jenkinsfile makes another CI system run',
    ]);
  });

  it('is one pipeline for both systems, and none without any', async () => {
    const project = await projectOf({
      '.github/workflows/ci.yml': 'on: push\njobs:\n  a:\n    steps:\n      - run: pytest\n',
      '.gitlab-ci.yml': 'b:\n  script: [cd backend, python manage.py test]\n',
    });
    const [pipeline, ...others] = project.subjects('pipeline');
    expect(others).toEqual([]);
    expect(pipeline?.files).toEqual(['.github/workflows/ci.yml', '.gitlab-ci.yml']);
    expect(pipeline?.jobs.map(({ system, name }) => `${system} ${name}`)).toEqual(['github a', 'gitlab b']);
    expect((await projectOf({ 'settings.py': '' })).subjects('pipeline')).toEqual([]);
  });
});
