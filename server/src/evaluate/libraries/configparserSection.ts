import { makeView } from '../builtins/views';
import { findAttribute } from '../interpreter/attributes';
import { callValue, rawNative } from '../interpreter/calls';
import { merged } from '../interpreter/dicts';
import { PythonError } from '../interpreter/errors';
import type { Machine } from '../interpreter/machine';
import { truthOf } from '../interpreter/truth';
import { not } from '../runtime/guard';
import { type CallArguments, type Instance, type Item, type NativeInstance, NONE, type R, str, tuple } from '../runtime/objects';
import { defaultName, defaultsOf, namesIn, openParser, sectionEntry } from './configparserState';
import { classOf } from './library';

/** `parser["section"]`: options by name; it asks the parser for everything. */
export function makeProxy(parser: Instance, section: string, at: CallArguments['at']): Instance {
  const ask = (machine: Machine, name: string, values: readonly R[], keywords: ReadonlyMap<string, R> = new Map()): R => {
    const found = findAttribute(machine, parser, name, at);
    if (!found) return machine.unknown(`the attribute ${name} of a parser is not known`);
    return callValue(machine, found, { positional: [str(section), ...values], keywords, open: undefined, at });
  };
  const names = (machine: Machine): readonly Item[] => optionNames(machine, parser, section);
  const pairs = (machine: Machine): readonly Item[] =>
    names(machine).map((item): Item => {
      if (item.t === 'rest') return item;
      if (item.t !== 'maybe') return tuple([item, ask(machine, 'get', [item])]);
      return { t: 'rest', reason: 'an option is there only under a condition' };
    });
  const members: Readonly<Record<string, (machine: Machine) => R>> = {
    name: () => str(section),
    parser: () => parser,
    keys: () => rawNative('keys', () => makeView('KeysView', names)),
    items: () => rawNative('items', () => makeView('ItemsView', pairs)),
    values: () =>
      rawNative('values', () =>
        makeView('ValuesView', (machine) => pairs(machine).map((item) => (item.t === 'tuple' ? (item.content[1] ?? NONE) : item))),
      ),
  };
  const behaviour = {
    type: 'SectionProxy',
    attribute: (machine: Machine, _self: Instance, name: string): R | undefined => {
      if (/^get/.test(name)) return rawNative(`SectionProxy.${name}`, (vm, args) => getter(vm, parser, section, name, args));
      if (Object.hasOwn(members, name)) return members[name]?.(machine);
      if (['update', 'setdefault', 'pop', 'popitem', 'clear'].includes(name))
        return rawNative(`SectionProxy.${name}`, (vm) => {
          openParser(vm, parser, `${name}() of a section is not evaluated`);
          return vm.unknown(`${name}() of a section is not evaluated`);
        });
      return undefined;
    },
    item: (machine: Machine, _self: Instance, key: R) => {
      const truth = truthOf(machine, ask(machine, 'has_option', [key]));
      const error = () => new PythonError('KeyError', key.t === 'str' ? key.v : 'a key is not there', key, at);
      if (truth.yes.length === 0) throw error();
      if (truth.no.length > 0) machine.mayRaise(error(), not(truth.yes));
      return ask(machine, 'get', [key]);
    },
    contains: (machine: Machine, _self: Instance, item: R) => ask(machine, 'has_option', [item]),
    iterate: names,
    exposed: (machine: Machine, _self: Instance, reason: string) => openParser(machine, parser, reason),
  };
  const setters = new Map<string, R>([
    ['__setitem__', rawNative('__setitem__', (machine, args) => ask(machine, 'set', args.positional.slice(1)))],
    ['__delitem__', rawNative('__delitem__', (machine, args) => ask(machine, 'remove_option', args.positional.slice(1)))],
  ]);
  const owner = { ...classOf('SectionProxy'), names: setters };
  return { t: 'instance', class: owner, names: new Map(), native: behaviour as unknown as NativeInstance, at };
}

/** `section.get(option, fallback=None)`, `section.getint(…)`, and the getters that a class or a converter adds. */
function getter(machine: Machine, parser: Instance, section: string, name: string, args: CallArguments): R {
  const found = findAttribute(machine, parser, name, args.at);
  if (!found) throw new PythonError('AttributeError', `'SectionProxy' object has no attribute '${name}'`, undefined, args.at);
  const [option, fallback] = args.positional;
  const keywords = new Map(args.keywords);
  const asked = option ?? keywords.get('option') ?? NONE;
  keywords.delete('option');
  if (!keywords.has('fallback')) keywords.set('fallback', fallback ?? NONE);
  return callValue(machine, found, { positional: [str(section), asked], keywords, open: args.open, at: args.at });
}

function optionNames(machine: Machine, parser: Instance, section: string): readonly Item[] {
  const defaults = defaultsOf(parser).content;
  if (section === defaultName(machine, parser)) return namesIn(machine, defaults);
  const own = machine.refined(sectionEntry(parser, section));
  if (own.t === 'dict') return namesIn(machine, merged(own.content, defaults));
  return [{ t: 'rest', reason: 'the options of a section are not known' }];
}
