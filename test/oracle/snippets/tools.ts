import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pythonWith } from '../venv.mjs';

/** What a program said of some files: everything that it wrote, and how it ended. */
export interface Said {
  readonly status: number;
  readonly text: string;
}

/** The real programs that judge snippets. */
export interface Tools {
  /** The python that has Django 5.2 and the packages that settings name. */
  readonly python: string;
  /** The python that has the newest Django, and where the packages of the other one are; in words why there is none. */
  readonly newest: { readonly python: string; readonly packages: string } | { readonly absent: string };
  /** Runs a program that pip installed, in a folder that holds these files. */
  run(
    program: string,
    args: readonly string[],
    files: Readonly<Record<string, string>>,
    environment?: Readonly<Record<string, string>>,
  ): Said;
}

/** Makes the virtual environments where they are missing. Undefined after a line that says why; an Error where referees are required. */
export function toolsOrSkip(): Tools | undefined {
  try {
    return tools();
  } catch (error) {
    if (process.env.PREFLIGHT_REFEREES === 'required') throw error;
    console.warn(`SKIPPED: no referees of snippets (${error instanceof Error ? error.message : String(error)})`);
    return undefined;
  }
}

/** Whether a program is on this machine; an Error where referees are required and it is not. */
export function isThere(program: string, debianPackage: string): boolean {
  if (spawnSync(program, ['--version']).error === undefined) return true;
  const reason = `${program} is not installed (apt-get install ${debianPackage})`;
  if (process.env.PREFLIGHT_REFEREES === 'required') throw new Error(reason);
  console.warn(`SKIPPED: ${reason}`);
  return false;
}

/** Runs a program of the machine in a folder of its own that holds these files. */
export function runWith(
  program: string,
  args: readonly string[],
  files: Readonly<Record<string, string>>,
  environment: Readonly<Record<string, string>> = {},
): Said {
  const folder = mkdtempSync(join(tmpdir(), 'snippets-'));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const env = { PATH: process.env.PATH, HOME: folder, XDG_RUNTIME_DIR: folder, ...environment };
    const { status, stdout, stderr, error } = spawnSync(program, args, { cwd: folder, env, encoding: 'utf8', timeout: 60_000 });
    if (error) throw error;
    return { status: status ?? -1, text: `${stdout}${stderr}`.trim().replaceAll(`${folder}/`, '') };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Below node_modules, seen from .cache: vsce looks at every file that lies anywhere else, and these are many. */
const BESIDE_PACKAGES = '../node_modules/.cache';

function tools(): Tools {
  const interpreter = newPython();
  const python = pythonWith(`${BESIDE_PACKAGES}/snippets-venv`, join(import.meta.dirname, 'requirements.txt'), interpreter);
  return {
    python,
    newest: newest(python, interpreter),
    run: (program, args, files, environment) => runWith(join(dirname(python), program), args, files, environment),
  };
}

function newest(python: string, interpreter: string | undefined): Tools['newest'] {
  const absent = 'the newest Django wants Python 3.12 or newer';
  if (interpreter === undefined && process.env.PREFLIGHT_REFEREES === 'required') throw new Error(absent);
  if (interpreter === undefined) return { absent };
  const code = 'import sysconfig; print(sysconfig.get_path("purelib"))';
  return {
    python: pythonWith(`${BESIDE_PACKAGES}/snippets-newest-venv`, join(import.meta.dirname, 'newest.txt'), interpreter),
    packages: spawnSync(python, ['-c', code], { encoding: 'utf8' }).stdout.trim(),
  };
}

/** A Python that the newest Django runs on: on the path, or one that pyenv keeps. */
function newPython(): string | undefined {
  const kept = join(homedir(), '.pyenv', 'versions');
  const versions = existsSync(kept) ? readdirSync(kept).sort() : [];
  const candidates = ['python3', 'python3.12', 'python3.13', ...versions.map((version) => join(kept, version, 'bin', 'python3'))];
  const code = 'import sys, venv, ensurepip; sys.exit(not (3, 12) <= sys.version_info < (3, 15))';
  return candidates.find((candidate) => spawnSync(candidate, ['-c', code]).status === 0);
}
