import type { Span } from '../../base/text';

/**
 * An nginx configuration file as nginx's own reader splits it: words, terminators and blocks, with nothing said about what a
 * directive means. Offsets are UTF-16 units of the text that was parsed. Every text gives a tree.
 *
 * Rules of reading: https://github.com/nginx/nginx/blob/master/src/core/ngx_conf_file.c (`ngx_conf_read_token`).
 */
export interface NginxFile {
  readonly body: readonly Statement[];
  readonly comments: readonly Comment[];
  /** In the order in which nginx would meet them (it stops at the first). A file that nginx reads to its end has none. */
  readonly errors: readonly NginxSyntaxError[];
  /** Tags of a template language (Jinja, ERB, Go) stand in the text: what nginx will read is only partly here. */
  readonly templated: boolean;
}

export type Statement = Directive | TemplateTag;

/** `name word … ;` or `name word … { … }`. Also an entry of `map`, `geo`, `types`, whose name is a value. */
export interface Directive {
  readonly kind: 'directive';
  readonly name: Word;
  readonly args: readonly Word[];
  readonly block: Block | undefined;
  /** The `;`, or the `{` of the block; undefined where neither stands before the next `}` or the end of the file. */
  readonly terminator: Span | undefined;
  /** From the name to the `;` or the `}`. */
  readonly span: Span;
}

export interface Block {
  readonly open: Span;
  /** Undefined when the file ends first. */
  readonly close: Span | undefined;
  readonly body: readonly Statement[];
  /** The text between the braces is no nginx (`content_by_lua_block`): the body is empty. */
  readonly raw: boolean;
}

/** One word as nginx hands it to a directive. */
export interface Word {
  /** The value: quotes taken off, `\"`, `\'`, `\\`, `\t`, `\r`, `\n` replaced. What else follows a backslash keeps it. */
  readonly text: string;
  /** With the quotes. */
  readonly span: Span;
  readonly quote: '"' | "'" | undefined;
  /** Variables and template expressions in it, in order; nginx itself looks for variables only where a directive takes them. */
  readonly parts: readonly WordPart[];
}

export type WordPart = VariablePart | TemplatePart;

/** `$name`, `${name}`, `$1`. */
export interface VariablePart {
  readonly kind: 'variable';
  /** Without `$` and braces; as written (nginx knows variables by their lower-case name). */
  readonly name: string;
  readonly span: Span;
}

/** `{{ … }}`, `<%= … %>`: what stands here when nginx reads it is not known. */
export interface TemplatePart {
  readonly kind: 'template';
  readonly span: Span;
}

/** `{% if … %}`, `<% … %>`, `{{ … }}` where a directive would begin. */
export interface TemplateTag {
  readonly kind: 'template';
  /** The text between the marks, trimmed: `if tls`, `endif`. */
  readonly text: string;
  readonly span: Span;
}

/** Without the line end. */
export interface Comment {
  /** After the `#`, trimmed. */
  readonly text: string;
  readonly span: Span;
}

export interface NginxSyntaxError {
  readonly kind:
    | 'missing-terminator'
    | 'missing-close'
    | 'unexpected-close'
    | 'unexpected-terminator'
    | 'unexpected-block'
    | 'unterminated-quote'
    | 'after-quote'
    | 'too-long'
    | 'too-deep'
    | 'unreadable';
  /** What is in the way: the `}` that nobody opened, the quote that nobody closed, the name of the directive that does not end. */
  readonly span: Span;
  /** Where nginx itself stops, if it comes so far: its line is the one that nginx names. */
  readonly at: number;
  /** What nginx says there; undefined for what only we cannot read (`too-deep`, `unreadable`). */
  readonly says: string | undefined;
}
