import { type ChildProcess, spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export type Environment = Readonly<Record<string, string>>;

/** A value of Python, tagged with its type. */
export type Plain =
  | { readonly none: true }
  | { readonly bool: boolean }
  | { readonly int: string }
  | { readonly float: string }
  | { readonly str: string }
  | { readonly bytes: string }
  | { readonly path: string }
  | { readonly list: readonly Plain[] }
  | { readonly tuple: readonly Plain[] }
  | { readonly set: readonly Plain[] }
  | { readonly frozenset: readonly Plain[] }
  | { readonly dict: readonly (readonly [Plain, Plain])[] }
  | { readonly opaque: string };

/** What one import leaves in upper-case names, or how it fails. */
export type PythonAnswer = { readonly names: Readonly<Record<string, Plain>> } | { readonly error: string };

/** One Python process that answers for many modules, in order. */
export interface Answers {
  ask(files: ReadonlyMap<string, string>, environments: readonly Environment[]): Promise<readonly PythonAnswer[]>;
  end(): void;
}

export function startAnswers(python: string): Answers {
  const script = join(dirname(fileURLToPath(import.meta.url)), 'python_answers.py');
  const child: ChildProcess = spawn(python, ['-I', '-B', script], { env: {}, stdio: ['pipe', 'pipe', 'pipe'] });
  const waiting: { resolve(answer: readonly PythonAnswer[]): void; reject(error: Error): void }[] = [];
  let said = '';
  child.stderr?.on('data', (data) => {
    said = `${said}${data}`.slice(-2000);
  });
  child.on('close', () => {
    for (const one of waiting.splice(0)) one.reject(new Error(`python_answers.py ended: ${said.trim().split('\n').at(-1)}`));
  });
  if (child.stdout) createInterface({ input: child.stdout }).on('line', (line) => waiting.shift()?.resolve(JSON.parse(line)));
  return {
    ask: (files, environments) =>
      new Promise((resolve, reject) => {
        waiting.push({ resolve, reject });
        child.stdin?.write(`${JSON.stringify({ files: Object.fromEntries(files), module: 'conf.settings', environments })}\n`);
      }),
    end: () => void child.stdin?.end(),
  };
}
