import { attributeOf, findAttribute, linearized, NAMESPACE, setAttribute, superAttribute } from '../interpreter/attributes';
import { argument, callWith, native, rawNative } from '../interpreter/calls';
import { EXCEPTIONS, PythonError } from '../interpreter/errors';
import { iterate } from '../interpreter/expressions';
import { formatValue, repr, toText } from '../interpreter/format';
import { importModule } from '../interpreter/imports';
import type { Machine } from '../interpreter/machine';
import { binary, order, truthOf, uniqueItems } from '../interpreter/operators';
import { openFile } from '../libraries/fileSystem';
import { classOf, makeObject } from '../libraries/library';
import { choice } from '../runtime/heap';
import {
  bool,
  bytes,
  type CallArguments,
  type Class,
  dict,
  dictContent,
  FALSE,
  float,
  type Item,
  int,
  isSequence,
  iterator,
  list,
  type Native,
  NONE,
  type R,
  str,
  TRUE,
  tuple,
} from '../runtime/objects';
import { pairsOf, sortItems } from './containers';
import { executeSource } from './exec';
import { openNamespace, pairs } from './namespaces';
import { textOf } from './paths';
import { utf8 } from './strings';

/** A built-in function, type, constant or exception; undefined when there is none of that name. */
export function builtin(name: string, _machine: Machine): R | undefined {
  if (Object.hasOwn(TABLE, name)) return TABLE[name];
  if (UNEVALUATED.has(name)) return rawNative(name, (machine) => machine.unknown(`${name}() is not evaluated`));
  return exceptionClasses.get(name);
}

/** Built-in names whose calls are unknown. */
const UNEVALUATED = new Set([
  ...[
    'aiter',
    'anext',
    'ascii',
    'bin',
    'breakpoint',
    'bytearray',
    'complex',
    'delattr',
    'divmod',
    'help',
    'hex',
    'memoryview',
    'oct',
    'slice',
  ],
  ...['copyright', 'credits', 'license', 'exit', 'quit', '__build_class__', '__loader__', '__spec__'],
]);

const isClear = (items: readonly Item[]): items is readonly R[] => items.every((item) => item.t !== 'rest' && item.t !== 'maybe');

function type(name: string, call: (machine: Machine, args: CallArguments) => R, extra: Partial<Native> = {}): Native {
  return rawNative(name, call, { type: name, ...extra });
}

/** Applies to each option of the first argument. */
function onFirst(machine: Machine, args: CallArguments, fallback: R, apply: (value: R) => R): R {
  return machine.lift([args.positional[0] ?? fallback], ([value]) => (value ? apply(value) : fallback));
}

