import { describe, expect, it } from 'vitest';
import { formatNginxVersion } from '../../../server/src/project/nginx/version';
import { projectOf } from '../../support/project';
import { blockOf, configurationOf, lines } from './support';

const MAIN = 'events { }\nhttp {\n  include mime.types;\n  include conf.d/*.conf;\n}\n';
const SITE = 'server {\n  listen 80;\n  location / { proxy_pass http://app; }\n}\n';

async function found(files: Readonly<Record<string, string>>) {
  return (await projectOf(files)).nginxConfigurations.map(({ file, context, outer }) => `${file}: ${context}, ${outer}`);
}

describe('which files are nginx’s', () => {
  it.each([
    ['a whole configuration', { 'nginx/nginx.conf': MAIN }, ['nginx/nginx.conf: main, own']],
    ['a site in a folder of sites', { 'deploy/sites-available/shop': SITE }, ['deploy/sites-available/shop: http, stock']],
    ['a template of the image', { 'nginx/templates/default.conf.template': SITE }, ['nginx/templates/default.conf.template: http, stock']],
    ['a file of any name that has servers', { 'deploy/shop.conf': SITE }, ['deploy/shop.conf: http, stock']],
    [
      'a snippet in nginx’s folder',
      { 'nginx/headers.conf': 'add_header X-A b;\nadd_header X-C d;\n' },
      ['nginx/headers.conf: http, stock'],
    ],
    ['locations alone', { 'nginx/static.conf': 'location /static/ { alias /srv/static/; }\n' }, ['nginx/static.conf: server, anything']],
    [
      'what a comment says',
      { 'nginx/headers.conf': '# nginx context: location\nadd_header X-A b;\n' },
      ['nginx/headers.conf: location, anything'],
    ],
  ])('%s', async (_, files, expected) => {
    expect(await found(files)).toEqual(expected);
  });

  it.each([
    ['supervisor’s', { 'conf.d/app.conf': '[program:web]\ncommand=gunicorn shop.wsgi\n' }],
    ['Apache’s', { 'deploy/site.conf': '<VirtualHost *:80>\n  ServerName example.org\n</VirtualHost>\n' }],
    ['redis’', { 'redis.conf': 'bind 127.0.0.1\nport 6379\nmaxmemory 100mb\n' }],
    ['a script that names nginx', { 'nginx.sh': 'nginx -g "daemon off;"\n' }],
    ['monit’s', { 'monit/nginx': 'check process nginx with pidfile /run/nginx.pid\n  if 5 restarts within 5 cycles then timeout\n' }],
    ['an empty file', { 'nginx/nginx.conf': '' }],
  ])('not %s', async (_, files) => {
    expect(await found(files)).toEqual([]);
  });
});

