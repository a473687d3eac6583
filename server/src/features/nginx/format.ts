import type { Span } from '../../base/text';
import type { NginxSource } from '../../project/project';
import type { Block, Comment, Directive, Statement } from '../../syntax/nginx/ast';

export interface FormatOptions {
  /** One step of indentation. */
  readonly unit: string;
}

/**
 * The text of a file with its white space put in order: indentation by blocks, one directive a line, one blank line at most, `;` and `{`
 * beside the word before them. Words, comments, raw code and template tags stay as they are, in their order; formatting the
 * result again changes nothing. Undefined for a file with a syntax error.
 */
export function formatted({ text, tree }: NginxSource, options: FormatOptions): string | undefined {
  if (tree.errors.length > 0) return undefined;
  return new Formatter(text, tree.comments, options.unit).format(tree.body);
}

class Formatter {
  private out = '';
  private next = 0;

  constructor(
    private readonly text: string,
    private readonly comments: readonly Comment[],
    private readonly unit: string,
  ) {}

  format(body: readonly Statement[]): string {
    this.body(body, 0, this.text.length, 0);
    return this.out.replace(/\s+$/, '') + (this.out.trim() === '' ? '' : this.eol);
  }

  private get eol(): string {
    return this.text.includes('\r\n') ? '\r\n' : '\n';
  }

  /** Statements and comments from one offset to another, each on a line of its own. */
  private body(statements: readonly Statement[], from: number, to: number, depth: number): void {
    let at = from;
    let isFirst = true;
    const place = (span: Span, indent: string) => {
      const gap = this.text.slice(at, span.start);
      if (this.out !== '' && !this.out.endsWith('\n')) this.out += this.eol;
      if (!isFirst && lineBreaks(gap) > 1) this.out += this.eol;
      this.out += indent;
      isFirst = false;
    };
    for (const statement of [...statements, undefined]) {
      const limit = statement?.span.start ?? to;
      for (let comment = this.peek(limit); comment; comment = this.peek(limit)) {
        const { span } = comment;
        this.next++;
        const isTrailing = !isFirst && lineBreaks(this.text.slice(at, span.start)) === 0;
        if (isTrailing) this.out += this.spaceBefore(at, span.start) + this.slice(span);
        else {
          place(span, this.unit.repeat(depth));
          this.out += this.slice(span);
        }
        at = span.end;
      }
      if (!statement) break;
      const indent = statement.kind === 'template' ? this.indentAt(statement.span.start) : this.unit.repeat(depth);
      place(statement.span, indent);
      this.statement(statement, depth);
      at = statement.span.end;
    }
  }

  private statement(statement: Statement, depth: number): void {
    if (statement.kind === 'template') this.out += this.slice(statement.span);
    else this.directive(statement, depth);
  }

  private directive(directive: Directive, depth: number): void {
    const { name, args, block, terminator } = directive;
    const oldIndent = this.indentAt(name.span.start);
    const indent = this.unit.repeat(depth);
    let at = name.span.end;
    this.out += this.slice(name.span);
    const put = (span: Span, isMark: boolean) => {
      const gap = this.text.slice(at, span.start);
      const afterComment = this.out.endsWith('\n');
      if (afterComment) this.out += this.continuation(span.start, oldIndent, indent);
      else if (lineBreaks(gap) > 0 && !isMark) this.out += this.eol + this.continuation(span.start, oldIndent, indent);
      else if (!isMark || this.text[span.start] === '{') this.out += ' ';
      this.out += this.slice(span);
      at = span.end;
    };
    for (const word of [...args, undefined]) {
      const span = word?.span ?? terminator;
      if (!span) break;
      for (let comment = this.peek(span.start); comment; comment = this.peek(span.start)) {
        this.next++;
        put(comment.span, false);
        this.out += this.eol;
      }
      put(span, word === undefined);
    }
    if (block) this.block(block, depth);
  }

  private block(block: Block, depth: number): void {
    const { open, close } = block;
    if (!close) return;
    if (block.raw) {
      this.out += this.text.slice(open.end, close.end);
      while (this.peek(close.end)) this.next++;
      return;
    }
    if (block.body.length === 0 && !this.peek(close.start)) {
      this.out += lineBreaks(this.text.slice(open.end, close.start)) > 0 ? `${this.eol}${this.unit.repeat(depth)}}` : ' }';
      return;
    }
    const [only] = block.body;
    const isOneLine = lineBreaks(this.text.slice(open.start, close.end)) === 0;
    if (only?.kind === 'directive' && !only.block && block.body.length === 1 && isOneLine) {
      this.out += ' ';
      this.directive(only, depth + 1);
      this.out += ' }';
      return;
    }
    const trailing = this.peek(block.body[0]?.span.start ?? close.start);
    if (trailing && lineBreaks(this.text.slice(open.end, trailing.span.start)) === 0) {
      this.next++;
      this.out += this.spaceBefore(open.end, trailing.span.start) + this.slice(trailing.span);
      this.body(block.body, trailing.span.end, close.start, depth + 1);
    } else this.body(block.body, open.end, close.start, depth + 1);
    if (!this.out.endsWith('\n')) this.out += this.eol;
    this.out += `${this.unit.repeat(depth)}}`;
  }

  /** The next comment, if it begins before an offset. */
  private peek(before: number): Comment | undefined {
    const comment = this.comments[this.next];
    return comment && comment.span.start < before ? comment : undefined;
  }

  private slice({ start, end }: Span): string {
    return this.text.slice(start, end);
  }

  /** Comments at the end of a line keep the column that somebody gave them. */
  private spaceBefore(from: number, to: number): string {
    return from === to ? ' ' : this.text.slice(from, to);
  }

  private indentAt(offset: number): string {
    const start = this.text.lastIndexOf('\n', offset - 1) + 1;
    return /^[ \t]*/.exec(this.text.slice(start, offset))?.[0] ?? '';
  }

  /** A further line of a directive moves as far as its first line does. */
  private continuation(offset: number, oldIndent: string, indent: string): string {
    const own = this.indentAt(offset);
    return own.startsWith(oldIndent) && own.length > oldIndent.length ? indent + own.slice(oldIndent.length) : indent + this.unit;
  }
}

function lineBreaks(gap: string): number {
  return gap.split('\n').length - 1;
}
