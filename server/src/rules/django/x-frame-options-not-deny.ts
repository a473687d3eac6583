import type { Value } from '../../evaluate/value';
import { holds } from '../judge';
import { actsThrough, FRAME_MIDDLEWARE } from '../presence';
import { setTo } from '../remedy';
import { settingsRule } from '../rule';

export const rule = settingsRule({
  meta: {
    id: 'django/x-frame-options-not-deny',
    title: 'Pages may be shown in frames',
    category: 'https and headers',
    severity: 'warning',
    scope: 'production',
    fix: 'safe',
    references: ['security.W019', 'CWE-1021'],
    summary: 'X_FRAME_OPTIONS is not DENY: pages of this origin may frame each other, also those that users can write.',
    settings: ['X_FRAME_OPTIONS', 'MIDDLEWARE'],
  },
  messages: {
    same: 'X_FRAME_OPTIONS is SAMEORIGIN: pages of this origin may put each other into frames.\nWhere users can write markup, they can lay a frame under a click.\nUse "DENY", and let single views out with xframe_options_sameorigin.',
    spelling:
      'X_FRAME_OPTIONS is not "DENY" in capital letters.\nDjango sends DENY all the same, but its check compares the text and keeps warning.\nWrite "DENY".',
  },
  check(context) {
    const acting = actsThrough(context, FRAME_MIDDLEWARE);
    if (!acting || !holds(context, 'X_FRAME_OPTIONS', isOtherOption)) return;
    const place = context.place('X_FRAME_OPTIONS');
    const value = context.value('X_FRAME_OPTIONS');
    const spelling = value.kind === 'str' && value.value.toUpperCase() === 'DENY';
    // Somebody wrote SAMEORIGIN on purpose: a page may rely on it.
    const fixes = [setTo(context, 'X_FRAME_OPTIONS', '"DENY"', spelling)];
    context.report({ message: spelling ? 'spelling' : 'same', place, fixes, ...acting });
  },
});

/** A value that works and is not exactly `DENY`; one that does not work is the matter of x-frame-options-invalid. */
function isOtherOption(value: Value): boolean | undefined {
  if (value.kind === 'unknown' || value.kind === 'opaque') return undefined;
  return value.kind === 'str' && value.value !== 'DENY' && /^(deny|sameorigin)$/i.test(value.value);
}
