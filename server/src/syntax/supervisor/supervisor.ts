import type { Span } from '../../base/text';
import { partOf, type WrittenText } from '../written';

/** A section of a configuration of supervisor: `[program:web]`, `[supervisord]`, `[include]`. */
export interface SupervisorSection {
  /** `program`, `fcgi-program`, `eventlistener`, `supervisord`, … */
  readonly kind: string;
  /** What stands behind the colon; '' where there is none. */
  readonly name: string;
  readonly nameSpan: Span;
  readonly options: readonly SupervisorOption[];
}

export interface SupervisorOption {
  /** In small letters: supervisor does not tell cases apart. */
  readonly key: string;
  readonly keySpan: Span;
  /** Lines that go on are joined by line breaks; comments behind white space are gone. */
  readonly value: WrittenText;
}

/** A word of a command; `text` is undefined where supervisor puts something in: `%(ENV_PORT)s`. */
export interface SupervisorWord {
  readonly text: string | undefined;
  readonly span: Span;
  /** The file has exactly `text` at the span. */
  readonly exact: boolean;
}

/** A variable of `environment=`; `value` is undefined where supervisor puts something in. */
export interface SupervisorVariable {
  readonly name: string;
  readonly value: string | undefined;
  readonly span: Span;
}

/**
 * Reads the sections of a configuration. Lines that are none of it are left out; of an option that comes twice, the last one counts.
 * Sources: http://supervisord.org/configuration.html, and `configparser` of Python as supervisor uses it.
 */
export function readSupervisor(text: string): readonly SupervisorSection[] {
  const sections: (Omit<SupervisorSection, 'options'> & { readonly options: Open[] })[] = [];
  let last: Open | undefined;
  for (const { line, start } of linesOf(text)) {
    const content = withoutComment(line);
    const indent = content.length - content.trimStart().length;
    const trimmed = content.trim();
    if (trimmed === '') continue;
    if (last && indent > last.indent) {
      last.pieces.push({ text: trimmed, start: start + indent });
      continue;
    }
    last = undefined;
    const header = /^\[([^\]]+)\]/.exec(trimmed)?.[1];
    if (header !== undefined) {
      const colon = header.indexOf(':');
      const from = start + indent + 1 + colon + 1;
      const name = colon < 0 ? '' : header.slice(colon + 1);
      sections.push({
        kind: colon < 0 ? header : header.slice(0, colon),
        name,
        nameSpan: { start: from, end: from + name.length },
        options: [],
      });
      continue;
    }
    const [whole, key = '', gap = ''] = /^([^=:\s][^=:]*?)(\s*[=:]\s*)/.exec(trimmed) ?? [];
    const section = sections.at(-1);
    if (whole === undefined || !section) continue;
    const at = start + indent;
    const value = trimmed.slice(whole.length);
    last = {
      indent,
      key: key.toLowerCase(),
      keySpan: { start: at, end: at + key.length },
      pieces: [{ text: value, start: at + key.length + gap.length }],
    };
    section.options.push(last);
  }
  return sections.map(({ options, ...section }) => ({
    ...section,
    options: options.map(({ key, keySpan, pieces }) => ({ key, keySpan, value: joined(pieces) })),
  }));
}

/** The option of a section that counts. */
export function supervisorOption(section: SupervisorSection, key: string): SupervisorOption | undefined {
  return section.options.findLast((option) => option.key === key);
}

/** The words of `command=`, as `shlex` of Python splits them; undefined where a quote is not closed: supervisor does not start it. */
export function supervisorWords(value: WrittenText): readonly SupervisorWord[] | undefined {
  const words: SupervisorWord[] = [];
  const { text } = value;
  for (let at = 0; at < text.length; ) {
    if (/\s/.test(text.charAt(at))) at++;
    else {
      const word = wordAt(text, at);
      if (!word) return undefined;
      const isExpanded = /%\(|%%/.test(word.text);
      const whole = word.text.replaceAll('%%', '%');
      const quote = text.charAt(at);
      const isQuoted = (quote === '"' || quote === "'") && text.slice(at, word.end) === `${quote}${word.text}${quote}`;
      const part = partOf(value, isQuoted ? at + 1 : at, isQuoted ? word.end - 1 : word.end);
      const isVerbatim = text.slice(at, word.end) === word.text || isQuoted;
      words.push({ text: word.text.includes('%(') ? undefined : whole, span: part.span, exact: part.exact && isVerbatim && !isExpanded });
      at = word.end;
    }
  }
  return words;
}

/** The variables of `environment=`: `A="1",B=2`. Undefined where supervisor refuses the text. */
export function supervisorEnvironment(value: WrittenText): readonly SupervisorVariable[] | undefined {
  const variables: SupervisorVariable[] = [];
  const { text } = value;
  for (let at = 0; at < text.length; ) {
    const lead = /^[\s,]*/.exec(text.slice(at))?.[0].length ?? 0;
    at += lead;
    if (at >= text.length) break;
    const found = /^([\w/.+():-]+)\s*=\s*("[^"]*"|'[^']*'|[\w/.+():%@~!?*&^$-]+)\s*(?=,|$)/.exec(text.slice(at));
    if (!found) return undefined;
    const [whole, name = '', written = ''] = found;
    const plain = written.replace(/^['"]+|['"]+$/g, '');
    const { span } = partOf(value, at, at + whole.trimEnd().length);
    variables.push({ name, value: plain.includes('%(') ? undefined : plain.replaceAll('%%', '%'), span });
    at += whole.length;
  }
  return variables;
}

interface Piece {
  readonly text: string;
  readonly start: number;
}

interface Open {
  readonly indent: number;
  readonly key: string;
  readonly keySpan: Span;
  readonly pieces: Piece[];
}

function* linesOf(text: string): Generator<{ readonly line: string; readonly start: number }> {
  for (let start = 0; start <= text.length; ) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    yield { line: text.slice(start, end).replace(/\r$/, ''), start };
    start = end + 1;
  }
}

/** A line up to a `;` or `#` that begins it or stands behind white space. */
function withoutComment(line: string): string {
  return /(?:^|\s)[;#]/.test(line) ? line.slice(0, line.search(/(?:^|(?<=\s))[;#]/)) : line;
}

function joined(pieces: readonly Piece[]): WrittenText {
  const offsets: number[] = [];
  let text = '';
  for (const [index, piece] of pieces.entries()) {
    if (index > 0) {
      text += '\n';
      offsets.push((offsets.at(-1) ?? piece.start) + 1);
    }
    text += piece.text;
    for (let at = 0; at < piece.text.length; at++) offsets.push(piece.start + at);
  }
  const start = pieces[0]?.start ?? 0;
  return { text, span: { start, end: text === '' ? start : (offsets.at(-1) ?? start) + 1 }, offsets };
}

/** A word as `shlex.split` takes it. */
function wordAt(text: string, start: number): { readonly text: string; readonly end: number } | undefined {
  let out = '';
  let quote = '';
  let at = start;
  for (; at < text.length; at++) {
    const char = text.charAt(at);
    const next = text.charAt(at + 1);
    if (quote === "'") {
      if (char === quote) quote = '';
      else out += char;
    } else if (quote === '"') {
      if (char === quote) quote = '';
      else if (char === '\\' && (next === '"' || next === '\\')) {
        out += next;
        at++;
      } else out += char;
    } else if (/\s/.test(char)) break;
    else if (char === '"' || char === "'") quote = char;
    else if (char === '\\') {
      if (next === '') return undefined;
      out += next;
      at++;
    } else out += char;
  }
  return quote === '' ? { text: out, end: at } : undefined;
}
