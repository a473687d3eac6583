import * as paths from '../../base/paths';
import { openNamespace } from '../builtins/namespaces';
import { rawNative } from '../interpreter/calls';
import type { Machine } from '../interpreter/machine';
import { type CallArguments, isSequence, type ModuleObject, NONE, type R } from '../runtime/objects';
import { isSettingName } from '../settings';
import { readFile } from './fileSystem';
import { fromJson } from './json';
import { type LibraryFactory, library } from './library';
import { fromToml } from './toml';
import { fromYaml } from './yamlText';

/** The module `dynaconf`. Its objects are not evaluated: whatever they give may come from a file or a variable. */
export const dynaconfModule: LibraryFactory = (machine, name) =>
  library(machine, name, { DjangoDynaconf: rawNative('DjangoDynaconf', takeOver) });

const REASON = 'dynaconf may replace it from its files and variables';

/**
 * `settings = dynaconf.DjangoDynaconf(__name__)`: every setting of the module may be replaced, and others may be added. Those that the
 * files of the workspace name are there, without a value. Source: `dynaconf/contrib/django_dynaconf_v2.py` of dynaconf 3.
 */
function takeOver(machine: Machine, args: CallArguments): R {
  const given = args.positional[0] && machine.refined(args.positional[0]);
  const named = given?.t === 'str' ? machine.loaded(given.v) : undefined;
  const module = named ?? machine.loaded(machine.settingsModule) ?? machine.running.at(-1);
  if (module) {
    openNamespace(machine, module.names, REASON);
    for (const name of namesOf(machine, module, args))
      if (!module.names.has(name)) machine.heap.setName(module.names, name, machine.unknown(REASON));
    machine.heap.setName(module.names, 'DYNACONF', machine.unknown(REASON));
  }
  return machine.unknown('what dynaconf gives is not evaluated');
}

const ENDINGS = ['toml', 'yaml', 'yml', 'json'];

/** The settings that dynaconf's files beside the module name, in whatever section. */
function namesOf(machine: Machine, module: ModuleObject, args: CallArguments): ReadonlySet<string> {
  const folder = paths.join(machine.request.files.root, paths.dirname(module.file ?? ''));
  const names = new Set<string>();
  for (const file of filesOf(machine, args)) {
    for (const base of [folder, paths.dirname(folder), machine.request.files.root]) {
      const path = file.startsWith('/') ? file : paths.join(base, file);
      const text = ENDINGS.some((ending) => path.endsWith(`.${ending}`)) ? readFile(machine, path) : undefined;
      const content = text === undefined ? undefined : parsed(path, text);
      if (content) collect(content, names);
    }
  }
  return names;
}

function filesOf(machine: Machine, args: CallArguments): readonly string[] {
  const files = ['settings', '.secrets'].flatMap((name) => ENDINGS.map((ending) => `${name}.${ending}`));
  for (const name of [
    'settings_files',
    'settings_file',
    'SETTINGS_FILE_FOR_DYNACONF',
    'SETTINGS_FILES_FOR_DYNACONF',
    'secrets',
    'includes',
  ]) {
    const value = machine.refined(args.keywords.get(name) ?? NONE);
    const items = isSequence(value) ? value.content : [value];
    for (const item of items) if (item.t === 'str' || item.t === 'path') files.push(item.v);
  }
  return files;
}

function parsed(path: string, text: string): R | undefined {
  if (path.endsWith('.toml')) return fromToml(text);
  return path.endsWith('.json') ? fromJson(text) : fromYaml(text)?.[0];
}

const ENVIRONMENTS: ReadonlySet<string> = new Set(['default', 'global', 'development', 'production', 'testing', 'staging']);

/** Names at the top, and in the sections of environments (`[default]`, `[production]`). Dynaconf writes all of them in upper case. */
function collect(content: R, names: Set<string>): void {
  if (content.t !== 'dict') return;
  for (const { key, value } of content.content.entries.values()) {
    if (key.t !== 'str' || key.v.startsWith('dynaconf_')) continue;
    if (value.t === 'dict' && ENVIRONMENTS.has(key.v.toLowerCase())) {
      for (const inner of value.content.entries.values()) if (inner.key.t === 'str') add(inner.key.v, names);
    } else add(key.v, names);
  }
}

function add(name: string, names: Set<string>): void {
  const upper = name.split('__')[0]?.toUpperCase() ?? '';
  if (/^[A-Z_][A-Z0-9_]*$/.test(upper) && isSettingName(upper)) names.add(upper);
}
