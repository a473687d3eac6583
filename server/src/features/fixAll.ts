import type { Files } from '../host/files';
import { applyFixes, type FixResult, preferredFix } from '../rules/fix';
import type { FileEdit, Finding } from '../rules/rule';
import { minimalEdits } from './minimalEdits';

const NOTHING: FixResult = { texts: new Map(), applied: [] };

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
  return fixFile(files, file, judge).files[0];
}

/** The same with the titles of the fixes; nothing where nothing is changed. */
export function fixFile(files: Files, file: string, judge: (files: Files) => readonly Finding[]): WorkspaceFix {
  const before = files.read(file);
  const inFile = (now: Files) =>
    judge(now)
      .filter((finding) => finding.place.file === file)
      .map((finding) => confined(finding, file));
  const { applied, texts } = before === undefined ? NOTHING : applyFixes(files, inFile, 'safe');
  const after = texts.get(file);
  if (before === undefined || after === undefined) return { fixes: [], files: [] };
  return { fixes: applied, files: [{ file, edits: minimalEdits(before, after) }] };
}

/** What fix-all does to a whole workspace. */
export interface WorkspaceFix {
  /** Titles of the fixes, in the order in which they were made. */
  readonly fixes: readonly string[];
  readonly files: readonly FileEdit[];
}

/** All safe fixes of every file, also those that reach into several. `judge` as in `fixAll`. */
export function fixWorkspace(files: Files, judge: (files: Files) => readonly Finding[]): WorkspaceFix {
  const { applied, texts } = applyFixes(files, judge, 'safe');
  return {
    fixes: applied,
    files: [...texts].map(([file, after]): FileEdit => {
      const before = files.read(file);
      return { file, edits: minimalEdits(before ?? '', after), ...(before === undefined && { create: true }) };
    }),
  };
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
