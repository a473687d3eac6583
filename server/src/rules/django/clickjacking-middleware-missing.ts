import { doubt } from '../judge';
import { FRAME_MIDDLEWARE, presence } from '../presence';
import { insertMiddleware } from '../remedy';
import { settingsRule } from '../rule';

export const rule = settingsRule({
  meta: {
    id: 'django/clickjacking-middleware-missing',
    title: 'XFrameOptionsMiddleware is not installed',
    category: 'middleware and apps',
    severity: 'warning',
    scope: 'production',
    fix: 'safe',
    references: ['security.W002', 'CWE-1021'],
    summary: 'Without XFrameOptionsMiddleware any site can show these pages in a frame and lead clicks astray.',
    settings: ['MIDDLEWARE'],
  },
  messages: {
    missing:
      'XFrameOptionsMiddleware is not in MIDDLEWARE, so that no X-Frame-Options header is sent.\nAny site can then show these pages in a frame and lay its own buttons over them.\nAdd it after the message middleware.',
  },
  check(context) {
    const found = presence(context, FRAME_MIDDLEWARE);
    if (found === 'unknown') return context.unknown(doubt('MIDDLEWARE', context.value('MIDDLEWARE')));
    if (found !== 'absent') return;
    context.report({
      message: 'missing',
      place: context.place('MIDDLEWARE'),
      fixes: insertMiddleware(context, FRAME_MIDDLEWARE, [{ after: 'django.contrib.messages.middleware.MessageMiddleware' }, 'end']),
    });
  },
});
