import { describe, expect, it } from 'vitest';
import type { Value } from '../../server/src/evaluate/value';
import { isSecretName, maskedText, maskedValue, secretSpans, secretSpansInLine } from '../../server/src/project/mask';
import { pythonText } from '../support/project';

describe('names that speak of a secret', () => {
  it.each([
    'SECRET_KEY',
    'EMAIL_HOST_PASSWORD',
    'AWS_SECRET_ACCESS_KEY',
    'STRIPE_API_KEY',
    'GITHUB_TOKEN',
    'SENTRY_DSN',
    'JWT_PRIVATE_KEY',
    'apiKey',
    'DB_PASS',
    'FERNET_KEY',
  ])('%s', (name) => {
    expect(isSecretName(name)).toBe(true);
  });

  it.each([
    'DEBUG',
    'PASSWORD_HASHERS',
    'AUTH_PASSWORD_VALIDATORS',
    'PASSWORD_RESET_TIMEOUT',
    'CSRF_COOKIE_NAME',
    'CACHE_MIDDLEWARE_KEY_PREFIX',
    'COMPASS',
    'BYPASS_LIST',
    'TOKEN_EXPIRES',
    'KEY_PREFIX',
  ])('not %s', (name) => {
    expect(isSecretName(name)).toBe(false);
  });
});

describe('a value with its secrets masked', () => {
  const str = (value: string): Value => ({ kind: 'str', value });
  const dict = (entries: Readonly<Record<string, Value>>): Value => ({
    kind: 'dict',
    entries: Object.entries(entries).map(([key, value]) => ({ key: str(key), value })),
  });
  const list = (...items: readonly Value[]): Value => ({ kind: 'list', items });

  const read = (name: string, value: Value): Value => {
    const at = { file: 'settings.py', span: { start: 0, end: 1 } };
    return { ...value, env: { name, reader: 'os.environ', parse: 'str', default: 'required', state: 'unknown', at } };
  };

  it.each<[string, string, Value, Value]>([
    ['the whole text', 'SECRET_KEY', str('abc'), str('********')],
    ['nothing of an empty text', 'SECRET_KEY', str(''), str('')],
    [
      'the key of a database',
      'DATABASES',
      dict({ default: dict({ PASSWORD: str('p'), HOST: str('db') }) }),
      dict({ default: dict({ PASSWORD: str('********'), HOST: str('db') }) }),
    ],
    [
      'a key whose name speaks, at any depth',
      'X',
      list(dict({ api_key: str('k'), name: str('n') })),
      list(dict({ api_key: str('********'), name: str('n') })),
    ],
    ['all texts below a secret name', 'API_KEYS', list(str('a'), str('b')), list(str('********'), str('********'))],
    ['the password of a URL', 'BROKER', str('amqp://me:pw@mq/0'), str('amqp://me:********@mq/0')],
    ['a password without a user', 'CACHE_URL', str('redis://:pw@cache:6379'), str('redis://:********@cache:6379')],
    ['a password in a connection string', 'X', str('host=db password=pw user=me'), str('host=db password=******** user=me')],
    [
      'each option of a choice',
      'SECRET_KEY',
      { kind: 'choice', options: [{ when: 'a', value: str('x'), unset: true }] },
      { kind: 'choice', options: [{ when: 'a', value: str('********'), unset: true }] },
    ],
    ['what a secret’s variable gives, under any name', 'X', read('API_TOKEN', str('abc')), read('API_TOKEN', str('********'))],
    ['nothing of what another variable gives', 'X', read('STAGE', str('live')), read('STAGE', str('live'))],
    [
      'the default that stands in for a secret’s variable',
      'X',
      read('API_TOKEN', { kind: 'choice', options: [{ when: 'a', value: str('x'), unset: true }] }),
      read('API_TOKEN', { kind: 'choice', options: [{ when: 'a', value: str('********'), unset: true }] }),
    ],
    [
      'no number, no truth value',
      'SECRET_KEY',
      list({ kind: 'int', value: 3n }, { kind: 'bool', value: true }),
      list({ kind: 'int', value: 3n }, { kind: 'bool', value: true }),
    ],
    ['no plain URL', 'X', str('https://example.com:443/a@b'), str('https://example.com:443/a@b')],
    ['no validator of passwords', 'AUTH_PASSWORD_VALIDATORS', list(dict({ NAME: str('a.B') })), list(dict({ NAME: str('a.B') }))],
  ])('%s', (_what, name, value, expected) => {
    expect(maskedValue(name, value)).toEqual(expected);
  });
});

