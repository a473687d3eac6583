#!/usr/bin/env node
/**
 * Writes what follows from the rule files, so that nothing has to be listed twice:
 *   server/src/rules/registry.generated.ts   every rule of server/src/rules/<family>/<name>.ts
 *   docs/rules/<family>/<name>.md            the head of each page, from the rule's meta
 *   docs/rules/README.md                     the list of all rules
 * and what follows from the client's sources:
 *   l10n/bundle.l10n.json                    every text that can be translated
 *
 *   node scripts/generate.mjs            write what is stale
 *   node scripts/generate.mjs --check    write nothing; exit 1 when something is stale
 *
 * A page without a head gets one; a rule without a page is an error, because its prose has to be written by hand.
 */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { bundleText } from './l10n.mjs';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
/** Folders beside the families that hold no rules. */
const NO_FAMILY = ['edit', 'nginxLanguage', 'shared'];
/** What the runner reports by itself: no rule looks for it, but it has an id and a page. */
const RUNNER_METAS = { syntaxErrorMeta: './syntaxError', unusedSuppressionMeta: './suppress', reasonlessSuppressionMeta: './suppress' };
const REGISTRY = 'server/src/rules/registry.generated.ts';
const HEAD = ['<!-- head: written by scripts/generate.mjs from the rule -->', '<!-- /head -->'];

const FIXES = {
  safe: 'safe: part of fix-all',
  quick: 'offered; it changes behaviour, so that fix-all leaves it',
  multi: 'offered; it edits several files',
  none: 'none',
};

const check = process.argv.includes('--check');
const problems = [];

update(REGISTRY, registry());
const metas = await loadMetas();
for (const meta of metas) {
  const page = `docs/rules/${meta.id}.md`;
  if (existsSync(join(ROOT, page))) update(page, withHead(read(page), head(meta)));
  else problems.push(`${page}: there is no page for this rule`);
}
update('docs/rules/README.md', index(metas));
update('l10n/bundle.l10n.json', bundleText(ROOT));
for (const problem of problems) console.error(problem);
process.exitCode = problems.length > 0 ? 1 : 0;

function ruleFiles() {
  const rules = join(ROOT, 'server/src/rules');
  const families = readdirSync(rules, { withFileTypes: true }).filter((entry) => entry.isDirectory() && !NO_FAMILY.includes(entry.name));
  const names = families.map((entry) => entry.name).sort();
  return names.flatMap((family) =>
    readdirSync(join(rules, family))
      .filter((name) => name.endsWith('.ts'))
      .sort()
      .map((name) => `${family}/${name.slice(0, -3)}`),
  );
}

function registry() {
  const files = ruleFiles();
  const imports = files.map((id) => `import { rule as ${identifier(id)} } from './${id}';`);
  return [
    '/** Written by scripts/generate.mjs from the rule files. */',
    ...imports,
    "import type { Rule } from './rule';",
    '',
    '/** Every rule, sorted by id. */',
    'export const rules: readonly Rule[] = [',
    ...files.map((id) => `  ${identifier(id)},`),
    '];',
    '',
  ].join('\n');
}

function identifier(id) {
  return id.replace(/[-/](\w)/g, (_, letter) => letter.toUpperCase());
}

/** What the rules say of themselves, sorted by id: read by running them, not by a pattern in their source. */
async function loadMetas() {
  const folder = mkdtempSync(join(tmpdir(), 'preflight-generate-'));
  try {
    const outfile = join(folder, 'rules.mjs');
    const entry = [
      ...ruleFiles().map((id) => `export { rule as ${identifier(id)} } from './${id}';`),
      ...Object.entries(RUNNER_METAS).map(([name, module]) => `export { ${name} } from '${module}';`),
    ];
    await build({
      stdin: { contents: entry.join('\n'), resolveDir: join(ROOT, 'server/src/rules'), loader: 'ts' },
      bundle: true,
      platform: 'node',
      format: 'esm',
      outfile,
      logLevel: 'error',
    });
    const loaded = await import(pathToFileURL(outfile).href);
    const metas = ruleFiles().map((id) => {
      const { meta } = loaded[identifier(id)];
      if (meta.id !== id) problems.push(`server/src/rules/${id}.ts: its id is ${meta.id}`);
      return meta;
    });
    return [...metas, ...Object.keys(RUNNER_METAS).map((name) => loaded[name])].sort((a, b) => (a.id < b.id ? -1 : 1));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function index(metas) {
  const families = [...new Set(metas.map((meta) => meta.id.split('/')[0]))];
  return [
    '<!-- written by scripts/generate.mjs from the rules -->',
    '# Rules',
    '',
    'Every rule with its default severity and its fix: *safe* ones are part of fix-all, the others are offered.',
    'A rule speaks only of what it can prove; what it cannot decide stands on the checklist, with the reason.',
    ...families.flatMap((family) => [
      '',
      `## ${family}`,
      '',
      '| Rule | Severity | Fix | |',
      '| --- | --- | --- | --- |',
      ...metas
        .filter((meta) => meta.id.startsWith(`${family}/`))
        .map((meta) => `| [${meta.id}](${meta.id}.md) | ${meta.severity} | ${meta.fix} | ${meta.summary} |`),
    ]),
    '',
  ].join('\n');
}

function head(meta) {
  const rows = [
    ['Rule', `\`${meta.id}\``],
    ['Severity', meta.severity],
    ['Judged for', meta.scope === 'production' ? 'production profiles' : 'every profile'],
    ['Fix', FIXES[meta.fix]],
    ...(meta.settings.length > 0 && meta.settings.length <= 8 ? [['Reads', meta.settings.map((name) => `\`${name}\``).join(', ')]] : []),
    ...(meta.references.length > 0 ? [['Also known as', meta.references.map(reference).join(', ')]] : []),
  ];
  return [`# ${meta.title}`, '', '| | |', '| --- | --- |', ...rows.map(([name, text]) => `| ${name} | ${text} |`), '', meta.summary].join(
    '\n',
  );
}

function reference(id) {
  const weakness = /^CWE-(\d+)$/.exec(id);
  if (weakness) return `[${id}](https://cwe.mitre.org/data/definitions/${weakness[1]}.html)`;
  return /^[a-z\d_]+\.[EW]\d+$/.test(id) ? `[${id}](https://docs.djangoproject.com/en/stable/ref/checks/)` : `\`${id}\``;
}

function withHead(page, text) {
  const block = `${HEAD[0]}\n${text}\n${HEAD[1]}\n`;
  const [start, end] = HEAD.map((marker) => page.indexOf(marker));
  if (start < 0 || end < 0) return `${block}\n${page.trimStart()}`;
  return page.slice(0, start) + block + page.slice(end + HEAD[1].length).replace(/^\n/, '');
}

function update(path, text) {
  if (existsSync(join(ROOT, path)) && read(path) === text) return;
  if (check) problems.push(`${path}: stale; run node scripts/generate.mjs`);
  else writeFileSync(join(ROOT, path), text);
}

function read(path) {
  return readFileSync(join(ROOT, path), 'utf8');
}
