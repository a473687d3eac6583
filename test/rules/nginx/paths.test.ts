import { describe, expect, it } from 'vitest';
import { fixed, judge, marked, unmarked } from '../support';

type Files = Readonly<Record<string, string>>;

/** The first lines of what a rule says, for a server with these lines in it. */
async function found(rule: string, lines: string, files: Files = {}): Promise<readonly string[]> {
  const judged = await judge({ files: { 'nginx.conf': `server {\n${lines}\n}\n`, ...files } }, `nginx/${rule}`);
  return judged.findings.map(({ message }) => message.split('\n')[0] ?? '');
}

async function marks(rule: string, text: string, files: Files = {}): Promise<string> {
  const judged = await judge({ files: { 'nginx.conf': unmarked(text), ...files } }, `nginx/${rule}`);
  return marked('nginx.conf', unmarked(text), judged.findings);
}

describe('an alias that leads out of its folder', () => {
  const rule = 'alias-traversal';

  it('is one with a slash below a prefix without one', async () => {
    for (const location of ['/static', '^~ /static', '/static/css', '"/my files"']) {
      expect(await found(rule, `location ${location} { alias /srv/shop/static/; }`), location).toHaveLength(1);
    }
    for (const location of ['/static/', '= /static', '@static', '/']) {
      expect(await found(rule, `location ${location} { alias /srv/shop/static/; }`), location).toEqual([]);
    }
  });

  it('may end in a folder that is filled in later, or lie in another location', async () => {
    expect(await found(rule, 'location /static { alias $folder/; }')).toHaveLength(1);
    expect(await found(rule, 'location /static { alias {{ folder }}/; }')).toHaveLength(1);
    expect(await found(rule, 'location /static { alias $folder; }')).toEqual([]);
    expect(await found(rule, 'location /a/ { location /a/static { alias /srv/static/; } }')).toHaveLength(1);
  });

  it('is harmless where another location takes the path', async () => {
    expect(await found(rule, 'location /static { alias /srv/static/; }\nlocation ~ \\.\\. { return 400; }')).toEqual([]);
    expect(await found(rule, 'location /static { alias /srv/static/; }\nlocation ~ \\.php$ { return 404; }')).toHaveLength(1);
  });

  it('is harmless where nothing is sent from the disk', async () => {
    for (const line of ['proxy_pass http://web:8000;', 'internal;', 'deny all;', 'return 404;']) {
      expect(await found(rule, `location /static { ${line} alias /srv/static/; }`), line).toEqual([]);
    }
    expect(await found(rule, 'return 301 https://$host$request_uri;\nlocation /static { alias /srv/static/; }')).toEqual([]);
  });

  it('can be written as an expression', async () => {
    for (const location of ['~ ^/static(.*)$', '~* /static(.+)', '~ ^/static(?<rest>.*)$', '~ ^/(?:static|assets)(.*)$']) {
      const name = location.includes('rest') ? 'rest' : '1';
      const isFound = !location.includes('?:');
      expect(await found(rule, `location ${location} { alias /srv/static/$${name}; }`), location).toHaveLength(isFound ? 1 : 0);
    }
    for (const location of ['~ ^/static/(.*)$', '~ ^/static(/.*)$', '~ ^/static([a-z]*)$']) {
      expect(await found(rule, `location ${location} { alias /srv/static/$1; }`), location).toEqual([]);
    }
    expect(await found(rule, 'location ~ ^/static(.*)$ { alias /srv/static$1; }')).toEqual([]);
  });

  it('gets no slash where a location of that name stands beside it', async () => {
    const text = 'server {\n    location /static { alias /srv/static/; }\n    location /static/ { alias /srv/static/; }\n}\n';
    const judged = await judge({ files: { 'nginx.conf': text } }, `nginx/${rule}`);
    expect(judged.findings.map(({ fixes }) => fixes.length)).toEqual([0]);
  });

  it('is found in a fragment for a server, and in an included file, once', async () => {
    const fragment = 'location /static {\n    alias /srv/static/;\n}\n';
    const site = 'server {\n    include snippets/static.conf;\n}\nserver {\n    listen 81;\n    include snippets/static.conf;\n}\n';
    const judged = await judge({ files: { 'nginx/nginx.conf': site, 'nginx/snippets/static.conf': fragment } }, `nginx/${rule}`);
    expect(judged.findings.map(({ place }) => place.file)).toEqual(['nginx/snippets/static.conf']);
    expect(fixed(judged)['nginx/snippets/static.conf']).toContain('location /static/ {');
  });
});

