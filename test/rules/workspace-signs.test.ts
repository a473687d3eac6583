import { describe, expect, it } from 'vitest';
import { MemoryFiles } from '../../server/src/host/files';
import { gitIgnored } from '../../server/src/project/ignored/git';
import { platformOf, trustedProxyFile } from '../../server/src/rules/platform';

function files(texts: Readonly<Record<string, string>>): MemoryFiles {
  return new MemoryFiles(new Map(Object.entries(texts)));
}

describe('the platform', () => {
  it.each([
    [{ 'fly.toml': '[http_service]\n  force_https = true\n' }, 'Fly.io', { trustsProxy: false, redirects: true }],
    [{ 'fly.toml': '# force_https = true\n' }, 'Fly.io', { trustsProxy: false, redirects: false }],
    [{ 'railway.toml': '' }, 'Railway', { trustsProxy: false, redirects: true }],
    [{ 'render.yaml': 'services:\n  - type: web\n    runtime: python\n' }, 'Render', { trustsProxy: true, redirects: true }],
    [{ 'render.yaml': 'services:\n  - runtime: docker\n' }, 'Render', { trustsProxy: false, redirects: true }],
    [{ Procfile: 'web: gunicorn x.wsgi' }, 'Heroku', { trustsProxy: true, redirects: false }],
    [{ Procfile: '', 'heroku.yml': 'build:\n  docker: {}\n' }, 'Heroku', { trustsProxy: false, redirects: false }],
  ])('of %j is %s', (texts, name, what) => {
    expect(platformOf(files(texts))).toMatchObject({ name, ...what });
  });

  it('is none for a project without a file of one', () => {
    expect(platformOf(files({ 'manage.py': '', 'deploy/fly.toml': '' }))).toBeUndefined();
  });

  it('lets the app server trust it where a start file says so', () => {
    expect(trustedProxyFile(files({ Dockerfile: 'CMD gunicorn --forwarded-allow-ips="*" x.wsgi' }), [])).toBe('Dockerfile');
    expect(trustedProxyFile(files({ 'conf/gunicorn.conf.py': 'forwarded_allow_ips = "*"' }), ['conf/gunicorn.conf.py'])).toBe(
      'conf/gunicorn.conf.py',
    );
    expect(trustedProxyFile(files({ Dockerfile: 'CMD gunicorn x.wsgi' }), [])).toBeUndefined();
  });
});

describe('.gitignore', () => {
  it.each([
    ['local_settings.py', 'web/local_settings.py', true],
    ['/local_settings.py', 'web/local_settings.py', false],
    ['web/', 'web/local_settings.py', true],
    ['*.py\n!local_settings.py', 'web/local_settings.py', false],
    ['# local_settings.py', 'web/local_settings.py', false],
    ['.env*', '.env', true],
    ['', '.env', false],
  ])('with %j: %s', (lines, path, ignored) => {
    expect(gitIgnored(files({ '.gitignore': lines }), path)).toBe(ignored);
  });

  it('counts in the folders of the file, and not in others', () => {
    const workspace = files({ 'web/.gitignore': 'local.py\n', 'api/.gitignore': 'other.py\n' });
    expect(gitIgnored(workspace, 'web/settings/local.py')).toBe(true);
    expect(gitIgnored(workspace, 'api/local.py')).toBe(false);
  });
});
