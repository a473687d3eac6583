import { describe, expect, it } from 'vitest';
import { LineMap } from '../../server/src/base/text';
import { starts } from '../support/project';
import { judge } from './support';

const SETTINGS = `import os

SECRET_KEY = os.environ["SECRET_KEY"]
DEBUG = os.environ.get("DEBUG", "0") == "1"
ALLOWED_HOSTS = os.environ.get("HOSTS", "").split(",")
INSTALLED_APPS = ["django.contrib.sessions"]
`;
const unit = (...lines: readonly string[]) => ['[Service]', ...lines, 'ExecStart=gunicorn wsgi', ''].join('\n');

/** `rule: related places` of what the rules find, where artefacts stand beside the settings. */
async function found(select: string, files: Readonly<Record<string, string>>, settings = SETTINGS): Promise<readonly string[]> {
  const judged = await judge({ files: { 'wsgi.py': starts('settings'), 'settings.py': settings, ...files } }, select);
  return judged.findings.map(({ rule, related, fixes }) => {
    const places = related.map(({ place, message }) => {
      const line = new LineMap(judged.project.files.read(place.file) ?? '').position(place.span.start).line + 1;
      return `${message} ${place.file}:${line}`;
    });
    return [rule, ...places, ...fixes.map(({ title }) => title)].join(', ');
  });
}

describe('what the environment of production says', () => {
  it('is believed: DEBUG is on, and the unit is where', async () => {
    expect(await found('django/debug-enabled', { 'app.service': unit('Environment=DEBUG=1') })).toEqual([
      'django/debug-enabled, DEBUG is given here app.service:2',
    ]);
    expect(await found('django/debug-enabled', { 'app.service': unit('Environment=DEBUG=0') })).toEqual([]);
  });

  it('is believed: a default in the code that production replaces is no fault', async () => {
    const settings = SETTINGS.replace('"DEBUG", "0"', '"DEBUG", "1"');
    expect(await found('django/debug-default-on', {}, settings)).toHaveLength(1);
    expect(await found('django/debug-default-on', { 'app.service': unit('Environment=DEBUG=0') }, settings)).toEqual([]);
    const hosts = SETTINGS.replace('"HOSTS", ""', '"HOSTS", "*"');
    expect(await found('django/allowed-hosts-wildcard', {}, hosts)).toHaveLength(1);
    expect(await found('django/allowed-hosts-wildcard', { 'app.service': unit('Environment=HOSTS=a.org') }, hosts)).toEqual([]);
  });

  it('is believed as a default: an image with DEBUG on is on wherever nobody turns it off, and no other default in the code helps', async () => {
    const files = { Dockerfile: 'FROM python\nENV DEBUG=1\nCMD gunicorn wsgi\n' };
    expect(await found('django/debug-enabled', files)).toEqual([]);
    expect(await found('django/debug-default-on', files)).toEqual(['django/debug-default-on, DEBUG is given here Dockerfile:2']);
  });

  it('is named where an env file of the server may still replace it, whatever way the settings read it', async () => {
    const environ = `import environ\nenv = environ.Env()\nenv.read_env("/project/.env")\nDEBUG = env.bool("DEBUG", default=False)\n`;
    const files = { '.env': 'DEBUG=True\n', 'app.service': unit('Environment=DEBUG=1', 'EnvironmentFile=/etc/app.env') };
    const judged = await judge({ files: { 'wsgi.py': starts('settings'), 'settings.py': environ, ...files } }, 'django/debug-default-on');
    expect(judged.findings.map(({ message }) => message.split('\n')[0])).toEqual([
      'DEBUG is on where DEBUG is not set in /etc/app.env: app.service:2 turns it on.',
    ]);
    expect(judged.findings[0]?.related.map(({ place }) => place.file)).toEqual(['app.service']);
  });

  it('is believed for a key too, whose text nobody sees', async () => {
    const judged = await judge(
      { files: { 'wsgi.py': starts('settings'), 'settings.py': SETTINGS, 'app.service': unit('Environment=SECRET_KEY=abc') } },
      'django/secret-key-insecure',
    );
    expect(judged.findings).toHaveLength(1);
    expect(JSON.stringify(judged.findings)).not.toContain('abc');
  });

  it.each<readonly [string, Readonly<Record<string, string>>]>([
    ['a local .env', { '.env': 'DEBUG=1\n' }],
    ['a .env that compose reads', { '.env': 'DEBUG=1\n', 'compose.yml': 'services:\n  web: {command: gunicorn wsgi, env_file: .env}\n' }],
    ['a sample', { '.env.example': 'DEBUG=1\n', 'compose.yml': 'services:\n  web: {command: gunicorn wsgi, env_file: .env.example}\n' }],
    ['a compose file for development', { 'compose.dev.yml': 'services:\n  web: {command: gunicorn wsgi, environment: {DEBUG: "1"}}\n' }],
    ['a value from the shell', { 'compose.yml': `services:\n  web: {command: gunicorn wsgi, environment: {DEBUG: "\${DEBUG}"}}\n` }],
    ['a unit of another program', { 'other.service': '[Service]\nEnvironment=DEBUG=1\nExecStart=/usr/bin/other\n' }],
  ])('is not what %s says', async (_, files) => {
    expect(await found('django/debug-enabled', files)).toEqual([]);
    expect(await found('django/debug-default-on', files)).toEqual([]);
  });

  it('differs between two processes: only what both have is a fault', async () => {
    const both = (first: string, second: string) => ({
      'a.service': unit(`Environment=DEBUG=${first}`),
      'b.service': unit(`Environment=DEBUG=${second}`),
    });
    expect(await found('django/debug-enabled', both('1', '0'))).toEqual([]);
    expect(await found('django/debug-enabled', both('1', '1'))).toHaveLength(1);
  });
});
