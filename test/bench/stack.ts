import { type LineEdit, loadParsers, type OpenDocument, openEditor } from './connection';
import { SERVICES, serviceFiles, writeStackProject } from './stackProject';

const EDITS = 12;
const COLD = 1;
const SERVICE = SERVICES / 2;

interface Row {
  readonly what: string;
  /** Milliseconds from the edit to its diagnostics. */
  readonly edits: readonly number[];
}

/** Part (h) of the bench: run by scripts/bench.mjs with an empty folder as its argument and --expose-gc; prints one JSON document. */
async function main(folder: string): Promise<void> {
  writeStackProject(folder);
  const artefacts = Object.keys(serviceFiles(0)).length * SERVICES;
  const parsers = await loadParsers();
  const cold: number[] = [];
  for (let round = 0; round < COLD; round++) {
    const started = performance.now();
    const editor = await openEditor(folder, documentOf('config/settings.py'), parsers);
    await editor.diagnostics();
    cold.push(performance.now() - started);
    editor.close();
  }
  const rows: Row[] = [];
  let heap = 0;
  for (const [path, edit] of Object.entries(EDITED)) {
    const editor = await openEditor(folder, documentOf(path), parsers);
    await editor.diagnostics();
    global.gc?.();
    heap = Math.max(heap, process.memoryUsage().heapUsed);
    const edits: number[] = [];
    for (let number = 0; number < EDITS; number++) {
      const started = performance.now();
      editor.change(edit(number, textOf(path)));
      await editor.diagnostics();
      edits.push(performance.now() - started);
    }
    editor.close();
    rows.push({ what: path, edits });
  }
  console.log(JSON.stringify({ artefacts, cold, heap, rows }));
}

function textOf(path: string): string {
  return serviceFiles(SERVICE)[path] ?? '';
}

function documentOf(path: string): OpenDocument {
  return { path: `services/shop${SERVICE}/${path}`, languageId: path.endsWith('.py') ? 'python' : 'plaintext', text: textOf(path) };
}

/** What people do to each of these files. */
const EDITED: Readonly<Record<string, (number: number, text: string) => LineEdit>> = {
  'config/settings.py': (number, text) => at(text, 'SECURE_HSTS_SECONDS', `SECURE_HSTS_SECONDS = ${3600 + number}`),
  'gunicorn.conf.py': (number, text) => at(text, 'timeout', `timeout = ${30 + number}`),
  'compose.prod.yml': (number, text) => at(text, 'SITE_NUMBER', `      SITE_NUMBER: "${number}"`),
  Dockerfile: (number, text) => at(text, 'ENV PYTHON', `ENV PYTHONUNBUFFERED=${number % 2}`),
  'nginx/nginx.conf': (number, text) => at(text, 'client_max_body_size', `    client_max_body_size ${number + 1}m;`),
  '.env.production': (number, text) => at(text, 'REDIS_URL', `REDIS_URL=redis://cache:6379/${number}`),
};

function at(text: string, part: string, line: string): LineEdit {
  return { line: text.split('\n').findIndex((one) => one.includes(part)), text: line };
}

void main(process.argv[2] ?? '');
