import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { type Answer, type Case, type Json, varyingNames } from './cases';

const here = dirname(fileURLToPath(import.meta.url));

/** The real Django: one process, which forks for every question. */
export interface Referee {
  readonly versions: string;
  /** What Python leaves in V, snippet by snippet. */
  run(snippets: readonly string[]): Promise<readonly Json[]>;
  /** What a process with exactly this environment sees, in a copy of the project. */
  ask(one: Case, environment: Readonly<Record<string, string>>): Promise<Answer>;
  end(): void;
}

/** The referee, or in words why there is none. Makes its virtual environment where it is missing. */
export function referee(): Referee | { readonly absent: string } {
  const made = spawnSync(process.execPath, [join(here, 'venv.mjs')], { encoding: 'utf8' });
  if (made.status !== 0) return { absent: made.stderr.trim() };
  const python = made.stdout.trim();
  const code = 'import django, platform; print(f"Django {django.__version__}, Python {platform.python_version()}")';
  const lines = startLines(python);
  return {
    versions: execFileSync(python, ['-I', '-c', code], { encoding: 'utf8' }).trim(),
    run: async (snippets) => JSON.parse(await lines.ask(JSON.stringify({ snippets }))) as readonly Json[],
    ask: (one, environment) => ask(lines, one, environment),
    end: lines.end,
  };
}

async function ask(lines: Lines, one: Case, environment: Readonly<Record<string, string>>): Promise<Answer> {
  const folder = mkdtempSync(join(tmpdir(), 'oracle-'));
  try {
    const root = join(folder, 'project');
    cpSync(one.folder, root, { recursive: true });
    const { settings, configuration = null, pythonPath = '' } = one;
    const answer = await lines.ask(JSON.stringify({ root, pythonPath, settings, configuration, environment }));
    return withoutVarying(JSON.parse(answer) as Answer, varyingNames(one, environment));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A process that answers a line with a line, in order. */
interface Lines {
  ask(request: string): Promise<string>;
  end(): void;
}

function startLines(python: string): Lines {
  const child = spawn(python, ['-I', '-B', join(here, 'django_answer.py')], { env: {}, stdio: ['pipe', 'pipe', 'pipe'] });
  const waiting: { resolve(answer: string): void; reject(error: Error): void }[] = [];
  let said = '';
  child.stderr.on('data', (data) => {
    said = `${said}${data}`.slice(-2000);
  });
  child.on('close', () => {
    for (const one of waiting.splice(0)) one.reject(new Error(`django_answer.py ended: ${said.trim()}`));
  });
  createInterface({ input: child.stdout }).on('line', (line) => waiting.shift()?.resolve(line));
  return {
    ask: (request) =>
      new Promise((resolve, reject) => {
        waiting.push({ resolve, reject });
        child.stdin.write(`${request}\n`);
      }),
    end: () => void child.stdin.end(),
  };
}

/** A value that differs from process to process is not worth recording; that it is there is. */
function withoutVarying(answer: Answer, names: ReadonlySet<string>): Answer {
  if ('error' in answer) return answer;
  const settings = Object.entries(answer.settings).map(([name, value]) => [name, names.has(name) ? { $varies: true } : value]);
  return { ...answer, settings: Object.fromEntries(settings) };
}
