import { LineMap, type Span } from '../base/text';
import type { Project } from '../project/project';

/** A file whose comments may suppress findings. */
export interface CommentedFile {
  readonly lines: LineMap;
  readonly comments: readonly Comment[];
  /** Where the first statement that does something begins: below it nothing speaks for the whole file. */
  readonly firstStatement: number;
  /** The lines (zero-based) of which no comment can stand between two: continued by a backslash, or one text of YAML. */
  together(line: number): readonly [first: number, last: number];
}

export interface Comment {
  /** Begins with its `#`. */
  readonly text: string;
  readonly span: Span;
  /** Nothing stands before it in its line. */
  readonly ownLine: boolean;
}

const alone = (line: number) => [line, line] as const;

/** Undefined for a file in a language whose comments we do not read. */
export function commentedFile(project: Project, path: string): CommentedFile | undefined {
  if (path.endsWith('.py')) {
    const file = project.python(path);
    const first = file?.tree.body.find((statement) => !(statement.kind === 'Expr' && statement.value.kind === 'Str'));
    const firstStatement = first?.span.start ?? file?.text.length ?? 0;
    return file && { lines: file.lines, comments: file.tree.comments, firstStatement, together: alone };
  }
  const file = project.nginx(path);
  if (!file) return lineFile(project, path);
  const { text, lines, tree } = file;
  const comments = tree.comments.map(({ span }) => ({
    span,
    text: text.slice(span.start, span.end),
    ownLine: text.slice(lines.lineStart(lines.position(span.start).line), span.start).trim() === '',
  }));
  return { lines, comments, firstStatement: tree.body[0]?.span.start ?? text.length, together: alone };
}

/** A comment above further comments still means the line of code below them. */
export function nextCodeLine({ lines }: CommentedFile, line: number): number {
  let next = line + 1;
  while (next < lines.lineCount && /^\s*(#.*)?$/.test(lines.lineText(next))) next++;
  return next;
}

const YAML = /\.ya?ml$/;
const TAKES_TRAILING = /\.(ya?ml|toml|sh)$|requirements[\w.-]*\.(txt|in)$|(^|\/)requirements\/[^/]+\.(txt|in)$/;

/** A file of lines, where `#` begins a comment at the start of a line, and in some behind a blank as well. */
function lineFile(project: Project, path: string): CommentedFile | undefined {
  const text = path.endsWith('.json') || path.endsWith('.lock') ? undefined : project.source(path)?.text;
  if (text === undefined) return undefined;
  const lines = new LineMap(text);
  const pattern = TAKES_TRAILING.test(path) ? /(?:^|[ \t])(#.*)$/ : /^[ \t]*(#.*)$/;
  const all = Array.from({ length: lines.lineCount }, (_, line) => lines.lineText(line));
  const comments = all.flatMap((content, line): readonly Comment[] => {
    const comment = pattern.exec(content)?.[1];
    if (comment === undefined) return [];
    const start = lines.lineStart(line) + content.length - comment.length;
    return [{ text: comment, span: { start, end: start + comment.length }, ownLine: content.trimStart() === comment }];
  });
  const first = all.findIndex((content) => /^\s*[^#\s]/.test(content));
  const blocks = YAML.test(path) ? yamlTexts(all) : [];
  return {
    lines,
    comments,
    firstStatement: first < 0 ? text.length : lines.lineStart(first),
    together: (line) => blocks.find(([from, to]) => from <= line && line <= to) ?? continued(all, line),
  };
}

/** The lines that backslashes join to a line. Comments within are skipped by those who join lines so. */
function continued(lines: readonly string[], line: number): readonly [number, number] {
  const goesOn = (at: number) =>
    /\\\s*$/.test(lines[at] ?? '') || (at > 0 && /^\s*#/.test(lines[at] ?? '') && /\\\s*$/.test(lines[at - 1] ?? ''));
  let [first, last] = [line, line];
  while (first > 0 && goesOn(first - 1)) first--;
  while (last < lines.length - 1 && goesOn(last)) last++;
  return [first, last];
}

/** The texts of a YAML file that run over lines: `key: |` and `- >-` with what is indented further below them. */
function yamlTexts(lines: readonly string[]): readonly (readonly [number, number])[] {
  const found: [number, number][] = [];
  for (let line = 0; line < lines.length; line++) {
    if (!/(?::|-)\s+[|>][-+0-9]*\s*(#.*)?$/.test(lines[line] ?? '')) continue;
    const indent = indentOf(lines[line] ?? '');
    let last = line;
    while (last + 1 < lines.length && (lines[last + 1]?.trim() === '' || indentOf(lines[last + 1] ?? '') > indent)) last++;
    found.push([line, last]);
    line = last;
  }
  return found;
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
