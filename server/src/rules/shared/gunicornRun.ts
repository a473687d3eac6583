import type { Place } from '../../base/text';
import type { EvaluatedSettings } from '../../evaluate/settings';
import { alternatives, type Value } from '../../evaluate/value';
import { gunicornSetting } from '../../knowledge/gunicorn';
import type { Project } from '../../project/project';
import { type GunicornAddress, readAddress } from '../../project/servers/gunicorn/address';
import type { GunicornOption } from '../../project/servers/gunicorn/commandLine';
import type { GunicornValue, GunicornWords } from '../../project/servers/gunicorn/settings';
import { type Edits, gunicornScope, setSetting } from '../edit';
import { insertBelow } from '../edit/lines';
import type { Fix, GunicornContext } from '../rule';
import { addWords, removeWords, replacePart } from './commandEdit';

/** A value that a file of the workspace gives; undefined for a default. */
export function given(context: GunicornContext, name: string): GunicornValue | undefined {
  const value = context.run.setting(name);
  return value.origin === 'default' || !value.place ? undefined : value;
}

/** Where to show a finding about a value: where it is given, else the program of the command, else the first line of the file. */
export function placeOf({ run }: GunicornContext, { place }: GunicornValue): Place {
  if (place) return place;
  if (run.command) return programPlace(run.command);
  return { file: run.config?.file ?? '', span: { start: 0, end: 0 } };
}

function programPlace({ place, args }: GunicornWords): Place {
  const first = args[0]?.place;
  const isBehind = first?.file === place.file && first.span.start > place.span.start;
  const end = isBehind ? Math.min(place.span.end, first.span.start - 1) : place.span.end;
  return { file: place.file, span: { start: place.span.start, end: Math.max(end, place.span.start) } };
}

/** The name as it is written there: `--workers` on a command line, else `workers`. */
export function nameOf({ name, options }: GunicornValue): string {
  return options.at(-1)?.flag ?? name;
}

/** Whether gunicorn takes a value for true: it knows the word as well. Undefined where that is open. */
export function isOn(value: Value): boolean | undefined {
  const answers = new Set(
    alternatives(value).map((each) => {
      if (each.kind === 'bool') return each.value;
      if (each.kind === 'str') return each.value.trim().toLowerCase() === 'true';
      return each.kind === 'none' ? false : undefined;
    }),
  );
  return answers.size === 1 ? [...answers][0] : undefined;
}

/** A whole number, also as the text that gunicorn takes for one; undefined where it is not known. */
export function numberOf({ value }: GunicornValue): number | undefined {
  if (value.kind === 'int') return Number(value.value);
  if (value.kind === 'bool') return value.value ? 1 : 0;
  return value.kind === 'str' && /^\s*\d+\s*$/.test(value.value) ? Number(value.value) : undefined;
}

/** The texts of a setting that takes one text or a list of them; undefined where one is not known. */
export function texts(value: Value): readonly string[] | undefined {
  if (value.kind === 'str') return value.value === '' ? [] : [value.value];
  if (value.kind !== 'list' && value.kind !== 'tuple') return undefined;
  const found: string[] = [];
  for (const item of value.items) {
    if (item.kind !== 'str') return undefined;
    found.push(item.value);
  }
  return found;
}

/** One of the addresses of `bind`, with where it is written. */
export interface BoundAddress {
  readonly address: GunicornAddress;
  readonly text: string;
  readonly place: Place | undefined;
  /** The option that says so, on a command line. */
  readonly option: GunicornOption | undefined;
}

/** The addresses that gunicorn certainly listens on, as far as each is told; `isWhole`: there is no other. */
export function addressesOf({ value, options, place }: GunicornValue): {
  readonly known: readonly BoundAddress[];
  readonly isWhole: boolean;
} {
  const one = (text: string, at: Place | undefined, option?: GunicornOption): readonly BoundAddress[] => {
    const address = readAddress(text);
    return address ? [{ address, text, place: at, option }] : [];
  };
  if (options.length > 0) {
    const isClosed = value.kind === 'list' && value.items.every((item) => item.kind !== 'rest');
    const known = options.flatMap((option) => one(option.text ?? (option.begins === '' ? '$' : `${option.begins}$`), option.place, option));
    return { known, isWhole: isClosed && known.length === options.length };
  }
  const found = texts(value);
  const known = (found ?? []).flatMap((text) => one(text, place));
  return { known, isWhole: found !== undefined && known.length === found.length };
}

/** The worker class by its short name: `sync` with several threads is `gthread`. Undefined where it is not told. */
export function workerOf(context: GunicornContext): string | undefined {
  const { value } = context.run.setting('worker_class');
  const name = value.kind === 'str' ? value.value.trim() : undefined;
  if (name !== 'sync' && !name?.endsWith('SyncWorker')) return name;
  const threads = numberOf(context.run.setting('threads'));
  return threads === undefined ? undefined : threads > 1 ? 'gthread' : 'sync';
}

/** What a fix makes of a setting: as Python in a file, and as the text behind the flag; a flag without a value has none. */
export interface NewValue {
  readonly python: string;
  /** '' for a flag that stands alone; undefined: the flag is taken out. */
  readonly flag: string | undefined;
}

/** A fix that gives a setting another value where it is given now, else in the configuration file, else on the command line. */
export function setFix(context: GunicornContext, name: string, to: NewValue, title: string, safe: boolean): readonly Fix[] {
  return [{ title, safe, edit: () => editValue(context, name, to) }];
}

function editValue(context: GunicornContext, name: string, to: NewValue): Edits {
  const { run, project, config } = context;
  const { origin, options } = run.setting(name);
  const words = origin === 'command' ? run.command : origin === 'arguments' ? run.arguments : undefined;
  if (words) return editOptions(context, words, options, to);
  if (origin === 'environment') return undefined;
  if (config && origin === 'default') {
    const added = addSetting(project, config, `${name} = ${to.python}`);
    if (added) return added;
  }
  if (config) return setSetting(gunicornScope(project, config), name, to.python);
  const [flag] = gunicornSetting(name)?.cli?.filter((each) => each.startsWith('--')) ?? [];
  return run.command && flag !== undefined && to.flag !== undefined
    ? addWords(project, run.command, to.flag === '' ? [flag] : [flag, to.flag])
    : undefined;
}

/** Adds a line below the last setting of a configuration file; undefined where no plain line sets one. */
function addSetting(project: Project, config: EvaluatedSettings, line: string): Edits {
  const file = project.python(config.file);
  const last = file?.tree.body.findLast((statement) => {
    const [target, ...others] = statement.kind === 'Assign' ? statement.targets : [];
    return target?.kind === 'Name' && others.length === 0 && gunicornSetting(target.id) !== undefined;
  });
  const edit = file && last && insertBelow(file, last.span, '', [line]);
  return edit && [{ file: file.path, edits: [edit] }];
}

/** The last option counts; the others of its kind stay as they are. */
function editOptions({ project }: GunicornContext, words: GunicornWords, options: readonly GunicornOption[], to: NewValue): Edits {
  const last = options.at(-1);
  if (!last) return undefined;
  if (to.flag === '') return undefined;
  if (to.flag !== undefined) return last.valuePlace && replacePart(last.valuePlace, to.flag);
  return options.length === 1 ? removeWords(project, words, last.from, last.to) : undefined;
}
