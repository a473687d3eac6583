import { describe, expect, it } from 'vitest';
import { evaluateText, shown } from './libraries/evaluateText';

const ENVIRONMENT = { OPENWISP_TITLE: 'Wisp', OPENWISP_PORT: '8080', OTHER: 'x' };

async function evaluated(text: string, open = false) {
  return evaluateText({ files: { 'settings.py': `import os\n${text}` }, environment: ENVIRONMENT, open });
}

describe('a loop over os.environ', () => {
  const loop = `for name in os.environ:
    if name.startswith("OPENWISP_"):
        value = os.environ[name]
        globals()[name] = int(value) if value.isdigit() else value
DEBUG = False
`;

  it('sees what the process was given, where that is all', async () => {
    const { settings } = await evaluated(loop);
    expect(['OPENWISP_TITLE', 'OPENWISP_PORT', 'DEBUG'].map((name) => shown(settings.get(name)?.value))).toEqual([
      "'Wisp'",
      '8080',
      'False',
    ]);
    expect([...settings.keys()]).not.toContain('OTHER');
  });

  it('may set anything, where the process may have been given more', async () => {
    const { incomplete, settings } = await evaluated(loop, true);
    expect(incomplete ?? shown(settings.get('SECURE_HSTS_SECONDS')?.value)).toBeDefined();
    expect(shown(settings.get('DEBUG')?.value)).toBe('False');
  });

  it('has names and values by items()', async () => {
    const { settings } = await evaluated('GIVEN = {k: v for k, v in os.environ.items() if k.startswith("OPENWISP_")}\n');
    expect(shown(settings.get('GIVEN')?.value)).toBe("{'OPENWISP_TITLE': 'Wisp', 'OPENWISP_PORT': '8080'}");
  });

  it('does not know what a login sets', async () => {
    const { settings } = await evaluated(
      'HAS_HOME = any(k == "HOME" for k in os.environ)\nHAS_NOTHING = any(k == "NOTHING" for k in os.environ)\n',
    );
    expect(settings.get('HAS_HOME')?.value.kind).not.toBe('bool');
    expect(shown(settings.get('HAS_NOTHING')?.value)).toBe('False');
  });

  it('sees what the settings wrote, and not what they took away', async () => {
    const text = 'os.environ["NEW"] = "1"\ndel os.environ["OTHER"]\nNAMES = [k for k in os.environ if k in ("NEW", "OTHER")]\n';
    expect(shown((await evaluated(text)).settings.get('NAMES')?.value)).toBe("['NEW']");
  });
});
