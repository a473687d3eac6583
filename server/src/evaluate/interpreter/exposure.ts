import { openNamespace } from '../builtins/namespaces';
import type { CallArguments, R } from '../runtime/objects';
import { disturb } from './assignment';
import { NAMESPACE } from './attributes';
import type { Machine } from './machine';

/** Functions that take a module's name to set its settings: `update_settings_from_environment(__name__)`. */
const SETS_BY_NAME = /settings|conf|environ|(^|[._])(load|update|patch|inject|setup|install|populate|apply)/i;

/**
 * A function that nobody can read gets hold of these values and may change them: lists and dicts that it is given,
 * and all names of a module whose `globals()` it is given, as `django_heroku.settings(locals())` does.
 */
export function exposeArguments(machine: Machine, callee: R, args: CallArguments): void {
  const reason = 'it was given to a function outside the workspace, which may change it';
  const symbol = callee.t === 'unknown' ? (callee.symbol ?? '') : '';
  for (const argument of [...args.positional, ...args.keywords.values()]) {
    const value = machine.refined(argument);
    if (value.t === 'instance' && value.class === NAMESPACE)
      openNamespace(machine, value.names, 'a function outside the workspace was given them all');
    else if (value.t === 'instance') value.native?.exposed?.(machine as never, value, reason);
    else if (value.t === 'module' && value.file !== undefined)
      openNamespace(machine, value.names, 'a function outside the workspace was given the module');
    else if (value.t === 'str' && SETS_BY_NAME.test(symbol.split('.').at(-1) ?? '')) {
      const module = machine.loaded(value.v);
      if (module && machine.running.includes(module))
        openNamespace(machine, module.names, 'a function outside the workspace was given the name of the module');
    } else disturb(machine, value, reason);
  }
}
