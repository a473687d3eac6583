import type { Place } from '../base/text';
import { certainTexts, doubt, hasItem, judge } from './judge';
import type { SettingsContext } from './rule';
import { extendsClass } from './subclass';

export const SECURITY_MIDDLEWARE = 'django.middleware.security.SecurityMiddleware';
export const FRAME_MIDDLEWARE = 'django.middleware.clickjacking.XFrameOptionsMiddleware';
export const CSRF_MIDDLEWARE = 'django.middleware.csrf.CsrfViewMiddleware';
export const SESSION_MIDDLEWARE = 'django.contrib.sessions.middleware.SessionMiddleware';

/** The middleware that Django's deployment checks look for by name, under the id of the check. */
export const CHECKED_MIDDLEWARE: ReadonlyMap<string, string> = new Map([
  ['security.W001', SECURITY_MIDDLEWARE],
  ['security.W002', FRAME_MIDDLEWARE],
  ['security.W003', CSRF_MIDDLEWARE],
]);

/** `subclassed`: a class of the workspace that extends it stands in its place, which Django's own checks do not see. */
export type Presence = 'listed' | 'subclassed' | 'absent' | 'unknown';

export function presence(context: SettingsContext, path: string): Presence {
  const middleware = context.value('MIDDLEWARE');
  const verdict = judge(middleware, hasItem(path));
  if (verdict === 'always') return 'listed';
  if (verdict !== 'never') return 'unknown';
  return subclassListed(context, path) ? 'subclassed' : 'absent';
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

/** The item of MIDDLEWARE that extends a middleware which is not listed itself; undefined where the list is not known to lack that one. */
export function subclassListed(context: SettingsContext, path: string): { readonly text: string; readonly place: Place } | undefined {
  if (judge(context.value('MIDDLEWARE'), hasItem(path)) !== 'never') return undefined;
  return certainTexts(context, 'MIDDLEWARE').find(({ text }) => !text.startsWith('django.') && extendsClass(context, text, path));
}
