import { describe, expect, it } from 'vitest';
import { casesOf, MAIN } from './cases';
import { compare } from './judge';
import { mutations } from './mutate';
import { type Verdict, verdictOf, verdictText } from './nginx';
import type { OurFinding } from './ours';
import { verdictOfText } from './recorded';
import { linesOfBlock, linesOfStatement, tokensOf } from './tokens';

const TEXT = `events {}
http {
    server {
        listen 8080
        server_name example.org;
        location / {
            return 204
        }
    }
}
`;
const FILES = new Map([[MAIN, TEXT]]);
const finding = (line: number): OurFinding => ({ rule: 'nginx/syntax-error', file: MAIN, first: line, last: line, message: '' });
const rejected = (line: number, message: string): Verdict => ({ file: MAIN, line, message });

describe('the lines that nginx had in hands', () => {
  it.each<[string, number, { first: number; last: number }]>([
    ['a directive that ran on into the next line', 5, { first: 4, last: 5 }],
    ['a brace that met a directive without its end', 8, { first: 7, last: 8 }],
    ['a brace that opens', 6, { first: 6, last: 6 }],
    ['a brace that closes its block', 9, { first: 3, last: 9 }],
  ])('%s', (_what, line, lines) => {
    expect(linesOfStatement(TEXT, line)).toEqual(lines);
  });

  it('are the whole block where something lacks in it', () => {
    expect(linesOfBlock(TEXT, 3)).toEqual({ first: 3, last: 9 });
  });
});

describe('a comparison', () => {
  it.each<[string, Verdict, readonly number[], string]>([
    ['both are silent', 'accepted', [], 'agree'],
    ['we alone complain', 'accepted', [4], 'false alarm'],
    ['nginx alone complains', rejected(5, 'invalid parameter "server_name"'), [], 'missed'],
    ['we complain where the directive begins', rejected(5, 'invalid parameter "server_name"'), [4], 'agree'],
    ['we complain elsewhere', rejected(5, 'invalid parameter "server_name"'), [7], 'missed'],
    ['a file is missing', rejected(5, 'open() "absent" failed'), [], 'aside'],
    ['an expression is broken', rejected(5, 'pcre2_compile() failed: missing closing parenthesis'), [], 'missed'],
    ['nginx names no line', { file: undefined, line: undefined, message: 'no "events" section in configuration' }, [7], 'agree'],
  ])('%s', (_what, verdict, lines, outcome) => {
    expect(compare(FILES, verdict, lines.map(finding)).outcome).toBe(outcome);
  });

  it('bears our word on `user`, which nginx reads only as root', () => {
    expect(compare(new Map([[MAIN, 'user a;\nuser b;\n']]), 'accepted', [finding(2)]).outcome).toBe('aside');
  });
});

describe('what nginx writes', () => {
  const emerg = (message: string) => `2026/01/01 00:00:00 [emerg] 7#7: ${message}\n`;
  const failed = 'nginx: configuration file /sandbox/nginx.conf test failed\n';
  const read = 'nginx: the configuration file /sandbox/nginx.conf syntax is ok\n';

  it.each([
    [read, 'accepted'],
    [read + emerg('bind() to 0.0.0.0:80 failed (13: Permission denied)') + failed, 'accepted'],
    [read + emerg('zero size shared memory zone "one"') + failed, 'zero size shared memory zone "one"'],
    [emerg('unexpected "}" in /sandbox/nginx.conf:3') + failed, 'nginx.conf:3 unexpected "}"'],
    [
      emerg('open() "/sandbox/a" failed (2: No such file or directory) in /sandbox/nginx.conf:2') + failed,
      'nginx.conf:2 open() "a" failed',
    ],
  ])('%j', (said, text) => {
    const verdict = verdictOf(said, '/sandbox');
    expect(verdictText(verdict)).toBe(text);
    expect(verdictOfText(text)).toEqual(verdict);
  });

  it('is no verdict when it crashed', () => {
    expect(() => verdictOf('', '/sandbox')).toThrow('no verdict');
  });
});

describe('the words of a text', () => {
  it('keep quotes, escapes, comments and variables together', () => {
    const text = 'a "b ; \\" c" d\\;e #f;\n${g}h{ i }';
    expect(tokensOf(text).map(({ start, end }) => text.slice(start, end))).toEqual(['a', '"b ; \\" c"', 'd\\;e', '${g}h', '{', 'i', '}']);
  });
});

describe('mutations', () => {
  const cases = casesOf('a', '### accepted [server] b\nlisten 8080;\nroot a;\n');

  it('are the same for a seed, all different, and none is the case itself', () => {
    const made = mutations(cases, 1, 40);
    expect(mutations(cases, 1, 40)).toEqual(made);
    expect(mutations(cases, 2, 40)).not.toEqual(made);
    const texts = [...cases, ...made].map(({ files }) => files.get(MAIN));
    expect(new Set(texts).size).toBe(texts.length);
  });
});
