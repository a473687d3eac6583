import { builtin } from '../builtins/builtins';
import { makeView } from '../builtins/views';
import { findAttribute, typeAttribute } from '../interpreter/attributes';
import { callValue, rawNative } from '../interpreter/calls';
import { merged } from '../interpreter/dicts';
import { PythonError } from '../interpreter/errors';
import type { Machine } from '../interpreter/machine';
import { truthOf } from '../interpreter/truth';
import { atomGuard, not } from '../runtime/guard';
import { choice } from '../runtime/heap';
import { type Class, dict, FALSE, type Instance, int, list, NONE, type R, str, TRUE, UNBOUND } from '../runtime/objects';
import { readFiles, readOpenFile, readText } from './configparserFiles';
import { INTERPOLATION, KIND, optionName } from './configparserInterpolation';
import { behaviourOf, mapping, sectionPairs } from './configparserMapping';
import {
  asText,
  type Called,
  convertedOption,
  getOption,
  knownText,
  method,
  newParser,
  numeric,
  readDict,
  removeEntry,
  sectionItems,
  setOption,
  truthWord,
} from './configparserParser';
import {
  DEFAULT_NAME,
  defaultName,
  defaultsOf,
  type ErrorClasses,
  hasOption,
  iniError,
  namesIn,
  openParser,
  openSection,
  sectionEntry,
  sectionPresence,
  sectionsOf,
} from './configparserState';
import { classOf, type LibraryFactory, library } from './library';

/** The module `configparser` of Python 3.11; `SafeConfigParser` and `LegacyInterpolation` are gone in later ones. */
export const configparserModule: LibraryFactory = (machine, name) => {
  const errors = errorClasses(machine);
  const raw = parserClass('RawConfigParser', errors, false);
  const modern = parserClass('ConfigParser', errors, true, raw);
  return library(machine, name, {
    RawConfigParser: raw,
    ConfigParser: modern,
    SafeConfigParser: untilLater('SafeConfigParser', modern),
    BasicInterpolation: interpolationClass('BasicInterpolation', 'basic'),
    ExtendedInterpolation: interpolationClass('ExtendedInterpolation', 'extended'),
    Interpolation: interpolationClass('Interpolation', 'none'),
    LegacyInterpolation: untilLater('LegacyInterpolation', interpolationClass('LegacyInterpolation', 'unknown')),
    DEFAULTSECT: str('DEFAULT'),
    MAX_INTERPOLATION_DEPTH: int(10),
    ...errors,
  });
};

/** A name that later versions of Python do not have. */
function untilLater(name: string, value: R): R {
  const there = atomGuard({ id: `has:configparser.${name}`, yes: `configparser has ${name}`, no: `configparser has no ${name}` });
  return choice([
    { guard: there, value },
    { guard: not(there), value: UNBOUND },
  ]);
}

const ERRORS: Readonly<Record<string, string>> = {
  Error: 'Exception',
  NoSectionError: 'Error',
  DuplicateSectionError: 'Error',
  DuplicateOptionError: 'Error',
  NoOptionError: 'Error',
  InterpolationError: 'Error',
  InterpolationMissingOptionError: 'InterpolationError',
  InterpolationSyntaxError: 'InterpolationError',
  InterpolationDepthError: 'InterpolationError',
  ParsingError: 'Error',
  MissingSectionHeaderError: 'ParsingError',
};

function errorClasses(machine: Machine): ErrorClasses {
  const made: Record<string, Class> = {};
  for (const [name, base] of Object.entries(ERRORS)) made[name] = classOf(name, {}, [made[base] ?? builtin('Exception', machine) ?? NONE]);
  return made;
}

function interpolationClass(name: string, kind: string): Class {
  const owner: Class = classOf(name, {
    __native_new__: rawNative(`configparser.${name}`, (machine, args) => {
      const given = args.keywords.get('__class__');
      const type = given?.t === 'class' ? given : owner;
      const self: Instance = { t: 'instance', class: type, names: new Map(), native: { type: INTERPOLATION }, at: args.at };
      // A class of the workspace that derives from it does something of its own.
      machine.heap.setName(self.names, KIND, str(type === owner ? kind : 'unknown'));
      return self;
    }),
  });
  return owner;
}

/** `RawConfigParser`, and with `strict` what `ConfigParser` adds: interpolation, and that values are texts. */
function parserClass(name: string, errors: ErrorClasses, strict: boolean, base?: Class): Class {
  const owner: Class = classOf(name, { ...methods(errors, strict), ...mapping(errors, strict) }, base ? [base] : []);
  const behaviour = behaviourOf();
  owner.names.set(
    '__native_new__',
    rawNative(`configparser.${name}`, (machine, args) => {
      const { __class__: given, ...rest } = Object.fromEntries(args.keywords);
      const self = newParser(machine, given?.t === 'class' ? given : owner, behaviour, args.at);
      const initialize = findAttribute(machine, self, '__init__', args.at);
      if (initialize) callValue(machine, initialize, { ...args, keywords: new Map(Object.entries(rest)) });
      return self;
    }),
  );
  return owner;
}

