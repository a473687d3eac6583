import { describe, expect, it } from 'vitest';
import { defaultOf, djangoSettings } from '../../server/src/knowledge/django';
import { formatLiteral, parseLiteral } from '../../server/src/knowledge/literal';
import { django, setting } from './support';

describe('the default of a setting', () => {
  it.each([
    ['DEFAULT_AUTO_FIELD', '5.2', "'django.db.models.AutoField'"],
    ['DEFAULT_AUTO_FIELD', '6.0', "'django.db.models.BigAutoField'"],
    ['SECURE_CONTENT_TYPE_NOSNIFF', '2.2', 'False'],
    ['SECURE_CONTENT_TYPE_NOSNIFF', '4.2', 'True'],
    ['X_FRAME_OPTIONS', '2.2', "'SAMEORIGIN'"],
    ['X_FRAME_OPTIONS', '4.2', "'DENY'"],
    ['SECURE_REFERRER_POLICY', '3.0', 'None'],
    ['SECURE_REFERRER_POLICY', '3.1', "'same-origin'"],
    ['SECURE_CROSS_ORIGIN_OPENER_POLICY', '4.2', "'same-origin'"],
    ['USE_TZ', '4.2', 'False'],
    ['USE_TZ', '5.0', 'True'],
    ['FILE_UPLOAD_PERMISSIONS', '5.2', '420'],
    ['MIDDLEWARE', '5.2', '[]'],
    ['SIGNED_COOKIE_LEGACY_SALT_FALLBACK', '5.2', 'True'],
    ['SIGNED_COOKIE_LEGACY_SALT_FALLBACK', '6.1', 'False'],
    ['STATICFILES_STORAGE', '4.2', "'django.contrib.staticfiles.storage.StaticFilesStorage'"],
    [
      'STORAGES',
      '5.2',
      "{'default': {'BACKEND': 'django.core.files.storage.FileSystemStorage'}, 'staticfiles': {'BACKEND': 'django.contrib.staticfiles.storage.StaticFilesStorage'}}",
    ],
    ['DATABASES.*.CONN_MAX_AGE', '5.2', '0'],
  ])('%s in Django %s is %s', (name, version, expected) => {
    const value = defaultOf(setting(name), django(version));
    expect(value && formatLiteral(value)).toBe(expected);
  });

  it.each([
    ['STORAGES', '4.1', 'it is not there yet'],
    ['SECURE_CSP', '5.2', 'it is not there yet'],
    ['STATICFILES_STORAGE', '5.2', 'it is gone'],
    ['CACHES.*.KEY_FUNCTION', '5.2', 'it is a function'],
  ])('%s in Django %s has none: %s', (name, version) => {
    expect(defaultOf(setting(name), django(version))).toBeUndefined();
  });

  it('grows with the languages that Django learns', () => {
    const count = (version: string) => {
      const value = defaultOf(setting('LANGUAGES'), django(version));
      return value?.kind === 'list' ? value.items.length : undefined;
    };
    expect([count('4.2'), count('5.2'), count('6.0')]).toEqual([98, 99, 100]);
  });

  it('can be read for every setting that Django itself holds', () => {
    const texts = djangoSettings()
      .filter((each) => each.global)
      .flatMap((each) => [each.default, ...(each.defaultHistory ?? []).map((entry) => entry.defaultRepr)]);
    expect(texts.filter((text) => text !== undefined && parseLiteral(text) === undefined)).toEqual([]);
  });
});

describe('parseLiteral', () => {
  it.each(["{'a': [1, -2, 3.5], \"b\": ('x',)}", '()', '(1, 2)', '{}', "'it\\'s'", '[\'%(h)s "%(r)s"\']', "'a\\\\b\\n'"])(
    'reads %s',
    (text) => {
      const literal = parseLiteral(text);
      expect(literal && parseLiteral(formatLiteral(literal))).toEqual(literal);
      expect(literal).toBeDefined();
    },
  );
  it('reads a bracketed value as the value, and octal and hexadecimal numbers', () => {
    expect(parseLiteral('(1)')).toEqual({ kind: 'int', value: 1n });
    expect(parseLiteral('0o644')).toEqual({ kind: 'int', value: 420n });
    expect(parseLiteral('0xff')).toEqual({ kind: 'int', value: 255n });
  });
  it.each(['', 'module.function', '[1', '{1: }', "'open", '1 2', 'f(1)', '[1 2]', '{1}'])('refuses %s', (text) => {
    expect(parseLiteral(text)).toBeUndefined();
  });
});
