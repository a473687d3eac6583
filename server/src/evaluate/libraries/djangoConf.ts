import type { Machine } from '../interpreter/machine';
import { boundOr } from '../interpreter/scopes';
import { bool, type Instance, type R, TRUE } from '../runtime/objects';
import { isSettingName } from '../settings';
import { type LibraryFactory, library, makeObject } from './library';

const TAKEN = 'django.conf.settings.taken';

/** `django.conf`: the defaults, and `settings` as code sees it that runs while the settings module is still being executed. */
export function djangoConf(defaults: LibraryFactory): LibraryFactory {
  return (machine, name) =>
    library(machine, name, {
      global_settings: defaults(machine, 'django.conf.global_settings'),
      settings: makeObject('LazySettings', settingOf),
    });
}

/**
 * An attribute of `settings`. The first one that is asked for makes Django copy what the settings module has bound by then, and the
 * defaults for the rest: the same objects, so that a list changed through `settings` is changed in the module too, while a name that
 * is bound there stays there, and is lost when the module ends.
 */
function settingOf(machine: Machine, self: Instance, name: string): R | undefined {
  if (name.startsWith('__')) return undefined;
  const module = machine.loaded(machine.settingsModule);
  const unknown = () => machine.unknown('what django.conf.settings gives is not known', { symbol: `django.conf.settings.${name}` });
  if (name === 'configured') return machine.shared.has(TAKEN) ? bool(true) : unknown();
  if (!module || !isSettingName(name)) return unknown();
  const taken = machine.shared.get(TAKEN);
  if (taken && machine.refined(taken).t !== 'bool') return unknown();
  // What was bound before anything was asked for was bound to a copy of that moment.
  if (!taken && self.names.size > 0) return boundOr(machine, self.names.get(name), unknown);
  if (!taken) {
    machine.heap.setName(machine.shared, TAKEN, TRUE);
    for (const [key, value] of module.names) if (isSettingName(key)) machine.heap.setName(self.names, key, value);
  }
  const fallback = () => {
    if (module.incomplete !== undefined) return unknown();
    const defaults = machine.loaded('django.conf')?.names.get('global_settings');
    return (defaults?.t === 'module' ? defaults.names.get(name) : undefined) ?? unknown();
  };
  return boundOr(machine, self.names.get(name), fallback);
}
