import { describe, expect, it } from 'vitest';
import { evaluateText, shown } from './libraries/evaluateText';

async function existsIn(files: Readonly<Record<string, string>>, path: string) {
  const text = `import os\nfrom pathlib import Path\nX = os.path.exists(${JSON.stringify(path)})\nY = Path(${JSON.stringify(path)}).exists()\n`;
  const { settings } = await evaluateText({ files: { 'settings.py': text, ...files } });
  return [settings.get('X')?.value, settings.get('Y')?.value].map((value) => (value?.kind === 'bool' ? shown(value) : 'not known'));
}

describe('whether a path exists', () => {
  it.each([
    ['/project/local.cfg', { 'local.cfg': '' }, 'True'],
    ['/project/local.cfg', {}, 'False'],
    ['/etc/app.cfg', {}, 'not known'],
    ['local.cfg', { 'local.cfg': '' }, 'not known'],
    ['local.cfg', {}, 'False'],
    ['../local.cfg', {}, 'not known'],
  ])('%s in %o: %s', async (path, files, expected) => {
    expect(await existsIn(files, path)).toEqual([expected, expected]);
  });
});
