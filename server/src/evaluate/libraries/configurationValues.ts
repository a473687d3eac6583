import type { Place } from '../../base/text';
import { builtin } from '../builtins/builtins';
import { freeze } from '../freeze';
import { callWith, native, rawNative } from '../interpreter/calls';
import { PythonError } from '../interpreter/errors';
import { iterate } from '../interpreter/iteration';
import type { Machine } from '../interpreter/machine';
import { uniqueItems } from '../interpreter/sets';
import { truthOf } from '../interpreter/truth';
import { atomGuard, not } from '../runtime/guard';
import { choice } from '../runtime/heap';
import { bool, type CallArguments, dict, type Instance, list, NONE, type R, str, tuple } from '../runtime/objects';
import type { EnvRead } from '../value';
import { makeObject } from './library';
import { literalValue } from './literalEval';
import { isVariableSet, readVariable, variableAtom } from './os';

/** One kind of `configurations.values.…Value`: how the text becomes a value, and what the default becomes. */
interface Kind {
  readonly parse: string;
  convert(machine: Machine, text: R, options: ReadonlyMap<string, R>, at: Place): R;
  readonly prepare?: (machine: Machine, value: R, options: ReadonlyMap<string, R>, at: Place) => R;
  readonly environName?: string;
  readonly required?: boolean;
  /** Waits for `setup` even when its variable is named. */
  readonly late?: boolean;
}

const text = (value: R): string => {
  if (value.t === 'str') return value.v;
  throw new PythonError('ValueError', 'a text is needed');
};

const pure =
  (convert: (value: string, options: ReadonlyMap<string, R>) => R): Kind['convert'] =>
  (machine, value, options) =>
    machine.lift([value], ([one]) =>
      !one || one.t === 'unknown' ? machine.unknownFrom(one ? [one] : [], 'a text is not known') : convert(text(one), options),
    );

