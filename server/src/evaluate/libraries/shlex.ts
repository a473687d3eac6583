import { PythonError } from '../interpreter/errors';

/**
 * Python's `shlex(text, posix=True)` with `whitespace = delimiters` and `whitespace_split = True`: quotes group, a backslash escapes,
 * `#` begins a comment. Throws a `ValueError` where a quote or an escape does not end.
 */
export function splitShell(text: string, delimiters: string): readonly string[] {
  const tokens: string[] = [];
  const characters = [...text];
  let state: ' ' | 'a' | 'quote' | 'escape' = ' ';
  let quote = '';
  let escapedIn: 'a' | 'quote' = 'a';
  let token = '';
  let quoted = false;
  const emit = (): void => {
    if (token !== '' || quoted) tokens.push(token);
    token = '';
    quoted = false;
    state = ' ';
  };
  for (let at = 0; at <= characters.length; at++) {
    const next = characters[at] ?? '';
    if (state === 'quote') {
      quoted = true;
      if (next === '') throw new PythonError('ValueError', 'No closing quotation');
      if (next === quote) state = 'a';
      else if (next === '\\' && quote === '"') {
        escapedIn = 'quote';
        state = 'escape';
      } else token += next;
    } else if (state === 'escape') {
      if (next === '') throw new PythonError('ValueError', 'No escaped character');
      if (escapedIn === 'quote' && next !== '\\' && next !== quote) token += '\\';
      token += next;
      state = escapedIn;
    } else if (next === '') {
      emit();
    } else if (delimiters.includes(next)) {
      emit();
    } else if (next === '#') {
      while (at < characters.length && characters[at] !== '\n') at++;
      if (state === 'a') emit();
    } else if (next === '\\') {
      escapedIn = 'a';
      state = 'escape';
    } else if (next === "'" || next === '"') {
      quote = next;
      state = 'quote';
    } else {
      token += next;
      state = 'a';
    }
  }
  return tokens;
}
