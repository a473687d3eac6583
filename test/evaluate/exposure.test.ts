import { describe, expect, it } from 'vitest';
import { evaluateText } from './libraries/evaluateText';

/** What is known of DEBUG, and whether more names may be set, after a call of something outside the workspace. */
async function outcomeOf(call: string): Promise<readonly [debug: string | undefined, complete: boolean]> {
  const text = `import outside\nDEBUG = False\nHOSTS = ["a"]\n${call}\n`;
  const { settings, incomplete } = await evaluateText({ files: { 'settings.py': text }, open: false });
  return [settings.get('DEBUG')?.value.kind, incomplete === undefined];
}

describe('a function outside the workspace', () => {
  it.each([
    'outside.settings(locals())',
    'outside.setup(globals())',
    'outside.DjangoDynaconf(__name__)',
    'outside.load_settings(__name__)',
  ])('may set any name with %s', async (call) => {
    expect(await outcomeOf(call)).toEqual(['unknown', false]);
  });

  it.each(['outside.get_logger(__name__)', 'outside.init(dsn="x")', 'outside.helper(HOSTS)'])('sets nothing with %s', async (call) => {
    expect(await outcomeOf(call)).toEqual(['bool', true]);
  });

  it('may change a list that it is given', async () => {
    const text = 'import outside\nHOSTS = ["a"]\noutside.helper(HOSTS)\n';
    const { settings } = await evaluateText({ files: { 'settings.py': text }, open: false });
    expect(settings.get('HOSTS')?.value).toMatchObject({ kind: 'list', items: [{ kind: 'rest' }] });
  });
});
