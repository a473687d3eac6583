import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { diskFiles } from '../../server/src/node/files';
import { folder } from './support';

describe('files of a disk', () => {
  it('are read as text, without a byte order mark', () => {
    const files = diskFiles(folder({ 'a/b.py': '\uFEFFx = 1\n' }));
    expect(files.read('a/b.py')).toBe('x = 1\n');
    expect([files.kind('a'), files.kind('a/b.py'), files.kind('c')]).toEqual(['directory', 'file', undefined]);
    expect([files.list(''), files.list('a'), files.list('c')]).toEqual([['a'], ['b.py'], []]);
  });

  it.each([
    ['missing', {}],
    ['binary', { 'a.py': new Uint8Array([1, 0]) }],
    ['too large', { 'a.py': new Uint8Array(4 * 1024 * 1024 + 1).fill(97) }],
    ['a folder', { 'a.py/b.py': '' }],
  ])('are not read when they are %s', (_what, content) => {
    expect(diskFiles(folder(content)).read('a.py')).toBeUndefined();
  });

  it('behind a link are read inside the root only', () => {
    const outside = folder({ 'secret.py': 'x', 'd/a.py': '' });
    const root = folder({ 'real.py': 'y', 'd/b.py': '' });
    symlinkSync(join(outside, 'secret.py'), join(root, 'out.py'));
    symlinkSync(join(outside, 'd'), join(root, 'outd'));
    symlinkSync('real.py', join(root, 'in.py'));
    const files = diskFiles(root);
    expect([files.read('out.py'), files.read('outd/a.py'), files.list('outd')]).toEqual([undefined, undefined, []]);
    expect([files.read('in.py'), files.realPath('in.py'), files.realPath('out.py')]).toEqual(['y', 'real.py', undefined]);
    expect(files.read('../secret.py')).toBeUndefined();
  });

  it('are remembered until they are forgotten', () => {
    const root = folder({ 'a.py': '1' });
    const files = diskFiles(root);
    expect([files.read('a.py'), files.read('b/c.py'), files.list('b')]).toEqual(['1', undefined, []]);
    writeFileSync(join(root, 'a.py'), '2');
    mkdirSync(join(root, 'b'));
    writeFileSync(join(root, 'b/c.py'), '3');
    expect([files.read('a.py'), files.read('b/c.py')]).toEqual(['1', undefined]);
    files.forget('a.py');
    files.forget('b/c.py');
    expect([files.read('a.py'), files.read('b/c.py'), files.list('b'), files.kind('b')]).toEqual(['2', '3', ['c.py'], 'directory']);
    rmSync(join(root, 'a.py'));
    files.forget();
    expect(files.read('a.py')).toBeUndefined();
  });
});
