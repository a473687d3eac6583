import { describe, expect, it } from 'vitest';
import { fixed, judge, type Workspace } from '../support';

/** Severity and first line of what a rule says. */
async function found(rule: string, text: string, options: Omit<Workspace, 'files'> = {}, files: Readonly<Record<string, string>> = {}) {
  const judged = await judge({ files: { 'nginx.conf': text, ...files }, ...options }, `nginx/${rule}`);
  return judged.findings.map(({ severity, message }) => `${severity}: ${message.split('\n')[0]}`);
}

const server = (lines: string) => `server {\n${lines}\n}\n`;
const APP = 'location / { proxy_pass http://web:8000; }';

describe('Strict-Transport-Security', () => {
  const header = (value: string) => found('hsts-weak', server(`add_header strict-transport-security ${value} always;`));

  it.each([
    ['"max-age=31536000, includeSubDomains"', 'warning: Browsers ignore'],
    ['"max-age=31536000 includeSubDomains"', 'warning: Browsers ignore'],
    ['includeSubDomains', 'warning: Browsers ignore'],
    ['"max-age=1y"', 'warning: Browsers ignore'],
    ['"max-age=300; max-age=600"', 'warning: Browsers ignore'],
    ['max-age=0', 'warning: max-age=0 tells'],
    ['"max-age=63072000; preload"', 'warning: preload is asked for without includeSubDomains'],
    ['"max-age=300; includeSubDomains; preload"', 'warning: preload is asked for without a year'],
    ['max-age=86400', 'info: Browsers remember for 1 days'],
  ])('%s', async (value, start) => {
    expect(await header(value)).toEqual([expect.stringContaining(start)]);
  });

  it.each([
    '"max-age=31536000"',
    '\'max-age="31536000"; includeSubDomains;\'',
    '"Max-Age = 63072000 ; INCLUDESUBDOMAINS; preload"',
    '$hsts',
    '"max-age=$age"',
    '{{ hsts }}',
    '""',
  ])('%s is right, or not known', async (value) => {
    expect(await header(value)).toEqual([]);
  });
});

describe('security headers that an inner block drops', () => {
  const rule = 'security-header-dropped';
  const OUTER = 'add_header X-Frame-Options DENY always;\nadd_header X-Content-Type-Options nosniff always;';

  it('are named, those that it repeats in any spelling left out', async () => {
    expect(await found(rule, server(`${OUTER}\nlocation / { add_header x-frame-options SAMEORIGIN; }`))).toEqual([
      'warning: With this add_header, X-Content-Type-Options is not sent here.',
    ]);
    expect(await found(rule, server(`${OUTER}\nlocation / { if ($arg_a) { add_header A b; } }`))).toHaveLength(1);
    expect(await found(rule, `events {}\nhttp {\n${OUTER}\nserver { add_header A b; location / { } }\n}\n`)).toHaveLength(1);
  });

  it('are lost once: what stands below the loss has nothing to lose', async () => {
    const inner = 'location /a/ { add_header A b; location /a/b/ { add_header C d; } }';
    expect(await found(rule, server(`${OUTER}\n${inner}`))).toHaveLength(1);
  });

  it('are not lost where nginx adds them together', async () => {
    const text = server(`${OUTER}\nadd_header_inherit merge;\nlocation / { add_header A b; }`);
    expect(await found(rule, text, { nginx: '1.29.3' })).toEqual([]);
  });

  it('are not certain to be lost where a template or an unseen file has a say', async () => {
    for (const line of ['include headers.conf;', '{% if x %}add_header X-Frame-Options DENY;{% endif %}', 'add_header {{ name }} x;']) {
      expect(await found(rule, server(`${OUTER}\nlocation / { add_header A b; ${line} }`)), line).toEqual([]);
    }
    expect(await found(rule, server(`include headers.conf;\nlocation / { add_header A b; }`))).toEqual([]);
  });

  it('come from included files, too', async () => {
    const files = { 'headers.conf': `${OUTER}\n` };
    const text = server('include headers.conf;\nlocation / {\n    add_header A b;\n}');
    const judged = await judge({ files: { 'nginx.conf': text, ...files } }, `nginx/${rule}`);
    expect(judged.findings.flatMap(({ related }) => related.map(({ place }) => place.file))).toEqual(['headers.conf', 'headers.conf']);
    expect(await found(rule, server('include headers.conf;\nlocation / { add_header A b; include headers.conf; }'), {}, files)).toEqual([]);
    expect(fixed(judged)['nginx.conf']).toBe(
      server(`include headers.conf;\nlocation / {\n    add_header A b;\n    ${OUTER.replace('\n', '\n    ')}\n}`),
    );
  });
});

