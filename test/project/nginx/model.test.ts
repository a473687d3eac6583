import { describe, expect, it } from 'vitest';
import { effective } from '../../../server/src/project/nginx/inheritance';
import { locationFor } from '../../../server/src/project/nginx/locations';
import { argsOf, blocksOf } from '../../../server/src/project/nginx/model';
import { listenGroups, listensOf, serverFor, serverNamesOf } from '../../../server/src/project/nginx/servers';
import { endpointsOf, proxiedBlocks } from '../../../server/src/project/nginx/upstreams';
import { variableDefinitions } from '../../../server/src/project/nginx/variables';
import { blockOf, configurationOf, lines } from './support';

const whole = (http: string) => ({ 'nginx/nginx.conf': `events { }\nhttp {\n${http}\n}\n` });

describe('what holds in a block', () => {
  const held = async (http: string, words: string, name: string) => {
    const configuration = await configurationOf(whole(http));
    const found = effective(configuration, blockOf(configuration, words), name);
    return found.kind === 'set' ? lines(found.directives) : found.kind;
  };

  it('is what the innermost block sets', async () => {
    const text = 'client_max_body_size 1m;\nserver { client_max_body_size 2m; location /a { client_max_body_size 3m; } location /b { } }';
    expect(await held(text, 'location /a', 'client_max_body_size')).toEqual(['client_max_body_size 3m']);
    expect(await held(text, 'location /b', 'client_max_body_size')).toEqual(['client_max_body_size 2m']);
  });

  it('is all of an outer block’s headers, or none of them', async () => {
    const text = 'server { proxy_set_header Host $host; proxy_set_header A b; location /a { proxy_set_header C d; } location /b { } }';
    expect(await held(text, 'location /a', 'proxy_set_header')).toEqual(['proxy_set_header C d']);
    expect(await held(text, 'location /b', 'proxy_set_header')).toEqual(['proxy_set_header Host $host', 'proxy_set_header A b']);
  });

  it('adds outer headers to inner ones where add_header_inherit says so, also from further out', async () => {
    const text = 'add_header_inherit merge;\nadd_header A 1;\nserver { add_header B 2; location /a { location /a/b { add_header C 3; } } }';
    expect(await held(text, 'location /a/b', 'add_header')).toEqual(['add_header A 1', 'add_header B 2', 'add_header C 3']);
  });

  it('stops at add_header_inherit off', async () => {
    expect(await held('add_header A 1;\nserver { location /a { add_header_inherit off; } }', 'location /a', 'add_header')).toBe('unset');
  });

  it('is nginx’s default where nothing sets it', async () => {
    expect(await held('server { location /a { } }', 'location /a', 'client_max_body_size')).toBe('unset');
  });

  it('is not known below an include that cannot be seen', async () => {
    expect(await held('server { location /a { include /srv/x.conf; } }', 'location /a', 'client_max_body_size')).toBe('unknown');
  });

  it('is not known in a site alone for what a package’s nginx.conf sets', async () => {
    const configuration = await configurationOf({ 'nginx/site.conf': 'server { location /a { proxy_pass http://b; } }\n' });
    const location = blockOf(configuration, 'location /a');
    expect(effective(configuration, location, 'ssl_protocols').kind).toBe('unknown');
    expect(effective(configuration, location, 'proxy_set_header').kind).toBe('unset');
  });
});

describe('server selection', () => {
  const chosen = async (http: string, port: number, host: string) => {
    const configuration = await configurationOf(whole(http));
    const group = listenGroups(configuration).find((each) => each.port === port);
    const server = group && serverFor(group, host);
    return server && (server.all('return')[0] ? argsOf(server.all('return')[0] as never)[1] : 'none');
  };
  const servers = [
    'server { listen 80 default_server; return 200 default; }',
    'server { listen 80; server_name example.org .example.net; return 200 exact; }',
    'server { listen 80; server_name *.example.org; return 200 wild; }',
    'server { listen 80; server_name *.shop.example.org; return 200 longer; }',
    'server { listen 80; server_name www.example.*; return 200 trailing; }',
    'server { listen 80; server_name "~^(?<name>api)\\d+\\.example\\.com$"; return 200 regex; }',
    'server { listen 443 ssl; server_name example.org; return 200 tls; }',
  ].join('\n');

  it.each([
    ['the exact name', 80, 'example.org', 'exact'],
    ['whatever its case', 80, 'EXAMPLE.org.', 'exact'],
    ['a leading dot, for the name itself', 80, 'example.net', 'exact'],
    ['a leading dot, for names below', 80, 'a.example.net', 'exact'],
    ['a leading star', 80, 'a.example.org', 'wild'],
    ['the longest leading star', 80, 'a.shop.example.org', 'longer'],
    ['a leading star before a trailing one', 80, 'www.example.org', 'wild'],
    ['a trailing star', 80, 'www.example.com', 'trailing'],
    ['an expression after all of them', 80, 'api7.example.com', 'regex'],
    ['the default for the rest', 80, 'other.test', 'default'],
    ['the first of a port where none says that it is the default', 443, 'other.test', 'tls'],
  ])('%s', async (_, port, host, expected) => {
    expect(await chosen(servers, port, host)).toBe(expected);
  });

  it.each([
    ['8080', '*', 8080],
    ['127.0.0.1', '127.0.0.1', 80],
    ['[::]:443 ssl', '[::]', 443],
    ['unix:/run/a.sock', 'unix:/run/a.sock', undefined],
    ['example.org:81', 'example.org', 81],
    ['0.0.0.0:80', '*', 80],
  ])('reads listen %s', async (listen, address, port) => {
    const configuration = await configurationOf(whole(`server { listen ${listen}; }`));
    expect(listensOf(blockOf(configuration, 'server'))).toMatchObject([{ address, port }]);
  });

  it('listens on port 80 where a server does not say', async () => {
    const configuration = await configurationOf(whole('server { server_name a; }'));
    expect(listensOf(blockOf(configuration, 'server'))).toMatchObject([{ address: '*', port: 80, directive: undefined }]);
    expect(serverNamesOf(blockOf(configuration, 'server'))).toMatchObject([{ kind: 'exact', text: 'a' }]);
  });
});

