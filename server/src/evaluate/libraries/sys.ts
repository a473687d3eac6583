import { native, rawNative } from '../interpreter/calls';
import { PythonError } from '../interpreter/errors';
import type { Machine } from '../interpreter/machine';
import { FALSE, type Instance, int, list, type NativeInstance, opaque, type R, str, TRUE, tuple } from '../runtime/objects';
import { getFrame } from './inspect';
import { type LibraryFactory, library, makeObject } from './library';

/** Folders that modules are imported from, relative to the root: what the settings put before the others in `sys.path`, and behind them. */
export function importRoots(machine: Machine): readonly string[] {
  const { files, pythonPath } = machine.request;
  const path = machine.loaded('sys')?.names.get('path');
  const known = path && machine.refined(path);
  if (known?.t !== 'list') return pythonPath;
  const rest = known.content.findIndex((item) => item.t === 'rest');
  const inside = (items: typeof known.content): readonly string[] =>
    items.flatMap((item) => {
      const folder = item.t === 'str' ? item.v.replace(/\/+$/, '') : undefined;
      if (folder === files.root) return [''];
      return folder?.startsWith(`${files.root}/`) ? [folder.slice(files.root.length + 1)] : [];
    });
  const [before, behind] = rest < 0 ? [known.content, []] : [known.content.slice(0, rest), known.content.slice(rest + 1)];
  return [...new Set([...inside(before), ...pythonPath, ...inside(behind)])];
}

/** What a server is started with: an application, and neither a management command nor one of its options. */
const SERVER_ARGUMENT: R = { ...str('config.wsgi:application'), standIn: 'the arguments of the server are not known' };

/** `sys` of a server process: no management command runs. */
export const sysModule: LibraryFactory = (machine, name) =>
  library(machine, name, {
    argv: list([str('gunicorn'), SERVER_ARGUMENT]),
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
    getdefaultencoding: native('sys.getdefaultencoding', () => str('utf-8')),
    getrecursionlimit: native('sys.getrecursionlimit', () => int(1000)),
    _getframe: getFrame,
    setrecursionlimit: rawNative('sys.setrecursionlimit', () => ({ t: 'none' })),
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