describe('an alias without the slash of its location', () => {
  const rule = 'alias-slash-mismatch';

  it('is reported where the alias is written out', async () => {
    expect(await found(rule, 'location /static/ { alias /srv/static; }')).toHaveLength(1);
    expect(await found(rule, 'location /static/ { alias $root/static; }')).toHaveLength(1);
    expect(await found(rule, 'location /protected/ { internal; alias /srv/private; }')).toHaveLength(1);
    expect(await found(rule, 'location /static/ { alias $folder; }')).toEqual([]);
    expect(await found(rule, 'location /static/ { alias /srv/${name}; }')).toEqual([]);
  });

  it('is none where the path is made in another way', async () => {
    expect(await found(rule, 'location /a/ { alias /srv/a; try_files index.html =404; }')).toEqual([]);
    expect(await found(rule, 'location /a/ { proxy_pass http://web:8000; alias /srv/a; }')).toEqual([]);
    expect(await found(rule, 'location = /a/ { alias /srv/a/index.html; }')).toEqual([]);
  });
});

describe('a root that repeats its location', () => {
  const rule = 'static-root-doubled';

  it.each([
    ['/static/', '/srv/static/', '/srv'],
    ['/static', '/srv/static', '/srv'],
    ['/static/', '/static', '/'],
    ['^~ /shop/static/', '"/srv/my shop/shop/static"', '"/srv/my shop"'],
    ['= /favicon.ico', '/srv/favicon.ico', '/srv'],
    ['~ ^/static/.*\\.css$', '/srv/static', '/srv'],
    ['~* ^/static/', '/srv/static', '/srv'],
  ])('location %s with root %s', async (location, root, right) => {
    const judged = await judge({ files: { 'nginx.conf': `server { location ${location} { root ${root}; } }\n` } }, `nginx/${rule}`);
    expect(fixed(judged)['nginx.conf']).toBe(`server { location ${location} { root ${right}; } }\n`);
  });

  it('is none where the folder only sounds alike, or the path is not known', async () => {
    for (const [location, root] of [
      ['/static/', '/srv/mystatic'],
      ['/static/', '/srv/static/files'],
      ['/', '/srv'],
      ['/static/', '$folder/static'],
      ['/static/', '{{ folder }}/static'],
      ['~ /static/', '/srv/static'],
      ['~ ^/(static|media)/', '/srv/static'],
      ['~ ^/stati?c/', '/srv/static'],
      ['@static', '/srv/@static'],
    ]) {
      expect(await found(rule, `location ${location} { root ${root}; }`), `${location} ${root}`).toEqual([]);
    }
  });

  it('is none where the path is changed before', async () => {
    for (const line of [
      'rewrite ^/static(.*)$ $1 break;',
      'try_files /other$uri =404;',
      'if ($arg_v) { rewrite ^/static(.*)$ $1 break; }',
      'include more.conf;',
    ]) {
      expect(await found(rule, `location /static/ { root /srv/static; ${line} }`), line).toEqual([]);
    }
    expect(await found(rule, 'location /static/ { root /srv/static; try_files $uri =404; }')).toHaveLength(1);
  });

  it('may be meant: by a setting, a folder, a volume', async () => {
    const lines = 'location /static/ { root /srv/static; }';
    for (const files of [
      { 'settings.py': 'STATIC_ROOT = "/srv/static/static/"\n' },
      { 'settings.py': 'from pathlib import Path\nSTATIC_ROOT = Path("/srv/static") / "static"\n' },
      { 'web/static/static/site.css': '' },
      { 'compose.yml': 'services:\n  nginx:\n    image: nginx\n    volumes:\n      - files:/srv/static/static\n' },
    ] satisfies readonly Files[]) {
      expect(await found(rule, lines, files), JSON.stringify(files)).toEqual([]);
    }
    expect(await found(rule, lines, { 'settings.py': 'STATIC_ROOT = "/srv/static/"\n' })).toHaveLength(1);
  });
});