describe('the location of a path', () => {
  const locations = [
    'location / { }',
    'location = /exact { }',
    'location /static/ { }',
    'location /static/admin/ { }',
    'location ^~ /media/ { }',
    'location ~ \\.php$ { }',
    'location ~* \\.(css|js)$ { }',
    'location /api/ { location /api/v2/ { } location ~ ^/api/.*\\.json$ { } }',
    'location @app { }',
  ].join('\n');

  it.each([
    ['/', 'location /'],
    ['/exact', 'location = /exact'],
    ['/exact/more', 'location /'],
    ['/static/logo.png', 'location /static/'],
    ['/static/admin/a.png', 'location /static/admin/'],
    ['/static/site.css', 'location ~* \\.(css|js)$'],
    ['/media/site.css', 'location ^~ /media/'],
    ['/a.php', 'location ~ \\.php$'],
    ['/api/v2/x', 'location /api/v2/'],
    ['/api/v1/x.json', 'location ~ ^/api/.*\\.json$'],
    ['@app', undefined],
  ])('%s', async (path, expected) => {
    const configuration = await configurationOf(whole(`server {\n${locations}\n}`));
    const [server] = blocksOf(configuration.top, 'server');
    const found = server && locationFor(server, path);
    expect(found?.opener && found.context === 'location' ? lines([found.opener])[0] : undefined).toBe(expected);
  });

  it('is not known where an expression cannot be read', async () => {
    const configuration = await configurationOf(whole('server { location / { } location ~ ^/(?>a)b { } }'));
    expect(locationFor(blockOf(configuration, 'server'), '/x')).toBeUndefined();
  });
});

describe('upstreams', () => {
  it.each([
    ['proxy_pass http://app;', { protocol: 'http', host: 'app', uri: undefined }, ['10.0.0.1:8000', 'unix:/run/app.sock']],
    ['proxy_pass http://app/;', { protocol: 'http', host: 'app', uri: '/' }, ['10.0.0.1:8000', 'unix:/run/app.sock']],
    ['proxy_pass https://10.0.0.9:8443/x/;', { protocol: 'https', host: '10.0.0.9', port: 8443, uri: '/x/' }, ['10.0.0.9:8443']],
    ['proxy_pass http://unix:/run/g.sock:/;', { host: '/run/g.sock', isSocket: true, uri: '/' }, ['unix:/run/g.sock']],
    ['proxy_pass http://unix:/run/g.sock;', { host: '/run/g.sock', isSocket: true, uri: undefined }, ['unix:/run/g.sock']],
    ['proxy_pass $target;', { host: '', isOpen: true }, []],
    ['uwsgi_pass app;', { protocol: 'uwsgi', host: 'app' }, ['10.0.0.1:8000', 'unix:/run/app.sock']],
    ['uwsgi_pass unix:///run/u.sock;', { protocol: 'uwsgi', host: '///run/u.sock', isSocket: true }, ['unix:///run/u.sock']],
  ])('%s', async (pass, target, endpoints) => {
    const text = `upstream app { server 10.0.0.1:8000; server unix:/run/app.sock; }\nserver { location / { ${pass} } }`;
    const [found] = proxiedBlocks(await configurationOf(whole(text)));
    expect(found?.target).toMatchObject(target);
    const shown = found ? endpointsOf(found.target).map(({ host, port, isSocket }) => (isSocket ? `unix:${host}` : `${host}:${port}`)) : [];
    expect(shown).toEqual(endpoints);
  });
});

describe('variables', () => {
  it('are made by set, map, geo, captures and their like', async () => {
    const text = [
      'map $http_upgrade $connection_upgrade { default upgrade; "~^(?<kind>a)" b; }',
      'geo $remote_addr $place { default x; }',
      'geo $area { default x; }',
      'split_clients "$remote_addr" $half { 50% a; * b; }',
      'server { server_name ~^(?<tenant>\\w+)\\.example$; set $Port 80; location ~ ^/(?P<app>\\w+)/ { auth_request_set $user $upstream_http_user; } }',
    ].join('\n');
    const names = variableDefinitions(await configurationOf(whole(text))).map(({ name }) => name);
    expect(names).toEqual(['connection_upgrade', 'kind', 'place', 'area', 'half', 'tenant', 'port', 'app', 'user']);
  });
});
