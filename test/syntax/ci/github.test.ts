import { describe, expect, it } from 'vitest';
import { readCompositeAction, readWorkflow } from '../../../server/src/syntax/ci/github';

const TEXT = `name: CI
on:
  push:
  pull_request:
defaults:
  run:
    working-directory: backend
jobs:
  test:
    runs-on: ubuntu-latest
    strategy:
      matrix:
        python: ["3.12", "3.13"]
        db: [sqlite, { name: postgres, port: 5432 }]
        include:
          - python: "3.14"
    steps:
      - uses: actions/checkout@v4
      - name: Test
        run: |
          python manage.py migrate
          python manage.py test
        env:
          A: "1"
      - { run: "ruff check", working-directory: . , shell: bash }
  deploy:
    uses: ./.github/workflows/deploy.yml
    with:
      target: production
  computed:
    strategy:
      matrix: \${{ fromJSON(needs.a.outputs.b) }}
    steps:
      - run: echo
`;

describe('a workflow of GitHub', () => {
  const workflow = readWorkflow('.github/workflows/ci.yml', TEXT);
  const [test, deploy, computed] = workflow?.jobs ?? [];

  it('has jobs with steps', () => {
    expect(workflow?.name).toBe('CI');
    expect(workflow?.events).toEqual(['push', 'pull_request']);
    expect(workflow?.jobs.map(({ name, open }) => [name, open])).toEqual([
      ['test', undefined],
      ['deploy', undefined],
      ['computed', 'its matrix is computed'],
    ]);
    expect(computed?.steps).toHaveLength(1);
    expect(deploy?.steps).toMatchObject([
      { kind: 'use', target: './.github/workflows/deploy.yml', inputs: [{ name: 'target', value: 'production' }] },
    ]);
  });

  it('gives every command its place and its folder', () => {
    const [checkout, block, flow] = test?.steps ?? [];
    expect(checkout).toMatchObject({ kind: 'use', target: 'actions/checkout@v4' });
    if (block?.kind !== 'command' || flow?.kind !== 'command') throw new Error('no commands');
    expect(block.folder).toBe('backend');
    const at = block.line.text.indexOf('python manage.py test');
    const start = block.line.offsets?.[at] ?? -1;
    expect(TEXT.slice(start, start + 21)).toBe('python manage.py test');
    expect(TEXT.slice(block.item.start, block.item.end)).toMatch(/^name: Test/);
    expect(flow).toMatchObject({ folder: '.', shell: 'bash', line: { text: 'ruff check' } });
  });

  it('has every way of the matrix', () => {
    const [, block] = test?.steps ?? [];
    expect(block?.kind === 'command' && block.matrix).toEqual([
      { python: '3.12', db: 'sqlite' },
      { python: '3.12', 'db.name': 'postgres', 'db.port': '5432' },
      { python: '3.13', db: 'sqlite' },
      { python: '3.13', 'db.name': 'postgres', 'db.port': '5432' },
      { python: '3.14' },
    ]);
  });

  it('is none without jobs, and an action is composite or not read', () => {
    expect(readWorkflow('a.yml', 'on: push\n')).toBeUndefined();
    const action = 'runs:\n  using: composite\n  steps:\n    - run: pytest\n      shell: bash\n';
    expect(readCompositeAction('action.yml', action)).toMatchObject([{ kind: 'command', line: { text: 'pytest' }, shell: 'bash' }]);
    expect(readCompositeAction('action.yml', 'runs:\n  using: node20\n  main: index.js\n')).toBeUndefined();
  });
});
