import { describe, expect, it } from 'vitest';
import { readSupervisor, supervisorEnvironment, supervisorOption, supervisorWords } from '../../../server/src/syntax/supervisor/supervisor';

const TEXT = `[supervisord]
nodaemon=true

; the site
[program:web]
command = /srv/shop/venv/bin/gunicorn   ; in the foreground
  --bind 'unix:/run/shop/web.sock'
  -w %(ENV_WORKERS)s shop.wsgi # the end
Directory=/srv/shop
environment=DEBUG="0",KEY='a,b',PATH=/srv/shop/bin:%(ENV_PATH)s
user=www-data
autorestart: true
`;

describe('a configuration of supervisor', () => {
  const sections = readSupervisor(TEXT);
  const web = sections.find(({ kind }) => kind === 'program');
  const option = (key: string) => web && supervisorOption(web, key);

  it('is options in sections, with names of programs', () => {
    expect(sections.map(({ kind, name }) => [kind, name])).toEqual([
      ['supervisord', ''],
      ['program', 'web'],
    ]);
    expect(web && TEXT.slice(web.nameSpan.start, web.nameSpan.end)).toBe('web');
    expect(option('directory')?.value.text).toBe('/srv/shop');
    expect(option('autorestart')?.value.text).toBe('true');
    expect(option('stopsignal')).toBeUndefined();
  });

  it('has lines that go on, without their comments', () => {
    expect(option('command')?.value.text).toBe(
      "/srv/shop/venv/bin/gunicorn\n--bind 'unix:/run/shop/web.sock'\n-w %(ENV_WORKERS)s shop.wsgi",
    );
  });

  it('splits a command into words that know their places', () => {
    const value = option('command')?.value;
    const words = (value && supervisorWords(value)) ?? [];
    expect(words.map(({ text }) => text)).toEqual([
      '/srv/shop/venv/bin/gunicorn',
      '--bind',
      'unix:/run/shop/web.sock',
      '-w',
      undefined,
      'shop.wsgi',
    ]);
    for (const { text, span, exact } of words) if (exact) expect(TEXT.slice(span.start, span.end)).toBe(text);
    expect(words.filter(({ exact }) => exact)).toHaveLength(5);
  });

  it('reads variables with quotes, and none where supervisor refuses them', () => {
    const value = option('environment')?.value;
    expect(value && supervisorEnvironment(value)?.map(({ name, value: text }) => [name, text])).toEqual([
      ['DEBUG', '0'],
      ['KEY', 'a,b'],
      ['PATH', undefined],
    ]);
    const broken = readSupervisor('[program:x]\nenvironment=A=1 B=2\n')[0]?.options[0]?.value;
    expect(broken && supervisorEnvironment(broken)).toBeUndefined();
  });

  it('splits as a shell would, without one', () => {
    const words = (command: string) => {
      const value = readSupervisor(`[program:x]\ncommand=${command}\n`)[0]?.options[0]?.value;
      return value && supervisorWords(value)?.map(({ text }) => text);
    };
    expect(words('bash -c "a \\"b\\" && c" d\\ e 100%%')).toEqual(['bash', '-c', 'a "b" && c', 'd e', '100%']);
    expect(words("echo 'open")).toBeUndefined();
  });
});
