import { presenceOf } from '../interpreter/dicts';
import { PythonError } from '../interpreter/errors';
import { iterate } from '../interpreter/iteration';
import type { Machine } from '../interpreter/machine';
import { presence } from '../interpreter/membership';
import { atomGuard, not, or } from '../runtime/guard';
import { choice, optionsOf } from '../runtime/heap';
import {
  type Class,
  type Dict,
  type DictContent,
  dict,
  type Instance,
  type Item,
  keyOf,
  NONE,
  NOWHERE,
  opaque,
  type R,
  str,
  UNBOUND,
  type Unknown,
} from '../runtime/objects';
import type { IniSection } from './envFiles/ini';
import { withFallback } from './reading';

/** Attributes of a parser, as Python's own has them. */
export const SECTIONS = '_sections';
export const DEFAULTS = '_defaults';
export const DEFAULT_NAME = 'default_section';

/** What a search finds where there is no such section; an option that is not there is unbound. */
const NO_SECTION = opaque('no section', '<no section>');

export function sectionsOf(self: Instance): Dict {
  return dictOf(self, SECTIONS);
}

export function defaultsOf(self: Instance): Dict {
  return dictOf(self, DEFAULTS);
}

function dictOf(self: Instance, name: string): Dict {
  const value = self.names.get(name);
  return value?.t === 'dict' ? value : dict([], 'the state of a parser is not known');
}

/** The name of the section that holds for all; undefined when nobody knows it. */
export function defaultName(machine: Machine, self: Instance): string | undefined {
  const name = self.names.get(DEFAULT_NAME);
  const known = name && machine.refined(name);
  return known?.t === 'str' ? known.v : undefined;
}

/** The errors of the module, by name; all of them are classes of this evaluation. */
export type ErrorClasses = Readonly<Record<string, Class>>;

/** An exception of `configparser`. */
export function iniError(errors: ErrorClasses, type: string, text: string): PythonError {
  const owner = errors[type];
  if (!owner) return new PythonError(type, text);
  return new PythonError('Exception', text, { t: 'instance', class: owner, names: new Map([['message', str(text)]]) });
}

/** What stands in a section, or in the defaults: a choice with ways on which the option or the section is missing. */
export function findOption(machine: Machine, self: Instance, section: string, option: string): R {
  const below = entryOf(defaultsOf(self), section, option);
  const own = sectionEntry(self, section);
  return machine.lift([own], ([one]) => {
    if (one?.t === 'dict') return withFallback(entryOf(one, section, option), below);
    if (one?.t === 'unbound') return section === defaultName(machine, self) ? below : NO_SECTION;
    return unknownText(sectionsOf(self).content.rest, section, option);
  });
}

/** The dict of a section; unbound, or unknown, where there may be none. */
export function sectionEntry(self: Instance, section: string): R {
  const sections = sectionsOf(self).content;
  const found = sections.entries.get(keyOf(str(section)) ?? '');
  return found?.value ?? (sections.rest === undefined ? UNBOUND : { t: 'unknown', reason: sections.rest });
}

function entryOf(container: Dict, section: string, option: string): R {
  const { entries, rest } = container.content;
  const found = entries.get(keyOf(str(option)) ?? '')?.value;
  return found ?? (rest === undefined ? UNBOUND : unknownText(rest, section, option));
}

/** How the symbol of a text begins that may be missing as well. */
const UNSURE = 'ini:';

/** The same option of the same files is the same text. */
function unknownText(rest: string | undefined, section: string, option: string): Unknown {
  const reason = rest ?? 'the state of a parser is not known';
  return { t: 'unknown', reason, type: 'str', symbol: `${UNSURE}${reason}:${section}.${option}` };
}

/** Whether a section is there, as a boolean of Python; the default section does not count. */
export function sectionPresence(machine: Machine, self: Instance, section: string): R {
  const entry = machine.refined(sectionEntry(self, section));
  if (entry.t !== 'unknown') return presence(machine, entry);
  return machine.unknown(entry.reason, { type: 'bool', symbol: `ini has:${entry.reason}:${section}` });
}

/** Whether an option is there, as a boolean of Python. */
export function hasOption(machine: Machine, self: Instance, section: string, option: string): R {
  const isDefault = section === '' || section === defaultName(machine, self);
  const own = isDefault ? defaultsOf(self) : sectionEntry(self, section);
  return machine.lift([own], ([one]) => {
    if (one?.t !== 'dict') return one?.t === 'unbound' ? { t: 'bool', v: false } : unknownPresence(machine, self, section, option);
    const layers = isDefault ? [one] : [one, defaultsOf(self)];
    const there = layers.map((layer) => layer.content.entries.get(keyOf(str(option)) ?? '')?.value);
    const open = layers.some((layer, at) => layer.content.rest !== undefined && there[at] === undefined);
    const guards = there.flatMap((value) => (value ? [presenceOf(machine, value)] : []));
    const guard = guards.length === 0 ? undefined : guards.reduce(or);
    const known = presence(
      machine,
      guard
        ? choice(
            [
              { guard, value: NONE },
              { guard: not(guard), value: UNBOUND },
            ].filter((option_) => option_.guard.length > 0),
          )
        : UNBOUND,
    );
    return open && !(known.t === 'bool' && known.v) ? unknownPresence(machine, self, section, option) : known;
  });
}

function unknownPresence(machine: Machine, self: Instance, section: string, option: string): R {
  const reason = sectionsOf(self).content.rest ?? 'the state of a parser is not known';
  return machine.unknown(reason, { type: 'bool', symbol: `ini has:${reason}:${section}.${option}` });
}

