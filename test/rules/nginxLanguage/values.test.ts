import { describe, expect, it } from 'vitest';
import { parseFixed, parseNumber, parseOffset, parseSize, parseTime } from '../../../server/src/rules/nginxLanguage/numbers';
import { http, location, marked, server } from './support';

describe('numbers', () => {
  it('are read as nginx reads them', () => {
    expect(parseNumber('0010')).toBe(10);
    expect(parseNumber('9223372036854775807')).toBeGreaterThan(9e18);
    for (const text of ['', '-1', '1.5', '1k', ' 1', '9223372036854775808']) expect(parseNumber(text), text).toBeUndefined();
  });

  it('of sizes have k and m, of offsets also g', () => {
    expect([parseSize('8k'), parseSize('2M'), parseOffset('1G')]).toEqual([8192, 2_097_152, 1_073_741_824]);
    for (const text of ['k', '8kb', '1g', '1.5m', '9223372036854775807k']) expect(parseSize(text), text).toBeUndefined();
  });

  it('of times have units from the large to the small', () => {
    expect([parseTime('1h30m', 's'), parseTime('1h 30m', 's'), parseTime('90', 's'), parseTime('1y', 's')]).toEqual([
      5400, 5400, 90, 31_536_000,
    ]);
    expect([parseTime('1s500ms', 'ms'), parseTime('30', 'ms'), parseTime('1m', 'ms')]).toEqual([1500, 30_000, 60_000]);
    for (const text of ['', 's1x', '1m1h', '1s1s', '10ms', '1sec', '-1s']) expect(parseTime(text, 's'), text).toBeUndefined();
    for (const text of ['1y', '1M1y', '1ms1s', '1.5s']) expect(parseTime(text, 'ms'), text).toBeUndefined();
  });

  it('of shares have two digits after the point', () => {
    expect([parseFixed('12.5', 2), parseFixed('100', 2), parseFixed('.5', 2)]).toEqual([1250, 10_000, 50]);
    for (const text of ['', '1.234', '1.2.3', 'x']) expect(parseFixed(text, 2), text).toBeUndefined();
  });
});

describe('directives that share a reader', () => {
  it.each([
    ['gzip yes;  # → invalid-value'],
    ['gzip ON;'],
    ['gzip_comp_level 10;  # → invalid-value'],
    ['gzip_comp_level 9;'],
    ['client_max_body_size 10mb;  # → invalid-value'],
    ['client_max_body_size 1g;'],
    ['client_body_buffer_size 1g;  # → invalid-value'],
    ['client_body_timeout 60sec;  # → invalid-value'],
    ['client_body_timeout 1m 30s;  # → argument-count'],
    ['client_body_timeout "1m 30s";'],
    ['ssl_protocols TLSv1.2 TLSv1.4;  # → invalid-value'],
    ['ssl_verify_client maybe;  # → invalid-value'],
    ['large_client_header_buffers 4;  # → argument-count'],
    ['large_client_header_buffers four 8k;  # → invalid-value'],
    ['proxy_temp_path /tmp/proxy 1 2;'],
    ['proxy_temp_path /tmp/proxy 0;  # → invalid-value'],
    ['proxy_bind example.org;  # → invalid-value'],
    ['proxy_bind 10.0.0.1 transparent;'],
    ['limit_rate 10kb;  # → invalid-value'],
    ['limit_rate $limit_rate;'],
    ['proxy_set_header Host "${host";  # → invalid-value'],
    ['connection_pool_size 100;  # → invalid-value'],
    ['gzip_window 3k;  # → invalid-value'],
  ])('%s', async (line) => {
    const text = server(line);
    expect(await marked(text)).toBe(text);
  });
});

describe('directives with a reader of their own', () => {
  it.each([
    ['expires 30d;'],
    ['expires 30 days;  # → invalid-value'],
    ['expires @25h;  # → invalid-value'],
    ['add_header X-A b c;  # → invalid-value'],
    ['add_header X-A "b c" always;'],
    ['allow 10.0.0.0/33;  # → invalid-value'],
    ['deny all;'],
    ['resolver 127.0.0.53 valid=soon;  # → invalid-value'],
    ['error_page 200 /x.html;  # → invalid-value'],
    ['error_page 500 502 =200 /x.html;'],
    ['try_files $uri =4o4;  # → invalid-value'],
    ['rewrite ^/(.*$ /x/$1;  # → invalid-value'],
    ['rewrite ^/(.*)$ /x/$1 lst;  # → invalid-value'],
    ['return 301;'],
    ['return http://example.org/;'],
    ['return example.org;  # → invalid-value'],
    ['set $scheme https;  # → invalid-value'],
    ['set proto https;  # → invalid-value'],
    ['if ($host = example.org) { return 204; }'],
    ['if ($host == example.org) { return 204; }  # → invalid-value'],
    ['if ($host example.org) { return 204; }  # → invalid-value'],
    ['if (-z /srv) { return 204; }  # → invalid-value'],
    ['if $host { return 204; }  # → invalid-value'],
    ['root /srv/$document_root;  # → invalid-value'],
    ['access_log /var/log/x.log nosuch;  # → invalid-value'],
    ['access_log /var/log/x.log combined buffer=32k flush=5m;'],
    ['access_log /var/log/x.log combined flush=5m;  # → invalid-value'],
    ['access_log syslog:tag=x;  # → invalid-value'],
    ['error_log /var/log/e.log loud;  # → invalid-value'],
  ])('%s', async (line) => {
    const text = location(line);
    expect(await marked(text)).toBe(text);
  });

  it('of listen and its addresses', async () => {
    const text = http(
      [
        'server { listen 80 default_server; }',
        'server { listen 0.0.0.0:80 default_server; }  # → duplicate-directive',
        'server { listen 8080; listen *:8080; }  # → duplicate-directive',
        'server { listen [::]:80 ipv6only=maybe; }  # → invalid-value',
        'server { listen 99999; }  # → invalid-value',
        'server { listen 81 backlog=511; }',
        'server { listen 81 backlog=512; }  # → duplicate-directive',
        'server { listen 82 ssl2; }  # → invalid-value',
        'server { listen unix:; }  # → invalid-value',
      ].join('\n'),
    );
    expect(await marked(text)).toBe(text);
  });

  it('leave out what only the machine knows', async () => {
    const text = server(
      'ssl_certificate /no/such.pem;\nlocation / { proxy_pass http://no-such-host.invalid; }\nauth_basic_user_file /no/such/file;',
    );
    expect(await marked(text)).toBe(text);
  });
});
