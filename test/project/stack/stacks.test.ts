import { describe, expect, it } from 'vitest';
import { compose, nginx, open, SETTINGS, unit, ways } from './support';

describe('a stack of containers', () => {
  it('leads from the nginx that reads a configuration to the service that it names', async () => {
    const { stacks } = await open({ 'compose.yml': compose(), 'nginx.conf': nginx('http://web:8000') });
    expect(stacks.map(({ name, sort, kind }) => `${name} ${sort} ${kind}`)).toEqual(['compose.yml compose production']);
    expect(stacks[0]?.members.map(({ name, role }) => `${name}: ${role}`)).toEqual(['web: django', 'proxy: proxy']);
    expect(ways(stacks)).toEqual(['nginx.conf / → web (network)']);
  });

  it('knows the settings that a service starts with', async () => {
    const { stacks } = await open({ 'compose.yml': compose(), 'nginx.conf': nginx('http://web:8000') });
    expect(stacks[0]?.members.map(({ profile }) => profile?.name)).toEqual(['settings', undefined]);
  });

  it.each([
    ['container_name', '    container_name: shop\n', 'http://shop:8000'],
    ['a network alias', '    networks: {default: {aliases: [shop]}}\n', 'http://shop:8000'],
  ])('follows %s', async (_, web, pass) => {
    const { stacks } = await open({ 'compose.yml': compose({ web }), 'nginx.conf': nginx(pass) });
    expect(ways(stacks)).toEqual(['nginx.conf / → web (network)']);
  });

  it('does not lead into a network that nginx is not in', async () => {
    const web = '    networks: [inner]\n';
    const { stacks } = await open({ 'compose.yml': `${compose({ web })}networks: {inner: {}}\n`, 'nginx.conf': nginx('http://web:8000') });
    expect(ways(stacks)).toEqual([]);
  });

  it('finds a socket that both mount, wherever each of them has it', async () => {
    const tree = {
      'compose.yml': `${compose({
        command: 'gunicorn --bind unix:/run/shop/app.sock shop.wsgi',
        web: '    volumes: ["sock:/run/shop"]\n',
      }).replace('conf.d/default.conf"]', 'conf.d/default.conf", "sock:/sockets"]')}volumes: {sock: {}}\n`,
      'nginx.conf': nginx('http://unix:/sockets/app.sock'),
    };
    expect(ways((await open(tree)).stacks)).toEqual(['nginx.conf / → web (unix)']);
    expect(ways((await open({ ...tree, 'nginx.conf': nginx('http://unix:/run/shop/app.sock') })).stacks)).toEqual([]);
  });

  it('takes an nginx of the machine in, by the port that a container publishes', async () => {
    const plain = compose({ web: '    ports: ["127.0.0.1:9000:8000"]\n' }).replace(/ {2}proxy:[\s\S]*/, '');
    const { stacks } = await open({ 'compose.yml': plain, 'deploy/shop.conf': nginx('http://127.0.0.1:9000') });
    expect(ways(stacks)).toEqual(['deploy/shop.conf / → web (network)']);
  });

  it('says of localhost in a container that it is the container itself', async () => {
    const { stacks } = await open({ 'compose.yml': compose(), 'nginx.conf': nginx('http://127.0.0.1:8000') });
    expect(ways(stacks)).toEqual([]);
  });

  it('is for development where Django’s own server runs', async () => {
    const command = 'python manage.py runserver 0.0.0.0:8000';
    const { stacks } = await open({ 'compose.yml': compose({ command }), 'nginx.conf': nginx('http://web:8000') });
    expect(stacks.map(({ kind }) => kind)).toEqual(['development']);
  });

  it('says that Traefik stands before it where labels say so', async () => {
    const web = '    labels: ["traefik.http.routers.shop.rule=Host(`shop.de`)"]\n';
    const { stacks } = await open({ 'compose.yml': compose({ web }), 'nginx.conf': nginx('http://web:8000') });
    expect(stacks[0]?.open).toBe('Traefik stands before web');
  });
});

describe('the machine', () => {
  it('leads to the server of a unit by its port and by its socket', async () => {
    const port = { 'shop.service': unit('--bind 127.0.0.1:8000'), 'nginx.conf': nginx('http://127.0.0.1:8000') };
    expect(ways((await open(port)).stacks)).toEqual(['nginx.conf / → shop.service (loopback)']);
    const socket = { 'shop.service': unit('--bind unix:/run/shop.sock'), 'nginx.conf': nginx('http://unix:/run/shop.sock') };
    expect(ways((await open(socket)).stacks)).toEqual(['nginx.conf / → shop.service (unix)']);
  });

  it('does not lead to a server that listens elsewhere', async () => {
    const tree = { 'shop.service': unit('--bind 127.0.0.1:9000'), 'nginx.conf': nginx('http://127.0.0.1:8000') };
    expect(ways((await open(tree)).stacks)).toEqual([]);
  });

  it('knows Django by its settings alone where nothing starts it, as long as there are only one for production', async () => {
    const tree = { 'nginx.conf': nginx('http://127.0.0.1:8000') };
    expect(ways((await open(tree)).stacks)).toEqual(['nginx.conf / → settings (loopback)']);
    const { stacks } = await open({
      ...tree,
      'other/settings.py': SETTINGS,
      'other/wsgi.py': 'import os\nos.environ["DJANGO_SETTINGS_MODULE"] = "other.settings"\n',
    });
    expect(ways(stacks)).toEqual([]);
  });

  it('has no part in what is a sample, or for development', async () => {
    expect((await open({ 'docs/nginx.conf': nginx('http://127.0.0.1:8000') })).stacks).toEqual([]);
    expect((await open({ 'dev/nginx.conf': nginx('http://127.0.0.1:8000') })).stacks).toEqual([]);
  });
});

describe('a platform', () => {
  it('is a stack of its own', async () => {
    const { stacks } = await open({ Procfile: 'web: DJANGO_SETTINGS_MODULE=settings gunicorn shop.wsgi\n' });
    expect(stacks.map(({ name, sort }) => `${name}: ${sort}`)).toEqual(['web of Procfile: platform']);
  });
});
