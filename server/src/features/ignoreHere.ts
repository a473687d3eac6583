import { contains } from '../base/text';
import type { Project } from '../project/project';
import type { FileEdit, Finding } from '../rules/rule';

/** Stands where a person's reason belongs, for clients that cannot ask for it. */
export const REASON = 'accepted because …';

/**
 * The comment that makes a finding silent, with the reason left to fill in. It goes to the end of the finding's first line, or
 * above it where a text or a backslash runs over the end of that line. Undefined for files without such comments.
 */
export function ignoreHere(project: Project, finding: Finding): FileEdit | undefined {
  const file = finding.place.file.endsWith('.py') ? project.python(finding.place.file) : undefined;
  if (!file) return undefined;
  const line = file.lines.position(finding.place.span.start).line;
  const start = file.lines.lineStart(line);
  const end = file.lines.lineEnd(line);
  const comment = `# preflight: ignore[${finding.rule}] ${REASON}`;
  const existing = file.tree.comments.some(({ span }) => contains({ start, end }, span.start));
  const runsOver = file.lines.lineText(line).endsWith('\\') || isOpenText(file.lines.lineText(line));
  if (existing || runsOver) {
    const indent = /^\s*/.exec(file.lines.lineText(line))?.[0] ?? '';
    return { file: file.path, edits: [{ span: { start, end: start }, newText: `${indent}${comment}\n` }] };
  }
  return { file: file.path, edits: [{ span: { start: end, end }, newText: `  ${comment}` }] };
}

/** Whether a triple-quoted text begins in this line and does not end in it. */
function isOpenText(line: string): boolean {
  const marks = line.match(/"""|'''/g) ?? [];
  return marks.length % 2 === 1;
}
