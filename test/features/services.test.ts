/** From an address of nginx to the service of compose that it means, and back. */
import { describe, expect, it } from 'vitest';
import { definitionIn, referencesAt } from '../../server/src/features/files/dispatch';
import { definitionAt } from '../../server/src/features/nginx/links';
import { judge } from '../rules/support';

const FILES = {
  'compose.yml': [
    'services:',
    '  web:',
    '    image: shop',
    '    command: gunicorn shop.wsgi -b 0.0.0.0:8000',
    '    networks: { default: { aliases: [application] } }',
    '  proxy:',
    '    image: nginx:1.29',
    '    volumes:',
    '      - ./nginx.conf:/etc/nginx/nginx.conf:ro',
    '    depends_on: [web]',
    '',
  ].join('\n'),
  'nginx.conf': [
    'events {}',
    'http {',
    '  upstream app { server application:8000; }',
    '  server {',
    '    listen 80;',
    '    location / { proxy_pass http://app; }',
    '    location /direct/ { proxy_pass http://web:8000; }',
    '    location /other/ { proxy_pass http://elsewhere.example.org; }',
    '  }',
    '}',
    '',
  ].join('\n'),
};

async function project() {
  return (await judge({ files: FILES }, 'nginx/none')).project;
}

function at(file: keyof typeof FILES, text: string, shift = 1): number {
  return FILES[file].indexOf(text) + shift;
}

function textAt({ file, span }: { readonly file: string; readonly span: { readonly start: number; readonly end: number } }): string {
  return `${file}: ${FILES[file as keyof typeof FILES].slice(span.start, span.end)}`;
}

describe('an address of nginx', () => {
  it.each([
    ['of a location leads to the service of that name', 'http://web:8000', ['compose.yml: web']],
    ['of an upstream leads to the service with that alias', 'application:8000', ['compose.yml: web']],
    ['that names an upstream leads there', 'http://app;', ['nginx.conf: app']],
    ['of another machine leads nowhere', 'http://elsewhere', []],
  ])('%s', async (_, text, expected) => {
    expect(definitionAt(await project(), 'nginx.conf', at('nginx.conf', text, 8)).map(textAt)).toEqual(expected);
  });
});

describe('a service', () => {
  it('is named by others of its file, and by nginx', async () => {
    const found = referencesAt(await project(), 'compose.yml', at('compose.yml', 'web:'));
    expect(found.map(textAt)).toEqual(
      expect.arrayContaining(['compose.yml: web', 'nginx.conf: server application:8000', 'nginx.conf: proxy_pass http://web:8000']),
    );
  });

  it('that another one waits for is found from there', async () => {
    expect(definitionIn(await project(), 'compose.yml', at('compose.yml', '[web]', 2)).map(textAt)).toEqual(['compose.yml: web']);
  });
});
