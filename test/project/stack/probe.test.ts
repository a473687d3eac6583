import { describe, expect, it } from 'vitest';
import { probeOf } from '../../../server/src/project/stack/probe';
import { compose, nginx, open } from './support';

async function probe(test: string): Promise<string | undefined> {
  const { stacks } = await open({
    'compose.yml': compose({ web: `    healthcheck:\n      test: ${test}\n` }),
    'nginx.conf': nginx('http://web:8000'),
  });
  const check = stacks[0]?.members[0]?.service?.healthcheck;
  const found = check && probeOf(check);
  if (!found) return undefined;
  const words = [found.hasHeaders && 'headers', found.failsOnRefusal && 'fails on 400', found.follows && 'follows'].filter(Boolean);
  return `${found.program} ${found.scheme}://${found.host}:${found.port}${found.path} ${words.join(', ')}`.trim();
}

describe('the request of a health check', () => {
  it.each([
    ['["CMD", "curl", "-f", "http://localhost:8000/health/"]', 'curl http://localhost:8000/health/ fails on 400'],
    ['curl -fsSL http://LOCALHOST:8000 || exit 1', 'curl http://localhost:8000/ fails on 400, follows'],
    ['["CMD-SHELL", "curl --silent http://web:8000/"]', 'curl http://web:8000/'],
    ['wget -q --spider http://127.0.0.1/health', 'wget http://127.0.0.1:80/health fails on 400, follows'],
    ['["CMD", "curl", "-f", "-H", "Host: shop.de", "http://localhost:8000/"]', 'curl http://localhost:8000/ headers, fails on 400'],
    [
      `["CMD", "python", "-c", "import urllib.request; urllib.request.urlopen('http://localhost:8000/up')"]`,
      'python http://localhost:8000/up fails on 400, follows',
    ],
  ])('%s', async (test, expected) => {
    expect(await probe(test)).toBe(expected);
  });

  it.each([
    ['several commands', 'curl -f http://localhost:8000/ && test -f /tmp/ok'],
    ['a pipe', 'curl http://localhost:8000/ | grep ok'],
    ['a variable', 'curl -f http://localhost:$$PORT/'],
    ['another program', '["CMD", "pg_isready"]'],
    ['a program of Python that does more', `["CMD", "python", "-c", "import urllib.request as u; u.urlopen('http://localhost:8000/')"]`],
    ['none', '["NONE"]'],
  ])('is not told by %s', async (_, test) => {
    expect(await probe(test)).toBeUndefined();
  });
});
