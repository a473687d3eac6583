import { describe, expect, it } from 'vitest';
import { eachExpansion, expanded, type Snippet } from '../../client/snippets/library';
import { placeOf } from '../../client/snippets/places';
import { PROJECT, SETTINGS } from '../../client/snippets/workspaces';
import { isThere, runWith, type Said, toolsOrSkip } from './tools';

const tools = toolsOrSkip();
const WSGI = { ...PROJECT, 'config/settings.py': SETTINGS, 'config/asgi.py': 'async def application(scope, receive, send): ...\n' };
const GUNICORN = eachExpansion(({ id }) => id.startsWith('gunicorn-'));

describe.skipIf(tools === undefined)('gunicorn', () => {
  const environment = { DJANGO_SECRET_KEY: 'of-the-tests' };
  const check = (text: string, server: 'wsgi' | 'asgi') =>
    tools?.run('gunicorn', ['--check-config', `config.${server}:application`], { ...WSGI, 'gunicorn.conf.py': text }, environment);

  it.each(GUNICORN)('accepts %s', (title, _, text) => {
    expect(check(text, title === 'gunicorn-conf-asgi' ? 'asgi' : 'wsgi')).toEqual(SILENT);
  });

  it('would refuse a value that it does not know', () => {
    expect(check(`${expanded('gunicorn-conf')}timeout = "soon"\n`, 'wsgi')?.status).not.toBe(0);
  });
});

describe.skipIf(tools === undefined)('uWSGI', () => {
  const start = (text: string) =>
    tools?.run('uwsgi', ['--ini', 'uwsgi.ini', '--no-server'], {
      ...WSGI,
      'config/wsgi.py': 'def application(environ, start_response): ...\n',
      'uwsgi.ini': text,
    }).text;
  const here = (text: string) =>
    text.replace(/^(chdir|virtualenv|socket) = .*$/gm, (line) => (line.startsWith('socket') ? 'socket = uwsgi.sock' : ''));

  it('loads the application with uwsgi-ini', () => {
    expect(start(here(expanded('uwsgi-ini')))).toMatch(/WSGI app 0 .* ready[\s\S]*no-server mode requested/);
  });

  it('would refuse an option that it does not know', () => {
    expect(start(here(expanded('uwsgi-ini').replace('vacuum', 'vacum')))).toContain('unknown config directive: vacum');
  });
});

describe.skipIf(tools === undefined)('shellcheck and the shell', () => {
  const scripts = named('shell', '.sh');
  const check = (files: Readonly<Record<string, string>>) =>
    tools?.run('shellcheck', ['--severity=style', '--format=gcc', ...Object.keys(files)], files);

  it('find nothing in the scripts', () => {
    expect(check(withShell(scripts))).toEqual(SILENT);
    for (const [name, text] of Object.entries(scripts)) expect(runWith('bash', ['-n', name], scripts), text).toEqual(SILENT);
  });

  it('would find a variable without quotes', () => {
    expect(check({ 'a.sh': '#!/bin/sh\nrm $1\n' })?.status).toBe(1);
  });
});

describe.skipIf(tools === undefined)('hadolint', () => {
  const lint = (files: Readonly<Record<string, string>>) => tools?.run('hadolint', ['--no-color', ...Object.keys(files)], files);

  it('finds nothing in the Dockerfiles', () => {
    const files = named('dockerfile', '.Dockerfile', (text, id) =>
      id === 'docker-healthcheck' ? `${expanded('docker-django')}${text}` : text,
    );
    expect(lint(files)).toEqual(SILENT);
  });

  it('would find an image without a version', () => {
    expect(lint({ Dockerfile: 'FROM python\n' })?.status).toBe(1);
  });
});

