import { describe, expect, it } from 'vitest';
import { MemoryFiles } from '../../server/src/host/files';
import { importRootsOf } from '../../server/src/project/modules';

function roots(paths: readonly string[], pythonPath: string): readonly string[] {
  return importRootsOf(new MemoryFiles(new Map(paths.map((path) => [path, '']))), pythonPath);
}

describe('the folders that settings import from', () => {
  it('are the import root and the workspace', () => {
    expect(roots(['backend/manage.py'], 'backend')).toEqual(['backend', '']);
    expect(roots(['manage.py'], '')).toEqual(['']);
  });

  it('include the sources of a distribution that the settings lie in, as it is installed where they run', () => {
    expect(roots(['setup.py', 'src/shop/__init__.py', 'sandbox/settings.py'], 'sandbox')).toEqual(['sandbox', '', 'src']);
    expect(roots(['api/pyproject.toml', 'api/src/api/__init__.py', 'api/deploy/settings.py'], 'api/deploy')).toEqual([
      'api/deploy',
      '',
      'api/src',
    ]);
  });

  it('include no folder that is only called src', () => {
    expect(roots(['src/shop/__init__.py', 'sandbox/settings.py'], 'sandbox')).toEqual(['sandbox', '']);
    expect(roots(['other/setup.py', 'other/src/shop/__init__.py', 'sandbox/settings.py'], 'sandbox')).toEqual(['sandbox', '']);
  });
});