describe('the project’s own files', () => {
  const rule = 'project-exposed';
  const unit = '[Service]\nWorkingDirectory=/srv/shop\nExecStart=/srv/venv/bin/gunicorn -b unix:/run/shop.sock shop.wsgi\n';
  const files = { 'backend/manage.py': '', 'backend/shop/wsgi.py': '', 'shop.service': unit };

  it('are sent from their folder and from those above', async () => {
    expect(await found(rule, 'root /srv/shop;', files)).toEqual([
      'GET /manage.py returns backend/manage.py: shop.service starts it in /srv/shop.',
    ]);
    expect(await found(rule, 'root /srv;', files)).toEqual([
      'GET /shop/manage.py returns backend/manage.py: shop.service starts it in /srv/shop.',
    ]);
    expect(await found(rule, 'location /files { alias /srv/shop; }', files)).toHaveLength(1);
    expect(await found(rule, 'root /srv/shop/static;', files)).toEqual([]);
  });

  it('are sent where a file is looked for first', async () => {
    const app = 'location @app { proxy_pass http://unix:/run/shop.sock; }';
    expect(await found(rule, `root /srv/shop;\nlocation / { try_files $uri @app; }\n${app}`, files)).toHaveLength(1);
    expect(await found(rule, `root /srv/shop;\nlocation / { try_files /static$uri @app; }\n${app}`, files)).toEqual([]);
    expect(await found(rule, 'root /srv/shop;\nlocation / { proxy_pass http://web; }', files)).toEqual([]);
  });

  it('are not where a location refuses them, nor where nothing says where they lie', async () => {
    expect(await found(rule, 'root /srv/shop;\nlocation ~ \\.py$ { return 404; }', files)).toEqual([]);
    expect(await found(rule, 'root /srv/shop;\nlocation ~ \\.p++y$ { return 404; }', files)).toEqual([]);
    expect(await found(rule, 'root /srv/shop;', { 'manage.py': '' })).toEqual([]);
    const other = unit.replace('shop.wsgi', 'elsewhere.wsgi');
    expect(await found(rule, 'root /srv/shop;', { ...files, 'shop.service': other })).toEqual([]);
  });

  it('are judged by what production mounts', async () => {
    const compose = 'services:\n  nginx:\n    image: nginx\n    volumes:\n      - ./nginx.conf:/etc/nginx/conf.d/a.conf\n      - .:/code\n';
    expect(await found(rule, 'root /code;', { 'manage.py': '', 'compose.yml': compose })).toHaveLength(1);
    expect(await found(rule, 'root /code;', { 'manage.py': '', 'compose.dev.yml': compose })).toEqual([]);
    const chdir = unit.replace('-b unix', '--chdir /opt/app -b unix');
    expect(await found(rule, 'root /srv/shop;', { ...files, 'shop.service': chdir })).toEqual([]);
  });

  it('come into an image with a copy of everything', async () => {
    const image = 'FROM python:3.13\nCOPY . /app\nCOPY nginx.conf /etc/nginx/conf.d/default.conf\n';
    expect(await found(rule, 'root /app;', { 'manage.py': '', Dockerfile: image })).toHaveLength(1);
    expect(await found(rule, 'root /app/static;', { 'manage.py': '', Dockerfile: image })).toEqual([]);
    const two = 'FROM python:3.13\nCOPY . /app\nFROM nginx:1.28\nCOPY nginx.conf /etc/nginx/conf.d/default.conf\n';
    expect(await found(rule, 'root /app;', { 'manage.py': '', Dockerfile: two })).toEqual([]);
  });
});

describe('a location without root', () => {
  const rule = 'root-in-location';

  it('is reported once for each that sends files', async () => {
    const text = `server {
    location / {
        root /srv/public;
    }
    location /static/ {  # warning: [nginx/root-in-location]
        expires 7d;
        add_header Cache-Control public;
    }
    location ~ \\.svg$ {  # warning: [nginx/root-in-location]
        gzip_static on;
    }
    location /api/ {
        expires 1h;
        proxy_pass http://web:8000;
    }
    location /own/ {
        expires 7d;
        alias /srv/own/;
    }
}
`;
    expect(await marks(rule, text)).toBe(text);
  });

  it('is none below a root, where something is unseen, or where none has one', async () => {
    expect(await found(rule, 'root /srv;\nlocation / { root /a; }\nlocation /b/ { expires 1d; }')).toEqual([]);
    expect(await found(rule, 'include root.conf;\nlocation / { root /a; }\nlocation /b/ { expires 1d; }')).toEqual([]);
    expect(await found(rule, 'location / { index a.html; }\nlocation /b/ { expires 1d; }')).toEqual([]);
  });
});
