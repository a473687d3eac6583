/** A value with variables in it, as nginx takes it apart. */
export interface ScriptFacts {
  /** Names as written, captures (`$1`) left out. */
  readonly variables: readonly string[];
  readonly error: string | undefined;
}

const NONE: ScriptFacts = { variables: [], error: undefined };

/**
 * `ngx_http_script_compile`: a `$` has to be followed by a name or a digit, and `${` by a `}`.
 * @param captures whether `$1` means a group of a regular expression; where not, it is a variable of that name.
 */
export function readScript(text: string, captures = true): ScriptFacts {
  if (!text.includes('$')) return NONE;
  const variables: string[] = [];
  for (let at = text.indexOf('$'); at >= 0; at = text.indexOf('$', at)) {
    at++;
    if (captures && /[1-9]/.test(text[at] ?? '')) {
      at++;
      continue;
    }
    const braced = text[at] === '{';
    if (braced) at++;
    const name = /^\w*/.exec(text.slice(at))?.[0] ?? '';
    if (at >= text.length) return { variables, error: 'a $ without a name behind it' };
    at += name.length;
    if (braced && text[at] !== '}') return { variables, error: `the closing brace of \${${name} is missing` };
    if (name === '') return { variables, error: 'a $ without a name behind it' };
    if (braced) at++;
    variables.push(name);
  }
  return { variables, error: undefined };
}
