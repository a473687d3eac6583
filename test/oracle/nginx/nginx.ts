import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { MAIN, sandboxFiles } from './cases';

/** What `nginx -t` says of a configuration: undefined where it accepts it. */
export interface Rejection {
  readonly message: string;
  /** Relative to the prefix; undefined where nginx names none. */
  readonly file: string | undefined;
  /** From 1: the line that nginx had read to. */
  readonly line: number | undefined;
}

export type Verdict = Rejection | 'accepted';

/** A real nginx. */
export interface Nginx {
  readonly version: string;
  /** The options that it was configured with. */
  readonly configure: string;
  /** The verdicts on some configurations, in their order, several processes at a time. */
  test(configurations: readonly ReadonlyMap<string, string>[]): Promise<readonly Verdict[]>;
  end(): void;
}

/** As many as there are cores to be had on a small machine. */
const PROCESSES = 2;
/** Debian builds these two apart from nginx. */
const DYNAMIC = ['ngx_stream_module.so', 'ngx_mail_module.so'];

/**
 * Where Debian's nginx lies; undefined where it is not installed. The folders that it wants for temporary files are there then: its
 * first start as root makes them for its user.
 */
export function debianPath(): string | undefined {
  const path = ['/usr/sbin/nginx', '/usr/bin/nginx', '/usr/local/sbin/nginx'].find((one) => existsSync(one));
  if (path !== undefined && process.getuid?.() === 0) spawnSync(path, ['-t']);
  return path;
}

/** Debian's nginx, or in words why there is none. */
export function debianNginx(): Nginx | { readonly absent: string } {
  const path = debianPath();
  return path === undefined ? { absent: 'nginx is not installed (apt-get install nginx)' } : openNginx(path);
}

/** The newer nginx, built where it is missing, or in words why there is none. */
export function newerNginx(): Nginx | { readonly absent: string } {
  return installed('install-newer.mjs');
}

/** The newest nginx, fetched where it is missing, or in words why there is none. */
export function newestNginx(): Nginx | { readonly absent: string } {
  return installed('install-newest.mjs');
}

function installed(script: string): Nginx | { readonly absent: string } {
  const made = spawnSync(process.execPath, [join(import.meta.dirname, script)], { encoding: 'utf8' });
  return made.status === 0 ? openNginx(made.stdout.trim()) : { absent: made.stderr.trim() };
}

/** The opened referee; undefined after a line that says why there is none; an Error where referees are required. */
export function openOrSkip(name: string, open: () => Nginx | { readonly absent: string }): Nginx | undefined {
  const found = open();
  if (!('absent' in found)) return found;
  if (process.env.PREFLIGHT_REFEREES === 'required') throw new Error(`${name} is required: ${found.absent}`);
  console.warn(`SKIPPED: no ${name} (${found.absent})`);
  return undefined;
}

/** Takes the binary into a sandbox of its own, where nginx may neither write nor own anything else. */
function openNginx(path: string): Nginx | { readonly absent: string } {
  const said = spawnSync(path, ['-V'], { encoding: 'utf8' }).stderr ?? '';
  const version = /nginx version: nginx\/(\S+)/.exec(said)?.[1];
  if (version === undefined) return { absent: `${path} -V says: ${said}` };
  const modules = /--modules-path=(\S+)/.exec(said)?.[1];
  const dynamic = DYNAMIC.map((name) => join(modules ?? '', name)).filter((one) => modules !== undefined && existsSync(one));
  if (/--with-stream=dynamic/.test(said) && dynamic.length < DYNAMIC.length) {
    return { absent: `${path} lacks its modules (apt-get install libnginx-mod-stream libnginx-mod-mail)` };
  }
  const root = mkdtempSync(join(tmpdir(), 'nginx-referee-'));
  chmodSync(root, 0o755);
  const binary = join(root, 'nginx');
  copyFileSync(path, binary);
  const load = dynamic.map((one) => `load_module ${one};`).join(' ');
  const owner = ownerOfSandbox();
  const folders = Array.from({ length: PROCESSES }, (_, index) => madeFolder(join(root, `${index}`), owner));
  return {
    version,
    configure: /configure arguments: (.*)/.exec(said)?.[1] ?? '',
    test: (configurations) => testAll({ binary, load, owner }, folders, configurations),
    end: () => rmSync(root, { recursive: true, force: true }),
  };
}

/** How a sandboxed nginx is started. */
interface Start {
  readonly binary: string;
  readonly load: string;
  readonly owner: number | undefined;
}

