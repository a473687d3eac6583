import type { Span } from '../base/text';
import { MASK, maskedText, secretSpans, secretSpansInLine } from '../project/mask';
import type { Module } from '../syntax/python/ast';

/** The lines of a file as they may be printed. */
export function maskedLines(path: string, text: string, tree: Module | undefined): readonly string[] {
  const isPython = path.endsWith('.py') && tree;
  const shown = isPython ? hidden(text, secretSpans(tree)) : text;
  const lines = shown.replace(/\n$/, '').split('\n');
  return lines.map((line) => maskedText(isPython ? line : hidden(line, secretSpansInLine(line))));
}

function hidden(text: string, spans: readonly Span[]): string {
  let shown = '';
  let at = 0;
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    if (span.start < at || span.end <= span.start) continue;
    shown += text.slice(at, span.start) + MASK;
    at = span.end;
  }
  return shown + text.slice(at);
}
