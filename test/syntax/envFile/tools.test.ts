import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readComposeEnvFile } from '../../../server/src/syntax/envFile/compose';
import { readDockerEnvFile } from '../../../server/src/syntax/envFile/docker';
import type { EnvFileReading } from '../../../server/src/syntax/envFile/envFile';
import { readHonchoEnvFile } from '../../../server/src/syntax/envFile/honcho';
import { readShellExports } from '../../../server/src/syntax/envFile/shell';
import { readSystemdEnvFile, readSystemdEnvironment } from '../../../server/src/syntax/envFile/systemd';

type Answer = 'refused' | Readonly<Record<string, string | null>>;
interface Tools {
  readonly files: readonly {
    readonly text: string;
    readonly docker: Answer;
    readonly compose: Answer;
    readonly systemd: Answer;
    readonly sh: Answer;
  }[];
  readonly environment: readonly { readonly text: string; readonly values: Answer }[];
}

const json = (path: string): unknown => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
const tools = json('tools.recorded.json') as Tools;
const packages = json('../../evaluate/libraries/lines.recorded.json') as readonly { readonly text: string; readonly honcho: Answer }[];
const titled = <T extends { readonly text: string }>(all: readonly T[]) => all.map((one) => [JSON.stringify(one.text), one] as const);

/** What the recorder has around every reader. */
const OUTER: Readonly<Record<string, string>> = { OUTER: 'out', EMPTY: '' };
const outer = (name: string): string | null => OUTER[name] ?? null;

/** The last value of each name; one that is passed through is taken from around the reader. */
function answerOf(reading: EnvFileReading, passed: (name: string) => string | null = () => null): Answer {
  if (reading.kind === 'refused') return 'refused';
  const values: Record<string, string> = {};
  for (const { name, value } of reading.entries) {
    const known = value ?? passed(name);
    if (known !== null) values[name] = known;
  }
  return values;
}

describe('env files as each tool has them', () => {
  it('holds enough hostile lines', () => expect(tools.files.length).toBeGreaterThan(250));

  it('was recorded from the same lines as those of the packages', () =>
    expect(tools.files.map((one) => one.text)).toEqual(packages.map((one) => one.text)));

  describe.each(titled(tools.files))('%s', (_title, one) => {
    it('docker', () => expect(answerOf(readDockerEnvFile(one.text), outer)).toEqual(one.docker));
    it('compose', () => expect(answerOf(readComposeEnvFile(one.text, outer))).toEqual(one.compose));
    it('systemd', () => expect(answerOf(readSystemdEnvFile(one.text))).toEqual(one.systemd));
    it('sh', () => agrees(readShellExports(one.text, { exportsAll: true }), one.sh));
  });

  it('knows most of what the shell has', () => {
    const known = tools.files.filter((one) => {
      const reading = readShellExports(one.text, { exportsAll: true });
      return reading.kind === 'refused' || (reading.complete && reading.entries.every((entry) => entry.value !== undefined));
    });
    expect(known.length / tools.files.length).toBeGreaterThan(0.7);
  });

  it.each(titled(packages))('honcho: %s', (_title, one) => expect(answerOf(readHonchoEnvFile(one.text))).toEqual(one.honcho));

  it.each(titled(tools.environment))('Environment=%s', (_title, one) => {
    expect(answerOf(readSystemdEnvironment(one.text))).toEqual(one.values);
  });
});

/** What is known is what the shell has; a reading that says it is complete has every name. */
function agrees(reading: EnvFileReading, answer: Answer): void {
  if (reading.kind === 'refused' || answer === 'refused') {
    expect(reading.kind === 'refused' || !reading.complete, 'refused or not complete').toBe(true);
    if (reading.kind === 'refused') expect(answer).toBe('refused');
    return;
  }
  const values = new Map(reading.entries.map((entry) => [entry.name, entry.value]));
  for (const [name, value] of values) if (value !== undefined) expect(answer[name] ?? OUTER[name], name).toBe(value);
  if (!reading.complete) return;
  for (const [name, value] of Object.entries(answer)) if (value !== null) expect([...values.keys()]).toContain(name);
}
