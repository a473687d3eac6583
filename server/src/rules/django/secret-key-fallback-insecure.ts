import { atLeast } from '../../base/version';
import { certainItems, doubt, judge } from '../judge';
import { settingsRule } from '../rule';
import { isWeakKey, weakness } from '../secret';

export const rule = settingsRule({
  meta: {
    id: 'django/secret-key-fallback-insecure',
    title: 'A key in SECRET_KEY_FALLBACKS is weak',
    category: 'debug and secrets',
    severity: 'warning',
    scope: 'production',
    fix: 'none',
    references: ['security.W025', 'CWE-326'],
    summary: 'A rotated-out key still verifies signatures; a weak one there undoes the strength of the current key.',
    settings: ['SECRET_KEY_FALLBACKS'],
  },
  messages: {
    weak: 'SECRET_KEY_FALLBACKS[{index}] {why}.\nDjango accepts what an old key has signed, so that a weak one still lets sessions be forged.\nTake it out once its sessions have ended.',
    empty:
      'SECRET_KEY_FALLBACKS[{index}] is empty.\nDjango accepts what this key has signed, and everybody knows an empty key.\nTake it out of the list.',
  },
  check(context) {
    if (!atLeast(context.django, '4.1')) return context.notApplicable('SECRET_KEY_FALLBACKS came with Django 4.1');
    const value = context.value('SECRET_KEY_FALLBACKS');
    const items = certainItems(value);
    if (items.length === 0 && judge(value, (list) => (list.kind === 'unknown' ? undefined : true)) !== 'always') {
      return context.unknown(doubt('SECRET_KEY_FALLBACKS', value));
    }
    for (const { value: item, index } of items) {
      const place = item.at ?? context.place('SECRET_KEY_FALLBACKS');
      if (item.kind === 'str' && item.value === '') context.report({ message: 'empty', data: { index }, place });
      else if (item.kind === 'str' && isWeakKey(item)) {
        context.report({ message: 'weak', data: { index, why: weakness(item.value) ?? '' }, place });
      }
    }
  },
});
