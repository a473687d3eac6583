import { certainItems, doubt, hasItem, judge } from './judge';
import type { SettingsContext } from './rule';
import { extendsClass } from './subclass';

export const SECURITY_MIDDLEWARE = 'django.middleware.security.SecurityMiddleware';
export const FRAME_MIDDLEWARE = 'django.middleware.clickjacking.XFrameOptionsMiddleware';
export const CSRF_MIDDLEWARE = 'django.middleware.csrf.CsrfViewMiddleware';
export const SESSION_MIDDLEWARE = 'django.contrib.sessions.middleware.SessionMiddleware';

/** `subclassed`: a class of the workspace that extends it stands in its place, which Django's own checks do not see. */
export type Presence = 'listed' | 'subclassed' | 'absent' | 'unknown';

export function presence(context: SettingsContext, path: string): Presence {
  const middleware = context.value('MIDDLEWARE');
  const verdict = judge(middleware, hasItem(path));
  if (verdict === 'always') return 'listed';
  if (subclassListed(context, path)) return 'subclassed';
  return verdict === 'never' ? 'absent' : 'unknown';
}

/**
 * What a report about a setting that acts through a middleware starts with. With the middleware itself listed Django's check
 * sees the fault too; with a subclass the fault is the same, but no check of Django's names it, so that the references go.
 * Undefined when the middleware is not there or not known; the checklist has the reason.
 */
export function actsThrough(context: SettingsContext, path: string): { readonly references?: readonly string[] } | undefined {
  const name = path.slice(path.lastIndexOf('.') + 1);
  switch (presence(context, path)) {
    case 'listed':
      return {};
    case 'subclassed':
      return { references: [] };
    case 'absent':
      context.notApplicable(`${name} is not in MIDDLEWARE, so that the setting has no effect`);
      return undefined;
    case 'unknown':
      context.unknown(doubt('MIDDLEWARE', context.value('MIDDLEWARE')));
      return undefined;
  }
}

function subclassListed(context: SettingsContext, path: string): boolean {
  return certainItems(context.value('MIDDLEWARE')).some(
    ({ value }) => value.kind === 'str' && !value.value.startsWith('django.') && extendsClass(context, value.value, path),
  );
}
