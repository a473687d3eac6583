import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { beforeAll, describe, expect, it } from 'vitest';
import { createOnigScanner, createOnigString, loadWASM } from 'vscode-oniguruma';
import { type IGrammar, INITIAL, Registry } from 'vscode-textmate';

const require = createRequire(import.meta.url);
const path = new URL('../../syntaxes/nginx.tmLanguage.json', import.meta.url);

let grammar: IGrammar;

beforeAll(async () => {
  await loadWASM(readFileSync(require.resolve('vscode-oniguruma/release/onig.wasm')).buffer);
  const registry = new Registry({
    onigLib: Promise.resolve({ createOnigScanner, createOnigString }),
    loadGrammar: async (scope) => (scope === 'source.nginx' ? JSON.parse(readFileSync(path, 'utf8')) : null),
  });
  const loaded = await registry.loadGrammar('source.nginx');
  if (!loaded) throw new Error('the grammar was not loaded');
  grammar = loaded;
});

/** `text: scope` for each token that has a scope of its own, white space left out. */
function tokens(source: string): readonly string[] {
  const out: string[] = [];
  let state = INITIAL;
  for (const line of source.split('\n')) {
    const result = grammar.tokenizeLine(line, state);
    state = result.ruleStack;
    for (const { startIndex, endIndex, scopes } of result.tokens) {
      const text = line.slice(startIndex, endIndex).trim();
      const scope = scopes.findLast((each) => !each.startsWith('meta.') && each !== 'source.nginx');
      if (text !== '' && scope !== undefined) out.push(`${text}: ${scope.replace(/\.nginx$/, '')}`);
    }
  }
  return out;
}