const TABLE: Readonly<Record<string, R>> = {
  __debug__: TRUE,
  __builtins__: classOf('module'),
  NotImplemented: { t: 'opaque', type: 'NotImplementedType', name: 'NotImplemented' },
  Ellipsis: { t: 'opaque', type: 'ellipsis', name: 'Ellipsis' },
  object: classOf('object'),
  str: type('str', (machine, args) =>
    onFirst(machine, args, str(''), (value) => {
      if (value.t === 'unknown') return machine.unknownFrom([value], 'a text is not known', { type: 'str' });
      if (value.t === 'bytes') return machine.unknown('bytes as a text', { type: 'str' });
      const method = value.t === 'instance' && !value.native ? findAttribute(machine, value, '__str__', args.at) : undefined;
      if (method) return callWith(machine, method, [], args.at);
      const text = toText(value);
      if (text === undefined) return machine.unknown('the text of an object is not known', { type: 'str' });
      return value.env ? { ...str(text), env: value.env } : str(text);
    }),
  ),
  repr: rawNative('repr', (machine, args) =>
    onFirst(machine, args, NONE, (value) => {
      const text = repr(value);
      return text === undefined ? machine.unknownFrom([value], 'the text of an object is not known', { type: 'str' }) : str(text);
    }),
  ),
  bytes: type('bytes', (machine, args) =>
    onFirst(machine, args, str(''), (value) =>
      value.t === 'str'
        ? bytes(utf8(value.v))
        : value.t === 'bytes'
          ? value
          : machine.unknownFrom([value], 'bytes are not known', { type: 'bytes' }),
    ),
  ),
  int: type('int', (machine, args) =>
    onFirst(machine, args, int(0), (value) => toInt(machine, value, args.positional[1] ?? args.keywords.get('base'))),
  ),
  float: type('float', (machine, args) => onFirst(machine, args, float(0), (value) => toFloat(machine, value))),
  bool: type('bool', (machine, args) => toBool(machine, args.positional[0] ?? FALSE)),
  list: type('list', (machine, args) => ({
    t: 'list',
    content: args.positional[0] ? iterate(machine, args.positional[0]) : [],
    at: args.at,
  })),
  tuple: type('tuple', (machine, args) => ({
    t: 'tuple',
    content: args.positional[0] ? iterate(machine, args.positional[0]) : [],
    at: args.at,
  })),
  set: type('set', (machine, args) => ({
    ...uniqueItems('set', args.positional[0] ? iterate(machine, args.positional[0]) : []),
    at: args.at,
  })),
  frozenset: type('frozenset', (machine, args) => uniqueItems('frozenset', args.positional[0] ? iterate(machine, args.positional[0]) : [])),
  dict: type(
    'dict',
    (machine, args) => {
      const source = args.positional[0] ? pairsOf(machine, args.positional[0]) : { pairs: [], rest: undefined };
      const named = [...args.keywords].map(([name, value]) => [str(name), value] as const);
      return { t: 'dict', content: dictContent([...source.pairs, ...named], source.rest ?? args.open), at: args.at };
    },
    {
      attributes: new Map<string, R>([
        [
          'fromkeys',
          rawNative('dict.fromkeys', (machine, args) => {
            const keys = args.positional[0] ? iterate(machine, args.positional[0]) : [];
            if (!isClear(keys)) return machine.unknown('the keys of a dict are not known');
            return dict(keys.map((key) => [key, args.positional[1] ?? NONE] as const));
          }),
        ],
      ]),
    },
  ),
  type: type('type', (machine, args) =>
    args.positional.length === 1 ? typeOf(machine, args.positional[0] ?? NONE) : machine.unknown('a class is made at run time'),
  ),
  len: rawNative('len', (machine, args) => onFirst(machine, args, NONE, (value) => lengthOf(machine, value))),
  range: native('range', (machine, args) => range(machine, args)),
  enumerate: rawNative('enumerate', (machine, args) => {
    const start = argument(args, 1, 'start');
    const first = start?.t === 'int' ? Number(start.v) : 0;
    return iterator(eachKnown(machine, args.positional[0], (item, at) => tuple([int(at + first), item])));
  }),
  zip: rawNative('zip', (machine, args) => {
    const columns = args.positional.map((value) => iterate(machine, value));
    if (!columns.every(isClear)) return iterator([{ t: 'rest', reason: 'what is zipped is not known' }]);
    const length = Math.min(...columns.map((column) => column.length));
    return iterator(Array.from({ length }, (_, at) => tuple(columns.map((column) => column[at] ?? NONE))));
  }),
  map: rawNative('map', (machine, args) => {
    const [func, ...columns] = args.positional;
    if (!func) return iterator([]);
    if (columns.length === 1) return iterator(eachKnown(machine, columns[0], (item) => callWith(machine, func, [item], args.at)));
    return iterator([{ t: 'rest', reason: 'map over several lists' }]);
  }),
  filter: rawNative('filter', (machine, args) => {
    const [func, items] = args.positional;
    const content: Item[] = [];
    for (const item of items ? iterate(machine, items) : []) {
      if (item.t === 'rest' || item.t === 'maybe') {
        content.push(item);
        continue;
      }
      const truth = truthOf(machine, func && func.t !== 'none' ? callWith(machine, func, [item], args.at) : item);
      if (truth.no.length === 0) content.push(item);
      else if (truth.yes.length > 0) content.push({ t: 'maybe', guard: truth.yes, value: item });
    }
    return iterator(content);
  }),
  sorted: rawNative('sorted', (machine, args) => {
    const sorted = sortItems(machine, args.positional[0] ? iterate(machine, args.positional[0]) : [], args);
    return sorted ? list(sorted) : machine.unknown('the order is not known', { type: 'list' });
  }),
  reversed: rawNative('reversed', (machine, args) =>
    iterator((args.positional[0] ? iterate(machine, args.positional[0]) : []).toReversed()),
  ),
  sum: rawNative('sum', (machine, args) => {
    const items = args.positional[0] ? iterate(machine, args.positional[0]) : [];
    if (!isClear(items)) return machine.unknown('what is summed is not known');
    return items.reduce<R>((total, item) => binary(machine, '+', total, item), argument(args, 1, 'start') ?? int(0));
  }),
  min: rawNative('min', (machine, args) => extreme(machine, args, -1)),
  max: rawNative('max', (machine, args) => extreme(machine, args, 1)),
  pow: native('pow', (machine, args) => {
    const [base, exponent, modulus] = args.positional;
    if (!base || !exponent || modulus) return machine.unknown('pow() is not evaluated');
    return binary(machine, '**', base, exponent);
  }),
  abs: native('abs', (_, args) => {
    const value = args.positional[0];
    if (value?.t === 'int') return int(value.v < 0n ? -value.v : value.v);
    if (value?.t === 'float') return float(Math.abs(value.v));
    throw new PythonError('TypeError', 'bad operand type for abs()');
  }),
  round: native('round', (machine, args) =>
    args.positional[0]?.t === 'int' && args.positional.length === 1 ? args.positional[0] : machine.unknown('rounding is not evaluated'),
  ),
  any: rawNative('any', (machine, args) => quantified(machine, args, true)),
  all: rawNative('all', (machine, args) => quantified(machine, args, false)),
  isinstance: rawNative('isinstance', (machine, args) =>
    onFirst(machine, args, NONE, (value) => isInstance(machine, value, machine.refined(args.positional[1] ?? NONE))),
  ),
  issubclass: rawNative('issubclass', (machine, args) => {
    const [one, other] = args.positional.map((value) => machine.refined(value));
    return one?.t === 'class' && other?.t === 'class'
      ? bool(linearized(one).includes(other))
      : machine.unknown('issubclass', { type: 'bool' });
  }),
  callable: rawNative('callable', (machine, args) =>
    onFirst(machine, args, NONE, (value) =>
      value.t === 'unknown'
        ? machine.unknown(value.reason, { type: 'bool' })
        : bool(['function', 'native', 'method', 'class'].includes(value.t)),
    ),
  ),
  hasattr: rawNative('hasattr', (machine, args) => hasAttribute(machine, args)),
  getattr: rawNative('getattr', (machine, args) => getAttribute(machine, args)),
  setattr: rawNative('setattr', (machine, args) => {
    const [owner, name, value] = args.positional;
    const known = name && machine.refined(name);
    if (!owner || !value) return NONE;
    if (known?.t !== 'str') {
      const target = machine.refined(owner);
      if (target.t === 'module') openNamespace(machine, target.names, 'an attribute is set under a name that is not known');
      return NONE;
    }
    setAttribute(machine, owner, known.v, value);
    const module = machine.refined(owner);
    if (module.t === 'module') {
      machine.note(module.names, known.v, {
        kind: 'dynamic',
        place: args.at,
        target: args.at.span,
        valueSpan: args.at.span,
        conditional: machine.conditionalDepth > 0,
      });
    }
    return NONE;
  }),
  globals: rawNative('globals', (machine) => globalsOf(machine)),
  locals: rawNative('locals', (machine) => localsOf(machine)),
  vars: rawNative('vars', (machine, args) => {
    const owner = args.positional[0] && machine.refined(args.positional[0]);
    if (!owner) return localsOf(machine);
    return owner.t === 'module' || owner.t === 'class' || owner.t === 'instance'
      ? { t: 'instance', class: NAMESPACE, names: owner.names }
      : machine.unknown('vars() of an object');
  }),
  dir: rawNative('dir', (machine, args) => {
    const owner = args.positional[0] && machine.refined(args.positional[0]);
    if (owner?.t === 'module' && owner.incomplete === undefined && owner.fallback === undefined)
      return list([...owner.names.keys()].sort().map(str));
    return machine.unknown('dir() of an object', { type: 'list' });
  }),
  super: rawNative('super', (machine, args) => superObject(machine, args)),
  open: rawNative('open', (machine, args) =>
    onFirst(machine, args, NONE, (value) => {
      if (value.t !== 'str' && value.t !== 'path') {
        machine.mayRaise(new PythonError('FileNotFoundError', 'a file that is not known'));
        return machine.unknownFrom([value], 'a file that is not known');
      }
      return openFile(machine, value.v, argument(args, 1, 'mode'));
    }),
  ),
  compile: rawNative('compile', (_, args) => args.positional[0] ?? NONE),
  exec: rawNative('exec', executeSource),
  eval: rawNative('eval', (machine) => machine.unknown('eval() is not evaluated')),
  print: rawNative('print', () => NONE),
  input: rawNative('input', (machine) => machine.unknown('input() asks a person', { type: 'str' })),
  id: rawNative('id', (machine) => machine.unknown('id() of an object', { type: 'int' })),
  hash: rawNative('hash', (machine) => machine.unknown('hash() of an object', { type: 'int' })),
  iter: rawNative('iter', (machine, args) => iterator(args.positional[0] ? iterate(machine, args.positional[0]) : [])),
  next: rawNative('next', (machine, args) => {
    const items = args.positional[0] ? iterate(machine, args.positional[0]) : [];
    const [first] = items;
    if (first && first.t !== 'rest' && first.t !== 'maybe') return first;
    if (!first && args.positional[1]) return args.positional[1];
    if (!first) throw new PythonError('StopIteration', '');
    return machine.unknown('an item is not known');
  }),
  chr: native('chr', (_, args) => (args.positional[0]?.t === 'int' ? str(String.fromCodePoint(Number(args.positional[0].v))) : NONE)),
  ord: native('ord', (_, args) => (args.positional[0]?.t === 'str' ? int(args.positional[0].v.codePointAt(0) ?? 0) : NONE)),
  format: native('format', (machine, args) => {
    const spec = args.positional[1]?.t === 'str' ? args.positional[1].v : '';
    const text = args.positional[0] && formatValue(args.positional[0], spec);
    return text === undefined ? machine.unknown('a format is not evaluated', { type: 'str' }) : str(text);
  }),
  __import__: native('__import__', (machine, args) => {
    const name = textOf(args.positional[0]);
    importModule(machine, name);
    return importModule(machine, name.split('.')[0] ?? name);
  }),
  property: rawNative('property', (machine) => machine.unknown('property() is called')),
  staticmethod: rawNative('staticmethod', (_, args) =>
    args.positional[0]?.t === 'function' ? { ...args.positional[0], role: 'staticmethod' } : (args.positional[0] ?? NONE),
  ),
  classmethod: rawNative('classmethod', (_, args) =>
    args.positional[0]?.t === 'function' ? { ...args.positional[0], role: 'classmethod' } : (args.positional[0] ?? NONE),
  ),
};

