import { djangoSetting, djangoSettings, isNested } from '../knowledge/django';
import { thirdPartySetting } from '../knowledge/thirdParty';

/** The settings of Django that are only asked whether they are true. */
export const BOOLEAN_SETTINGS: readonly string[] = djangoSettings().flatMap((setting) =>
  !isNested(setting) && setting.removedIn === undefined && isBooleanSetting(setting.name) ? [setting.name] : [],
);

/** The same, for the settings of well known packages too. */
export function isBooleanSetting(name: string): boolean {
  const types = djangoSetting(name)?.types;
  return types ? types.length === 1 && types[0] === 'bool' : thirdPartySetting(name)?.kind === 'bool';
}
