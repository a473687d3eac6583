/** Configurations of several files that a seed makes, and edits of them: what people write, right and wrong. */

export type Texts = ReadonlyMap<string, string>;

/** Numbers that a seed decides: mulberry32. */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), 1 | state);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return ((bits ^ (bits >>> 14)) >>> 0) / 4_294_967_296;
  };
}

type Random = () => number;

function pick<T>(random: Random, items: readonly T[]): T {
  return items[Math.floor(random() * items.length)] as T;
}

/** Lines of a location. */
const INNER = [
  'proxy_pass http://app_0;',
  'proxy_pass http://app_1;',
  'proxy_pass http://app_1:8000;',
  'proxy_pass http://app_2/sub;',
  'proxy_pass http://web:8000;',
  'proxy_pass http://other.example.org;',
  'proxy_pass http://$backend;',
  'uwsgi_pass app_1;',
  'uwsgi_pass nowhere;',
  'proxy_set_header Host $host;',
  'proxy_set_header Host $http_host;',
  'proxy_set_header X-Forwarded-Proto $scheme;',
  'proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;',
  'proxy_set_header Upgrade $http_upgrade;',
  'proxy_set_header Connection $connection_upgrade;',
  'proxy_set_header X-Who $whoever;',
  'proxy_set_header X-Bad "a$";',
  'proxy_cache pages;',
  'proxy_buffers 1 4k;',
  'proxy_read_timeout 30s;',
  'proxy_read_timeout soon;',
  'client_max_body_size 20m;',
  'limit_req zone=login burst=5;',
  'add_header X-Frame-Options DENY;',
  'add_header X-Path $uri;',
  'return 301 https://$host$uri;',
  'return 404;',
  'rewrite ^/old/(.*)$ /new/$2 last;',
  'set $backend $http_x;',
  'alias /srv/static;',
  'alias /srv/static/;',
  'root /srv/www;',
  'expires 30d;',
  'expir',
  'access_log /var/log/site.log main;',
  'access_log off',
  'internal;',
  'include snippets/shared.conf;',
  'include snippets/gone.conf;',
  'include proxy_params;',
];

/** Lines of a server. */
const OUTER = [
  'listen 80;',
  'listen 80 default_server;',
  'listen 443 ssl;',
  'listen 443 ssl http2;',
  'listen 127.0.0.1:8080;',
  'server_name shop.example.org;',
  'server_name other.example.org www.other.example.org;',
  'server_name ~^(?<name>.+)\\.example\\.org$;',
  'server_name a*b.example.org;',
  'ssl_certificate /etc/ssl/a.pem;',
  'ssl_certificate_key /etc/ssl/a.key;',
  'ssl_protocols TLSv1 TLSv1.2;',
  'ssl_verify_client on;',
  'add_header Strict-Transport-Security "max-age=100" always;',
  'client_max_body_size 20m;',
  'root /srv/www;',
  'set_real_ip_from 0.0.0.0/0;',
  'server_tokens on;',
  'include snippets/shared.conf;',
  'nonsense yes;',
  'proxy_buffer_size 64k;',
];

/** Lines of http. */
const WIDE = [
  'map $http_upgrade $connection_upgrade { default upgrade; "" close; }',
  'map $http_x $whoever { default $uri; }',
  'limit_req_zone $binary_remote_addr zone=login:1m rate=1r/s;',
  'limit_req_zone $binary_remote_addr zone=login:2m rate=1r/s;',
  'proxy_cache_path /var/cache keys_zone=pages:1m;',
  "log_format main '$remote_addr $status';",
  'gzip on;',
  'server_tokens off;',
  'add_header X-Frame-Options DENY;',
  'proxy_set_header Host $host;',
  'set_real_ip_from 0.0.0.0/0;',
  'include mime.types;',
  'include snippets/gone.conf;',
  'include sites/*.conf;',
  'include sites/b.conf;',
  'proxy_redirect default;',
  'rewrite ^/a$ /b;',
];

const LOCATIONS = ['/', '/static/', '/media', '= /health', '~ \\.php$', '~ ^/media/(.+)$', '~* \\.(js|css)$', '@app', '/api/'];

function some(random: Random, items: readonly string[], most: number, indent: string): readonly string[] {
  return Array.from({ length: Math.floor(random() * (most + 1)) }, () => indent + pick(random, items));
}

function location(random: Random): readonly string[] {
  return [`    location ${pick(random, LOCATIONS)} {`, ...some(random, INNER, 5, '        '), '    }'];
}

