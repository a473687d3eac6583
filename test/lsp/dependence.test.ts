import { expect, it } from 'vitest';
import { MemoryFiles } from '../../server/src/host/files';
import { createFolder } from '../../server/src/lsp/folder';
import { nginx } from '../support/nginx';
import { pythonText } from '../support/project';
import { GOOD, goodBut, PRODUCTION, project } from './projects';

const VIEWS = 'app/views.py';
const BAD = goodBut('X_FRAME_OPTIONS = "DENY"', 'X_FRAME_OPTIONS = "SAMEORIGIN"');

/** A folder in memory; `parsed` grows with every text that is parsed. */
function folder(production = GOOD) {
  return folderOf(project(production, { [VIEWS]: 'from django.conf import settings\n' }));
}

async function folderOf(tree: Readonly<Record<string, string>>) {
  const parse = await pythonText();
  const parsed: string[] = [];
  const files = new MemoryFiles(new Map(Object.entries(tree)));
  const created = createFolder({
    uri: 'file:///project',
    name: 'project',
    disk: { files, forget: () => undefined },
    parsePython(text) {
      parsed.push(text);
      return parse(text);
    },
    parseNginx: await nginx(),
    log(message) {
      throw new Error(message);
    },
  });
  const rules = () => created.analysis()?.result.findings.map(({ rule }) => rule);
  return { created, parsed, rules };
}

it('an edit parses the edited file and no other', async () => {
  const { created, parsed, rules } = await folder();
  expect(rules()).toEqual([]);
  const before = parsed.length;
  created.setDocument(PRODUCTION, BAD);
  expect(rules()).toEqual(['django/x-frame-options-not-deny']);
  expect(parsed.slice(before)).toEqual([BAD]);
});

it('an edit of a file that no finding depends on keeps the findings, and is still seen by the rest', async () => {
  const { created, rules } = await folder(BAD);
  expect(rules()).toHaveLength(1);
  const findings = created.analysis()?.result.findings;
  created.setDocument(VIEWS, 'settings.DEBUG\n');
  expect(created.analysis()?.result.findings).toBe(findings);
  expect(created.analysis()?.project.source(VIEWS)?.text).toBe('settings.DEBUG\n');
  created.setDocument(PRODUCTION, GOOD);
  expect(rules()).toEqual([]);
});

it('an edit of a file that decides about a finding is judged: what reads a setting makes it no slip of the pen', async () => {
  const { created, rules } = await folder(`${GOOD}SECURE_REFERER_POLICY = "same-origin"\n`);
  expect(rules()).toEqual(['django/setting-misspelt']);
  created.setDocument(VIEWS, 'from django.conf import settings\nprint(settings.SECURE_REFERER_POLICY)\n');
  expect(rules()).toEqual([]);
});

it('opening a saved document, and the same text again, change nothing', async () => {
  const { created } = await folder(BAD);
  const before = created.analysis();
  created.setDocument(PRODUCTION, BAD);
  created.setDocument(PRODUCTION, BAD);
  expect(created.analysis()).toBe(before);
  created.setDocument(PRODUCTION, undefined);
  expect(created.analysis()).toBe(before);
});

it('the environment files that the configuration names are given to the settings, as on the command line', async () => {
  const files = project(goodBut('DEBUG = False', 'DEBUG = os.environ.get("DEBUG") == "1"'), {
    'django-preflight.toml': 'env-files = [".env", "missing.env"]\n',
    '.env': 'DEBUG=0\n',
  });
  const { created, rules } = await folderOf(files);
  expect(rules()).toEqual([]);
  created.setDocument('.env', 'DEBUG=1\n');
  expect(rules()).toEqual(['django/debug-enabled']);
  created.setDocument('.env', undefined);
  expect(rules()).toEqual([]);
});
