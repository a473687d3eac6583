import type { Span } from '../../base/text';

/**
 * The lines of an env file as people mean them, whoever reads the file. Spans are UTF-16 units of the text.
 * What a certain tool makes of them is the matter of its own reader.
 */
export type EnvLine = EnvAssignment | EnvOtherLine;

export interface EnvAssignment {
  readonly kind: 'assignment';
  readonly name: string;
  readonly nameSpan: Span;
  /** `export` before the name, with the white space behind it. */
  readonly exported: Span | undefined;
  /** What stands between the name and the value: `=`, ` = `. */
  readonly gap: Span;
  /** As meant: without quotes, comment and white space around it; escapes are left as they are. */
  readonly value: string;
  /** The value with its quotes, without a comment. */
  readonly valueSpan: Span;
  readonly quote: '"' | "'" | undefined;
  /** ` # …` behind the value, from its `#`. */
  readonly comment: Span | undefined;
  /** From the first character of the line that is no white space to the last. */
  readonly span: Span;
}

export interface EnvOtherLine {
  /** `name`: a name alone, which some tools pass through. `other`: no comment, no assignment. */
  readonly kind: 'name' | 'other';
  readonly span: Span;
}

const ASSIGNMENT = /^([ \t]*)(export[ \t]+)?([^\s=#'":$(){}<>|;&`]+)([ \t]*=[ \t]*)(.*)$/;

/** Reads the lines of an env file that are neither blank nor comments. Never throws. */
export function readEnvLines(text: string): readonly EnvLine[] {
  const lines: EnvLine[] = [];
  let at = text.startsWith('\ufeff') ? 1 : 0;
  while (at < text.length) {
    const feed = text.indexOf('\n', at);
    const end = feed < 0 ? text.length : feed;
    const content = text.slice(at, end).replace(/\r$/, '');
    const match = ASSIGNMENT.exec(content);
    if (match) {
      const line = assignment(text, at, match);
      lines.push(line);
      const next = text.indexOf('\n', line.span.end);
      at = next < 0 ? text.length : next + 1;
      continue;
    }
    const trimmed = content.trim();
    if (trimmed !== '' && !/^[#;]/.test(trimmed)) {
      const start = at + content.indexOf(trimmed);
      lines.push({ kind: /^[A-Za-z_]\w*$/.test(trimmed) ? 'name' : 'other', span: { start, end: start + trimmed.length } });
    }
    at = end + 1;
  }
  return lines;
}

/** The assignments among the lines. */
export function assignmentsIn(lines: readonly EnvLine[]): readonly EnvAssignment[] {
  return lines.filter((line) => line.kind === 'assignment');
}

function assignment(text: string, lineStart: number, match: RegExpExecArray): EnvAssignment {
  const [, indent = '', exported = '', name = '', gap = '', rest = ''] = match;
  const start = lineStart + indent.length;
  const nameStart = start + exported.length;
  const gapStart = nameStart + name.length;
  const valueStart = gapStart + gap.length;
  const value = quotedValue(text, valueStart, valueStart + rest.length) ?? plainValue(text, valueStart, valueStart + rest.length);
  return {
    kind: 'assignment',
    name,
    nameSpan: { start: nameStart, end: gapStart },
    exported: exported === '' ? undefined : { start, end: nameStart },
    gap: { start: gapStart, end: valueStart },
    ...value,
    span: { start, end: value.comment?.end ?? Math.max(value.valueSpan.end, gapStart + gap.trimEnd().length) },
  };
}

type ReadValue = Pick<EnvAssignment, 'value' | 'valueSpan' | 'quote' | 'comment'>;

/** A value in quotes, with nothing but a comment behind them; it may go on over several lines where they end in the same way. */
function quotedValue(text: string, start: number, lineEnd: number): ReadValue | undefined {
  const quote = text[start];
  if (quote !== '"' && quote !== "'") return undefined;
  let at = start + 1;
  while (at < text.length && text[at] !== quote) at += text[at] === '\\' && quote === '"' ? 2 : 1;
  if (at >= text.length) return undefined;
  const isInside = text.slice(lineEnd, at).includes('\n') && /\n[ \t]*(?:export[ \t]+)?[A-Za-z_]\w*=/.test(text.slice(start, at));
  // A quote that would swallow further assignments was not meant to go on.
  if (isInside) return undefined;
  const feed = text.indexOf('\n', at);
  const behind = text.slice(at + 1, feed < 0 ? text.length : feed);
  const comment = /^([ \t]*)(?:(#.*?))?[ \t\r]*$/.exec(behind);
  if (!comment) return undefined;
  const from = at + 1 + (comment[1]?.length ?? 0);
  return {
    value: text.slice(start + 1, at),
    valueSpan: { start, end: at + 1 },
    quote,
    comment: comment[2] === undefined ? undefined : { start: from, end: from + comment[2].length },
  };
}

function plainValue(text: string, start: number, lineEnd: number): ReadValue {
  const raw = text.slice(start, lineEnd);
  const hash = /(^|[ \t])#.*$/.exec(raw);
  const value = raw.slice(0, hash?.index ?? raw.length).trimEnd();
  const from = hash ? start + hash.index + (hash[1]?.length ?? 0) : 0;
  return {
    value,
    valueSpan: { start, end: start + value.length },
    quote: undefined,
    comment: hash ? { start: from, end: start + raw.trimEnd().length } : undefined,
  };
}
