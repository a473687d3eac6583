import { atLeast } from '../../base/version';
import { holds, isText } from '../judge';
import { setTo } from '../remedy';
import { settingsRule } from '../rule';

const PICKLE = 'django.contrib.sessions.serializers.PickleSerializer';

export const rule = settingsRule({
  meta: {
    id: 'django/session-pickle',
    title: 'Sessions are stored as pickles',
    category: 'cache and sessions',
    severity: 'error',
    scope: 'production',
    fix: 'quick',
    references: ['CWE-502'],
    summary: 'Loading a pickle runs code: whoever can write a session runs code of their own on the server.',
    settings: ['SESSION_SERIALIZER'],
  },
  messages: {
    pickle:
      'SESSION_SERIALIZER stores sessions as pickles, and loading a pickle runs the code in it.\nWhoever can write to the session store, or knows SECRET_KEY where sessions are in cookies, runs code on the server.\nUse the JSONSerializer.',
    removed:
      'SESSION_SERIALIZER names PickleSerializer, which Django 5.0 removed.\nThe first request with a session fails with an ImportError.\nUse the JSONSerializer.',
  },
  check(context) {
    if (!holds(context, 'SESSION_SERIALIZER', isText(PICKLE))) return;
    context.report({
      message: atLeast(context.django, '5.0') ? 'removed' : 'pickle',
      place: context.place('SESSION_SERIALIZER'),
      fixes: [setTo(context, 'SESSION_SERIALIZER', '"django.contrib.sessions.serializers.JSONSerializer"', false)],
    });
  },
});
