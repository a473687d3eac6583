import { builtin } from '../builtins/builtins';
import { executeSource } from '../builtins/exec';
import { pathMember, textOf } from '../builtins/paths';
import { findAttribute, linearized } from '../interpreter/attributes';
import { argument, callWith, native, rawNative } from '../interpreter/calls';
import { PythonError } from '../interpreter/errors';
import { importModule } from '../interpreter/imports';
import type { Machine } from '../interpreter/machine';
import { joinPath, purePath } from '../interpreter/operators';
import {
  bool,
  type CallArguments,
  dict,
  FALSE,
  type Instance,
  type Item,
  int,
  list,
  type Native,
  type NativeInstance,
  NONE,
  opaque,
  path,
  type R,
  str,
  TRUE,
  tuple,
} from '../runtime/objects';
import { fromJson } from './json';
import { classOf, type LibraryFactory, library, makeObject } from './library';

/** A value that a random source makes: another one in every process. */
export function random(name: string, type: 'str' | 'bytes' | 'int'): Native {
  return rawNative(name, (machine) => machine.unknown('it is made at random at every start', { type, generated: true }));
}

const opaqueFunction = (name: string, type: string): Native => rawNative(name, (_, args) => ({ t: 'opaque', type, at: args.at }));
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

/** `sys` of a server process: no management command runs. */
const sysModule: LibraryFactory = (machine, name) =>
  library(machine, name, {
    argv: list([str('gunicorn')]),
    path: list([{ t: 'rest', reason: 'sys.path is not known' }]),
    modules: sysModules(),
    platform: str('linux'),
    version_info: makeVersion(machine),
    version: machine.unknown('the Python version is not known', { type: 'str', symbol: 'sys.version' }),
    executable: machine.unknown('the Python executable is not known', { type: 'str' }),
    prefix: machine.unknown('the Python prefix is not known', { type: 'str', symbol: 'sys.prefix' }),
    maxsize: int(9223372036854775807n),
    exit: rawNative('sys.exit', () => {
      throw new PythonError('SystemExit', 'sys.exit() is called');
    }),
    exc_info: rawNative('sys.exc_info', (vm) => vm.unknown('an exception')),
    stdout: opaque('file'),
    stderr: opaque('file'),
    byteorder: str('little'),
  });

/** `sys.modules`: what the settings imported. What tests or a shell would have imported is not there in a server. */
function sysModules(): R {
  const object = makeObject('sys.modules', (machine, _self, attribute) => {
    if (attribute === 'keys') return machine.unknown('which modules are imported is not known');
    if (attribute !== 'get') return undefined;
    return rawNative(
      'sys.modules.get',
      (inner, args) => loadedModule(inner, args.positional[0]) ?? inner.unknown('whether a module is imported is not known'),
    );
  });
  const native: NativeInstance = {
    ...object.native,
    type: 'sys.modules',
    item: (machine: Machine, _self: Instance, index: R) =>
      loadedModule(machine, index) ?? machine.unknown('whether a module is imported is not known'),
    contains: (machine: Machine, _self: Instance, item: R) => {
      if (loadedModule(machine, item)) return TRUE;
      const isForTests = item.t === 'str' && /^(pytest|_pytest|IPython|nose)(\.|$)/.test(item.v);
      return isForTests ? FALSE : machine.unknown('whether a module is imported is not known', { type: 'bool' });
    },
  } as unknown as NativeInstance;
  return { ...object, native };
}

/** `inspect.getmembers`: pairs of names and values, sorted by name. */
const getMembers = rawNative('inspect.getmembers', (machine, args) => {
  const owner = args.positional[0] && machine.refined(args.positional[0]);
  if (!owner || (owner.t !== 'instance' && owner.t !== 'class' && owner.t !== 'module'))
    return machine.unknown('the members of an object are not known');
  const type = owner.t === 'instance' ? owner.class : owner;
  const classes = type.t === 'class' ? linearized(type) : [];
  const names = new Set([...owner.names.keys(), ...classes.flatMap((one) => (one.t === 'class' ? [...one.names.keys()] : []))]);
  const outside = classes.some((one) => one.t === 'class' && one.bases.some((base) => base.t !== 'class'));
  const pairs = [...names].sort().flatMap((name): Item[] => {
    const value = findAttribute(machine, owner, name, args.at);
    return value ? [tuple([str(name), value])] : [];
  });
  return list(outside ? [...pairs, { t: 'rest', reason: 'a base class is outside the workspace' }] : pairs);
});

/** Python 3 of a minor version that nobody told us. */
function makeVersion(machine: Machine): R {
  return tuple([
    int(3),
    machine.unknown('the Python version is not known', { type: 'int', symbol: 'python.minor' }),
    { t: 'rest', reason: 'the Python version is not known' },
  ]);
}

export function loadedModule(machine: Machine, name: R | undefined): R | undefined {
  const known = name && machine.refined(name);
  return known?.t === 'str' ? machine.loaded(known.v) : undefined;
}

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
    dumps: rawNative('json.dumps', (vm) => vm.unknown('json.dumps is not evaluated', { type: 'str' })),
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

