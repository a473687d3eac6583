/** The rules about the scheme that Django sees: what each says where, and above all where it is silent. */
import { describe, expect, it } from 'vitest';
import { compose, found, HEADER, HOST, MIDDLEWARE, nginx, PROTO, REDIRECT, reasons, unit } from './support';

const PASS = 'http://127.0.0.1:8000';
const LOOP = MIDDLEWARE + REDIRECT;

describe('stack/redirect-loop', () => {
  it.each([
    [
      'loopback gunicorn, which believes nginx',
      LOOP,
      { 'shop.service': unit('--bind 127.0.0.1:8000'), 'nginx.conf': nginx(PASS, HOST + PROTO) },
    ],
    [
      'gunicorn on a Unix socket',
      LOOP,
      { 'shop.service': unit('--bind unix:/run/s.sock'), 'nginx.conf': nginx('http://unix:/run/s.sock', HOST + PROTO) },
    ],
    [
      'a platform, where TLS ends and the header is sent',
      LOOP + HEADER,
      { Procfile: 'web: DJANGO_SETTINGS_MODULE=settings gunicorn shop.wsgi\n' },
    ],
    ['SecurityMiddleware that is not there', REDIRECT + HEADER, { 'nginx.conf': nginx(PASS) }],
    [
      'a redirect that the environment switches',
      `import os\n${MIDDLEWARE}SECURE_SSL_REDIRECT = os.environ.get("SSL") == "1"\n`,
      { 'nginx.conf': nginx(PASS) },
    ],
    ['settings with DEBUG on', `${LOOP}DEBUG = True\n`, { 'nginx.conf': nginx(PASS) }],
    ['nginx without TLS', LOOP + HEADER, { 'nginx.conf': nginx(PASS).replace('443 ssl', '80') }],
    [
      'a template that says which headers there are',
      LOOP + HEADER,
      { 'nginx.conf': nginx(PASS, 'proxy_set_header {{ header }} $scheme;') },
    ],
    ['headers in a file that is not here', LOOP + HEADER, { 'nginx.conf': nginx(PASS, 'include /etc/nginx/shop-headers;') }],
    ['an address that a template fills in', LOOP + HEADER, { 'nginx.conf': nginx('http://${BACKEND}:8000') }],
    [
      'a fragment whose server is not seen',
      LOOP + HEADER,
      { 'nginx/locations/shop.conf': 'location / {\n proxy_pass http://127.0.0.1:8000;\n}\n' },
    ],
    [
      'a location for WebSockets alone',
      LOOP + HEADER,
      { 'nginx.conf': nginx(PASS, 'proxy_set_header Upgrade $http_upgrade;').replace('location /', 'location /ws/') },
    ],
    ['a sample', LOOP + HEADER, { 'examples/nginx.conf': nginx(PASS) }],
    ['a stack for development', LOOP + HEADER, { 'compose.dev.yml': compose(), 'nginx.conf': nginx('http://web:8000') }],
    [
      'Django’s own server',
      LOOP + HEADER,
      {
        'compose.yml': compose().replace('gunicorn --bind 0.0.0.0:8000 shop.wsgi', 'python manage.py runserver 0.0.0.0:8000'),
        'nginx.conf': nginx('http://web:8000'),
      },
    ],
    [
      'a container of nginx that publishes nothing',
      LOOP + HEADER,
      { 'compose.yml': compose('', ''), 'nginx.conf': nginx('http://web:8000') },
    ],
    [
      'Traefik before nginx',
      LOOP + HEADER,
      {
        'compose.yml': compose('', '    ports: ["443:443"]\n    labels: ["traefik.enable=true"]\n'),
        'nginx.conf': nginx('http://web:8000'),
      },
    ],
  ])('is silent about %s', async (_, settings, files) => {
    expect(await found('redirect-loop', settings, files)).toEqual([]);
  });

  it('is silent where another profile is as good', async () => {
    const files = {
      'other/settings.py': 'SECRET_KEY = "x"\nDEBUG = False\nINSTALLED_APPS = []\nROOT_URLCONF = "urls"\n',
      'other/wsgi.py': 'import os\nos.environ["DJANGO_SETTINGS_MODULE"] = "other.settings"\n',
    };
    expect(await found('redirect-loop', LOOP + HEADER, { ...files, 'nginx.conf': nginx(PASS) })).toEqual([]);
  });

  it.each([
    ['nginx that says nothing', LOOP + HEADER, { 'nginx.conf': nginx(PASS) }],
    ['nginx that says http', LOOP + HEADER, { 'nginx.conf': nginx(PASS, 'proxy_set_header X-Forwarded-Proto http;') }],
    ['an inner location that drops what the server sets', LOOP + HEADER, { 'nginx.conf': nginx(PASS, HOST, PROTO) }],
    [
      'uwsgi without its parameters',
      LOOP,
      {
        'nginx.conf': nginx('http://x', '').replace(
          'proxy_pass http://x;',
          'uwsgi_pass 127.0.0.1:8000; uwsgi_param QUERY_STRING $query_string;',
        ),
      },
    ],
    ['gunicorn in another container', LOOP, { 'compose.yml': compose(), 'nginx.conf': nginx('http://web:8000', HOST + PROTO) }],
    [
      'Caddy before gunicorn in a container',
      LOOP,
      {
        'compose.yml': compose().replace(/image: nginx[\s\S]*/, 'image: caddy\n    volumes: ["./Caddyfile:/etc/caddy/Caddyfile"]\n'),
        Caddyfile: 'shop.de {\n\treverse_proxy web:8000\n}\n',
      },
    ],
    [
      'Caddy, and a header that nobody sets',
      `${LOOP}SECURE_PROXY_SSL_HEADER = ("HTTP_X_SCHEME", "https")\n`,
      {
        'compose.yml': compose().replace(/image: nginx[\s\S]*/, 'image: caddy\n    volumes: ["./Caddyfile:/etc/caddy/Caddyfile"]\n'),
        Caddyfile: 'shop.de {\n\treverse_proxy web:8000\n}\n',
      },
    ],
  ])('names %s', async (_, settings, files) => {
    expect(await found('redirect-loop', settings, files)).toEqual(['settings.py']);
  });

  it.each([
    [
      'a middleware of the project that knows the scheme',
      { 'shop/scheme.py': 'class Scheme:\n    def __call__(self, request):\n        request.META["wsgi.url_scheme"] = "https"\n' },
      'MIDDLEWARE = ["shop.scheme.Scheme", *MIDDLEWARE]\n',
    ],
    [
      'an entry point that does',
      { 'wsgi.py': 'import os\nos.environ["DJANGO_SETTINGS_MODULE"] = "settings"\nos.environ["wsgi.url_scheme"] = "https"\n' },
      '',
    ],
    ['a middleware of others that is called so', {}, 'MIDDLEWARE = ["xff.ProxyMiddleware", *MIDDLEWARE]\n'],
  ])('is silent about %s', async (_, files, settings) => {
    expect(await found('redirect-loop', LOOP + HEADER + settings, { ...files, 'nginx.conf': nginx(PASS) })).toEqual([]);
  });

  it('is silent where a class of the project runs the workers', async () => {
    const files = {
      'compose.yml': compose().replace('gunicorn ', 'gunicorn -k shop.worker.Worker '),
      'nginx.conf': nginx('http://web:8000', HOST + PROTO),
    };
    expect(await found('redirect-loop', LOOP, files)).toEqual([]);
  });

  it('believes Caddy where Django does', async () => {
    const files = {
      'compose.yml': compose().replace(/image: nginx[\s\S]*/, 'image: caddy\n    volumes: ["./Caddyfile:/etc/caddy/Caddyfile"]\n'),
      Caddyfile: 'shop.de {\n\treverse_proxy web:8000\n}\n',
    };
    expect(await found('redirect-loop', LOOP + HEADER, files)).toEqual([]);
  });

  it('tells the checklist why it is silent', async () => {
    expect(await reasons('redirect-loop', LOOP, { 'nginx.conf': nginx(PASS, HOST + PROTO) })).toEqual([
      'unknown: whether the app server believes nginx about the scheme is not known',
    ]);
    expect(await reasons('redirect-loop', LOOP, { 'nginx.conf': nginx(PASS, HOST, 'set_real_ip_from 10.0.0.0/8;') })).toEqual([
      'unknown: nginx.conf speaks of a proxy before nginx',
    ]);
  });
});

