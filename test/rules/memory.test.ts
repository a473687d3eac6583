import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MemoryFiles } from '../../server/src/host/files';
import { forgetListing, type ProjectCache, projectCache } from '../../server/src/project/cache';
import { openProject } from '../../server/src/project/open';
import type { Project } from '../../server/src/project/project';
import type { RuleMemory } from '../../server/src/rules/memory';
import { rules } from '../../server/src/rules/registry.generated';
import type { Rule } from '../../server/src/rules/rule';
import { runRules } from '../../server/src/rules/run';
import { parsePython } from '../../server/src/syntax/python/parse';
import { serviceFiles } from '../bench/stackProject';
import { nginx } from '../support/nginx';
import { python } from '../support/python';
import { randomFrom } from './nginx/editing';

// A rule is asked again about what may have changed for it, and about nothing else (docs/adr/0021-asked-again.md): that must never show.

type Texts = ReadonlyMap<string, string>;

const SEEDS = 4;
const EDITS = 12;
const [parser, parseNginx] = [await python(), await nginx()];

function opened(texts: Texts, cache: ProjectCache): Project {
  return openProject(new MemoryFiles(texts), {
    parsePython: (text) => parsePython(parser, text),
    parseNginx,
    cache,
    randomBytes: (count) => new Uint8Array(count),
  });
}

/** All that rules say of a project, with what their fixes would do. */
function told(project: Project, memory?: RuleMemory): unknown {
  const { findings, judgements } = runRules(project, rules, {
    ...(memory && { memory }),
    log: (rule, error) => {
      throw new Error(`${rule} failed`, { cause: error });
    },
  });
  const withEdits = findings.map((finding) => ({
    ...finding,
    fixes: finding.fixes.map(({ title, safe, edit }) => ({ title, safe, edits: edit() })),
  }));
  return { findings: withEdits, judgements };
}

/** The files of an example, and one of the services that the bench is made of. */
function workspace(): Texts {
  const example = join(import.meta.dirname, '../../examples/faulty');
  const files = readdirSync(example, { recursive: true, encoding: 'utf8' }).filter((path) => statSync(join(example, path)).isFile());
  return new Map([
    ...files.map((path) => [`first/${path}`, readFileSync(join(example, path), 'utf8')] as const),
    ...Object.entries(serviceFiles(1)).map(([path, text]) => [`second/${path}`, text] as const),
  ]);
}

describe('what rules say after an edit', () => {
  it.each(Array.from({ length: SEEDS }, (_, seed) => [seed + 1]))(
    'is what they say of the same files without a memory (%i)',
    (seed) => {
      const random = randomFrom(seed);
      const [cache, memory]: [ProjectCache, RuleMemory] = [projectCache(), new Map()];
      let texts = workspace();
      told(opened(texts, cache), memory);
      for (let count = 0; count < EDITS; count++) {
        const before = texts;
        texts = edited(texts, random);
        if (before.size !== texts.size) forgetListing(cache);
        expect(told(opened(texts, cache), memory)).toEqual(told(opened(texts, projectCache())));
      }
    },
    60_000,
  );

  it('is not asked again of a rule that cannot say anything else', () => {
    const [cache, memory]: [ProjectCache, RuleMemory] = [projectCache(), new Map()];
    const texts = new Map([...workspace(), ['second/.env.production', 'SECRET_KEY=Zx81kq0VbW73mTr5yLp2\n']]);
    const asked: string[] = [];
    const watchedCheck = (rule: Rule) => (context: never) => {
      asked.push(rule.meta.id);
      rule.check(context);
    };
    const watched = rules.map((rule) => ({ ...rule, check: watchedCheck(rule) }));
    const run = () => void runRules(opened(texts, cache), watched, { memory });
    run();
    const count = (id: string) => asked.filter((one) => one === id).length;
    expect([count('django/debug-enabled'), count('systemd/root') > 0, count('repo/env-in-image')]).toEqual([2, true, 2]);
    asked.length = 0;
    texts.set('second/.dockerignore', '.git\n');
    run();
    expect([count('django/debug-enabled'), count('systemd/root'), count('repo/env-in-image')]).toEqual([0, 0, 2]);
    asked.length = 0;
    run();
    expect(asked.filter((id) => !/^(nginx|gunicorn)\//.test(id))).toEqual([]);
  });
});

/** One line of one file is taken away, written twice, or swapped with a line of it; or a file comes or goes. */
function edited(texts: Texts, random: () => number): Texts {
  const paths = [...texts.keys()].filter((path) => !/\.(html|css|svg|md|sqlite3)$/.test(path));
  const path = paths[Math.floor(random() * paths.length)] ?? '';
  const changed = new Map(texts);
  if (random() < 0.1) {
    changed.delete(path);
    return changed;
  }
  const lines = (texts.get(path) ?? '').split('\n');
  const [one, other] = [Math.floor(random() * lines.length), Math.floor(random() * lines.length)];
  const choice = Math.floor(random() * 3);
  if (choice === 0) lines.splice(one, 1);
  else if (choice === 1) lines.splice(one, 0, lines[one] ?? '');
  else [lines[one], lines[other]] = [lines[other] ?? '', lines[one] ?? ''];
  changed.set(path, lines.join('\n'));
  return changed;
}