const functoolsModule: LibraryFactory = (machine, name) =>
  library(machine, name, {
    partial: rawNative('functools.partial', (_, args) => {
      const [func, ...bound] = args.positional;
      if (!func) return NONE;
      return rawNative('partial', (vm, later) => {
        const merged = { ...later, positional: [...bound, ...later.positional], keywords: new Map([...args.keywords, ...later.keywords]) };
        return vm.lift([func], ([one]) => (one ? callWithArguments(vm, one, merged) : NONE));
      });
    }),
    lru_cache: identity('lru_cache'),
    cache: identity('cache'),
    wraps: rawNative('functools.wraps', () => identity('wrapper')),
    reduce: rawNative('functools.reduce', (vm) => vm.unknown('reduce is not evaluated')),
  });

function callWithArguments(machine: Machine, callee: R, args: CallArguments): R {
  if (callee.t === 'native') return (callee.call as (machine: Machine, args: CallArguments) => R)(machine, args);
  return callWith(machine, callee, args.positional, args.at);
}

/** `collections.OrderedDict` and `defaultdict` hold what a dict holds. */
const collectionsModule: LibraryFactory = (machine, name) =>
  library(machine, name, {
    OrderedDict: builtin('dict', machine) ?? NONE,
    defaultdict: rawNative('defaultdict', (vm, args) =>
      args.positional.length > 1 ? vm.unknown('a defaultdict') : dict([], 'missing keys get a default'),
    ),
    namedtuple: rawNative('namedtuple', (vm) => vm.unknown('a named tuple class')),
  });

const copyModule: LibraryFactory = (machine, name) => {
  const clone = (vm: Machine, value: R, deep: boolean): R => {
    const known = vm.refined(value);
    if (known.t === 'dict') {
      const pairs = [...known.content.entries.values()].map(
        (entry) => [entry.key, deep ? clone(vm, entry.value, true) : entry.value] as const,
      );
      return { ...dict(pairs, known.content.rest), ...(known.at ? { at: known.at } : {}) };
    }
    if (known.t === 'list' || known.t === 'set' || known.t === 'tuple') {
      return {
        ...known,
        content: known.content.map((item) => (item.t === 'rest' || item.t === 'maybe' || !deep ? item : clone(vm, item, true))),
      };
    }
    return known.t === 'instance' ? vm.unknown('a copy of an object') : known;
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
  functools: functoolsModule,
  collections: collectionsModule,
  copy: copyModule,
  typing: typingModule,
  typing_extensions: typingModule,
  warnings: makeModule(() => ({
    warn: silent('warnings.warn'),
    filterwarnings: silent('filterwarnings'),
    simplefilter: silent('simplefilter'),
  })),
  contextlib: makeModule(() => ({ suppress: rawNative('suppress', suppressor), contextmanager: identity('contextmanager') })),
  distutils: makeModule(() => ({})),
  'distutils.util': makeModule(() => ({ strtobool })),
  strtobool: makeModule(() => ({ strtobool })),
  builtins: makeModule(() => ({})),
  runpy: makeModule(() => ({ run_path: rawNative('run_path', executeSource) })),
  string: makeModule(() => ({
    ascii_letters: str('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'),
    ascii_lowercase: str('abcdefghijklmnopqrstuvwxyz'),
    ascii_uppercase: str('ABCDEFGHIJKLMNOPQRSTUVWXYZ'),
    digits: str('0123456789'),
    punctuation: str('!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~'),
  })),
  secrets: makeModule(() => ({
    token_urlsafe: random('token_urlsafe', 'str'),
    token_hex: random('token_hex', 'str'),
    token_bytes: random('token_bytes', 'bytes'),
    choice: random('choice', 'str'),
    randbelow: random('randbelow', 'int'),
  })),
  random: makeModule((machine) => {
    const source: R = makeObject('Random', (_vm, _self: Instance, name) => random(name, name.startsWith('rand') ? 'int' : 'str'));
    return {
      choice: random('choice', 'str'),
      choices: random('choices', 'str'),
      randint: random('randint', 'int'),
      SystemRandom: rawNative('SystemRandom', () => source),
      seed: silent('seed'),
      random: machine.unknown('random'),
    };
  }),
  uuid: makeModule(() => ({ uuid4: random('uuid4', 'str'), uuid1: random('uuid1', 'str') })),
  socket: makeModule((machine) => {
    const host = (name: string) =>
      rawNative(name, (vm) => vm.unknown('the name or address of the host is not known', { type: 'str', symbol: `socket.${name}` }));
    void machine;
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
  inspect: makeModule(() => ({ getmembers: getMembers })),
  pprint: makeModule(() => ({ pprint: silent('pprint') })),
  re: makeModule((machine) => ({
    compile: opaqueFunction('re.compile', 're.Pattern'),
    I: opaque('flag', 're.I'),
    IGNORECASE: opaque('flag', 're.I'),
    escape: machine.unknown('re.escape is not evaluated'),
  })),
  struct: makeModule(() => ({})),
  ast: makeModule(() => ({
    literal_eval: native('ast.literal_eval', (vm, args) => {
      const text = args.positional[0];
      return text?.t === 'str' && /^\s*(True|False|None)\s*$/.test(text.v)
        ? text.v.trim() === 'None'
          ? NONE
          : bool(text.v.trim() === 'True')
        : vm.unknown('literal_eval is not evaluated');
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
