import * as paths from '../../base/paths';
import { openNamespace } from '../builtins/namespaces';
import { eachOption, rawNative } from '../interpreter/calls';
import { PythonError } from '../interpreter/errors';
import { runFile } from '../interpreter/imports';
import type { Machine } from '../interpreter/machine';
import { type CallArguments, list, type ModuleObject, NONE, type R, str } from '../runtime/objects';
import { pathText } from './envFiles/load';
import { workspacePath } from './fileSystem';
import { globPaths } from './globs';
import { type LibraryFactory, library, makeObject } from './library';

const OPTIONAL = 'split_settings.optional';
const INCLUDING = '__included_file__';
const INCLUDED = '__included_files__';

/** The module `split_settings.tools` of django-split-settings. */
export const splitSettingsModule: LibraryFactory = (machine, name) =>
  library(machine, name, {
    include: rawNative('split_settings.include', include),
    optional: rawNative('split_settings.optional', (vm, args) =>
      vm.lift([args.positional[0] ?? str('')], ([file]) => {
        const text = !file || file.t === 'none' ? '' : pathText(file);
        if (text === undefined) return vm.unknownFrom(file ? [file] : [], 'the name of a settings file is not known');
        const made = makeObject(OPTIONAL, () => undefined);
        return { ...made, native: { ...made.native, type: OPTIONAL, fspath: text } };
      }),
    ),
  });

/** `include(*files)`: the files run one after the other in the names of the module that calls. */
function include(machine: Machine, args: CallArguments): R {
  const module = machine.caller?.module ?? machine.running.at(-1);
  if (!module) return NONE;
  for (const file of args.positional) {
    eachOption(machine, file, (one) => {
      const text = pathText(one);
      if (text === undefined) openNamespace(machine, module.names, 'a settings file is included that is not known');
      else includeFiles(machine, module, text, one.t === 'instance', args);
      return NONE;
    });
  }
  if (args.open !== undefined) openNamespace(machine, module.names, args.open);
  return NONE;
}

function includeFiles(machine: Machine, module: ModuleObject, pattern: string, optional: boolean, args: CallArguments): void {
  if (optional && pattern === '') return;
  const saved = module.names.get(INCLUDING);
  const including = saved ?? module.names.get('__file__');
  const base = including?.t === 'str' ? paths.dirname(including.v) : '';
  const files = filesUnder(machine, paths.join(base, pattern));
  if (files.length === 0 && !optional) throw new PythonError('OSError', `No such file: ${pattern}`, undefined, args.at);
  for (const file of files) includeFile(machine, module, file);
  if (saved) machine.heap.setName(module.names, INCLUDING, saved);
  else machine.heap.deleteName(module.names, INCLUDING);
}

function includeFile(machine: Machine, module: ModuleObject, file: string): void {
  const known = module.names.get(INCLUDED);
  const done = known?.t === 'list' ? known.content : [];
  if (done.some((item) => item.t === 'str' && item.v === file)) return;
  machine.heap.setName(module.names, INCLUDED, list([...done, str(file)]));
  machine.heap.setName(module.names, INCLUDING, str(file));
  const inside = workspacePath(machine, file);
  if (inside === undefined) return;
  const part: ModuleObject = { ...module, file: inside };
  runFile(machine, part, inside);
  module.incomplete ??= part.incomplete;
}

/** Workspace files that a pattern names, absolute and in order. */
function filesUnder(machine: Machine, pattern: string): readonly string[] {
  const { files } = machine.request;
  return (globPaths(machine, pattern) ?? []).filter((path) => files.kind(workspacePath(machine, path) ?? '') === 'file');
}
