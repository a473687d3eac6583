import { describe, expect, it } from 'vitest';
import { evaluateText } from './libraries/evaluateText';

const FILES = { 'secret.txt': 'not-a-real-key\n', 'hosts.json': '["a.example.com"]', 'local.py': 'DEBUG = True\n' };

async function kindOf(name: string, source: string, open: boolean): Promise<string | undefined> {
  const text = `import json\nfrom pathlib import Path\nHERE = Path(__file__).parent\n${source}\n`;
  const { settings } = await evaluateText({ files: { ...FILES, 'settings.py': text }, open });
  return settings.get(name)?.value.kind;
}

const READS = [
  ['SECRET_KEY', 'SECRET_KEY = (HERE / "secret.txt").read_text().strip()'],
  ['SECRET_KEY', 'SECRET_KEY = open(HERE / "secret.txt", "rb").read().decode()'],
  ['SECRET_KEY', 'with open(HERE / "secret.txt") as f:\n    SECRET_KEY = f.readline()'],
  ['ALLOWED_HOSTS', 'ALLOWED_HOSTS = json.loads((HERE / "hosts.json").read_text())'],
] as const;

describe('a data file of the workspace', () => {
  it.each(READS)('tells nothing of production’s %s: %s', async (name, source) => {
    expect(await kindOf(name, source, true)).toBe('unknown');
  });

  it.each(READS)('is what it is where everything is given, for %s: %s', async (name, source) => {
    expect(await kindOf(name, source, false)).toBe(name === 'SECRET_KEY' ? 'str' : 'list');
  });

  it.each([
    'exec(open(HERE / "local.py").read())',
    'exec(compile(open(HERE / "local.py", "rb").read(), "local.py", "exec"))',
    'with open(HERE / "local.py") as f:\n    exec(f.read(), globals())',
  ])('is followed where it is code: %s', async (source) => {
    expect(await kindOf('DEBUG', source, true)).toBe('bool');
    expect(await kindOf('DEBUG', source, false)).toBe('bool');
  });
});
