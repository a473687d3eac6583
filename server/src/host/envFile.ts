/** One variable of an env file. `line` is one-based. */
export interface EnvFileVariable {
  readonly name: string;
  readonly value: string;
  readonly line: number;
}

/**
 * Reads an env file as shells and most loaders agree on it: `export` is allowed, quotes go, a comment after an unquoted
 * value needs a blank before its `#`, `\n` and `\"` count within double quotes only. Lines that are no assignment are left out.
 */
export function parseEnvFile(text: string): readonly EnvFileVariable[] {
  return text.split(/\r?\n/).flatMap((line, index): EnvFileVariable[] => {
    const match = /^\s*(?:export\s+)?([A-Za-z_][\w.]*)\s*=\s*(.*)$/.exec(line);
    return match ? [{ name: match[1] ?? '', value: unquote(match[2] ?? ''), line: index + 1 }] : [];
  });
}

function unquote(raw: string): string {
  const single = /^'([^']*)'/.exec(raw);
  if (single) return single[1] ?? '';
  const double = /^"((?:[^"\\]|\\.)*)"/.exec(raw);
  if (double)
    return (double[1] ?? '').replace(/\\(.)/g, (whole, char: string) => (char === 'n' ? '\n' : '"\\$`'.includes(char) ? char : whole));
  return raw.replace(/(^|\s)#.*$/, '').trim();
}
