import { attributeOf } from '../interpreter/attributes';
import { callValue, native, rawNative } from '../interpreter/calls';
import { compare } from '../interpreter/comparisons';
import { binary } from '../interpreter/operators';
import { subscript } from '../interpreter/subscripts';
import { negate } from '../interpreter/truth';
import { NONE, type R, tuple } from '../runtime/objects';
import { type LibraryFactory, library } from './library';

const BINARY = {
  add: '+',
  concat: '+',
  sub: '-',
  mul: '*',
  truediv: '/',
  floordiv: '//',
  mod: '%',
  pow: '**',
  or_: '|',
  and_: '&',
  xor: '^',
  lshift: '<<',
  rshift: '>>',
} as const;

const COMPARED = { eq: '==', ne: '!=', lt: '<', le: '<=', gt: '>', ge: '>=', is_: 'is', is_not: 'is not' } as const;

const operators = (): Readonly<Record<string, R>> => ({
  ...Object.fromEntries(
    Object.entries(BINARY).map(([name, sign]) => [
      name,
      rawNative(name, (vm, { positional: [a, b] }) => (a && b ? binary(vm, sign, a, b) : NONE)),
    ]),
  ),
  ...Object.fromEntries(
    Object.entries(COMPARED).map(([name, sign]) => [
      name,
      rawNative(name, (vm, { positional: [a, b] }) => (a && b ? compare(vm, sign, a, b) : NONE)),
    ]),
  ),
  contains: rawNative('contains', (vm, { positional: [a, b] }) => (a && b ? compare(vm, 'in', b, a) : NONE)),
  not_: rawNative('not_', (vm, { positional: [a] }) => negate(vm, a ?? NONE)),
  getitem: rawNative('getitem', (vm, { positional: [a, b], at }) => (a && b ? subscript(vm, a, b, at) : NONE)),
});

/** `itemgetter("a")`, `itemgetter(0, 1)`: a function that takes one item, or a tuple of them. */
const itemGetter = rawNative('itemgetter', (_, { positional: keys }) =>
  rawNative('itemgetter', (vm, { positional: [value], at }) => {
    const items = keys.map((key) => (value ? subscript(vm, value, key, at) : NONE));
    return items.length === 1 ? (items[0] ?? NONE) : tuple(items);
  }),
);

const attributeGetter = native('attrgetter', (_, { positional: names }) =>
  rawNative('attrgetter', (vm, { positional: [value], at }) => {
    const found = names.map((name) =>
      name.t === 'str' && value ? name.v.split('.').reduce<R>((owner, part) => attributeOf(vm, owner, part, at), value) : NONE,
    );
    return found.length === 1 ? (found[0] ?? NONE) : tuple(found);
  }),
);

const methodCaller = native('methodcaller', (_, given) => {
  const [name, ...positional] = given.positional;
  return rawNative('methodcaller', (vm, { positional: [value], at }) =>
    value && name?.t === 'str' ? callValue(vm, attributeOf(vm, value, name.v, at), { ...given, positional, at }) : NONE,
  );
});

const operatorModule: LibraryFactory = (machine, name) =>
  library(machine, name, { ...operators(), itemgetter: itemGetter, attrgetter: attributeGetter, methodcaller: methodCaller });

export const operatorModules: Readonly<Record<string, LibraryFactory>> = { operator: operatorModule };
