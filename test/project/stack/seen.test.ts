/** What Django sees was measured with Django 5.2.17, gunicorn 26.2.0, uvicorn 0.54 and nginx 1.22.1; test/oracle/stack measures it anew. */
import { describe, expect, it } from 'vitest';
import { seenBy } from '../../../server/src/project/stack/seen';
import type { Tree } from '../../support/project';
import { compose, firstWay, nginx, unit } from './support';

const HEADER = 'SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")\n';
const PROTO = 'proxy_set_header X-Forwarded-Proto $scheme;';
const PASS = 'http://127.0.0.1:8000';

async function scheme(tree: Tree, settings = '', by: 'https' | 'http' = 'https') {
  const { project, route, setting } = await firstWay(tree, settings);
  return seenBy(project, route, by, setting).scheme;
}

describe('the scheme that Django sees of a request by https', () => {
  it.each([
    ['is what nginx says in the header that Django believes', PROTO, HEADER, 'https'],
    ['is http where nginx says nothing', '', HEADER, 'http'],
    [
      'is http where nginx hands on what a browser does not send',
      'proxy_set_header X-Forwarded-Proto $http_x_forwarded_proto;',
      HEADER,
      'http',
    ],
    ['is http where nginx says http', 'proxy_set_header X-Forwarded-Proto http;', HEADER, 'http'],
    ['is http where nginx takes the header away', 'proxy_set_header X-Forwarded-Proto "";', HEADER, 'http'],
    ['is not known where a variable of one’s own says it', 'proxy_set_header X-Forwarded-Proto $mine;', HEADER, 'unknown'],
    ['is the first of a list', 'proxy_set_header X-Forwarded-Proto "https, http";', HEADER, 'https'],
    ['is not known where only the app server may believe nginx, and none is seen', PROTO, '', 'unknown'],
    ['is http where nobody says anything, whatever the app server is', '', '', 'http'],
  ])('%s', async (_, headers, settings, expected) => {
    expect((await scheme({ 'nginx.conf': nginx(PASS, headers) }, settings)).scheme).toBe(expected);
  });

  it.each([
    ['gunicorn believes its own machine', unit('--bind 127.0.0.1:8000'), PASS, 'https'],
    [
      'gunicorn believes its Unix socket, whatever it is told',
      unit('--bind unix:/run/s.sock --forwarded-allow-ips 10.0.0.1'),
      'http://unix:/run/s.sock',
      'https',
    ],
    ['gunicorn may be told to believe another machine', unit('--bind 127.0.0.1:8000 --forwarded-allow-ips 10.0.0.1'), PASS, 'unknown'],
    [
      'uvicorn believes its own machine',
      unit('--bind x').replace(/gunicorn --bind x shop.wsgi/, 'uvicorn --port 8000 shop.asgi:application'),
      PASS,
      'https',
    ],
    [
      'uvicorn does not believe its Unix socket',
      unit('--bind x').replace(/gunicorn --bind x shop.wsgi/, 'uvicorn --uds /run/s.sock shop.asgi:application'),
      'http://unix:/run/s.sock',
      'http',
    ],
    [
      'of another server that is not known',
      unit('--bind x').replace(/gunicorn --bind x shop.wsgi/, 'daphne -p 8000 shop.asgi:application'),
      PASS,
      'unknown',
    ],
  ])('%s', async (_, service, pass, expected) => {
    expect((await scheme({ 'shop.service': service, 'nginx.conf': nginx(pass, PROTO) })).scheme).toBe(expected);
  });

  it.each([
    ['is not believed by gunicorn from another container', 'gunicorn --bind 0.0.0.0:8000 shop.wsgi', '', 'http'],
    ['is, where gunicorn believes all', 'gunicorn --bind 0.0.0.0:8000 --forwarded-allow-ips "*" shop.wsgi', '', 'https'],
    ['is not known where a network is listed', 'gunicorn --bind 0.0.0.0:8000 --forwarded-allow-ips 172.16.0.0/12 shop.wsgi', '', 'unknown'],
    [
      'is not known where an env file may say whom it believes',
      'gunicorn --bind 0.0.0.0:8000 shop.wsgi',
      '    env_file: .env\n',
      'unknown',
    ],
  ])('%s', async (_, command, web, expected) => {
    const tree = { 'compose.yml': compose({ command, web }), 'nginx.conf': nginx('http://web:8000', PROTO) };
    expect((await scheme(tree)).scheme).toBe(expected);
  });

  it('is told by the parameters of uwsgi', async () => {
    const pass = (more: string) => nginx('http://x', '').replace('proxy_pass http://x;', `uwsgi_pass 127.0.0.1:8000; ${more}`);
    expect((await scheme({ 'nginx.conf': pass('include uwsgi_params;') })).scheme).toBe('https');
    expect((await scheme({ 'nginx.conf': pass('uwsgi_param QUERY_STRING $query_string;') })).scheme).toBe('http');
  });

  it('can be claimed by whoever writes a header that nginx leaves alone', async () => {
    expect(await scheme({ 'nginx.conf': nginx(PASS) }, HEADER)).toMatchObject({ scheme: 'http', claimable: true });
    expect(await scheme({ 'nginx.conf': nginx(PASS, PROTO) }, HEADER)).toMatchObject({ scheme: 'https', claimable: false });
  });

  it('is that of the request where it comes without TLS', async () => {
    const tree = { 'nginx.conf': nginx(PASS, PROTO, '80') };
    expect((await scheme(tree, HEADER, 'http')).scheme).toBe('http');
  });
});

describe('the host and the client that Django sees', () => {
  async function seen(headers: string, settings = '') {
    const { project, route, setting } = await firstWay({ 'nginx.conf': nginx(PASS, headers) }, settings);
    const { host, client } = seenBy(project, route, 'https', setting);
    return {
      host: host.kind === 'visitors' ? `visitor’s${host.withPort ? ' with port' : ''}` : host.kind === 'text' ? host.text : host.kind,
      client,
    };
  }

  it.each([
    ['proxy_set_header Host $host;', '', 'visitor’s'],
    ['proxy_set_header Host $http_host;', '', 'visitor’s with port'],
    ['proxy_set_header Host $host:$server_port;', '', 'visitor’s with port'],
    ['', '', '127.0.0.1:8000'],
    ['proxy_set_header Host shop.internal;', '', 'shop.internal'],
    ['proxy_set_header Host $server_name;', '', 'shop.de'],
    ['proxy_set_header Host $host;', 'USE_X_FORWARDED_HOST = True\n', 'unknown'],
    ['proxy_set_header X-Forwarded-Host $host;', 'USE_X_FORWARDED_HOST = True\n', 'visitor’s'],
  ])('%s %s → %s', async (headers, settings, expected) => {
    expect((await seen(headers, settings)).host).toBe(expected);
  });

  it('has the address of the client where nginx hands it on', async () => {
    expect((await seen('proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;')).client).toMatchObject({
      kind: 'forwarded',
      appended: true,
    });
    expect((await seen('proxy_set_header X-Forwarded-For $remote_addr;')).client).toMatchObject({ kind: 'forwarded', appended: false });
    expect((await seen('')).client).toEqual({ kind: 'proxy' });
  });
});
