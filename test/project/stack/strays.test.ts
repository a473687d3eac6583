import { describe, expect, it } from 'vitest';
import { namelessHops, straysOf } from '../../../server/src/project/stack/strays';
import type { Tree } from '../../support/project';
import { compose, nginx, open, unit } from './support';

async function strays(tree: Tree): Promise<readonly string[]> {
  const { project, stacks } = await open(tree);
  return stacks.flatMap((stack) => straysOf(project, stack).map(({ why, app }) => `${app.name}: ${why}`));
}

async function nameless(tree: Tree): Promise<readonly string[]> {
  const { project, stacks } = await open(tree);
  return stacks.flatMap((stack) =>
    namelessHops(project, stack).map(({ endpoint, apart }) => `${endpoint.host}${apart ? ' is apart' : ''}`),
  );
}

describe('an address behind which nobody listens', () => {
  it.each([
    ['another port', 'gunicorn --bind 0.0.0.0:9000 shop.wsgi', 'http://web:8000', ['web: port']],
    ['no port where nginx means 80', 'gunicorn --bind 0.0.0.0:8000 shop.wsgi', 'http://web', []],
    ['the loopback of another container', 'gunicorn --bind 127.0.0.1:8000 shop.wsgi', 'http://web:8000', ['web: inside']],
    ['gunicorn’s default, which is its loopback', 'gunicorn shop.wsgi', 'http://web:8000', ['web: inside']],
    ['a socket instead', 'gunicorn --bind unix:/run/app.sock shop.wsgi', 'http://web:8000', ['web: kind']],
    ['the same port', 'gunicorn --bind 0.0.0.0:8000 shop.wsgi', 'http://web:8000', []],
    ['all addresses, of both kinds', 'gunicorn --bind [::]:8000 shop.wsgi', 'http://web:8000', []],
    ['a port that a variable says', 'gunicorn --bind 0.0.0.0:$$PORT shop.wsgi', 'http://web:8000', []],
  ])('%s', async (_, command, pass, expected) => {
    expect(await strays({ 'compose.yml': compose({ command }), 'nginx.conf': nginx(pass) })).toEqual(expected);
  });

  it('is none where a file that is not seen may say what a name means', async () => {
    const main = { 'nginx/nginx.conf': `http {\n include /srv/upstreams.conf;\n ${nginx('http://web')}\n}\nevents {}\n` };
    const whole = compose().replace('./nginx.conf:/etc/nginx/conf.d/default.conf', './nginx/nginx.conf:/etc/nginx/nginx.conf');
    expect(await strays({ 'compose.yml': whole, ...main })).toEqual([]);
  });

  it('is found on the machine, where one server is all that there is', async () => {
    const site = { 'nginx.conf': nginx('http://unix:/run/a.sock') };
    expect(await strays({ ...site, 'shop.service': unit('--bind unix:/run/b.sock') })).toEqual(['shop.service: socket']);
    expect(
      await strays({ ...site, 'shop.service': unit('--bind unix:/run/b.sock'), 'other.service': unit('--bind unix:/run/c.sock') }),
    ).toEqual([]);
  });

  it('is none where nginx speaks another protocol: the two are of different deployments', async () => {
    const site = nginx('http://x').replace('proxy_pass http://x;', 'uwsgi_pass unix:/run/a.sock;');
    expect(await strays({ 'nginx.conf': site, 'shop.service': unit('--bind unix:/run/b.sock') })).toEqual([]);
  });
});

describe('an address beside one that leads to Django', () => {
  it('may be that of a server which is not seen', async () => {
    const site = `${nginx('http://web:8000').trim().slice(0, -1)} location /ws/ { proxy_pass http://web:9000; }\n}\n`;
    expect(await strays({ 'compose.yml': compose(), 'nginx.conf': site })).toEqual([]);
  });

  it('is one of several that a script starts', async () => {
    const tree = {
      'start.sh': 'daphne -p 9000 shop.asgi:application &\nexec gunicorn --bind 0.0.0.0:8000 shop.wsgi\n',
      'nginx.conf': nginx('http://web:9000'),
    };
    expect(await strays({ 'compose.yml': compose({ command: 'sh start.sh' }), ...tree })).toEqual([]);
  });
});

describe('a configuration that nginx does not read', () => {
  it('has no part in it', async () => {
    const mounted = compose().replace('conf.d/default.conf', 'sites-available/shop.conf');
    expect(await nameless({ 'compose.yml': mounted, 'nginx.conf': nginx('http://django:8000') })).toEqual([]);
    expect((await open({ 'compose.yml': mounted, 'nginx.conf': nginx('http://web:8000') })).stacks.flatMap(({ routes }) => routes)).toEqual(
      [],
    );
  });
});

describe('a name that nginx cannot find', () => {
  it('is that of no service', async () => {
    expect(await nameless({ 'compose.yml': compose(), 'nginx.conf': nginx('http://django:8000') })).toEqual(['django']);
  });

  it('is one of another network', async () => {
    const tree = {
      'compose.yml': `${compose({ web: '    networks: [inner]\n' })}networks: {inner: {}}\n`,
      'nginx.conf': nginx('http://web:8000'),
    };
    expect(await nameless(tree)).toEqual(['web is apart']);
  });

  it.each([
    ['a domain', compose(), 'http://django.internal:8000'],
    ['what extra_hosts names', compose({ proxy: '    extra_hosts: ["django:10.0.0.1"]\n' }), 'http://django:8000'],
    [
      'in a network of others',
      `${compose({ proxy: '    networks: [default, outer]\n' })}networks: {outer: {external: true}}\n`,
      'http://django:8000',
    ],
    ['a variable', compose(), 'http://$backend:8000'],
    ['what a template fills in', compose(), 'http://${BACKEND}:8000'],
  ])('is none: %s', async (_, text, pass) => {
    expect(await nameless({ 'compose.yml': text, 'nginx.conf': nginx(pass) })).toEqual([]);
  });

  it('is none where a further compose file has the service', async () => {
    const tree = {
      'compose.yml': compose(),
      'compose.extra.yml': 'services: {django: {image: shop}}\n',
      'nginx.conf': nginx('http://django:8000'),
    };
    expect(await nameless(tree)).toEqual([]);
  });

  it('is none of an upstream', async () => {
    const site = `upstream django { server web:8000; }\n${nginx('http://django')}`;
    expect(await nameless({ 'compose.yml': compose(), 'nginx.conf': site })).toEqual([]);
  });
});
