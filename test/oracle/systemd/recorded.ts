import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What one systemd says of every case. */
export interface Recorded {
  readonly systemd: string;
  readonly 'made by': string;
  /** By the id of the case; none for one that it takes without a word. */
  readonly problems: Readonly<Record<string, readonly string[]>>;
}

/** A case that we judge otherwise than systemd, and why that is right or has to be borne. */
export interface Disagreement {
  readonly case: string;
  readonly reason: string;
}

const FOLDER = join(import.meta.dirname, 'recorded');

/** All that was recorded. */
export function allRecorded(): readonly Recorded[] {
  if (!existsSync(FOLDER)) return [];
  const names = readdirSync(FOLDER).sort();
  return names.map((name) => JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as Recorded);
}

export function record(systemd: string, problems: Recorded['problems']): void {
  mkdirSync(FOLDER, { recursive: true });
  const recorded: Recorded = { systemd, 'made by': 'npm run test:oracle -- --record systemd/verify', problems };
  writeFileSync(join(FOLDER, `${systemd}.json`), `${JSON.stringify(recorded, null, 2)}\n`);
}

/** The list of test/oracle/systemd/disagreements.json. */
export function listedDisagreements(): readonly Disagreement[] {
  return JSON.parse(readFileSync(join(import.meta.dirname, 'disagreements.json'), 'utf8')) as readonly Disagreement[];
}
