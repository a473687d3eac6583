import { doubt, hasItem, judge } from './judge';
import { SESSION_MIDDLEWARE } from './presence';
import type { SettingsContext } from './rule';

const SESSIONS_APP = 'django.contrib.sessions';

interface CheckIds {
  readonly app: string;
  readonly middleware: string;
  readonly both: string;
}

/**
 * The references of a finding about the session cookie. Django has three ids for one fault: sessions come in by the app, by the
 * middleware, or by both. Only `other` is left where sessions are certain and the way is not. Undefined when sessions are not in
 * use, or not known to be; the checklist has the reason. https://docs.djangoproject.com/en/5.2/ref/checks/#security
 */
export function sessionsInUse(context: SettingsContext, ids: CheckIds, other: string): readonly string[] | undefined {
  const app = judge(context.value('INSTALLED_APPS'), hasItem(SESSIONS_APP));
  const middleware = judge(context.value('MIDDLEWARE'), hasItem(SESSION_MIDDLEWARE));
  if (app === 'never' && middleware === 'never') {
    context.notApplicable('sessions are not in use: neither their app nor their middleware is listed');
    return undefined;
  }
  if (app === 'always' && middleware === 'always') return [ids.both, other];
  if (app === 'always' && middleware === 'never') return [ids.app, other];
  if (app === 'never' && middleware === 'always') return [ids.middleware, other];
  if (app === 'always' || middleware === 'always') return [other];
  const name = app === 'never' ? 'MIDDLEWARE' : 'INSTALLED_APPS';
  context.unknown(doubt(name, context.value(name)));
  return undefined;
}