describe('a header without always', () => {
  const rule = 'header-without-always';

  it('matters for what protects the visitor, where errors may be answered', async () => {
    expect(await found(rule, server('add_header Referrer-Policy same-origin;'))).toHaveLength(1);
    expect(await found(rule, server('location /a { add_header X-Frame-Options DENY; return 404; }'))).toHaveLength(1);
    for (const line of [
      'add_header Cache-Control no-store;',
      'add_header X-XSS-Protection "1; mode=block";',
      'location /a { add_header X-Frame-Options DENY; return 301 /b; }',
      'location /a { add_header X-Frame-Options DENY; return https://b.example/; }',
      'add_header X-Frame-Options DENY {{ always }};',
      'add_header {{ name }} DENY;',
    ]) {
      expect(await found(rule, server(line)), line).toEqual([]);
    }
  });
});

describe('a second Content-Type', () => {
  const rule = 'header-content-type';

  it('is one wherever the answer has a type', async () => {
    expect(await found(rule, server('add_header content-type text/html always;'))).toHaveLength(1);
    expect(await found(rule, server('location /a { return 404 "x"; add_header Content-Type text/plain always; }'))).toHaveLength(1);
    for (const line of [
      'return 404 "x"; add_header Content-Type text/plain;',
      'return 204; add_header Content-Type text/plain always;',
      'default_type ""; add_header Content-Type text/plain;',
      'include hidden.conf; add_header Content-Type text/plain;',
    ]) {
      expect(await found(rule, server(`location /a { ${line} }`)), line).toEqual([]);
    }
  });

  it('has no fix where the type of a file or of a page is meant', async () => {
    const judged = await judge({ files: { 'nginx.conf': server('location /a { add_header Content-Type text/html; }') } }, `nginx/${rule}`);
    expect(judged.findings.map(({ fixes }) => fixes)).toEqual([[]]);
  });
});

describe('a value over several lines', () => {
  const rule = 'header-multiline';

  it('is broken by a line, written or escaped', async () => {
    expect(await found(rule, server('add_header A "b\n  c";'))).toHaveLength(1);
    expect(await found(rule, server('add_header A "b\\nc";'))).toHaveLength(1);
    expect(await found(rule, server("location / { proxy_set_header A 'b\n c'; proxy_pass http://web; }"))).toHaveLength(1);
    expect(await found(rule, server("more_set_headers 'A: b\n c';"))).toEqual([expect.stringContaining('The value of A has')]);
    expect(await found(rule, server('add_header\n  A\n  "b c";'))).toEqual([]);
  });
});

