import { describe, expect, it } from 'vitest';
import { DEFAULT_CONFIGURATION, parseConfiguration } from '../../server/src/lsp/configuration';

describe('the configuration that an editor sends', () => {
  it('is taken where it makes sense', () => {
    const section = {
      enable: false,
      rules: { '*': 'info', 'django/debug-enabled': 'off' },
      profiles: { 'config.settings:Staging': 'production' },
      djangoVersion: '5.2',
      nginxVersion: '1.27.3',
      inlayHints: { enabled: false },
      codeLens: { enabled: false },
    };
    expect(parseConfiguration(section)).toEqual({ configuration: section, problems: [] });
  });

  it.each([undefined, null, {}])('has the defaults where it is %j', (section) => {
    expect(parseConfiguration(section)).toEqual({ configuration: DEFAULT_CONFIGURATION, problems: [] });
  });

  it.each([
    ['text', 'djangoPreflight must be an object'],
    [[1], 'djangoPreflight must be an object'],
    [{ enable: 1 }, 'djangoPreflight.enable must be true or false'],
    [{ rules: ['x'] }, 'djangoPreflight.rules must be an object'],
    [{ rules: { django: 'loud' } }, 'djangoPreflight.rules: django must be one of error, warning, info, hint, off'],
    [{ profiles: { a: 'live' } }, 'djangoPreflight.profiles: a must be one of production, development, test'],
    [{ djangoVersion: '5' }, 'djangoPreflight.djangoVersion must be a release line such as 5.2'],
    [{ nginxVersion: '1' }, 'djangoPreflight.nginxVersion must be a version such as 1.27 or 1.27.3'],
    [{ inlayHints: false }, 'djangoPreflight.inlayHints must be an object'],
    [{ inlayHints: { enabled: 'off' } }, 'djangoPreflight.inlayHints.enabled must be true or false'],
    [{ codeLens: true }, 'djangoPreflight.codeLens must be an object'],
    [{ codeLens: { enabled: 1 } }, 'djangoPreflight.codeLens.enabled must be true or false'],
    [{ djangoVersion: 5.2 }, 'djangoPreflight.djangoVersion must be a release line such as 5.2'],
  ])('%j is named and left out', (section, problem) => {
    expect(parseConfiguration(section)).toEqual({ configuration: DEFAULT_CONFIGURATION, problems: [problem] });
  });

  it('keeps what is right beside what is wrong', () => {
    const { configuration, problems } = parseConfiguration({ rules: { django: 'loud', gunicorn: 'off' } });
    expect(configuration.rules).toEqual({ gunicorn: 'off' });
    expect(problems).toHaveLength(1);
  });
});
