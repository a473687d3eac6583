import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../../server/src/base/text';
import { MemoryFiles } from '../../../server/src/host/files';
import { openProject } from '../../../server/src/project/open';
import type { Project } from '../../../server/src/project/project';
import type { ImageSubject } from '../../../server/src/project/subjects/image';
import { addEnv, addUser, type DockerfileEdits, removeAssignment } from '../../../server/src/rules/edit/dockerfile';
import { assignmentsOf } from '../../../server/src/syntax/dockerfile/stages';

function edited(text: string, edit: (project: Project, image: ImageSubject) => DockerfileEdits): string | undefined {
  const parsePython = () => ({ span: { start: 0, end: 0 }, body: [], comments: [] }) as never;
  const project = openProject(new MemoryFiles(new Map([['Dockerfile', text]])), { parsePython });
  const [image] = project.subjects('image');
  const edits = image && edit(project, image);
  return (
    edits &&
    applyEdits(
      text,
      edits.flatMap((one) => one.edits),
    )
  );
}

describe('an account', () => {
  const user = (text: string) => edited(text, (project, image) => addUser(project, image, 'app'));

  it('is made before what a container starts with', () => {
    expect(user('FROM python:3.13\r\nRUN x\r\nCMD ["a"]\r\n')).toBe(
      'FROM python:3.13\r\nRUN x\r\nRUN useradd --create-home app\r\nUSER app\r\n\r\nCMD ["a"]\r\n',
    );
  });

  it('is not made where steps of the build follow, or nothing is started', () => {
    expect(user('FROM python:3.13\nCMD ["a"]\nRUN x\n')).toBeUndefined();
    expect(user('FROM python:3.13\n')).toBeUndefined();
  });
});

describe('a variable', () => {
  it('is set behind the FROM of the last stage', () => {
    expect(edited('FROM a AS b\nFROM \\\n  c\nRUN d\n', (project, image) => addEnv(project, image, 'A', '1'))).toBe(
      'FROM a AS b\nFROM \\\n  c\n\nENV A=1\nRUN d\n',
    );
  });

  const without = (text: string, name: string) =>
    edited(text, (project, image) => {
      const instruction = image.final.instructions.find(({ keyword }) => keyword === 'ENV');
      const found = instruction && assignmentsOf(instruction, '\\').find((one) => one.name === name);
      return instruction && found && removeAssignment(project, image, instruction, found);
    });

  it('is taken out alone, or with its instruction', () => {
    expect(without('FROM a\nENV A=1\nRUN b\n', 'A')).toBe('FROM a\nRUN b\n');
    expect(without('FROM a\nENV A=1 \\\n    B="x y" \\\n    C=3\n', 'B')).toBe('FROM a\nENV A=1 \\\n    C=3\n');
    expect(without('FROM a\nENV A=1 B=2\n', 'A')).toBe('FROM a\nENV B=2\n');
    expect(without('FROM a\nENV A=1 \\\n# why\n  B=2\n', 'B')).toBeUndefined();
  });
});
