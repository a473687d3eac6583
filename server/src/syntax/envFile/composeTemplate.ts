/** A value that is not known may go into another one only so deep; compose itself has no bound. */
const DEEPEST = 100;
/** Go folds case as JavaScript does with `iu`: `ſ` and the Kelvin sign are letters of a name. */
const NAME = /[_a-z][_a-z0-9]*/iuy;
const OPERATOR = /:?[-+?]/y;

/** The value of a variable: null where it is not set, undefined where nobody knows. */
export type Mapping = (name: string) => string | null | undefined;

/**
 * A value with its variables replaced as compose does it: `$NAME`, `${NAME}`, `${NAME:-…}`, `-`, `:+`, `+`, `:?`, `?`, nested, and `$$`
 * for a `$`; any other `$` stays. Undefined when it depends on what nobody knows.
 *
 * @param refuse makes the error that is thrown for `${` that is no reference, and for a required variable that is missing.
 *
 * Source: package `template` of compose-spec/compose-go.
 */
export function substitute(value: string, mapping: Mapping, refuse: (reason: string) => Error, depth = 0): string | undefined {
  if (!value.includes('$')) return value;
  if (depth > DEEPEST) return undefined;
  const lastBrace = braceFinder(value);
  const parts: string[] = [];
  let known = true;
  let from = 0;
  for (let at = value.indexOf('$'); at >= 0; at = value.indexOf('$', from)) {
    const found = referenceAt(value, at, lastBrace);
    if (found === 'invalid') throw refuse('“$” and “{” are not followed by the name of a variable and “}”');
    parts.push(value.slice(from, at));
    from = found.end;
    const part = replaced(found, mapping, refuse, depth);
    if (part === undefined) known = false;
    else parts.push(part);
  }
  return known ? parts.join('') + value.slice(from) : undefined;
}

type Found =
  | { readonly kind: 'text'; readonly text: string; readonly end: number }
  | { readonly kind: 'variable'; readonly name: string; readonly end: number }
  | { readonly kind: 'operator'; readonly name: string; readonly operator: string; readonly operand: string; readonly end: number };

function referenceAt(value: string, at: number, lastBrace: (from: number) => number): Found | 'invalid' {
  const next = value[at + 1];
  if (next === '$') return { kind: 'text', text: '$', end: at + 2 };
  const braced = next === '{';
  const name = matchAt(NAME, value, at + (braced ? 2 : 1));
  if (!braced) return name === '' ? { kind: 'text', text: '$', end: at + 1 } : { kind: 'variable', name, end: at + 1 + name.length };
  const afterName = at + 2 + name.length;
  if (name === '') return 'invalid';
  if (value[afterName] === '}') return { kind: 'variable', name, end: afterName + 1 };
  const operator = matchAt(OPERATOR, value, afterName);
  const start = afterName + operator.length;
  const last = lastBrace(at);
  if (operator === '' || last < start) return 'invalid';
  const close = closingBrace(value, at, last);
  return { kind: 'operator', name, operator, operand: value.slice(start, close), end: close + 1 };
}

/** A brace is counted together with the character behind it, as compose-go does; without a match the last brace of the line closes. */
function closingBrace(value: string, start: number, last: number): number {
  let open = 0;
  for (let at = start; at <= last; at++) {
    if (value[at] === '}' && --open === 0) return at;
    if (value[at] === '{') {
      open++;
      at++;
    }
  }
  return last;
}

function replaced(found: Found, mapping: Mapping, refuse: (reason: string) => Error, depth: number): string | undefined {
  if (found.kind === 'text') return found.text;
  const value = mapping(found.name);
  if (found.kind === 'variable') return value === null ? '' : value;
  if (value === undefined) return undefined;
  const { operator, operand, name } = found;
  const absent = value === null || (operator.startsWith(':') && value === '');
  const inner = (): string | undefined => substitute(operand, mapping, refuse, depth + 1);
  if (operator.endsWith('-')) return absent ? inner() : value;
  if (operator.endsWith('+')) return absent ? (value ?? '') : inner();
  if (!absent) return value;
  inner();
  throw refuse(`the variable ${name} is required and has no value`);
}

/** Finds the last `}` of the line that an offset lies in; asks each line once, so that a long value takes linear time. */
function braceFinder(value: string): (from: number) => number {
  let end = -1;
  let last = -1;
  return (from) => {
    if (from > end) {
      const feed = value.indexOf('\n', from);
      end = feed < 0 ? value.length : feed;
      last = value.lastIndexOf('}', end);
    }
    return last;
  };
}

function matchAt(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
}
