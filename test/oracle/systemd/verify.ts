import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Case } from './cases';

/** The version of the systemd of this machine (`252`); undefined where it has none. */
export function systemdVersion(): string | undefined {
  const { stdout, status } = spawnSync('systemd-analyze', ['--version'], { encoding: 'utf8' });
  return status === 0 ? /^systemd (\d+)/.exec(stdout)?.[1] : undefined;
}

/** What `systemd-analyze verify` says of a unit, each sort of problem once per line, sorted: `3 key`, `unit`. */
export function verify({ unit, text }: Case): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'preflight-units-'));
  try {
    // What a socket or timer starts has to be there.
    if (!unit.endsWith('.service')) writeFileSync(join(folder, 'shop.service'), '[Service]\nExecStart=/bin/true\n');
    writeFileSync(join(folder, unit), text);
    const { stdout, stderr, error } = spawnSync('systemd-analyze', ['verify', '--man=no', '--recursive-errors=no', `./${unit}`], {
      cwd: folder,
      encoding: 'utf8',
      timeout: 30_000,
    });
    if (error) throw error;
    return [...new Set(`${stdout}${stderr}`.split('\n').flatMap(problemOf))].sort();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What systemd says is of one sort or another by its words; what is about the machine is left out. */
const SORTS: readonly (readonly [RegExp, string])[] = [
  [/^Unknown section /, 'section'],
  [/^Unknown key /, 'key'],
  [/^Missing /, 'line'],
  [/^Assignment outside of section/, 'outside'],
  [/^(Invalid|Bad characters in) section header/, 'header'],
  [/^Ignoring unknown escape sequences/, 'escape'],
  [/^(Invalid environment assignment|Invalid syntax)/, 'environment'],
  [/^(Neither a valid executable|Executable path|Unbalanced quoting|Empty path|Failed to resolve unit specifiers)/, 'command'],
  [/^(Failed to parse|Invalid user\/group|Unit type not valid)|path is (not )?(absolute|normalized)/, 'value'],
];

function problemOf(line: string): readonly string[] {
  const [, number, message = ''] = /^\/\S+:(\d+): (.*)$/.exec(line) ?? [];
  if (number === undefined) return / Refusing\.$/.test(line) ? ['unit'] : [];
  // A remark: the value is taken.
  if (/ is obsolete, /.test(message)) return [];
  const sort = SORTS.find(([pattern]) => pattern.test(message))?.[1];
  if (sort === undefined) throw new Error(`systemd says what no sort is known for: ${line}`);
  return [`${number} ${sort}`];
}
