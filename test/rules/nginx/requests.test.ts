import { describe, expect, it } from 'vitest';
import { judge, type Workspace } from '../support';

const server = (inner: string) => `server {\n    listen 80;\n${inner}\n}\n`;
const whole = (inner: string) => `events {}\nhttp {\n${inner}\n}\n`;

/** The lines with a finding of a rule, without what stands around them. */
async function found(
  rule: string,
  text: string,
  files: Readonly<Record<string, string>> = {},
  options: Omit<Workspace, 'files'> = {},
): Promise<readonly string[]> {
  const { findings, project } = await judge({ ...options, files: { 'nginx.conf': text, ...files } }, `nginx/${rule}`);
  return findings.map(({ place }) => {
    const source = project.source(place.file);
    return source?.lines.lineText(source.lines.position(place.span.start).line).trim() ?? '';
  });
}

describe('visitor-chosen-upstream', () => {
  const check = (inner: string, around = (text: string) => text) => found('visitor-chosen-upstream', around(server(inner)));

  it.each([
    'location / { proxy_pass http://$http_host; }',
    'location / { proxy_pass $arg_url; }',
    'location / { proxy_pass http://$cookie_backend:8000; }',
    'location / { proxy_pass $http_scheme://shop; }',
    'location ~ ^/to/(.+)$ { set $to $1; proxy_pass http://$to; }',
    'location ~ ^/to/(?<to>[^/]+)/ { proxy_pass http://${to}.shop.example; }',
    'location ~ ^/to/(https?)/(.*?)/(.*) { set $a $2; proxy_pass $1://$a/$3; }',
  ])('%s', async (inner) => {
    expect(await check(inner)).toHaveLength(1);
  });

  it.each([
    'location / { proxy_pass http://shop$request_uri; }',
    'location / { proxy_pass http://shop/$arg_page; }',
    'location / { proxy_pass $scheme://shop; }',
    'location ~ ^/(a|b)/ { proxy_pass http://$1.example.org; }',
    'location ~ ^/to/([a-z]+)/ { proxy_pass http://$1.example.org:8000; }',
    'location ~ ^/port/(80\\d\\d)/ { proxy_pass http://127.0.0.1:$1; }',
    'set $to shop:8000; location / { proxy_pass http://$to; }',
    'location / { set $to $arg_to; if ($to !~ ^[a-z]+$) { return 404; } proxy_pass http://$to; }',
    'location / { allow 10.0.0.0/8; deny all; proxy_pass http://$arg_to; }',
    'location / { auth_basic "Staff"; auth_basic_user_file f; proxy_pass http://$arg_to; }',
    'location / { proxy_pass http://$unknown_to_us; }',
    'location / { proxy_pass http://${BACKEND}; }',
    // Without a resolver a name that only begins with text of ours is not found.
    'location ~ ^/api(.*)$ { proxy_pass http://shop$1; }',
  ])('not %s', async (inner) => {
    expect(await check(inner)).toEqual([]);
  });

  it('takes the name of the request for the visitor’s only where every name arrives', async () => {
    const open = 'server {\n    listen 80 default_server;\n    location / { proxy_pass http://$host:8000; }\n}\n';
    const named = 'server {\n    listen 80;\n    server_name shop.example;\n    location / { proxy_pass http://$host:8000; }\n}\n';
    expect(await found('visitor-chosen-upstream', open)).toHaveLength(1);
    expect(await found('visitor-chosen-upstream', named)).toEqual([]);
    // Other files of the same nginx may have the default server.
    expect(await found('visitor-chosen-upstream', open.replace(' default_server', ''))).toEqual([]);
    expect(await found('visitor-chosen-upstream', whole(named))).toHaveLength(1);
    expect(await found('visitor-chosen-upstream', whole(named + server('return 444;').replace('80', '80 default_server')))).toEqual([]);
  });

  it('follows a map, and only what its entries give', async () => {
    const map = (entry: string) =>
      `map $http_host $to {\n    ${entry}\n    default 127.0.0.1;\n}\n${server('location / { proxy_pass http://$to; }')}`;
    expect(await found('visitor-chosen-upstream', map('~^(.+)\\.example$ $1;'))).toHaveLength(1);
    expect(await found('visitor-chosen-upstream', map('~^(a|b)\\.example$ $1;'))).toEqual([]);
    expect(await found('visitor-chosen-upstream', map('shop.example 127.0.0.2;'))).toEqual([]);
    expect(await found('visitor-chosen-upstream', map('include hosts.map;'))).toEqual([]);
  });
});

