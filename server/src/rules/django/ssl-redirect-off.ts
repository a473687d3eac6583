import { holds, isNotTrue } from '../judge';
import { platformOf } from '../platform';
import { actsThrough, SECURITY_MIDDLEWARE } from '../presence';
import { setTo } from '../remedy';
import { settingsRule } from '../rule';
import { httpsOnlyProxy } from '../shared/httpsOnly';
import { stateOf } from '../state';

export const rule = settingsRule({
  meta: {
    id: 'django/ssl-redirect-off',
    title: 'Plain HTTP is not redirected to HTTPS',
    category: 'https and headers',
    severity: 'warning',
    scope: 'production',
    fix: 'quick',
    references: ['security.W008', 'CWE-319'],
    summary: 'Django answers plain HTTP requests instead of sending them to HTTPS.',
    settings: ['SECURE_SSL_REDIRECT', 'MIDDLEWARE'],
  },
  messages: {
    off: 'SECURE_SSL_REDIRECT {state}, so that Django answers over plain HTTP.\nThe first request of a visitor who types the bare name can be read and changed on the way.\nTurn it on once the proxy tells Django the scheme, or redirect in the proxy.',
    platform:
      'SECURE_SSL_REDIRECT {state}; {platform} ({file}) redirects in front of Django.\nDjango itself would answer plain HTTP if it were reached by another way.\nLeave it, or turn it on as a second line.',
    proxy:
      'SECURE_SSL_REDIRECT {state}; nginx ({file}) hands on only what came by HTTPS.\nDjango itself would answer plain HTTP if it were reached by another way.\nLeave it, or turn it on as a second line.',
  },
  check(context) {
    const acting = actsThrough(context, SECURITY_MIDDLEWARE);
    if (!acting || !holds(context, 'SECURE_SSL_REDIRECT', isNotTrue)) return;
    const place = context.place('SECURE_SSL_REDIRECT');
    const state = stateOf(context, 'SECURE_SSL_REDIRECT', 'is not True');
    const fixes = [setTo(context, 'SECURE_SSL_REDIRECT', 'True', false)];
    const platform = platformOf(context.project.files);
    if (platform?.redirects) {
      const data = { state, platform: platform.name, file: platform.file };
      context.report({ message: 'platform', data, place, severity: 'info', fixes, ...acting });
      return;
    }
    const file = httpsOnlyProxy(context);
    if (file !== undefined) context.report({ message: 'proxy', data: { state, file }, place, severity: 'info', fixes, ...acting });
    else context.report({ message: 'off', data: { state }, place, fixes, ...acting });
  },
});
