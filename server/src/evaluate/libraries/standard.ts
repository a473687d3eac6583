import { builtin } from '../builtins/builtins';
import { executeSource } from '../builtins/exec';
import { pathMember, textOf } from '../builtins/paths';
import { findAttribute, linearized } from '../interpreter/attributes';
import { argument, callValue, callWith, native, rawNative } from '../interpreter/calls';
import { PythonError } from '../interpreter/errors';
import { havoc } from '../interpreter/havoc';
import { importModule } from '../interpreter/imports';
import { iterate } from '../interpreter/iteration';
import { type Machine, NORMAL } from '../interpreter/machine';
import { joinPath, purePath } from '../interpreter/operators';
import { withEnv } from '../interpreter/truth';
import {
  type CallArguments,
  dict,
  FALSE,
  type Instance,
  type Item,
  int,
  list,
  type Native,
  NONE,
  opaque,
  path,
  type R,
  str,
  TRUE,
  tuple,
} from '../runtime/objects';
import { reduce } from './itertools';
import { fromJson, toJson } from './json';
import { classOf, type LibraryFactory, library, makeObject } from './library';
import { literalValue } from './literalEval';
import { sysModule } from './sys';

/** A value that a random source makes: another one in every process. */
export function random(name: string, type: 'str' | 'bytes' | 'int'): Native {
  return rawNative(name, (machine) => machine.unknown('it is made at random at every start', { type, generated: true }));
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

/** `inspect.currentframe()`: all that settings ask of it is the file that it stands in. */
const currentFrame = rawNative('inspect.currentframe', (machine, args) => {
  const file = str(`${machine.request.files.root}/${args.at.file}`);
  const code = makeObject('code', (_vm, _self, name) => (name === 'co_filename' ? file : undefined));
  const frame = makeObject('frame', (_vm, _self, name) => (name === 'f_code' ? code : undefined));
  return args.at.file === '' ? machine.unknown('a frame is not known') : frame;
});

const fileOf = rawNative('inspect.getfile', (machine, args) => {
  const frame = args.positional[0] && machine.refined(args.positional[0]);
  if (frame?.t === 'module' && frame.file !== undefined) return str(`${machine.request.files.root}/${frame.file}`);
  if (frame?.t !== 'instance' || frame.native?.type !== 'frame')
    return machine.unknown('the file of an object is not known', { type: 'str' });
  const code = findAttribute(machine, frame, 'f_code', args.at);
  return (code && findAttribute(machine, code, 'co_filename', args.at)) ?? machine.unknown('the file of an object is not known');
});

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

const functoolsModule: LibraryFactory = (machine, name) =>
  library(machine, name, {
    partial: rawNative('functools.partial', (_, args) => {
      const [func, ...bound] = args.positional;
      if (!func) return NONE;
      return rawNative('partial', (vm, later) => {
        const merged = { ...later, positional: [...bound, ...later.positional], keywords: new Map([...args.keywords, ...later.keywords]) };
        return callValue(vm, func, merged);
      });
    }),
    lru_cache: identity('lru_cache'),
    cache: identity('cache'),
    wraps: rawNative('functools.wraps', () => identity('wrapper')),
    reduce,
  });

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
    if (known.t === 'choice')
      return { ...known, options: known.options.map((option) => ({ ...option, value: clone(vm, option.value, deep) })) };
    if (known.t === 'dict') {
      const pairs = [...known.content.entries.values()].map(
        (entry) => [entry.key, deep ? clone(vm, entry.value, true) : entry.value] as const,
      );
      return { ...dict(pairs, known.content.rest), ...(known.at ? { at: known.at } : {}) };
    }
    if (known.t === 'list' || known.t === 'set' || known.t === 'tuple') {
      return {
        ...known,
        content: known.content.map((item): Item => {
          if (item.t === 'rest' || !deep) return item;
          if (item.t !== 'maybe') return clone(vm, item, true);
          return item.value.t === 'rest' ? item : { ...item, value: clone(vm, item.value, true) };
        }),
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
    return makeObject('_GeneratorContextManager', (_inner, _self, name) => (name === '__enter__' || name === '__exit__' ? run : undefined));
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
  inspect: makeModule(() => ({
    getmembers: getMembers,
    currentframe: currentFrame,
    getfile: fileOf,
    getsourcefile: fileOf,
    getabsfile: fileOf,
  })),
  pprint: makeModule(() => ({ pprint: silent('pprint') })),
  struct: makeModule(() => ({})),
  ast: makeModule(() => ({
    literal_eval: native('ast.literal_eval', (vm, args) => {
      const text = args.positional[0];
      const value = text?.t === 'str' ? literalValue(text.v) : undefined;
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
