import type { Place } from '../base/text';
import type { Assignment, EvaluatedSettings } from '../evaluate/settings';
import type { Profile, Project } from '../project/project';

/** Settings that people keep together, in the order in which they usually stand. */
const TOPICS: readonly (readonly string[])[] = [
  ['SECRET_KEY', 'SECRET_KEY_FALLBACKS', 'DEBUG', 'ALLOWED_HOSTS', 'CSRF_TRUSTED_ORIGINS', 'INTERNAL_IPS'],
  [
    'SECURE_PROXY_SSL_HEADER',
    'SECURE_SSL_REDIRECT',
    'SECURE_REDIRECT_EXEMPT',
    'SECURE_SSL_HOST',
    'USE_X_FORWARDED_HOST',
    'USE_X_FORWARDED_PORT',
    'SESSION_COOKIE_SECURE',
    'SESSION_COOKIE_HTTPONLY',
    'SESSION_COOKIE_SAMESITE',
    'CSRF_COOKIE_SECURE',
    'CSRF_COOKIE_HTTPONLY',
    'CSRF_COOKIE_SAMESITE',
    'CSRF_USE_SESSIONS',
    'SECURE_HSTS_SECONDS',
    'SECURE_HSTS_INCLUDE_SUBDOMAINS',
    'SECURE_HSTS_PRELOAD',
    'SECURE_CONTENT_TYPE_NOSNIFF',
    'SECURE_REFERRER_POLICY',
    'SECURE_CROSS_ORIGIN_OPENER_POLICY',
    'X_FRAME_OPTIONS',
    'SECURE_CSP',
  ],
  ['INSTALLED_APPS', 'MIDDLEWARE', 'ROOT_URLCONF', 'TEMPLATES', 'WSGI_APPLICATION', 'ASGI_APPLICATION'],
  ['DATABASES', 'CACHES', 'SESSION_ENGINE', 'SESSION_CACHE_ALIAS'],
  [
    'STATIC_URL',
    'STATIC_ROOT',
    'STATICFILES_DIRS',
    'STATICFILES_FINDERS',
    'STATICFILES_STORAGE',
    'STORAGES',
    'DEFAULT_FILE_STORAGE',
    'MEDIA_URL',
    'MEDIA_ROOT',
  ],
  [
    'EMAIL_BACKEND',
    'EMAIL_HOST',
    'EMAIL_PORT',
    'EMAIL_HOST_USER',
    'EMAIL_HOST_PASSWORD',
    'EMAIL_USE_TLS',
    'EMAIL_USE_SSL',
    'EMAIL_TIMEOUT',
    'MAILERS',
    'DEFAULT_FROM_EMAIL',
    'SERVER_EMAIL',
    'ADMINS',
  ],
];
/** Where a topic has no setting in the file: what stands nearest to it in a settings module. */
const FALLBACK: Readonly<Record<number, number>> = { 1: 0 };

/** The settings beside which a setting belongs, the closest first: its topic by distance, then the topic that stands next to it. */
export function relativesOf(name: string): readonly string[] {
  const topic = TOPICS.findIndex(
    (names) => names.includes(name) || (names === TOPICS[1] && /^(SECURE|SESSION_COOKIE|CSRF_COOKIE)_/.test(name)),
  );
  const names = TOPICS[topic];
  if (!names) return [];
  const at = names.includes(name) ? names.indexOf(name) : names.length;
  const near = names
    .map((other, index) => ({ other, distance: Math.abs(index - at) + (index > at ? 0.5 : 0) }))
    .filter(({ other }) => other !== name)
    .sort((a, b) => a.distance - b.distance)
    .map(({ other }) => other);
  const next = FALLBACK[topic];
  return next === undefined ? near : [...near, ...(TOPICS[next] ?? []).toReversed()];
}

/** The last assignment, in the profile's own module, of the closest relative of a setting that has one there. */
export function relativeAssignment(profile: Profile, settings: EvaluatedSettings, name: string): Assignment | undefined {
  for (const relative of relativesOf(name)) {
    const assignment = settings.settings.get(relative)?.assignments.findLast((one) => one.place.file === profile.file);
    if (assignment) return assignment;
  }
  return undefined;
}

/** Where a finding about a setting that nothing sets is shown: beside its closest relative, else at the first statement of the module. */
export function anchor(project: Project, profile: Profile, settings: EvaluatedSettings, name: string): Place {
  const relative = relativeAssignment(profile, settings, name);
  if (relative) return { file: profile.file, span: relative.target };
  const file = project.python(profile.file);
  const body = file?.tree.body ?? [];
  const first = body.find((statement) => !(statement.kind === 'Expr' && statement.value.kind === 'Str')) ?? body[0];
  if (!file || !first) return { file: profile.file, span: { start: 0, end: 0 } };
  const line = file.lines.position(first.span.start).line;
  return { file: profile.file, span: { start: first.span.start, end: Math.min(first.span.end, file.lines.lineEnd(line)) } };
}
