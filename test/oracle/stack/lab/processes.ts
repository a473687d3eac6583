import { type ChildProcess, spawn } from 'node:child_process';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** A program that runs, or ran, with everything that it wrote. */
export interface Program {
  readonly name: string;
  said(): string;
  /** Undefined while it runs. */
  code(): number | undefined;
}

export interface Start {
  readonly name: string;
  readonly words: readonly string[];
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Whom it runs as; only root can say. */
  readonly user?: number | undefined;
}

const DEADLINE = 40_000;
const LOOK_AGAIN = 20;

/** Programs that end together. Each leads a process group, so that its workers end with it. */
export class Programs {
  readonly #children = new Map<ChildProcess, Program>();

  start({ name, words, folder, environment, user }: Start): Program {
    const [file = '', ...args] = words;
    const child = spawn(file, args, {
      cwd: folder,
      env: { ...environment },
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(user !== undefined && { uid: user, gid: user }),
    });
    let said = '';
    let code: number | undefined;
    const hear = (data: Buffer) => {
      said += data;
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.on('error', (error) => {
      said += error.message;
      code = 127;
    });
    child.on('exit', (status) => {
      code = status ?? -1;
    });
    const program = { name, said: () => said, code: () => code };
    this.#children.set(child, program);
    return program;
  }

  /** Runs to its end; its exit code. */
  async run(start: Start): Promise<Program> {
    const program = this.start(start);
    await until(() => program.code() !== undefined, `${start.name} to end`);
    return program;
  }

  /** What all of them wrote, for the message of a failure. */
  said(): string {
    return [...this.#children.values()].map((one) => `--- ${one.name} (${one.code() ?? 'runs'})\n${one.said()}`).join('\n');
  }

  async end(): Promise<void> {
    for (const { pid } of this.#children.keys()) kill(pid);
    const ended = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null || child.pid === undefined;
    await until(() => [...this.#children.keys()].every(ended), 'the programs to end');
  }

  /** The same at once, for the end of this process. */
  kill(): void {
    for (const { pid } of this.#children.keys()) kill(pid);
  }
}

function kill(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended, and so has everybody in its group.
  }
}

/** Waits for something to be true. Throws an Error after the deadline. */
export async function until(isTrue: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const end = performance.now() + DEADLINE;
  while (!(await isTrue())) {
    if (performance.now() > end) throw new Error(`waited too long for ${what}`);
    await pause(LOOK_AGAIN);
  }
}

/** Whether somebody listens. */
export function connects(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, host);
    socket.on('connect', () => resolve(true)).on('error', () => resolve(false));
    socket.on('connect', () => socket.destroy());
  });
}
