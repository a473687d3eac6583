import { describe, expect, it } from 'vitest';
import {
  checkExists,
  djangoCheck,
  djangoChecks,
  isDjangoCheckId,
  NON_DELIVERING_EMAIL_BACKENDS,
  SECRET_KEY_LIMITS,
} from '../../server/src/knowledge/checks';
import {
  djangoSetting,
  djangoSettingAt,
  djangoSettingNames,
  djangoSettings,
  djangoSettingUrl,
  findDjangoSetting,
  isNested,
  nestedSettings,
  statusOf,
  valueDeprecations,
} from '../../server/src/knowledge/django';
import {
  gunicornDefault,
  gunicornFlag,
  gunicornSetting,
  gunicornSettings,
  gunicornVariables,
  removedGunicornSetting,
  workerClass,
  workerClasses,
} from '../../server/src/knowledge/gunicorn';
import { builtinMiddleware, middleware, middlewareRelations, middlewareUrl } from '../../server/src/knowledge/middleware';
import { thirdPartySetting } from '../../server/src/knowledge/thirdParty';
import { django, setting } from './support';

describe('settings of Django', () => {
  it('are sorted, unique, and name their parents', () => {
    const names = djangoSettings().map((each) => each.name);
    expect(names).toEqual([...new Set(names)].sort());
    const orphans = djangoSettings().filter((each) => isNested(each) && !djangoSetting(each.name.replace(/[.[].*$/s, '')));
    expect(orphans).toEqual([]);
  });

  it('know what a version reads', () => {
    expect(djangoSettingNames(django('4.2'))).toEqual(expect.arrayContaining(['STATICFILES_STORAGE', 'STORAGES', 'USE_L10N']));
    expect(djangoSettingNames(django('4.2'))).not.toContain('SECURE_CSP');
    expect(djangoSettingNames(django('5.2'))).not.toContain('STATICFILES_STORAGE');
    expect(djangoSettingNames(django('6.0'))).toContain('SECURE_CSP');
    expect(djangoSettingNames(django('6.0'))).not.toContain('DATABASES.*.ENGINE');
  });

  it('tell current from deprecated, removed and not yet there', () => {
    expect(statusOf(setting('DEFAULT_FILE_STORAGE'), django('4.2'))).toEqual({ kind: 'deprecated', since: '4.2' });
    expect(statusOf(setting('DEFAULT_FILE_STORAGE'), django('5.1'))).toEqual({ kind: 'absent', because: 'removed', version: '5.1' });
    expect(statusOf(setting('TASKS'), django('5.2'))).toEqual({ kind: 'absent', because: 'newer', version: '6.0' });
    expect(statusOf(setting('DEBUG'), django('5.2'))).toEqual({ kind: 'current' });
  });

  it('are found by a path into a setting', () => {
    expect(djangoSettingAt('DATABASES', ['replica', 'CONN_MAX_AGE'])?.name).toBe('DATABASES.*.CONN_MAX_AGE');
    expect(djangoSettingAt('DATABASES', ['default', 'OPTIONS', 'pool'])?.name).toBe('DATABASES.*.OPTIONS.pool');
    expect(djangoSettingAt('TEMPLATES', [0, 'OPTIONS', 'context_processors'])?.name).toBe('TEMPLATES[].OPTIONS.context_processors');
    expect(djangoSettingAt('STORAGES', ['staticfiles', 'BACKEND'])?.name).toBe('STORAGES.*.BACKEND');
    expect(djangoSettingAt('DEBUG', [])?.name).toBe('DEBUG');
  });

  it('are not found where there are none', () => {
    expect(djangoSettingAt('DATABASES', ['default', 'CONN_MAXAGE'])).toBeUndefined();
    expect(djangoSettingAt('LOGGING', ['handlers', 'console'])).toBeUndefined();
    expect(djangoSettingAt('NOPE', [])).toBeUndefined();
    expect(djangoSetting('constructor')).toBeUndefined();
  });

  it('are found by their last key where that is clear', () => {
    expect(findDjangoSetting('CONN_MAX_AGE')?.name).toBe('DATABASES.*.CONN_MAX_AGE');
    expect(findDjangoSetting('DEBUG')?.name).toBe('DEBUG');
    expect(findDjangoSetting('BACKEND')).toBeUndefined();
  });

  it('tell which forms of value Django took once', () => {
    const removed = valueDeprecations().filter((each) => each.setting === 'PASSWORD_HASHERS' && each.removedIn === '5.1');
    expect(removed.map((each) => each.form)).toContain('django.contrib.auth.hashers.UnsaltedMD5PasswordHasher');
    expect(valueDeprecations().filter((each) => !djangoSetting(each.setting))).toEqual([]);
  });

  it('list the keys directly inside', () => {
    expect(nestedSettings('STORAGES.*').map((each) => each.name)).toEqual(['STORAGES.*.BACKEND', 'STORAGES.*.OPTIONS']);
  });

  it('link to the paragraph of the version’s documentation', () => {
    expect(djangoSettingUrl(setting('DEBUG'), django('4.2'))).toBe('https://docs.djangoproject.com/en/4.2/ref/settings/#std-setting-DEBUG');
    expect(djangoSettingUrl(setting('DEBUG'), django('9.9'))).toBe(
      'https://docs.djangoproject.com/en/stable/ref/settings/#std-setting-DEBUG',
    );
    expect(djangoSettingUrl(setting('STATICFILES_STORAGE'), django('5.2'))).toBeUndefined();
  });
});

describe('middleware', () => {
  it('knows the built-in classes, and old paths of third-party ones', () => {
    expect(builtinMiddleware()).toHaveLength(25);
    expect(middleware('django.middleware.security.SecurityMiddleware')?.rank).toBe(1);
    expect(middleware('django_feature_policy.FeaturePolicyMiddleware')?.package).toBe('django-permissions-policy');
    expect(middleware('django.middleware.security.SecurtyMiddleware')).toBeUndefined();
  });

  it('has no order that contradicts itself', () => {
    const order = new Set(middlewareRelations().map(({ first, second }) => `${first} ${second}`));
    expect([...order].filter((pair) => order.has(pair.split(' ').reverse().join(' ')))).toEqual([]);
    expect(order).toContain('django.middleware.security.SecurityMiddleware whitenoise.middleware.WhiteNoiseMiddleware');
  });

  it('links to the page that describes the class', () => {
    const url = (path: string) => {
      const known = middleware(path);
      return known && middlewareUrl(known, django('5.2'));
    };
    expect(url('django.middleware.common.CommonMiddleware')).toBe(
      'https://docs.djangoproject.com/en/5.2/ref/middleware/#django.middleware.common.CommonMiddleware',
    );
    expect(url('django.middleware.csp.ContentSecurityPolicyMiddleware')).toBeUndefined();
    expect(url('whitenoise.middleware.WhiteNoiseMiddleware')).toBeUndefined();
  });
});

describe('system checks', () => {
  it('hold every security id that a release has', () => {
    const ids = djangoChecks().map((check) => check.id);
    for (let number = 1; number <= 22; number++) expect(ids).toContain(`security.W${String(number).padStart(3, '0')}`);
    expect(ids).toEqual(expect.arrayContaining(['security.E023', 'security.E024', 'security.W025']));
  });

  it('know when a check exists, and ids that deployment does not concern', () => {
    const check = djangoCheck('security.E026');
    expect(check && [checkExists(check, django('5.2')), checkExists(check, django('6.0'))]).toEqual([false, true]);
    expect(isDjangoCheckId('models.W042')).toBe(true);
    expect(isDjangoCheckId('security.W999')).toBe(false);
  });

  it('carry Django’s measures', () => {
    expect(NON_DELIVERING_EMAIL_BACKENDS).toContain('django.core.mail.backends.console.EmailBackend');
    expect(NON_DELIVERING_EMAIL_BACKENDS).not.toContain('django.core.mail.backends.smtp.EmailBackend');
    expect(SECRET_KEY_LIMITS).toEqual({ minimumLength: 50, minimumUniqueCharacters: 5, insecurePrefix: 'django-insecure-' });
  });
});

describe('settings of gunicorn', () => {
  it('are found by name and by flag', () => {
    expect(gunicornSetting('workers')?.cli).toEqual(['-w', '--workers']);
    expect(gunicornFlag('-w')?.name).toBe('workers');
    expect(gunicornFlag('--access-logfile=-')?.name).toBe('accesslog');
    expect(gunicornFlag('--wrokers')).toBeUndefined();
    expect(removedGunicornSetting('django_settings')?.lastIn).toBe('19.6.0');
    expect(gunicornSetting('django_settings')).toBeUndefined();
  });

  it('have defaults that can be read, hooks their arguments, flags one owner', () => {
    expect(gunicornSettings().filter((each) => gunicornDefault(each) === undefined)).toEqual([]);
    expect(gunicornDefault(gunicorn('timeout'))).toEqual({ kind: 'int', value: 30n });
    expect(gunicornSetting('post_request')?.hookArgs).toEqual(['worker', 'req', 'environ', 'resp']);
    const flags = gunicornSettings().flatMap((each) => each.cli ?? []);
    expect(flags).toHaveLength(new Set(flags).size);
  });

  it('know what the environment changes', () => {
    const names = gunicornVariables().map((variable) => variable.name);
    expect(names).toEqual(expect.arrayContaining(['GUNICORN_CMD_ARGS', 'WEB_CONCURRENCY', 'PORT', 'FORWARDED_ALLOW_IPS']));
    expect(gunicornSettings().filter((each) => each.envVar && !names.includes(each.envVar))).toEqual([]);
  });

  it('know worker classes by name and path, removed ones too', () => {
    expect(workerClass('gthread')?.path).toBe('gunicorn.workers.gthread.ThreadWorker');
    expect(workerClass('gunicorn.workers.gthread.ThreadWorker')?.name).toBe('gthread');
    expect(workerClass('eventlet')?.removedIn).toBe('26.0.0');
    expect(workerClass('threads')).toBeUndefined();
    expect(workerClasses().map((worker) => worker.name)).toEqual(expect.arrayContaining(['sync', 'gthread', 'gevent', 'asgi']));
  });
});

describe('settings of packages', () => {
  it('are known by name with their kind, or by a prefix', () => {
    expect(thirdPartySetting('CORS_ALLOWED_ORIGINS')).toEqual({
      name: 'CORS_ALLOWED_ORIGINS',
      package: 'django-cors-headers',
      kind: 'list',
    });
    expect(thirdPartySetting('CORS_SOMETHING_NEW')).toEqual({ name: 'CORS_SOMETHING_NEW', package: 'django-cors-headers' });
    expect(thirdPartySetting('BASE_DIR')?.package).toBe('project');
  });

  it('are not claimed for Django’s own names, nor for a bare prefix', () => {
    expect(djangoSettings().filter((each) => !isNested(each) && thirdPartySetting(each.name))).toEqual([]);
    expect(thirdPartySetting('CORS_')).toBeUndefined();
    expect(thirdPartySetting('toString')).toBeUndefined();
    expect(thirdPartySetting('ALOWED_HOSTS')).toBeUndefined();
  });
});

function gunicorn(name: string) {
  const found = gunicornSetting(name);
  if (!found) throw new Error(`no setting ${name}`);
  return found;
}