describe('stack/origin-not-trusted', () => {
  const files = { 'nginx.conf': nginx(PASS) };

  it('names a login that fails', async () => {
    expect(await found('origin-not-trusted', MIDDLEWARE, files)).toEqual(['settings.py']);
  });

  it('names a form of the project itself', async () => {
    const settings = MIDDLEWARE.replace('"django.contrib.admin"', '');
    const form = { 'shop/templates/order.html': '<form method="post">{% csrf_token %}</form>' };
    expect(await found('origin-not-trusted', settings, { ...files, ...form })).toEqual(['settings.py']);
  });

  it.each([
    ['a site that redirects without end before', LOOP],
    ['a project without forms', MIDDLEWARE.replace('"django.contrib.admin"', '')],
    ['one without the middleware', MIDDLEWARE.replace('    "django.middleware.csrf.CsrfViewMiddleware",\n', '')],
    ['origins that the environment gives', `import os\n${MIDDLEWARE}CSRF_TRUSTED_ORIGINS = os.environ["ORIGINS"].split(",")\n`],
    ['an origin with https', `${MIDDLEWARE}CSRF_TRUSTED_ORIGINS = ["https://*.shop.de"]\n`],
  ])('is silent about %s', async (_, settings) => {
    expect(await found('origin-not-trusted', settings, files)).toEqual([]);
  });

  it('is silent before Django 4.0, which does not look at the origin', async () => {
    expect(await found('origin-not-trusted', MIDDLEWARE, files, { django: '3.2' })).toEqual([]);
  });

  it('is silent about an API on a path of its own', async () => {
    expect(await found('origin-not-trusted', MIDDLEWARE, { 'nginx.conf': nginx(PASS).replace('location /', 'location /api/') })).toEqual(
      [],
    );
  });
});

