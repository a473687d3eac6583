import { describe, expect, it } from 'vitest';
import { environmentOf } from '../support/environment';
import type { Tree } from '../support/project';

const SERVER = 'gunicorn site.wsgi';

/** A compose file whose service `web` runs the server. */
const compose = (...lines: readonly string[]) =>
  ['services:', '  web:', '    image: app', `    command: ${SERVER}`, ...lines.map((line) => `    ${line}`), ''].join('\n');

const dockerfile = (...lines: readonly string[]) => ['FROM python:3.13', ...lines, `CMD ["gunicorn", "site.wsgi"]`, ''].join('\n');

async function debugOf(tree: Tree) {
  return (await environmentOf(tree, ['DEBUG'])).DEBUG;
}

describe('the environment of a compose service', () => {
  it('is a map or a list', async () => {
    expect(await debugOf({ 'compose.yml': compose('environment:', '  DEBUG: "1"') })).toBe('1 (compose.yml:6)');
    expect(await debugOf({ 'docker-compose.yaml': compose('environment:', '  - DEBUG=a=b') })).toBe('a=b (docker-compose.yaml:6)');
  });

  it('takes numbers and truth values as compose writes them, and leaves odd ones alone', async () => {
    const value = (text: string) => debugOf({ 'compose.yml': compose('environment:', `  DEBUG: ${text}`) });
    expect(await value('1')).toBe('1 (compose.yml:6)');
    expect(await value('True')).toBe('true (compose.yml:6)');
    expect(await value('yes')).toBe('yes (compose.yml:6)');
    expect(await value('0x1f')).toBe('set (compose.yml:6)');
    expect(await value('[1]')).toBe('set (compose.yml:6)');
  });

  it('is open where a variable is passed through', async () => {
    expect(await debugOf({ 'compose.yml': compose('environment:', '  DEBUG:') })).toBe('open');
    expect(await debugOf({ 'compose.yml': compose('environment:', '  - DEBUG') })).toBe('open');
  });

  it('has anchors, merge keys and extensions', async () => {
    const text = `x-env: &env\n  DEBUG: "1"\n  NAME: a\nx-more: &more {NAME: b, LAST: c}\n${compose('environment:', '  <<: [*env, *more]', '  NAME: own')}`;
    expect(await environmentOf({ 'compose.yml': text }, ['DEBUG', 'NAME', 'LAST'])).toEqual({
      DEBUG: '1 (compose.yml:2)',
      NAME: 'own (compose.yml:11)',
      LAST: 'c (compose.yml:4)',
    });
  });

  it.each([
    ['$DEBUG', 'set (compose.yml:6)'],
    [`\${DEBUG}`, 'set (compose.yml:6)'],
    [`\${DEBUG:-0}`, '0 (compose.yml:6) unless DEBUG is set where compose runs'],
    [`\${DEBUG-0}`, '0 (compose.yml:6) unless DEBUG is set where compose runs'],
    [`\${DEBUG:-}`, ' (compose.yml:6) unless DEBUG is set where compose runs'],
    [`a-\${DEBUG:-0}-b`, 'a-0-b (compose.yml:6) unless DEBUG is set where compose runs'],
    [`\${DEBUG:-\${OTHER:-2}}`, '2 (compose.yml:6) unless DEBUG is set where compose runs'],
    [`\${DEBUG:-\${OTHER}}`, 'set (compose.yml:6)'],
    [`\${DEBUG:-a}\${OTHER}`, 'set (compose.yml:6)'],
    [`\${DEBUG:?is missing}`, 'set (compose.yml:6)'],
    [`\${DEBUG?is missing}`, 'set (compose.yml:6)'],
    [`\${DEBUG:+1}`, ' (compose.yml:6) unless DEBUG is set where compose runs'],
    [`\${DEBUG+1}`, ' (compose.yml:6) unless DEBUG is set where compose runs'],
    ['$$DEBUG', '$DEBUG (compose.yml:6)'],
    [`$$\{DEBUG:-0}`, `\${DEBUG:-0} (compose.yml:6)`],
    ['plain', 'plain (compose.yml:6)'],
    [`\${DEBUG`, 'set (compose.yml:6)'],
  ])('replaces %s', async (text, expected) => {
    expect(await debugOf({ 'compose.yml': compose('environment:', `  DEBUG: '${text}'`) })).toBe(expected);
  });

  it('takes nothing for certain from the .env beside the file', async () => {
    const tree = { '.env': 'DEBUG=1\n', 'compose.yml': compose('environment:', `  DEBUG: \${DEBUG:-0}`) };
    expect(await debugOf(tree)).toBe('0 (compose.yml:6) unless DEBUG is set where compose runs');
  });
});

