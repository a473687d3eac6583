import { parseVersion } from '../../base/version';
import { defaultOf, djangoSettings, isNested, statusOf } from '../../knowledge/django';
import type { Literal } from '../../knowledge/literal';
import { builtin } from '../builtins/builtins';
import { rawNative } from '../interpreter/calls';
import type { Machine } from '../interpreter/machine';
import { bool, dict, float, int, list, NONE, opaque, type R, str, tuple } from '../runtime/objects';
import { djangoConf } from './djangoConf';
import { classOf, type LibraryFactory, library } from './library';
import { random } from './standard';

const lazy = (name: string) => rawNative(name, (_, args) => ({ t: 'opaque', type: 'lazy text', at: args.at }));

function fromLiteral(literal: Literal): R {
  switch (literal.kind) {
    case 'none':
      return NONE;
    case 'bool':
      return bool(literal.value);
    case 'int':
      return int(literal.value);
    case 'float':
      return float(literal.value);
    case 'str':
      return str(literal.value);
    case 'list':
      return list(literal.items.map(fromLiteral));
    case 'tuple':
      return tuple(literal.items.map(fromLiteral));
    case 'dict':
      return dict(literal.entries.map((entry) => [fromLiteral(entry.key), fromLiteral(entry.value)] as const));
  }
}

/** `django.conf.global_settings` of the project's version. */
export const globalSettings: LibraryFactory = (machine, name) => {
  const version = parseVersion(machine.request.djangoVersion);
  const names: Record<string, R> = {};
  for (const setting of version ? djangoSettings() : []) {
    if (isNested(setting) || !version || !setting.global || statusOf(setting, version).kind === 'absent') continue;
    const literal = defaultOf(setting, version);
    names[setting.name] = literal ? fromLiteral(literal) : machine.unknown(`Django's default of ${setting.name} is not known`);
  }
  return { ...library(machine, name, names), fallback: undefined };
};

function versionTuple(machine: Machine): R {
  const version = parseVersion(machine.request.djangoVersion);
  const rest = { t: 'rest', reason: 'the patch release of Django is not known' } as const;
  return version ? tuple([int(version.major), int(version.minor), rest]) : tuple([rest]);
}

const module =
  (names: (machine: Machine) => Readonly<Record<string, R>>): LibraryFactory =>
  (machine, name) =>
    library(machine, name, names(machine));

const translation = module(() =>
  Object.fromEntries(
    ['gettext_lazy', 'gettext', 'ugettext_lazy', 'ugettext', 'pgettext_lazy', 'gettext_noop'].map((name) => [name, lazy(name)]),
  ),
);

export const djangoModules: Readonly<Record<string, LibraryFactory>> = {
  django: module((machine) => ({
    VERSION: versionTuple(machine),
    __version__: machine.unknown('the patch release of Django is not known', { type: 'str', symbol: 'django.version' }),
    get_version: rawNative('get_version', (vm) =>
      vm.unknown('the patch release of Django is not known', { type: 'str', symbol: 'django.version' }),
    ),
  })),
  'django.conf': djangoConf(globalSettings),
  'django.conf.global_settings': globalSettings,
  'django.utils': module(() => ({})),
  'django.utils.translation': translation,
  'django.utils.crypto': module(() => ({ get_random_string: random('get_random_string', 'str') })),
  'django.core': module(() => ({})),
  'django.core.management': module(() => ({})),
  'django.core.management.utils': module(() => ({ get_random_secret_key: random('get_random_secret_key', 'str') })),
  'django.core.exceptions': module((machine) => ({
    ImproperlyConfigured: classOf('ImproperlyConfigured', {}, [builtin('Exception', machine) ?? NONE]),
  })),
  'django.urls': module(() => ({ reverse_lazy: rawNative('reverse_lazy', () => opaque('lazy URL')) })),
  'django.contrib': module(() => ({})),
  'django.contrib.messages': module((machine) => ({ constants: messageLevels(machine, 'django.contrib.messages.constants') })),
  'django.contrib.messages.constants': messageLevels,
};

function messageLevels(machine: Machine, name: string): ReturnType<LibraryFactory> {
  return library(machine, name, { DEBUG: int(10), INFO: int(20), SUCCESS: int(25), WARNING: int(30), ERROR: int(40) });
}
