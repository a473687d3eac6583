import { afterEach, describe, expect, it } from 'vitest';
import type {
  ClientCapabilities,
  CompletionItem,
  DocumentLink,
  DocumentSymbol,
  FoldingRange,
  Location,
  Position,
  TextEdit,
} from 'vscode-languageserver';
import { applyEdits, LineMap } from '../../server/src/base/text';
import { CAPABILITIES, type Client, startClient } from './client';

const MAIN = 'nginx/nginx.conf';
const SITE = 'nginx/conf.d/shop.conf';
const FILES = {
  [MAIN]: 'events { }\nhttp {\n    include conf.d/shop.conf;\n}\n',
  [SITE]: [
    'upstream shop {',
    '    server 127.0.0.1:8000;',
    '}',
    'server {',
    '  listen    80;',
    '  server_name shop.example;',
    '  location / {',
    '    proxy_set_header Host $host;',
    '    proxy_pass http://shop;',
    '  }',
    '}',
    '',
  ].join('\n'),
  'deploy/worker.conf': '[program:worker]\n',
};
const REGISTERING: ClientCapabilities = {
  ...CAPABILITIES,
  textDocument: {
    ...CAPABILITIES.textDocument,
    completion: { dynamicRegistration: true, completionItem: { snippetSupport: true } },
    definition: { dynamicRegistration: true },
    documentLink: { dynamicRegistration: true },
    documentSymbol: { dynamicRegistration: true },
    foldingRange: { dynamicRegistration: true },
    formatting: { dynamicRegistration: true },
  },
};

let client: Client;
afterEach(() => client.stop());

async function start(capabilities = REGISTERING): Promise<void> {
  client = await startClient({ files: FILES, capabilities });
  await client.open(SITE);
}

function ask<T>(method: string, path: string, more: object = {}): Promise<T> {
  return client.connection.sendRequest(method, { textDocument: { uri: client.uri(path) }, ...more });
}

/** The position behind the first occurrence of a text. */
function behind(path: string, text: string): Position {
  return new LineMap(client.text(path)).position(client.text(path).indexOf(text) + text.length);
}

describe('what a server of nginx answers', () => {
  it('diagnostics of an edit, the semicolon that is missing', async () => {
    await start();
    await client.change(SITE, client.text(SITE).replace('listen    80;', 'listen    80'));
    const found = (await client.diagnostics(SITE)).map(({ code }) => code);
    expect(found).toContain('nginx/missing-semicolon');
  });

  it('completion, as snippets where the client takes them', async () => {
    await start();
    await client.change(SITE, client.text(SITE).replace('    proxy_pass', '    client_max\n    proxy_pass'));
    const items = await ask<CompletionItem[]>('textDocument/completion', SITE, { position: behind(SITE, 'client_max') });
    const item = items.find(({ label }) => label === 'client_max_body_size');
    expect(item?.textEdit).toMatchObject({ newText: 'client_max_body_size $1;' });
  });

  it('completion as plain names where it does not', async () => {
    await start({ ...REGISTERING, textDocument: { ...REGISTERING.textDocument, completion: { dynamicRegistration: true } } });
    const items = await ask<CompletionItem[]>('textDocument/completion', SITE, { position: behind(SITE, 'location / {\n    ') });
    const item = items.find(({ label }) => label === 'alias');
    expect(item?.textEdit).toMatchObject({ newText: 'alias' });
  });

  it('definition and links', async () => {
    await start();
    await client.open(MAIN);
    const found = await ask<Location[]>('textDocument/definition', SITE, { position: behind(SITE, 'http://sh') });
    expect(found).toEqual([{ uri: client.uri(SITE), range: { start: { line: 0, character: 9 }, end: { line: 0, character: 13 } } }]);
    const links = await ask<DocumentLink[]>('textDocument/documentLink', MAIN);
    expect(links.map(({ target }) => target)).toEqual([client.uri(SITE)]);
  });

  it('outline, folding and hover', async () => {
    await start();
    const symbols = await ask<DocumentSymbol[]>('textDocument/documentSymbol', SITE);
    expect(symbols.map(({ name }) => name)).toEqual(['shop', 'shop.example']);
    const foldings = await ask<FoldingRange[]>('textDocument/foldingRange', SITE);
    expect(foldings.map(({ startLine, endLine }) => [startLine, endLine])).toEqual([
      [0, 1],
      [3, 9],
      [6, 8],
    ]);
    const hover = await client.hover(SITE, 'proxy_set_header');
    expect(JSON.stringify(hover?.contents)).toContain('proxy_set_header');
  });

  it('formatting, with the step that the editor has', async () => {
    await start();
    const edits = await ask<TextEdit[]>('textDocument/formatting', SITE, { options: { tabSize: 4, insertSpaces: true } });
    const lines = new LineMap(client.text(SITE));
    const spans = edits.map(({ range, newText }) => ({
      span: { start: lines.offset(range.start), end: lines.offset(range.end) },
      newText,
    }));
    expect(applyEdits(client.text(SITE), spans)).toContain(
      'server {\n    listen 80;\n    server_name shop.example;\n    location / {\n        proxy_set',
    );
  });

  it('the language of a file whose name does not tell', async () => {
    await start();
    expect(await client.connection.sendRequest('djangoPreflight/language', { uri: client.uri(SITE) })).toBe('nginx');
    expect(await client.connection.sendRequest('djangoPreflight/language', { uri: client.uri('deploy/worker.conf') })).toBeNull();
  });
});

describe('other languages', () => {
  it('are not formatted or folded: those features are registered for nginx alone', async () => {
    await start();
    expect(client.initialized.capabilities).not.toHaveProperty('documentFormattingProvider');
    expect(client.initialized.capabilities).not.toHaveProperty('foldingRangeProvider');
    expect(client.registered).toEqual(expect.arrayContaining(['textDocument/formatting', 'textDocument/completion']));
  });

  it('a client that cannot register a feature is not asked to', async () => {
    await start(CAPABILITIES);
    expect(client.registered).not.toContain('textDocument/formatting');
  });
});