describe('an env file of compose', () => {
  const files = (path: string, line = `env_file: ${path}`) => ({ [path]: 'DEBUG=1\n', 'compose.yml': compose(line) });

  it.each(['.env.prod', '.env.production', '.envs/.production/django', 'production.env', 'deploy/prod.env'])(
    'says what production has: %s',
    async (path) => {
      expect(await debugOf(files(path))).toBe(`1 (${path}:1)`);
    },
  );

  it.each(['.env', '.env.dev', '.env.local', 'web.env'])('says what production may have: %s', async (path) => {
    const debug = await debugOf(files(path));
    expect(debug).toContain(`1 (${path}:1) if ${path}:1 gives DEBUG`);
    expect(debug).toContain('unknown if DEBUG is set in the environment');
    expect(debug).toContain('not set if DEBUG is not set in the environment');
  });

  it.each(['.env.example', '.env.prod.sample', 'production.env.template'])('says nothing when it is a sample: %s', async (path) => {
    expect(await debugOf(files(path))).toBe('open');
  });

  it('is given in the long form too, and may be raw', async () => {
    const tree = {
      'prod.env': 'DEBUG="1"\n',
      'compose.yml': compose('env_file:', '  - path: prod.env', '    required: false', '    format: raw'),
    };
    expect(await debugOf(tree)).toBe('"1" (prod.env:1)');
  });

  it('loses against environment, and a later one wins', async () => {
    const tree = { 'a.prod.env': 'DEBUG=1\nNAME=a\n', 'b.prod.env': 'NAME=b\n' };
    const text = compose('env_file: [a.prod.env, b.prod.env]', 'environment:', '  DEBUG: "0"');
    expect(await environmentOf({ ...tree, 'compose.yml': text }, ['DEBUG', 'NAME'])).toEqual({
      DEBUG: '0 (compose.yml:7)',
      NAME: 'b (b.prod.env:1)',
    });
  });

  it('that nobody sees may replace what the image sets, not what the service sets', async () => {
    const text = compose('build: .', 'env_file: .env.prod', 'environment:', '  NAME: a');
    const tree = { 'compose.yml': text, Dockerfile: dockerfile('ENV DEBUG=0 NAME=b') };
    expect(await environmentOf(tree, ['DEBUG', 'NAME'])).toEqual({
      DEBUG: '0 (Dockerfile:2) unless DEBUG is set in .env.prod',
      NAME: 'a (compose.yml:8)',
    });
  });
});

describe('compose files that build on others', () => {
  it('extend services of the same file and of another one', async () => {
    const base =
      'services:\n  common:\n    extends: {service: root}\n    environment: {DEBUG: "1"}\n  root:\n    environment: {DEBUG: "0", NAME: root}\n';
    const tree = {
      'common.yml': base,
      'compose.yml': compose('extends:', '  file: common.yml', '  service: common', 'environment:', '  OWN: x'),
    };
    expect(await environmentOf(tree, ['DEBUG', 'NAME', 'OWN'])).toEqual({
      DEBUG: '1 (common.yml:4)',
      NAME: 'root (common.yml:6)',
      OWN: 'x (compose.yml:9)',
    });
  });

  it('end where they extend each other', async () => {
    expect(await debugOf({ 'compose.yml': compose('extends: web', 'environment:', '  DEBUG: "1"') })).toBe('1 (compose.yml:7)');
    const two = (other: string) => compose('extends:', `  file: ${other}`, '  service: web');
    expect(await debugOf({ 'compose.yml': two('b.yml'), 'b.yml': two('compose.yml') })).toBe('open');
  });

  it('add to the plain file beside them where they have no image of their own', async () => {
    const production = 'services:\n  web:\n    environment:\n      DEBUG: "0"\n';
    const tree = { 'compose.yml': compose('environment:', '  DEBUG: "1"', '  NAME: base'), 'compose.prod.yml': production };
    expect(await environmentOf(tree, ['DEBUG', 'NAME'])).toEqual({ DEBUG: '0 (compose.prod.yml:4)', NAME: 'base (compose.yml:7)' });
  });

  it('are what a Makefile gives together', async () => {
    const tree = {
      'compose.yml': compose('environment:', '  NAME: base'),
      'deploy/production.yml': compose('environment:', '  DEBUG: "0"'),
      Makefile: 'up:\n\tdocker compose -f compose.yml -f deploy/production.yml up -d\n',
    };
    expect(await environmentOf(tree, ['DEBUG', 'NAME'])).toEqual({ DEBUG: '0 (deploy/production.yml:6)', NAME: 'base (compose.yml:6)' });
  });

  it('are not production beside one that is named for it, nor when they are for something else', async () => {
    const text = compose('environment:', '  DEBUG: "1"');
    expect(await debugOf({ 'compose.yml': text, 'compose.production.yml': compose() })).toBe('open');
    for (const path of [
      'docker-compose.dev.yml',
      'compose.local.yml',
      'local.yml',
      'compose.override.yml',
      'docs/compose.yml',
      'compose.test.yml',
      'compose.staging.yml',
      'dev/compose.yml',
      'compose.yml.example',
    ]) {
      expect(await debugOf({ [path]: text }), path).toBe('open');
    }
  });

  it('are not believed where they mount the code of the machine, unless they are named for production', async () => {
    const text = compose('volumes: [".:/code", "media:/media"]', 'environment:', '  DEBUG: "1"');
    expect(await debugOf({ 'compose.yml': text })).toBe('open');
    expect(await debugOf({ 'compose.prod.yml': text })).toBe('1 (compose.prod.yml:7)');
    expect(await debugOf({ 'compose.yml': text.replace('.:/code', './logs:/logs') })).toBe('1 (compose.yml:7)');
  });

  it('are not production when they reload, or run the server of Django', async () => {
    const running = (command: string) => ({ 'compose.yml': `services:\n  web:\n    environment: {DEBUG: "1"}\n    command: ${command}\n` });
    expect(await debugOf(running('gunicorn site.wsgi --reload'))).toBe('open');
    expect(await debugOf(running('python manage.py runserver 0.0.0.0:8000'))).toBe('open');
    expect(await debugOf(running('celery -A site worker'))).toBe('open');
    expect(await debugOf(running('sh -c "python manage.py migrate && gunicorn site.wsgi"'))).toBe('1 (compose.yml:3)');
    expect(await debugOf(running('["wait-for-it", "db:5432", "--", "uvicorn", "site.wsgi:application"]'))).toBe('1 (compose.yml:3)');
    expect(await debugOf(running('poetry run gunicorn -b :8000 site.wsgi'))).toBe('1 (compose.yml:3)');
    expect(await debugOf(running('pip install gunicorn'))).toBe('open');
  });
});