const OPTIONS = [
  ['allow_no_value', '_allow_no_value'],
  ['delimiters', '_delimiters'],
  ['comment_prefixes', '_comment_prefixes'],
  ['inline_comment_prefixes', '_inline_comment_prefixes'],
  ['strict', '_strict'],
  ['empty_lines_in_values', '_empty_lines_in_values'],
  ['default_section', DEFAULT_NAME],
  ['interpolation', '_interpolation'],
] as const;

const PARAMETERS =
  'defaults dict_type allow_no_value * delimiters comment_prefixes inline_comment_prefixes strict empty_lines_in_values default_section ' +
  'interpolation converters allow_unnamed_section';

function initialize(called: Called, errors: ErrorClasses, strict: boolean): R {
  const { machine, self, args } = called;
  const set = (name: string, value: R) => machine.heap.setName(self.names, name, value);
  set(DEFAULT_NAME, str('DEFAULT'));
  for (const [parameter, attribute] of OPTIONS) {
    const value = called.value(parameter);
    if (value) set(attribute, machine.refined(value));
  }
  if (called.value('allow_unnamed_section')) openParser(machine, self, 'a section without a name is not evaluated');
  const converters = called.value('converters');
  const known = converters && machine.refined(converters);
  if (known?.t === 'dict') {
    for (const { key, value } of known.content.entries.values()) if (key.t === 'str') set(`get${key.v}`, converter(self, errors, value));
  }
  const defaults = called.value('defaults');
  const given = defaults ? machine.refined(defaults) : NONE;
  if (truthOf(machine, given).yes.length === 0) return NONE;
  const name = defaultName(machine, self);
  if (given.t !== 'dict' || name === undefined) {
    openParser(machine, self, 'the defaults of a parser are not known');
    return NONE;
  }
  // Defaults are taken as they are: nothing of their interpolation is checked.
  const how = self.names.get('_interpolation');
  set('_interpolation', NONE);
  if (strict) readDict(called, errors, true, dict([[str(name), given]]));
  else for (const { key, value } of given.content.entries.values()) setOption(called, errors, false, name, key, machine.refined(value));
  if (how) set('_interpolation', how);
  else machine.heap.deleteName(self.names, '_interpolation');
  if (given.content.rest !== undefined) openParser(machine, self, given.content.rest);
  if (args.open !== undefined) openParser(machine, self, args.open);
  return NONE;
}

/** `parser.getlist(…)` of a parser made with `converters={"list": …}`. */
function converter(self: Instance, errors: ErrorClasses, convert: R): R {
  const getter = method('get', 'section option * raw vars fallback', (called) =>
    convertedOption(called, errors, (value) =>
      callValue(called.machine, convert, { positional: [value], keywords: new Map(), open: undefined, at: called.args.at }),
    ),
  );
  return { t: 'method', self, function: getter };
}

const GETTER = 'section option * raw vars fallback';

function methods(errors: ErrorClasses, strict: boolean): Readonly<Record<string, R>> {
  const states = [
    ...['1', 'yes', 'true', 'on'].map((word) => [word, TRUE] as const),
    ...['0', 'no', 'false', 'off'].map((word) => [word, FALSE] as const),
  ];
  const made: Readonly<Record<string, readonly [string, (called: Called) => R]>> = {
    __init__: [PARAMETERS, (called) => initialize(called, errors, strict)],
    optionxform: ['optionstr', ({ machine, ...called }) => lowered(machine, called.value('optionstr') ?? NONE)],
    get: [GETTER, (called) => getOption(called, errors)],
    getint: [GETTER, (called) => convertedOption(called, errors, numeric(called, 'int'))],
    getfloat: [GETTER, (called) => convertedOption(called, errors, numeric(called, 'float'))],
    getboolean: [GETTER, (called) => convertedOption(called, errors, truthWord(called))],
    sections: ['', ({ machine, self }) => list(namesIn(machine, sectionsOf(self).content))],
    defaults: ['', ({ self }) => defaultsOf(self)],
    has_section: ['section', (called) => hasSection(called)],
    has_option: ['section option', (called) => optionPresence(called)],
    options: ['section', (called) => optionNames(called, errors)],
    items: ['section raw vars', (called) => itemsOf(called, errors)],
    add_section: ['section', (called) => addSection(called, errors, strict)],
    set: ['section option value', (called) => set(called, errors, strict)],
    remove_option: ['section option', (called) => remove(called, errors, knownText(called.machine, called.value('option')))],
    remove_section: ['section', (called) => remove(called, errors, undefined)],
    read: ['filenames encoding', (called) => readFiles(called, errors)],
    read_file: ['f source', (called) => readOpenFile(called, errors)],
    readfp: ['fp filename', (called) => readOpenFile(called, errors)],
    read_string: ['string source', (called) => readText(called, errors, called.value('string') ?? NONE)],
    read_dict: [
      'dictionary source',
      (called) => {
        const own = ['set', 'add_section'].some((name) => typeAttribute(called.self.class, name)?.t === 'function');
        if (own) openParser(called.machine, called.self, 'the class of a parser sets options in its own way');
        else readDict(called, errors, strict, called.value('dictionary') ?? NONE);
        return NONE;
      },
    ],
    write: ['fp space_around_delimiters', () => NONE],
  };
  return {
    BOOLEAN_STATES: dict(states.map(([word, value]) => [str(word), value] as const)),
    ...(strict ? { _DEFAULT_INTERPOLATION: basic() } : { _DEFAULT_INTERPOLATION: NONE }),
    ...Object.fromEntries(Object.entries(made).map(([name, [parameters, run]]) => [name, method(name, parameters, run)])),
  };
}

