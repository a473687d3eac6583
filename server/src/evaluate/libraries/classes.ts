import { native, rawNative } from '../interpreter/calls';
import { fieldNames, makeDataclass } from '../interpreter/dataclasses';
import { ENUMERATION } from '../interpreter/enumerations';
import type { Machine } from '../interpreter/machine';
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

/** Containers are copied and objects inside taken apart: only plain data is the same afterwards. */
function simple(machine: Machine, value: R | undefined): R {
  const known = value && machine.refined(value);
  return known && ['none', 'bool', 'int', 'float', 'str', 'bytes', 'path'].includes(known.t)
    ? known
    : machine.unknown('a copied field is not known');
}

const dataclassesModule: LibraryFactory = (machine, name) =>
  library(machine, name, { dataclass: rawNative('dataclass', dataclass), field: rawNative('field', field), asdict: asDict });

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

/** `collections.namedtuple` and `typing.NamedTuple` are not evaluated; `abc` changes nothing that settings see. */
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
