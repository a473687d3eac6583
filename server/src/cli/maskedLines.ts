import { isSecretName, MASK, maskedText, secretSpans } from '../project/mask';
import type { Module } from '../syntax/python/ast';

/** The lines of a file as they may be printed. */
export function maskedLines(path: string, text: string, tree: Module | undefined): readonly string[] {
  const shown = path.endsWith('.py') && tree ? maskedPython(text, tree) : maskedAssignments(text);
  return shown.replace(/\n$/, '').split('\n').map(maskedText);
}

function maskedPython(text: string, tree: Module): string {
  let shown = '';
  let at = 0;
  for (const span of [...secretSpans(tree)].sort((a, b) => a.start - b.start)) {
    if (span.start < at || span.end <= span.start) continue;
    shown += text.slice(at, span.start) + MASK;
    at = span.end;
  }
  return shown + text.slice(at);
}

function maskedAssignments(text: string): string {
  return text.replace(/^(\s*(?:export\s+)?([A-Za-z_]\w*)\s*=\s*)(\S.*)$/gm, (whole, head: string, name: string) =>
    isSecretName(name) ? head + MASK : whole,
  );
}
