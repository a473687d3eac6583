import type { Span } from '../base/text';
import type { Project } from '../project/project';
import { type CommentedFile, commentedFile, nextCodeLine } from './comments';
import type { Finding, RuleMeta } from './rule';
import { matchesRule } from './select';

export const unusedSuppressionMeta: RuleMeta = {
  id: 'preflight/unused-suppression',
  title: 'Suppression that suppresses nothing',
  category: 'names and versions',
  severity: 'info',
  scope: 'any',
  fix: 'none',
  references: [],
  summary: 'A comment ignores a rule that finds nothing there: it hides the next fault.',
  settings: [],
};

export const reasonlessSuppressionMeta: RuleMeta = {
  ...unusedSuppressionMeta,
  id: 'preflight/suppression-without-reason',
  title: 'Suppression without a reason',
  summary: 'A comment ignores a rule and does not say why: the next reader cannot tell whether it still holds.',
};

/** One `# preflight: ignore[…] reason`. `lines`: the lines (zero-based) whose findings it takes away; undefined is the whole file. */
export interface Suppression {
  readonly rules: readonly string[];
  readonly reason: string;
  readonly span: Span;
  readonly lines: readonly [first: number, last: number] | undefined;
}

export interface Judged {
  readonly findings: readonly Finding[];
  /** Files whose comments count, also where nothing was found in them. */
  readonly files: readonly string[];
  /** Ids of all rules that there are. */
  readonly known: readonly string[];
  /** Ids of the rules that were asked: a comment for another one is not unused. */
  readonly ran: ReadonlySet<string>;
}

export interface Suppressed {
  /** The findings that a comment ignores, with the reason that it gives. */
  readonly reasons: ReadonlyMap<Finding, string>;
  /** About the comments themselves: no reason, or nothing to ignore. */
  readonly findings: readonly Finding[];
}

/** Matches findings with the `# preflight: ignore[…]` comments of their files. */
export function suppress(project: Project, judged: Judged): Suppressed {
  const reasons = new Map<Finding, string>();
  const findings: Finding[] = [];
  for (const path of new Set([...judged.files, ...judged.findings.map((finding) => finding.place.file)])) {
    if (project.files.read(path)?.includes('preflight:') !== true) continue;
    const file = commentedFile(project, path);
    for (const one of file ? suppressionsIn(file) : []) {
      const hit = judged.findings.filter((finding) => finding.place.file === path && file && covers(one, finding, file));
      for (const finding of hit) reasons.set(finding, one.reason);
      const about = (meta: RuleMeta, message: string) => findings.push(findingAt(meta, path, one.span, message));
      if (one.reason === '') about(reasonlessSuppressionMeta, 'This suppression does not say why.\nWrite the reason after the bracket.');
      if (hit.length > 0) continue;
      const unknown = one.rules.filter((pattern) => !judged.known.some((id) => matchesRule(pattern, id)));
      const ran = one.rules.some((pattern) => [...judged.ran].some((id) => matchesRule(pattern, id)));
      if (unknown.length > 0 || one.rules.length === 0) {
        about(unusedSuppressionMeta, `There is no rule “${unknown.join(', ')}”.\nThe comment does nothing.`);
      } else if (ran) {
        about(unusedSuppressionMeta, `Nothing here breaks ${one.rules.join(', ')}.\nRemove the comment, or it will hide the next fault.`);
      }
    }
  }
  return { reasons, findings };
}

/** The suppressions of a file, read from its comments. */
export function suppressionsIn(file: CommentedFile): readonly Suppression[] {
  return file.comments.flatMap((comment): Suppression[] => {
    const match = /^#+\s*preflight:\s*(ignore|ignore-file)\s*\[([^\]]*)\]\s*(.*)$/.exec(comment.text.trimEnd());
    if (!match) return [];
    const rules = (match[2] ?? '')
      .split(',')
      .map((rule) => rule.trim())
      .filter((rule) => rule !== '');
    const common = { rules, reason: (match[3] ?? '').replace(/^[\s:–—-]+/, '').trim(), span: comment.span };
    if (match[1] === 'ignore-file') return comment.span.start <= file.firstStatement ? [{ ...common, lines: undefined }] : [];
    const line = file.lines.position(comment.span.start).line;
    return [{ ...common, lines: comment.ownLine ? [line + 1, file.together(nextCodeLine(file, line))[1]] : [line, line] }];
  });
}

function covers(one: Suppression, finding: Finding, file: CommentedFile): boolean {
  if (!one.rules.some((rule) => matchesRule(rule, finding.rule))) return false;
  if (!one.lines) return true;
  const { start, end } = file.lines.range(finding.place.span);
  const [first, last] = one.lines;
  return (start.line >= first && start.line <= last) || (end.line >= first && end.line <= last);
}

function findingAt(meta: RuleMeta, file: string, span: Span, message: string): Finding {
  return { rule: meta.id, severity: meta.severity, profile: '', place: { file, span }, message, references: [], related: [], fixes: [] };
}
