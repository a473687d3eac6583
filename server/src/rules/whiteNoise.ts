import { doubt } from './judge';
import { presence } from './presence';
import type { SettingsContext } from './rule';

export const WHITENOISE_MIDDLEWARE = 'whitenoise.middleware.WhiteNoiseMiddleware';

/** Whether WhiteNoise as it comes certainly sends the static files; the checklist hears why it does not, or why that is not known. */
export function servedByWhiteNoise(context: SettingsContext): boolean {
  const listed = presence(context, WHITENOISE_MIDDLEWARE);
  if (listed === 'unknown') context.unknown(doubt('MIDDLEWARE', context.value('MIDDLEWARE')));
  if (listed === 'absent') context.notApplicable('WhiteNoiseMiddleware is not in MIDDLEWARE');
  if (listed === 'subclassed') context.unknown('a class of the project extends WhiteNoiseMiddleware, and may work differently');
  return listed === 'listed';
}
