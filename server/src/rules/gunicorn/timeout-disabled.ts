import { alternatives } from '../../evaluate/value';
import { gunicornRule } from '../rule';
import { given, nameOf, placeOf, setFix } from '../shared/gunicornRun';

export const rule = gunicornRule({
  meta: {
    id: 'gunicorn/timeout-disabled',
    title: 'Workers that hang are never replaced',
    category: 'application server',
    severity: 'warning',
    scope: 'production',
    fix: 'quick',
    references: ['CWE-400'],
    summary: 'timeout = 0 switches the watch over workers off: one that hangs stays, until no worker is left to answer.',
    settings: ['timeout'],
  },
  messages: {
    off: '{name} is 0: gunicorn does not watch its workers.\nA worker that hangs stays for good, and when all of them do the site is down until somebody restarts it.\nSet the longest time that a request may take, for instance 30.',
  },
  check(context) {
    const setting = given(context, 'timeout');
    if (!setting) return;
    const zero = alternatives(setting.value).map((value) =>
      value.kind === 'int' ? value.value === 0n : value.kind === 'str' ? /^\s*0+\s*$/.test(value.value) : undefined,
    );
    if (zero.includes(undefined)) return context.unknown('timeout is not known');
    if (zero.includes(false)) return;
    const fixes = setFix(context, 'timeout', { python: '30', flag: '30' }, 'Set timeout to 30 seconds', false);
    context.report({ message: 'off', data: { name: nameOf(setting) }, place: placeOf(context, setting), fixes });
  },
});
