import { describe, expect, it } from 'vitest';
import { filePath, nameOf, pathBelow, uriBelow } from '../../server/src/lsp/uris';

describe('the path of a document below a folder', () => {
  it.each([
    ['file:///home/me/site', 'file:///home/me/site/config/settings.py', 'config/settings.py'],
    ['file:///home/me/site/', 'file:///home/me/site/manage.py', 'manage.py'],
    ['file:///home/me/my%20site', 'file:///home/me/my site/manage.py', 'manage.py'],
    ['file:///c%3A/site', 'file:///C:/site/manage.py', 'manage.py'],
    ['file:///srv/%C3%A9t%C3%A9', 'file:///srv/été/a%40b.py', 'a@b.py'],
    ['vscode-vfs://github/org/site', 'vscode-vfs://github/org/site/manage.py', 'manage.py'],
    ['file:///site', 'file:///site', ''],
  ])('%s, %s: %s', (folder, uri, path) => expect(pathBelow(folder, uri)).toBe(path));

  it.each([
    ['a folder whose name only begins alike', 'file:///site', 'file:///site-old/manage.py'],
    ['another scheme', 'file:///site', 'untitled:/site/manage.py'],
    ['a way out', 'file:///site', 'file:///site/%2E%2E/secret.py'],
    ['a broken escape', 'file:///site', 'file:///site/%zz.py'],
    ['no URI at all', 'file:///site', 'manage.py'],
  ])('there is none for %s', (_, folder, uri) => expect(pathBelow(folder, uri)).toBeUndefined());
});

describe('the URI of a path', () => {
  it.each(['config/settings.py', 'my site/été.py', 'a#b?c%d.py', "it's (old)!*.py"])('%s leads back to itself', (path) => {
    const uri = uriBelow('file:///site', path);
    expect(uri).toMatch(/^file:\/\/\/site\/[\w./%~-]+$/);
    expect(pathBelow('file:///site', uri)).toBe(path);
  });
});

describe('the path on a disk', () => {
  it.each([
    ['file:///home/me/my%20site', '/home/me/my site'],
    ['file:///c%3A/site', 'c:/site'],
    ['file://localhost/srv', '/srv'],
    ['file://server/share/site', '//server/share/site'],
  ])('%s is %s', (uri, path) => expect(filePath(uri)).toBe(path));

  it.each(['https://example.com/x', 'untitled:Untitled-1', 'file:///a%00b', 'file:///%zz', ''])('%s has none', (uri) =>
    expect(filePath(uri)).toBeUndefined(),
  );
});

it('a folder is called by its last part', () => {
  expect(nameOf('file:///home/me/my%20site/')).toBe('my site');
});
