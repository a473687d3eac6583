import { builtin } from '../builtins/builtins';
import { pairsOf } from '../builtins/pairs';
import { findAttribute, typeAttribute } from '../interpreter/attributes';
import { callValue, callWith, rawNative } from '../interpreter/calls';
import { merged, presentEntry } from '../interpreter/dicts';
import { PythonError } from '../interpreter/errors';
import type { Machine } from '../interpreter/machine';
import { presence } from '../interpreter/membership';
import { truthOf, withEnv } from '../interpreter/truth';
import {
  type CallArguments,
  dict,
  type Instance,
  type Item,
  keyOf,
  type Native,
  NONE,
  type R,
  str,
  TRUE,
  tuple,
  UNBOUND,
} from '../runtime/objects';
import { INTERPOLATION, type Interpolation, interpolated, KIND, optionName } from './configparserInterpolation';
import {
  DEFAULTS,
  defaultName,
  defaultsOf,
  type ErrorClasses,
  findOption,
  iniError,
  openParser,
  openSection,
  putOption,
  SECTIONS,
  sectionEntry,
  sectionsOf,
  settled,
} from './configparserState';
import { unknownParsed } from './reading';

/** The parser that a method was called on, with the values of its parameters; those that were not given are undefined. */
export interface Called {
  readonly machine: Machine;
  readonly self: Instance;
  readonly args: CallArguments;
  value(name: string): R | undefined;
}

/** A method of a class of the module: positional parameters by name, those behind `*` by keyword only. */
export function method(name: string, parameters: string, run: (called: Called) => R): Native {
  const [positional = '', keywords = ''] = parameters.split('*');
  const names = positional.split(' ').filter((one) => one !== '');
  const allowed = new Set([...names, ...keywords.split(' ')]);
  return rawNative(`configparser.${name}`, (machine, args) => {
    const self = args.positional[0] && machine.refined(args.positional[0]);
    if (self?.t !== 'instance') return machine.unknown('a parser is not known');
    const given = args.positional.slice(1);
    const unexpected = [...args.keywords.keys()].some((keyword) => !allowed.has(keyword));
    if (given.length > names.length || (unexpected && !allowed.has('**')))
      throw new PythonError('TypeError', `${name}() got an argument that it does not take`, undefined, args.at);
    if (args.open !== undefined) {
      openParser(machine, self, args.open);
      return machine.unknown(args.open);
    }
    return run({ machine, self, args, value: (wanted) => given[names.indexOf(wanted)] ?? args.keywords.get(wanted) });
  });
}

/** Calls a method by its name, as the class of the object or a class of the workspace that derives from it has it. */
export function callNamed(
  called: Called,
  owner: Instance,
  name: string,
  positional: readonly R[],
  keywords: ReadonlyMap<string, R> = new Map(),
): R {
  const found = findAttribute(called.machine, owner, name, called.args.at);
  if (!found) return called.machine.unknown(`the attribute ${name} of a parser is not known`);
  return callValue(called.machine, found, { positional, keywords, open: undefined, at: called.args.at });
}

/** A text that is known, for a name; undefined otherwise. */
export function knownText(machine: Machine, value: R | undefined): string | undefined {
  const known = value && machine.refined(value);
  return known?.t === 'str' ? known.v : undefined;
}

