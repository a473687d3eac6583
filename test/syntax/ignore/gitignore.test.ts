import { describe, expect, it } from 'vitest';
import { MemoryFiles } from '../../../server/src/host/files';
import { gitIgnored, gitVerdict, isRepository } from '../../../server/src/project/ignored/git';

const files = (texts: Readonly<Record<string, string>>) => new MemoryFiles(new Map(Object.entries(texts)));

/** The answers are those of `git check-ignore` 2.39.5. */
describe('.gitignore', () => {
  it.each([
    ['.env', 'a/b/.env', true],
    ['/.env', 'a/.env', false],
    ['a/.env', 'a/.env', true],
    ['a/.env', 'b/a/.env', false],
    ['**/a/.env', 'b/a/.env', true],
    ['a/**', 'a/b/.env', true],
    ['a/**/.env', 'a/.env', true],
    ['a**/.env', 'ab/c/.env', false],
    ['.env/', '.env', false],
    ['a/', 'a/b', true],
    ['*.env\n!prod.env', 'prod.env', false],
    ['a/\n!a/.env', 'a/.env', true],
    ['a/*\n!a/.env', 'a/.env', false],
    ['\\!a', '!a', true],
    ['\\#a', '#a', true],
    ['#a', '#a', false],
    ['a ', 'a', true],
    ['a\\ ', 'a ', true],
    ['[!a]', 'b', true],
    ['[[:alpha:]]', 'b', true],
    ['[a', '[a', false],
    ['a\\', 'a', false],
    ['a?b', 'a/b', false],
    ['.env\r\n', '.env', true],
    ['\ufeff.env', '.env', true],
  ])('with %j: %s', (text, path, ignored) => {
    expect(gitIgnored(files({ '.gitignore': text, [path]: '' }), path)).toBe(ignored);
  });

  it('of a nearer folder goes before that of one above, but not into an ignored folder', () => {
    const workspace = files({ '.gitignore': '*.env\nlocal/\n', 'web/.gitignore': '!prod.env\n', 'local/.gitignore': '!prod.env\n' });
    expect(gitVerdict(workspace, 'web/prod.env')).toEqual({ ignored: false, by: { file: 'web/.gitignore', span: { start: 0, end: 9 } } });
    expect(gitVerdict(workspace, 'local/prod.env')).toEqual({ ignored: true, by: { file: '.gitignore', span: { start: 6, end: 12 } } });
  });

  it('is joined by what the repository excludes on this machine', () => {
    expect(gitIgnored(files({ '.git/info/exclude': '.env\n' }), '.env')).toBe(true);
    expect(gitIgnored(files({ '.git/info/exclude': '.env\n', '.gitignore': '!.env\n' }), '.env')).toBe(false);
  });

  it('tells nothing where the repository begins above the workspace', () => {
    expect(isRepository(files({ 'manage.py': '' }))).toBe(false);
    expect(isRepository(files({ '.git/HEAD': '' }))).toBe(true);
  });
});
