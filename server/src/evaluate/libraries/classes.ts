import { instantiate } from '../interpreter/attributes';
import { native, rawNative } from '../interpreter/calls';
import { fieldNames, fieldsOfClass, makeDataclass } from '../interpreter/dataclasses';
import { ENUMERATION } from '../interpreter/enumerations';
import type { Machine } from '../interpreter/machine';
import { changeable } from '../runtime/aliases';
import { isPlain } from '../runtime/heap';
import { type CallArguments, type Class, dict, NONE, type R, str, TRUE, tuple } from '../runtime/objects';
import { classOf, type LibraryFactory, library } from './library';

function dataclass(machine: Machine, args: CallArguments): R {
  const owner = args.positional[0] && machine.refined(args.positional[0]);
  const decorate = (value: R | undefined): R =>
    value?.t === 'class' ? makeDataclass(machine, value, args.keywords) : machine.unknown('a data class is made at run time');
  return owner ? decorate(owner) : rawNative('dataclass', (vm, later) => decorate(later.positional[0] && vm.refined(later.positional[0])));
}

/** `field(default=…)`: what it says is kept by name for the class that it stands in. */
function field(_machine: Machine, args: CallArguments): R {
  return { t: 'instance', class: classOf('Field'), names: new Map(args.keywords), native: { type: 'Field' } };
}

const asDict = native('asdict', (machine, args) => {
  const [value] = args.positional;
  const names = value?.t === 'instance' ? fieldNames(value) : undefined;
  if (value?.t !== 'instance' || !names) return machine.unknown('the fields of an object are not known');
  return dict(names.map((name) => [str(name), simple(machine, value.names.get(name))] as const));
});

/** Containers are copied and data classes inside taken apart. */
function simple(machine: Machine, value: R | undefined, depth = 0): R {
  const known = value && machine.refined(value);
  if (!known || depth > MAX_DEPTH) return machine.unknown('a copied field is not known');
  if (isPlain(known)) return known;
  const inner = (one: R) => simple(machine, one, depth + 1);
  if ((known.t === 'list' || known.t === 'tuple') && known.content.every((item) => item.t !== 'rest' && item.t !== 'maybe'))
    return { ...known, content: known.content.map((item) => inner(item as R)) };
  if (known.t === 'dict' && known.type === undefined && known.content.rest === undefined) {
    const entries = [...known.content.entries].map(([id, { key, value: one }]) => [id, { key, value: inner(one) }] as const);
    return { ...known, content: { ...known.content, entries: new Map(entries) } };
  }
  const names = known.t === 'instance' ? fieldNames(known) : undefined;
  if (known.t === 'instance' && names)
    return dict(names.map((name) => [str(name), simple(machine, known.names.get(name), depth + 1)] as const));
  return machine.unknown('a copied field is not known');
}

const MAX_DEPTH = 20;

/** `replace(object, field=…)`: a new object of the class, made by its `__init__`. */
const replaced = rawNative('replace', (machine, args) => {
  const value = args.positional[0] && machine.refined(args.positional[0]);
  const fields = value?.t === 'instance' ? fieldsOfClass(value.class) : undefined;
  if (value?.t !== 'instance' || !fields || args.open !== undefined)
    return machine.unknown('the fields of an object are not known', { among: changeable([...args.positional, ...args.keywords.values()]) });
  const keywords = new Map(args.keywords);
  for (const { name, fixed } of fields) {
    const old = value.names.get(name);
    if (!fixed && old && !keywords.has(name)) keywords.set(name, old);
  }
  return instantiate(machine, value.class, { ...args, positional: [], keywords });
});

const dataclassesModule: LibraryFactory = (machine, name) =>
  library(machine, name, {
    dataclass: rawNative('dataclass', dataclass),
    field: rawNative('field', field),
    asdict: asDict,
    replace: replaced,
  });

/** A class of `enum`; `mixed`: its members are data of another type too. */
function enumeration(name: string, mixed: boolean): Class {
  return classOf(name, { [ENUMERATION]: mixed ? str(name) : TRUE });
}

const enumModule: LibraryFactory = (machine, name) =>
  library(machine, name, {
    Enum: enumeration('Enum', false),
    IntEnum: enumeration('IntEnum', true),
    StrEnum: enumeration('StrEnum', true),
    Flag: enumeration('Flag', true),
    IntFlag: enumeration('IntFlag', true),
    auto: rawNative('auto', (vm) => vm.unknown('a value that the enumeration makes')),
    unique: rawNative('unique', (_, args) => args.positional[0] ?? NONE),
  });

/** `abc` changes nothing that settings see. */
const abcModule: LibraryFactory = (machine, name) =>
  library(machine, name, {
    ABC: classOf('ABC'),
    abstractmethod: rawNative('abstractmethod', (_, args) => args.positional[0] ?? NONE),
    __all__: tuple([str('ABC'), str('abstractmethod')]),
  });

export const classModules: Readonly<Record<string, LibraryFactory>> = {
  dataclasses: dataclassesModule,
  enum: enumModule,
  abc: abcModule,
};