/** `parser.get(section, option, raw=…, vars=…, fallback=…)`. */
export function getOption(called: Called, errors: ErrorClasses): R {
  const { machine, self, args } = called;
  const [section, option] = [called.value('section') ?? NONE, called.value('option') ?? NONE];
  const fallback = called.value('fallback');
  const raw = truthOf(machine, called.value('raw') ?? NONE);
  return machine.lift([section, option], ([sectionName, given]) => {
    const name = given?.t === 'str' ? optionName(machine, self, given.v, args.at) : undefined;
    if (sectionName?.t !== 'str' || name === undefined) {
      machine.mayRaise(iniError(errors, 'NoOptionError', 'an option is not known'));
      return machine.unknownFrom(sectionName && given ? [sectionName, given] : [], 'the name of an option is not known');
    }
    const missing = (noSection: boolean) =>
      located(
        noSection
          ? iniError(errors, 'NoSectionError', `No section: '${sectionName.v}'`)
          : iniError(errors, 'NoOptionError', `No option '${name}' in section: '${sectionName.v}'`),
        args,
      );
    const over = overlay(called);
    if (over === 'unknown') return machine.unknown('the variables of a call are not known', { type: 'str' });
    const found = findOption(machine, self, sectionName.v, name);
    const laid = over?.get(name);
    const how = raw.no.length === 0 ? 'none' : raw.yes.length === 0 ? interpolationOf(machine, self) : 'unknown';
    const where = { self, section: sectionName.v, option: name, errors, at: args.at, over: (one: string) => over?.get(one) };
    const value = laid ?? settled(machine, found, fallback && MISSING, missing);
    return machine.lift([value], ([one]) => (one === MISSING ? (fallback ?? NONE) : interpolated(machine, how, one ?? NONE, where)));
  });
}

/** Stands for a fallback, which is given as it is and never interpolated. */
const MISSING: R = { t: 'opaque', type: 'fallback', name: '<fallback>' };

function located(error: PythonError, args: CallArguments): PythonError {
  error.at = args.at;
  return error;
}

/** What `vars` lays over the sections, by option name; undefined where there is none. */
function overlay(called: Called): ReadonlyMap<string, R> | undefined | 'unknown' {
  const { machine, self, args } = called;
  const given = called.value('vars');
  const known = given && machine.refined(given);
  if (!known || known.t === 'none') return undefined;
  if (known.t !== 'dict' || known.content.rest !== undefined) return 'unknown';
  const result = new Map<string, R>();
  for (const { key, value } of known.content.entries.values()) {
    const name = key.t === 'str' ? optionName(machine, self, key.v, args.at) : undefined;
    const text = asText(machine, value, args);
    if (name === undefined || text.t === 'choice' || text.t === 'unbound') return 'unknown';
    result.set(name, text);
  }
  return result;
}

/** `str(value)`, but `None` as it is. */
export function asText(machine: Machine, value: R, args: CallArguments): R {
  return machine.lift([value], ([one]): R => {
    if (!one || one.t === 'none' || one.t === 'unbound' || one.t === 'str') return one ?? NONE;
    if (one.t === 'unknown') return one.type === 'str' ? one : unknownParsed(one, 'text', 'str');
    const text = builtin('str', machine);
    return text ? withEnv(callWith(machine, text, [one], args.at), one, one.env?.parse ?? 'str') : machine.unknown('a text is not known');
  });
}

export function interpolationOf(machine: Machine, self: Instance): Interpolation {
  const value = self.names.get('_interpolation') ?? typeAttribute(self.class, '_DEFAULT_INTERPOLATION') ?? NONE;
  const known = machine.refined(value);
  if (known.t === 'none') return 'none';
  const kind = known.t === 'instance' && known.native?.type === INTERPOLATION ? known.names.get(KIND) : undefined;
  return kind?.t === 'str' ? (kind.v as Interpolation) : 'unknown';
}

/** A getter that converts what `get` gives; a fallback is given as it is. */
export function convertedOption(called: Called, errors: ErrorClasses, convert: (value: R) => R): R {
  const { machine, args } = called;
  const keywords = new Map(args.keywords);
  const fallback = keywords.get('fallback');
  keywords.delete('section');
  keywords.delete('option');
  const apply = (value: R): R => machine.lift([value], ([one]) => (one === MISSING ? (fallback ?? NONE) : convert(one ?? NONE)));
  if (fallback) keywords.set('fallback', MISSING);
  const own = typeAttribute(called.self.class, 'get');
  if (own?.t === 'native') {
    const inner: Called = { ...called, value: (name) => (name === 'fallback' && fallback ? MISSING : called.value(name)) };
    return apply(getOption(inner, errors));
  }
  return apply(callNamed(called, called.self, 'get', [called.value('section') ?? NONE, called.value('option') ?? NONE], keywords));
}

