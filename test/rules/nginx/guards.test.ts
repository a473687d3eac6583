import { describe, expect, it } from 'vitest';
import { judge } from '../support';

const server = (inner: string) => `server {\n    listen 80;\n${inner}\n}\n`;
const DJANGO = 'upstream django {\n    server 127.0.0.1:8000;\n}\n';

/** How many findings a rule has in a file. */
async function count(rule: string, text: string, path = 'nginx.conf'): Promise<number> {
  return (await judge({ files: { [path]: text } }, `nginx/${rule}`)).findings.length;
}

describe('allow-without-deny', () => {
  const check = (text: string, path?: string) => count('allow-without-deny', text, path);

  it('judges each block by its own rules', async () => {
    expect(await check(server('deny all;\nlocation /a/ { allow 10.0.0.1; }'))).toBe(1);
    expect(await check(server('location /a/ { limit_except GET { allow 10.0.0.1; } }'))).toBe(1);
    expect(
      await check(
        `stream {\n    server {\n        listen 5432;\n        allow 10.0.0.1;\n        proxy_pass 127.0.0.1:5433;\n    }\n}\nevents {}\n`,
      ),
    ).toBe(1);
    expect(await check(server('location /a/ { deny 10.0.0.1; allow 10.0.0.0/8; }'))).toBe(0);
  });

  it('takes a list that something else includes for a part', async () => {
    expect(await check('allow 10.0.0.1;\nallow 10.0.0.2;\n', 'nginx/snippets/office.conf')).toBe(0);
  });

  it('reads what is included', async () => {
    const site = server('location /a/ { include snippets/office.conf; }');
    const all = (deny: string) =>
      judge({ files: { 'nginx.conf': site, 'snippets/office.conf': `allow 10.0.0.1;\n${deny}` } }, 'nginx/allow-without-deny');
    expect((await all('')).findings.map(({ place }) => place.file)).toEqual(['snippets/office.conf']);
    expect((await all('deny all;\n')).findings).toEqual([]);
  });

  it('leaves tables alone that have entries called allow', async () => {
    expect(await check('map $uri $x {\n    allow 1;\n}\n')).toBe(0);
  });
});

