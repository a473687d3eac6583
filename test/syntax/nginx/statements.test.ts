import { expect, test } from 'vitest';
import type { Directive, Statement } from '../../../server/src/syntax/nginx/ast';
import { nginx } from '../../support/nginx';

const parse = await nginx();

/** A tree as one line: `name arg;` and `name arg { … }`, tags in angles. */
function outline(body: readonly Statement[]): string {
  return body.map(statement).join(' ');
}

function statement(node: Statement): string {
  if (node.kind === 'template') return `<${node.text}>`;
  const words = [node.name, ...node.args].map(({ text }) => text).join(' ');
  if (!node.block) return `${words}${node.terminator ? ';' : '?'}`;
  const inside = node.block.raw ? 'raw' : outline(node.block.body);
  return `${words} {${inside ? ` ${inside} ` : ''}${node.block.close ? '}' : '?'}`;
}

test('directives and blocks', () => {
  const text = 'http {\n  server {\n    listen 80;\n    location / { return 204; }\n  }\n}\n';
  expect(outline(parse(text).body)).toBe('http { server { listen 80; location / { return 204; } } }');
});

test('spans', () => {
  const text = 'a { b c ; }\nd;';
  const [first, second] = parse(text).body as readonly Directive[];
  const inner = first?.block?.body[0] as Directive;
  const cut = (span?: { start: number; end: number }) => span && text.slice(span.start, span.end);
  expect(cut(first?.span)).toBe('a { b c ; }');
  expect(first?.terminator).toEqual(first?.block?.open);
  expect([cut(first?.block?.open), cut(first?.block?.close)]).toEqual(['{', '}']);
  expect(cut(inner.span)).toBe('b c ;');
  expect(cut(inner.terminator)).toBe(';');
  expect(cut(second?.span)).toBe('d;');
});

test('Lua is not looked into', () => {
  const text = `content_by_lua_block { if a then return "}" end -- }\n t = { [[ } ]] } }\nlisten 80;`;
  expect(outline(parse(text).body)).toBe('content_by_lua_block { raw } listen 80;');
  expect(parse(text).errors).toEqual([]);
});

test.each<[string, string]>([
  ['{% if tls %}\nlisten 443;\n{%- else -%}\nlisten 80;\n{% endif %}', '<if tls> listen 443; <else> listen 80; <endif>'],
  ['{# note #}\n<% if a %>\nuser b;\n<%- end -%>\n{{ extra }}\n${EXTRA}\n$MORE\n', '<note> <if a> user b; <end> <extra> <EXTRA> <MORE>'],
  ['{{ if .TLS }}listen 443;{{ else }}listen 80;{{ end }}', '<if .TLS> listen 443; <else> listen 80; <end>'],
  ['server { {{ a }} b; listen {{ port }}; }', 'server { {{ a }} b; listen {{ port }}; }'],
  ['{% if a %}\nserver {\n{% else %}\nserver { ssl on;\n{% endif %}\n}', '<if a> server { <else> server { ssl on; <endif> } ?'],
  ['upstream {{ name }} { server {% if a %}b{% endif %}; }', 'upstream {{ name }} { server {% if a %}b{% endif %}; }'],
  ['{{ name }};', '{{ name }};'],
])('templates: %s', (text, expected) => {
  const file = parse(text);
  expect(outline(file.body)).toBe(expected);
  expect(file.templated).toBe(true);
  expect(file.errors).toEqual([]);
});

test.each([
  'listen ${PORT};',
  'server {# note\n}',
  'return 200 "{{" "}}";',
  'return 200 \'{"a":{"b":1}}\';',
  'map $a $b { ${c} d; }',
  'set $a <%b;',
])('no templates: %s', (text) => {
  expect(parse(text)).toMatchObject({ templated: false, errors: [] });
});

test('a template expression is a part of its word', () => {
  const text = 'add_header X "a {{ b["c"] }} $d";';
  const [directive] = parse(text).body as readonly Directive[];
  const parts = directive?.args[1]?.parts.map(({ kind, span }) => [kind, text.slice(span.start, span.end)]);
  expect(parts).toEqual([
    ['template', '{{ b["c"] }}'],
    ['variable', '$d'],
  ]);
});