describe('stack/proxy-header-unset and -mismatch', () => {
  it('are silent where a header of another name is what Django does not need', async () => {
    const site = nginx(PASS, `${HOST}${PROTO}proxy_set_header X-Forwarded-Ssl on;`);
    expect(await found('proxy-header-mismatch', HEADER, { 'nginx.conf': site })).toEqual([]);
    expect(await found('proxy-header-unset', HEADER, { 'nginx.conf': site })).toEqual([]);
  });

  it('speak of one fault once', async () => {
    const settings = `${LOOP}SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTOCOL", "https")\n`;
    const files = { 'nginx.conf': nginx(PASS, HOST + PROTO) };
    expect(await found('proxy-header-mismatch', settings, files)).toEqual(['settings.py']);
    expect(await found('proxy-header-unset', settings, files)).toEqual([]);
    expect(await found('redirect-loop', settings, files)).toEqual([]);
  });

  it('leave a loop to its own rule', async () => {
    expect(await found('proxy-header-unset', LOOP + HEADER, { 'nginx.conf': nginx(PASS) })).toEqual([]);
    expect(await found('proxy-header-unset', MIDDLEWARE + HEADER, { 'nginx.conf': nginx(PASS) })).toEqual(['settings.py']);
  });
});

describe('stack/hsts-without-https', () => {
  it('is silent where nothing is known of what nginx adds', async () => {
    const settings = `${MIDDLEWARE}SECURE_HSTS_SECONDS = 3600\n`;
    expect(await found('hsts-without-https', settings, { 'nginx.conf': nginx(PASS) })).toEqual(['settings.py']);
    expect(await found('hsts-without-https', settings, { 'nginx.conf': nginx(PASS, HOST, 'include /etc/nginx/security.conf;') })).toEqual(
      [],
    );
  });
});
