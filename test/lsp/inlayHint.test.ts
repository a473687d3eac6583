import { afterEach, describe, expect, it } from 'vitest';
import type { ClientCapabilities, InlayHint } from 'vscode-languageserver';
import { LineMap } from '../../server/src/base/text';
import { CAPABILITIES, type Client, startClient } from './client';
import { BASE, goodBut, PRODUCTION, project } from './projects';

const BASE_FILE = 'config/settings/base.py';
const REFRESH = 'workspace/inlayHint/refresh';
const WITH_HINTS: ClientCapabilities = {
  ...CAPABILITIES,
  textDocument: { ...CAPABILITIES.textDocument, inlayHint: { resolveSupport: { properties: ['tooltip'] } } },
  workspace: { ...CAPABILITIES.workspace, inlayHint: { refreshSupport: true } },
};
const FILES = project(goodBut('SECURE_HSTS_SECONDS = 31536000', 'SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60\nROOT_URLCONF = "config.live"'));

let client: Client;
afterEach(() => client.stop());

async function start(options: { readonly capabilities?: ClientCapabilities; readonly configuration?: unknown } = {}): Promise<string[]> {
  const refreshes: string[] = [];
  client = await startClient({ files: FILES, capabilities: WITH_HINTS, ...options });
  client.connection.onRequest(REFRESH, () => {
    refreshes.push(REFRESH);
    return null;
  });
  return refreshes;
}

async function hints(path: string, from = 0, to?: number): Promise<readonly InlayHint[]> {
  const lines = new LineMap(client.text(path));
  const range = { start: { line: from, character: 0 }, end: { line: to ?? lines.lineCount, character: 0 } };
  return client.connection.sendRequest('textDocument/inlayHint', { textDocument: { uri: client.uri(path) }, range });
}

/** The line up to the hint, and the hint. */
async function seen(path: string, from?: number, to?: number): Promise<readonly string[]> {
  const lines = new LineMap(client.text(path));
  return (await hints(path, from, to)).map(
    ({ position, label }) => `${lines.lineText(position.line).slice(0, position.character)} «${label}»`,
  );
}

function tooltipOf(hint: InlayHint | undefined): string {
  return typeof hint?.tooltip === 'object' ? hint.tooltip.value : '';
}

describe('inlay hints of the server', () => {
  it('stand at the end of a statement that does not show what production gets', async () => {
    await start();
    expect(client.initialized.capabilities.inlayHintProvider).toEqual({ resolveProvider: true });
    expect(await seen(PRODUCTION)).toEqual(['SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 «= 31536000»']);
    expect(await seen(BASE_FILE)).toEqual(['ROOT_URLCONF = "config.urls" «production.py:13 replaces this»']);
    expect(await seen('manage.py')).toEqual([]);
  });

  it('are given for the lines that the editor shows', async () => {
    await start();
    const line = client
      .text(PRODUCTION)
      .split('\n')
      .findIndex((text) => text.startsWith('SECURE_HSTS_SECONDS'));
    expect(await seen(PRODUCTION, 0, line)).toEqual([]);
    expect(await seen(PRODUCTION, line, line + 1)).toHaveLength(1);
  });

  it('have the story in a tooltip, when the editor asks for it', async () => {
    await start();
    const [hint] = await hints(BASE_FILE);
    expect(hint?.tooltip).toBeUndefined();
    const resolved = await client.connection.sendRequest<InlayHint>('inlayHint/resolve', hint);
    expect(tooltipOf(resolved)).toContain('**config.settings.production**: `ROOT_URLCONF` is `"config.live"`');
    expect(tooltipOf(resolved)).toContain(`[\`${PRODUCTION}:13\`](${client.uri(PRODUCTION)}#L13), replaces \`"config.urls"\` of `);
  });

  it('have the tooltip at once for an editor that cannot ask', async () => {
    await start({ capabilities: { ...WITH_HINTS, textDocument: { ...WITH_HINTS.textDocument, inlayHint: {} } } });
    expect(tooltipOf((await hints(BASE_FILE))[0])).toContain('`ROOT_URLCONF` is');
  });

  it('lead to the line of the env file that gives a value', async () => {
    const text = goodBut('SECURE_HSTS_SECONDS = 31536000', 'SECURE_HSTS_SECONDS = int(os.environ["HSTS"])');
    const more = { 'django-preflight.toml': 'env-files = [".env.live"]\n', '.env.live': '# live\nHSTS=60\n' };
    client = await startClient({ files: project(text, more), capabilities: WITH_HINTS });
    expect(await seen(PRODUCTION)).toEqual(['SECURE_HSTS_SECONDS = int(os.environ["HSTS"]) «= 60 (.env.live:2)»']);
    const resolved = await client.connection.sendRequest<InlayHint>('inlayHint/resolve', (await hints(PRODUCTION))[0]);
    expect(tooltipOf(resolved)).toContain(`[\`.env.live:2\`](${client.uri('.env.live')}#L2) gives it`);
  });

  it('come back without a tooltip when their statement is gone', async () => {
    await start();
    const [hint] = await hints(BASE_FILE);
    await client.open(BASE_FILE, 'X = 1\n');
    expect(await client.connection.sendRequest('inlayHint/resolve', hint)).toEqual(hint);
  });

  it('follow what is typed', async () => {
    await start();
    await client.open(PRODUCTION);
    await client.change(PRODUCTION, client.text(PRODUCTION).replace('365 *', '30 *'));
    expect(await seen(PRODUCTION)).toEqual(['SECURE_HSTS_SECONDS = 30 * 24 * 60 * 60 «= 2592000»']);
  });

  it('are switched off by the configuration, with a refresh', async () => {
    const refreshes = await start();
    const done = client.next('djangoPreflight/resultsChanged');
    await client.configure({ inlayHints: { enabled: false } });
    await done;
    expect(await seen(PRODUCTION)).toEqual([]);
    expect(refreshes).toHaveLength(1);
  });

  it('are refreshed when an edit changes those of another open file, and only then', async () => {
    const refreshes = await start();
    for (const path of [PRODUCTION, BASE_FILE]) await client.open(path);
    for (const path of [PRODUCTION, BASE_FILE]) await hints(path);
    const edit = async (text: string) => {
      const done = client.next('djangoPreflight/resultsChanged');
      await client.change(PRODUCTION, text);
      await done;
      // The answer to a request comes after whatever the server sent before it.
      await hints(BASE_FILE);
    };
    const text = client.text(PRODUCTION);
    await edit(`${text}# The first edit with two files in view.\n`);
    refreshes.length = 0;
    await edit(`${text}# Nothing to tell.\n`);
    expect(refreshes).toEqual([]);
    await edit(text.replace('ROOT_URLCONF = "config.live"\n', ''));
    expect(refreshes).toHaveLength(1);
    expect(await seen(BASE_FILE)).toEqual([]);
  });

  it('are not pushed on an editor that cannot refresh', async () => {
    const refreshes = await start({ capabilities: CAPABILITIES });
    const done = client.next('djangoPreflight/resultsChanged');
    client.disk.write(BASE_FILE, BASE);
    await client.configure({});
    await done;
    await hints(PRODUCTION);
    expect(refreshes).toEqual([]);
  });
});