describe('try_files', () => {
  const proxied = (inner: string) => `${DJANGO}${server(`location / { ${inner} proxy_pass http://django; }`)}`;

  it('may end in an error page that hands over', async () => {
    expect(await count('try-files-before-proxy', proxied('try_files $uri =404;'))).toBe(1);
    expect(await count('try-files-before-proxy', proxied('error_page 404 = @app; try_files $uri =404;'))).toBe(0);
    const skipped = (page: string) => server(`${page}\nlocation / { try_files $uri @app; if ($arg_a) { set $b 1; } }`);
    expect(await count('if-skips-try-files', skipped(''))).toBe(1);
    expect(await count('if-skips-try-files', skipped('error_page 404 = @app;'))).toBe(0);
  });

  it('may be left to the template or to the application that is not Django', async () => {
    expect(await count('try-files-before-proxy', proxied('try_files $uri {{ fallback }};'))).toBe(0);
    expect(await count('try-files-before-proxy', proxied('{% if a %}\ntry_files $uri =404;\n{% endif %}\n'))).toBe(0);
    expect(await count('try-files-before-proxy', server('location / { try_files $uri =404; proxy_pass http://node:3000; }'))).toBe(0);
  });

  it('loses nothing to an if that ends the request', async () => {
    const inner = (body: string) => server(`location / { try_files $uri @app; if ($arg_a) { ${body} } }`);
    for (const body of ['return 403;', 'rewrite ^ /b last;', 'rewrite ^ /b redirect;', 'proxy_pass http://127.0.0.1:8000;']) {
      expect(await count('if-skips-try-files', inner(body))).toBe(0);
    }
    for (const body of ['add_header X-A b;', 'rewrite ^ /b break;', 'expires 1d;', '']) {
      expect(await count('if-skips-try-files', inner(body))).toBe(1);
    }
  });
});

describe('proxy-path-joined-wrongly', () => {
  const check = (inner: string) => count('proxy-path-joined-wrongly', `${DJANGO}${server(inner)}`);

  it('speaks of Django alone, and of no socket of Channels', async () => {
    expect(await check('location /a { proxy_pass http://django/; }')).toBe(1);
    expect(await check('location /a { proxy_set_header Upgrade $http_upgrade; proxy_pass http://django/; }')).toBe(0);
    expect(await check('location /a { proxy_pass http://grafana:3000/; }')).toBe(0);
    expect(await check('location ~ ^/a { proxy_pass http://django; }')).toBe(0);
    expect(await check('location / { proxy_pass http://django/b; }')).toBe(1);
    expect(await check('location /a/ { proxy_pass http://django/b?c=; }')).toBe(0);
  });
});

describe('map-default-missing', () => {
  const check = (text: string) => count('map-default-missing', text);
  const PASS = server('location / { proxy_pass http://$to; }');

  it('asks who can send a value that no entry names', async () => {
    expect(await check(`map $http_x $to {\n    a 127.0.0.1;\n}\n${PASS}`)).toBe(1);
    // The names of the servers, or an outer map, may leave no other value.
    expect(await check(`map $host $to {\n    a.example 127.0.0.1;\n}\n${PASS}`)).toBe(0);
    expect(
      await check(`split_clients $remote_addr $v {\n    50% a;\n    * b;\n}\nmap $v $to {\n    a 127.0.0.1;\n    b 127.0.0.2;\n}\n${PASS}`),
    ).toBe(0);
    expect(await check(`map $http_x $to {\n    ~^ 127.0.0.1;\n}\n${PASS}`)).toBe(0);
    expect(await check(`map $http_x $to {\n    include to.map;\n}\n${PASS}`)).toBe(0);
  });

  it('sees a condition that catches the empty text', async () => {
    const guarded = server('location / { if ($to = "") { return 404; } proxy_pass http://$to; }');
    expect(await check(`map $http_x $to {\n    a 127.0.0.1;\n}\n${guarded}`)).toBe(0);
  });

  it('finds the guard that never closes', async () => {
    const guard = (value: string, action: string) => server(`if ($ok = ${value}) { ${action} }`);
    const geo = 'geo $ok {\n    10.0.0.0/8 1;\n}\n';
    expect(await check(geo + guard('0', 'return 403;'))).toBe(1);
    expect(await check(geo + guard('1', 'return 403;'))).toBe(0);
    expect(await check(geo + guard('0', 'set $x 1;'))).toBe(0);
  });
});

describe('cors-origin-open', () => {
  const check = (inner: string) => count('cors-origin-open', server(`location / { ${inner} }`));
  const ECHO = 'add_header Access-Control-Allow-Origin $http_origin;';
  const CREDENTIALS = 'add_header Access-Control-Allow-Credentials true;';

  it('wants the header and a way in', async () => {
    expect(await check(`${ECHO} ${CREDENTIALS}`)).toBe(1);
    expect(await check(ECHO)).toBe(0);
    expect(await check(`add_header Access-Control-Allow-Origin https://shop.example; ${CREDENTIALS}`)).toBe(0);
    expect(await check(`if ($http_origin ~ shop\\.example$) { set $x 1; } ${CREDENTIALS}`)).toBe(0);
  });

  it('reads a condition either way round', async () => {
    expect(await check(`if ($http_origin !~ ^https://shop\\.example) { return 403; } ${ECHO}`)).toBe(1);
    expect(await check(`if ($http_origin !~ ^https://shop\\.example$) { return 403; } ${ECHO} ${CREDENTIALS}`)).toBe(0);
    expect(await check(`if ($http_origin ~ spam\\.example) { return 403; } ${ECHO}`)).toBe(0);
  });

  it('is for production', async () => {
    const text = server(`location / { ${ECHO} ${CREDENTIALS} }`);
    expect(await count('cors-origin-open', text, 'nginx/dev/nginx.conf')).toBe(0);
  });
});

describe('upstream-resolve-incomplete', () => {
  const check = (text: string) => count('upstream-resolve-incomplete', text);

  it('finds a resolver and a zone wherever they hold', async () => {
    const upstream = (inner: string) => `upstream a {\n    server web:80 resolve;\n${inner}}\n`;
    expect(await check(upstream(''))).toBe(2);
    expect(await check(`resolver 127.0.0.11;\n${upstream('    zone a 64k;\n')}`)).toBe(0);
    expect(await check(`include conf.d/*.conf;\n${upstream('    zone a 64k;\n')}`)).toBe(0);
    expect(await check(upstream('').replace(' resolve', ''))).toBe(0);
  });
});
