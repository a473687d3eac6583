import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { FindingView } from '../../../../server/src/cli/formats/view';
import type { LabCase, SiteName } from './case';
import type { findingsOf, fix } from './ours';
import { layOut, visit } from './run';
import type { Tools } from './tools';
import { soundOf, tour } from './tour';

/** Our side of the lab: what finds a fault and what mends it. */
export interface Ours {
  readonly findingsOf: typeof findingsOf;
  readonly fix: typeof fix;
}

export interface NamedCase extends LabCase {
  readonly name: string;
}

/** Every folder of `cases`. */
export async function allCases(): Promise<readonly NamedCase[]> {
  const folder = join(import.meta.dirname, '../cases');
  return Promise.all(readdirSync(folder).map(async (name) => ({ name, ...((await import(`../cases/${name}/case.ts`)).fault as LabCase) })));
}

/** Holds a sound site: everything works, and nothing is said against it. Throws an AssertionError otherwise. */
export async function holdSite(tools: Tools, ours: Ours, site: SiteName): Promise<void> {
  const project = layOut(tools.projects, site);
  expect(await visit(tools, site, project, {}, (visitor) => tour(visitor, site))).toEqual(soundOf(site));
  expect(grave(await ours.findingsOf(project))).toEqual([]);
}

/**
 * Holds a case: its fault is seen, found in the files alone, mended by the fix, and the whole site works then.
 * Throws an AssertionError that names the step otherwise.
 */
export async function holdCase(tools: Tools, ours: Ours, one: NamedCase): Promise<void> {
  const { site, see, expect: expected, environment } = one;
  const project = layOut(tools.projects, site, one.name);
  expect(await visit(tools, site, project, environment, see), 'the fault, as it is seen').toEqual(one.faulty);

  const findings = await ours.findingsOf(project);
  const found = findings.find((finding) => isExpected(project, finding, expected));
  if (!found) expect.fail(`${expected.rules.join(' or ')} in ${expected.file}, but there is: ${shown(findings)}`);
  const known = [...expected.rules, ...(expected.also ?? [])];
  expect(
    grave(findings).filter((id) => !known.includes(id)),
    'what else is said of the faulty files',
  ).toEqual([]);

  await ours.fix(project, found.rule, one.fix);
  const given = { ...environment, ...one.thenGive };
  const [seen, whole] = await visit(tools, site, project, given, async (visitor) => [await see(visitor), await tour(visitor, site)]);
  expect(seen, `the same after the fix of ${found.rule}`).toEqual(one.mended);
  expect(whole, `the rest of the site after the fix of ${found.rule}`).toEqual({ ...soundOf(site), ...one.otherwise });
  expect(grave(await ours.findingsOf(project)), `what is said after the fix of ${found.rule}`).toEqual([]);
}

/** The finding itself or a place that it names is where it has to be. */
function isExpected(project: string, finding: FindingView, { rules, file, line = '' }: LabCase['expect']): boolean {
  const places = [finding, ...finding.related].filter((one) => one.file === file);
  const lines = readFileSync(join(project, file), 'utf8').split('\n');
  return rules.includes(finding.rule) && places.some((one) => lines[one.range.start.line]?.includes(line));
}

/** The rules that have an error or a warning. */
function grave(findings: readonly FindingView[]): readonly string[] {
  return [...new Set(findings.filter((one) => one.severity === 'error' || one.severity === 'warning').map((one) => one.rule))];
}

function shown(findings: readonly FindingView[]): string {
  return findings.map((one) => `${one.rule} in ${one.file}:${one.range.start.line + 1}`).join(', ') || 'nothing';
}
