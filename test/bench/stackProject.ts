import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export const SERVICES = 50;
export const BULK = 200_000;
const FOLDER = 400;

/** The files of one service that shape its deployment: 40 of them, as people write them. */
export function serviceFiles(number: number): Readonly<Record<string, string>> {
  const name = `shop${number}`;
  const units = ['worker', 'beat', 'mail', 'import'].flatMap((role) => [
    [`deploy/${name}-${role}.service`, unit(`celery -A config ${role === 'beat' ? 'beat' : `worker -Q ${role}`}`, name)],
    [`deploy/${name}-${role}.service.d/limits.conf`, '[Service]\nLimitNOFILE=65536\n'],
  ]);
  const timers = ['sessions', 'backup', 'report', 'index'].flatMap((role) => [
    [`deploy/${name}-${role}.service`, unit(`python manage.py ${role}`, name)],
    [`deploy/${name}-${role}.timer`, '[Timer]\nOnCalendar=daily\nPersistent=true\n\n[Install]\nWantedBy=timers.target\n'],
  ]);
  const scripts = ['deploy', 'backup', 'restore', 'release', 'smoke'].map((role) => [
    `scripts/${role}.sh`,
    `#!/bin/sh\nset -eu\ncd /srv/${name}\npython manage.py check --deploy\necho ${role}\n`,
  ]);
  const environments = ['production', 'staging', 'example'].map((kind) => [
    `.env.${kind}`,
    `DJANGO_SETTINGS_MODULE=config.settings\nDATABASE_HOST=db\nREDIS_URL=redis://cache:6379/0\nALLOWED_HOSTS=${name}.example.org\nSECRET_KEY=\n`,
  ]);
  return Object.fromEntries([
    ['manage.py', 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")\n'],
    ['config/__init__.py', ''],
    ['config/settings.py', settings(name)],
    ['config/urls.py', 'from django.urls import path\n\nurlpatterns = []\n'],
    ['config/wsgi.py', wsgi()],
    ['gunicorn.conf.py', `bind = "0.0.0.0:8000"\nworkers = 3\nthreads = ${(number % 4) + 1}\ntimeout = 60\n`],
    ['Dockerfile', dockerfile()],
    ['Dockerfile.worker', dockerfile().replace(/CMD.*/, 'CMD ["celery", "-A", "config", "worker"]')],
    ['compose.prod.yml', compose([number])],
    ['compose.dev.yml', compose([number]).replace('gunicorn -c gunicorn.conf.py config.wsgi', 'python manage.py runserver 0.0.0.0:8000')],
    ['nginx/nginx.conf', nginx(name)],
    ['entrypoint.sh', '#!/bin/sh\nset -e\npython manage.py migrate --noinput\nexec "$@"\n'],
    ['requirements.txt', 'Django==5.2.3\ngunicorn==23.0.0\npsycopg==3.2.1\nredis==5.0.1\nwhitenoise==6.7.0\ncelery==5.4.0\n'],
    ['Procfile', 'web: gunicorn -c gunicorn.conf.py config.wsgi\nworker: celery -A config worker\n'],
    ['.dockerignore', '.env*\n.git\n'],
    [`deploy/${name}.service`, unit('gunicorn -c gunicorn.conf.py config.wsgi', name)],
    ...units,
    ...timers,
    ...scripts,
    ...environments,
  ]);
}

/** Writes the workspace: the services, one compose file over all of them, and a tree of other files around. */
export function writeStackProject(folder: string): void {
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  for (let number = 0; number < SERVICES; number++) {
    for (const [path, text] of Object.entries(serviceFiles(number))) write(`services/shop${number}/${path}`, text);
  }
  write(
    'compose.yml',
    compose(
      Array.from({ length: SERVICES }, (_, number) => number),
      'services',
    ),
  );
  write('.gitignore', '.env\n*.pyc\n');
  for (let part = 0; part < BULK / FOLDER; part++) {
    const place = join(folder, `assets/part${part % 20}/set${part}`);
    mkdirSync(place, { recursive: true });
    for (let number = 0; number < FOLDER; number++)
      writeFileSync(join(place, `item${number}.${EXTENSIONS[number % EXTENSIONS.length]}`), '');
  }
}

const EXTENSIONS = ['json', 'png', 'js', 'svg', 'html', 'css', 'md', 'py'];

function wsgi(): string {
  return [
    'import os',
    '',
    'from django.core.wsgi import get_wsgi_application',
    '',
    'os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")',
    'application = get_wsgi_application()',
    '',
  ].join('\n');
}

function settings(name: string): string {
  return [
    'import os',
    'from pathlib import Path',
    '',
    'BASE_DIR = Path(__file__).resolve().parent.parent',
    'SECRET_KEY = os.environ["SECRET_KEY"]',
    'DEBUG = False',
    'ALLOWED_HOSTS = os.environ["ALLOWED_HOSTS"].split(",")',
    'SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")',
    'SECURE_SSL_REDIRECT = True',
    'SECURE_HSTS_SECONDS = 31536000',
    'INSTALLED_APPS = ["django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions", "django.contrib.staticfiles"]',
    'MIDDLEWARE = [',
    '    "django.middleware.security.SecurityMiddleware",',
    '    "whitenoise.middleware.WhiteNoiseMiddleware",',
    '    "django.contrib.sessions.middleware.SessionMiddleware",',
    '    "django.middleware.common.CommonMiddleware",',
    '    "django.middleware.csrf.CsrfViewMiddleware",',
    ']',
    'ROOT_URLCONF = "config.urls"',
    `DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql", "NAME": "${name}", "HOST": os.environ["DATABASE_HOST"]}}`,
    'STATIC_URL = "/static/"',
    'STATIC_ROOT = BASE_DIR / "staticfiles"',
    'SESSION_COOKIE_SECURE = True',
    'CSRF_COOKIE_SECURE = True',
    '',
  ].join('\n');
}

function dockerfile(): string {
  return [
    'FROM python:3.13-slim AS build',
    'COPY requirements.txt .',
    'RUN pip install --prefix=/install -r requirements.txt',
    'FROM python:3.13-slim',
    'ENV PYTHONUNBUFFERED=1',
    'WORKDIR /app',
    'COPY --from=build /install /usr/local',
    'COPY . .',
    'RUN SECRET_KEY=build ALLOWED_HOSTS=x DATABASE_HOST=x python manage.py collectstatic --noinput',
    'USER nobody',
    'ENTRYPOINT ["./entrypoint.sh"]',
    'CMD ["gunicorn", "-c", "gunicorn.conf.py", "config.wsgi"]',
    '',
  ].join('\n');
}

function compose(numbers: readonly number[], folder?: string): string {
  const services = numbers.flatMap((number) => {
    const place = folder === undefined ? '.' : `./${folder}/shop${number}`;
    return [
      `  web${number}:`,
      `    build: ${place}`,
      '    command: gunicorn -c gunicorn.conf.py config.wsgi',
      `    env_file: ${place}/.env.production`,
      '    environment:',
      `      SITE_NUMBER: "${number}"`,
      '    restart: unless-stopped',
      '    volumes:',
      `      - static${number}:/app/staticfiles`,
      `  proxy${number}:`,
      '    image: nginx:1.29',
      '    volumes:',
      `      - ${place}/nginx/nginx.conf:/etc/nginx/nginx.conf:ro`,
      `      - static${number}:/app/staticfiles:ro`,
      `    depends_on: [web${number}]`,
    ];
  });
  return ['services:', ...services, 'volumes:', ...numbers.map((number) => `  static${number}:`), ''].join('\n');
}

function nginx(name: string): string {
  return [
    'events {}',
    'http {',
    '  server {',
    '    listen 80;',
    `    server_name ${name}.example.org;`,
    '    return 301 https://$host$request_uri;',
    '  }',
    '  server {',
    '    listen 443 ssl;',
    `    server_name ${name}.example.org;`,
    `    ssl_certificate /etc/ssl/${name}.pem;`,
    `    ssl_certificate_key /etc/ssl/${name}.key;`,
    '    client_max_body_size 10m;',
    '    location /static/ {',
    '      alias /app/staticfiles/;',
    '    }',
    '    location / {',
    '      proxy_set_header Host $host;',
    '      proxy_set_header X-Forwarded-Proto $scheme;',
    '      proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;',
    `      proxy_pass http://web${name.replace('shop', '')}:8000;`,
    '    }',
    '  }',
    '}',
    '',
  ].join('\n');
}

function unit(command: string, name: string): string {
  return [
    '[Unit]',
    'After=network.target',
    '',
    '[Service]',
    `User=${name}`,
    `WorkingDirectory=/srv/${name}`,
    `EnvironmentFile=/etc/${name}.env`,
    `ExecStart=/srv/${name}/venv/bin/${command}`,
    'Restart=on-failure',
    '',
    '[Install]',
    'WantedBy=multi-user.target',
    '',
  ].join('\n');
}
