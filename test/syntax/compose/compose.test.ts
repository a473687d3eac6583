import { describe, expect, it } from 'vitest';
import { readCompose } from '../../../server/src/syntax/compose/compose';
import { child, readYaml } from '../../../server/src/syntax/compose/yamlTree';

function service(...lines: readonly string[]) {
  return readCompose(['services:', '  web:', ...lines.map((line) => `    ${line}`), ''].join('\n'))?.services[0];
}

describe('a compose file', () => {
  it('has services with where they stand', () => {
    const text = 'services:\n  web: {image: a}\n  db:\n  other: {}\n';
    const found = readCompose(text)?.services ?? [];
    expect(found.map(({ name, span }) => [name, text.slice(span.start, span.end)])).toEqual([
      ['web', 'web'],
      ['other', 'other'],
    ]);
    expect(readCompose('- a')).toBeUndefined();
    expect(readCompose('')).toBeUndefined();
  });

  it('has variables in both forms', () => {
    const expected = [
      { name: 'A', value: '1' },
      { name: 'B', value: 'passed' },
    ];
    expect(service('environment: {A: "1", B: }')?.environment).toMatchObject(expected);
    expect(service('environment: ["A=1", B]')?.environment).toMatchObject(expected);
  });

  it('marks a variable from its name to its value, and one that is an alias at its name', () => {
    const text = 'x: &v one\nservices:\n  web:\n    environment:\n      A: "x y" # why\n      B: *v\n';
    const spans = readCompose(text)?.services[0]?.environment.map(({ span }) => text.slice(span.start, span.end));
    expect(spans).toEqual(['A: "x y"', 'B']);
  });

  it('has commands in both forms', () => {
    expect(service('command: a "b c"')?.command).toMatchObject({ form: 'shell', line: { text: 'a "b c"' } });
    expect(service('entrypoint: [a, b c]')?.entrypoint).toMatchObject({ form: 'exec', words: [{ text: 'a' }, { text: 'b c' }] });
    expect(service('command:')?.command).toBeUndefined();
  });

  it('has env files in all forms', () => {
    const plain = { path: 'a', required: true, raw: false };
    expect(service('env_file: a')?.envFiles).toMatchObject([plain]);
    expect(service('env_file:', '  - a', '  - path: b', '    required: false', '    format: raw')?.envFiles).toMatchObject([
      plain,
      { path: 'b', required: false, raw: true },
    ]);
  });

  it('has builds and extensions, short and long', () => {
    expect(service('build: ./web')?.build).toMatchObject({ context: './web', target: undefined });
    expect(service('build: {context: ., dockerfile: D, target: t, args: [A=1]}')?.build).toMatchObject({
      dockerfile: 'D',
      target: 't',
      args: [{ name: 'A', value: '1' }],
    });
    expect(service('extends: base')?.extends).toEqual({ service: 'base', file: undefined });
    expect(service('extends: {file: f.yml, service: base}')?.extends).toEqual({ service: 'base', file: 'f.yml' });
  });
});

describe('a YAML tree', () => {
  it('ends where aliases multiply', () => {
    const line = (name: string, before: string) => `${name}: &${name} [${Array(20).fill(before).join(', ')}]\n`;
    expect(readYaml(`${line('a', 'x')}${line('b', '*a')}${line('c', '*b')}${line('d', '*c')}`)).toBeUndefined();
  });

  it('takes the last of two keys that are the same, and the own one before a merged one', () => {
    expect(child(readYaml('a: 1\na: 2\n'), 'a')).toMatchObject({ text: '2', type: 'number' });
    expect(child(child(readYaml('m: &m {a: 1}\nb: {a: 2, <<: *m}\n'), 'b'), 'a')).toMatchObject({ text: '2' });
  });
});
