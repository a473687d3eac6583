import { describe, expect, it } from 'vitest';
import { environmentOf } from '../support/environment';
import type { Tree } from '../support/project';

const LONG = 3_000_000;

async function debugOf(tree: Tree) {
  return (await environmentOf(tree, ['DEBUG'])).DEBUG;
}

/** Nine lists, each of nine of the one before. */
function bomb(): string {
  const names = 'abcdefghi'.split('');
  const line = (name: string, index: number) => {
    const before = names[index - 1];
    return `${name}: &${name} [${Array(9)
      .fill(before === undefined ? 'x' : `*${before}`)
      .join(', ')}]`;
  };
  return `${names.map(line).join('\n')}\nservices:\n  web:\n    command: gunicorn site.wsgi\n    environment: {DEBUG: "1", BOMB: *i}\n`;
}

describe('artefacts that nobody should have written', () => {
  it.each<readonly [string, Tree]>([
    ['an alias bomb', { 'compose.yml': bomb() }],
    ['an alias of itself', { 'compose.yml': 'services:\n  web: &a\n    command: gunicorn site.wsgi\n    environment: *a\n' }],
    ['a merge key of itself', { 'compose.yml': 'services:\n  web: &a\n    <<: *a\n    command: gunicorn site.wsgi\n' }],
    ['YAML with a fault', { 'compose.yml': 'services:\n  web:\n\tcommand: gunicorn site.wsgi\n    environment: {DEBUG: "1"\n' }],
    ['an unclosed quote in YAML', { 'compose.yml': 'services:\n  web:\n    command: gunicorn site.wsgi\n    environment: ["DEBUG=1]\n' }],
    ['deep YAML', { 'compose.yml': `services:\n  web: ${'['.repeat(5000)}\n` }],
    ['a list where a map belongs', { 'compose.yml': 'services: [web]\n' }],
    ['a compose file without end', { 'compose.yml': `services:\n${'  web: {}\n'.repeat(LONG / 10)}` }],
    ['a binary Dockerfile', { Dockerfile: `FROM a\n\0ENV DEBUG=1\nCMD gunicorn site.wsgi\n` }],
    ['a variable that doubles itself', { Dockerfile: `FROM a\nENV A=xx\n${'ENV A=$A$A\n'.repeat(20_000)}CMD gunicorn site.wsgi\n` }],
    ['services without end', { 'compose.yml': `services:\n${Array.from({ length: 40_000 }, (_, at) => `  a${at}: {}\n`).join('')}` }],
    ['a Dockerfile without end', { Dockerfile: `FROM a\n${'ENV A=$A$A\n'.repeat(LONG / 11)}` }],
    ['stages that build on each other', { Dockerfile: 'FROM b AS a\nFROM a AS b\nENV DEBUG=\nCMD other\n' }],
    ['a Dockerfile with nothing in it', { Dockerfile: '' }],
    ['a unit without end', { 'a.service': `[Service]\n${'Environment="A=1\n'.repeat(LONG / 18)}` }],
    ['a unit that goes on', { 'a.service': '[Service]\nExecStart=gunicorn site.wsgi \\' }],
    ['a Procfile without a command', { Procfile: 'web:\nweb: \n' }],
    ['scripts that call each other', { Procfile: 'web: ./a.sh\n', 'a.sh': './b.sh\n', 'b.sh': './a.sh\n' }],
    ['a script of quotes', { Procfile: 'web: ./a.sh\n', 'a.sh': `export DEBUG="${"'".repeat(1001)}\ngunicorn site.wsgi\n` }],
    ['a script of brackets', { Procfile: 'web: ./a.sh\n', 'a.sh': `${'$('.repeat(20_000)}\ngunicorn site.wsgi\n` }],
    [
      'broken JSON and TOML',
      { Procfile: 'web: gunicorn site.wsgi\n', 'app.json': '{"env": {', 'fly.toml': '[env\nDEBUG="1"', 'railway.json': '[' },
    ],
  ])('say nothing: %s', async (_, tree) => {
    expect(await debugOf(tree)).toBe('open');
  });

  it('are bounded where references are nested', async () => {
    const text = `services:\n  web:\n    command: gunicorn site.wsgi\n    environment:\n      DEBUG: "${'${A:-'.repeat(5000)}"\n`;
    expect(await debugOf({ 'compose.yml': text })).toBe('set (compose.yml:5)');
  });

  it('are read with carriage returns and a mark of byte order', async () => {
    expect(await debugOf({ 'a.service': '[Service]\r\nEnvironment=DEBUG=1\r\nExecStart=gunicorn site.wsgi\r\n' })).toBe('1 (a.service:2)');
    expect(
      await debugOf({ 'compose.yml': 'services:\r\n  web:\r\n    command: gunicorn site.wsgi\r\n    environment:\r\n      - DEBUG=1\r\n' }),
    ).toBe('1 (compose.yml:5)');
    expect(await debugOf({ Procfile: 'web: DEBUG=1 gunicorn site.wsgi\r\n' })).toBe('1 (Procfile:1)');
    expect(await debugOf({ Procfile: 'web: ./a.sh\r\n', 'a.sh': '#!/bin/sh\r\nexport DEBUG=1\r\nexec gunicorn site.wsgi\r\n' })).toBe(
      '1 (a.sh:2)',
    );
  });
});
