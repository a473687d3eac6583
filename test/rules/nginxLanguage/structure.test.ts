import { describe, expect, it } from 'vitest';
import { fixed, http, location, marked, problemsOf, server } from './support';

describe('a missing semicolon', () => {
  it('is where the directive ends', async () => {
    const text = server('client_max_body_size 10m  # → missing-semicolon\nkeepalive_timeout 65s;');
    expect(await marked(text)).toBe(text);
    expect(await fixed(text)).toBe(server('client_max_body_size 10m;\nkeepalive_timeout 65s;'));
  });

  it('is found before a block', async () => {
    const text = http('server {\nlisten 8080  # → missing-semicolon\nlocation / {\nreturn 204;\n}\n}');
    expect(await marked(text)).toBe(text);
  });

  it('is not claimed where nginx takes the directive, or the next line begins with no directive', async () => {
    const accepted = server('server_name example.org\nroot;');
    expect(await marked(accepted)).toBe(accepted);
    const tooMany = server('client_max_body_size 10m  # → argument-count\nsomething;');
    expect(await marked(tooMany)).toBe(tooMany);
  });
});

describe('the name of a directive', () => {
  it('that is misspelt is corrected', async () => {
    const text = location('proxy_pas http://127.0.0.1:8000;  # → unknown-directive');
    expect(await marked(text)).toBe(text);
    expect(await fixed(text)).toBe(location('proxy_pass http://127.0.0.1:8000;'));
  });

  it.each([
    'more_set_headers "Server: none";',
    'auth_jwt "realm";',
    'js_content main.hello;',
    'passenger_some_new_option on;',
    'content_by_lua_block { ngx.say("{") }',
  ])('of a module of others is known: %s', async (line) => {
    const text = location(line);
    expect(await marked(text)).toBe(text);
  });

  it('is refused where nobody can have loaded its module', async () => {
    const text = location('frobnicate on;  # → unknown-directive');
    expect(await marked(text)).toBe(text);
    expect(await problemsOf(`load_module modules/ngx_http_frob_module.so;\n${text}`)).toEqual([]);
    expect(await problemsOf('server {\nfrobnicate on;\n}')).toEqual([]);
  });

  it.each([
    ['proxy_pass http://127.0.0.1:8000;  # → misplaced-directive'],
    ['server { }  # → misplaced-directive'],
    ['location @x { location @y { } }  # → misplaced-directive'],
    ['location = /x { location /x/y { } }  # → misplaced-directive'],
    ['location /x/ { location /y/ { } }  # → misplaced-directive'],
    ['location /x/ { location /x/y/ { } }'],
    ['location @x { alias /srv/; }  # → misplaced-directive'],
    ['location / { if ($host) { location /x { } } }  # → misplaced-directive'],
    ['events { }  # → misplaced-directive'],
  ])('counts for its block: %s', async (line) => {
    const text = server(line);
    expect(await marked(text)).toBe(text);
  });
});

describe('a fragment', () => {
  it('is not blamed for where we believe that it is read', async () => {
    expect(
      await problemsOf('events {}\nhttp { server { listen 80; } }', {
        files: { 'conf.d/shared.conf': 'proxy_set_header Host $host;\nlocation /x { return 204; }' },
      }),
    ).toEqual([]);
  });

  it('is blamed for what cannot stand together anywhere', async () => {
    const text = 'upstream app { server 127.0.0.1:8000; }\nserver { listen 80; }\nlocation /x { return 204; }  # → misplaced-directive';
    expect(await marked(text)).toBe(text);
  });
});

describe('what stands twice', () => {
  it('is refused where one is wanted', async () => {
    const text = server(
      [
        'root /a;',
        'root /b;  # → duplicate-directive',
        'index a;',
        'index b;',
        'location / { }',
        'location ^~ / { }  # → duplicate-directive',
        'location = / { }',
        'location ~ x { }',
        'location ~ x { }',
        'location /alias/ { root /a; alias /b; }  # → duplicate-directive',
      ].join('\n'),
    );
    expect(await marked(text)).toBe(text);
  });

  it('may be a template that writes one of them', async () => {
    const text = server('{% if a %}\nroot /a;\n{% else %}\nroot /b;\n{% endif %}');
    expect(await marked(text)).toBe(text);
  });
});

describe('words that are filled in later', () => {
  it.each([
    'client_max_body_size {{ size }};',
    'client_max_body_size ${MAX_BODY};',
    'keepalive_timeout @timeout@;',
    'listen __PORT__;',
    'proxy_set_header {{ header }};',
    'limit_rate <rate>;',
  ])('are not judged: %s', async (line) => {
    const text = server(line);
    expect(await marked(text)).toBe(text);
  });

  it('may define what others name', async () => {
    const text = http('limit_req_zone $binary_remote_addr zone=${ZONE}:10m rate=1r/s;\nserver { listen 80; limit_req zone=one; }');
    expect(await marked(text)).toBe(text);
  });
});

describe('a regular expression without quotes', () => {
  it('ends at its brace', async () => {
    const text = server('location ~ ^/[0-9]{4}$ {  # → syntax-error\nreturn 204;\n}');
    expect(await marked(text)).toBe(text);
  });
});
