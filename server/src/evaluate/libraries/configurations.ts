import { findAttribute, linearized, typeAttribute } from '../interpreter/attributes';
import { callWith, native, rawNative } from '../interpreter/calls';
import type { Machine } from '../interpreter/machine';
import type { Class, ModuleObject, R } from '../runtime/objects';
import { NONE, str, UNBOUND } from '../runtime/objects';
import { isSettingName } from '../settings';
import { loadConfigurationDotenv } from './configurationDotenv';
import { setUpValue, valueClasses } from './configurationValues';
import { globalSettings } from './django';
import { classOf, type LibraryFactory, library } from './library';

/** Defaults that django-configurations leaves to Django itself. */
const NOT_COPIED = new Set([
  'DEFAULT_HASHING_ALGORITHM',
  'DEFAULT_CONTENT_TYPE',
  'FILE_CHARSET',
  'DEFAULT_AUTO_FIELD',
  'PASSWORD_RESET_TIMEOUT_DAYS',
  'DEFAULT_FILE_STORAGE',
  'STATICFILES_STORAGE',
]);

/** `configurations.Configuration`: it brings Django's defaults as attributes of its own. */
function configurationClass(machine: Machine): Class {
  const known = machine.shared.get('configurations.Configuration');
  if (known?.t === 'class') return known;
  const nothing = rawNative('Configuration.setup', () => NONE);
  const names: Record<string, R> = { pre_setup: nothing, setup: nothing, post_setup: nothing, __init__: nothing, DOTENV_LOADED: NONE };
  for (const [name, value] of globalSettings(machine, 'django.conf.global_settings').names) if (!NOT_COPIED.has(name)) names[name] = value;
  const made = classOf('Configuration', names);
  machine.shared.set('configurations.Configuration', made);
  return made;
}

/**
 * What django-configurations does with the chosen class: sets its values up, makes an instance, and copies its attributes in
 * upper case into the module. Source: `configurations/importer.py`.
 */
export function applyConfiguration(machine: Machine, module: ModuleObject, name: string): void {
  const owner = module.names.get(name);
  if (owner?.t !== 'class') {
    module.incomplete ??= `${module.name} has no class ${name}`;
    return;
  }
  const outside = linearized(owner)
    .flatMap((one) => (one.t === 'class' ? one.bases : []))
    .find((base) => base.t !== 'class');
  if (outside) module.incomplete ??= `a base class of ${name} is outside the workspace`;
  const at = owner.at ?? { file: '', span: { start: 0, end: 0 } };
  const call = (method: string) => {
    const found = findAttribute(machine, owner, method, at);
    if (found) callWith(machine, found, [], at);
  };
  call('pre_setup');
  loadConfigurationDotenv(machine, owner, at);
  for (const attribute of upperCaseNames(owner)) {
    const value = typeAttribute(owner, attribute);
    if (value?.t === 'instance' && value.native?.type === 'Value') setUpValue(machine, owner.names, attribute, value, at);
  }
  const instance = callWith(machine, owner, [], at);
  for (const attribute of new Set([...upperCaseNames(owner), ...(instance.t === 'instance' ? instance.names.keys() : [])])) {
    if (!isSettingName(attribute)) continue;
    let value = findAttribute(machine, instance, attribute, at);
    if (value?.t === 'method' || value?.t === 'function') value = callWith(machine, value, [], at);
    if (value?.t === 'instance' && value.native?.type === 'Value') setUpValue(machine, module.names, attribute, value, at);
    else if (value) machine.heap.setName(module.names, attribute, value);
    copyStory(machine, owner, module, attribute);
  }
  machine.heap.setName(module.names, 'CONFIGURATION', str(`${module.name}.${name}`));
  call('post_setup');
}

function upperCaseNames(owner: Class): readonly string[] {
  const names = new Set<string>();
  for (const one of linearized(owner).toReversed())
    if (one.t === 'class') for (const name of one.names.keys()) if (isSettingName(name)) names.add(name);
  return [...names].sort();
}

/** Where the classes set an attribute, the bases first. */
function copyStory(machine: Machine, owner: Class, module: ModuleObject, name: string): void {
  for (const one of linearized(owner).toReversed()) {
    if (one.t !== 'class') continue;
    for (const assignment of machine.histories.get(one.names)?.get(name) ?? []) machine.note(module.names, name, assignment);
  }
}

const configurations: LibraryFactory = (machine, name) =>
  library(machine, name, {
    Configuration: configurationClass(machine),
    pristinemethod: native('pristinemethod', (_, args) => args.positional[0] ?? UNBOUND, { raw: true }),
    values: valuesModule(machine, 'configurations.values'),
  });

const valuesModule: LibraryFactory = (machine, name) => library(machine, name, valueClasses());

export const configurationModules: Readonly<Record<string, LibraryFactory>> = {
  configurations,
  'configurations.values': valuesModule,
  'configurations.base': configurations,
};
