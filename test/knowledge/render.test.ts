import { describe, expect, it } from 'vitest';
import { toMarkdown, toText } from '../../server/src/knowledge/document';
import { gunicornSetting } from '../../server/src/knowledge/gunicorn';
import { middleware } from '../../server/src/knowledge/middleware';
import {
  type RenderOptions,
  renderGunicornSetting,
  renderMiddleware,
  renderSetting,
  renderThirdPartySetting,
} from '../../server/src/knowledge/render';
import { django, setting } from './support';

const show = (name: string, version: string, options?: RenderOptions) => renderSetting(setting(name), django(version), options);

describe('the page of a setting', () => {
  it('reads like this in a hover', () => {
    expect(show('CSRF_COOKIE_SECURE', '5.2')).toBe(
      `### \`CSRF_COOKIE_SECURE\` · Django

Marks the CSRF cookie as Secure: browsers send it over HTTPS only.

**Why it matters.** The token proves that a form came from your page. Sent in clear text, it proves nothing.

**Risk.** Someone on the way reads the token and forges requests in the visitor’s name.

- **Development:** \`False\`, because \`runserver\` speaks HTTP
- **Production:** \`True\`
- **Default in Django 5.2:** \`False\`
- **Type:** True or False

**Pitfalls**

- With \`CSRF_USE_SESSIONS\` there is no such cookie, and the setting has nothing to do.

**After deploying**

\`\`\`sh
curl -sI https://example.com/admin/login/ | grep -i csrftoken
\`\`\`

Expect: Secure in the line

**See also.** \`SESSION_COOKIE_SECURE\`, \`CSRF_USE_SESSIONS\`, \`CSRF_TRUSTED_ORIGINS\`

[Django documentation](https://docs.djangoproject.com/en/5.2/ref/settings/#std-setting-CSRF_COOKIE_SECURE)`,
    );
  });

  it('reads like this in a terminal', () => {
    const text = show('MEDIA_ROOT', '5.2', {
      format: 'text',
      effective: [{ profile: 'config.settings', value: "'/srv/media'", origin: 'settings.py:9' }],
    });
    expect(text).toBe(
      `MEDIA_ROOT (Django)

The folder in which uploaded files are kept by the file system storage.

In this project:
  - config.settings: '/srv/media' — settings.py:9

Why it matters: These files exist nowhere else. They belong on a volume and into the backup.

Risk: Empty, uploads land in the folder in which the process was started; in a container they vanish with it.

  Development            BASE_DIR / "media"
  Production             An absolute folder on lasting storage, or a bucket by STORAGES
  Default in Django 5.2  ''
  Type                   text / path

Pitfalls:
  - It must not lie inside STATIC_ROOT, nor the other way round.
  - The service’s user needs to write it, the web server’s to read it.

See also: MEDIA_URL, STORAGES, FILE_UPLOAD_PERMISSIONS

Django documentation: https://docs.djangoproject.com/en/5.2/ref/settings/#std-setting-MEDIA_ROOT`,
    );
  });

  it.each([
    ['STATICFILES_STORAGE', '5.2', '*Removed in Django 5.1; use `STORAGES.staticfiles.BACKEND`*'],
    ['STATICFILES_STORAGE', '4.2', '*Deprecated since Django 4.2; use `STORAGES.staticfiles.BACKEND`* · *Removed in Django 5.1*'],
    ['SECURE_CSP', '5.2', '*New in Django 6.0: Django 5.2 does not read it*'],
    ['SECURE_CSP', '6.0', '*Since Django 6.0*'],
    ['EMAIL_HOST', '6.1', '*Deprecated since Django 6.1; use `host`*'],
  ])('says of %s in Django %s: %s', (name, version, badge) => {
    expect(show(name, version).split('\n\n')[1]).toBe(badge);
  });

  it('says nothing of age where there is nothing to say', () => {
    expect(show('DEBUG', '5.2')).not.toMatch(/Since|Removed|Deprecated|New in/);
    expect(show('EMAIL_HOST', '5.2')).not.toMatch(/Deprecated/);
  });

  it('gives the default of the version, and none where the setting is not read', () => {
    expect(show('DEFAULT_AUTO_FIELD', '5.2')).toContain("**Default in Django 5.2:** `'django.db.models.AutoField'`");
    expect(show('DEFAULT_AUTO_FIELD', '6.0')).toContain("**Default in Django 6.0:** `'django.db.models.BigAutoField'`");
    expect(show('FILE_UPLOAD_PERMISSIONS', '5.2')).toContain('**Default in Django 5.2:** `0o644`');
    expect(show('STATICFILES_STORAGE', '5.2')).not.toContain('Default in');
  });

  it('tells the text "None" from None, and leaves out values that the version lacks', () => {
    expect(show('SESSION_COOKIE_SAMESITE', '5.2')).toContain("**Values:** `'Lax'`, `'Strict'`, `'None'`, `False`");
    expect(show('CACHES.*.BACKEND', '5.2')).not.toMatch(/Built in:.*MemcachedCache`/);
    expect(show('CACHES.*.BACKEND', '3.2')).toMatch(/Built in:.*MemcachedCache`/);
  });

  it('names a nested key after what it lies in', () => {
    expect(show('DATABASES.*.CONN_MAX_AGE', '5.2')).toMatch(/^### `CONN_MAX_AGE` · in `DATABASES`\n/);
    expect(show('TEMPLATES[].OPTIONS.debug', '5.2')).toMatch(/^### `debug` · in `TEMPLATES` › `OPTIONS`\n/);
  });

  it('shows an effective value as it is, whatever it holds', () => {
    const markdown = show('DEBUG', '5.2', { effective: [{ profile: 'a.b', value: "'x`y <b> *z*'\n  + 1" }] });
    expect(markdown).toContain("- `a.b`: `` 'x`y <b> *z*' + 1 ``");
  });

  it('shows a value that a sentence begins with as code, and says it plainly in a terminal', () => {
    expect(show('SECURE_SSL_REDIRECT', '5.2')).toContain('- **Production:** `True`, unless the proxy');
    expect(show('SECURE_SSL_REDIRECT', '5.2', { format: 'text' })).toContain('  True, unless the proxy');
  });

  it('leaves the link of an origin as it is', () => {
    const origin = 'production, [`a.py:3`](command:open?DEBUG_*_x)';
    expect(show('DEBUG', '5.2', { effective: [{ profile: 'a.b', value: 'True', origin }] })).toContain(`- \`a.b\`: \`True\` — ${origin}`);
  });

  it('has a word even for what is long gone', () => {
    expect(show('ADMIN_MEDIA_PREFIX', '5.2')).toContain('An old name: Django reads it no more.');
  });
});

describe('a text', () => {
  const text = 'to <me@example.com>, `<b>`, 2 * 3, __x and SOME_NAME, ``a`b``';

  it('keeps its signs from being read as markup, outside code', () => {
    expect(toMarkdown([{ kind: 'text', text }])).toBe('to \\<me@example.com>, `<b>`, 2 \\* 3, \\__x and SOME_NAME, ``a`b``');
  });

  it('loses the marks of code in a terminal, and nothing else', () => {
    expect(toText([{ kind: 'text', text }])).toBe('to <me@example.com>, <b>, 2 * 3, __x and SOME_NAME, a`b');
  });
});

describe('the page of a gunicorn setting', () => {
  const page = (name: string, version: string) => {
    const found = gunicornSetting(name);
    return found && renderGunicornSetting(found, django(version));
  };

  it('tells flags, environment and default', () => {
    const markdown = page('workers', '27.0');
    expect(markdown).toContain('- **Default:** `1` (`$WEB_CONCURRENCY` when set)');
    expect(markdown).toContain('- **Command line:** `-w`, `--workers`');
    expect(markdown).toContain('- **Environment:** `WEB_CONCURRENCY`');
    expect(markdown).toContain('https://gunicorn.org/reference/settings/#workers');
  });

  it('shows a hook as the function to write', () => {
    const markdown = page('post_fork', '27.0');
    expect(markdown).toContain('- **Function:** `def post_fork(server, worker):`');
    expect(markdown).not.toContain('**Default:**');
  });

  it('minds the version', () => {
    expect(page('control_socket', '23.0')).toContain('*New in gunicorn 25.1.0: gunicorn 23.0 does not read it*');
    expect(page('ssl_version', '23.0')).toContain('*Without effect since gunicorn 21.0.0; use `ssl_context`*');
    expect(page('ssl_version', '20.1')).not.toContain('Without effect');
    expect(page('workers', '27.0')).not.toContain('gunicorn 0.10');
  });
});

describe('the page of a middleware', () => {
  const page = (path: string, version: string) => {
    const found = middleware(path);
    return found && renderMiddleware(found, django(version));
  };

  it('tells what it does, its place and its neighbours', () => {
    expect(page('django.contrib.auth.middleware.LoginRequiredMiddleware', '5.2')).toBe(
      `### \`django.contrib.auth.middleware.LoginRequiredMiddleware\` · Django

*Since Django 5.1*

Sends everyone who is not logged in to the login page, except for views that are marked as open. New in Django 5.1.

**Its place.** Below AuthenticationMiddleware, because it looks at \`request.user\`.

- **Below:** \`AuthenticationMiddleware\`
- **Needs:** \`django.contrib.auth.middleware.AuthenticationMiddleware\`
- **Reads:** \`LOGIN_URL\`

[Django documentation](https://docs.djangoproject.com/en/5.2/ref/middleware/#django.contrib.auth.middleware.LoginRequiredMiddleware)`,
    );
  });

  it('minds the version', () => {
    expect(page('django.contrib.auth.middleware.LoginRequiredMiddleware', '4.2')).toContain('*New in Django 5.1: Django 4.2 lacks it*');
    expect(page('django.contrib.auth.middleware.SessionAuthenticationMiddleware', '5.2')).toContain('*Removed in Django 2.0*');
  });
});

describe('the page of a package’s setting', () => {
  it('names the package', () => {
    expect(renderThirdPartySetting('WHITENOISE_USE_FINDERS')).toMatch(/^### `WHITENOISE_USE_FINDERS` · whitenoise\n/);
    expect(renderThirdPartySetting('ASGI_APPLICATION')).toMatch(/^### `ASGI_APPLICATION` · channels\n/);
  });
  it('is silent about what we do not know', () => {
    expect(renderThirdPartySetting('CORS_NOPE')).toBeUndefined();
  });
});