describe('an image', () => {
  const given = (value: string, line: number) => `${value} (Dockerfile:${line}) unless DEBUG is set by whoever starts the container`;

  it('sets what holds unless the container is started with something else', async () => {
    expect(await debugOf({ Dockerfile: dockerfile('ENV DEBUG=1') })).toBe(given('1', 2));
    expect(await debugOf({ Dockerfile: dockerfile('ENV DEBUG 1 2') })).toBe(given('1 2', 2));
    expect(await debugOf({ Dockerfile: dockerfile('ENV A=1 \\', '    # why', '    DEBUG="a b"') })).toBe(given('a b', 4));
    expect(await debugOf({ Dockerfile: dockerfile("ENV A=1 DEBUG='$A'") })).toBe(given('$A', 2));
  });

  it('replaces references by what was set before the instruction', async () => {
    expect(await debugOf({ Dockerfile: dockerfile('ENV A=1', `ENV A=2 DEBUG=\${A}`) })).toBe(given('1', 3));
    expect(await debugOf({ Dockerfile: dockerfile(`ENV A=1`, `ENV DEBUG="\${A:+on}"`) })).toBe(given('on', 3));
    expect(await debugOf({ Dockerfile: dockerfile('ENV DEBUG=$UNKNOWN') })).toBe('set (Dockerfile:2)');
  });

  it('takes an ARG for what it is by default', async () => {
    const built = '0 (Dockerfile:3) unless DEBUG is set when the image is built';
    expect(await debugOf({ Dockerfile: dockerfile('ARG MODE=0', 'ENV DEBUG=$MODE') })).toBe(built);
    expect(await debugOf({ Dockerfile: dockerfile('ARG MODE', 'ENV DEBUG=$MODE') })).toBe('set (Dockerfile:3)');
    const text = compose('build:', '  context: .', '  args: {MODE: 1}');
    expect(await debugOf({ 'compose.yml': text, Dockerfile: dockerfile('ARG MODE=0', 'ENV DEBUG=$MODE') })).toBe('1 (Dockerfile:3)');
  });

  it('is that of the last stage and the stages it builds on', async () => {
    const text = 'FROM a AS base\nENV DEBUG=1\nFROM b AS other\nENV DEBUG=2\nFROM base\nCMD gunicorn site.wsgi\n';
    expect(await debugOf({ Dockerfile: text })).toBe(given('1', 2));
  });

  it('is that of the stage which compose builds', async () => {
    const text = 'FROM a AS prod\nENV DEBUG=1\nCMD gunicorn site.wsgi\nFROM prod AS dev\nENV DEBUG=2\n';
    const service = 'services:\n  web:\n    build: {context: ., target: prod}\n';
    expect(await debugOf({ Dockerfile: text, 'compose.yml': service })).toBe('1 (Dockerfile:2)');
  });

  it('starts with what its entry point exports before it goes on', async () => {
    const tree = {
      Dockerfile: 'FROM a\nCOPY ./docker/start.sh /entry\nENTRYPOINT ["/entry"]\nCMD ["gunicorn", "site.wsgi"]\n',
      'docker/start.sh': '#!/bin/sh\nset -e\nexport DEBUG=1\nexec "$@"\n',
    };
    expect(await debugOf(tree)).toBe('1 (docker/start.sh:3)');
  });

  it('is a part of what production starts otherwise', async () => {
    expect(await debugOf({ Dockerfile: dockerfile('ENV DEBUG=1'), Procfile: `web: ${SERVER}\n` })).toBe('open');
    expect(await debugOf({ 'Dockerfile.dev': dockerfile('ENV DEBUG=1') })).toBe('open');
    expect(await debugOf({ Dockerfile: dockerfile('ENV DEBUG=1'), 'Dockerfile.prod': dockerfile() })).toBe('open');
  });
});
