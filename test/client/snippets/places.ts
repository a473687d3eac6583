import type { Snippet } from './library';

/** Where a snippet belongs, and so how it is judged. */
export type Place =
  /** Added to production settings, after what the snippet `after` adds; to some without e-mail where it brings that itself. */
  | { readonly kind: 'settings'; readonly django: readonly string[]; readonly after?: string; readonly bringsMail?: boolean }
  /** A whole file of the project, or a part of one, with what the snippets `beside` write, and with what `settings` adds to its settings. */
  | { readonly kind: 'file'; readonly path: string; readonly beside?: readonly string[]; readonly settings?: string }
  /** A place in nginx's configuration: a file of its own beside others, or inside the http block, a server or a location. */
  | {
      readonly kind: 'nginx';
      readonly block: 'http' | 'server' | 'location';
      readonly replaces?: readonly NginxPart[];
      readonly beside?: string;
    };

/** The parts of the configuration around a snippet that it brings by itself. */
export type NginxPart = 'catch-all' | 'catch-all-tls' | 'upstream' | 'site' | 'certificate' | 'proxied' | 'compression' | 'headers';

const EVERY = ['5.2', '6.0', '6.1'];
const WITH_POLICY = ['6.0', '6.1'];

const SETTINGS_FILES = ['pythonSettings', 'pythonData', 'pythonOperations'];

/** Settings snippets that need another Django than all, or something before them. */
const SETTINGS: Readonly<Record<string, Partial<Omit<Extract<Place, { kind: 'settings' }>, 'kind'>>>> = {
  'dj-csp': { django: WITH_POLICY, after: 'dj-middleware-csp' },
  'dj-csp-nonce': { django: WITH_POLICY, after: 'dj-middleware-csp' },
  'dj-csp-package': { django: ['5.2'] },
  'dj-middleware-csp': { django: WITH_POLICY },
  'dj-email': { django: ['5.2', '6.0'], bringsMail: true },
  'dj-email-ssl': { django: ['5.2', '6.0'], bringsMail: true },
  'dj-email-mailers': { django: ['6.1'], bringsMail: true },
  'dj-admins': { django: WITH_POLICY },
  'dj-admins-pairs': { django: ['5.2'] },
  'dj-celery': { after: 'dj-time' },
  'dj-middleware-whitenoise': { after: 'dj-static-whitenoise' },
  'dj-static-whitenoise': { after: 'dj-middleware-whitenoise' },
  'dj-storage-s3-media': { after: 'dj-middleware-whitenoise' },
};

const FILES: Readonly<Record<string, string>> = {
  'dj-settings-base': 'config/settings/base.py',
  'dj-settings-production': 'config/settings/production.py',
  'dj-settings-development': 'config/settings/development.py',
  'dj-split': 'config/settings/production.py',
  'dj-json-formatter': 'config/json_formatter.py',
  'dj-health-views': 'config/health.py',
  'dj-health-urls': 'config/urls.py',
  'dj-health-middleware': 'config/health_middleware.py',
  'celery-app': 'config/celery.py',
  'celery-init': 'config/__init__.py',
  'celery-task': 'config/tasks.py',
  'gunicorn-conf': 'gunicorn.conf.py',
  'gunicorn-conf-sync': 'gunicorn.conf.py',
  'gunicorn-conf-container': 'gunicorn.conf.py',
  'gunicorn-conf-asgi': 'gunicorn.conf.py',
  'uwsgi-ini': 'uwsgi.ini',
  'systemd-gunicorn': 'deploy/site.service',
  'systemd-gunicorn-activated': 'deploy/site.service',
  'systemd-gunicorn-socket': 'deploy/site.socket',
  'systemd-celery-worker': 'deploy/site-worker.service',
  'systemd-celery-beat': 'deploy/site-beat.service',
  'systemd-clearsessions': 'deploy/site-clearsessions.service',
  'systemd-clearsessions-timer': 'deploy/site-clearsessions.timer',
  'systemd-backup': 'deploy/site-backup.service',
  'systemd-backup-timer': 'deploy/site-backup.timer',
  'caddy-site': 'Caddyfile',
  'caddy-proxy': 'Caddyfile',
  'caddy-redirect': 'Caddyfile',
  'caddy-static': 'Caddyfile',
  'docker-django': 'Dockerfile',
  'docker-django-uv': 'Dockerfile',
  'docker-healthcheck': 'Dockerfile',
  'docker-ignore': '.dockerignore',
  'git-ignore': '.gitignore',
  'compose-django': 'compose.yaml',
  'compose-postgres': 'compose.yaml',
  'compose-redis': 'compose.yaml',
  'compose-celery': 'compose.yaml',
  'compose-healthcheck': 'compose.yaml',
  'compose-caddy': 'compose.yaml',
  'ci-github': '.github/workflows/django.yml',
  'ci-gitlab': '.gitlab-ci.yml',
  'env-production': '.env',
  'env-example': '.env.example',
  'env-development': '.env',
  'sh-deploy': 'deploy/deploy.sh',
  'sh-deploy-compose': 'deploy/deploy.sh',
  'sh-entrypoint': 'deploy/entrypoint.sh',
  'sh-backup': 'deploy/backup.sh',
  'sh-restore': 'deploy/restore.sh',
  'sh-logrotate': 'deploy/logrotate.sh',
};

