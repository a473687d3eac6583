import { describe, expect, it } from 'vitest';
import { judge, type Workspace } from '../support';

const server = (inner: string) => `server {\n    listen 80;\n${inner}\n}\n`;
const location = (inner: string, path = '/') => `    location ${path} {\n        ${inner}\n    }`;
const PASS = 'proxy_pass http://web:8000;';

async function verdict(rule: string, files: Readonly<Record<string, string>>, options: Omit<Workspace, 'files'> = {}): Promise<string> {
  const judged = await judge({ ...options, files }, `nginx/${rule}`);
  const statuses = judged.judgements.map(({ status, reasons }) => [status, ...new Set(reasons)].join(': '));
  return [...new Set(statuses)].join(' | ');
}

describe('body-limit-default', () => {
  const MODEL = 'from django.db import models\n\nclass Photo(models.Model):\n    file = models.FileField()\n';
  const check = (inner: string, source = MODEL, path = 'photos/models.py') =>
    verdict('body-limit-default', { 'nginx.conf': server(inner), [path]: source });

  it('fails where a model or a form takes files', async () => {
    expect(await check(location(PASS))).toBe('fail');
    expect(await check(location('include uwsgi_params; uwsgi_pass unix:/run/shop.sock;'))).toBe('fail');
    expect(
      await check(
        location(PASS),
        'from django import forms\n\nclass Upload(forms.Form):\n    file = forms.FileField()\n',
        'photos/forms.py',
      ),
    ).toBe('fail');
    expect(
      await check(location(PASS), 'from django.db.models import ImageField as Image\n\nfile = Image()\n', 'photos/models/photo.py'),
    ).toBe('fail');
  });

  it('fails where a view reads the files of a request', async () => {
    expect(await check(location(PASS), 'def upload(request):\n    return save(request.FILES["file"])\n', 'photos/views.py')).toBe('fail');
    expect(await check(location(PASS), 'def upload(data):\n    return save(data.FILES, "request.FILES")\n', 'photos/views.py')).toMatch(
      /^notApplicable/,
    );
  });

  it('knows fields by where they come from, not by their name', async () => {
    expect(await check(location(PASS), 'from shop.fields import FileField\n\nx = FileField()\n')).toMatch(/^notApplicable/);
    expect(await check(location(PASS), '# models.FileField()\nNAME = "models.FileField()"\n')).toMatch(/^notApplicable/);
    // A serializer may only show the address of a file.
    expect(
      await check(location(PASS), 'from rest_framework import serializers\n\nx = serializers.ImageField()\n', 'a/serializers.py'),
    ).toMatch(/^notApplicable/);
  });

  it('takes a limit anywhere in the server for a decision, also none at all', async () => {
    expect(await check(`${location(PASS)}\n${location(`client_max_body_size 50m; ${PASS}`, '/upload/')}`)).toBe('pass');
    expect(await check(`    client_max_body_size 0;\n${location(PASS)}`)).toBe('pass');
    expect(await check(`    include limits/*.conf;\n${location(PASS)}`)).not.toMatch(/^fail/);
  });

  it('leaves a subrequest alone that has no body', async () => {
    expect(await check(location(`proxy_pass_request_body off; ${PASS}`, '/auth'))).toBe('pass');
    expect(await check(location(`internal; ${PASS}`, '/auth'))).toBe('pass');
  });
});

describe('websocket-upgrade-missing', () => {
  const APP = {
    'settings.py': 'INSTALLED_APPS = ["channels", "chat"]\nROOT_URLCONF = "urls"\nSECRET_KEY = "x"\n',
    'asgi.py': 'from channels.routing import ProtocolTypeRouter\n\napplication = ProtocolTypeRouter({"websocket": chat})\n',
  };
  const UPGRADE = 'proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection "upgrade";';
  const check = (inner: string, files = APP, options = {}) =>
    verdict('websocket-upgrade-missing', { 'nginx.conf': server(inner), ...files }, options);

  it('fails where nothing hands an upgrade on', async () => {
    expect(await check(location(PASS))).toBe('fail');
  });

  it('is silent where another location, or another nginx of the workspace, does', async () => {
    const other = location(`proxy_http_version 1.1; ${UPGRADE} proxy_pass http://web:8000;`, '/ws/');
    expect(await check(`${location(PASS)}\n${other}`)).toBe('pass');
    expect(await check(location(PASS), { ...APP, 'nginx/ws.conf': server(other) } as typeof APP)).toMatch(/^pass/);
  });

  it('is silent where another proxy may have the sockets', async () => {
    const compose = 'services:\n  proxy:\n    image: traefik:3\n';
    expect(await check(location(PASS), { ...APP, 'compose.yml': compose } as typeof APP)).toMatch(/^unknown: compose.yml may hand/);
  });

  it('asks for a route of Channels: asgi.py alone is in every project', async () => {
    const plain = { ...APP, 'asgi.py': 'from django.core.asgi import get_asgi_application\n\napplication = get_asgi_application()\n' };
    expect(await check(location(PASS), plain)).toBe('pass');
    const without = { ...APP, 'settings.py': APP['settings.py'].replace('"channels", ', '') };
    expect(await check(location(PASS), without)).toMatch(/^unknown: whether Channels/);
  });

  it('asks for the version only where it is known what nginx speaks without it', async () => {
    const upgrade = location(`${UPGRADE} ${PASS}`, '/ws/');
    expect(await check(upgrade, APP, { nginx: '1.22.1' })).toBe('fail');
    expect(await check(location(`proxy_http_version 1.0; ${UPGRADE} ${PASS}`, '/ws/'), APP, { nginx: '1.30.1' })).toBe('fail');
    expect(await check(upgrade, APP, { nginx: '1.29.7' })).toBe('pass');
    expect(await check(upgrade)).toMatch(/^unknown: which HTTP version/);
    expect(await check(location(`proxy_http_version 1.1; proxy_set_header Upgrade $http_upgrade; ${PASS}`, '/ws/'))).toBe('fail');
  });
});

