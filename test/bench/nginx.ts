import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type LineEdit, loadParsers, openEditor, timeEdits } from './connection';
import { siteFile, writeNginxProject } from './nginxProject';

const SITE = 50;

/** Part (f) of the bench: run by scripts/bench.mjs with an empty folder as its argument; prints one JSON document. */
async function main(folder: string): Promise<void> {
  const parsers = await loadParsers();
  writeNginxProject(folder);
  writeFileSync(join(folder, 'manage.py'), 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")\n');
  const text = siteFile(SITE);
  const path = `nginx/sites/site-${SITE}.conf`;
  const open = () => openEditor(folder, { path, languageId: 'nginx', text }, parsers);
  const times = await timeEdits(open, (number) => editOf(number, text), { cold: 5, edits: 300 });
  console.log(JSON.stringify(times));
}

/** What people do to a site: another number, a word half typed, a line without its semicolon, and a comment. */
function editOf(number: number, text: string): LineEdit {
  const lines = text.split('\n');
  const at = (part: string) => lines.findIndex((line) => line.includes(part));
  switch (number % 5) {
    case 0:
      return { line: at('client_max_body_size'), text: `    client_max_body_size ${number + 1}m;` };
    case 1:
      return { line: at('expires'), text: '        expir' };
    case 2:
      return { line: at('expires'), text: `        expires ${number}d;` };
    case 3:
      return { line: at('proxy_read_timeout 33s'), text: '        proxy_read_timeout 33s' };
    default:
      return { line: at('proxy_read_timeout 33s'), text: `        proxy_read_timeout 33s; # ${number}` };
  }
}

void main(process.argv[2] ?? '');
