import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Answer, type Case, type Json, varyingNames } from './cases';

const here = dirname(fileURLToPath(import.meta.url));

/** The real Django. */
export interface Referee {
  readonly versions: string;
  /** What Python leaves in V, snippet by snippet. */
  run(snippets: readonly string[]): Promise<readonly Json[]>;
  /** One process with exactly this environment, in a copy of the project. */
  ask(one: Case, environment: Readonly<Record<string, string>>): Promise<Answer>;
}

/** The referee, or in words why there is none. Makes its virtual environment where it is missing. */
export function referee(): Referee | { readonly absent: string } {
  const made = spawnSync(process.execPath, [join(here, 'venv.mjs')], { encoding: 'utf8' });
  if (made.status !== 0) return { absent: made.stderr.trim() };
  const python = made.stdout.trim();
  const code = 'import django, platform; print(f"Django {django.__version__}, Python {platform.python_version()}")';
  return {
    versions: execFileSync(python, ['-I', '-c', code], { encoding: 'utf8' }).trim(),
    run: async (snippets) => JSON.parse(await run(python, JSON.stringify({ snippets }))) as readonly Json[],
    ask: (one, environment) => ask(python, one, environment),
  };
}

async function ask(python: string, one: Case, environment: Readonly<Record<string, string>>): Promise<Answer> {
  const folder = mkdtempSync(join(tmpdir(), 'oracle-'));
  try {
    const root = join(folder, 'project');
    cpSync(one.folder, root, { recursive: true });
    const { settings, configuration = null, pythonPath = '' } = one;
    const answer = await run(python, JSON.stringify({ root, pythonPath, settings, configuration, environment }));
    return withoutVarying(JSON.parse(answer) as Answer, varyingNames(one, environment));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function run(python: string, request: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const args = ['-I', '-B', join(here, 'django_answer.py')];
    const child = execFile(python, args, { env: {}, encoding: 'utf8', timeout: 60_000, maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
      if (error) reject(new Error(`django_answer.py: ${stderr.trim().split('\n').at(-1) ?? error.message}`));
      else resolve(stdout);
    });
    child.stdin?.end(request);
  });
}

/** A value that differs from process to process is not worth recording; that it is there is. */
function withoutVarying(answer: Answer, names: ReadonlySet<string>): Answer {
  if ('error' in answer) return answer;
  const settings = Object.entries(answer.settings).map(([name, value]) => [name, names.has(name) ? { $varies: true } : value]);
  return { ...answer, settings: Object.fromEntries(settings) };
}
