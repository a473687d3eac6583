import { describe, expect, it } from 'vitest';
import { MemoryFiles } from '../../../../server/src/host/files';
import { imageFolders } from '../../../../server/src/project/stack/paths/imageFolders';

function folders(dockerfile: string, others: readonly string[] = [], target?: string) {
  const texts = new Map([['Dockerfile', dockerfile], ...others.map((path) => [path, ''] as const)]);
  return imageFolders(new MemoryFiles(texts), { dockerfile: 'Dockerfile', context: '', target });
}

describe('what an image has of the workspace', () => {
  it('is seen from WORKDIR, which adds up and knows variables', () => {
    const image = folders('FROM python:3.13\nENV HOME_DIR=/srv\nWORKDIR $HOME_DIR\nWORKDIR app\nCOPY . .\n');
    expect(image).toMatchObject({ workdir: '/srv/app', placings: [{ source: '', target: '/srv/app' }], base: 'python:3.13' });
  });

  it('keeps the names of files that are copied into a folder, and not those of folders', () => {
    const image = folders('FROM python:3.13\nCOPY manage.py shop /app/\n', ['manage.py', 'shop/wsgi.py']);
    expect(image?.placings).toEqual([
      { source: 'shop', target: '/app' },
      { source: 'manage.py', target: '/app/manage.py' },
    ]);
  });

  it('is followed through the stages that it copies from', () => {
    const image = folders(
      'FROM python:3.13 AS base\nWORKDIR /code\nFROM base AS build\nCOPY . /build\nFROM base\nCOPY --from=build /build/shop /code/shop\n',
      ['shop/wsgi.py'],
    );
    expect(image).toMatchObject({ workdir: '/code', placings: [{ source: 'shop', target: '/code/shop' }], made: ['/code/shop'] });
  });

  it('is that of the stage which is asked for', () => {
    const text = 'FROM python:3.13 AS development\nWORKDIR /dev\nFROM python:3.13 AS production\nWORKDIR /app\n';
    expect(folders(text, [], 'development')?.workdir).toBe('/dev');
    expect(folders(text)?.workdir).toBe('/app');
    expect(folders(text, [], 'other')).toBeUndefined();
  });

  it('leaves out patterns, addresses and what is not there', () => {
    const image = folders('FROM python:3.13\nADD https://example.org/a.tgz /a\nCOPY *.py /app/\nCOPY missing /app/\nCOPY ../x /x\n', [
      'a.py',
    ]);
    expect(image?.placings).toEqual([]);
  });

  it('ends for stages that name each other', () => {
    expect(folders('FROM b AS a\nCOPY --from=b /x /x\nFROM a AS b\nCOPY --from=a /x /x\n')?.placings).toEqual([]);
  });
});