/**
 * Whom nginx runs as where we are root, since root's nginx changes the owner of every folder that a configuration names:
 * Debian's user for it, who may write its logs.
 */
export function ownerOfSandbox(): number | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const id = spawnSync('id', ['-u', 'www-data'], { encoding: 'utf8' });
  return id.status === 0 ? Number(id.stdout) : 65534;
}

function madeFolder(folder: string, owner: number | undefined): string {
  mkdirSync(join(folder, 'logs'), { recursive: true, mode: 0o755 });
  if (owner !== undefined) for (const path of [folder, join(folder, 'logs')]) chownSync(path, owner, owner);
  for (const [path, text] of sandboxFiles()) writeFileSync(join(folder, path), text, { mode: 0o644 });
  return folder;
}

async function testAll(
  start: Start,
  folders: readonly string[],
  configurations: readonly ReadonlyMap<string, string>[],
): Promise<readonly Verdict[]> {
  const verdicts: Verdict[] = [];
  const kept = new Set(['logs', ...sandboxFiles().keys()]);
  let next = 0;
  const work = async (folder: string) => {
    while (next < configurations.length) {
      const index = next++;
      const files = configurations[index] ?? new Map();
      for (const [path, text] of files) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), text);
      }
      const namesPid = [...files.values()].some((text) => text.includes('pid'));
      verdicts[index] = verdictOf(await ask(start, folder, namesPid ? '' : `pid ${join(folder, 'logs', 'nginx.pid')};`), folder);
      // What one leaves behind, logs and folders of its own naming, is nothing for the next to find.
      for (const name of readdirSync(folder)) if (!kept.has(name)) rmSync(join(folder, name), { recursive: true, force: true });
    }
  };
  await Promise.all(folders.map(work));
  return verdicts;
}

/** All that `nginx -t` writes. */
function ask(start: Start, folder: string, pid: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const globals = `${start.load} ${pid}`.trim();
    const args = ['-t', '-p', folder, '-c', join(folder, MAIN), '-e', 'stderr', ...(globals === '' ? [] : ['-g', globals])];
    const child = spawn(start.binary, args, {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
      timeout: 10_000,
      ...(start.owner !== undefined && { uid: start.owner, gid: start.owner }),
    });
    let said = '';
    child.stderr.on('data', (data) => {
      said += data;
    });
    child.on('error', reject);
    child.on('close', () => resolve(said));
  });
}

/** What nginx meets when it opens files and ports, for which it has read the whole configuration. */
const MACHINE = /^(?:[a-z_]+\(\) |still could not bind|could not open)/;
/** An `[emerg]` that is none: nginx goes on. */
const IGNORED = /, ignored in \S+:\d+$/;

/**
 * Reads what nginx wrote. After it said that the syntax is ok, only what does not hang on the machine is a rejection.
 * Throws an Error where there is no verdict.
 */
export function verdictOf(said: string, folder: string): Verdict {
  const isRead = /^nginx: the configuration file .* syntax is ok$/m.test(said);
  const messages = said
    .split(/^(?=\d{4}\/\d\d\/\d\d |nginx: )/m)
    .flatMap((one) => /^\S+ \S+ \[emerg\] \d+#\d+: ([\s\S]*)\n$/.exec(one)?.[1] ?? []);
  const first = messages.find((one) => !IGNORED.test(one) && !(isRead && MACHINE.test(one)));
  if (isRead && first === undefined) return 'accepted';
  if (!/^nginx: configuration file .* test failed$/m.test(said)) throw new Error(`nginx gives no verdict: ${said}`);
  const text = withoutLibrary((first ?? 'nginx gives no reason').replaceAll(`${folder}/`, ''));
  const place = /^([\s\S]*) in (\S+):(\d+)$/.exec(text);
  if (!place) return { message: text, file: undefined, line: undefined };
  return { message: place[1] ?? '', file: place[2], line: Number(place[3]) };
}

/** Without what the system or OpenSSL adds in brackets: it differs from machine to machine. */
function withoutLibrary(message: string): string {
  return message.replace(/ \((?:SSL: |\d+: ).*\)(?= in \S+:\d+$|$)/, '');
}

/** One line for a verdict: `accepted`, `nginx.conf:3 unexpected "}"`. */
export function verdictText(verdict: Verdict): string {
  if (verdict === 'accepted') return verdict;
  return verdict.file === undefined ? verdict.message : `${verdict.file}:${verdict.line} ${verdict.message}`;
}