/** Exceptions that must be imported: their names are not built in. */
const LIBRARY_EXCEPTIONS = new Set(['ImproperlyConfigured', 'UndefinedValueError', 'JSONDecodeError']);

const exceptionClasses: ReadonlyMap<string, Class> = makeExceptions();

function makeExceptions(): ReadonlyMap<string, Class> {
  const classes = new Map<string, Class>();
  const make = (name: string): Class => {
    const known = classes.get(name);
    if (known) return known;
    const base = EXCEPTIONS[name];
    const made = classOf(name, {}, base && base !== 'object' ? [make(base)] : []);
    classes.set(name, made);
    return made;
  };
  for (const name of Object.keys(EXCEPTIONS)) if (!LIBRARY_EXCEPTIONS.has(name)) make(name);
  return classes;
}

/** `int(value, base)`. */
export function toInt(machine: Machine, value: R, base: R | undefined): R {
  const tagged = (result: R): R => (value.env ? { ...result, env: { ...value.env, parse: 'int' } } : result);
  switch (value.t) {
    case 'int':
      return tagged(value);
    case 'bool':
      return int(value.v ? 1 : 0);
    case 'float':
      return int(BigInt(Math.trunc(value.v)));
    case 'str': {
      const radix = base?.t === 'int' ? Number(base.v) : 10;
      const text = value.v.trim().replace(/(?<=\d)_(?=\d)/g, '');
      if (radix === 10 && /^[+-]?\d+$/.test(text) && text.length < 500) return tagged(int(BigInt(text.replace('+', ''))));
      if (radix !== 10 && /^[+-]?(0[xob])?[\da-f]+$/i.test(text))
        return tagged(int(Number.parseInt(text.replace(/^([+-]?)0[xob]/i, '$1'), radix)));
      throw new PythonError('ValueError', 'invalid literal for int()');
    }
    case 'none':
    case 'list':
    case 'dict':
    case 'tuple':
      throw new PythonError('TypeError', 'int() argument must be a string or a number');
    default:
      machine.mayRaise(new PythonError('ValueError', 'invalid literal for int()'));
      return withParse(machine.unknownFrom([value], 'a number is not known', { type: 'int' }), 'int');
  }
}