describe('what nginx sends for Django', () => {
  const STATIC = 'location /static/ { alias /srv/static/; }';

  it('is found by STATIC_URL and MEDIA_URL, whatever location answers there', async () => {
    const media = 'location ~ ^/media/ { root /srv; }';
    expect(await found('static-not-cached', server(`${STATIC}\n${APP}`))).toHaveLength(1);
    expect(await found('uploads-executable', server(`${media}\n${APP}`))).toHaveLength(1);
    expect(await found('uploads-executable', server(`location ~ \\.svg$ { return 403; }\n${media}\n${APP}`))).toEqual([]);
    expect(await found('static-not-cached', server(`${STATIC}\n${APP}`), {}, { 'settings.py': 'STATIC_URL = "/s/"\n' })).toEqual([]);
  });

  it('is judged only beside Django', async () => {
    for (const rule of ['static-not-cached', 'uploads-executable', 'compression-off']) {
      const files = `events {}\nhttp { server { ${STATIC} location /media/ { alias /srv/media/; } } }\n`;
      expect(await found(rule, files), rule).toEqual([]);
      const other = files.replace('location /media', 'location / { proxy_pass http://grafana:3000; } location /media');
      expect(await found(rule, other), rule).toEqual([]);
    }
  });

  it('is cached by the location that sends style sheets', async () => {
    const inner = 'location /static/ { alias /srv/static/; location ~ \\.(css|js)$ { expires 1y; } }';
    expect(await found('static-not-cached', server(`${inner}\n${APP}`))).toEqual([]);
    for (const line of ['expires off;', 'add_header Cache-Control public;', 'expires $when;', 'include cache.conf;']) {
      expect(await found('static-not-cached', server(`location /static/ { alias /srv/; ${line} }\n${APP}`)), line).toEqual([]);
    }
  });

  it('keeps the headers that it had when a guard is added', async () => {
    const text = server(`add_header X-Frame-Options DENY always;\nlocation /media/ {\n    alias /srv/media/;\n}\n${APP}`);
    const judged = await judge({ files: { 'nginx.conf': text } }, 'nginx/uploads-executable');
    expect(fixed(judged)['nginx.conf']).toContain(
      '    alias /srv/media/;\n    add_header X-Frame-Options DENY always;\n    add_header Content',
    );
  });

  it('may be compressed by what nobody sees', async () => {
    const http = (lines: string, listen = 'listen 80;') => `events {}\nhttp { ${lines} server { ${listen} ${STATIC} ${APP} } }\n`;
    expect(await found('compression-off', http(''))).toHaveLength(1);
    expect(await found('compression-off', http('gzip on;'))).toHaveLength(1);
    for (const text of [
      http('include conf.d/*.conf;'),
      http('include gzip.conf;'),
      http('brotli on;'),
      http('gzip on; gzip_types text/css;'),
      http('', 'listen unix:/run/nginx.sock;'),
      http('', 'listen 127.0.0.1:8080;'),
      http('', 'listen {{ port }};'),
    ]) {
      expect(await found('compression-off', text), text).toEqual([]);
    }
  });
});

describe('what strangers may look at', () => {
  it('is a list of files, unless somebody has thought of them', async () => {
    const list = (lines: string) =>
      found('autoindex-enabled', server(`location /media/ { alias /srv/media/; autoindex on; ${lines} }\n${APP}`));
    expect(await list('')).toHaveLength(1);
    expect(await list('allow all;')).toHaveLength(1);
    for (const line of [
      'auth_basic "Files"; auth_basic_user_file /etc/users;',
      'deny all;',
      'allow 10.0.0.1; deny all;',
      'internal;',
      'include a.conf;',
    ]) {
      expect(await list(line), line).toEqual([]);
    }
    expect(await found('autoindex-enabled', server(`location /a/ { autoindex on; proxy_pass http://web:8000; }`))).toEqual([]);
  });

  it('is the status page, unless something keeps them out', async () => {
    const page = (lines: string, listen = 'listen 80;') =>
      found('status-page-exposed', server(`${listen}\nlocation /status { stub_status on; ${lines} }`));
    expect(await page('')).toHaveLength(1);
    expect(await page('', 'listen [::]:443 ssl;')).toHaveLength(1);
    for (const line of [
      'deny all;',
      'auth_basic x;',
      'if ($remote_addr != 10.0.0.1) { return 403; }',
      'include private.conf;',
      'internal;',
    ]) {
      expect(await page(line), line).toEqual([]);
    }
    expect(await page('', 'listen 80;\ndeny all;')).toEqual([]);
    expect(await page('', 'listen unix:/run/status.sock;')).toEqual([]);
  });

  it('is the version, unless a module or an unseen file has a say', async () => {
    const http = (lines: string) => found('version-disclosure', `events {}\nhttp {\n${lines}\nserver { listen 80; }\n}\n`);
    expect(await http('')).toHaveLength(1);
    expect(await http('server_tokens build;')).toHaveLength(1);
    for (const line of [
      'server_tokens off;',
      'include conf.d/*.conf;',
      'more_set_headers "Server: shop";',
      'server_tokens {{ tokens }};',
    ]) {
      expect(await http(line), line).toEqual([]);
    }
  });
});
