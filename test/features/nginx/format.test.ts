import { describe, expect, it } from 'vitest';
import { LineMap } from '../../../server/src/base/text';
import { formatted } from '../../../server/src/features/nginx/format';
import type { NginxSource } from '../../../server/src/project/project';
import type { NginxFile, Statement } from '../../../server/src/syntax/nginx/ast';
import { nginx } from '../../support/nginx';

const parse = await nginx();

function source(text: string): NginxSource {
  return { path: 'nginx.conf', text, lines: new LineMap(text), tree: parse(text) };
}

function format(text: string, unit = '    '): string | undefined {
  return formatted(source(text), { unit });
}

describe('what formatting does', () => {
  it.each([
    ['indents by blocks', 'http {\nserver {\nlisten 80;\n}\n}\n', 'http {\n    server {\n        listen 80;\n    }\n}\n'],
    ['puts each directive on its own line', 'listen 80; server_name a;\n', 'listen 80;\nserver_name a;\n'],
    ['leaves one space between words', 'proxy_set_header   Host\t$host ;\n', 'proxy_set_header Host $host;\n'],
    ['pulls a brace up to its directive', 'server\n{\n  listen 80;\n}\n', 'server {\n    listen 80;\n}\n'],
    ['keeps a block of one directive on its line', 'location = /x {return 204;}\n', 'location = /x { return 204; }\n'],
    ['opens a block of several', 'server { listen 80; server_name a; }\n', 'server {\n    listen 80;\n    server_name a;\n}\n'],
    ['keeps one blank line of several', 'listen 80;\n\n\n\nserver_name a;\n', 'listen 80;\n\nserver_name a;\n'],
    ['drops blank lines at the ends of a block', 'server {\n\n listen 80;\n\n}\n', 'server {\n    listen 80;\n}\n'],
    ['ends with one line break', 'listen 80;\n\n\n', 'listen 80;\n'],
    [
      'keeps comments where they are',
      '# a\nserver { # b\nlisten 80;   # c\n# d\n}\n',
      '# a\nserver { # b\n    listen 80;   # c\n    # d\n}\n',
    ],
    [
      'keeps lines of one directive apart, moved with it',
      'http {\nlog_format x "a"\n           "b";\n}\n',
      'http {\n    log_format x "a"\n               "b";\n}\n',
    ],
    [
      'leaves Lua alone',
      'location / {\ncontent_by_lua_block {\n  ngx.say( "x" )\n}\n}\n',
      'location / {\n    content_by_lua_block {\n  ngx.say( "x" )\n}\n}\n',
    ],
    [
      'leaves template tags in their column',
      'server {\n{% if tls %}\nlisten 443 ssl;\n{% endif %}\n}\n',
      'server {\n{% if tls %}\n    listen 443 ssl;\n{% endif %}\n}\n',
    ],
    ['keeps line breaks of Windows', 'server {\r\nlisten 80;\r\n}\r\n', 'server {\r\n    listen 80;\r\n}\r\n'],
    ['keeps an escaped space at the end of a word', 'rewrite a\\  b ;\n', 'rewrite a\\  b;\n'],
    ['writes nothing for nothing', '\n\n', ''],
  ])('%s', (_, before, after) => {
    expect(format(before)).toBe(after);
  });

  it('takes the step that it is given', () => {
    expect(format('server {\nlisten 80;\n}\n', '\t')).toBe('server {\n\tlisten 80;\n}\n');
  });

  it('leaves a file with a syntax error alone', () => {
    expect(format('server {\nlisten 80;\n')).toBeUndefined();
  });
});

/** Words, marks and comments in their order: what nginx and people read. */
function tokens(file: NginxFile, text: string): readonly string[] {
  const found: { readonly at: number; readonly text: string }[] = [];
  const add = (span: { readonly start: number; readonly end: number }) =>
    found.push({ at: span.start, text: text.slice(span.start, span.end).trimEnd() });
  const visit = (body: readonly Statement[]): void => {
    for (const statement of body) {
      if (statement.kind === 'template') add(statement.span);
      else {
        add(statement.name.span);
        for (const word of statement.args) add(word.span);
        if (statement.terminator) add(statement.terminator);
        if (statement.block?.raw && statement.block.close) add({ start: statement.block.open.end, end: statement.block.close.end });
        else if (statement.block) {
          visit(statement.block.body);
          if (statement.block.close) add(statement.block.close);
        }
      }
    }
  };
  visit(file.body);
  const raw = (at: number) => inRaw(file.body, at);
  for (const comment of file.comments) if (!raw(comment.span.start)) add(comment.span);
  return found.sort((a, b) => a.at - b.at).map((each) => each.text);
}

function inRaw(body: readonly Statement[], at: number): boolean {
  return body.some(
    (each) =>
      each.kind === 'directive' &&
      each.block !== undefined &&
      (each.block.raw ? each.block.open.start < at && at < (each.block.close?.end ?? Infinity) : inRaw(each.block.body, at)),
  );
}

/** A small generator of files with all that the language has, by a seed. */
function generated(seed: number): string {
  let state = seed * 2654435761;
  const next = (count: number) => {
    state = (Math.imul(state ^ (state >>> 15), 2246822519) + 0x9e3779b9) | 0;
    return Math.abs(state) % count;
  };
  const pick = <T>(...of: readonly T[]): T => of[next(of.length)] as T;
  const space = () => pick(' ', '  ', '\t', '\n', '\n   ', ' # c\n', '\n\n');
  const gap = () => pick('', ' ', '\n', '\n\n\n', ' # tail\n', '\n# own\n', '\t');
  const word = () => pick('on', '$host', '"a b"', "'x;y'", '~^/a\\.b$', '${uri}x', 'a\\ b', '"q\\"q"', '/srv/a', '80', '{{ v }}', '""');
  const statement = (depth: number): string => {
    const kind = next(10);
    if (kind === 0) return `${gap()}{% if x %}\n`;
    if (kind === 1) return `${gap()}# alone\n`;
    if (kind === 2) return `${gap()}content_by_lua_block${pick('', ' ')} {${pick(' ngx.say("}") ', '\n  local t = {1, 2}\n')}}`;
    const words = Array.from({ length: next(4) }, () => space() + word()).join('');
    if (kind < 6 && depth < 4) return `${gap()}server${words}${space()}{${statements(depth + 1)}${gap()}}`;
    return `${gap()}set${words}${pick('', ' ', '\n')};`;
  };
  const statements = (depth: number): string => Array.from({ length: next(4) }, () => statement(depth)).join('');
  return statements(0) + statements(0) + gap();
}

describe('whatever the file', () => {
  it('keeps every word in its order, and formats its own result to the same', () => {
    let formattedFiles = 0;
    for (let seed = 1; seed <= 1500; seed++) {
      const text = generated(seed);
      const once = format(text);
      if (once === undefined) continue;
      formattedFiles++;
      expect(tokens(parse(once), once), `seed ${seed}\n${text}`).toEqual(tokens(parse(text), text));
      expect(format(once), `seed ${seed}\n${text}`).toBe(once);
    }
    expect(formattedFiles).toBeGreaterThan(1000);
  });
});
