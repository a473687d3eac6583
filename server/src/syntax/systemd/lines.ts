/** A line as systemd reads it: several lines of the file where backslashes join them. White space at both ends is gone. */
export interface LogicalLine {
  readonly content: string;
  /** White space stands behind a backslash at the end of a line: systemd before 256 sees no joining there. */
  readonly blankBehindBackslash: boolean;
  /** Where a character of the content stands in the text. */
  offset(index: number): number;
}

interface Piece {
  /** Where it begins in the joined text, and in the file. */
  readonly at: number;
  readonly start: number;
}

const COMMENT = /^[#;]/;

/**
 * Lines joined at a final backslash, for which a blank stands; a comment within is skipped and the joining goes on, an empty line ends it.
 * Source: systemd.syntax(7), `config_parse` of systemd.
 */
export function* logicalLines(text: string): Generator<LogicalLine> {
  let joined = '';
  let pieces: Piece[] = [];
  let blankBehindBackslash = false;
  let at = 0;
  while (at < text.length) {
    const newline = text.indexOf('\n', at);
    const end = newline < 0 ? text.length : newline;
    const raw = text.slice(at, end);
    const part = raw.trim();
    const start = at + (raw.length - raw.trimStart().length);
    at = end + 1;
    if (COMMENT.test(part) || (part === '' && pieces.length === 0)) continue;
    pieces.push({ at: joined.length, start });
    const goesOn = /(?:^|[^\\])(?:\\\\)*\\$/.test(part);
    joined += goesOn ? `${part.slice(0, -1)} ` : part;
    blankBehindBackslash ||= goesOn && raw.replace(/\r$/, '').trimStart().length > part.length;
    if (goesOn && at < text.length) continue;
    yield lineOf(joined, pieces, blankBehindBackslash);
    joined = '';
    pieces = [];
    blankBehindBackslash = false;
  }
  if (pieces.length > 0) yield lineOf(joined, pieces, blankBehindBackslash);
}

function lineOf(joined: string, pieces: readonly Piece[], blankBehindBackslash: boolean): LogicalLine {
  const content = joined.trim();
  const before = joined.length - joined.trimStart().length;
  const offset = (index: number): number => {
    const at = index + before;
    const piece = pieces.findLast((one) => one.at <= at);
    return piece ? piece.start + (at - piece.at) : 0;
  };
  return { content, blankBehindBackslash, offset };
}