/** A found value without the ways on which it is missing: there `fallback` stands, or without one an exception is raised. */
export function settled(machine: Machine, found: R, fallback: R | undefined, missing: (noSection: boolean) => PythonError): R {
  const options = machine.options(found);
  const present = options.filter(({ value }) => !isMissing(value));
  const absent = options.filter(({ value }) => isMissing(value));
  if (absent.length === 0) {
    if (present.some(({ value }) => symbolOfUnsure(value) !== undefined)) return uncertain(machine, found, fallback, missing);
    return machine.refined(found);
  }
  if (fallback) return choice([...present, ...absent.flatMap(({ guard }) => optionsOf(fallback, guard))]);
  const first = absent[0];
  if (present.length === 0 && first) throw missing(first.value === NO_SECTION);
  for (const { guard, value } of absent) machine.mayRaise(missing(value === NO_SECTION), guard);
  return choice(present);
}

const isMissing = (value: R): boolean => value.t === 'unbound' || value === NO_SECTION;

/** A text of a file that nobody knows may be missing there too. */
function uncertain(machine: Machine, found: R, fallback: R | undefined, missing: (noSection: boolean) => PythonError): R {
  if (!fallback) {
    machine.mayRaise(missing(true));
    return machine.refined(found);
  }
  return machine.lift([found], ([one]) => {
    const symbol = one && symbolOfUnsure(one);
    if (!one || symbol === undefined) return one ?? NONE;
    const variable = symbol.slice(symbol.lastIndexOf(':') + 1);
    const words = [`a configuration file gives ${variable}`, `no configuration file gives ${variable}`] as const;
    const given = atomGuard({ id: `given:${symbol}`, yes: words[0], no: words[1], variable });
    return choice([{ guard: given, value: one }, ...optionsOf(fallback, not(given))]);
  });
}

function symbolOfUnsure(value: R): string | undefined {
  return value.t === 'unknown' && value.symbol?.startsWith(UNSURE) ? value.symbol : undefined;
}

/** Sets an entry; a value that is there only sometimes leaves the earlier one where it is not. */
export function putOption(machine: Machine, container: Dict, option: string, value: R): void {
  const key = str(option);
  const id = keyOf(key) ?? '';
  const entries = new Map(container.content.entries);
  const earlier = entries.get(id);
  entries.set(id, { key: earlier?.key ?? key, value: withFallback(value, earlier?.value ?? UNBOUND) });
  machine.heap.setEntries(container, { entries, rest: container.content.rest });
}

/** The dict of a section, made where it is missing. */
export function openSection(machine: Machine, self: Instance, section: string): Dict {
  if (section === defaultName(machine, self)) return defaultsOf(self);
  const known = machine.refined(sectionEntry(self, section));
  if (known.t === 'dict') return known;
  const { rest } = sectionsOf(self).content;
  const made = dict([], rest ?? (known.t === 'unbound' ? undefined : 'a section is there only under a condition'));
  putOption(machine, sectionsOf(self), section, made);
  return made;
}

/** Lays what a file gives over what is there. */
export function loadSections(machine: Machine, self: Instance, sections: ReadonlyMap<string, IniSection>): void {
  for (const [name, options] of sections) {
    const container = openSection(machine, self, name);
    for (const [option, value] of options) putOption(machine, container, option, value === undefined ? NONE : str(value));
  }
}

/** The name under which a parser keeps how its unknown options are told from those of others; no name of Python's. */
const MARK = '<mark>';

/** From here on any option may have another value: a source was read that is not known. */
export function openParser(machine: Machine, self: Instance, reason: string): void {
  const known = self.names.get(MARK);
  const mark = known?.t === 'str' ? known.v : (machine.unknown(reason).symbol ?? '');
  machine.heap.setName(self.names, MARK, str(mark));
  const opening: Opening = { machine, mark, reason };
  const sections = sectionsOf(self);
  for (const { key, value } of sections.content.entries.values())
    for (const option of machine.options(value)) if (option.value.t === 'dict') weaken(opening, option.value, key.t === 'str' ? key.v : '');
  weaken(opening, defaultsOf(self), defaultName(machine, self) ?? '');
  machine.heap.setEntries(sections, { entries: sections.content.entries, rest: reason });
}

interface Opening {
  readonly machine: Machine;
  /** The same for every opening of one parser. */
  readonly mark: string;
  readonly reason: string;
}

/**
 * Every option may come from a file. A second file is no second condition: where no file gives an option, what is known of it stands.
 */
function weaken({ machine, mark, reason }: Opening, container: Dict, section: string): void {
  const entries = new Map<string, { readonly key: R; readonly value: R }>();
  for (const [id, { key, value }] of container.content.entries) {
    const words = key.t === 'str' ? `${section}.${key.v}` : 'an option';
    const symbol = `ini given:${mark}:${words}`;
    const given = atomGuard({
      id: `given:${symbol}`,
      yes: `a configuration file gives ${words}`,
      no: `no configuration file gives ${words}`,
      variable: words,
    });
    const unknown = machine.unknown(reason, { type: 'str' });
    const before = optionsOf(value, not(given)).filter(({ value: one }) => !(one.t === 'unknown' && one.symbol?.startsWith(`${symbol}:`)));
    entries.set(id, { key, value: choice([{ guard: given, value: { ...unknown, symbol: `${symbol}:${unknown.symbol}` } }, ...before]) });
  }
  machine.heap.setEntries(container, { entries, rest: reason });
}

/** The names in a dict, in order. */
export function namesIn(machine: Machine, content: DictContent): readonly Item[] {
  return iterate(machine, { t: 'dict', content, at: NOWHERE });
}
