import type { Severity } from '../../rules/rule';
import type { CheckView, FindingView } from './view';

/** `check --format json`, version 1: additions are allowed, changes are not. */
export function checkJson(view: CheckView): string {
  const document = {
    version: 1,
    root: view.root,
    profiles: view.profiles.map(({ name, kind, entry }) => ({ name, kind, entry })),
    findings: view.findings.map(({ code: _code, underline: _underline, ...finding }) => finding),
    ...(view.notes.length > 0 && { notes: view.notes }),
    summary: { ...countBySeverity(view.findings), files: view.files, durationMs: Math.round(view.durationMs) },
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

export function countBySeverity(findings: readonly FindingView[]): Readonly<Record<Severity, number>> {
  const count = (severity: Severity) => findings.filter((finding) => finding.severity === severity).length;
  return { error: count('error'), warning: count('warning'), info: count('info'), hint: count('hint') };
}
