import { builtin } from '../builtins/builtins';
import { argument, rawNative } from '../interpreter/calls';
import type { Machine } from '../interpreter/machine';
import { type CallArguments, type Class, iterator, NONE, type R, TRUE } from '../runtime/objects';
import { classOf, type LibraryFactory, library, libraryClass } from './library';
import { knownSource, raisedBy } from './textSource';
import { fromYaml } from './yamlText';

/** Set where the workspace teaches PyYAML tags or types of its own. */
const TAUGHT = 'yaml.taught';

/** Loaders that make the same of plain data. */
const PLAIN_LOADERS = ['SafeLoader', 'CSafeLoader', 'FullLoader', 'CFullLoader', 'Loader', 'CLoader', 'UnsafeLoader'] as const;

/** The module `yaml` of PyYAML: YAML 1.1. */
export const yamlModule: LibraryFactory = (machine, name) => {
  const error = classOf('YAMLError', {}, [builtin('Exception', machine) ?? NONE]);
  const errors = ['MarkedYAMLError', 'ScannerError', 'ParserError', 'ComposerError', 'ConstructorError', 'ReaderError'];
  const teach = rawNative('yaml.add', (vm) => {
    vm.heap.setName(vm.shared, TAUGHT, TRUE);
    return NONE;
  });
  const loaders = PLAIN_LOADERS.map(
    (loader) =>
      [
        loader,
        libraryClass(loader, {
          add_constructor: teach,
          add_multi_constructor: teach,
          add_implicit_resolver: teach,
          add_path_resolver: teach,
          yaml_implicit_resolvers: machine.unknown('the resolvers of a loader'),
        }),
      ] as const,
  );
  const known = new Set<R>(loaders.map(([, loader]) => loader));
  const load = (loader: 'safe' | 'given', all: boolean): R =>
    rawNative(`yaml.${loader}`, (vm, args) =>
      loader === 'safe' || isPlainLoader(vm, known, args) ? documents(vm, args, error, all) : unread(vm),
    );
  const teachers = ['add_constructor', 'add_multi_constructor', 'add_implicit_resolver', 'add_path_resolver'].map(
    (one) => [one, teach] as const,
  );
  return library(machine, name, {
    YAMLError: error,
    ...Object.fromEntries(errors.map((one) => [one, classOf(one, {}, [error])] as const)),
    ...Object.fromEntries(loaders),
    ...Object.fromEntries(teachers),
    safe_load: load('safe', false),
    safe_load_all: load('safe', true),
    full_load: load('safe', false),
    full_load_all: load('safe', true),
    unsafe_load: load('safe', false),
    load: load('given', false),
    load_all: load('given', true),
  });
};

function isPlainLoader(machine: Machine, known: ReadonlySet<R>, args: CallArguments): boolean {
  const given = argument(args, 1, 'Loader');
  return !given || known.has(machine.refined(given));
}

const unread = (machine: Machine): R => machine.unknown('what a loader of its own makes of YAML is not evaluated');

function documents(machine: Machine, args: CallArguments, error: Class, all: boolean): R {
  if (machine.shared.has(TAUGHT)) return unread(machine);
  return knownSource(
    machine,
    args,
    (vm, text) => {
      const found = fromYaml(text);
      if (!found) {
        vm.mayRaise(raisedBy(error, 'Exception', 'the text is not YAML', args));
        return vm.unknown('what PyYAML makes of this text is not evaluated');
      }
      if (all) return iterator(found);
      if (found.length > 1) throw raisedBy(error, 'Exception', 'expected a single document in the stream', args);
      return found[0] ?? NONE;
    },
    { path: false },
  );
}
