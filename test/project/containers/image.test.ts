import { describe, expect, it } from 'vitest';
import { MemoryFiles } from '../../../server/src/host/files';
import { openProject } from '../../../server/src/project/open';

function images(files: Readonly<Record<string, string>>) {
  const parsePython = () => ({ span: { start: 0, end: 0 }, body: [], comments: [] }) as never;
  return openProject(new MemoryFiles(new Map(Object.entries(files))), { parsePython }).subjects('image');
}

const image = (...lines: readonly string[]) => images({ Dockerfile: `${lines.join('\n')}\n` })[0];

describe('an image', () => {
  it('consists of the stages that its last one builds upon', () => {
    const found = image('ARG V=3.13', 'FROM node AS assets', 'FROM python:${V}-slim AS base', 'FROM base', 'CMD ["gunicorn", "a.wsgi"]');
    expect(found?.chain.map(({ index }) => index)).toEqual([1, 2]);
    expect(found?.base).toMatchObject({ reference: { name: 'python', tag: '3.13-slim' }, sure: false });
  });

  it('runs as the last user that is named, else as that of its base', () => {
    const user = (...lines: readonly string[]) => image('FROM python:3.13', ...lines)?.user.kind;
    expect(user()).toBe('root');
    expect(user('USER shop:shop')).toBe('other');
    expect(user('USER shop', 'USER 0')).toBe('root');
    expect(user('ARG WHO=root', 'USER $WHO')).toBe('unknown');
    expect(user('ENV WHO=shop', 'USER $WHO')).toBe('other');
    expect(image('FROM somewhere/else')?.user.kind).toBe('unknown');
  });

  it('forgets the command of an earlier stage with a new entry point', () => {
    expect(image('FROM a AS b', 'CMD ["x"]', 'FROM b', 'ENTRYPOINT ["y"]')?.cmd).toBeUndefined();
    expect(image('FROM a AS b', 'ENTRYPOINT ["y"]', 'FROM b', 'CMD ["x"]')?.entrypoint).toBeDefined();
  });

  it('is one for each target that a compose file builds', () => {
    const found = images({
      Dockerfile:
        'FROM python:3.13 AS dev\nCMD ["python", "manage.py", "runserver"]\nFROM python:3.13 AS live\nCMD ["gunicorn", "a.wsgi"]\n',
      'compose.dev.yml': 'services:\n  web:\n    build: {context: ., target: dev}\n',
      'compose.prod.yml': 'services:\n  web:\n    build: .\n',
    });
    expect(found.map(({ name, kind }) => `${name} ${kind}`)).toEqual(['Dockerfile (target dev) development', 'Dockerfile production']);
  });

  it('starts what its scripts start, and says which of them are not there', () => {
    const files = { Dockerfile: 'FROM python:3.13\nCOPY . /app\nENTRYPOINT ["/app/start.sh"]\nCMD ["gunicorn", "a.wsgi"]\n' };
    const [found] = images({ ...files, 'start.sh': '#!/bin/sh\npython manage.py migrate\nexec "$@"\n' });
    expect(found?.starts.scripts).toEqual(['start.sh']);
    expect(found?.starts.commands).toContainEqual(['python', 'manage.py', 'migrate']);
    expect(images(files)[0]?.starts.opaque).toBe('/app/start.sh');
  });
});
