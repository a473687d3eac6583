import { closestAmong, damerauLevenshtein } from '../../base/closest';
import { lazy } from '../../base/lazy';
import { defaultText, djangoSetting, djangoSettingNames, djangoSettings, isNested } from '../../knowledge/django';
import { thirdPartySetting } from '../../knowledge/thirdParty';
import { renameSetting } from '../edit';
import { type SettingsContext, settingsRule } from '../rule';
import { unmentioned } from '../workspaceReads';

export const rule = settingsRule({
  meta: {
    id: 'django/setting-misspelt',
    title: 'Misspelt setting',
    category: 'names and versions',
    severity: 'warning',
    scope: 'any',
    fix: 'safe',
    references: [],
    summary: 'A name that is nearly that of a Django setting, and that nothing in the project reads: Django keeps its default.',
    settings: [],
  },
  messages: {
    misspelt:
      '{name} is no setting of Django, and nothing in this project reads it.\nDjango ignores it without a word, and {suggestion} keeps its default ({default}).\nDid you mean {suggestion}?',
  },
  check(context) {
    if (context.settings.incomplete !== undefined) return context.unknown(context.settings.incomplete);
    const suggestions = new Map<string, string>();
    for (const { name, assignments } of context.settings.settings.values()) {
      const suggestion = assignments.length === 0 ? undefined : suggestionFor(context, name);
      if (suggestion !== undefined) suggestions.set(name, suggestion);
    }
    for (const name of unmentioned(context.project, [...suggestions.keys()], context.settings.files)) {
      const suggestion = suggestions.get(name) ?? '';
      const known = djangoSetting(suggestion);
      const fallback = (known && defaultText(known, context.django)) ?? 'nothing';
      context.report({
        message: 'misspelt',
        data: { name, suggestion, default: fallback.length > 40 ? 'its own value' : fallback },
        place: context.place(name),
        fixes: [{ title: `Rename to ${suggestion}`, safe: true, edit: () => renameSetting(context, name, suggestion) }],
      });
    }
  },
});

/** Below this a name is a word like any other: `ADMIN`, `CACHE`, `TASK`. */
const SHORTEST = 7;

const nearSetting = lazy(() => closestAmong(djangoSettings().flatMap((setting) => (isNested(setting) ? [] : [setting.name]))));

/** The one setting that a name is meant for: one slip away, two in a long name, and not set itself. */
function suggestionFor(context: SettingsContext, name: string): string | undefined {
  const near = name.length < SHORTEST ? undefined : nearSetting()(name);
  if (near === undefined || near.length < SHORTEST || context.setting(near) || thirdPartySetting(name)) return undefined;
  if (near.length < 12 && damerauLevenshtein(name, near, 2) > 1) return undefined;
  return djangoSettingNames(context.django).includes(near) ? near : undefined;
}
