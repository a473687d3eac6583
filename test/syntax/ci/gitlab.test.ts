import { describe, expect, it } from 'vitest';
import { readGitlab } from '../../../server/src/syntax/ci/gitlab';
import type { CiJob } from '../../../server/src/syntax/ci/job';

function pipeline(files: Readonly<Record<string, string>>) {
  return readGitlab('.gitlab-ci.yml', (path) => files[path], Object.keys(files));
}

function lines(jobs: readonly CiJob[] | undefined, name: string) {
  return jobs?.find((job) => job.name === name)?.steps.map((step) => (step.kind === 'command' ? step.line.text : step.target));
}

describe('a pipeline of GitLab', () => {
  it('has jobs with what comes before and behind their scripts', () => {
    const text = `stages: [test, deploy]
default:
  before_script:
    - pip install tox
.hidden:
  script: [echo never]
test:
  stage: test
  script:
    - tox
    - |
      python manage.py check
      python manage.py test
  after_script: coverage report
deploy:
  before_script: []
  script: ./deploy.sh
variables:
  A: "1"
`;
    const read = pipeline({ '.gitlab-ci.yml': text });
    expect(read?.stages).toEqual(['test', 'deploy']);
    expect(read?.jobs.map(({ name }) => name)).toEqual(['test', 'deploy']);
    expect(lines(read?.jobs, 'test')).toEqual([
      'pip install tox',
      'tox',
      'python manage.py check\npython manage.py test\n',
      'coverage report',
    ]);
    expect(lines(read?.jobs, 'deploy')).toEqual(['./deploy.sh']);
    const [, , block] = read?.jobs[0]?.steps ?? [];
    if (block?.kind !== 'command') throw new Error('no command');
    const at = block.line.text.indexOf('manage.py test');
    const start = block.line.offsets?.[at] ?? -1;
    expect(text.slice(start, start + 'manage.py test'.length)).toBe('manage.py test');
    const { nameSpan } = read?.jobs[0] ?? { nameSpan: { start: 0, end: 0 } };
    expect(text.slice(nameSpan.start, nameSpan.end)).toBe('test');
  });

  it('follows extends, anchors, references and local includes', () => {
    const read = pipeline({
      '.gitlab-ci.yml': `include:
  - local: /ci/base.yml
  - 'ci/jobs/*.yml'
.steps: &steps
  - echo anchored
unit:
  extends: [.python, .more]
  script:
    - *steps
    - !reference [.python, script]
    - pytest
inheriting:
  inherit: { default: false }
  script: [pytest]
`,
      'ci/base.yml': `default:
  before_script: [echo default]
.python:
  before_script: [poetry install]
  script: [poetry run python manage.py check]
.more:
  variables: { A: "1" }
`,
      'ci/jobs/lint.yml': 'lint:\n  script: [ruff check]\n',
      'ci/jobs/unit.yml': 'unit:\n  tags: [big]\n',
    });
    expect(read?.files).toEqual(['.gitlab-ci.yml', 'ci/base.yml', 'ci/jobs/lint.yml', 'ci/jobs/unit.yml']);
    expect(read?.open).toBeUndefined();
    expect(lines(read?.jobs, 'unit')).toEqual(['poetry install', 'echo anchored', 'poetry run python manage.py check', 'pytest']);
    expect(lines(read?.jobs, 'lint')).toEqual(['echo default', 'ruff check']);
    expect(lines(read?.jobs, 'inheriting')).toEqual(['pytest']);
  });

  it('is open where it leads out of the workspace', () => {
    expect(pipeline({ '.gitlab-ci.yml': 'include:\n  - template: Django.gitlab-ci.yml\na:\n  script: [x]\n' })?.open).toMatch(/template/);
    expect(pipeline({ '.gitlab-ci.yml': 'include: /missing.yml\na:\n  script: [x]\n' })?.open).toMatch(/missing.yml/);
    const jobs = pipeline({
      '.gitlab-ci.yml':
        'a:\n  extends: .gone\n  script: [x]\nb:\n  script:\n    - !reference [.gone, script]\nc:\n  trigger: other/project\n',
    })?.jobs;
    expect(jobs?.map(({ name, open }) => [name, open])).toEqual([
      ['a', 'it extends .gone, which is not in the workspace'],
      ['b', 'it refers to a script that is not in the workspace'],
      ['c', 'it starts another pipeline'],
    ]);
  });

  it('is none where the file is no YAML', () => {
    expect(pipeline({ '.gitlab-ci.yml': 'a: [' })).toBeUndefined();
    expect(pipeline({ '.gitlab-ci.yml': '- a\n' })).toBeUndefined();
  });
});
