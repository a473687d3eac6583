import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What one nginx says of every case. */
export interface Recorded {
  readonly nginx: string;
  readonly 'made by': string;
  /** `verdictText` by the id of the case. */
  readonly verdicts: Readonly<Record<string, string>>;
}

/** A case that we judge otherwise than nginx, and why that is right or has to be borne. */
export interface Disagreement {
  readonly case: string;
  /** Versions of nginx. */
  readonly versions: readonly string[];
  readonly outcome: 'missed' | 'false alarm';
  readonly reason: string;
}

const FOLDER = join(import.meta.dirname, 'recorded');

/** All that was recorded, the oldest nginx first. */
export function allRecorded(): readonly Recorded[] {
  if (!existsSync(FOLDER)) return [];
  return readdirSync(FOLDER)
    .sort()
    .map((name) => JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as Recorded);
}

export function record(version: string, verdicts: Readonly<Record<string, string>>): void {
  mkdirSync(FOLDER, { recursive: true });
  const recorded: Recorded = { nginx: version, 'made by': 'npm run test:oracle -- --record nginx/suite', verdicts };
  writeFileSync(join(FOLDER, `${version}.json`), `${JSON.stringify(recorded, null, 2)}\n`);
}

/**
 * Whether the newest nginx refuses a case for a directive that the version before it knows: it was built without that module, or
 * without what an option of `listen` needs.
 */
export function lacksModule(id: string, recorded: readonly Recorded[]): boolean {
  const [newest, before] = [recorded.at(-1)?.verdicts[id] ?? '', recorded.at(-2)?.verdicts[id]];
  return /unknown directive "|requires ngx_\w+_module$/.test(newest) && newest !== before;
}

/** The list of test/oracle/nginx/disagreements.json. */
export function listedDisagreements(): readonly Disagreement[] {
  return JSON.parse(readFileSync(join(import.meta.dirname, 'disagreements.json'), 'utf8')) as readonly Disagreement[];
}

/** The verdict that a recorded line stands for. */
export function verdictOfText(text: string): 'accepted' | { message: string; file: string | undefined; line: number | undefined } {
  if (text === 'accepted') return text;
  const match = /^(\S+?):(\d+) ([\s\S]*)$/.exec(text);
  if (!match) return { message: text, file: undefined, line: undefined };
  return { message: match[3] ?? '', file: match[1], line: Number(match[2]) };
}
