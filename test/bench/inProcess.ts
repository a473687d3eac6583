import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { createConnection } from 'vscode-languageserver/node';
import { createProtocolConnection } from 'vscode-languageserver-protocol/node';
import { startServer } from '../../server/src/lsp/startServer';
import { diskFiles } from '../../server/src/node/files';
import { readPythonWasm } from '../../server/src/node/wasm';
import { type ParsePython, reparsePython } from '../../server/src/syntax/python/reparse';
import { loadPython } from '../../server/src/syntax/treeSitter';
import { settingsFile } from './settingsFile';

/** Parts (b) and (c) of the bench: run by scripts/bench.mjs with an empty folder as its argument; prints one JSON document. */
async function main(folder: string): Promise<void> {
  const python = await loadPython(readPythonWasm(__filename));
  const parse: ParsePython = (text, before) => reparsePython(python, text, before);
  const text = settingsFile(1000);
  writeProject(folder, text);
  const cold: number[] = [];
  for (let round = 0; round < 10; round++) {
    const started = performance.now();
    const editor = await openEditor(folder, text, parse);
    await editor.diagnostics();
    cold.push(performance.now() - started);
    editor.close();
  }
  const editor = await openEditor(folder, text, parse);
  await editor.diagnostics();
  const edits: number[] = [];
  const processor: number[] = [];
  for (let number = 0; number < EDITS; number++) {
    const edit = editOf(number, text);
    const used = process.cpuUsage();
    const started = performance.now();
    editor.change(edit);
    await editor.diagnostics();
    edits.push(performance.now() - started);
    const { user, system } = process.cpuUsage(used);
    processor.push((user + system) / 1000);
  }
  editor.close();
  console.log(JSON.stringify({ cold, edits, processor, parses: [parseTimes(parse, text), parseTimes(parse, settingsFile(10_000))] }));
}

/** An evening's session. The first edits meet code that is not compiled yet; scripts/bench.mjs shows them on a line of their own. */
const EDITS = 600;

interface Editor {
  diagnostics(): Promise<unknown>;
  change(edit: LineEdit): void;
  close(): void;
}

/** One line gets another text. */
interface LineEdit {
  readonly line: number;
  readonly text: string;
}

/** A client and a server in this process, joined by streams, with the settings file open. */
async function openEditor(folder: string, text: string, parse: ParsePython): Promise<Editor> {
  const [up, down] = [new PassThrough(), new PassThrough()];
  startServer(createConnection(up, down), {
    version: 'bench',
    parsePython: parse,
    openFolder: () => ({ files: diskFiles(folder), forget: () => undefined }),
    defer: (task) => void setImmediate(task),
  });
  const client = createProtocolConnection(down, up);
  client.listen();
  const rootUri = pathToFileURL(folder).href;
  const uri = `${rootUri}/shop/settings.py`;
  await client.sendRequest('initialize', { processId: null, rootUri, capabilities: { textDocument: { diagnostic: {} } } });
  await client.sendNotification('initialized', {});
  await client.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'python', version: 1, text } });
  let version = 1;
  return {
    diagnostics: () => client.sendRequest('textDocument/diagnostic', { textDocument: { uri } }),
    change: ({ line, text: replacement }) => {
      version += 1;
      const range = { start: { line, character: 0 }, end: { line, character: 1_000 } };
      void client.sendNotification('textDocument/didChange', {
        textDocument: { uri, version },
        contentChanges: [{ range, text: replacement }],
      });
    },
    close: () => client.dispose(),
  };
}

/** What people do to a settings file, all through it: another number, a longer list, a flag, a line half typed and mended. */
function editOf(number: number, text: string): LineEdit {
  const lines = text.split('\n');
  const at = (prefix: string, nth = 0) => {
    const found = lines.flatMap((line, index) => (line.startsWith(prefix) ? [index] : []));
    return found[nth % Math.max(found.length, 1)] ?? 0;
  };
  switch (number % 5) {
    case 0:
      return { line: at('PAGE_SIZE'), text: `PAGE_SIZE = ${number}` };
    case 1:
      return { line: at('DEBUG'), text: `DEBUG = env.bool("DEBUG", default=${number % 2 === 0 ? 'True' : 'False'})` };
    case 2:
      return { line: at('ALLOWED_HOSTS'), text: `ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["shop-${number}.example.com"])` };
    case 3:
      return { line: at('# integration', number), text: `CACHES["service_${number % 9}"]["TIMEOUT"] = (60 * ` };
    default:
      return { line: at('# integration', number - 1), text: `# integration, edit ${number}` };
  }
}

function parseTimes(parse: (text: string) => unknown, text: string) {
  const times: number[] = [];
  for (let round = 0; round < 25; round++) {
    const started = performance.now();
    parse(text);
    times.push(performance.now() - started);
  }
  return { lines: text.split('\n').length - 1, bytes: text.length, times, text };
}

function writeProject(folder: string, text: string): void {
  mkdirSync(join(folder, 'shop'), { recursive: true });
  const setup = 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")\n';
  writeFileSync(join(folder, 'manage.py'), `${setup}from django.core.management import execute_from_command_line\n`);
  writeFileSync(join(folder, 'shop', '__init__.py'), '');
  writeFileSync(join(folder, 'shop', 'settings.py'), text);
  writeFileSync(join(folder, 'shop', 'wsgi.py'), `${setup}from django.core.wsgi import get_wsgi_application\n`);
  writeFileSync(join(folder, 'requirements.txt'), 'Django==5.2\n');
}

void main(process.argv[2] ?? '');
