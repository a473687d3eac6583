import { makeView } from '../builtins/views';
import { typeAttribute } from '../interpreter/attributes';
import { callValue, rawNative } from '../interpreter/calls';
import { PythonError } from '../interpreter/errors';
import type { Machine } from '../interpreter/machine';
import { truthOf } from '../interpreter/truth';
import { not } from '../runtime/guard';
import { type CallArguments, dict, type Instance, type Item, type NativeInstance, NONE, type R, str, TRUE } from '../runtime/objects';
import { type Called, knownText, method, readDict, removeEntry } from './configparserParser';
import { makeProxy } from './configparserSection';
import {
  DEFAULT_NAME,
  defaultName,
  type ErrorClasses,
  namesIn,
  openParser,
  openSection,
  sectionPresence,
  sectionsOf,
} from './configparserState';

/** Operators on a parser, which ask the methods of its class. */
export function behaviourOf(): NativeInstance {
  const ask = (machine: Machine, self: Instance, name: string, values: readonly R[]): R | undefined => {
    const found = typeAttribute(self.class, name);
    const call: CallArguments = {
      positional: values,
      keywords: new Map(),
      open: undefined,
      at: self.at ?? { file: '', span: { start: 0, end: 0 } },
    };
    return found?.t === 'function' || found?.t === 'native' ? callValue(machine, { t: 'method', self, function: found }, call) : undefined;
  };
  const behaviour = {
    type: 'ConfigParser',
    truth: true,
    contains: (machine: Machine, self: Instance, item: R) => ask(machine, self, '__contains__', [item]),
    iterate: (machine: Machine, self: Instance) => {
      const own = typeAttribute(self.class, '__iter__');
      if (own) return [{ t: 'rest', reason: 'what a parser gives when iterated is not evaluated' }];
      const first = self.names.get(DEFAULT_NAME) ?? str('DEFAULT');
      return [first, ...namesIn(machine, sectionsOf(self).content)];
    },
    exposed: (machine: Machine, self: Instance, reason: string) => openParser(machine, self, reason),
  };
  return behaviour as NativeInstance;
}

const CHANGING: ReadonlySet<string> = new Set(['__setitem__', '__delitem__']);

/** The mapping protocol: sections by name. */
export function mapping(errors: ErrorClasses, strict: boolean): Readonly<Record<string, R>> {
  const keyed = (name: string, run: (called: Called, key: string) => R): R =>
    method(name, 'key value', (called) => {
      const key = knownText(called.machine, called.value('key'));
      if (key !== undefined) return run(called, key);
      const reason = 'the name of a section is not known';
      if (CHANGING.has(name)) openParser(called.machine, called.self, reason);
      return called.machine.unknown(reason);
    });
  const there = ({ machine, self }: Called, key: string): R =>
    key === defaultName(machine, self) ? TRUE : sectionPresence(machine, self, key);
  return {
    __contains__: keyed('__contains__', there),
    __getitem__: keyed('__getitem__', (called, key) => {
      const { machine, self, args } = called;
      const truth = truthOf(machine, there(called, key));
      if (truth.yes.length === 0) throw new PythonError('KeyError', key, str(key), args.at);
      if (truth.no.length > 0) machine.mayRaise(new PythonError('KeyError', key, str(key), args.at), not(truth.yes));
      return makeProxy(self, key, args.at);
    }),
    __setitem__: keyed('__setitem__', (called, key) => {
      const { machine, self } = called;
      const value = machine.refined(called.value('value') ?? NONE);
      if (value.t === 'instance') {
        openParser(machine, self, 'a section was replaced by an object');
        return NONE;
      }
      machine.heap.setEntries(openSection(machine, self, key), { entries: new Map(), rest: undefined });
      readDict(called, errors, strict, dict([[str(key), value]]));
      return NONE;
    }),
    __delitem__: keyed('__delitem__', (called, key) => {
      const { machine, self, args } = called;
      const removed = truthOf(machine, removeEntry(machine, self, key, undefined));
      if (removed.yes.length === 0) throw new PythonError('KeyError', key, str(key), args.at);
      return NONE;
    }),
    keys: method('keys', '', ({ machine, self }) => makeView('KeysView', () => behaviourOf().iterate?.(machine as never, self) ?? [])),
    values: method('values', '', (called) =>
      makeView('ValuesView', (vm) =>
        sectionPairs(vm, called.self, called).map((item) => (item.t === 'tuple' ? (item.content[1] ?? NONE) : item)),
      ),
    ),
    ...Object.fromEntries(
      ['update', 'setdefault', 'pop', 'popitem', 'clear'].map((name) => [
        name,
        rawNative(`configparser.${name}`, (machine, args) => {
          const [self] = args.positional;
          if (self?.t === 'instance') openParser(machine, self, `${name}() of a parser is not evaluated`);
          return machine.unknown(`${name}() of a parser is not evaluated`);
        }),
      ]),
    ),
  };
}
/** The sections with their names, the default one first. */
export function sectionPairs(machine: Machine, self: Instance, called: Called): readonly Item[] {
  const first = self.names.get(DEFAULT_NAME) ?? str('DEFAULT');
  return [first, ...namesIn(machine, sectionsOf(self).content)].map((item) =>
    item.t === 'str'
      ? { t: 'tuple', content: [item, makeProxy(self, item.v, called.args.at)] }
      : { t: 'rest', reason: 'a section is not known' },
  );
}
