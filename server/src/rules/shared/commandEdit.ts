import type { Place } from '../../base/text';
import type { RunWord } from '../../project/environment/runCommand';
import type { Project } from '../../project/project';
import type { Edits } from '../edit';

/** Words that can be edited where they are written: a command (`RunCommand`), or the options that a variable holds. */
export interface WrittenWords {
  readonly place: Place;
  readonly args: readonly RunWord[];
}

/**
 * Puts another text in the place of a word. It stands in whatever quotes the word has; undefined where the word is not written as it is,
 * or where the text is not safe in every language that commands are written in (letters, digits and `_./:=@+-`).
 */
export function replaceWord({ args }: WrittenWords, index: number, text: string): Edits {
  const word = args[index];
  if (!word?.exact || !isPlain(text)) return undefined;
  return [{ file: word.place.file, edits: [{ span: word.place.span, newText: text }] }];
}

/** Puts another text in a part of a word: the value of `--bind=x`. The same conditions as for `replaceWord`. */
export function replacePart(place: Place, text: string): Edits {
  return isPlain(text) ? [{ file: place.file, edits: [{ span: place.span, newText: text }] }] : undefined;
}

/**
 * Adds words before the first one behind the program, in the way in which the words around it are separated: by blanks or joined lines in
 * a shell line or a unit, as further strings of a JSON or YAML list, as further items of a YAML list. Undefined where that is not certain.
 */
export function addWords(project: Project, words: WrittenWords, added: readonly string[]): Edits {
  if (added.length === 0 || !added.every(isPlain)) return undefined;
  const [first] = words.args;
  if (!first) return addAfter(project, words, added);
  const text = project.files.read(first.place.file);
  if (text === undefined) return undefined;
  // Only where the word begins counts: `--bind=$HOST` is as good as another.
  const quote = quoteOf(text, first);
  const before = gapBefore(text, first.place, words);
  const isOwnQuote = before !== undefined && before.close === '' && before.open === quote;
  const gap = before && (before.open === before.close || isOwnQuote) ? before : gapBetween(text, words);
  if (!gap || (!isOwnQuote && (gap.close !== quote || gap.open !== quote))) return undefined;
  // The new words stand in quotes where those around them do; a word of a shell that alone has some keeps them for itself.
  const start = first.place.span.start - (isOwnQuote ? quote.length : 0);
  const own = isOwnQuote ? '' : quote;
  const newText = added.map((word) => word + own + gap.middle + own).join('');
  return [{ file: first.place.file, edits: [{ span: { start, end: start }, newText }] }];
}

/** Takes out words with what separates them from the word before. Undefined where that is not certain, and for the only word of a command. */
export function removeWords(project: Project, words: WrittenWords, from: number, to: number): Edits {
  const gone = words.args.slice(from, to + 1);
  const [first] = gone;
  const last = gone.at(-1);
  const before = words.args[from - 1];
  const after = words.args[to + 1];
  if (!first || !last || gone.some((word) => !word.exact || word.place.file !== first.place.file)) return undefined;
  const text = project.files.read(first.place.file);
  if (text === undefined || !inOrder(gone)) return undefined;
  if (before && before.place.file === first.place.file && before.exact) {
    const gap = gapOf(text.slice(before.place.span.end, first.place.span.start));
    // The quote behind the last word comes to end the one before.
    return gap && gap.close === quoteOf(text, last) ? cut(first, before.place.span.end, last.place.span.end) : undefined;
  }
  const lead = before ? undefined : gapBefore(text, first.place, words);
  if (lead && lead.close === quoteOf(text, last)) return cut(first, first.place.span.start - lead.length, last.place.span.end);
  if (after?.exact && after.place.file === first.place.file) {
    const gap = gapOf(text.slice(last.place.span.end, after.place.span.start));
    return gap && gap.open === quoteOf(text, first) ? cut(first, first.place.span.start, after.place.span.start) : undefined;
  }
  return undefined;
}

/** The quote around a word alone; '' where it has none. */
function quoteOf(text: string, { place: { span } }: RunWord): string {
  const before = text.charAt(span.start - 1);
  return (before === '"' || before === "'") && text.charAt(span.end) === before ? before : '';
}

function cut({ place }: RunWord, start: number, end: number): Edits {
  return [{ file: place.file, edits: [{ span: { start, end }, newText: '' }] }];
}

function inOrder(words: readonly RunWord[]): boolean {
  return words.every((word, index) => index === 0 || (words[index - 1]?.place.span.end ?? 0) <= word.place.span.start);
}

/** Nothing that a shell, JSON, YAML, a unit or an env file reads as more than itself. */
function isPlain(text: string): boolean {
  return /^[\w./=+-][\w./:=@+-]*$/.test(text) && !text.endsWith(':');
}

interface Gap {
  /** The quote that ends the word before, what stands between them, and the quote that begins the next one. */
  readonly close: string;
  readonly middle: string;
  readonly open: string;
  readonly length: number;
}

const BLANKS = /^(["']?)((?:[ \t]|\\?\r?\n)+)(["']?)$/;
const COMMA = /^(["'])(\s*,\s*)(["'])$/;
const PLAIN_COMMA = /^()(\s*,\s*)()$/;
const ITEM = /^(["']?)([ \t]*\r?\n[ \t]*-[ \t]+)(["']?)$/;

function gapOf(between: string): Gap | undefined {
  const match = BLANKS.exec(between) ?? COMMA.exec(between) ?? PLAIN_COMMA.exec(between) ?? ITEM.exec(between);
  if (!match) return undefined;
  const [whole, close = '', middle = '', open = ''] = match;
  return { close, middle, open, length: whole.length };
}

/** What stands between the program and its first word, where both are written together. */
function gapBefore(text: string, { file, span: { start } }: Place, { place }: WrittenWords): Gap | undefined {
  if (file !== place.file || start <= place.span.start || start > place.span.end) return undefined;
  const lead = text.slice(place.span.start, start);
  const match = /["']?[\s,\\-]*["']?$/.exec(lead);
  return match && match[0].length < lead.length ? gapOf(match[0]) : undefined;
}

/** What stands between the first two words, for the words of a `CMD` behind an `ENTRYPOINT` and those of a variable. */
function gapBetween(text: string, { args }: WrittenWords): Gap | undefined {
  const [first, second] = args;
  if (!first?.exact || !second?.exact || first.place.file !== second.place.file) return undefined;
  return gapOf(text.slice(first.place.span.end, second.place.span.start));
}

/** Behind a program that has no words: in its quotes, or on its line. */
function addAfter(project: Project, { place }: WrittenWords, added: readonly string[]): Edits {
  const next = project.files.read(place.file)?.charAt(place.span.end);
  if (next === undefined) return undefined;
  const { end } = place.span;
  const isQuoted = next === '"' || next === "'";
  if (!isQuoted && next !== '' && !/\s/.test(next)) return undefined;
  if (isQuoted) return undefined;
  return [{ file: place.file, edits: [{ span: { start: end, end }, newText: added.map((word) => ` ${word}`).join('') }] }];
}