function basic(): R {
  return { t: 'instance', class: classOf('BasicInterpolation'), names: new Map([[KIND, str('basic')]]), native: { type: INTERPOLATION } };
}

function lowered(machine: Machine, value: R): R {
  return machine.lift([value], ([one]) =>
    one?.t === 'str' ? str(one.v.toLowerCase()) : machine.unknownFrom(one ? [one] : [], 'a name is not known'),
  );
}

function hasSection({ machine, self, ...called }: Called): R {
  return machine.lift([called.value('section') ?? NONE], ([name]) =>
    name?.t === 'str' ? sectionPresence(machine, self, name.v) : machine.unknown('the name of a section is not known', { type: 'bool' }),
  );
}

function optionPresence({ machine, self, args, ...called }: Called): R {
  return machine.lift([called.value('section') ?? NONE, called.value('option') ?? NONE], ([section, option]) => {
    const name = option?.t === 'str' ? optionName(machine, self, option.v, args.at) : undefined;
    const where = section?.t === 'none' ? '' : section?.t === 'str' ? section.v : undefined;
    if (name === undefined || where === undefined) return machine.unknown('the name of an option is not known', { type: 'bool' });
    return hasOption(machine, self, where, name);
  });
}

function optionNames({ machine, self, args, ...called }: Called, errors: ErrorClasses): R {
  const section = knownText(machine, called.value('section'));
  const own = section === undefined ? undefined : machine.refined(sectionEntry(self, section));
  if (own?.t === 'unbound') throw Object.assign(iniError(errors, 'NoSectionError', `No section: '${section}'`), { at: args.at });
  if (own?.t !== 'dict') return list([{ t: 'rest', reason: 'the options of a section are not known' }]);
  return list(namesIn(machine, merged(own.content, defaultsOf(self).content)));
}

function itemsOf(called: Called, errors: ErrorClasses): R {
  const { machine, self } = called;
  if (called.value('section')) {
    const section = knownText(machine, called.value('section'));
    return list(
      section === undefined ? [{ t: 'rest', reason: 'the name of a section is not known' }] : sectionItems(called, errors, section),
    );
  }
  return makeView('ItemsView', (vm) => sectionPairs(vm, self, called));
}

function addSection({ machine, self, args, ...called }: Called, errors: ErrorClasses, strict: boolean): R {
  const value = machine.refined(called.value('section') ?? NONE);
  const section = value.t === 'str' ? value.v : strict ? undefined : knownText(machine, asText(machine, value, args));
  if (strict && value.t !== 'str' && value.t !== 'unknown' && value.t !== 'choice')
    throw new PythonError('TypeError', 'section names must be strings');
  if (section === undefined) {
    openParser(machine, self, 'a section was added under a name that is not known');
    return NONE;
  }
  if (section === defaultName(machine, self)) throw new PythonError('ValueError', `Invalid section name: '${section}'`, undefined, args.at);
  const entry = machine.refined(sectionEntry(self, section));
  const duplicate = iniError(errors, 'DuplicateSectionError', `Section '${section}' already exists`);
  duplicate.at = args.at;
  if (entry.t === 'dict') throw duplicate;
  if (entry.t !== 'unbound') machine.mayRaise(duplicate);
  openSection(machine, self, section);
  return NONE;
}

function set(called: Called, errors: ErrorClasses, strict: boolean): R {
  const { machine } = called;
  const section = machine.refined(called.value('section') ?? NONE);
  const option = machine.refined(called.value('option') ?? NONE);
  setOption(called, errors, strict, section.t === 'none' ? '' : knownText(machine, section), option, called.value('value') ?? NONE);
  return NONE;
}

function remove(called: Called, errors: ErrorClasses, option: string | undefined): R {
  const { machine, self, args } = called;
  const section = knownText(machine, called.value('section'));
  const name = option === undefined ? undefined : optionName(machine, self, option, args.at);
  if (section === undefined || (called.value('option') && name === undefined)) {
    openParser(machine, self, 'something that is not known was removed from a parser');
    return machine.unknown('what was removed is not known', { type: 'bool' });
  }
  if (name !== undefined && section !== '' && section !== defaultName(machine, self) && sectionEntry(self, section).t === 'unbound')
    throw Object.assign(iniError(errors, 'NoSectionError', `No section: '${section}'`), { at: args.at });
  return removeEntry(machine, self, section, name);
}
