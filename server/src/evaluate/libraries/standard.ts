import { walk } from '../../syntax/python/walk';
import { builtin } from '../builtins/builtins';
import { executeSource } from '../builtins/exec';
import { pathMember, textOf } from '../builtins/paths';
import { forget } from '../interpreter/assignment';
import { argument, callValue, callWith, native, rawNative } from '../interpreter/calls';
import { PythonError } from '../interpreter/errors';
import { havoc } from '../interpreter/havoc';
import { importModule } from '../interpreter/imports';
import { iterate } from '../interpreter/iteration';
import { type Machine, NORMAL } from '../interpreter/machine';
import { NAMED_TUPLE } from '../interpreter/namedTuples';
import { joinPath, purePath } from '../interpreter/operators';
import { withEnv } from '../interpreter/truth';
import { changeable } from '../runtime/aliases';
import { isPlain } from '../runtime/heap';
import {
  type CallArguments,
  FALSE,
  type Instance,
  type Item,
  int,
  isSequence,
  type Native,
  NONE,
  opaque,
  path,
  type R,
  str,
  TRUE,
} from '../runtime/objects';
import { fromJson, toJson } from './json';
import { classOf, type LibraryFactory, library, makeObject } from './library';
import { literalValue } from './literalEval';
import { sysModule } from './sys';

/** A value that a random source makes: another one in every process. */
export function random(name: string, type?: 'str' | 'bytes' | 'int'): Native {
  const extra = { generated: true, ...(type ? { type } : {}) };
  return rawNative(name, (machine) => machine.unknown('it is made at random at every start', extra));
}

const silent = (name: string): Native => rawNative(name, () => NONE);
const identity = (name: string): Native => rawNative(name, (_, args) => args.positional[0] ?? NONE);

const makePath: Native = native(
  'Path',
  (_, args) => path(args.positional.length === 0 ? '.' : purePath(args.positional.map(textOf).reduce(joinPath))),
  {
    type: 'Path',
    attributes: new Map<string, R>([
      ['cwd', rawNative('Path.cwd', (machine) => machine.unknown('the working directory is not known', { symbol: 'cwd' }))],
      ['home', rawNative('Path.home', (machine) => machine.unknown('the home folder is not known', { symbol: 'home' }))],
      ...['resolve', 'exists', 'joinpath'].map(
        (name) =>
          [
            name,
            native(`Path.${name}`, (machine, args) => {
              const self = args.positional[0];
              const member = self?.t === 'path' ? pathMember(machine, self, name) : undefined;
              return member?.t === 'native'
                ? (member.call as (machine: Machine, args: CallArguments) => R)(machine, args)
                : machine.unknown('a path is needed');
            }),
          ] as const,
      ),
    ]),
  },
);

const jsonModule: LibraryFactory = (machine, name) => {
  const loads = native('json.loads', (_, args) => {
    const text = args.positional[0];
    if (text?.t !== 'str' && text?.t !== 'bytes') throw new PythonError('TypeError', 'the JSON object must be str');
    const value = fromJson(text.v);
    if (!value) throw new PythonError('JSONDecodeError', 'the text is not JSON');
    return text.env && ['str', 'int', 'bool'].includes(value.t) ? { ...value, env: { ...text.env, parse: 'json' } } : value;
  });
  const load = rawNative('json.load', (vm, args) => {
    const file = args.positional[0];
    const read = file?.t === 'instance' ? file.native?.attribute?.(vm as never, file, 'read') : undefined;
    const text = read ? callWith(vm, read, [], args.at) : vm.unknown('a file that is not known');
    return callWith(vm, loads, [text], args.at);
  });
  return library(machine, name, {
    loads,
    load,
    JSONDecodeError: classOf('JSONDecodeError', {}, [builtin('ValueError', machine) ?? NONE]),
    dumps: native('json.dumps', (vm, args) => {
      const text = args.positional[0] && args.keywords.size === 0 ? toJson(args.positional[0]) : undefined;
      return text === undefined ? vm.unknown('json.dumps is not evaluated', { type: 'str' }) : str(text);
    }),
  });
};

const importlibModule: LibraryFactory = (machine, name) =>
  library(machine, name, {
    import_module: native('importlib.import_module', (vm, args) => {
      const wanted = textOf(args.positional[0]);
      if (!wanted.startsWith('.')) return importModule(vm, wanted);
      const base = argument(args, 1, 'package');
      return base?.t === 'str' ? importModule(vm, base.v + wanted) : vm.unknown('a relative module is not known');
    }),
    util: library(machine, 'importlib.util', {
      find_spec: native('importlib.util.find_spec', (vm, args) => {
        const wanted = textOf(args.positional[0]);
        return vm.unknown(`whether ${wanted} is installed is not known`, { symbol: `installed:${wanted}` });
      }),
    }),
    metadata: library(machine, 'importlib.metadata', {}),
  });