/** `int` and `float`. */
export function numeric(called: Called, type: 'int' | 'float'): (value: R) => R {
  return (value) => {
    if (value.t === 'unknown') {
      called.machine.mayRaise(new PythonError('ValueError', 'the text is no number'));
      return unknownParsed(value, type, type);
    }
    const cast = builtin(type, called.machine);
    return cast ? withEnv(callWith(called.machine, cast, [value], called.args.at), value, type) : NONE;
  };
}

/** The words of `BOOLEAN_STATES`. */
export function truthWord(called: Called): (value: R) => R {
  const { machine, self, args } = called;
  return (value) => {
    if (value.t === 'unknown') {
      machine.mayRaise(new PythonError('ValueError', 'Not a boolean'));
      return unknownParsed(value, 'bool', 'bool');
    }
    if (value.t !== 'str') throw new PythonError('AttributeError', `'${value.t}' object has no attribute 'lower'`, undefined, args.at);
    const states = findAttribute(machine, self, 'BOOLEAN_STATES', args.at);
    if (states?.t !== 'dict') return machine.unknown('the words for true and false are not known', { type: 'bool' });
    const found = presentEntry(machine, states, str(value.v.toLowerCase()));
    if (found) return withEnv(found, value, 'bool');
    if (states.content.rest !== undefined) return machine.unknown(states.content.rest, { type: 'bool' });
    throw new PythonError('ValueError', 'Not a boolean', undefined, args.at);
  };
}

/** `parser.items(section, raw, vars)`: pairs of names and values. */
export function sectionItems(called: Called, errors: ErrorClasses, section: string): readonly Item[] {
  const { machine, self, args } = called;
  const own = machine.refined(sectionEntry(self, section));
  const isDefault = section === defaultName(machine, self);
  if (own.t === 'unbound' && !isDefault) throw located(iniError(errors, 'NoSectionError', `No section: '${section}'`), args);
  if ((own.t !== 'dict' && !isDefault) || called.value('vars')) return [{ t: 'rest', reason: 'the options of a section are not known' }];
  const content = own.t === 'dict' ? merged(defaultsOf(self).content, own.content) : defaultsOf(self).content;
  if (content.rest !== undefined) return [{ t: 'rest', reason: content.rest }];
  const raw = truthOf(machine, called.value('raw') ?? NONE);
  const how = raw.no.length === 0 ? 'none' : raw.yes.length === 0 ? interpolationOf(machine, self) : 'unknown';
  return [...content.entries.values()].flatMap(({ key, value }): readonly Item[] => {
    const where = { self, section, option: key.t === 'str' ? key.v : '', errors, at: args.at, over: () => undefined };
    // Unlike `get`, it gives the empty text for an option without a value where values are interpolated.
    const bare = (one: R): R => machine.lift([one], ([value]) => (value?.t === 'none' && how !== 'none' ? str('') : (value ?? NONE)));
    const pair = (one: R): R => tuple([key, interpolated(machine, how, bare(one), where)]);
    const options = machine.options(value);
    if (options.every((option) => option.value.t !== 'unbound')) return [pair(value)];
    return options.flatMap((option): readonly Item[] =>
      option.value.t === 'unbound' ? [] : [{ t: 'maybe', guard: option.guard, value: pair(option.value) }],
    );
  });
}

/** `parser.set(section, option, value)`. `strict`: as `ConfigParser` does it, which wants texts. */
export function setOption(called: Called, errors: ErrorClasses, strict: boolean, section: string | undefined, option: R, value: R): void {
  const { machine, self, args } = called;
  const name = option.t === 'str' ? optionName(machine, self, option.v, args.at) : undefined;
  if (section === undefined || name === undefined) {
    openParser(machine, self, 'an option was set under a name that is not known');
    return;
  }
  const checked = machine.lift([value], ([one]) => checkedValue(called, strict, one ?? NONE));
  const own = machine.refined(sectionEntry(self, section));
  if (section !== '' && section !== defaultName(machine, self) && own.t === 'unbound')
    throw located(iniError(errors, 'NoSectionError', `No section: '${section}'`), args);
  putOption(machine, section === '' ? defaultsOf(self) : openSection(machine, self, section), name, checked);
}

