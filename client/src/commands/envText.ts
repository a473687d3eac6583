import type { RangeDto } from '../../../server/src/protocol';

/** One variable as an env file gives it. */
export type EnvVariable =
  | { readonly kind: 'absent' }
  /** `raw`: the text behind `=`, with its quotes and without a comment behind it; `text` without the quotes. */
  | { readonly kind: 'given'; readonly line: number; readonly raw: string; readonly text: string; readonly comment: string }
  /** It is given twice, or its quotes do not end on its line: readers differ, and no edit is certain. */
  | { readonly kind: 'unclear' };

export interface LineEdit {
  readonly range: RangeDto;
  readonly newText: string;
}

/** What a file gives for a name. Lines that are commented out give nothing. */
export function findVariable(text: string, name: string): EnvVariable {
  const found = text.split(/\r\n|\r|\n/).flatMap((content, line) => {
    const match = /^\s*(?:export\s+)?([\w.]+)\s*=[^\S\r\n]*(.*)$/.exec(content);
    return match?.[1] === name ? [{ line, rest: match[2] ?? '' }] : [];
  });
  const [only, ...others] = found;
  if (!only) return { kind: 'absent' };
  const value = partsOf(only.rest);
  return value && others.length === 0 ? { kind: 'given', line: only.line, ...value } : { kind: 'unclear' };
}

/** Gives a variable a value that needs no quotes: in its line, else in a new one at the end. Undefined where it is unclear. */
export function setVariable(text: string, name: string, value: string): LineEdit | undefined {
  const found = findVariable(text, name);
  const lines = text.split(/\r\n|\r|\n/);
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  switch (found.kind) {
    case 'unclear':
      return undefined;
    case 'absent': {
      const end = { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
      return { range: { start: end, end }, newText: `${end.character > 0 ? newline : ''}${name}=${value}${newline}` };
    }
    case 'given': {
      const content = lines[found.line] ?? '';
      const assignment = /^\s*(?:export\s+)?[\w.]+/.exec(content)?.[0] ?? name;
      // Some readers take a comment behind a value for a part of it: it goes above.
      const comment = found.comment === '' ? '' : `${found.comment}${newline}`;
      const range = { start: { line: found.line, character: 0 }, end: { line: found.line, character: content.length } };
      return { range, newText: `${comment}${assignment}=${value}` };
    }
  }
}

/** Letters, digits and marks that every reader of env files takes as they are, without quotes. */
export function isPlain(text: string): boolean {
  return /^[\w.+/=@^%:~-]*$/.test(text);
}

/**
 * The text for the variable of old keys that keeps another one valid; undefined where it cannot be told without doubt.
 *
 * @param old the key as the same file gives it until now. @param kind `one`: what the variable holds is replaced.
 */
export function withOldKey(
  text: string,
  variable: string,
  old: { readonly raw: string; readonly text: string },
  kind: 'list' | 'one',
): string | undefined {
  const before = findVariable(text, variable);
  if (before.kind === 'unclear') return undefined;
  if (kind === 'one') return old.raw;
  if (!isPlain(old.text)) return undefined;
  if (before.kind === 'absent' || before.text === '') return old.text;
  return isPlain(before.raw.replaceAll(',', '')) ? `${old.text},${before.text}` : undefined;
}

function partsOf(rest: string): { readonly raw: string; readonly text: string; readonly comment: string } | undefined {
  const quoted = /^(["'])((?:(?!\1)[^\\]|\\.)*)\1[^\S\r\n]*(#.*)?$/.exec(rest);
  if (quoted) return { raw: rest.slice(0, (quoted[2] ?? '').length + 2), text: quoted[2] ?? '', comment: quoted[3] ?? '' };
  if (/^["']/.test(rest)) return undefined;
  const plain = /^(.*?)[^\S\r\n]*((?:(?<=\s)|^)#.*)?$/.exec(rest);
  const raw = plain?.[1] ?? rest;
  return { raw, text: raw, comment: plain?.[2] ?? '' };
}