const copyModule: LibraryFactory = (machine, name) => {
  /** `made`: what stands twice in the original stands twice in the copy. */
  const clone = (vm: Machine, value: R, deep: boolean, made = new Map<R, R>()): R => {
    const known = vm.refined(value);
    const before = made.get(known);
    if (before) return before;
    if (deep && changeable([known]) !== undefined) made.set(known, vm.unknown('an object that holds itself is copied'));
    const copy = copied(vm, known, deep, made);
    made.set(known, copy);
    return copy;
  };
  const copied = (vm: Machine, known: R, deep: boolean, made: Map<R, R>): R => {
    if (known.t === 'choice')
      return { ...known, options: known.options.map((option) => ({ ...option, value: clone(vm, option.value, deep, made) })) };
    if (known.t === 'dict') {
      if (!deep) return { ...known, content: known.content };
      const entries = new Map(
        [...known.content.entries].map(([id, { key, value }]) => [id, { key, value: clone(vm, value, true, made) }] as const),
      );
      const { among: _hidden, ...content } = known.content;
      return { ...known, content: { ...content, entries } };
    }
    if (known.t === 'unknown' && deep) {
      const { among: _hidden, ...apart } = known;
      return apart;
    }
    if (known.t === 'list' || known.t === 'set' || known.t === 'tuple') {
      return {
        ...known,
        content: known.content.map((item): Item => {
          if (item.t === 'rest' || !deep) return item;
          if (item.t !== 'maybe') return clone(vm, item, true, made);
          return item.value.t === 'rest' ? item : { ...item, value: clone(vm, item.value, true, made) };
        }),
      };
    }
    return known.t === 'instance' ? vm.unknown('a copy of an object', deep ? {} : { among: changeable([known]) }) : known;
  };
  return library(machine, name, {
    copy: rawNative('copy.copy', (vm, args) => clone(vm, args.positional[0] ?? NONE, false)),
    deepcopy: rawNative('copy.deepcopy', (vm, args) => clone(vm, args.positional[0] ?? NONE, true)),
  });
};

const typingModule: LibraryFactory = (machine, name) => {
  const marker = (one: string): R => opaque('type', `typing.${one}`);
  const names = [
    'Any',
    'Dict',
    'List',
    'Optional',
    'Union',
    'Tuple',
    'Set',
    'Callable',
    'Iterable',
    'Literal',
    'Final',
    'Type',
    'Sequence',
    'Mapping',
    'ClassVar',
  ];
  return library(machine, name, {
    ...Object.fromEntries(names.map((one) => [one, marker(one)])),
    TYPE_CHECKING: FALSE,
    cast: rawNative('typing.cast', (_, args) => args.positional[1] ?? NONE),
    NamedTuple: classOf('NamedTuple', { [NAMED_TUPLE]: TRUE }),
    overload: identity('overload'),
  });
};

/** `distutils.util.strtobool` and its copies. */
export const strtobool: Native = native('strtobool', (_, args) => {
  const value = args.positional[0];
  if (value?.t !== 'str') throw new PythonError('AttributeError', 'strtobool needs a str');
  const text = value.v.toLowerCase();
  const tagged = (result: R): R => (value.env ? { ...result, env: { ...value.env, parse: 'bool' } } : result);
  if (['y', 'yes', 't', 'true', 'on', '1'].includes(text)) return tagged(int(1));
  if (['n', 'no', 'f', 'false', 'off', '0'].includes(text)) return tagged(int(0));
  throw new PythonError('ValueError', 'invalid truth value');
});

/** Whether a generator catches what its block raises: a `yield` stands in a `try` with handlers. */
function catches(func: R | undefined): boolean {
  if (func?.t !== 'function' || func.node.kind === 'Lambda') return true;
  let found = false;
  for (const statement of func.node.body)
    walk(statement, (node) => {
      found ||= node.kind === 'Try' && node.handlers.length > 0;
      return undefined;
    });
  return found;
}

/** `@contextmanager`: what its function changes is not known, neither before nor after the block. */
function contextManager(_machine: Machine, decorated: CallArguments): R {
  const [func] = decorated.positional;
  return rawNative('a context manager', (_vm, args) => {
    const run = rawNative('a context manager', (machine) => {
      havoc(machine, 'a context manager changes it', () => {
        if (func) iterate(machine, callValue(machine, func, args));
        return NORMAL;
      });
      return machine.unknown('what a context manager gives is not known');
    });
    const leave = rawNative('a context manager', (machine) => {
      callWith(machine, run, [], args.at);
      return catches(func) ? machine.unknown('whether a context manager catches an exception is not known', { type: 'bool' }) : FALSE;
    });
    const members: Readonly<Record<string, R>> = { __enter__: run, __exit__: leave };
    return makeObject('_GeneratorContextManager', (_inner, _self, name) => members[name]);
  });
}