describe('a condition with its secrets masked', () => {
  it('hides what a secret, or a value without a name, is compared with', () => {
    const key = '7(2w1sedok=aznpq)ta1mc4i%4h=xx';
    expect(maskedText(`the variable SECRET_KEY is not "${key}" and DEBUG is set in the environment`)).toBe(
      'the variable SECRET_KEY is not "********" and DEBUG is set in the environment',
    );
    expect(maskedText(`a value that is not known is "${key}"`)).toBe('a value that is not known is "********"');
  });

  it('leaves what is no secret', () => {
    const text = 'the variable STAGE is "live" and a value that is not known is not "prod"';
    expect(maskedText(text)).toBe(text);
  });

  it('hides it in the options of a value too', () => {
    const value: Value = {
      kind: 'choice',
      options: [{ when: 'the variable SECRET_KEY is "hunter2"', unset: false, value: { kind: 'bool', value: true } }],
    };
    expect(JSON.stringify(maskedValue('DEBUG', value))).not.toContain('hunter2');
  });
});

describe('a line of code with its secrets masked', () => {
  async function shown(code: string): Promise<string> {
    const spans = [...secretSpans((await pythonText())(code))].sort((a, b) => b.start - a.start);
    return spans.reduce((text, span) => `${text.slice(0, span.start)}*${text.slice(span.end)}`, code);
  }

  it.each([
    ['SECRET_KEY = "abc"', 'SECRET_KEY = "*"'],
    ['SECRET_KEY = os.environ.get("SECRET_KEY", "abc")', 'SECRET_KEY = os.environ.get("SECRET_KEY", "*")'],
    ['KEY = config("API_TOKEN", default="abc")', 'KEY = config("API_TOKEN", default="*")'],
    ['DATABASES = {"default": {"PASSWORD": "abc", "HOST": "db"}}', 'DATABASES = {"default": {"PASSWORD": "*", "HOST": "db"}}'],
    ['DATABASES["default"]["PASSWORD"] = "abc"', 'DATABASES["default"]["PASSWORD"] = "*"'],
    ['connect(password="abc", host="db")', 'connect(password="*", host="db")'],
    ['SECRET_KEY = "abc" if DEBUG else "def"', 'SECRET_KEY = "*" if DEBUG else "*"'],
    ['SECRET_KEY = os.environ["SECRET_KEY"]', 'SECRET_KEY = os.environ["SECRET_KEY"]'],
    ['STATIC_URL = "static/"', 'STATIC_URL = "static/"'],
  ])('%s', async (code, expected) => {
    expect(await shown(code)).toBe(expected);
  });

  it('also where the password stands in a URL', () => {
    expect(maskedText('DATABASE_URL = "postgres://me:pw@db/x"')).toBe('DATABASE_URL = "postgres://me:********@db/x"');
  });
});

describe('a line of another file with its secrets masked', () => {
  it.each([
    ['SECRET_KEY=a b', 'SECRET_KEY=*'],
    ['export SECRET_KEY="abc"', 'export SECRET_KEY=*'],
    ['      SECRET_KEY: abc', '      SECRET_KEY: *'],
    ['      - "SECRET_KEY=abc"', '      - "SECRET_KEY=*'],
    ['    environment: {DEBUG: "0", SECRET_KEY: abc}', '    environment: {DEBUG: "0", SECRET_KEY: *}'],
    ['ENV DEBUG=0 SECRET_KEY=abc LANG=C', 'ENV DEBUG=0 SECRET_KEY=* LANG=C'],
    ['ENV SECRET_KEY abc', 'ENV SECRET_KEY *'],
    ['Environment="SECRET_KEY=abc" DEBUG=0', 'Environment="SECRET_KEY=*" DEBUG=0'],
    ['ExecStart=/usr/bin/env SECRET_KEY=abc gunicorn shop.wsgi', 'ExecStart=/usr/bin/env SECRET_KEY=* gunicorn shop.wsgi'],
    ['SECRET_KEY=', 'SECRET_KEY='],
    ['DEBUG=1', 'DEBUG=1'],
  ])('%s', (line, expected) => {
    const spans = [...secretSpansInLine(line)].sort((a, b) => b.start - a.start);
    expect(spans.reduce((text, span) => `${text.slice(0, span.start)}*${text.slice(span.end)}`, line)).toBe(expected);
  });
});
