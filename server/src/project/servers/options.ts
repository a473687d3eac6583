import type { Place } from '../../base/text';
import type { ServerOption } from '../../knowledge/servers';
import type { Held, Variables } from '../environment/held';
import type { RunCommand, RunWord } from '../environment/runCommand';

/** An option that a server gets. */
export interface Given {
  readonly name: string;
  /** Undefined where the files do not tell it. A flag has none. */
  readonly value: string | undefined;
  /** A flag that is on, not off; undefined where it is not told. An option with a value is on. */
  readonly isOn: boolean | undefined;
  readonly source: 'command' | 'environment' | 'file';
  /** Of the whole option: its flag and its value. */
  readonly place: Place;
  /** Of what the value stands in; that of the whole for a flag. */
  readonly valuePlace: Place;
  /** The words of the command line that it consists of; none where it comes from elsewhere. */
  readonly words: readonly RunWord[];
}

/** What a server is told, by its command line, its environment and its files. */
export interface ServerOptions {
  /** In the order in which the server takes them: of several the last one counts. */
  readonly given: readonly Given[];
  /** Words that are no options: what is served. */
  readonly targets: readonly RunWord[];
  /** Words that look like options, and are none of the newest release. */
  readonly strange: readonly RunWord[];
  /** In words: why there may be more than is known. */
  readonly open: string | undefined;
}

/** How a program reads its command line. */
export interface CommandGrammar {
  readonly options: readonly ServerOption[];
  /** Long flags may be shortened as long as they are one option's only: argparse and getopt do that, click does not. */
  readonly abbreviates: boolean;
  /** Options end at the first word that is none. */
  readonly stopsAtTarget?: boolean;
}

interface Flag {
  readonly option: ServerOption;
  readonly isOff: boolean;
  readonly words: readonly RunWord[];
  /** A value that is joined to the flag. */
  readonly joined: string | undefined;
  /** It has a value joined, of which the files do not tell all. */
  readonly isBlurred?: boolean;
}

/** Reads the words of a command. */
export function readOptions(command: RunCommand, grammar: CommandGrammar): ServerOptions {
  const given: Given[] = [];
  const targets: RunWord[] = [];
  const strange: RunWord[] = [];
  let open: string | undefined;
  let areOptionsOver = false;
  const { args } = command;
  for (let at = 0; at < args.length; at++) {
    const word = args[at];
    if (!word) continue;
    if (word.text === '--' && !areOptionsOver) {
      areOptionsOver = true;
      continue;
    }
    const isUntold = word.text === undefined && !/^-./.test(word.begins);
    if (areOptionsOver || (!isUntold && !/^-./.test(word.begins))) {
      targets.push(word);
      if (grammar.stopsAtTarget) areOptionsOver = true;
      continue;
    }
    if (isUntold) {
      if (word.begins === '') open = MORE;
      targets.push(word);
      continue;
    }
    const found = flagsOf(word, grammar);
    if (found.length === 0) strange.push(word);
    for (const flag of found) {
      const next = args[at + 1];
      const takesNext = flag.option.takes === 'value' && flag.joined === undefined && !flag.isBlurred && next !== undefined;
      if (takesNext) at++;
      given.push(givenOf(flag, takesNext ? next : undefined));
    }
    if (word.text === undefined && word.mayBeSeveral) open = MORE;
  }
  return { given: [...environment(command.variables, grammar.options), ...given], targets, strange, open };
}

const MORE = 'a variable of the command line may hold more options';

/** The options that a word with a dash gives: `-abc` may be three. */
function flagsOf(word: RunWord, grammar: CommandGrammar): readonly Flag[] {
  const { begins: text } = word;
  const isWhole = word.text !== undefined;
  if (text.startsWith('--')) {
    const equals = text.indexOf('=');
    // `--work$X` is whatever it becomes.
    if (equals < 0 && !isWhole) return [];
    const option = longFlag(equals < 0 ? text : text.slice(0, equals), grammar);
    if (!option) return [];
    return [
      { ...option, words: [word], joined: equals < 0 || !isWhole ? undefined : text.slice(equals + 1), isBlurred: equals >= 0 && !isWhole },
    ];
  }
  const found: Flag[] = [];
  for (let at = 1; at < text.length; at++) {
    const letter = `-${text[at]}`;
    const option = grammar.options.find(({ flags }) => flags.includes(letter));
    if (!option) return found;
    const rest = text.slice(at + 1);
    if (option.takes !== 'value') {
      found.push({ option, isOff: false, words: [word], joined: undefined });
      continue;
    }
    const isJoined = rest !== '' || !isWhole;
    return [
      ...found,
      { option, isOff: false, words: [word], joined: isJoined && isWhole ? rest : undefined, isBlurred: isJoined && !isWhole },
    ];
  }
  return found;
}

