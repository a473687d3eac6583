import { describe, expect, it } from 'vitest';
import { servesDjango } from '../../../server/src/project/nginx/application';
import { proxiedBlocks } from '../../../server/src/project/nginx/upstreams';
import { projectOf } from '../../support/project';

const compose = (services: string) => `services:\n${services}`;
const WEB = '  web:\n    build: .\n    command: gunicorn shop.wsgi --bind 0.0.0.0:8000\n';

async function verdicts(locations: string, composeFile?: string): Promise<readonly string[]> {
  const project = await projectOf({
    'nginx/site.conf': `server {\n${locations}\n}\n`,
    ...(composeFile !== undefined && { 'compose.yml': composeFile, Dockerfile: 'FROM python:3.13\n' }),
  });
  const [configuration] = project.nginxConfigurations;
  if (!configuration) throw new Error('there is no configuration');
  return proxiedBlocks(configuration).map(({ target }) => servesDjango(configuration, target, project.listeners));
}

describe('which target is Django', () => {
  it.each([
    ['the only one', 'location / { proxy_pass http://127.0.0.1:8000; }', undefined, ['yes']],
    [
      'one of several nobody knows',
      'location / { proxy_pass http://a:1; }\nlocation /b { proxy_pass http://b:2; }',
      undefined,
      ['maybe', 'maybe'],
    ],
    [
      'by its name',
      'location / { proxy_pass http://gunicorn:1; }\nlocation /b { proxy_pass http://frontend:2; }',
      undefined,
      ['yes', 'no'],
    ],
    [
      'a socket of uWSGI',
      'location / { uwsgi_pass unix:/run/a.sock; }\nlocation /b { proxy_pass http://b:2; }',
      undefined,
      ['yes', 'maybe'],
    ],
    ['never PHP', 'location / { fastcgi_pass unix:/run/a.sock; }', undefined, ['no']],
    ['never a host of the internet', 'location / { proxy_pass https://bucket.s3.amazonaws.com/; }', undefined, ['no']],
    [
      'the service whose process runs it',
      'location / { proxy_pass http://web:8000; }\nlocation /b { proxy_pass http://b:2; }',
      compose(WEB),
      ['yes', 'maybe'],
    ],
    [
      'no service whose image is another product',
      'location / { proxy_pass http://web:8000; }\nlocation /b { proxy_pass http://files:9000; }',
      compose(`${WEB}  files:\n    image: minio/minio:latest\n`),
      ['yes', 'no'],
    ],
    [
      'no service whose application has another name',
      'location / { proxy_pass http://web:8000; }\nlocation /b { proxy_pass http://bot:9000; }',
      compose(`${WEB}  bot:\n    build: .\n    command: uvicorn main:app --host 0.0.0.0\n`),
      ['yes', 'no'],
    ],
    [
      'perhaps one whose image is made elsewhere',
      'location / { proxy_pass http://web:8000; }\nlocation /b { proxy_pass http://other:9000; }',
      compose(`${WEB}  other:\n    image: registry.example/other:1\n`),
      ['yes', 'maybe'],
    ],
  ])('%s', async (_, locations, composeFile, expected) => {
    expect(await verdicts(locations, composeFile)).toEqual(expected);
  });
});