/** What a file cannot do without. */
const BESIDE: Readonly<Record<string, readonly string[]>> = {
  'dj-settings-production': ['dj-settings-base'],
  'dj-settings-development': ['dj-settings-base'],
  'dj-health-urls': ['dj-health-views'],
  'celery-init': ['celery-app'],
};

const NGINX: Readonly<Record<string, Omit<Extract<Place, { kind: 'nginx' }>, 'kind'>>> = {
  'nginx-file': { block: 'http', replaces: ['catch-all', 'catch-all-tls', 'upstream', 'site', 'compression'] },
  'nginx-file-container': { block: 'http', replaces: ['catch-all', 'catch-all-tls', 'upstream', 'site', 'compression'] },
  'nginx-site': { block: 'http', replaces: ['upstream', 'site'] },
  'nginx-redirect': { block: 'http' },
  'nginx-redirect-www': { block: 'http' },
  'nginx-catch-all': { block: 'http', replaces: ['catch-all'] },
  'nginx-catch-all-tls': { block: 'http', replaces: ['catch-all-tls'] },
  'nginx-tls': { block: 'server', replaces: ['certificate'] },
  'nginx-http2': { block: 'server' },
  'nginx-upstream': { block: 'http', replaces: ['upstream'] },
  'nginx-app': { block: 'server', replaces: ['proxied'] },
  'nginx-proxy-headers': { block: 'location', replaces: ['headers'] },
  'nginx-uwsgi': { block: 'server', replaces: ['proxied'] },
  'nginx-static': { block: 'server' },
  'nginx-media': { block: 'server' },
  'nginx-media-private': { block: 'server' },
  'nginx-websocket-map': { block: 'http' },
  'nginx-websocket': { block: 'server', beside: 'nginx-websocket-map' },
  'nginx-gzip': { block: 'http', replaces: ['compression'] },
  'nginx-maintenance': { block: 'server', replaces: ['proxied'] },
  'nginx-acme': { block: 'server' },
  'nginx-limit-zone': { block: 'http' },
  'nginx-limit-login': { block: 'server', beside: 'nginx-limit-zone' },
  'nginx-real-ip': { block: 'server' },
  'nginx-health': { block: 'server' },
};

/** Where a snippet belongs. Throws an Error for one that nobody has given a place: it would not be judged. */
export function placeOf({ id, file }: Snippet): Place {
  const nginx = NGINX[id];
  if (nginx) return { kind: 'nginx', ...nginx };
  const path = FILES[id];
  if (path !== undefined) {
    const settings = id.startsWith('celery-') ? { settings: 'dj-celery' } : {};
    return { kind: 'file', path, ...(BESIDE[id] && { beside: BESIDE[id] }), ...settings };
  }
  if (SETTINGS_FILES.includes(file)) return { kind: 'settings', django: EVERY, ...SETTINGS[id] };
  throw new Error(`${id} has no place in test/client/snippets/places.ts`);
}

/** Prefixes that are given a place and that no snippet has. */
export function placesWithout(snippets: readonly Snippet[]): readonly string[] {
  const known = new Set(snippets.map(({ id }) => id));
  return [SETTINGS, FILES, NGINX].flatMap((table) => Object.keys(table)).filter((id) => !known.has(id));
}
