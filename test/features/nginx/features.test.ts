import { describe, expect, it } from 'vitest';
import { completionsAt } from '../../../server/src/features/nginx/completion';
import { foldingsOf } from '../../../server/src/features/nginx/folding';
import { nginxHoverAt } from '../../../server/src/features/nginx/hover';
import { definitionAt, linksIn } from '../../../server/src/features/nginx/links';
import { type NginxSymbol, symbolsOf } from '../../../server/src/features/nginx/symbols';
import { marked } from './support';

const TEXT = { format: 'text' as const, link: () => '' };

async function hover(marks: string, others: Readonly<Record<string, string>> = {}): Promise<string | undefined> {
  const { project, file, offset } = await marked(marks, others);
  return nginxHoverAt(project, file, offset, TEXT)?.text;
}

describe('hover', () => {
  it('explains a directive with its default, where it stands, and its page', async () => {
    const text = await hover('events { }\nhttp { client_max_|body_size 5m; }\n');
    expect(text).toMatch(/^client_max_body_size/);
    expect(text).toMatch(/Default +client_max_body_size 1m;/);
    expect(text).toMatch(/Stands in +http, server, location/);
    expect(text).toContain('https://nginx.org/en/docs/http/ngx_http_core_module.html#client_max_body_size');
  });

  it('shows all headers that are in force in a block, and where each comes from', async () => {
    const text = await hover(
      'events { }\nhttp {\n  server {\n    location / {\n      include snippets/a.conf;\n      proxy_set_header| Host $host;\n    }\n  }\n}\n',
      {
        'nginx/snippets/a.conf': 'proxy_set_header X-Forwarded-Proto $scheme;\n',
      },
    );
    expect(text).toContain('location /: 2 in force');
    expect(text).toContain('X-Forwarded-Proto $scheme — nginx/snippets/a.conf:1');
    expect(text).toContain('Host $host — nginx/nginx.conf:6');
  });

  it('explains a variable, and shows what makes one of the configuration’s own', async () => {
    expect(await hover('events { }\nhttp { server { return 301 https://$ho|st/; } }\n')).toMatch(/^\$host/);
    const own = await hover('events { }\nhttp {\n  map $http_upgrade $up { default close; }\n  server { set $x $u|p; }\n}\n');
    expect(own).toContain('map $http_upgrade $up');
    expect(own).toContain('nginx/nginx.conf:3');
  });

  it('names the module of a directive that nginx alone does not have', async () => {
    expect(await hover('events { }\nhttp { server { brotl|i on; } }\n')).toMatch(/brotli/);
  });

  it.each([
    ['an argument', 'events { }\nhttp { client_max_body_size 5|m; }\n'],
    ['a key of a map', 'events { }\nhttp { map $host $x { defa|ult 1; } }\n'],
    ['a directive that nobody knows', 'events { }\nhttp { frobni|cate on; }\n'],
  ])('says nothing about %s', async (_, text) => {
    expect(await hover(text)).toBeUndefined();
  });
});

describe('definition', () => {
  const at = async (marks: string, others: Readonly<Record<string, string>> = {}) => {
    const { project, file, offset } = await marked(marks, others);
    return definitionAt(project, file, offset).map(
      (place) => `${place.file}: ${project.source(place.file)?.text.slice(place.span.start, place.span.end)}`,
    );
  };

  it.each([
    [
      'an upstream',
      'events { }\nhttp {\n upstream app { server a:1; }\n server { location / { proxy_pass http://ap|p; } }\n}\n',
      'nginx/nginx.conf: app',
    ],
    [
      'a named location',
      'events { }\nhttp {\n server { try_files $uri @a|pp; location @app { return 204; } }\n}\n',
      'nginx/nginx.conf: @app',
    ],
    ['a variable of a map', 'events { }\nhttp {\n map $host $x { default 1; }\n server { return 200 $|x; }\n}\n', 'nginx/nginx.conf: $x'],
    [
      'a zone',
      'events { }\nhttp {\n limit_req_zone $host zone=one:1m rate=1r/s;\n server { limit_req zone=on|e; }\n}\n',
      'nginx/nginx.conf: zone=one:1m',
    ],
    ['a format of a log', 'events { }\nhttp {\n log_format main "$uri";\n access_log /a ma|in;\n}\n', 'nginx/nginx.conf: main'],
  ])('of %s', async (_, text, expected) => {
    expect(await at(text)).toEqual([expected]);
  });

  it('of an include are its files, and one file is a link', async () => {
    const others = { 'nginx/a.conf': 'server { listen 80; }\n', 'nginx/b.conf': 'server { listen 81; }\n' };
    expect(await at('events { }\nhttp { include ?.co|nf; }\n', others)).toEqual(['nginx/a.conf: ', 'nginx/b.conf: ']);
    const { project, file, text } = await marked('events { }\nhttp { include a.conf; include ?.conf; }\n', others);
    const links = linksIn(project, file).map((link) => `${text.slice(link.span.start, link.span.end)} → ${link.file}`);
    expect(links).toEqual(['a.conf → nginx/a.conf']);
  });
});

