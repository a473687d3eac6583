import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../server/src/base/text';
import type { Project } from '../../server/src/project/project';
import type { UnitSubject } from '../../server/src/project/subjects/unit';
import { addStep } from '../../server/src/rules/edit/pipeline';
import { addUnitLines, moveUnitEntry, removeUnitEntry, setUnitKey, type UnitEdits } from '../../server/src/rules/edit/unit';
import { projectOf } from '../support/project';

/** The texts of the files that an edit of the first unit changes. */
async function edited(files: Readonly<Record<string, string>>, edit: (project: Project, unit: UnitSubject) => UnitEdits) {
  const project = await projectOf(files);
  const [unit] = project.subjects('unit');
  const edits = unit && edit(project, unit);
  return edits && Object.fromEntries(edits.map((one) => [one.file, applyEdits(files[one.file] ?? '', one.edits)]));
}

const RESTART = { key: 'Restart', value: 'always' };

describe('an edit of a unit', () => {
  it('sets a key where it stands, be it in a drop-in', async () => {
    const set = (files: Readonly<Record<string, string>>) =>
      edited(files, (project, unit) => setUnitKey(project, unit, 'Service', RESTART));
    expect(await set({ 'a.service': '[Service]\r\nRestart = no\r\nUser=x\r\n' })).toEqual({
      'a.service': '[Service]\r\nRestart = always\r\nUser=x\r\n',
    });
    const both = { 'a.service': '[Service]\nRestart=no\n', 'a.service.d/b.conf': '[Service]\nRestart=on-failure\n' };
    expect(await set(both)).toEqual({ 'a.service.d/b.conf': '[Service]\nRestart=always\n' });
  });

  it('adds lines at the end of a section, or behind a key, spaced as the file spaces', async () => {
    const text =
      '[Unit]\r\nDescription = A\r\n[Service]\r\nExecStart = /bin/x \\\r\n  --y\r\nUser = x\r\n\r\n[Install]\r\nWantedBy = y\r\n';
    expect(await edited({ 'a.service': text }, (project, unit) => addUnitLines(project, unit, 'Service', [RESTART]))).toEqual({
      'a.service': text.replace('User = x\r\n', 'User = x\r\nRestart = always\r\n'),
    });
    expect(await edited({ 'a.service': text }, (project, unit) => addUnitLines(project, unit, 'Service', [RESTART], 'ExecStart'))).toEqual({
      'a.service': text.replace('--y\r\n', '--y\r\nRestart = always\r\n'),
    });
    expect(
      await edited({ 'a.service': '[Service]\nExecStart=/bin/x' }, (project, unit) => addUnitLines(project, unit, 'Service', [RESTART])),
    ).toEqual({
      'a.service': '[Service]\nExecStart=/bin/x\nRestart=always',
    });
    expect(await edited({ 'a.service': '[Service]\n' }, (project, unit) => addUnitLines(project, unit, 'Unit', [RESTART]))).toBeUndefined();
  });

  it('takes an assignment away with all its lines, and moves one', async () => {
    const text = '[Service]\nUser=x\n# why\nExecReload=/bin/x \\\n  --y\nNice=5\n[Install]\nWantedBy=y\n';
    const entry = (unit: UnitSubject) => unit.one('Service', 'ExecReload');
    const remove = (project: Project, unit: UnitSubject) => {
      const found = entry(unit);
      return found && removeUnitEntry(project, found);
    };
    expect(await edited({ 'a.service': text }, remove)).toEqual({ 'a.service': text.replace('ExecReload=/bin/x \\\n  --y\n', '') });
    const move = (section: string) => (project: Project, unit: UnitSubject) => {
      const found = unit.one('Service', 'Nice');
      return found && moveUnitEntry(project, unit, found, section);
    };
    expect(await edited({ 'a.service': text }, move('Install'))).toEqual({
      'a.service': `${text.replace('Nice=5\n', '').trimEnd()}\nNice=5\n`,
    });
    expect(await edited({ 'a.service': text }, move('Unit'))).toEqual({
      'a.service': `${text.replace('Nice=5\n', '').trimEnd()}\n\n[Unit]\nNice=5\n`,
    });
  });
});

describe('a step that is added to a pipeline', () => {
  const STEP = { name: 'Check', command: 'python manage.py check' };
  const added = async (file: string, text: string, index = -1) => {
    const project = await projectOf({ [file]: text });
    const steps = project.subjects('pipeline')[0]?.jobs[0]?.steps ?? [];
    const step = steps.at(index);
    const edits = step && addStep(project, step, STEP);
    return edits && applyEdits(text, edits[0]?.edits ?? []);
  };
  const workflow = (steps: string) => `on: push\njobs:\n  a:\n    steps:\n${steps}`;

  it('stands behind another with its indentation, name and folder', async () => {
    const file = '.github/workflows/ci.yml';
    expect(await added(file, workflow('    - run: pytest\n'))).toBe(workflow('    - run: pytest\n    - run: python manage.py check\n'));
    const named =
      '      -   name: Test\n          working-directory: back\n          run: |\n            pytest\n            # end\n\n  b:\n    steps: []\n';
    expect(await added(file, workflow(named))).toBe(
      workflow(
        named.replace(
          '# end\n',
          '# end\n      -   name: Check\n          run: python manage.py check\n          working-directory: back\n',
        ),
      ),
    );
    const steps = (more: string) => workflow(`      - run: a # why\n${more}      - run: b\n`).replaceAll('\n', '\r\n');
    expect(await added(file, steps(''), 0)).toBe(steps('      - run: python manage.py check\n'));
  });

  it('is a line of a script of GitLab', async () => {
    expect(await added('.gitlab-ci.yml', 'a:\n  script:\n  - pytest\nb:\n  script: [x]\n')).toBe(
      'a:\n  script:\n  - pytest\n  - python manage.py check\nb:\n  script: [x]\n',
    );
  });

  it('is none where the list is written on one line', async () => {
    expect(await added('.gitlab-ci.yml', 'a:\n  script: [pytest]\n')).toBeUndefined();
    expect(await added('.gitlab-ci.yml', 'a:\n  script: pytest\n')).toBeUndefined();
    expect(await added('.github/workflows/ci.yml', workflow('      [{ run: pytest }]\n'))).toBeUndefined();
  });
});
