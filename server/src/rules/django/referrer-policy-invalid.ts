import { atLeast } from '../../base/version';
import type { Value } from '../../evaluate/value';
import { certainItems, doubt } from '../judge';
import { actsThrough, SECURITY_MIDDLEWARE } from '../presence';
import { setTo } from '../remedy';
import { settingsRule } from '../rule';

export const rule = settingsRule({
  meta: {
    id: 'django/referrer-policy-invalid',
    title: 'The referrer policy is none that browsers know',
    category: 'https and headers',
    severity: 'error',
    scope: 'any',
    fix: 'safe',
    references: ['security.E023'],
    summary: 'Browsers ignore a policy that they do not know, and Django’s check refuses it.',
    settings: ['SECURE_REFERRER_POLICY', 'MIDDLEWARE'],
  },
  messages: {
    invalid:
      'SECURE_REFERRER_POLICY has "{token}", which is no policy.\nBrowsers ignore it and use their own default, and check --deploy fails.\nWrite "{instead}", or another of the eight policies.',
  },
  check(context) {
    if (!atLeast(context.django, '3.0')) return context.notApplicable('SECURE_REFERRER_POLICY came with Django 3.0');
    const acting = actsThrough(context, SECURITY_MIDDLEWARE);
    if (!acting) return;
    const value = context.value('SECURE_REFERRER_POLICY');
    if (value.kind === 'unknown' || value.kind === 'choice') return context.unknown(doubt('SECURE_REFERRER_POLICY', value));
    const token = tokens(value).find((candidate) => !POLICIES.has(candidate));
    if (token === undefined) return;
    const instead = nearest(token);
    context.report({
      message: 'invalid',
      data: { token, instead },
      place: context.place('SECURE_REFERRER_POLICY'),
      fixes: [setTo(context, 'SECURE_REFERRER_POLICY', `"${instead}"`)],
      ...acting,
    });
  },
});

/** https://www.w3.org/TR/referrer-policy/#referrer-policies */
const POLICIES: ReadonlySet<string> = new Set([
  'no-referrer',
  'no-referrer-when-downgrade',
  'origin',
  'origin-when-cross-origin',
  'same-origin',
  'strict-origin',
  'strict-origin-when-cross-origin',
  'unsafe-url',
]);

/** As Django takes them: a text is split at its commas, a list is taken item by item. */
function tokens(value: Value): readonly string[] {
  if (value.kind === 'str') return value.value.split(',').map((token) => token.trim());
  return certainItems(value).flatMap(({ value: item }) => (item.kind === 'str' ? [item.value] : []));
}

function nearest(token: string): string {
  const spelt = token.trim().toLowerCase().replaceAll('_', '-');
  return POLICIES.has(spelt) ? spelt : 'same-origin';
}
