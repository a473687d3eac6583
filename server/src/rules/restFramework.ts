import type { Value } from '../evaluate/value';
import { foreignSetting } from './celery';
import { insertEntry, setSetting } from './edit';
import { doubt, hasItem, judge } from './judge';
import { displayPlace, inside } from './nested';
import type { Fix, SettingsContext } from './rule';
import { usesAny } from './workspaceUses';

/** A key of REST_FRAMEWORK where the project builds an API with it; undefined where it does not, and the checklist has the reason. */
export function apiOption(context: SettingsContext, key: string): Value | undefined {
  const apps = context.value('INSTALLED_APPS');
  const installed = judge(apps, hasItem('rest_framework'));
  if (installed === 'never') context.notApplicable('Django REST framework is not installed');
  else if (installed !== 'always') context.unknown(doubt('INSTALLED_APPS', apps));
  if (installed === 'always' && !usesAny(context, /\b(?:from|import)\s+rest_framework\b/, 'rest_framework')) {
    context.notApplicable('no code of the workspace builds an API with Django REST framework');
    return undefined;
  }
  return installed === 'always' ? inside(foreignSetting(context, 'REST_FRAMEWORK'), key) : undefined;
}

/** Adds entries to REST_FRAMEWORK, or the whole setting where nothing sets it. */
export function addOption(context: SettingsContext, title: string, ...entries: readonly string[]): readonly Fix[] {
  const setting = context.setting('REST_FRAMEWORK');
  if (!setting) {
    const text = ['{', ...entries.map((one) => `    ${one},`), '}'].join('\n');
    return [{ title, safe: false, edit: () => setSetting(context, 'REST_FRAMEWORK', text) }];
  }
  const at = displayPlace(setting.value);
  return at ? [{ title, safe: false, edit: () => insertEntry(context, at, entries.join(', ')) }] : [];
}
