import { describe, expect, it } from 'vitest';
import { DEFAULTS, readConfiguration } from '../../server/src/host/configuration';
import { MemoryFiles } from '../../server/src/host/files';

const knows = (pattern: string) => pattern === '*' || pattern === 'django' || pattern === 'django/debug-enabled';
const read = (files: Readonly<Record<string, string>>) => readConfiguration(new MemoryFiles(new Map(Object.entries(files))), knows);

describe('configuration', () => {
  it('is read from pyproject.toml', () => {
    const text = `[project]
name = "x"
[tool.django-preflight]
django-version = "5.2"
gunicorn-version = "23.0"
nginx-version = "1.26.2"
python-path = "./src/"
env-files = [".env.production"]
exclude = ["old/**"]
rules = { "django/debug-enabled" = "off", "*" = "info" }
[tool.django-preflight.profiles]
"config.settings.staging" = "production"
config.settings.dev = "development"
[tool.django-preflight.nginx-paths]
"/etc/nginx/sites-enabled" = "./deploy/sites/"
`;
    expect(read({ 'pyproject.toml': text })).toEqual({
      problem: undefined,
      configuration: {
        djangoVersion: { major: 5, minor: 2 },
        gunicornVersion: { major: 23, minor: 0 },
        nginxVersion: '1.26.2',
        pythonPath: 'src',
        envFiles: ['.env.production'],
        exclude: ['old/**'],
        rules: new Map([
          ['django/debug-enabled', 'off'],
          ['*', 'info'],
        ]),
        profiles: [
          { settings: 'config.settings.staging', kind: 'production' },
          { settings: 'config.settings.dev', kind: 'development' },
        ],
        nginxPaths: [{ target: '/etc/nginx/sites-enabled', source: 'deploy/sites' }],
      },
    });
  });

  it('is read from its own file first', () => {
    const files = { 'django-preflight.toml': 'exclude = ["a"]\n', 'pyproject.toml': '[tool.django-preflight]\nexclude = ["b"]\n' };
    expect(read(files).configuration.exclude).toEqual(['a']);
  });

  it.each([
    ['no file', {}],
    ['a pyproject.toml without our table', { 'pyproject.toml': '[project]\nname = "x"\n' }],
    ['a broken pyproject.toml that does not speak of us', { 'pyproject.toml': '[project\n' }],
  ])('is the default with %s', (_what, files) => {
    expect(read(files)).toEqual({ configuration: DEFAULTS, problem: undefined });
  });
});

describe('a broken configuration is one line with its place, and the defaults hold', () => {
  it.each([
    ['an unknown key', 'exclude = []\ncolour = "red"\n', 2, 'unknown key “colour”'],
    ['an unknown table', '[colours]\nred = 1\n', 2, 'unknown key “colours.red”'],
    ['an unknown rule', '[rules]\n"django/x" = "off"\n', 2, 'there is no rule “django/x”'],
    ['an unknown level', '[rules]\ndjango = "loud"\n', 2, '“rules.django” must be one of error, warning, info, hint, off, not “loud”'],
    ['an unknown kind', '[profiles]\na = "live"\n', 2, '“profiles.a” must be one of production, development, test, not “live”'],
    ['a number for a text', 'python-path = 1\n', 1, '“python-path” must be a text'],
    ['a text for a list', 'exclude = "a"\n', 1, '“exclude” must be a list of texts'],
    ['a number in a list', 'exclude = ["a",\n 1]\n', 1, '“exclude” must be a list of texts'],
    ['a path of nginx that is not absolute', '[nginx-paths]\n"conf.d" = "a"\n', 2, '“conf.d” must be an absolute path, as nginx names it'],
    ['a version that is none', 'django-version = "new"\n', 1, '“django-version” must be a version such as "5.2"'],
  ])('%s', (_what, text, line, message) => {
    const result = read({ 'django-preflight.toml': text });
    expect(result.problem).toEqual({ file: 'django-preflight.toml', line, message });
    expect(result.configuration).toEqual(DEFAULTS);
  });

  it('no TOML', () => {
    expect(read({ 'django-preflight.toml': 'exclude = []\nx = ]\n' }).problem).toMatchObject({ file: 'django-preflight.toml', line: 2 });
  });
});
