import type { Analysis } from '../features/analysis';
import type { FixReference } from '../protocol';
import type { Finding, Fix } from '../rules/rule';
import type { Folder } from './folder';

export function referenceTo(folder: Folder, finding: Finding, fix: Fix): FixReference {
  const { file, span } = finding.place;
  return { folder: folder.uri, rule: finding.rule, profile: finding.profile, file, start: span.start, end: span.end, title: fix.title };
}

/** The finding and fix that a reference names in the present state of the files; undefined when it is gone or moved. */
export function findFix(analysis: Analysis, reference: FixReference): { readonly finding: Finding; readonly fix: Fix } | undefined {
  return findIn(analysis.result.findings, reference) ?? findIn(analysis.ofProfile(reference.profile)?.findings ?? [], reference);
}

function findIn(findings: readonly Finding[], reference: FixReference): { readonly finding: Finding; readonly fix: Fix } | undefined {
  for (const finding of findings) {
    const { file, span } = finding.place;
    if (finding.rule !== reference.rule || finding.profile !== reference.profile) continue;
    if (file !== reference.file || span.start !== reference.start || span.end !== reference.end) continue;
    const fix = finding.fixes.find((candidate) => candidate.title === reference.title);
    if (fix) return { finding, fix };
  }
  return undefined;
}
