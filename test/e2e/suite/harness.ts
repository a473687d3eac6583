/** What the suites in the extension host share. Only VS Code's API: the same code runs in a desktop window and in a served one. */
import * as vscode from 'vscode';

export interface Test {
  /** A sentence that says what holds. */
  readonly name: string;
  run(): Promise<void>;
}

export interface TestResult {
  readonly name: string;
  readonly passed: boolean;
  readonly message?: string;
}

const waitMs = 20_000;
const testMs = 60_000;

/**
 * Runs the tests one after the other and writes their results beside the workspace folder, where the runner reads them: after every
 * test anew, so that a test which takes the extension host down with it does not hide the others.
 * Throws when one failed: the extension host then ends with an error.
 */
export async function runTests(tests: readonly Test[]): Promise<void> {
  const results: TestResult[] = tests.map(({ name }) => ({ name, passed: false, message: 'did not run' }));
  await writeResults(results);
  for (const [at, test] of tests.entries()) {
    results[at] = await resultOf(test);
    await writeResults(results);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  }
  const failed = results.filter((result) => !result.passed);
  if (failed.length > 0) throw new Error(failed.map((result) => `${result.name}: ${result.message}`).join('\n'));
}

async function writeResults(results: readonly TestResult[]): Promise<void> {
  await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(root(), '..', 'results.json'), new TextEncoder().encode(JSON.stringify(results)));
}

async function resultOf(test: Test): Promise<TestResult> {
  const deadline = timeLimit(testMs, `not done after ${testMs / 1000} s`);
  try {
    await Promise.race([test.run(), deadline.passed]);
    return { name: test.name, passed: true };
  } catch (error) {
    return { name: test.name, passed: false, message: error instanceof Error ? error.message : String(error) };
  } finally {
    deadline.stop();
  }
}

/** The folder that the window shows, the first where it shows several. */
export function root(): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (!folder) throw new Error('the window shows no folder');
  return folder.uri;
}

/** Opens a file of the workspace in an editor. */
export async function open(relative: string, folder = root()): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder, relative));
  await vscode.window.showTextDocument(document);
  return document;
}

/** What the disk has. */
export async function readFile(relative: string, folder = root()): Promise<string> {
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder, relative)));
}

export async function writeFile(relative: string, text: string, folder = root()): Promise<void> {
  await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(folder, relative), new TextEncoder().encode(text));
}

/** Looks at once and after every event, until `look` has an answer. Rejects, naming `what`, when none came in time. */
export async function until<T>(what: string, event: vscode.Event<unknown>, look: () => T | undefined): Promise<T> {
  const deadline = timeLimit(waitMs, `waited ${waitMs / 1000} s for ${what}`);
  let listener: vscode.Disposable | undefined;
  const seen = new Promise<T>((resolve, reject) => {
    const check = () => {
      try {
        const found = look();
        if (found !== undefined) resolve(found);
      } catch (error) {
        reject(error);
      }
    };
    listener = event(check);
    check();
  });
  try {
    return await Promise.race([seen, deadline.passed]);
  } finally {
    listener?.dispose();
    deadline.stop();
  }
}

/** As `until`, for what has to be asked for and of which no event tells: asks again as soon as there was an answer. */
export async function eventually<T>(what: string, ask: () => PromiseLike<T | undefined>): Promise<T> {
  const deadline = timeLimit(waitMs, `waited ${waitMs / 1000} s for ${what}`);
  let isOver = false;
  const asking = async (): Promise<T> => {
    for (;;) {
      const found = await ask();
      if (found !== undefined) return found;
      if (isOver) throw new Error('nobody waits any more');
    }
  };
  try {
    return await Promise.race([asking(), deadline.passed]);
  } finally {
    isOver = true;
    deadline.stop();
  }
}

/** For what VS Code tells nobody: that an extension has started, that a process has ended. */
export const everyQuarterSecond: vscode.Event<unknown> = (listener) => {
  const timer = setInterval(listener, 250);
  return new vscode.Disposable(() => clearInterval(timer));
};

function timeLimit(milliseconds: number, message: string): { readonly passed: Promise<never>; stop(): void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const passed = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(message)), milliseconds);
  });
  passed.catch(() => undefined);
  return { passed, stop: () => clearTimeout(timer) };
}

export function equal(actual: unknown, expected: unknown, what: string): void {
  const [found, wanted] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (found !== wanted) throw new Error(`${what}: got ${found}, wanted ${wanted}`);
}

export function contains(text: string, part: string, what: string): void {
  if (!text.includes(part)) throw new Error(`${what} lacks ${JSON.stringify(part)}: ${JSON.stringify(text)}`);
}

export function lacks(text: string, part: string, what: string): void {
  if (text.includes(part)) throw new Error(`${what} has ${JSON.stringify(part)}: ${JSON.stringify(text)}`);
}

/** Fails unless there is a value, and gives it with its type. */
export function present<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`there is no ${what}`);
  return value;
}
