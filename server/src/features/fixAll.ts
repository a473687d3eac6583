import type { Files } from '../host/files';
import { applyFixes, preferredFix } from '../rules/fix';
import type { FileEdit, Finding } from '../rules/rule';
import { minimalEdits } from './minimalEdits';

/** Whether a file has a finding that fix-all would mend. */
export function hasSafeFix(findings: readonly Finding[]): boolean {
  return findings.some((finding) => preferredFix(finding, 'safe') !== undefined);
}

/**
 * All safe fixes of one file, as edits of that file alone; undefined when they change nothing.
 *
 * @param judge the findings of the workspace in a given state: fixes are applied in rounds, each judged anew.
 */
export function fixAll(files: Files, file: string, judge: (files: Files) => readonly Finding[]): FileEdit | undefined {
  const before = files.read(file);
  if (before === undefined) return undefined;
  const inFile = (now: Files) =>
    judge(now)
      .filter((finding) => finding.place.file === file)
      .map((finding) => confined(finding, file));
  const after = applyFixes(files, inFile, 'safe').texts.get(file);
  return after === undefined ? undefined : { file, edits: minimalEdits(before, after) };
}

/** The finding without the edits that reach into other files: whoever saves one file does not expect them. */
function confined(finding: Finding, file: string): Finding {
  const fixes = finding.fixes.map((fix) => ({
    ...fix,
    edit: () => {
      const edits = fix.edit();
      return edits?.every((edit) => edit.file === file) ? edits : undefined;
    },
  }));
  return { ...finding, fixes };
}
