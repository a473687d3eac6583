import { expect, test } from 'vitest';
import type { NginxSyntaxError } from '../../../server/src/syntax/nginx/ast';
import { nginx } from '../../support/nginx';
import { readAsNginx } from './reader';

const parse = await nginx();

/** What stands in the way, the line (from 1) where nginx stops, and what it says. */
function shown(text: string, { kind, span, at, says }: NginxSyntaxError): string {
  return `${kind} ${text.slice(span.start, span.end)} | ${text.slice(0, at).split('\n').length}: ${says}`;
}

const END = 'unexpected end of file, expecting';

test.each<[string, readonly string[]]>([
  ['server {\n listen 80\n}\n', ['missing-terminator listen | 3: unexpected "}"']],
  ['server {\n a "b"}\n', ['missing-terminator a | 2: unexpected "}"']],
  ['user a;\nuser www\n\n', [`missing-terminator user | 4: ${END} ";" or "}"`]],
  ['server {\n a;\n', [`missing-close { | 3: ${END} "}"`]],
  ['server {\n a\n', [`missing-terminator a | 3: ${END} ";" or "}"`, `missing-close { | 3: ${END} "}"`]],
  ['a;\n}\nb;', ['unexpected-close } | 2: unexpected "}"']],
  ['a;;\n', ['unexpected-terminator ; | 1: unexpected ";"']],
  ['a {\n}; b;', ['unexpected-terminator ; | 2: unexpected ";"']],
  ['a {\n {\n b;\n }\n}', ['unexpected-block { | 2: unexpected "{"']],
  ['a "b"c;\n', ['after-quote c | 1: unexpected "c"']],
  [`a 'b'"c";\n`, ['after-quote " | 1: unexpected """']],
  ['a "b"#c\n;', ['after-quote # | 1: unexpected "#"']],
  ['a "b;\nc d;\n', [`unterminated-quote " | 3: ${END} ";" or "}"`]],
  ['a "b;\nc "d";\n', ['unterminated-quote " | 2: unexpected "d"']],
  ['content_by_lua_block {\n f({{\n}\na;', [`missing-close { | 1: ${END} terminating characters for lua code block`]],
])('%j', (text, expected) => {
  expect(parse(text).errors.map((error) => shown(text, error))).toEqual(expected);
});

test.each(['', 'a;', 'a {}', '#', 'a "b" {}', 'a ("b");', 'a "b\nc";', '"a" b;', 'a\n  b\n  {\n}'])('no error in %j', (text) => {
  expect(parse(text).errors).toEqual([]);
  expect(readAsNginx(text).error).toBeUndefined();
});

test.each([
  'http {\n  server {\n    location / <{>\n      return 204;\n  }\n}\n',
  'server <{>\n  location / { return 204; }\nserver {\n}\n',
  'server <{>\n  location / {\n  }\n\n',
  'http {\n\tserver <{>\n\t\tlisten 80;\n\n\tserver {\n\t\tlisten 81;\n\t}\n}\n',
])('the indentation tells which block has no end: %j', (marked) => {
  const text = marked.replace(/[<>]/g, '');
  expect(parse(text).errors).toMatchObject([{ kind: 'missing-close', span: { start: marked.indexOf('<') }, at: text.length }]);
});

test('what follows an error is read', () => {
  const text = 'server {\n add_header X "a;\n listen 80\n}\n}\nhttp { a {{ b; }\nuser c;\n';
  const names = parse(text).body.map((each) => (each.kind === 'directive' ? each.name.text : ''));
  expect(names).toEqual(['server', 'http']);
  expect(JSON.stringify(parse(text).body)).toContain('"user"');
});

test('a word or a comment must fit into nginx’s buffer', () => {
  const fits = 'x'.repeat(4094);
  const kinds = (text: string) => parse(text).errors.map(({ kind }) => kind);
  expect(kinds(`a ${fits};`)).toEqual([]);
  expect(kinds(`a ${fits}xx;`)).toEqual(['too-long']);
  expect(kinds(`a "${fits}xx";`)).toEqual(['too-long']);
  expect(kinds(`a ${'ü'.repeat(2048)};`)).toEqual(['too-long']);
  expect(kinds(`#${fits}x\na;`)).toEqual(['too-long']);
  expect(parse(`a "${fits}xxx`).errors[0]).toMatchObject({ at: 2, says: 'too long parameter, probably missing terminating """ character' });
});

test.each([
  '{% if a %}\nserver {\n{% endif %}\n',
  '{% if a %}\n}\n{% endif %}\n',
  '{% include "x" %};',
  'server {\n  proxy_pass {{ url }}\n}\n',
])('what a template may give is not missing: %j', (text) => {
  expect(parse(text).errors).toEqual([]);
});

test('a template has errors of its own', () => {
  const kinds = parse('{% if a %}\nserver {\n listen 80\n}\n{% endif %}\na;;').errors.map(({ kind }) => kind);
  expect(kinds).toEqual(['missing-terminator', 'unexpected-terminator']);
});
