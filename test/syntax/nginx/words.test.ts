import { expect, test } from 'vitest';
import type { Directive, Word } from '../../../server/src/syntax/nginx/ast';
import { nginx } from '../../support/nginx';

const parse = await nginx();

/** The words of the text's first directive. */
function words(text: string): readonly Word[] {
  const first = parse(text).body[0] as Directive;
  return [first.name, ...first.args];
}

const texts = (text: string) => words(text).map((word) => word.text);

test.each<[string, readonly string[]]>([
  ['listen 443 ssl;', ['listen', '443', 'ssl']],
  ['add_header X "a; b";', ['add_header', 'X', 'a; b']],
  [`set $a 'it is "so"';`, ['set', '$a', 'it is "so"']],
  [String.raw`set $a "say \"hi\"\\\t\r\n";`, ['set', '$a', 'say "hi"\\\t\r\n']],
  [String.raw`location ~ \.php$ {}`, ['location', '~', String.raw`\.php$`]],
  [String.raw`rewrite ^/\d+\\x\'y /z;`, ['rewrite', String.raw`^/\d+\x'y`, '/z']],
  ['set $a "";', ['set', '$a', '']],
  ['if ($a = "b") {}', ['if', '($a', '=', 'b', ')']],
  [String.raw`alias /my\ files\;;`, ['alias', String.raw`/my\ files\;`]],
  ['root a}b#c"d;', ['root', 'a}b#c"d']],
  ['rewrite ^/${ /b;', ['rewrite', '^/${', '/b']],
  ['log_format x "a"\n\t\'b\';', ['log_format', 'x', 'a', 'b']],
  ['name "ü😀" ü😀;', ['name', 'ü😀', 'ü😀']],
])('the words of %s', (text, expected) => {
  expect(texts(text)).toEqual(expected);
  expect(parse(text).errors).toEqual([]);
});

test('a word spans its quotes and says which', () => {
  const text = `add_header "X" 'y' z;`;
  const found = words(text).map(({ quote, span }) => [quote, text.slice(span.start, span.end)]);
  expect(found).toEqual([
    [undefined, 'add_header'],
    ['"', '"X"'],
    ["'", "'y'"],
    [undefined, 'z'],
  ]);
});

test.each<[string, readonly string[]]>([
  ['https://$host$request_uri', ['$host=host', '$request_uri=request_uri']],
  ['${scheme}s://${host}', ['${scheme}=scheme', '${host}=host']],
  ['"$a-${b}c"', ['$a=a', '${b}=b']],
  ["'$a'", ['$a=a']],
  ['/$1$23', ['$1=1', '$2=2']],
  ['$Arg_X', ['$Arg_X=Arg_X']],
  [String.raw`\$a`, ['$a=a']],
  [String.raw`"\${a}"`, ['${a}=a']],
  ['^(a|b$)$', []],
  ['a$', []],
  ['"$"', []],
  ['$-x', []],
  ['${}', []],
])('the variables in %s', (word, expected) => {
  const text = `set ${word};`;
  const [, found] = words(text);
  const parts = found?.parts.map((part) => `${text.slice(part.span.start, part.span.end)}=${part.kind === 'variable' ? part.name : ''}`);
  expect(parts).toEqual(expected);
});

test('comments are found where a word could begin', () => {
  const file = parse('# one\r\nuser a#b; #  two \nworker_processes "#";#three');
  expect(file.comments.map(({ text }) => text)).toEqual(['one', 'two', 'three']);
  expect(file.comments[0]?.span).toEqual({ start: 0, end: 5 });
});