function withParse(value: R, parse: string): R {
  return value.env ? { ...value, env: { ...value.env, parse } } : value;
}

/** `float(value)`. */
export function toFloat(machine: Machine, value: R): R {
  if (value.t === 'float') return value;
  if (value.t === 'int') return float(Number(value.v));
  if (value.t === 'bool') return float(value.v ? 1 : 0);
  if (value.t === 'str') {
    const text = value.v.trim();
    const special = /^([+-]?)(?:inf|infinity)$/i.exec(text);
    if (special) return float(special[1] === '-' ? -Infinity : Infinity);
    if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) throw new PythonError('ValueError', 'could not convert string to float');
    return withParse({ ...float(Number(text)), ...(value.env ? { env: value.env } : {}) }, 'float');
  }
  if (value.t === 'none') throw new PythonError('TypeError', 'float() argument must be a string or a number');
  machine.mayRaise(new PythonError('ValueError', 'could not convert string to float'));
  return withParse(machine.unknownFrom([value], 'a number is not known', { type: 'float' }), 'float');
}

/** Python's own `bool()`: of a text it only asks whether it is empty, which the tag remembers. */
function toBool(machine: Machine, value: R): R {
  const truth = truthOf(machine, value);
  const options = [
    { guard: truth.yes, value: TRUE },
    { guard: truth.no, value: FALSE },
  ].filter((option) => option.guard.length > 0);
  const result = choice(options);
  if (!value.env) return result;
  const parse = value.env.parse === 'str' ? 'bool()' : 'bool';
  return { ...result, env: { ...value.env, parse } };
}

