import { describe, expect, it } from 'vitest';
import { fixed, http, location, marked, problemsOf, server } from './support';

describe('a zone', () => {
  it('is made by one directive and used by others, in any order', async () => {
    const text = http(
      [
        'limit_req zone=late;',
        'limit_req_zone $binary_remote_addr zone=late:10m rate=1r/s;',
        'limit_req_zone $binary_remote_addr zone=late:10m rate=1r/s;  # → duplicate-directive',
        'limit_req_zone $binary_remote_addr zone=tiny:1k rate=1r/s;  # → invalid-value',
        'limit_conn_zone $binary_remote_addr zone=late:10m;  # → invalid-value',
        'limit_conn nowhere 10;  # → invalid-value',
        'proxy_cache_path /var/cache levels=1:3 keys_zone=c:10m;  # → invalid-value',
        'proxy_cache_path /var/cache levels=1:2;  # → invalid-value',
      ].join('\n'),
    );
    expect(await marked(text)).toBe(text);
  });

  it('may be made in a file that is not there', async () => {
    const text = http(
      'include /etc/nginx/conf.d/*.conf;\nlimit_req zone=one;\naccess_log /var/log/x.log special;\nadd_header X-A $special;',
    );
    expect(await marked(text)).toBe(text);
  });
});

describe('an upstream', () => {
  it('has servers, one name and no port of its own', async () => {
    const text = http(
      [
        'upstream app { server 127.0.0.1:8000 weight=0; }  # → invalid-value',
        'upstream APP { server 127.0.0.1:8001; }  # → duplicate-directive',
        'upstream none { keepalive 8; }  # → invalid-value',
        'upstream spare { server 127.0.0.1:8000 backup; }  # → invalid-value',
        'upstream hashed { ip_hash; server 127.0.0.1:8000; server 127.0.0.1:8001 backup; }  # → invalid-value',
        'server { listen 80;',
        'location /a { proxy_pass http://app:8000; }  # → invalid-value',
        'location /b { proxy_pass app; }  # → invalid-value',
        'location /c { uwsgi_pass django; }  # → invalid-value',
        'location /d { uwsgi_pass app; }',
        'location ~ ^/e { proxy_pass http://app/x/; }  # → invalid-value',
        'location /f { proxy_redirect default; proxy_pass http://app; }  # → invalid-value',
        '}',
      ].join('\n'),
    );
    expect(await marked(text)).toBe(text);
  });
});

describe('lines of maps', () => {
  it('have a pattern and a value', async () => {
    const text = http(
      [
        'map $host $a {',
        'default 1;',
        'default 2;  # → duplicate-directive',
        'x 1 2;  # → argument-count',
        'y 1;',
        'Y 2;  # → duplicate-directive',
        '~( 1;  # → invalid-value',
        '}',
        'geo $b {',
        'default 0;',
        '10.0.0.0/8 1;',
        '10.0.0 1;  # → invalid-value',
        '}',
        'split_clients $remote_addr $c {',
        '50% a;',
        '5o% b;  # → invalid-value',
        '* c;',
        '}',
        'map $a host { }  # → invalid-value',
        'add_header X-A "$a$b$c$d";  # → unknown-variable',
      ].join('\n'),
    );
    expect(await marked(text)).toBe(text);
  });
});

describe('a variable', () => {
  it.each([
    '$http_x_anything',
    '$arg_q',
    '$cookie_sessionid',
    '$upstream_http_x',
    '$sent_http_etag',
    '$Host',
    '$1',
    '$ssl_protocol',
    '$brotli_ratio',
  ])('of nginx or of a prefix is known: %s', async (name) => {
    const text = location(`add_header X-A "${name}";`);
    expect(await marked(text)).toBe(text);
  });

  it('is known by the module of others that makes it', async () => {
    const text = http('geoip2 /x.mmdb { $country default=DE country iso_code; }\nserver { listen 80; add_header X-A $country; }');
    expect(await marked(text)).toBe(text);
  });
});

describe('the version', () => {
  it('decides what is there', async () => {
    const text = server('http2 on;  # → unknown-directive');
    expect(await marked(text, { version: '1.22.1' })).toBe(text);
    expect(await problemsOf(text, { version: '1.25.1' })).toEqual([]);
    expect(await problemsOf(text)).toEqual([]);
  });

  it('decides what is going', async () => {
    const text = http('server {\n    listen 443 ssl http2;  # → directive-deprecated\n}');
    expect(await marked(text, { version: '1.25.1' })).toBe(text);
    expect(await fixed(text, { version: '1.25.1' })).toBe(http('server {\n    listen 443 ssl;\n    http2 on;\n}'));
    expect(await problemsOf(text, { version: '1.24.0' })).toEqual([]);
    expect(await problemsOf(text)).toEqual([]);
  });

  it('decides what is gone', async () => {
    const text = server('ssl on;  # → directive-removed');
    expect(await marked(text, { version: '1.27.0' })).toBe(text);
    const still = server('ssl on;  # → directive-deprecated\nssl off;  # → duplicate-directive');
    expect(await marked(still, { version: '1.22.1' })).toBe(still);
  });
});

describe('where nginx would name the fault', () => {
  it('is where its reader stands: at the end of the directive, or of http', async () => {
    const [first, second] = await problemsOf(http('gzip\nyes;\nproxy_buffers 2 4k;\nserver { listen 80; }'));
    expect(first?.reported?.span.start).toBe(http('gzip\nyes').length - 3);
    expect(second?.reported?.span.start).toBe(http('gzip\nyes;\nproxy_buffers 2 4k;\nserver { listen 80; }').length - 2);
  });
});