describe('line-end-in-header', () => {
  const check = (inner: string) => found('line-end-in-header', server(inner));

  it.each([
    'return 301 https://shop.example$uri;',
    'return https://shop.example$document_uri;',
    'location / { add_header X-Path $uri; }',
    'location / { set $x $uri; add_header X-Path $x; }',
    'location ~ ^/(?<page>[^/]+)$ { return 302 /p/$page; }',
    'location ~ ^/x/([^/]+)/ { proxy_pass http://127.0.0.1:8000/$1; }',
  ])('%s', async (inner) => {
    expect(await check(inner)).toHaveLength(1);
  });

  it.each([
    'return 200 $uri;',
    'return 301 https://$host$request_uri;',
    'return 301 https://shop.example/?next=$arg_next;',
    'location = /a { return 301 https://shop.example$uri; }',
    'location ~ ^/[a-z/]+$ { return 301 https://shop.example$uri; }',
    'location ~ ^/(.*)$ { return 301 https://shop.example/$1; }',
    'location ~ ^/([^/]+)/x$ { uwsgi_param X $1; uwsgi_pass 127.0.0.1:8000; }',
    'rewrite ^/([^/]+)$ /new/$1 permanent;',
    'rewrite ^/old$ https://shop.example$uri permanent;',
    'location / { rewrite ^/a/(.*)$ /$1 break; proxy_pass http://127.0.0.1:8000$uri; }',
    'location / { try_files $uri =404; access_log /var/log/x combined if=$uri; }',
    'location / { auth_request_set $user $upstream_http_x_user; proxy_set_header X-User $user; }',
  ])('not %s', async (inner) => {
    expect(await check(inner)).toEqual([]);
  });
});

describe('resolver-missing', () => {
  const PASS = 'location / { set $to web:8000; proxy_pass http://$to; }';

  it('asks every file of the same nginx for a resolver and for upstreams', async () => {
    const site = { 'nginx/conf.d/site.conf': server(PASS) };
    expect(await found('resolver-missing', server(PASS))).toHaveLength(1);
    expect(await found('resolver-missing', 'resolver 127.0.0.11;\n', site)).toEqual([]);
    expect(await found('resolver-missing', 'upstream web {\n    server 127.0.0.1:8000;\n}\n', site)).toEqual([]);
    expect(await found('resolver-missing', server('location / { proxy_pass http://web:8000; }'), site)).toEqual([]);
  });

  it('knows nothing of a location that something else includes', async () => {
    expect(await found('resolver-missing', 'set $to web:8000;\nproxy_pass http://$to;\n')).toEqual([]);
  });

  it('leaves addresses and what a visitor writes alone', async () => {
    expect(await found('resolver-missing', server('location / { proxy_pass http://127.0.0.1:8000$request_uri; }'))).toEqual([]);
    expect(await found('resolver-missing', server('location / { proxy_pass http://[::1]:8000$request_uri; }'))).toEqual([]);
    expect(await found('resolver-missing', server('location / { proxy_pass http://$arg_to; }'))).toEqual([]);
    expect(await found('resolver-missing', server('location / { proxy_pass http://unix:/run/a.sock:$uri; }'))).toEqual([]);
  });
});

describe('location-never-used', () => {
  const check = (inner: string) => found('location-never-used', server(inner));

  it('knows that nested locations are asked before expressions outside', async () => {
    expect(await check('location /a/ { location ~ \\.css$ { root /srv; } }\nlocation ~ ^/ { return 204; }')).toEqual([]);
    expect(await check('location /a/ { root /srv; }\nlocation ~ ^/ { return 204; }')).toEqual(['location /a/ { root /srv; }']);
  });

  it('lets an exact location and ^~ win', async () => {
    expect(await check('location = /a { return 204; }\nlocation ^~ /b/ { return 204; }\nlocation ~ ^/ { return 204; }')).toEqual([]);
  });

  it('sees a longer prefix that gives an expression back its chance', async () => {
    const inner = 'location ^~ /media/ { root /srv; }\nlocation ~ ^/media/.+\\.php$ { deny all; }';
    expect(await check(inner)).toEqual(['location ~ ^/media/.+\\.php$ { deny all; }']);
    expect(await check(`${inner}\nlocation /media/up/ { root /srv; }`)).toEqual([]);
    expect(await check(`${inner}\ninclude more.conf;`)).toEqual([]);
  });

  it('leaves a template’s branches alone', async () => {
    expect(await check('{% if a %}\nlocation ~ ^/ { return 204; }\n{% endif %}\nlocation /a/ { root /srv; }')).toEqual([]);
  });
});

