import { openNamespace } from '../builtins/namespaces';
import { changeable, restOf } from '../runtime/aliases';
import type { CallArguments, R, Sequence } from '../runtime/objects';
import { disturb } from './assignment';
import { NAMESPACE } from './attributes';
import { PythonError } from './errors';
import { inPart, remaining } from './iteration';
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
  const given = [...args.positional, ...args.keywords.values()];
  // Where it is given several objects, it may put one into another.
  const added = given.filter((one) => changeable([one])).length > 1 ? changeable(given) : undefined;
  for (const argument of given) {
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
    } else {
      if (value.t === 'iterator') readAway(machine, value, reason);
      disturb(machine, value, reason, added);
    }
  }
}

/** An iterator may be read, or not: what it does when it gives its items may have been done. */
function readAway(machine: Machine, iterator: Sequence, reason: string): void {
  try {
    inPart(
      machine,
      () => remaining(machine, iterator),
      (content) => machine.heap.setItems(iterator, [restOf(reason, changeable(content))]),
      () => false,
    );
  } catch (error) {
    if (!(error instanceof PythonError)) throw error;
    machine.mayRaise(error);
    machine.heap.setItems(iterator, [restOf(reason, undefined)]);
  }
}