describe('include', () => {
  it('puts the directives of a file where it stands, relative to the main file wherever it is included', async () => {
    const configuration = await configurationOf({
      'nginx/nginx.conf': MAIN,
      'nginx/conf.d/a.conf': 'server {\n  include snippets/proxy.conf;\n  location / { proxy_pass http://b; }\n}\n',
      'nginx/snippets/proxy.conf': 'proxy_set_header Host $host;\n',
    });
    expect(configuration.files).toEqual(['nginx/nginx.conf', 'nginx/conf.d/a.conf', 'nginx/snippets/proxy.conf']);
    expect(lines(blockOf(configuration, 'server').all('proxy_set_header'))).toEqual(['proxy_set_header Host $host']);
  });

  it('judges an included file nowhere else', async () => {
    expect(await found({ 'nginx/nginx.conf': MAIN, 'nginx/conf.d/a.conf': SITE })).toEqual(['nginx/nginx.conf: main, own']);
  });

  it.each([
    ['an absolute path of the package', '/etc/nginx/conf.d/*.conf', 'nginx/conf.d/a.conf'],
    ['sites-enabled, whose files a repository keeps in sites-available', '/etc/nginx/sites-enabled/*', 'nginx/sites-available/a'],
    ['a set of letters', 'conf.d/[a-c].conf', 'nginx/conf.d/b.conf'],
  ])('finds %s', async (_, pattern, file) => {
    const configuration = await configurationOf({ 'nginx/nginx.conf': `events { }\nhttp { include ${pattern}; }\n`, [file]: SITE });
    expect(configuration.files).toEqual(['nginx/nginx.conf', file]);
  });

  it('leaves out what a leading dot hides from a star', async () => {
    const configuration = await configurationOf({ 'nginx/nginx.conf': MAIN, 'nginx/conf.d/.a.conf': SITE });
    expect(configuration.files).toEqual(['nginx/nginx.conf']);
  });

  it('follows what compose mounts', async () => {
    const configuration = await configurationOf({
      'compose.yml':
        'services:\n  proxy:\n    image: nginx:1.25.3\n    volumes:\n      - ./proxy/main.conf:/etc/nginx/nginx.conf:ro\n      - ./proxy/sites:/etc/nginx/conf.d\n',
      'proxy/main.conf': 'events { }\nhttp { include /etc/nginx/conf.d/*.conf; }\n',
      'proxy/sites/shop.conf': SITE,
    });
    expect(configuration.files).toEqual(['proxy/main.conf', 'proxy/sites/shop.conf']);
    expect(formatNginxVersion(configuration.version)).toBe('1.25.3');
    expect(configuration.version.source).toBe('image nginx:1.25.3 in compose.yml');
  });

  it('follows what an image copies, one file under another name', async () => {
    const [site] = (
      await projectOf({
        'proxy/Dockerfile': 'FROM nginx:1.27-alpine\nCOPY site.conf /etc/nginx/conf.d/default.conf\n',
        'proxy/site.conf': 'client_max_body_size 5m;\n',
      })
    ).nginxConfigurations;
    expect(site?.context).toBe('http');
    expect(site?.because).toBe('it is mounted at /etc/nginx/conf.d/default.conf');
  });

  it('takes nothing that lies beside a file which an image copies alone', async () => {
    const configuration = await configurationOf({
      'docker/Dockerfile':
        'FROM debian:12\nCOPY nginx.conf /etc/nginx/\nCOPY conf.d/* /etc/nginx/conf.d/\nCOPY mime.types /etc/mime.types\n',
      'docker/nginx.conf': MAIN,
      'docker/mime.types': 'text/plain txt\n',
      'docker/conf.d/a.conf': SITE,
    });
    expect(configuration.files).toEqual(['docker/nginx.conf', 'docker/conf.d/a.conf']);
    expect(configuration.includes.map(({ shipped }) => shipped)).toEqual([true, false]);
  });

  it('knows what nginx ships, and says what is not there', async () => {
    const configuration = await configurationOf({
      'nginx/site.conf':
        'server {\n  location / { include proxy_params; proxy_pass http://a; }\n  location /b { include /srv/more.conf; proxy_pass http://a; }\n}\n',
    });
    expect(lines(blockOf(configuration, 'location /').all('proxy_set_header'))).toHaveLength(4);
    expect(blockOf(configuration, 'location /').open).toBeUndefined();
    expect(blockOf(configuration, 'location /b').open).toBe('/srv/more.conf is not in the workspace');
  });

  it.each([
    ['itself', { 'nginx/nginx.conf': 'events { }\nhttp { include nginx.conf; }\n' }],
    [
      'what includes it',
      {
        'nginx/nginx.conf': 'events { }\nhttp { include a.conf; }\n',
        'nginx/a.conf': 'include b.conf;\n',
        'nginx/b.conf': 'include a.conf;\n',
      },
    ],
  ])('stops at a file that includes %s', async (_, files) => {
    const configuration = await configurationOf(files, 'nginx/nginx.conf');
    expect(configuration.includes.at(-1)?.missing ?? configuration.includes.map((each) => each.missing).join()).toMatch(/includes itself/);
  });
});

describe('the version of nginx', () => {
  it.each([
    ['a comment', '# for nginx 1.24.0\n', 'a comment in nginx/site.conf'],
    [
      'the head of Mozilla’s generator',
      '# generated 2025-01-01, Mozilla Guideline v5.7, nginx 1.27.3, OpenSSL 3.4.0\n',
      'a comment in nginx/site.conf',
    ],
    ['nothing', '', 'assumed: nothing names a version, so the newest (1.31.5)'],
  ])('comes from %s', async (_, head, source) => {
    expect((await configurationOf({ 'nginx/site.conf': head + SITE })).version.source).toBe(source);
  });
});

describe('templates', () => {
  it('marks what stands between tags, and opens a block that a tag writes into', async () => {
    const configuration = await configurationOf({
      'nginx/site.conf.j2':
        'server {\n{% if tls %}\n  listen 443 ssl;\n{% endif %}\n  listen 80;\n  location / {\n    {{ extra }}\n    proxy_pass http://a;\n  }\n}\n',
    });
    expect(
      blockOf(configuration, 'server')
        .all('listen')
        .map((each) => each.conditional),
    ).toEqual([true, false]);
    expect(blockOf(configuration, 'location /').open).toBe('a template puts more here');
  });
});
