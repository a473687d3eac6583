import { describe, expect, it } from 'vitest';
import { foreignOrigin } from '../../../server/src/rules/nginxOrigins';
import { captured, mayHoldLineEnd, readPattern, textsOf } from '../../../server/src/rules/nginxRegex';
import {
  coversPrefix as coversPrefixShape,
  covers as coversShape,
  type Expression,
  explodes,
  literalPrefix as prefixOfShape,
  shapeOf,
} from '../../../server/src/rules/nginxRegexShape';

function covers(wider: Expression, narrower: Expression): boolean {
  const [outer, inner] = [shapeOf(wider), shapeOf(narrower)];
  return outer !== undefined && inner !== undefined && coversShape(outer, inner);
}

function coversPrefix(expression: Expression, prefix: string): boolean {
  const shape = shapeOf(expression);
  return shape !== undefined && coversPrefixShape(shape, prefix);
}

function literalPrefix(expression: Expression): string {
  const shape = shapeOf(expression);
  return shape ? prefixOfShape(shape) : '';
}

const plain = (source: string) => ({ source, ignoreCase: false });
/** Numbers from 0 to 1, the same ones every time. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}

const group = (source: string, number: number | string = 1) => {
  const pattern = readPattern(source, false);
  return pattern && captured(pattern, number);
};

describe('readPattern', () => {
  it.each([
    ['^/([^/]+)/$', true],
    ['^/([\\s\\S]*)$', true],
    ['^/(\\W+)$', true],
    ['^/([^a-z]+)$', true],
    ['^/(.*)$', false],
    ['^/([a-z0-9_-]+)$', false],
    ['^/(\\w+)$', false],
    ['^/([^/\\n]+)$', false],
    ['^/([]a]+)$', false],
  ])('%s: a line end in the group is %s', (source, expected) => {
    const found = group(source);
    expect(found && mayHoldLineEnd(found)).toBe(expected);
  });

  it('counts groups as PCRE does', () => {
    expect(readPattern('(a)(?:b)(?<n>c)(?P<m>d)(?=e)[(]\\((f)', false)?.captures).toBe(4);
    expect(group('(a)(?<name>[b])', 'name')).toBeDefined();
    expect(group('(a)', 2)).toBeUndefined();
  });

  it.each(['(', 'a)', '*a', '(a)\\1', '(?R)', '(?(1)a|b)', '[[:alpha:]]', '\\p{L}', 'a**', '[b-', 'ä'])('does not read %s', (source) => {
    expect(readPattern(source, false)).toBeUndefined();
  });

  it('lists what an expression of few texts matches', () => {
    const texts = (source: string) => textsOf(readPattern(source, false)?.root ?? { kind: 'look' });
    expect(texts('^/(a|b)c?$')).toEqual(['/a', '/ac', '/b', '/bc']);
    expect(texts('/a+')).toBeUndefined();
    expect(texts('(?!a)b')).toBeUndefined();
  });
});

describe('covers', () => {
  it.each([
    ['^/', '^/api/'],
    ['.*', '^/api/\\d+$'],
    ['\\.(js|css|png)$', '\\.css$'],
    ['\\.(js|css)$', '^/static/.*\\.(css|js)$'],
    ['^/(api|admin)', '^/api/v1/'],
    ['/api/', '^/v1/api/x$'],
    ['^/a$', '^/a$'],
  ])('%s takes all of %s', (wider, narrower) => {
    expect(covers(plain(wider), plain(narrower))).toBe(true);
  });

  it.each([
    ['\\.css$', '\\.(js|css)$'],
    ['^/api/', '/api/'],
    ['^/api/$', '^/api/'],
    ['\\.css$', '\\.css'],
    ['^/(?!static)', '^/static/'],
    ['\\bapi\\b', '/api/'],
    ['^/[a-z]+/\\d+/', '^/api/'],
    ['^/API/', '^/api/'],
  ])('%s does not take all of %s', (wider, narrower) => {
    expect(covers(plain(wider), plain(narrower))).toBe(false);
  });

  it('knows that ~* matches more than ~', () => {
    expect(covers({ source: '\\.CSS$', ignoreCase: true }, plain('\\.css$'))).toBe(true);
    expect(covers(plain('\\.css$'), { source: '\\.css$', ignoreCase: true })).toBe(false);
    expect(covers({ source: '\\.(css|js)$', ignoreCase: true }, { source: '\\.css$', ignoreCase: true })).toBe(true);
  });

  it('is never wrong about a path that it was not asked about', () => {
    const next = random(7);
    const pick = <T>(items: readonly [T, ...T[]]): T => items[Math.floor(next() * items.length)] ?? items[0];
    const atom = () => pick(['a', 'b', '/', '.', '[ab]', '(a|b)', 'a*', '.*', '[^/]+', 'b?', '\\.', '(?:ab)+', '(a|/)?']);
    const expression = () => `${pick(['^', ''])}${Array.from({ length: 1 + Math.floor(next() * 4) }, atom).join('')}${pick(['$', ''])}`;
    const path = () => `/${Array.from({ length: Math.floor(next() * 6) }, () => pick(['a', 'b', '/', '.', 'c'])).join('')}`;
    let said = 0;
    for (let round = 0; round < 4000; round++) {
      const [wider, narrower, prefix] = [expression(), expression(), path()];
      const takesAll = covers(plain(wider), plain(narrower));
      const takesPrefix = coversPrefix(plain(wider), prefix);
      const start = literalPrefix(plain(narrower));
      if (takesAll || takesPrefix) said++;
      for (let trial = 0; trial < 20; trial++) {
        const tried = path();
        if (takesAll && new RegExp(narrower).test(tried)) expect([wider, narrower, tried, new RegExp(wider).test(tried)]).toContain(true);
        if (takesPrefix) expect([wider, prefix + tried, new RegExp(wider).test(prefix + tried)]).toContain(true);
        if (new RegExp(narrower).test(tried)) expect(tried.startsWith(start)).toBe(true);
      }
    }
    expect(said).toBeGreaterThan(300);
  });
});

describe('explodes', () => {
  it.each(['^(a+)+$', '^/(([a-z]+)-?)+$', '(a|[a-z])+!', '^((ab?)*)*x', '(\\w+\\s?)*$', '^(?:a*)*b', '^((?:ab)+)+$', '^/(x(a+)+y)$'])(
    '%s',
    (source) => {
      expect(explodes(source, false)).toBe(true);
    },
  );

  it.each([
    '^a+$',
    '^/(?:[a-z]+/)+$',
    '^(a+)+',
    '^(?>a+)+$',
    '^(a++)+$',
    '^(ab)+$',
    '^(a|b)+$',
    '^/(.*)/(.*)$',
    '\\.(?:css|js)$',
    '^/([a-z]{2,8})*$',
    '^(/[^/]+)+$',
  ])('not %s', (source) => {
    expect(explodes(source, false)).toBe(false);
  });
});

describe('foreignOrigin', () => {
  it.each([
    ['^https://shop\\.example', 'https://shop.example.attacker.example'],
    ['shop\\.example$', 'https://attacker-shop.example'],
    ['^https://app.shop.example$', 'https://appxshop.example'],
    ['^https?://(.*)shop\\.example$', 'http://attacker-shop.example'],
  ])('%s lets %s through', (source, origin) => {
    expect(foreignOrigin(source, false)).toBe(origin);
    expect(new RegExp(source).test(origin)).toBe(true);
  });

  it.each([
    '^https://shop\\.example$',
    '^https://([a-z]+\\.)?shop\\.example(:\\d+)?$',
    '^http://localhost(:\\d+)?$',
    '.*',
    '^https://(a|b)\\.shop\\.example$',
  ])('%s lets none through that is found', (source) => {
    expect(foreignOrigin(source, false)).toBeUndefined();
  });
});
