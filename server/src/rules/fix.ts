import { applyEdits, type TextEdit } from '../base/text';
import { type Files, OverlayFiles } from '../host/files';
import type { FileEdit, Finding, Fix } from './rule';

export interface FixResult {
  /** New text of every file that changed, whole. */
  readonly texts: ReadonlyMap<string, string>;
  /** Titles of the fixes in the order in which they were applied. */
  readonly applied: readonly string[];
}

/** Each round judges anew what the last one left: a fix may make room for the next. */
const MAX_ROUNDS = 60;

/**
 * Applies the fixes of findings until none is left, or one would bring back an earlier text.
 *
 * @param judge the findings of a workspace in a given state.
 * @param which `safe`: only those that do not change behaviour; `all`: the first fix of every finding.
 */
export function applyFixes(files: Files, judge: (files: Files) => readonly Finding[], which: 'safe' | 'all'): FixResult {
  const applied: string[] = [];
  let texts: ReadonlyMap<string, string> = new Map();
  const states = new Set([stateOf(texts)]);
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const now = new OverlayFiles(files, texts);
    const step = oneRound(now, judge(now), which);
    if (step.applied.length === 0) break;
    const next = new Map([...texts, ...step.texts]);
    const state = stateOf(next);
    if (states.has(state)) break;
    states.add(state);
    texts = next;
    applied.push(...step.applied);
  }
  return { texts: new Map([...texts].filter(([path, text]) => files.read(path) !== text)), applied };
}

/** The fix that fix-all takes for a finding. What changes behaviour is left alone where the project silenced the check: somebody decided that. */
export function preferredFix(finding: Finding, which: 'safe' | 'all'): Fix | undefined {
  return finding.fixes.find((fix) => fix.safe) ?? (which === 'all' && finding.severity !== 'hint' ? finding.fixes[0] : undefined);
}

function oneRound(files: Files, findings: readonly Finding[], which: 'safe' | 'all'): FixResult {
  const taken = new Map<string, TextEdit[]>();
  const applied: string[] = [];
  for (const finding of findings) {
    const fix = preferredFix(finding, which);
    const edits = fix?.edit()?.filter((edit) => edit.edits.length > 0);
    if (!fix || !edits || edits.length === 0 || edits.some((edit) => !fits(files, edit, taken.get(edit.file) ?? []))) continue;
    for (const edit of edits) taken.set(edit.file, [...(taken.get(edit.file) ?? []), ...edit.edits]);
    applied.push(fix.title);
  }
  const texts = new Map([...taken].map(([path, edits]) => [path, applyEdits(files.read(path) ?? '', edits)]));
  return { texts, applied };
}

/** An edit that touches what another fix of this round changes waits for the next round, where it is made anew. */
function fits(files: Files, edit: FileEdit, taken: readonly TextEdit[]): boolean {
  if (files.read(edit.file) === undefined && edit.create !== true) return false;
  const inOrder = [...edit.edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  if (inOrder.some(({ span }, index) => span.start < (inOrder[index - 1]?.span.end ?? 0))) return false;
  return edit.edits.every(({ span }) => taken.every((other) => span.end < other.span.start || other.span.end < span.start));
}

function stateOf(texts: ReadonlyMap<string, string>): string {
  return JSON.stringify([...texts].sort(([a], [b]) => (a < b ? -1 : 1)));
}
