/** How an expression is held against a text. */
export interface Flags {
  readonly shape: 'start' | 'whole' | 'anywhere';
  readonly all?: boolean;
  readonly letters?: string;
}

export function flagsOf(letters: string, flags: Flags): Flags {
  return { ...flags, letters };
}

const MAX_PATTERN = 300;
/** Steps that the worst backtracking may take: length of the text to the power of the open repetitions. */
const MAX_WORK = 4e6;

/**
 * A Python pattern as a JavaScript expression for one text. Undefined where the two languages may differ, or where matching
 * might take long: nothing here runs for more than an instant, whatever the pattern is.
 */
export function translated(pattern: string, flags: Flags, text: string): RegExp | undefined {
  const inline = /^\(\?([aims]+)\)/.exec(pattern);
  const letters = (flags.letters ?? '') + (inline?.[1] ?? '');
  const source = inline ? pattern.slice(inline[0].length) : pattern;
  if (letters.includes('x') || source.length > MAX_PATTERN || !PLAIN.test(source) || !PLAIN.test(text)) return undefined;
  const multiline = letters.includes('m');
  const parsed = translate(source, multiline);
  if (!parsed || (text.length + 1) ** Math.max(1, parsed.repetitions) > MAX_WORK) return undefined;
  const body = flags.shape === 'anywhere' ? parsed.source : `${START}(?:${parsed.source})${flags.shape === 'whole' ? END : ''}`;
  try {
    return new RegExp(
      body,
      `${letters.includes('i') ? 'i' : ''}${letters.includes('s') ? 's' : ''}${multiline ? 'm' : ''}${flags.all ? 'g' : ''}`,
    );
  } catch {
    return undefined;
  }
}

/** Other characters are letters or white space in one language and not in the other. */
const PLAIN = /^[\t\n\x20-\x7e]*$/;

const START = '(?<![^])';
const END = '(?![^])';

/** Nothing but what means the same in both languages; `repetitions` counts those without an upper bound. */
function translate(pattern: string, multiline: boolean): { readonly source: string; readonly repetitions: number } | undefined {
  let source = '';
  let repetitions = 0;
  const groups: { repeats: number }[] = [];
  let closed = 0;
  for (let at = 0; at < pattern.length; ) {
    const rest = pattern.slice(at);
    const token = TOKEN.exec(rest)?.[0];
    if (token === undefined) return undefined;
    at += token.length;
    const isRepetition = /^[*+?{]/.test(token) && QUANTIFIER.test(token);
    // A repeated group that repeats something itself is where backtracking explodes.
    if (isRepetition && closed > 0 && !/^\?/.test(token)) return undefined;
    closed = 0;
    if (isRepetition) {
      const bounded = /^\?|^\{\d+(,\d+)?\}/.test(token);
      if (bounded && Number(/(\d+)\}/.exec(token)?.[1] ?? 0) > 100) return undefined;
      if (!/^\?/.test(token)) {
        repetitions += bounded ? 0 : 1;
        for (const group of groups) group.repeats++;
      }
      source += token;
    } else if (token.startsWith('(')) {
      groups.push({ repeats: 0 });
      source += token.replace('(?P<', '(?<');
    } else if (token === ')') {
      const group = groups.pop();
      if (!group) return undefined;
      closed = group.repeats;
      source += token;
    } else if (token === '|') {
      for (const group of groups) group.repeats++;
      source += token;
    } else source += anchor(token, multiline);
  }
  return groups.length === 0 ? { source, repetitions } : undefined;
}

function anchor(token: string, multiline: boolean): string {
  if (token === '\\A') return START;
  if (token === '\\Z') return END;
  return token === '$' && !multiline ? `(?=\\n?${END})` : token;
}

const QUANTIFIER = /^(?:[*+?]|\{\d+(?:,\d*)?\})\??$/;

/** A quantifier, a group's start or end, a class, an escape or one plain character. */
const TOKEN =
  /^(?:(?:[*+?]|\{\d+(?:,\d*)?\})\??(?![*+?{])|\((?:\?(?:P<[A-Za-z_]\w*>|:|=|!|<=|<!))?(?!\?)|\)|\||\[\^?(?!\])(?:\\[dwsDWS\\\][^$.|?*+(){}\-/"'tn#&~@%:,=<>!_ ]|[^\]\\[&~|-]|-)+\]|\\[dwsDWSbBAZ\\^$.|?*+(){}[\]\-/"'tn#&~@%:,=<>!_ ]|[^\\*+?{()|[\]]|\]|\{(?!\d*,?\d*\}))/;