describe('completion', () => {
  const labels = async (marks: string, others: Readonly<Record<string, string>> = {}, file?: string) => {
    const found = await marked(marks, others, file);
    return completionsAt(found.project, found.file, found.offset).map(({ label }) => label);
  };

  it('offers the directives of the context', async () => {
    const inServer = await labels('events { }\nhttp { server {\n  li|\n} }\n');
    expect(inServer).toEqual(expect.arrayContaining(['listen', 'server_name', 'location']));
    expect(inServer).not.toEqual(expect.arrayContaining(['worker_processes']));
    const inLocation = await labels('events { }\nhttp { server { location / {\n  |\n} } }\n');
    expect(inLocation).toContain('proxy_pass');
    expect(inLocation).not.toContain('listen');
  });

  it('offers in an included file what its include may hold', async () => {
    const others = { 'nginx/nginx.conf': 'events { }\nhttp { server { location / { include a.conf; } } }\n' };
    expect(await labels('client_max_body_size 1m;\n|\n', others, 'nginx/a.conf')).toContain('proxy_pass');
  });

  it('leaves out what the version does not have, and what is deprecated', async () => {
    const old = await labels('# nginx 1.18.0\nevents { }\nhttp { server {\n  |\n} }\n');
    expect(old).not.toContain('http2');
    expect(await labels('# nginx 1.25.1\nevents { }\nhttp { server {\n  |\n} }\n')).toContain('http2');
  });

  it.each([
    ['the words of a directive', 'events { }\nhttp { server { listen 80 |; } }\n', ['default_server', 'ssl', 'proxy_protocol']],
    ['on and off', 'events { }\nhttp { gzip |; }\n', ['on', 'off']],
    ['upstreams', 'events { }\nhttp { upstream app { server a:1; } server { location / { proxy_pass |; } } }\n', ['http://app']],
    ['named locations', 'events { }\nhttp { server { location @app { return 204; } location / { try_files $uri |; } } }\n', ['@app']],
    [
      'variables, its own first',
      'events { }\nhttp { map $host $mine { default 1; } server { return 200 $|; } }\n',
      ['$mine', '$host', '$scheme'],
    ],
  ])('offers %s', async (_, text, expected) => {
    expect(await labels(text)).toEqual(expect.arrayContaining(expected));
  });

  it('writes over the `$` and braces of a variable', async () => {
    const { project, file, offset, text } = await marked('events { }\nhttp { server { return 200 ${sch|; } }\n');
    const item = completionsAt(project, file, offset).find(({ label }) => label === '$scheme');
    expect(item && text.slice(item.span.start, item.span.end)).toBe('${sch');
    expect(item?.text).toBe('${scheme}');
  });

  it.each([
    ['in a comment', 'events { }\n# lis|\nhttp { }\n'],
    ['for keys of a map', 'events { }\nhttp { map $host $x {\n  |\n} }\n'],
  ])('offers nothing %s', async (_, text) => {
    expect(await labels(text)).toEqual([]);
  });
});

describe('outline and folding', () => {
  const TEXT_OF =
    'events { }\nhttp {\n  # one\n  # two\n  upstream app {\n    server a:1;\n  }\n  server {\n    listen 443 ssl;\n    server_name example.org;\n    location ^~ /static/ {\n      expires 1d;\n    }\n  }\n}\n';

  it('shows servers by their names, locations by their paths', async () => {
    const { project, file } = await marked(TEXT_OF);
    const source = project.nginx(file);
    const shown = (symbols: readonly NginxSymbol[], depth = 0): readonly string[] =>
      symbols.flatMap((each) => [`${'  '.repeat(depth)}${each.name} (${each.detail})`, ...shown(each.children, depth + 1)]);
    expect(source && shown(symbolsOf(source))).toEqual([
      'events ()',
      'http ()',
      '  app (upstream)',
      '  example.org (listen 443 ssl)',
      '    /static/ (location ^~)',
    ]);
  });

  it('folds blocks up to the line of their brace, and runs of comments', async () => {
    const { project, file } = await marked(TEXT_OF);
    const source = project.nginx(file);
    expect(source && foldingsOf(source).map(({ startLine, endLine, kind }) => `${kind} ${startLine}-${endLine}`)).toEqual([
      'block 1-13',
      'comment 2-3',
      'block 4-5',
      'block 7-12',
      'block 10-11',
    ]);
  });
});