function typeOf(machine: Machine, value: R): R {
  const known = machine.refined(value);
  if (known.t === 'instance' && !known.native) return known.class;
  const own = TABLE[known.t];
  return own ?? machine.unknown('the type of an object is not known');
}

function lengthOf(machine: Machine, value: R): R {
  if (value.t === 'str') return int([...value.v].length);
  if (value.t === 'bytes') return int(value.v.length);
  if (isSequence(value))
    return isClear(value.content) ? int(value.content.length) : machine.unknown('the length of a list is not known', { type: 'int' });
  if (value.t === 'dict') {
    const sometimes = [...value.content.entries.values()].some(
      (entry) => entry.value.t === 'choice' && entry.value.options.some((option) => option.value.t === 'unbound'),
    );
    return value.content.rest === undefined && !sometimes
      ? int(value.content.entries.size)
      : machine.unknown('the length of a dict is not known', { type: 'int' });
  }
  if (value.t === 'none' || value.t === 'int' || value.t === 'bool') throw new PythonError('TypeError', 'the object has no len()');
  return machine.unknownFrom([value], 'the length of an object is not known', { type: 'int' });
}

function range(machine: Machine, args: CallArguments): R {
  const numbers = args.positional.map((value) => (value.t === 'int' || value.t === 'bool' ? Number(value.v) : Number.NaN));
  const [start = 0, end = 0, by = 1] = numbers.length === 1 ? [0, numbers[0]] : numbers;
  if (Number.isNaN(start + end + by) || by === 0) throw new PythonError('TypeError', 'range() needs integers');
  const length = Math.max(0, Math.ceil((end - start) / by));
  if (length > 5_000) return machine.unknown('the range is too long');
  return iterator(Array.from({ length }, (_, at) => int(start + at * by)));
}

function eachKnown(machine: Machine, items: R | undefined, make: (item: R, at: number) => R): Item[] {
  const content = items ? iterate(machine, items) : [];
  return content.map((item, at): Item => {
    if (item.t === 'rest') return item;
    if (item.t === 'maybe') return item.value.t === 'rest' ? item : { ...item, value: make(item.value, at) };
    return make(item, at);
  });
}

function extreme(machine: Machine, args: CallArguments, sign: 1 | -1): R {
  const items = args.positional.length === 1 && args.positional[0] ? iterate(machine, args.positional[0]) : args.positional;
  if (!isClear(items) || args.keywords.size > 0) return machine.unknown('min() or max() is not evaluated');
  return machine.lift(items, (values) => {
    let best = values[0];
    for (const value of values.slice(1)) {
      const sort = best && order(value, best);
      if (sort === undefined) return machine.unknownFrom(values, 'what is compared is not known');
      if (sort * sign > 0) best = value;
    }
    return best ?? machine.unknown('the smallest of nothing');
  });
}

