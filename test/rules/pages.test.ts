/**
 * The rule pages are tests. In docs/rules/<family>/<name>.md a fence is an example for the rule of the page alone:
 *
 *   ```python bad      the rule must flag it; where lines carry `# error: [family/name]`, exactly those lines with that severity
 *   ```python good     the rule must not flag it
 *   ```python silent   the same, for what the rule cannot know or is not about
 *   ```python fixed    what the first fix of every finding makes of the bad example above it; it must not be flagged again
 *
 * A case is one file, `settings.py` or what stands for the family below, and holds nothing but what the fence says. A `settings.py`
 * beside another file is the production settings. Further files follow it in fences of the same word, in any language, with their path: ```ini bad file=.env
 * The first comment lines of a case may say:
 *
 *   # file: config/settings.py       where the module is, or the configuration of nginx
 *   # env: NAME=text                 a variable that the environment gives; what is not given is unknown
 *   # isolated                       what is not given is not set
 *   # django: 4.2                    the version, instead of 5.2
 *   # nginx: 1.25.3                  the version, where nothing else says it
 *   # profile: development           instead of production
 *   # fix: Set HSTS                  how the title of the fix starts, where it is not the first
 *
 * They are not part of the file.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rules } from '../../server/src/rules/registry.generated';
import { fixed, judge, marked, unmarked, type Workspace } from './support';

const DOCS = join(import.meta.dirname, '../../docs/rules');
const DEFAULT_FILES: Readonly<Record<string, string>> = {
  gunicorn: 'gunicorn.conf.py',
  nginx: 'nginx.conf',
  docker: 'Dockerfile',
  compose: 'compose.yml',
  systemd: 'shop.service',
  env: '.env.production',
  uwsgi: 'uwsgi.ini',
  uvicorn: 'Procfile',
  process: 'Procfile',
  ci: '.github/workflows/ci.yml',
  repo: 'requirements.txt',
};

type Word = 'bad' | 'good' | 'silent' | 'fixed';

interface Example {
  readonly word: Word;
  readonly line: number;
  readonly workspace: Workspace;
  readonly fix: string;
  /** Texts that the fix is to make, by path. */
  readonly fixed: Readonly<Record<string, string>>;
}

describe.each(rules.map((rule) => [rule.meta.id, rule] as const))('%s', (id, rule) => {
  const path = join(DOCS, `${id}.md`);
  const page = existsSync(path) ? readFileSync(path, 'utf8') : '';
  const examples = examplesOf(page, DEFAULT_FILES[id.split('/')[0] ?? ''] ?? 'settings.py');

  it('has a page with a bad and a good example, and shows what its fix does', () => {
    expect(examples.map((example) => example.word)).toEqual(expect.arrayContaining(['bad', 'good']));
    const shown = examples.some((example) => Object.keys(example.fixed).length > 0);
    expect(shown).toBe(rule.meta.fix !== 'none');
  });

  it.each(examples.map((example) => [`${example.word} at line ${example.line}`, example] as const))('%s', async (_, example) => {
    const bare = withoutMarks(example.workspace);
    const judged = await judge(bare, id);
    if (example.word !== 'bad') {
      expect(judged.findings).toEqual([]);
      return;
    }
    expect(judged.findings).not.toEqual([]);
    for (const [file, text] of Object.entries(example.workspace.files)) {
      if (text !== bare.files[file]) expect(marked(file, bare.files[file] ?? '', judged.findings)).toBe(text);
    }
    if (Object.keys(example.fixed).length === 0) return;
    const result = fixed(judged, example.fix);
    expect(result).toEqual(example.fixed);
    expect((await judge({ ...bare, files: { ...bare.files, ...result } }, id)).findings).toEqual([]);
  });
});

function withoutMarks(workspace: Workspace): Workspace {
  return { ...workspace, files: Object.fromEntries(Object.entries(workspace.files).map(([file, text]) => [file, unmarked(text)])) };
}

function examplesOf(page: string, defaultFile: string): readonly Example[] {
  const examples: Example[] = [];
  for (const fence of page.matchAll(/^```\w+ (bad|good|silent|fixed)(?: file=(\S+))?\n([\s\S]*?)^```$/gm)) {
    const [, word, extra, text = ''] = fence;
    const line = page.slice(0, fence.index).split('\n').length;
    const last = examples.at(-1);
    if (!isWord(word)) continue;
    if (word === 'fixed') {
      if (last?.word !== 'bad') throw new Error(`line ${line}: nothing bad stands above this fixed example`);
      const file = extra ?? last.workspace.file ?? defaultFile;
      examples[examples.length - 1] = { ...last, fixed: { ...last.fixed, [file]: text } };
    } else if (extra !== undefined) {
      if (!last || last.word !== word) throw new Error(`line ${line}: this file belongs to no ${word} example`);
      examples[examples.length - 1] = { ...last, workspace: { ...last.workspace, files: { ...last.workspace.files, [extra]: text } } };
    } else {
      examples.push({ word, line, fixed: {}, ...caseOf(text, defaultFile) });
    }
  }
  return examples;
}

function isWord(word: string | undefined): word is Word {
  return word === 'bad' || word === 'good' || word === 'silent' || word === 'fixed';
}

/** A fence's text with its option lines taken off. */
function caseOf(fence: string, defaultFile: string): { readonly workspace: Workspace; readonly fix: string } {
  let file = defaultFile;
  let fix = '';
  const env: Record<string, string> = {};
  const options: { isolated?: boolean; django?: string; nginx?: string; kind?: 'development' | 'test' } = {};
  let text = fence;
  for (;;) {
    const option = /^# (?:(isolated)|(file|env|django|nginx|profile|fix): (.*))\n/.exec(text);
    if (!option) return { workspace: { files: { [file]: text }, file, env, ...options }, fix };
    const [whole, isolated, name, value = ''] = option;
    text = text.slice(whole.length);
    if (isolated) options.isolated = true;
    if (name === 'file') file = value;
    if (name === 'env') env[value.slice(0, value.indexOf('='))] = value.slice(value.indexOf('=') + 1);
    if (name === 'django') options.django = value;
    if (name === 'nginx') options.nginx = value;
    if (name === 'profile') options.kind = value === 'test' ? 'test' : 'development';
    if (name === 'fix') fix = value;
  }
}
