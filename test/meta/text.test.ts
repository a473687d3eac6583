import { describe, expect, it } from 'vitest';
import { keptTexts, sourcesOf, type Texts } from './repository';
import { longFiles, MOST_LINES, machinePaths, moduleState, packageHosts, typeEscapes, unnumberedPromises } from './text';

/** Everything but these tests, which have to name what they look for. */
const all = keptTexts((path) => !path.startsWith('test/meta/text.'));
const sources: Texts = new Map([...sourcesOf('server'), ...sourcesOf('client')]);
const typescript: Texts = new Map([...all].filter(([path]) => path.endsWith('.ts')));

describe('the files of the repository', () => {
  it('name no path of the machine that they were written on', () => {
    expect(machinePaths(all)).toEqual([]);
  });

  it('name no host that packages come from, the lock files included', () => {
    expect([...all.keys()]).toEqual(expect.arrayContaining(['package-lock.json', 'test/e2e/package-lock.json']));
    expect(packageHosts(all)).toEqual([]);
  });

  it('promise nothing without the number of an issue', () => {
    expect(unnumberedPromises(all)).toEqual([]);
  });
});

describe('the sources', () => {
  it('do not step round the types', () => {
    expect(typeEscapes(typescript)).toEqual([]);
  });

  it(`have at most ${MOST_LINES} lines`, () => {
    expect(longFiles(sources)).toEqual([]);
  });

  it('keep no state at module level', () => {
    expect(moduleState(sources)).toEqual([]);
  });
});

describe('these tests', () => {
  it.each(['cd /home/anna/site', `at ${['', 'root', '.cache'].join('/')}`, 'file:///Users/anna', 'C:\\Users\\anna'])(
    'see the path in “%s”',
    (text) => {
      expect(machinePaths(one(text))).toHaveLength(1);
    },
  );

  it.each(['/home/me/site', 'a/work/b', '$HOME/root/x', 'docs/root/x', '/srv/app'])('let “%s” pass', (text) => {
    expect(machinePaths(one(text))).toEqual([]);
  });

  it.each([
    'https://registry.example.org/left-pad',
    '--index-url https://packages.example.org',
    '"resolved": "https://anywhere/left-pad.tgz"',
  ])('see the host in “%s”', (text) => {
    expect(packageHosts(one(text))).toHaveLength(1);
  });

  it('see a promise without a number, and only that', () => {
    expect(unnumberedPromises(one('// TODO: later'))).toHaveLength(1);
    expect(unnumberedPromises(one('// FIXME'))).toHaveLength(1);
    expect(unnumberedPromises(one('// TODO(#12): later\n// TODO #12'))).toEqual([]);
  });

  it.each(['let x: any;', 'x as any', 'Map<string, any>', 'const x: any[] = []', 'f(x: any)', '// @ts-ignore', '// @ts-expect-error'])(
    'see the way round the types in “%s”',
    (text) => {
      expect(typeEscapes(one(text))).toHaveLength(1);
    },
  );

  it.each(["'is the text: any text is true'", 'let company: anyone;', 'items.any()'])('let “%s” pass', (text) => {
    expect(typeEscapes(one(text))).toEqual([]);
  });

  it('see state at module level, and only there', () => {
    expect(moduleState(one('let count = 0;'))).toHaveLength(1);
    expect(moduleState(one('const known: Map<string, R> = new Map();'))).toHaveLength(1);
    expect(moduleState(one('export const known = new Set<string>();'))).toHaveLength(1);
    expect(moduleState(one("const NAMES = new Set(['a']);\nfunction f() {\n  let a = new Map();\n}"))).toEqual([]);
  });

  it('count lines', () => {
    expect(longFiles(one('x\n'.repeat(MOST_LINES + 1)))).toEqual([`one.ts: ${MOST_LINES + 1} lines`]);
    expect(longFiles(one('x\n'.repeat(MOST_LINES)))).toEqual([]);
    expect(longFiles(new Map([['one.generated.ts', 'x\n'.repeat(1000)]]))).toEqual([]);
  });
});

function one(text: string): Texts {
  return new Map([['one.ts', text]]);
}
