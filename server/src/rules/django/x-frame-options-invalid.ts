import type { Value } from '../../evaluate/value';
import { holds } from '../judge';
import { actsThrough, FRAME_MIDDLEWARE } from '../presence';
import { setTo } from '../remedy';
import { settingsRule } from '../rule';

export const rule = settingsRule({
  meta: {
    id: 'django/x-frame-options-invalid',
    title: 'X_FRAME_OPTIONS is none that browsers know',
    category: 'https and headers',
    severity: 'error',
    scope: 'any',
    fix: 'safe',
    references: ['security.W019', 'CWE-1021'],
    summary: 'Browsers ignore ALLOWALL, ALLOW-FROM and anything unknown: any site can put these pages into a frame.',
    settings: ['X_FRAME_OPTIONS', 'MIDDLEWARE'],
  },
  messages: {
    invalid:
      'X_FRAME_OPTIONS is neither "DENY" nor "SAMEORIGIN", and browsers ignore anything else, ALLOW-FROM included.\nAny site can then put these pages into a frame and lead clicks astray.\nWrite "DENY"; to let named sites frame a page, use the frame-ancestors of a content security policy.',
  },
  check(context) {
    const acting = actsThrough(context, FRAME_MIDDLEWARE);
    if (!acting || !holds(context, 'X_FRAME_OPTIONS', isIgnored)) return;
    // Whoever allowed framing may rely on it, so that nothing changes it unasked unless the text is only blank or broken.
    const value = context.value('X_FRAME_OPTIONS');
    const meant = value.kind === 'str' && /allow/i.test(value.value);
    context.report({
      message: 'invalid',
      place: context.place('X_FRAME_OPTIONS'),
      fixes: [setTo(context, 'X_FRAME_OPTIONS', '"DENY"', !meant)],
      ...acting,
    });
  },
});

function isIgnored(value: Value): boolean | undefined {
  if (value.kind === 'unknown' || value.kind === 'opaque') return undefined;
  return value.kind !== 'str' || !/^(deny|sameorigin)$/i.test(value.value);
}
