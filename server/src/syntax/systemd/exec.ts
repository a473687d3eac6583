import { type PlacedWord, placedWords, type UnitEntry } from './unit';

/** One command of `ExecStart=` and its kin. */
export interface ExecCommand {
  /** The signs before the path: `@`, `-`, `:`, `+`, `!`, `!!`, `|`. */
  readonly prefixes: string;
  /** The program and its arguments; what `@` names the process by is left out. Never empty. */
  readonly words: readonly PlacedWord[];
  /** `$NAME` and `${NAME}` are put in, as far as no `:` stands before the path. */
  readonly expands: boolean;
}

const PREFIXES = /^[@:+!|-]+/;

/**
 * The commands of one assignment: several where a `;` stands alone. None where a quote is not closed or nothing stands behind the prefixes.
 * Variables of the words are not put in.
 * Source: systemd.service(5), “Command lines”.
 */
export function execCommands(entry: UnitEntry): readonly ExecCommand[] {
  const groups: PlacedWord[][] = [[]];
  for (const word of placedWords(entry)) {
    if (isSeparator(entry, word)) groups.push([]);
    else groups.at(-1)?.push(word.raw === '\\;' ? { ...word, raw: ';', text: ';', exact: false } : word);
  }
  return groups.flatMap((words) => commandOf(words) ?? []);
}

function isSeparator(entry: UnitEntry, { raw, span }: PlacedWord): boolean {
  // A quoted semicolon is an argument: its span lies inside the quotes.
  return raw === ';' && span.end - span.start === 1 && !isBeforeQuote(entry, span.start);
}

function isBeforeQuote(entry: UnitEntry, start: number): boolean {
  for (let index = 0; index < entry.value.length; index++)
    if (entry.offset(index) === start) return /["']/.test(entry.value.charAt(index - 1));
  return false;
}

function commandOf(words: readonly PlacedWord[]): ExecCommand | undefined {
  const [first, ...rest] = words;
  if (!first) return undefined;
  const prefixes = PREFIXES.exec(first.raw)?.[0] ?? '';
  const length = prefixes.length;
  if (first.raw.length === length) return undefined;
  const program: PlacedWord = {
    text: first.text?.slice(length),
    raw: first.raw.slice(length),
    span: first.exact ? { start: first.span.start + length, end: first.span.end } : first.span,
    exact: first.exact,
  };
  const args = prefixes.includes('@') ? rest.slice(1) : rest;
  return { prefixes, words: [program, ...args], expands: !prefixes.includes(':') };
}
