import type { TextEdit } from '../../base/text';
import type { PythonFile } from '../../project/project';
import { strings } from './nodes';

/**
 * An expression to be written. Its string literals may be in either quote: they are written in the quote of the file.
 * A function is asked once file and offset are known; it may bring import edits of that file, or undefined where it has no answer.
 */
export type NewExpression = string | ((file: string, offset: number) => NewText | undefined);

export interface NewText {
  readonly text: string;
  /** Edits of the same file that the text needs. */
  readonly imports: readonly TextEdit[];
  /** The text uses a name that the file binds up to this offset: it means nothing above. */
  readonly from?: number;
}

/** The text of a new expression in the quotes of the file. */
export function resolveExpression(file: PythonFile, offset: number, expression: NewExpression): NewText | undefined {
  const made = typeof expression === 'string' ? { text: expression, imports: [] } : expression(file.path, offset);
  return made && { ...made, text: withQuotes(made.text, quoteFor(file)) };
}

/** The quote that most plain strings of the file are written in; double quotes where it has none. */
export function quoteFor(file: PythonFile): "'" | '"' {
  let single = 0;
  let double = 0;
  for (const literal of strings(file.tree)) {
    for (const part of literal.parts) {
      if (part.quote === "'") single++;
      else if (part.quote === '"') double++;
    }
  }
  return single > double ? "'" : '"';
}

/** A string literal of a text, in this quote where it needs no escape. */
export function literal(text: string, quote: string): string {
  const escaped = text.replace(/[\\\n\r\t]/g, (found) => ({ '\n': '\\n', '\r': '\\r', '\t': '\\t' })[found] ?? '\\\\');
  return quote + escaped.replaceAll(quote, `\\${quote}`) + quote;
}

/** Writes the simple string literals of an expression in another quote; one that holds quotes or escapes stays as it is. */
export function withQuotes(expression: string, quote: string): string {
  return expression.replace(/"([^"\\\n]*)"|'([^'\\\n]*)'/g, (whole: string, double?: string, single?: string) => {
    const text = double ?? single ?? '';
    return /["']/.test(text) ? whole : quote + text + quote;
  });
}