function checkedValue({ machine, self, args }: Called, strict: boolean, value: R): R {
  if (value.t === 'unbound') return value;
  const how = interpolationOf(machine, self);
  const bare = truthOf(machine, self.names.get('_allow_no_value') ?? NONE).no.length === 0;
  if (strict && value.t !== 'str' && value.t !== 'unknown' && !(bare && value.t === 'none'))
    throw new PythonError('TypeError', 'option values must be strings', undefined, args.at);
  if (value.t === 'unknown' && how !== 'none') machine.mayRaise(new PythonError('ValueError', 'invalid interpolation syntax'));
  if (value.t === 'str' && (how === 'basic' || how === 'extended') && !wellFormed(value.v, how))
    throw new PythonError('ValueError', 'invalid interpolation syntax', undefined, args.at);
  return value;
}

/** Whether every sign of a reference is doubled or begins one. */
function wellFormed(text: string, how: 'basic' | 'extended'): boolean {
  if (how === 'basic')
    return !text
      .replaceAll('%%', '')
      .replace(/%\([^)]+\)s/g, '')
      .includes('%');
  return !text
    .replaceAll('$$', '')
    .replace(/\$\{[^}]+\}/g, '')
    .includes('$');
}

/** `parser.read_dict(dictionary)`: what is not known of it makes every option unsure. */
export function readDict(called: Called, errors: ErrorClasses, strict: boolean, source: R): void {
  const { machine, self, args } = called;
  const given = mappingPairs(machine, source);
  for (const [key, content] of given.pairs) {
    const section = knownText(machine, asText(machine, key, args));
    const options = mappingPairs(machine, content);
    if (section === undefined) {
      openParser(machine, self, 'a section was set under a name that is not known');
      continue;
    }
    openSection(machine, self, section);
    const seen = new Set<string>();
    for (const [option, value] of options.pairs) {
      const text = asText(machine, option, args);
      const id = text.t === 'str' ? (optionName(machine, self, text.v, args.at) ?? '') : '';
      if (seen.has(id) && truthOf(machine, self.names.get('_strict') ?? TRUE).no.length === 0)
        throw located(iniError(errors, 'DuplicateOptionError', `Option '${id}' already exists`), args);
      if (text.t === 'str') seen.add(id);
      setOption(called, errors, strict, section, text, asText(machine, value, args));
    }
    if (options.rest !== undefined) openParser(machine, self, options.rest);
  }
  if (given.rest !== undefined) openParser(machine, self, given.rest);
}

function mappingPairs(machine: Machine, source: R): ReturnType<typeof pairsOf> {
  const known = machine.refined(source);
  return known.t === 'dict' ? pairsOf(machine, known) : { pairs: [], rest: 'what was read into a parser is not known' };
}

/** A parser of a class, empty. */
export function newParser(
  machine: Machine,
  owner: Instance['class'],
  native: NonNullable<Instance['native']>,
  at: CallArguments['at'],
): Instance {
  const self: Instance = { t: 'instance', class: owner, names: new Map(), native, at };
  machine.heap.setName(self.names, SECTIONS, dict([]));
  machine.heap.setName(self.names, DEFAULTS, dict([]));
  return self;
}

/** Removes an option, or without one a section; whether it was there, as a boolean of Python. */
export function removeEntry(machine: Machine, self: Instance, section: string, option: string | undefined): R {
  const inDefaults = section === '' || section === defaultName(machine, self);
  const container = option === undefined ? sectionsOf(self) : inDefaults ? defaultsOf(self) : openSection(machine, self, section);
  const id = keyOf(str(option ?? section)) ?? '';
  const { rest } = container.content;
  const entries = new Map(container.content.entries);
  const before = entries.get(id)?.value;
  entries.delete(id);
  machine.heap.setEntries(container, { entries, rest });
  return before || rest === undefined ? presence(machine, before ?? UNBOUND) : machine.unknown(rest, { type: 'bool' });
}
