import { describe, expect, it } from 'vitest';
import { MemoryFiles } from '../../../server/src/host/files';
import { dockerignoreFile, dockerVerdict } from '../../../server/src/project/ignored/docker';
import { dockerignoreVerdict, readDockerignore } from '../../../server/src/syntax/ignore/dockerignore';

/** The answers are those of moby/patternmatcher 0.6.1: `ignorefile.ReadAll`, `New`, `MatchesOrParentMatches`. */
describe('.dockerignore', () => {
  it.each([
    ['.env', '.env', true],
    ['.env', 'web/.env', false],
    ['**/.env', 'web/.env', true],
    ['**/.env', '.env', true],
    ['**.env', 'web/prod.env', true],
    ['**/.env', 'web/x.env', false],
    ['.env*', '.env.production', true],
    ['/web/', 'web/a/b', true],
    ['./web', 'web/a', true],
    ['web/../.env', '.env', true],
    ['web', 'web/a', true],
    ['web\n!web/a', 'web/a', false],
    ['!web/a\nweb', 'web/a', true],
    ['*\n!web', 'web/a', false],
    ['*\n!web\n**/*.pyc', 'web/a.pyc', true],
    ['web/*', 'web', false],
    ['web/**', 'web', false],
    ['web/*.p[a-z]', 'web/a.py', true],
    ['# .env', '.env', false],
    ['  .env  ', '.env', true],
    [' # .env', '# .env', true],
    ['a(b)+', 'a(b)+', true],
    ['a\\*b', 'axb', false],
    ['\ufeff.env', '.env', true],
    ['.env\r\n', '.env', true],
  ])('with %j: %s', (text, path, ignored) => {
    expect(dockerignoreVerdict(readDockerignore(text), path)?.ignored ?? false).toBe(ignored);
  });
});

describe('the folder that docker is sent', () => {
  const files = new MemoryFiles(new Map(Object.entries({ 'web/.dockerignore': '# x\n.env\n', 'web/prod.Dockerfile.dockerignore': '' })));

  it('has its own file, unless the Dockerfile has one', () => {
    expect(dockerignoreFile(files, 'web/Dockerfile', 'web')).toBe('web/.dockerignore');
    expect(dockerignoreFile(files, 'web/prod.Dockerfile', 'web')).toBe('web/prod.Dockerfile.dockerignore');
  });
  it('decides with the line that matches last', () => {
    expect(dockerVerdict(files, 'web/.dockerignore', 'web', 'web/.env')).toEqual({
      ignored: true,
      by: { file: 'web/.dockerignore', span: { start: 4, end: 8 } },
    });
    expect(dockerVerdict(files, 'web/.dockerignore', 'web', 'web/a/.env').ignored).toBe(false);
  });
  it('holds nothing of other folders', () => {
    expect(dockerVerdict(files, 'web/.dockerignore', 'web', '.env').ignored).toBe(true);
  });
});
