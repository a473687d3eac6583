/** Packages whose import name tells nothing of the distribution that brings them. */
const DISTRIBUTIONS: Readonly<Record<string, readonly string[]>> = {
  allauth: ['django-allauth'],
  bs4: ['beautifulsoup4'],
  corsheaders: ['django-cors-headers'],
  cv2: ['opencv-python', 'opencv-python-headless'],
  dateutil: ['python-dateutil'],
  debug_toolbar: ['django-debug-toolbar'],
  decouple: ['python-decouple'],
  django_redis: ['django-redis'],
  dotenv: ['python-dotenv'],
  environ: ['django-environ'],
  environs: ['environs'],
  git: ['gitpython'],
  import_export: ['django-import-export'],
  jose: ['python-jose'],
  ldap: ['python-ldap', 'django-auth-ldap'],
  magic: ['python-magic'],
  memcache: ['python-memcached'],
  MySQLdb: ['mysqlclient'],
  PIL: ['pillow'],
  psycopg2: ['psycopg2', 'psycopg2-binary'],
  raven: ['raven'],
  rest_framework: ['djangorestframework'],
  saml2: ['pysaml2'],
  sentry_sdk: ['sentry-sdk'],
  sklearn: ['scikit-learn'],
  social_core: ['social-auth-core', 'social-auth-app-django'],
  storages: ['django-storages'],
  whitenoise: ['whitenoise'],
  yaml: ['pyyaml'],
};

/** Whether one of the required distributions brings a top-level package, by what is known of names. */
export function isRequired(requirements: ReadonlySet<string>, topLevel: string): boolean {
  const normal = topLevel.toLowerCase().replaceAll('_', '-');
  const candidates = [
    ...(Object.hasOwn(DISTRIBUTIONS, topLevel) ? (DISTRIBUTIONS[topLevel] ?? []) : []),
    normal,
    `django-${normal}`,
    `python-${normal}`,
  ];
  return candidates.some((candidate) => requirements.has(candidate));
}
