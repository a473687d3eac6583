import type { Place } from '../../base/text';
import { argument, rawNative } from '../interpreter/calls';
import { keyError, presenceOf } from '../interpreter/dicts';
import { PythonError } from '../interpreter/errors';
import { onlyIf } from '../interpreter/iteration';
import type { Machine } from '../interpreter/machine';
import { presence } from '../interpreter/membership';
import { boundOr, present } from '../interpreter/scopes';
import { dict, type Instance, type Item, iterator, type Native, NONE, type R, str, tuple, UNBOUND } from '../runtime/objects';
import { isSettingName } from '../settings';
import { pairsOf } from './pairs';

/** Methods of `globals()`, `vars(module)` and `__dict__`: the names themselves, not a copy. */
export function namespaceMember(namespace: Instance, name: string): R | undefined {
  const member = Object.hasOwn(MEMBERS, name) ? MEMBERS[name] : undefined;
  if (!member) return undefined;
  const method: Native = rawNative(`dict.${name}`, (vm, args) => member(vm, namespace.names, args.positional.slice(1), args));
  return { t: 'method', self: namespace, function: method };
}

type Member = (machine: Machine, names: Map<string, R>, rest: readonly R[], args: Parameters<Native['call']>[1]) => R;

const MEMBERS: Readonly<Record<string, Member>> = {
  get: (machine, names, rest, args) => {
    const fallback = () => argument({ ...args, positional: rest }, 1) ?? NONE;
    return namespaceItem(machine, names, rest[0] ?? NONE, fallback) ?? fallback();
  },
  setdefault: (machine, names, rest, args) => {
    const found = namespaceItem(machine, names, rest[0] ?? NONE, () => rest[1] ?? NONE) ?? rest[1] ?? NONE;
    setNamespaceItem(machine, names, rest[0] ?? NONE, found, args.at);
    return found;
  },
  update: (machine, names, rest, args) => {
    const source = rest[0] && machine.refined(rest[0]);
    const added =
      source?.t === 'instance'
        ? { pairs: pairs(machine, source.names), rest: undefined }
        : source
          ? pairsOf(machine, source)
          : { pairs: [], rest: undefined };
    for (const [key, value] of added.pairs) setNamespaceItem(machine, names, key, value, args.at);
    for (const [key, value] of args.keywords) setNamespaceItem(machine, names, str(key), value, args.at);
    if (added.rest !== undefined || args.open !== undefined) openNamespace(machine, names, added.rest ?? args.open ?? '');
    return NONE;
  },
  pop: (machine, names, rest) => {
    const key = rest[0] && machine.refined(rest[0]);
    const found = key && namespaceItem(machine, names, key, () => rest[1]);
    if (key?.t === 'str') machine.heap.deleteName(names, key.v);
    return found ?? rest[1] ?? NONE;
  },
  keys: (machine, names) => iterator(items(machine, names, (key) => key)),
  values: (machine, names) => iterator(items(machine, names, (_, value) => value)),
  items: (machine, names) => iterator(items(machine, names, (key, value) => tuple([key, value]))),
  copy: (machine, names) => dict(pairs(machine, names)),
};

export function pairs(machine: Machine, names: ReadonlyMap<string, R>): readonly (readonly [R, R])[] {
  return [...names].map(([name, value]) => [str(name), machine.refined(value)] as const).filter(([, value]) => value.t !== 'unbound');
}

/** One item for each name; a name that is bound only sometimes gives one that is there only then. */
function items(machine: Machine, names: ReadonlyMap<string, R>, make: (key: R, value: R) => R): readonly Item[] {
  return pairs(machine, names).map(([key, value]) => onlyIf(make(key, present(machine, value) ?? NONE), presenceOf(machine, value)));
}

/** `globals()["X"]`; where the name is not bound, what `otherwise` gives. */
export function namespaceItem(
  machine: Machine,
  names: ReadonlyMap<string, R>,
  key: R,
  otherwise: () => R | undefined = () => undefined,
): R | undefined {
  const known = machine.refined(key);
  if (known.t !== 'str') return machine.unknownFrom([known], 'a name is not known');
  return boundOr(machine, names.get(known.v), otherwise, () => keyError(known));
}

export function namespaceHas(machine: Machine, names: ReadonlyMap<string, R>, key: R): R {
  const known = machine.refined(key);
  if (known.t !== 'str') return machine.unknownFrom([known], 'a name is not known', { type: 'bool' });
  const value = names.get(known.v);
  return presence(machine, value ?? UNBOUND);
}

/** `globals()["X"] = value`. */
export function setNamespaceItem(machine: Machine, names: Map<string, R>, key: R, value: R, at: Place): void {
  const known = machine.refined(key);
  if (known.t === 'choice') {
    for (const option of known.options)
      setNamespaceItem(machine, names, option.value, machine.unknown('it is set under a name that is not known'), at);
    return;
  }
  if (known.t !== 'str') {
    if (known.t === 'unknown') openNamespace(machine, names, known.reason);
    return;
  }
  if (value.t === 'unbound') {
    if (!names.has(known.v)) throw new PythonError('KeyError', known.v);
    machine.heap.deleteName(names, known.v);
    return;
  }
  machine.heap.setName(names, known.v, value);
  machine.note(names, known.v, {
    kind: 'dynamic',
    place: at,
    target: at.span,
    valueSpan: at.span,
    conditional: machine.conditionalDepth > 0,
  });
}

/** Any name may have been set: what stands in upper case is no longer known. */
export function openNamespace(machine: Machine, names: Map<string, R>, reason: string): void {
  for (const name of [...names.keys()]) {
    if (isSettingName(name)) machine.heap.setName(names, name, machine.unknown(`names that are not known were set, because ${reason}`));
  }
  const module = [...machine.modules.values(), ...machine.running].find((one) => one.t === 'module' && one.names === names);
  if (module?.t === 'module') module.incomplete ??= `names that are not known were set, because ${reason}`;
}
