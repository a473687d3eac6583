import { type EnvFileEntry, SPACE, splitLines, universalNewlines } from './text';

/** `.` of Python: anything but a line feed. */
const ANY = '[^\\n]';
const LINE = new RegExp(`^(?:export )?([A-Za-z_0-9]+)=(${ANY}*)$`, 'u');
const SINGLE = new RegExp(`^'(${ANY}*)'$`, 'u');
const DOUBLE = new RegExp(`^"(${ANY}*)"$`, 'u');
const SINGLE_BEFORE_COMMENT = new RegExp(`^[${SPACE}]*'(${ANY}*)'[${SPACE}]*(?:#${ANY}*[${SPACE}]*)?$`, 'u');
const BEFORE_COMMENT = new RegExp(`^(${ANY}*?)(?:#${ANY}*[${SPACE}]*)?$`, 'u');
const ESCAPE = new RegExp(`\\\\(${ANY})`, 'gu');

/**
 * The assignments of an env file as django-environ reads them: no space around `=`, no lower limit on names, quotes only around the
 * whole value; a comment after a value belongs to the value unless `parse_comments` is set.
 */
export function readEnvironFile(text: string, parseComments = false): readonly EnvFileEntry[] {
  const entries: EnvFileEntry[] = [];
  for (const line of splitLines(universalNewlines(text))) {
    const [, name, value] = LINE.exec(line) ?? [];
    if (name === undefined || value === undefined) continue;
    entries.push({ name, value: unquoted(parseComments ? withoutComment(value) : (SINGLE.exec(value)?.[1] ?? value)) });
  }
  return entries;
}

function withoutComment(value: string): string {
  return SINGLE_BEFORE_COMMENT.exec(value)?.[1] ?? BEFORE_COMMENT.exec(value)?.[1] ?? value;
}

/** In double quotes a backslash goes, but for `\r`, `\n` and `\t`, which stay two characters. */
function unquoted(value: string): string {
  const inner = DOUBLE.exec(value)?.[1];
  return inner === undefined ? value : inner.replace(ESCAPE, (both, character: string) => ('rnt'.includes(character) ? both : character));
}
