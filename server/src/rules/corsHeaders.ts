import { presence } from './presence';
import type { SettingsContext } from './rule';

export const CORS_MIDDLEWARE = 'corsheaders.middleware.CorsMiddleware';

/** Of a setting's two names the one that django-cors-headers reads: the older counts only where the other is not set. */
export function corsName(context: SettingsContext, name: string, formerly: string): string | undefined {
  return [name, formerly].find((each) => (context.setting(each)?.assignments.length ?? 0) > 0);
}

/** Whether the middleware of django-cors-headers certainly runs; the checklist hears why not. */
export function corsInUse(context: SettingsContext): boolean {
  const listed = presence(context, CORS_MIDDLEWARE);
  if (listed === 'unknown') context.unknown('whether MIDDLEWARE has CorsMiddleware is not known');
  if (listed === 'absent') context.notApplicable('CorsMiddleware is not in MIDDLEWARE');
  return listed === 'listed' || listed === 'subclassed';
}