function longFlag(
  flag: string,
  { options, abbreviates }: CommandGrammar,
): { readonly option: ServerOption; readonly isOff: boolean } | undefined {
  const all = options.flatMap((option) => [
    ...option.flags.map((text) => ({ text, option, isOff: false })),
    ...option.off.map((text) => ({ text, option, isOff: true })),
  ]);
  const exact = all.find(({ text }) => text === flag);
  if (exact || !abbreviates) return exact;
  const near = all.filter(({ text }) => text.startsWith(flag));
  return near.length === 1 ? near[0] : undefined;
}

function givenOf({ option, isOff, words, joined, isBlurred }: Flag, next: RunWord | undefined): Given {
  const [word] = words;
  const first = word?.place ?? { file: '', span: { start: 0, end: 0 } };
  const sameFile = next?.place.file === first.file;
  const place =
    next && sameFile ? { file: first.file, span: { start: first.span.start, end: Math.max(first.span.end, next.place.span.end) } } : first;
  const isFlag = option.takes !== 'value' && joined === undefined;
  return {
    name: option.name,
    value: isFlag || isBlurred ? undefined : (joined ?? next?.text),
    isOn: isFlag ? !isOff : true,
    source: 'command',
    place,
    valuePlace: next?.place ?? first,
    words: next ? [...words, next] : words,
  };
}

/** Options that the environment gives; the command line comes behind it and counts. */
function environment(variables: Variables, options: readonly ServerOption[]): readonly Given[] {
  return options.flatMap((option) => {
    const held = option.env === undefined ? undefined : variables.get(option.env);
    return held ? [fromVariable(option.name, held, option.takes === 'value')] : [];
  });
}

/** The option that a variable gives. */
export function fromVariable(name: string, held: Held, hasValue: boolean): Given {
  const text = held.kind === 'value' ? held.value : undefined;
  const { place } = held;
  const isOn = hasValue ? true : text === undefined ? undefined : /^(1|true|t|yes|y|on)$/i.test(text.trim());
  return { name, value: hasValue ? text : undefined, isOn, source: 'environment', place, valuePlace: place, words: [] };
}

/** What a server has of an option. */
export type Found =
  | { readonly kind: 'value'; readonly value: string; readonly given: Given }
  | { readonly kind: 'default' }
  | { readonly kind: 'unknown'; readonly reason: string; readonly given?: Given };

/** What counts of an option with a value: the last that gives it. Where the options are `open`, another may still come behind it. */
export function valueFor({ given, open }: ServerOptions, name: string): Found {
  const last = given.findLast((one) => one.name === name);
  if (last?.value !== undefined) return { kind: 'value', value: last.value, given: last };
  if (last) return { kind: 'unknown', reason: `the files do not tell the value of ${name}`, given: last };
  return open === undefined ? { kind: 'default' } : { kind: 'unknown', reason: open };
}

/** Whether a flag is on: by the last word about it, or by its default. */
export function isOn(options: ServerOptions, name: string, byDefault: boolean): boolean | undefined {
  const last = options.given.findLast((one) => one.name === name);
  if (last) return last.isOn;
  return options.open === undefined ? byDefault : undefined;
}

/** Everything that is given for an option which may stand several times; the environment counts only where the command line is silent. */
export function allOf({ given }: ServerOptions, name: string): readonly Given[] {
  const all = given.filter((one) => one.name === name);
  const own = all.filter(({ source }) => source !== 'environment');
  return own.length > 0 ? own : all;
}
