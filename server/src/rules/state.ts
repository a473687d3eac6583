import { defaultOf, djangoSetting } from '../knowledge/django';
import { formatLiteral } from '../knowledge/literal';
import type { SettingsContext } from './rule';

/** What a message says of a setting: `otherwise` (“is not True”) where the project sets it, else that nothing does, with Django's default. */
export function stateOf(context: SettingsContext<never>, name: string, otherwise: string): string {
  if (context.setting(name)) return otherwise;
  const known = djangoSetting(name);
  const literal = known && defaultOf(known, context.django);
  return literal ? `is not set (${formatLiteral(literal)} by default)` : 'is not set';
}