function server(random: Random): readonly string[] {
  const locations = Array.from({ length: 1 + Math.floor(random() * 3) }, () => location(random)).flat();
  return ['server {', ...some(random, OUTER, 5, '    '), ...locations, '}'];
}

function upstream(random: Random): readonly string[] {
  const port = 8000 + Math.floor(random() * 2);
  return [`upstream app_${Math.floor(random() * 3)} {`, `    server ${pick(random, ['web', 'django', '10.0.0.1'])}:${port};`, '}'];
}

function site(random: Random): string {
  const parts = [...(random() < 0.6 ? upstream(random) : []), ...(random() < 0.3 ? some(random, WIDE, 2, '') : [])];
  return [...parts, ...server(random), ...(random() < 0.5 ? server(random) : []), ''].join('\n');
}

function main(random: Random): string {
  const body = [...some(random, WIDE, 3, '    '), '    include sites/*.conf;', ...(random() < 0.4 ? server(random) : [])];
  return ['worker_processes auto;', 'events { worker_connections 512; }', 'http {', ...body, '}', ''].join('\n');
}

const COMPOSE = [
  'services:\n  web:\n    build: .\n    command: gunicorn shop.wsgi\n',
  'services:\n  web:\n    image: grafana/grafana\n  django:\n    build: .\n    command: gunicorn shop.wsgi\n',
  'services:\n  proxy:\n    image: nginx:1.18\n    volumes: ["./nginx:/etc/nginx"]\n  web:\n    build: .\n    command: gunicorn shop.wsgi\n',
];

const MAIN = 'nginx/nginx.conf';

/** A workspace: a whole configuration with sites, a snippet that several of them include, and what tells who Django is. */
export function workspace(random: Random): Texts {
  const texts = new Map([
    ['manage.py', 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")\n'],
    ['shop/settings.py', 'SECRET_KEY = "x"\nALLOWED_HOSTS = ["shop.example.org"]\nSTATIC_URL = "/static/"\nMEDIA_URL = "/media/"\n'],
    ['docker-compose.yml', COMPOSE[0] ?? ''],
    [MAIN, main(random)],
    ['nginx/snippets/shared.conf', `${some(random, INNER, 2, '').join('\n')}\n`],
  ]);
  for (const name of ['a', 'b', 'c', 'd']) texts.set(`nginx/sites/${name}.conf`, site(random));
  return texts;
}

/** What one edit makes of a workspace; `moved`: a file appeared or disappeared. */
export function edited(random: Random, texts: Texts): { readonly texts: Texts; readonly moved: boolean } {
  const next = new Map(texts);
  const paths = [...texts.keys()].filter((path) => path.endsWith('.conf'));
  const kind = random();
  if (kind < 0.06) {
    next.set(`nginx/sites/${pick(random, ['a', 'b', 'e'])}.conf`, site(random));
    return { texts: next, moved: true };
  }
  if (kind < 0.1) {
    next.delete(pick(random, [...paths.filter((path) => path !== MAIN)]));
    return { texts: next, moved: true };
  }
  if (kind < 0.16) next.set('docker-compose.yml', pick(random, COMPOSE));
  else if (kind < 0.2) next.set(MAIN, main(random));
  else {
    const path =
      kind < 0.35 ? MAIN : kind < 0.42 && texts.has('nginx/snippets/shared.conf') ? 'nginx/snippets/shared.conf' : pick(random, paths);
    next.set(path, withOtherLine(random, texts.get(path) ?? ''));
  }
  return { texts: next, moved: false };
}

function withOtherLine(random: Random, text: string): string {
  const lines = text.split('\n');
  const at = Math.floor(random() * lines.length);
  const line = lines[at] ?? '';
  const written = pick(random, /^ {8}/.test(line) ? INNER : /^ {4}/.test(line) ? [...OUTER, ...WIDE] : [...WIDE, ...INNER]);
  const way = random();
  if (way < 0.3) lines.splice(at, 0, `${/^ */.exec(line)?.[0] ?? ''}${written}`);
  else if (way < 0.5 && !/[{}]/.test(line)) lines.splice(at, 1);
  else if (way < 0.55) lines.splice(at, 1);
  else if (way < 0.85 && !/[{}]/.test(line)) lines[at] = `${/^ */.exec(line)?.[0] ?? ''}${written}`;
  else if (way < 0.92) lines[at] = line.replace(';', '');
  else lines[at] = `${line} # ${Math.floor(random() * 100)}`;
  return lines.join('\n');
}