describe('the nginx grammar', () => {
  it('knows directives, words, numbers and the end of a directive', () => {
    expect(tokens('worker_processes auto;\nkeepalive_timeout 65s;\ngzip on;')).toEqual([
      'worker_processes: keyword.control.directive',
      'auto: constant.language',
      ';: punctuation.terminator',
      'keepalive_timeout: keyword.control.directive',
      '65s: constant.numeric',
      ';: punctuation.terminator',
      'gzip: keyword.control.directive',
      'on: constant.language',
      ';: punctuation.terminator',
    ]);
  });

  it('knows blocks in blocks, and does not take a value for a directive', () => {
    const found = tokens('http {\n  server {\n    server_name listen.example.com;\n  }\n}\nuser www-data;');
    expect(found.filter((token) => token.endsWith('directive'))).toEqual([
      'http: keyword.control.directive',
      'server: keyword.control.directive',
      'server_name: keyword.control.directive',
      'user: keyword.control.directive',
    ]);
    expect(found.filter((token) => token.includes('punctuation.section'))).toHaveLength(4);
  });

  it('knows a directive over several lines', () => {
    const found = tokens('log_format main \'$remote_addr\'\n                "$request";\nserver_tokens off;');
    expect(found).toContain('$: punctuation.definition.variable');
    expect(found.filter((token) => token.endsWith('directive'))).toEqual([
      'log_format: keyword.control.directive',
      'server_tokens: keyword.control.directive',
    ]);
  });

  it('knows comments, and that a # in a word is none', () => {
    expect(tokens('# all; of { it')).toEqual(['#: punctuation.definition.comment', 'all; of { it: comment.line.number-sign']);
    expect(tokens('return 301 /a#b; # why').at(-1)).toBe('why: comment.line.number-sign');
    expect(tokens('return 301 /a#b;').join()).not.toContain('comment');
  });

  it('knows variables in texts and words', () => {
    expect(tokens('proxy_set_header Host $host;')).toContain('host: variable.other');
    expect(tokens(`set $a "x\${b}y";`).filter((token) => token.endsWith('variable.other'))).toEqual([
      'a: variable.other',
      '{b}: variable.other',
    ]);
  });

  it('knows addresses', () => {
    expect(tokens('listen 127.0.0.1:8000;')).toContain('127.0.0.1:8000: constant.other.address');
  });

  it('knows the modifiers and regular expressions of locations', () => {
    expect(tokens('location ~* \\.(png|jpe?g)$ {\n  expires 30d;\n}')).toEqual([
      'location: keyword.control.directive',
      '~*: keyword.operator.match',
      '\\.: constant.character.escape.regexp',
      '(: punctuation.definition.group.regexp',
      'png: string.regexp',
      '|: punctuation.definition.group.regexp',
      'jpe: string.regexp',
      '?: keyword.operator.quantifier.regexp',
      'g: string.regexp',
      '): punctuation.definition.group.regexp',
      '$: keyword.control.anchor.regexp',
      '{: punctuation.section.block.begin',
      'expires: keyword.control.directive',
      '30d: constant.numeric',
      ';: punctuation.terminator',
      '}: punctuation.section.block.end',
    ]);
    expect(tokens('location ^~ /static/ { }')).toContain('^~: keyword.operator.match');
    expect(tokens('location = / { }')).toContain('=: keyword.operator.match');
    expect(tokens('location @app { }')).toContain('@app: entity.name.label');
  });

  it('knows rewrite, its regular expression and its flag', () => {
    const found = tokens('rewrite ^/old/(.*)$ /new/$1 permanent;\nroot /srv;');
    expect(found).toContain('^: keyword.control.anchor.regexp');
    expect(found).toContain('1: variable.other');
    expect(found).toContain('permanent: keyword.control.flag');
    expect(found).toContain('root: keyword.control.directive');
  });

  it('knows if with a comparison', () => {
    const found = tokens('if ($host !~ ^www\\.) {\n  return 444;\n}');
    expect(found.slice(0, 4)).toEqual([
      'if: keyword.control.conditional',
      '(: punctuation.section.parens.begin',
      '$: punctuation.definition.variable',
      'host: variable.other',
    ]);
    expect(found).toContain('!~: keyword.operator.match');
    expect(found).toContain('444: constant.numeric');
  });

  it('takes no entry of a map for a directive', () => {
    const found = tokens('map $http_upgrade $connection_upgrade {\n  default upgrade;\n  ~^web close;\n}\nserver { }');
    expect(found.filter((token) => token.endsWith('directive'))).toEqual([
      'map: keyword.control.directive',
      'server: keyword.control.directive',
    ]);
    expect(found).toContain('default: keyword.other');
  });

  it('leaves code of another language alone', () => {
    const found = tokens('content_by_lua_block {\n  if a then b = { c; } end -- listen\n}\nlisten 80;');
    expect(found.filter((token) => token.endsWith('directive'))).toEqual([
      'content_by_lua_block: keyword.control.directive',
      'listen: keyword.control.directive',
    ]);
  });

  it('reads templates without losing its place', () => {
    const found = tokens(`{% if tls %}\nlisten 443 ssl;\n{% endif %}\nserver_name {{ name }};\nroot \${ROOT};`);
    expect(found.filter((token) => token.endsWith('directive'))).toEqual([
      'listen: keyword.control.directive',
      'server_name: keyword.control.directive',
      'root: keyword.control.directive',
    ]);
  });

  it.each(['server {', 'location ~ (', 'if ($a = "', "add_header X 'y", '}', '{%', '\u0000'])('survives %j', (source) => {
    expect(() => tokens(source)).not.toThrow();
  });
});

it('the snippets for nginx are read to their end', () => {
  const snippets = JSON.parse(readFileSync(new URL('../../snippets/nginx.json', import.meta.url), 'utf8')) as Record<
    string,
    { body: string[] }
  >;
  for (const { body } of Object.values(snippets)) {
    const text = body
      .slice(0, -1)
      .join('\n')
      .replace(/(?<!\\)\$\{\d+:([^{}]*)\}/g, '$1')
      .replaceAll('\\$', '$');
    expect(tokens(`${text}\nuser me;`).slice(-3)).toEqual([
      'user: keyword.control.directive',
      'me: string.unquoted',
      ';: punctuation.terminator',
    ]);
  }
});
