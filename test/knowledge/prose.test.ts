import { describe, expect, it } from 'vitest';
import { djangoSetting, djangoSettings, isNested } from '../../server/src/knowledge/django';
import { gunicornSetting, gunicornSettings } from '../../server/src/knowledge/gunicorn';
import { builtinMiddleware, middleware, thirdPartyMiddleware } from '../../server/src/knowledge/middleware';
import {
  allMiddlewareProse,
  allProse,
  djangoProse,
  gunicornProse,
  middlewareProse,
  type Prose,
  thirdPartyProse,
} from '../../server/src/knowledge/prose';
import { thirdPartySetting } from '../../server/src/knowledge/thirdParty';

/** What the rules speak of, and what a first deployment meets: all of it is explained in full. */
const IN_FULL = `
  DEBUG SECRET_KEY SECRET_KEY_FALLBACKS ALLOWED_HOSTS SILENCED_SYSTEM_CHECKS
  CSRF_TRUSTED_ORIGINS CSRF_COOKIE_SECURE CSRF_COOKIE_HTTPONLY CSRF_COOKIE_SAMESITE CSRF_COOKIE_NAME CSRF_COOKIE_DOMAIN CSRF_USE_SESSIONS
  SESSION_COOKIE_AGE SESSION_COOKIE_DOMAIN SESSION_COOKIE_HTTPONLY SESSION_COOKIE_NAME SESSION_COOKIE_PATH SESSION_COOKIE_SAMESITE
  SESSION_COOKIE_SECURE SESSION_ENGINE X_FRAME_OPTIONS USE_X_FORWARDED_HOST USE_X_FORWARDED_PORT
  MIDDLEWARE INSTALLED_APPS ROOT_URLCONF WSGI_APPLICATION TEMPLATES FORCE_SCRIPT_NAME
  DATABASES DATABASES.*.CONN_MAX_AGE DATABASES.*.CONN_HEALTH_CHECKS DATABASES.*.ATOMIC_REQUESTS DATABASES.*.OPTIONS DATABASES.*.ENGINE CACHES
  STATIC_ROOT STATIC_URL STATICFILES_DIRS STATICFILES_STORAGE STORAGES DEFAULT_FILE_STORAGE MEDIA_ROOT MEDIA_URL
  DEFAULT_FROM_EMAIL SERVER_EMAIL ADMINS MANAGERS LOGGING AUTH_PASSWORD_VALIDATORS PASSWORD_HASHERS USE_TZ TIME_ZONE DEFAULT_AUTO_FIELD
`;
const FAMILIES = /^(SECURE|EMAIL|DATA_UPLOAD|FILE_UPLOAD)_/;

describe('what we say', () => {
  it('about Django names a real setting, and so does every “see also”', () => {
    for (const [name, prose] of allProse('django')) {
      expect(djangoSetting(name), name).toBeDefined();
      for (const other of prose.related ?? []) expect(djangoSetting(other), `${name} → ${other}`).toBeDefined();
    }
  });

  it('about gunicorn names a real setting, and so does every “see also”', () => {
    for (const [name, prose] of allProse('gunicorn')) {
      expect(gunicornSetting(name), name).toBeDefined();
      for (const other of prose.related ?? []) expect(gunicornProse(other), `${name} → ${other}`).toBeDefined();
    }
  });

  it('about packages names a setting of theirs', () => {
    for (const name of allProse('thirdParty').keys()) expect(thirdPartySetting(name)?.kind, name).toBeDefined();
    expect(thirdPartyProse('ASGI_APPLICATION')).toBeDefined();
  });

  it('is complete for every setting that the rules speak of', () => {
    const names = djangoSettings().flatMap((each) => (FAMILIES.test(each.name) && !isNested(each) ? [each.name] : []));
    for (const name of [...IN_FULL.trim().split(/\s+/), ...names]) {
      const prose = djangoProse(name);
      expect(prose, name).toMatchObject(FULL);
    }
  });

  it('covers every current setting of Django and every setting of gunicorn', () => {
    const silent = djangoSettings().filter((each) => each.removedIn === undefined && !djangoProse(each.name));
    expect(silent.map((each) => each.name)).toEqual([]);
    expect(gunicornSettings().filter((each) => !gunicornProse(each.name))).toEqual([]);
  });

  it('tells why and what to set for every setting of gunicorn that matters to a deployment', () => {
    for (const each of gunicornSettings().filter((one) => one.deploymentRelevant)) {
      expect(gunicornProse(each.name), each.name).toMatchObject({ why: expect.any(String), production: expect.any(String) });
    }
  });

  it('covers every built-in middleware and the third-party ones that we know an order of', () => {
    for (const each of [...builtinMiddleware(), ...thirdPartyMiddleware()]) expect(middlewareProse(each.path), each.path).toBeDefined();
    for (const path of allMiddlewareProse().keys()) expect(middleware(path), path).toBeDefined();
  });
});

describe('every sentence', () => {
  it('is short, closed, and keeps its inline code in pairs', () => {
    for (const [name, text] of sentences()) {
      expect(text.split(/\s+/).length, `${name}: ${text}`).toBeLessThanOrEqual(40);
      expect((text.match(/`/g) ?? []).length % 2, `${name}: ${text}`).toBe(0);
    }
    for (const [name, text] of closedTexts()) expect(text, name).toMatch(/^(?:[A-Z0-9`]|(?:gunicorn|nginx|systemd|uvloop) ).*[.?!]$/su);
  });
});

const FULL = {
  what: expect.any(String),
  why: expect.any(String),
  risk: expect.any(String),
  development: expect.any(String),
  production: expect.any(String),
};

function everyProse(): readonly (readonly [string, Prose])[] {
  return (['django', 'gunicorn', 'thirdParty'] as const).flatMap((kind) => [...allProse(kind)]);
}

function sentences(): readonly (readonly [string, string])[] {
  return [...closedTexts(), ...everyProse().flatMap(([name, prose]) => valuesOf(prose).map((text) => [name, text] as const))].flatMap(
    ([name, text]) => text.split(/(?<=[.?!])\s+/).map((sentence) => [name, sentence] as const),
  );
}

/** Texts that are whole sentences; values such as `production` are not. */
function closedTexts(): readonly (readonly [string, string])[] {
  const settings = everyProse().flatMap(([name, prose]) => {
    const fields = { what: prose.what, why: prose.why, risk: prose.risk, model: prose.model };
    const single = Object.entries(fields).flatMap(([field, text]) => (text === undefined ? [] : [[`${name}.${field}`, text] as const]));
    return [...single, ...(prose.pitfalls ?? []).map((text, at) => [`${name}.pitfalls[${at}]`, text] as const)];
  });
  const classes = [...allMiddlewareProse()].flatMap(([path, prose]) => [
    [`${path}.what`, prose.what] as const,
    [`${path}.place`, prose.place] as const,
  ]);
  return [...settings, ...classes];
}

function valuesOf(prose: Prose): readonly string[] {
  return [prose.development, prose.production, prose.verify?.expect].filter((text) => text !== undefined);
}
