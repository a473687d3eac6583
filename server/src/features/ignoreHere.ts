import { contains } from '../base/text';
import type { Project } from '../project/project';
import { commentedFile } from '../rules/comments';
import type { FileEdit, Finding } from '../rules/rule';

/** Stands where a person's reason belongs, for clients that cannot ask for it. */
export const REASON = 'accepted because …';

/**
 * The comment that makes a finding silent. It goes to the end of the finding's first line, or above it where a text or a backslash
 * runs over the end of that line, and in files other than Python's. Undefined for files without such comments, and where no line is free for one.
 *
 * @param reason one line; without it a text stands there for a person to replace.
 */
export function ignoreHere(project: Project, finding: Finding, reason = REASON): FileEdit | undefined {
  const { file: path, span } = finding.place;
  const file = commentedFile(project, path);
  const text = project.source(path)?.text;
  if (!file || text === undefined) return undefined;
  const isPython = path.endsWith('.py');
  const [line] = file.together(file.lines.position(span.start).line);
  const start = file.lines.lineStart(line);
  const end = file.lines.lineEnd(line);
  const comment = `# preflight: ignore[${finding.rule}] ${reason}`;
  const indent = /^\s*/.exec(file.lines.lineText(line))?.[0] ?? '';
  const above = { file: path, edits: [{ span: { start, end: start }, newText: `${indent}${comment}\n` }] };
  // A quoted text of nginx may run over lines: only before the word that the finding begins with is a comment certain to be one.
  if (project.nginx(path)) return start + indent.length === span.start ? above : undefined;
  const existing = file.comments.some((one) => contains({ start, end }, one.span.start));
  const runsOver = file.lines.lineText(line).endsWith('\\') || isOpenText(file.lines.lineText(line));
  if (existing || runsOver || !isPython) return above;
  return { file: path, edits: [{ span: { start: end, end }, newText: `  ${comment}` }] };
}

/** Whether a triple-quoted text begins in this line and does not end in it. */
function isOpenText(line: string): boolean {
  const marks = line.match(/"""|'''/g) ?? [];
  return marks.length % 2 === 1;
}