describe('known-vulnerability', () => {
  const listen = 'server {\n    listen 443 ssl http2;\n    resolver 127.0.0.1;\n}\n';
  const compose = (image: string) => ({
    'compose.yaml': `services:\n  proxy:\n    image: ${image}\n    volumes:\n      - ./nginx.conf:/etc/nginx/conf.d/a.conf\n`,
  });
  const check = (image: string, text = listen) => found('known-vulnerability', text, compose(image));

  it('takes the version from the image', async () => {
    expect(await check('nginx:1.14.0-alpine')).toEqual(['listen 443 ssl http2;', 'resolver 127.0.0.1;']);
    expect(await check('nginx:1.20.0')).toEqual(['resolver 127.0.0.1;']);
    expect(await check('nginx:1.20.1')).toEqual([]);
    expect(await check('nginx:1.30.4')).toEqual([]);
  });

  it('takes a line without a patch for its last release', async () => {
    expect(await check('nginx:1.20')).toEqual([]);
    expect(await check('nginx:1.15')).toEqual(['listen 443 ssl http2;', 'resolver 127.0.0.1;']);
  });

  it('says nothing of other builds and moving tags', async () => {
    for (const image of ['nginx', 'nginx:latest', 'nginx:alpine', 'openresty/openresty:1.13.6.2-alpine', 'registry.example/proxy:1.14.0']) {
      expect(await check(image)).toEqual([]);
    }
  });

  it('knows the lines that got the fix before newer releases did', async () => {
    const mp4 = server('location /v/ { mp4; }');
    expect(await check('nginx:1.28.2', mp4)).toEqual(['location /v/ { mp4; }']);
    expect(await check('nginx:1.28.3', mp4)).toEqual([]);
    expect(await check('nginx:1.29.0', mp4)).toEqual(['location /v/ { mp4; }']);
  });

  it('wants what the fault needs', async () => {
    expect(await check('nginx:1.14.0', server('location / { return 204; }'))).toEqual([]);
    expect(await check('nginx:1.28.0', server('rewrite ^/p/(.*)$ /q?id=$1 last;\nset $a $1;'))).toEqual([]);
    expect(await check('nginx:1.28.0', server('rewrite ^/p/(.*)$ /q?id=$1;\nset $a x;'))).toEqual([]);
    expect(await check('nginx:1.28.0', server('rewrite ^/((a)b)$ https://shop.example/$1$2;'))).toHaveLength(1);
    expect(await check('nginx:1.28.0', server('rewrite ^/(a)(b)$ https://shop.example/$1$2;'))).toEqual([]);
  });
});

describe('what other tools say and this does not', () => {
  const SITE = `
map $http_upgrade $connection_upgrade {
    default upgrade;
    ''      close;
}
upstream django {
    server web:8000;
}
server {
    listen 80;
    server_name shop.example;
    client_max_body_size 20m;
    location /static/ {
        alias /srv/static/;
    }
    location / {
        try_files $uri @django;
    }
    location @django {
        proxy_set_header Host $http_host;
        proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
        proxy_set_header X-Forwarded-Proto $scheme;
        proxy_set_header Upgrade $http_upgrade;
        proxy_set_header Connection $connection_upgrade;
        proxy_redirect off;
        proxy_pass http://django;
    }
    location /flower/ {
        proxy_pass http://django/;
    }
}
`;

  it('finds nothing in a usual site: $http_host, try_files, a map with a default, a path in proxy_pass, names of containers', async () => {
    const rules = [
      'visitor-chosen-upstream',
      'line-end-in-header',
      'proxy-path-joined-wrongly',
      'try-files-before-proxy',
      'location-never-used',
      'map-default-missing',
      'upstream-address-frozen',
      'resolver-missing',
      'default-server-by-file-name',
      'proxy-buffering-off',
    ];
    for (const rule of rules) expect([rule, await found(rule, SITE)]).toEqual([rule, []]);
  });
});