function suppressor(): R {
  return { t: 'opaque', type: 'suppress', name: 'contextlib.suppress' };
}

const makeModule =
  (names: (machine: Machine) => Readonly<Record<string, R>>): LibraryFactory =>
  (machine, name) =>
    library(machine, name, names(machine));

export const standardModules: Readonly<Record<string, LibraryFactory>> = {
  sys: sysModule,
  pathlib: makeModule(() => ({ Path: makePath, PurePath: makePath, PosixPath: makePath, PurePosixPath: makePath })),
  json: jsonModule,
  importlib: importlibModule,
  'importlib.util': (machine, name) => {
    const parent = importlibModule(machine, 'importlib').names.get('util');
    return parent?.t === 'module' ? parent : library(machine, name, {});
  },
  copy: copyModule,
  typing: typingModule,
  typing_extensions: typingModule,
  warnings: makeModule(() => ({
    warn: silent('warnings.warn'),
    filterwarnings: silent('filterwarnings'),
    simplefilter: silent('simplefilter'),
  })),
  contextlib: makeModule(() => ({
    suppress: rawNative('suppress', suppressor),
    contextmanager: rawNative('contextmanager', contextManager),
  })),
  distutils: makeModule(() => ({})),
  'distutils.util': makeModule(() => ({ strtobool })),
  strtobool: makeModule(() => ({ strtobool })),
  builtins: makeModule(() => ({})),
  runpy: makeModule(() => ({ run_path: rawNative('run_path', executeSource) })),
  secrets: makeModule(() => ({
    token_urlsafe: random('token_urlsafe', 'str'),
    token_hex: random('token_hex', 'str'),
    token_bytes: random('token_bytes', 'bytes'),
    choice: random('choice'),
    randbelow: random('randbelow', 'int'),
  })),
  random: makeModule((machine) => {
    const source: R = makeObject('Random', (_vm, _self: Instance, name) => random(name, name.startsWith('rand') ? 'int' : undefined));
    return {
      choice: random('choice'),
      choices: random('choices'),
      sample: random('sample'),
      shuffle: rawNative('shuffle', (vm, args) => {
        if (args.positional[0]) forget(vm, args.positional[0], 'it is shuffled at random at every start');
        return NONE;
      }),
      randint: random('randint', 'int'),
      SystemRandom: rawNative('SystemRandom', () => source),
      seed: silent('seed'),
      random: machine.unknown('random'),
    };
  }),
  uuid: makeModule(() => ({ uuid4: random('uuid4', 'str'), uuid1: random('uuid1', 'str') })),
  socket: makeModule(() => {
    const host = (name: string) =>
      rawNative(name, (vm) => vm.unknown('the name or address of the host is not known', { type: 'str', symbol: `socket.${name}` }));
    return {
      gethostname: host('gethostname'),
      gethostbyname: host('gethostbyname'),
      getfqdn: host('getfqdn'),
      gethostbyname_ex: rawNative('gethostbyname_ex', (vm) => vm.unknown('the addresses of the host are not known')),
    };
  }),
  platform: makeModule(() => ({
    system: native('platform.system', () => str('Linux')),
    node: rawNative('platform.node', (vm) => vm.unknown('the host name is not known', { type: 'str' })),
  })),
  pprint: makeModule(() => ({ pprint: silent('pprint') })),
  struct: makeModule(() => ({})),
  ast: makeModule(() => ({
    literal_eval: native('ast.literal_eval', (vm, args) => {
      const text = args.positional[0];
      const value = text?.t === 'str' ? literalValue(text.v) : undefined;
      if (text && (isPlain(text) || isSequence(text)) && text.t !== 'str' && text.t !== 'bytes')
        throw new PythonError('ValueError', 'malformed node or string');
      if (!value) vm.mayRaise(new PythonError('ValueError', 'malformed node or string'));
      return value ? withEnv(value, text ?? NONE, 'literal') : vm.unknownFrom(text ? [text] : [], 'literal_eval is not evaluated');
    }),
  })),
  __future__: makeModule(() => ({
    annotations: TRUE,
    absolute_import: TRUE,
    unicode_literals: TRUE,
    print_function: TRUE,
    division: TRUE,
  })),
};
