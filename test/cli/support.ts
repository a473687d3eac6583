import { mkdirSync, mkdtempSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Io } from '../../server/src/cli/io';
import { run } from '../../server/src/cli/run';
import { diskFiles } from '../../server/src/node/files';
import { type Rule, settingsRule } from '../../server/src/rules/rule';
import { nginx } from '../support/nginx';
import { pythonText } from '../support/project';

/** What one call of the command gave. */
export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** A folder on the disk with these files; contents as text or bytes. */
export function folder(files: Readonly<Record<string, string | Uint8Array>>): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'preflight-cli-')));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  return root;
}

/** Runs the command in this process. The clock goes 5 ms further with every look. */
export async function preflight(args: readonly string[], options: Partial<Io> = {}): Promise<Outcome> {
  let [out, err, clock] = ['', '', 0];
  const code = await run(args, {
    version: '1.2.3',
    cwd: tmpdir(),
    colors: false,
    rules: RULES,
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    now: () => {
      clock += 5;
      return clock;
    },
    files: diskFiles,
    parsers: async () => ({ parsePython: await pythonText(), parseNginx: await nginx() }),
    serve: async () => {
      throw new Error('not in this test');
    },
    ...options,
  });
  return { code, out, err };
}

/** Two rules that the tests understand at a glance: DEBUG on (safe fix), SECRET_KEY short (its fix changes behaviour). */
export const RULES: readonly Rule[] = [
  settingsRule({
    meta: {
      id: 'django/debug-on',
      title: 'Debug on',
      category: 'debug and secrets',
      severity: 'error',
      scope: 'production',
      fix: 'safe',
      references: ['security.W018'],
      summary: 'DEBUG is on.',
      settings: ['DEBUG'],
    },
    messages: { on: 'DEBUG is on.\nEverybody sees the source.\nSet it to False.' },
    check(context) {
      const last = context.setting('DEBUG')?.assignments.at(-1);
      const value = context.value('DEBUG');
      if (!last || value.kind !== 'bool' || !value.value) return;
      const edit = () => [{ file: last.place.file, edits: [{ span: last.valueSpan, newText: 'False' }] }];
      context.report({ message: 'on', place: last.place, fixes: [{ title: 'Set DEBUG to False', safe: true, edit }] });
    },
  }),
  settingsRule({
    meta: {
      id: 'django/key-short',
      title: 'Key short',
      category: 'debug and secrets',
      severity: 'warning',
      scope: 'production',
      fix: 'quick',
      references: [],
      summary: 'SECRET_KEY is short.',
      settings: ['SECRET_KEY'],
    },
    messages: { short: 'SECRET_KEY is short.' },
    check(context) {
      const last = context.setting('SECRET_KEY')?.assignments.at(-1);
      const value = context.value('SECRET_KEY');
      if (!last || value.kind !== 'str' || value.value.length > 20) return;
      const edit = () => [{ file: last.place.file, edits: [{ span: last.valueSpan, newText: `"${'n'.repeat(30)}"` }] }];
      context.report({ message: 'short', place: last.place, fixes: [{ title: 'Make a new key', safe: false, edit }] });
    },
  }),
];

/** A project whose settings break both rules. */
export const FAULTY = {
  'manage.py': 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")\n',
  'shop/wsgi.py': 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")\n',
  'shop/settings.py': 'SECRET_KEY = "hunter2"\nDEBUG = True\nINSTALLED_APPS = []\nROOT_URLCONF = "shop.urls"\n',
};

/** The same without a fault. */
export const SOUND = {
  ...FAULTY,
  'shop/settings.py': `SECRET_KEY = "${'k'.repeat(40)}"\nDEBUG = False\nINSTALLED_APPS = []\nROOT_URLCONF = "shop.urls"\n`,
};
