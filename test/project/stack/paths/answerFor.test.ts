import { describe, expect, it } from 'vitest';
import { environmentOf } from '../../../../server/src/evaluate/environment';
import { MemoryFiles } from '../../../../server/src/host/files';
import { openProject } from '../../../../server/src/project/open';
import { answerFor, heldAt, sameFiles, sitesOf } from '../../../../server/src/project/stack/paths/answerFor';
import { seenBy } from '../../../../server/src/project/stack/paths/codePlaces';
import { parsePython } from '../../../../server/src/syntax/python/parse';
import { nginx } from '../../../support/nginx';
import { python } from '../../../support/python';

const SHOP = {
  'compose.yml': `services:
  web:
    build: .
    volumes: [static:/app/public/static]
  nginx:
    image: nginx:1.27
    volumes:
      - ./nginx.conf:/etc/nginx/conf.d/default.conf
      - static:/srv/static:ro
volumes:
  static:
`,
  Dockerfile: 'FROM python:3.13\nWORKDIR /app\nCOPY . .\nCMD ["gunicorn", "wsgi", "--bind", "0.0.0.0:8000"]\n',
  'wsgi.py': 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings")\n',
  'settings.py': 'DEBUG = False\nSECRET_KEY = "x"\nINSTALLED_APPS = []\n',
};

async function site(locations: string, files: Readonly<Record<string, string>> = {}) {
  const parser = await python();
  const conf = `server {\n    listen 80;\n${locations}\n    location / { proxy_pass http://web:8000; }\n}\n`;
  const texts = new Map(Object.entries({ ...SHOP, 'nginx.conf': conf, ...files }));
  const project = openProject(new MemoryFiles(texts), {
    parsePython: (text) => parsePython(parser, text),
    parseNginx: await nginx(),
    environment: environmentOf(new Map(), false),
  });
  const [found] = project.subjects('stack').flatMap(sitesOf);
  if (!found) throw new Error('there is no site');
  return { project, found };
}

/** `file /srv/x`, `application web`, `refused return`, `unknown …`. */
async function answer(locations: string, path: string): Promise<string> {
  const { found } = await site(locations);
  const given = answerFor(found, path);
  switch (given.kind) {
    case 'file':
      return `file ${given.path}`;
    case 'application':
      return `application ${given.app.name}`;
    case 'refused':
      return `refused ${given.words}`;
    case 'proxied':
      return `proxied ${given.proxied.target.host}`;
    case 'unknown':
      return `unknown: ${given.reason}`;
  }
}

describe('which file answers a URL', () => {
  it('is below root with the whole path, and below alias with what follows the location', async () => {
    expect(await answer('location /static/ { root /srv; }', '/static/a.css')).toBe('file /srv/static/a.css');
    expect(await answer('location /static/ { alias /srv/files/; }', '/static/a.css')).toBe('file /srv/files/a.css');
    expect(await answer('location /static { alias /srv/files; }', '/static/a.css')).toBe('file /srv/files/a.css');
    expect(await answer('root /srv;\nlocation /static/ { expires 1d; }', '/static/a.css')).toBe('file /srv/static/a.css');
  });

  it('has the groups of an expression put in', async () => {
    expect(await answer('location ~ ^/static/(.*)$ { alias /srv/files/$1; }', '/static/css/a.css')).toBe('file /srv/files/css/a.css');
    expect(await answer('location ~ ^/static/(?<rest>.*)$ { alias /srv/files/$rest; }', '/static/a.css')).toBe('file /srv/files/a.css');
  });

  it('is none where Django, another server or nginx itself answers', async () => {
    expect(await answer('', '/static/a.css')).toBe('application web');
    expect(await answer('location /static/ { proxy_pass http://minio:9000; }', '/static/a.css')).toBe('proxied minio');
    expect(await answer('location /static/ { return 404; }', '/static/a.css')).toBe('refused return');
    expect(await answer('location /static/ { internal; alias /srv/; }', '/static/a.css')).toBe('refused internal');
  });

  it('is not told where something changes the path, or a variable names the folder', async () => {
    expect(await answer('location /static/ { rewrite ^/static/(.*)$ /$1 break; root /srv; }', '/static/a.css')).toMatch(
      /^unknown: a rewrite/,
    );
    expect(await answer('location /static/ { try_files /other$uri =404; root /srv; }', '/static/a.css')).toMatch(/^unknown: try_files/);
    expect(await answer('location /static/ { root $where; }', '/static/a.css')).toMatch(/^unknown: what root/);
    expect(await answer('location /static/ { if ($arg_v) { return 404; } root /srv; }', '/static/a.css')).toMatch(/^unknown: an if/);
    expect(await answer('location /static/ { }', '/static/a.css')).toMatch(/^unknown: no root/);
  });

  it('tells whether a missing file is asked from somebody else', async () => {
    const { found } = await site('location /static/ { root /srv; try_files $uri @app; }\nlocation @app { proxy_pass http://web:8000; }');
    expect(answerFor(found, '/static/a.css')).toMatchObject({ kind: 'file', orElse: true });
    const { found: other } = await site('location /static/ { root /srv; try_files $uri =404; }');
    expect(answerFor(other, '/static/a.css')).toMatchObject({ kind: 'file', orElse: false });
  });
});

describe('where a container has a path of the settings', () => {
  async function seen(path: string, files: Readonly<Record<string, string>> = {}) {
    const { project, found } = await site('', files);
    return seenBy(project, found.stack, found.app, found.profile, path);
  }

  it('is seen from where its image has the settings, above them too', async () => {
    expect(await seen('/project/static')).toEqual({ kind: 'path', path: '/app/static' });
    expect(await seen('static')).toEqual({ kind: 'path', path: '/app/static' });
    expect(await seen('/var/www/static')).toEqual({ kind: 'path', path: '/var/www/static' });
    const nested = { Dockerfile: 'FROM python:3.13\nWORKDIR /srv/code\nCOPY settings.py wsgi.py ./\nCMD ["gunicorn", "wsgi"]\n' };
    expect(await seen('/project/static', nested)).toEqual({ kind: 'path', path: '/srv/code/static' });
  });

  it('is not told where the settings come with an image from elsewhere', async () => {
    const files = { Dockerfile: 'FROM shop/base\nCMD ["gunicorn", "wsgi", "--bind", "0.0.0.0:8000"]\n' };
    expect(await seen('/project/static', files)).toMatchObject({ kind: 'unknown' });
  });
});

describe('whether two containers have the same files', () => {
  async function compared(pathOfNginx: string, pathOfDjango: string) {
    const { found } = await site('');
    return sameFiles(heldAt(found.proxy, pathOfNginx), heldAt(found.app, pathOfDjango));
  }

  it('is decided by the volume and the path in it', async () => {
    expect(await compared('/srv/static', '/app/public/static')).toBe('same');
    expect(await compared('/srv/static/css', '/app/public/static/css')).toBe('same');
    expect(await compared('/srv/static', '/app/public/static/css')).toBe('different');
    expect(await compared('/srv/static', '/app/static')).toBe('different');
  });

  it('is not told above a mount', async () => {
    expect(await compared('/srv', '/app/public/static')).toBe('unknown');
  });
});
