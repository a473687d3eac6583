import type { Place, Range } from '../../base/text';
import { MASK, maskedText, secretSpans, secretSpansInLine } from '../../project/mask';
import type { Profile, Project, SourceFile } from '../../project/project';
import type { Finding, Severity } from '../../rules/rule';
import { ruleUrl } from '../../rules/url';

/** The outcome of `check`, ready to be written in any format. Paths are relative to `root`, positions zero-based, UTF-16. */
export interface CheckView {
  /** Absolute. */
  readonly root: string;
  readonly profiles: readonly Pick<Profile, 'name' | 'kind' | 'entry'>[];
  readonly findings: readonly FindingView[];
  readonly files: number;
  readonly durationMs: number;
  /** What else the reader should know, in lines. */
  readonly notes: readonly string[];
}

export interface FindingView {
  readonly rule: string;
  readonly severity: Severity;
  readonly profile: string;
  readonly file: string;
  readonly range: Range;
  readonly message: string;
  readonly references: readonly string[];
  readonly related: readonly { readonly file: string; readonly range: Range; readonly message: string }[];
  readonly fixes: readonly { readonly title: string; readonly safe: boolean }[];
  readonly url: string;
  /** The first line of the range, secrets masked, for formats that show code. */
  readonly code: string;
  /** Columns of `code` to underline, half-open. */
  readonly underline: readonly [start: number, end: number];
}

export function findingView(project: Project, finding: Finding): FindingView {
  const range = rangeOf(project, finding.place);
  return {
    rule: finding.rule,
    severity: finding.severity,
    profile: finding.profile,
    file: finding.place.file,
    range,
    message: maskedText(finding.message),
    references: finding.references,
    related: finding.related.map((one) => ({ file: one.place.file, range: rangeOf(project, one.place), message: maskedText(one.message) })),
    fixes: finding.fixes.map(({ title, safe }) => ({ title, safe })),
    url: ruleUrl(finding.rule),
    ...codeOf(project, finding.place.file, range),
  };
}

const NOWHERE: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

function rangeOf(project: Project, place: Place): Range {
  return project.source(place.file)?.lines.range(place.span) ?? NOWHERE;
}

function codeOf(project: Project, path: string, range: Range): Pick<FindingView, 'code' | 'underline'> {
  const source = project.source(path);
  const line = source?.lines.lineText(range.start.line) ?? '';
  const end = range.end.line === range.start.line ? range.end.character : line.trimEnd().length;
  const marks = source ? secretsOn(project, source, range.start.line) : [];
  let code = '';
  let at = 0;
  let [from, to] = [range.start.character, Math.max(end, range.start.character + 1)];
  for (const mark of marks) {
    const grown = MASK.length - (mark.end - mark.start);
    code += line.slice(at, mark.start) + MASK;
    at = mark.end;
    if (mark.end <= range.start.character) from += grown;
    if (mark.end <= end) to += grown;
  }
  return { code: maskedText(code + line.slice(at)), underline: [from, to] };
}

/** Columns of one line that hold a secret's text. */
function secretsOn(project: Project, source: SourceFile, line: number): readonly { readonly start: number; readonly end: number }[] {
  const tree = source.path.endsWith('.py') ? project.python(source.path)?.tree : undefined;
  if (!source.path.endsWith('.py')) return secretSpansInLine(source.lines.lineText(line));
  const start = source.lines.lineStart(line);
  const end = source.lines.lineEnd(line);
  return (tree ? secretSpans(tree) : [])
    .filter((span) => span.start < end && span.end > start && span.end > span.start)
    .map((span) => ({ start: Math.max(span.start, start) - start, end: Math.min(span.end, end) - start }))
    .sort((a, b) => a.start - b.start);
}
