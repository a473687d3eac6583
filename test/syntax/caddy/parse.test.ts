import { describe, expect, it } from 'vitest';
import { type CaddyDirective, parseCaddy } from '../../../server/src/syntax/caddy/parse';

/** The directives of a body as words: `handle /a { respond ok }`. */
function shown(body: readonly CaddyDirective[]): readonly string[] {
  return body.map(({ name, args, block }) => {
    const head = [name, ...args].map(({ text }) => text).join(' ');
    return block ? `${head} { ${shown(block.body).join('; ')} }` : head;
  });
}

describe('a Caddyfile', () => {
  it('has global options, snippets and sites', () => {
    const { blocks, problems } = parseCaddy('{\n\temail a@b.org\n}\n(s) {\n\tencode gzip\n}\na.org, b.org {\n\timport s\n}\n');
    expect(problems).toEqual([]);
    expect(blocks.map(({ kind, keys, body }) => [kind, keys.map(({ text }) => text), shown(body)])).toEqual([
      ['global', [], ['email a@b.org']],
      ['snippet', ['(s)'], ['encode gzip']],
      ['site', ['a.org', 'b.org'], ['import s']],
    ]);
  });

  it('keeps quotes out of words, and says where everything stands', () => {
    const text = 'a.org {\n\trespond "a \\"b\\" c" 200 # no\n\trespond `raw`\n}\n';
    const [block] = parseCaddy(text).blocks;
    expect(shown(block?.body ?? [])).toEqual(['respond a "b" c 200', 'respond raw']);
    const [first] = block?.body[0]?.args ?? [];
    expect(text.slice(first?.span.start, first?.span.end)).toBe('"a \\"b\\" c"');
    expect(text.slice(block?.span.start, block?.span.end)).toBe(text.trimEnd());
  });

  it('takes a text over several lines for one word', () => {
    const [block] = parseCaddy('a.org {\n\trespond <<HTML\n\t\t<p>\n\t\t</p>\n\t\tHTML 200\n\tencode gzip\n}\n').blocks;
    expect(shown(block?.body ?? [])).toEqual(['respond <p>\n</p> 200', 'encode gzip']);
  });

  it('finds what the environment fills in', () => {
    const [block] = parseCaddy('{$HOST:localhost}:{$PORT} {\n\treverse_proxy {$UP} {remote_host}\n}\n').blocks;
    expect(block?.keys[0]?.variables.map(({ name, fallback }) => [name, fallback])).toEqual([
      ['HOST', 'localhost'],
      ['PORT', undefined],
    ]);
    expect(block?.body[0]?.args.map(({ variables }) => variables.length)).toEqual([1, 0]);
  });

  it.each([
    ['a.org {\n\trespond ok\n', 'a brace is not closed'],
    ['a.org {\n}\n}\n', 'a closing brace without an opening one'],
    ['a.org {\n\trespond "ok\n}\n', 'a quote is not closed'],
  ])('says what is wrong with %j', (text, message) => {
    expect(parseCaddy(text).problems.map((one) => one.message)).toContain(message);
  });

  it('reads on behind what is wrong', () => {
    const { blocks } = parseCaddy('}\na.org {\n\trespond ok\n}\n');
    expect(blocks.map(({ keys }) => keys.map(({ text }) => text))).toEqual([['a.org']]);
  });

  it.each(['', '{', '}', '\0', '(', 'a'.repeat(5000), '{ {\n'.repeat(500), 'a {\n'.repeat(3000), '<<X\n', '\\\n\\\n', 'import\n'])(
    'ends with %j',
    (text) => {
      expect(() => parseCaddy(text)).not.toThrow();
    },
  );
});