describe('keepalive-broken', () => {
  const upstream = (lines: string) => `upstream django {\n    server web:8000;\n    ${lines}\n}\n`;
  const check = (inner: string, nginx?: string, lines = 'keepalive 8;') =>
    verdict(
      'keepalive-broken',
      { 'nginx.conf': upstream(lines) + server(location(`${inner} proxy_pass http://django;`)) },
      nginx === undefined ? {} : { nginx },
    );

  it('fails by the defaults of a known old release, for either half', async () => {
    expect(await check('', '1.29.6')).toBe('fail');
    expect(await check('proxy_http_version 1.1;', '1.24')).toBe('fail');
    expect(await check('proxy_set_header Connection "";', '1.24')).toBe('fail');
    expect(await check('proxy_http_version 1.1; proxy_set_header Connection "";', '1.24')).toBe('pass');
  });

  it('fails by what the file says whatever the release', async () => {
    expect(await check('proxy_http_version 1.0;')).toBe('fail');
    expect(await check('proxy_set_header Connection close; proxy_http_version 1.1;', '1.30.1')).toBe('fail');
  });

  it('is not known, or fine, otherwise', async () => {
    expect(await check('')).toMatch(/^unknown: whether nginx keeps connections/);
    expect(await check('', '1.29.7')).toBe('pass');
    expect(await check('', '1.24', '')).toBe('pass');
    expect(await check('proxy_http_version 1.1; proxy_set_header Connection $connection_upgrade;', '1.24')).toBe('pass');
  });
});

describe('uwsgi-params-missing', () => {
  const check = (inner: string, outside = '', files = {}) =>
    verdict('uwsgi-params-missing', {
      'nginx.conf': server(`${outside}${location(`${inner} uwsgi_pass unix:/run/shop.sock;`)}`),
      ...files,
    });

  it('fails without parameters, and where inner ones replace the outer', async () => {
    expect(await check('')).toBe('fail');
    expect(await check('uwsgi_param HTTPS on;', '    include uwsgi_params;\n')).toBe('fail');
  });

  it('takes the file of the project, and the one that nginx ships under any folder', async () => {
    expect(await check('include /srv/shop/uwsgi_params;')).toBe('pass');
    expect(await check('include params.inc;', '', { 'params.inc': 'uwsgi_param REQUEST_METHOD $request_method;\n' })).toBe('pass');
    expect(await check('include params.inc;', '', { 'params.inc': 'uwsgi_param HTTPS on;\n' })).toBe('fail');
    expect(await check('include /srv/shop/else.inc;')).toMatch(/^unknown/);
  });
});

describe('protocol-mismatch', () => {
  const INI = '[uwsgi]\nmodule = shop.wsgi\nsocket = /run/shop.sock\n';
  const check = (pass: string, files: Readonly<Record<string, string>> = { 'uwsgi.ini': INI }) =>
    verdict('protocol-mismatch', { 'nginx.conf': server(location(pass)), ...files });

  it('fails for a socket that another protocol is spoken on', async () => {
    expect(await check('proxy_pass http://unix:/run/shop.sock;')).toBe('fail');
    expect(await check('uwsgi_pass unix:///run/shop.sock;', { 'uwsgi.ini': INI.replace('socket', 'http-socket') })).toBe('fail');
    expect(await check('uwsgi_pass unix:/run/g.sock;', { 'gunicorn.conf.py': 'bind = "unix:/run/g.sock"\nworkers = 2\n' })).toBe('fail');
  });

  it('passes where both speak the same', async () => {
    expect(await check('uwsgi_pass unix:/run/shop.sock;')).toBe('pass');
    expect(await check('proxy_pass http://unix:/run/other.sock;')).toBe('pass');
  });

  it('is silent where the protocol of the socket is chosen elsewhere, or one path has two', async () => {
    expect(await check('proxy_pass http://unix:/run/shop.sock;', { 'uwsgi.ini': `${INI}protocol = http\n` })).toBe('pass');
    expect(await check('proxy_pass http://unix:/run/shop.sock;', { 'uwsgi.ini': INI.replace('socket', 'if-env = HTTP\nsocket') })).toBe(
      'pass',
    );
    expect(await check('uwsgi_pass unix:/run/g.sock;', { 'gunicorn.conf.py': 'bind = "unix:/run/g.sock"\nprotocol = "uwsgi"\n' })).toBe(
      'pass',
    );
    expect(await check('proxy_pass http://unix:/run/shop.sock;', { 'app.ini': INI, 'dev.ini': INI.replace('socket', 'http-socket') })).toBe(
      'pass',
    );
  });

  // The port of a container: production starts uWSGI on it, a compose file for tests the development server.
  it('takes no port for proof', async () => {
    expect(await check('proxy_pass http://uwsgi:8001;', { 'uwsgi.ini': '[uwsgi]\nsocket = 0.0.0.0:8001\n' })).toBe('pass');
  });
});
