import { atLeast } from '../../base/version';
import { gunicornRule } from '../rule';
import { given, nameOf, numberOf, placeOf, setFix } from '../shared/gunicornRun';

/** Where 0 takes the limit away. Since 25.2 it means the default for the size of a header. `limit_request_fields` has a limit of its own. */
const LIMITS = [
  { name: 'limit_request_line', until: undefined, normal: '4094', what: 'a request line' },
  { name: 'limit_request_field_size', until: '25.2', normal: '8190', what: 'a header' },
] as const;

export const rule = gunicornRule({
  meta: {
    id: 'gunicorn/request-limits-off',
    title: 'Requests of any size reach gunicorn',
    category: 'application server',
    severity: 'warning',
    scope: 'production',
    fix: 'quick',
    references: ['CWE-770'],
    summary: 'With 0 a limit on request lines or headers is off: one client can fill the memory of a worker.',
    settings: ['limit_request_line', 'limit_request_field_size'],
  },
  messages: {
    off: '{name} is 0: {what} may be as long as it likes.\nA worker keeps all of it in memory, and one client with a few connections can fill that.\nSet a limit that your longest request fits in; {normal} is the default.',
  },
  check(context) {
    for (const { name, until, normal, what } of LIMITS) {
      const setting = given(context, name);
      if (!setting || (until !== undefined && atLeast(context.gunicorn, until))) continue;
      const size = numberOf(setting);
      if (size === undefined) context.unknown(`${name} is not known`);
      if (size !== 0) continue;
      const fixes = setFix(context, name, { python: normal, flag: normal }, `Set ${name} to ${normal}`, false);
      context.report({ message: 'off', data: { name: nameOf(setting), what, normal }, place: placeOf(context, setting), fixes });
    }
  },
});