function quantified(machine: Machine, args: CallArguments, wanted: boolean): R {
  const items = args.positional[0] ? iterate(machine, args.positional[0]) : [];
  let open = false;
  for (const item of items) {
    if (item.t === 'rest' || item.t === 'maybe') {
      open = true;
      continue;
    }
    const truth = truthOf(machine, item);
    if ((wanted ? truth.no : truth.yes).length === 0) return bool(wanted);
    if (truth.yes.length > 0 && truth.no.length > 0) open = true;
  }
  return open ? machine.unknown('any() or all() of what is not known', { type: 'bool' }) : bool(!wanted);
}

function isInstance(machine: Machine, value: R, wanted: R): R {
  if (wanted.t === 'tuple') {
    const answers = wanted.content.map((item) =>
      item.t === 'rest' || item.t === 'maybe' ? machine.unknown('a class is not known') : isInstance(machine, value, machine.refined(item)),
    );
    if (answers.some((answer) => answer.t === 'bool' && answer.v)) return TRUE;
    return answers.every((answer) => answer.t === 'bool') ? FALSE : machine.unknown('a class is not known', { type: 'bool' });
  }
  if (value.t === 'unknown')
    return value.type && wanted.t === 'native' && wanted.type === value.type ? TRUE : machine.unknown(value.reason, { type: 'bool' });
  if (wanted.t === 'native' && wanted.type) {
    const names = value.t === 'bool' ? ['bool', 'int'] : value.t === 'path' ? ['Path', 'PurePath'] : [value.t];
    return value.t === 'opaque' || value.t === 'instance'
      ? machine.unknown('the type of an object is not known', { type: 'bool' })
      : bool(names.includes(wanted.type));
  }
  if (wanted.t === 'class') return value.t === 'instance' && !value.native ? bool(linearized(value.class).includes(wanted)) : FALSE;
  return machine.unknown('a class is not known', { type: 'bool' });
}

function hasAttribute(machine: Machine, args: CallArguments): R {
  const [owner, name] = args.positional;
  return machine.lift([owner ?? NONE, name ?? NONE], ([value, attribute]) => {
    if (attribute?.t !== 'str' || !value) return machine.unknown('the name of an attribute is not known', { type: 'bool' });
    try {
      const found = attributeOf(machine, value, attribute.v, args.at);
      return found.t === 'unknown' ? machine.unknown(found.reason, { type: 'bool' }) : TRUE;
    } catch (error) {
      if (error instanceof PythonError && error.type === 'AttributeError') return FALSE;
      throw error;
    }
  });
}

function getAttribute(machine: Machine, args: CallArguments): R {
  const [owner, name, fallback] = args.positional;
  return machine.lift([owner ?? NONE, name ?? NONE], ([value, attribute]) => {
    if (attribute?.t !== 'str' || !value) return machine.unknownFrom(attribute ? [attribute] : [], 'the name of an attribute is not known');
    try {
      return attributeOf(machine, value, attribute.v, args.at);
    } catch (error) {
      if (fallback && error instanceof PythonError && error.type === 'AttributeError') return fallback;
      throw error;
    }
  });
}

/** `globals()`: the names of the module that the call stands in. */
function globalsOf(machine: Machine): R {
  const module = machine.caller?.module ?? machine.running.at(-1);
  return module ? { t: 'instance', class: NAMESPACE, names: module.names } : machine.unknown('globals() outside a module');
}

/** `locals()`: the module's names at its top level, a copy inside a function. */
function localsOf(machine: Machine): R {
  const scope = machine.caller;
  if (!scope || scope.kind === 'module') return globalsOf(machine);
  if (scope.kind === 'class') return { t: 'instance', class: NAMESPACE, names: scope.names };
  return dict(pairs(machine, scope.names));
}

/** `super()`: the functions of a class carry the class that they were written in. */
function superObject(machine: Machine, args: CallArguments): R {
  const [owner, self] = args.positional.length >= 2 ? args.positional : enclosingMethod(machine);
  if (owner?.t !== 'class' || !self) return machine.unknown('super() is not evaluated');
  const nothing = native('object.__init__', () => NONE, { raw: true });
  return makeObject(
    'super',
    (vm, _self, name) => superAttribute(vm, self, owner, name, args.at) ?? (name === '__init__' ? nothing : undefined),
  );
}

function enclosingMethod(machine: Machine): readonly (R | undefined)[] {
  for (let scope = machine.caller; scope; scope = scope.parent) {
    const owner = scope.names.get('__class__');
    if (owner) return [owner, scope.names.get('__self__')];
  }
  return [];
}