describe.skipIf(tools === undefined)('the schemas of compose, GitHub and GitLab', () => {
  const validate = (schema: string, files: Readonly<Record<string, string>>) =>
    tools?.run('check-jsonschema', ['--builtin-schema', `vendor.${schema}`, '--verbose', ...Object.keys(files)], files).text;
  const only = (files: Readonly<Record<string, string>>, part: string) =>
    Object.fromEntries(Object.entries(files).filter(([name]) => name.includes(part)));
  const compose = named('compose', '.yaml', (text, id) => {
    if (id === 'compose-django') return text;
    if (id === 'compose-healthcheck') return `services:\n  web:\n    image: site:latest\n${indented(text, 4)}`;
    return `services:\n${indented(text, 2)}`;
  });

  it.each([
    ['compose-spec', compose],
    ['github-workflows', only(named('ci', '.yml'), 'github')],
    ['gitlab-ci', only(named('ci', '.yml'), 'gitlab')],
  ] as const)('%s accepts what is written for it', (schema, files) => {
    expect(Object.keys(files).length).toBeGreaterThan(2);
    expect(validate(schema, files)).toMatch(/^ok -- validation done/);
  });

  it('would refuse a service with a key that there is not', () => {
    expect(validate('compose-spec', { 'compose.yaml': 'services:\n  web:\n    imagee: site\n' })).toContain('Schema validation errors');
  });
});

describe.skipIf(tools === undefined)('Caddy', () => {
  const cases = eachExpansion(({ file }) => file === 'caddyfile').map(
    ([title, one, text]) => [title, one.id === 'caddy-static' ? `example.com {\n${text.replace(/^(?=.)/gm, '\t')}}\n` : text] as const,
  );
  const validate = (text: string) =>
    tools?.run('caddy', ['validate', '--adapter', 'caddyfile', '--config', 'Caddyfile'], { Caddyfile: text });

  it.each(cases)('accepts %s', (_, text) => {
    const said = validate(text);
    expect(said?.text).toContain('Valid configuration');
    // It warns of a layout that is not its own, too.
    expect(said?.text).not.toMatch(/"level":"(?:warn|error)"/);
  });

  it('would refuse a directive that it does not know', () => {
    expect(validate('example.com {\n\treverse_proxi web:8000\n}\n')?.status).not.toBe(0);
  });
});

describe('systemd', () => {
  const there = isThere('systemd-analyze', 'systemd');
  const verify = (files: Readonly<Record<string, string>>) =>
    runWith('systemd-analyze', ['verify', '--man=no', ...Object.keys(files)], files);
  // The programs of a server are not on this machine: one that is stands in for them.
  const here = (text: string) => text.replace(/^(ExecStart=)\S+/gm, '$1/bin/true');
  const units = (...ids: readonly string[]) => Object.fromEntries(ids.map((id) => [unitName(id), here(expanded(id))]));

  it.skipIf(!there).each([
    ['a service alone', ['systemd-gunicorn']],
    ['a service and its socket', ['systemd-gunicorn-activated', 'systemd-gunicorn-socket']],
    ['Celery', ['systemd-celery-worker', 'systemd-celery-beat']],
    ['services and their timers', ['systemd-clearsessions', 'systemd-clearsessions-timer', 'systemd-backup', 'systemd-backup-timer']],
  ] as const)('verifies %s', (_, ids) => {
    expect(verify(units(...ids))).toEqual(SILENT);
  });

  it.skipIf(!there)('would find a key that there is not', () => {
    expect(verify({ 'site.service': here(expanded('systemd-gunicorn').replace('Restart=', 'Restarts=')) }).text).toContain('Restarts');
  });
});

const SILENT: Said = { status: 0, text: '' };

/** All expansions of a file of snippets, each as a file named for it. */
function named(
  file: string,
  ending: string,
  around: (text: string, id: string) => string = (text) => text,
): Readonly<Record<string, string>> {
  const cases = eachExpansion((one: Snippet) => one.file === file);
  return Object.fromEntries(cases.map(([title, one, text]) => [`${title.replace(/\W+/g, '-')}${ending}`, around(text, one.id)]));
}

/** Lines that stand in no script of their own say nothing of their shell. */
function withShell(scripts: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(scripts).map(([name, text]) => [name, text.startsWith('#!') ? text : `#!/bin/sh\n${text}`]));
}

function indented(text: string, by: number): string {
  return text.replace(/^(?=.)/gm, ' '.repeat(by));
}

/** The name that a unit gets on a server. */
function unitName(id: string): string {
  const place = placeOf({ id, file: 'systemd' } as Snippet);
  return place.kind === 'file' ? place.path.replace('deploy/', '') : id;
}
