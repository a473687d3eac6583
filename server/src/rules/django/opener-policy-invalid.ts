import { atLeast } from '../../base/version';
import type { Value } from '../../evaluate/value';
import { holds } from '../judge';
import { actsThrough, SECURITY_MIDDLEWARE } from '../presence';
import { setTo } from '../remedy';
import { settingsRule } from '../rule';

const POLICIES: ReadonlySet<string> = new Set(['same-origin', 'same-origin-allow-popups', 'unsafe-none']);

export const rule = settingsRule({
  meta: {
    id: 'django/opener-policy-invalid',
    title: 'The opener policy is none that browsers know',
    category: 'https and headers',
    severity: 'error',
    scope: 'any',
    fix: 'safe',
    references: ['security.E024'],
    summary: 'Browsers ignore an unknown Cross-Origin-Opener-Policy, so that other sites keep a handle on the window.',
    settings: ['SECURE_CROSS_ORIGIN_OPENER_POLICY', 'MIDDLEWARE'],
  },
  messages: {
    invalid:
      'SECURE_CROSS_ORIGIN_OPENER_POLICY is not a policy that browsers know.\nThey ignore the header, so that a page which opened this one keeps a handle on its window, and check --deploy fails.\nWrite "same-origin", "same-origin-allow-popups" or "unsafe-none".',
  },
  check(context) {
    if (!atLeast(context.django, '4.0')) return context.notApplicable('SECURE_CROSS_ORIGIN_OPENER_POLICY came with Django 4.0');
    const acting = actsThrough(context, SECURITY_MIDDLEWARE);
    if (!acting || !holds(context, 'SECURE_CROSS_ORIGIN_OPENER_POLICY', isNoPolicy)) return;
    context.report({
      message: 'invalid',
      place: context.place('SECURE_CROSS_ORIGIN_OPENER_POLICY'),
      fixes: [setTo(context, 'SECURE_CROSS_ORIGIN_OPENER_POLICY', '"same-origin"')],
      ...acting,
    });
  },
});

/** None is no mistake: it turns the header off. */
function isNoPolicy(value: Value): boolean | undefined {
  switch (value.kind) {
    case 'none':
      return false;
    case 'str':
      return !POLICIES.has(value.value);
    case 'bool':
    case 'int':
    case 'float':
      return true;
    default:
      return undefined;
  }
}
