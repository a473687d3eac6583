import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type LineEdit, loadParsers, openEditor, timeEdits } from './connection';
import { settingsFile } from './settingsFile';

/** Parts (b) and (c) of the bench: run by scripts/bench.mjs with an empty folder as its argument; prints one JSON document. */
async function main(folder: string): Promise<void> {
  const parsers = await loadParsers();
  const text = settingsFile(1000);
  writeProject(folder, text);
  const open = () => openEditor(folder, { path: 'shop/settings.py', languageId: 'python', text }, parsers);
  // An evening's session. The first edits meet code that is not compiled yet; scripts/bench.mjs shows them on a line of their own.
  const times = await timeEdits(open, (number) => editOf(number, text), { cold: 10, edits: 600 });
  const { parsePython } = parsers;
  console.log(JSON.stringify({ ...times, parses: [parseTimes(parsePython, text), parseTimes(parsePython, settingsFile(10_000))] }));
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