function split(value: string, options: ReadonlyMap<string, R>): string[] {
  const separator = options.get('separator');
  return value
    .trim()
    .split(separator?.t === 'str' ? separator.v : ',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function toBoolean(value: string): R {
  const normal = value.trim().toLowerCase();
  if (['yes', 'y', 'true', '1'].includes(normal)) return bool(true);
  if (['no', 'n', 'false', '0', ''].includes(normal)) return bool(false);
  throw new PythonError('ValueError', 'Cannot interpret boolean value');
}

const plain: Kind = { parse: 'str', convert: (_, value) => value };
const numeric = (type: 'int' | 'float'): Kind => ({
  parse: type,
  convert: (machine, value, _, at) => {
    const cast = builtin(type, machine);
    return cast ? callWith(machine, cast, [value], at) : value;
  },
});
const items = (parse: 'list' | 'tuple' | 'set', make: (values: R[]) => R): Kind => ({
  parse,
  convert: (machine, value, options, at) =>
    pure((known) => make(convertedItems(machine, split(known, options).map(str), options, at)))(machine, value, options, at),
  prepare: (machine, value, options, at) => {
    if (value.t === 'none') return make([]);
    if (value.t === 'unknown' || value.t === 'choice') return value;
    const content = iterate(machine, value);
    if (!hasConverter(options)) return { t: parse, content, ...(value.at ? { at: value.at } : {}) };
    const known = content.filter((item): item is R => item.t !== 'rest' && item.t !== 'maybe');
    return known.length === content.length
      ? make(convertedItems(machine, known, options, at))
      : machine.unknown('a default is not known', { type: parse === 'set' ? 'list' : parse });
  },
});

function hasConverter(options: ReadonlyMap<string, R>): boolean {
  const converter = options.get('converter');
  return converter !== undefined && converter.t !== 'none';
}

/** `converter=` of a sequence: what it makes of each item. */
function convertedItems(machine: Machine, values: R[], options: ReadonlyMap<string, R>, at: Place): R[] {
  const converter = options.get('converter');
  return converter && hasConverter(options) ? values.map((value) => callWith(machine, converter, [value], at)) : values;
}
const fromUrl = (environName: string): Kind => ({
  parse: 'url',
  convert: (machine, value) => machine.unknownFrom([value], 'a URL of a class-based setting is not evaluated'),
  prepare: (machine, value) =>
    value.t === 'none' ? dict([]) : machine.unknownFrom([value], 'a URL of a class-based setting is not evaluated'),
  environName,
  late: true,
});

const KINDS: Readonly<Record<string, Kind>> = {
  Value: plain,
  BooleanValue: { parse: 'bool', convert: pure(toBoolean) },
  IntegerValue: numeric('int'),
  PositiveIntegerValue: numeric('int'),
  FloatValue: numeric('float'),
  DecimalValue: { parse: 'decimal', convert: (machine, value) => machine.unknownFrom([value], 'a decimal is not evaluated') },
  ListValue: items('list', list),
  BackendsValue: items('list', list),
  TupleValue: items('tuple', tuple),
  SetValue: items('set', (values) => uniqueItems('set', values)),
  DictValue: {
    parse: 'dict',
    convert: (machine, value) =>
      machine.lift([value], ([one]) => {
        if (one?.t === 'str' && one.v === '') return dict([]);
        const literal = one?.t === 'str' ? literalValue(one.v.trim()) : undefined;
        if (literal && literal.t !== 'dict') throw new PythonError('ValueError', 'Cannot interpret dict value');
        return literal?.t === 'dict' ? literal : machine.unknownFrom(one ? [one] : [], 'a dict in a variable is not evaluated');
      }),
    prepare: (_, value) => (value.t === 'none' ? dict([]) : value),
  },
  SingleNestedListValue: { parse: 'list', convert: (machine, value) => machine.unknownFrom([value], 'a nested list is not evaluated') },
  SingleNestedTupleValue: { parse: 'tuple', convert: (machine, value) => machine.unknownFrom([value], 'a nested tuple is not evaluated') },
  EmailValue: plain,
  URLValue: plain,
  IPValue: plain,
  RegexValue: plain,
  PathValue: { parse: 'path', convert: (machine, value) => machine.unknownFrom([value], 'whether a path exists is not known') },
  SecretValue: { ...plain, required: true },
  EmailURLValue: fromUrl('EMAIL_URL'),
  DatabaseURLValue: fromUrl('DATABASE_URL'),
  CacheURLValue: fromUrl('CACHE_URL'),
};

/** Settings that no deployment leaves to the code. */
const GIVEN_EVERYWHERE: ReadonlySet<string> = new Set(['SECRET_KEY', 'ALLOWED_HOSTS']);

/** The classes of `configurations.values`. */
export function valueClasses(): Readonly<Record<string, R>> {
  return Object.fromEntries(
    Object.entries(KINDS).map(([name, kind]) => [name, rawNative(name, (machine, args) => makeValue(machine, kind, args))]),
  );
}

/** `Value(default, environ=True, environ_name=None, environ_prefix="DJANGO", environ_required=False)`. */
function makeValue(machine: Machine, kind: Kind, args: CallArguments): R {
  const option = (position: number, name: string, fallback: R): R => args.positional[position] ?? args.keywords.get(name) ?? fallback;
  const given = machine.refined(option(0, 'default', NONE));
  const fallback = kind.prepare ? kind.prepare(machine, given, args.keywords, args.at) : given;
  const environName = option(2, 'environ_name', kind.environName === undefined ? NONE : str(kind.environName));
  const prefix = option(3, 'environ_prefix', kind.environName === undefined ? str('DJANGO') : NONE);
  const usesEnvironment = truthOf(machine, option(1, 'environ', bool(true))).no.length === 0;
  const required = kind.required === true || truthOf(machine, option(4, 'environ_required', bool(false))).no.length === 0;
  const setUp = (name: string): R => {
    if (!usesEnvironment) return fallback;
    const base = environName.t === 'str' ? environName.v : name.toUpperCase();
    const variable = prefix.t === 'str' && prefix.v !== '' ? `${prefix.v.replace(/_$/, '')}_${base}` : base;
    const unlisted = environName.t !== 'str' && (required || GIVEN_EVERYWHERE.has(name));
    return readValue(machine, kind, variable, unlisted, required ? undefined : fallback, args);
  };
  const late = kind.late === true || truthOf(machine, args.keywords.get('late_binding') ?? bool(false)).no.length === 0;
  if (!late && usesEnvironment && environName.t === 'str') return setUp(environName.v);
  if (!late && !usesEnvironment && truthOf(machine, fallback).no.length === 0) return fallback;
  const value: Instance = makeObject('Value', (_machine: Machine, _self: Instance, name) => {
    if (name === 'setup') return native('setup', (_, inner) => setUp(text(inner.positional[0] ?? NONE)));
    return name === 'value' || name === 'default' ? fallback : undefined;
  });
  return { ...value, at: args.at };
}

/**
 * What a value is: the converted text of its variable where that is set, else its default. `unlisted`: the variable stands nowhere in
 * the project and a deployment has to give it, so that a list without it is not complete: not given does not mean not set.
 */
function readValue(machine: Machine, kind: Kind, variable: string, unlisted: boolean, fallback: R | undefined, args: CallArguments): R {
  const read = { reader: 'django-configurations', parse: kind.parse, at: args.at };
  machine.reads.variable(variable, read, fallback);
  const present = isVariableSet(machine, variable);
  if (present.t === 'bool' && !present.v && !unlisted) {
    if (!fallback) throw new PythonError('ValueError', `the environment variable ${variable} is required`);
    return readVariable(machine, variable, read, fallback);
  }
  const unread: R = {
    t: 'unknown',
    type: 'str',
    symbol: `env:${variable}`,
    reason: `it is read from the environment variable ${variable}`,
  };
  const given = present.t === 'bool' && !present.v ? unread : readVariable(machine, variable, read, undefined);
  const converted = kind.convert(machine, given, args.keywords, args.at);
  const env: EnvRead = {
    name: variable,
    ...read,
    state: present.t === 'bool' && present.v ? 'given' : 'unknown',
    default: fallback ? freeze(fallback) : 'required',
  };
  const tagged: R = converted.env || converted.t === 'list' ? converted : { ...converted, env };
  if ((present.t === 'bool' && present.v) || !fallback) return tagged;
  const isSet = atomGuard(variableAtom(variable));
  return choice(
    [
      { guard: isSet, value: tagged },
      { guard: not(isSet), value: fallback },
    ],
    { env },
  );
}

/** Sets a waiting value up under the name of its attribute. */
export function setUpValue(machine: Machine, names: Map<string, R>, name: string, value: Instance, at: Place): void {
  const setup = value.native?.attribute?.(machine as never, value, 'setup');
  if (setup) machine.heap.setName(names, name, callWith(machine, setup, [str(name)], at));
}
