import { formatVersion } from '../../base/version';
import type { Setting } from '../../evaluate/settings';
import { truth } from '../../evaluate/value';
import { type DjangoSetting, djangoSetting, isNested, statusOf } from '../../knowledge/django';
import { removeSetting, replaceStatement } from '../edit';
import { type Fix, type SettingsContext, settingsRule } from '../rule';
import { unmentioned } from '../workspaceReads';

export const rule = settingsRule({
  meta: {
    id: 'django/setting-removed',
    title: 'Setting that Django no longer reads',
    category: 'names and versions',
    severity: 'warning',
    scope: 'any',
    fix: 'safe',
    references: [],
    summary: 'A setting that this version of Django removed: it is ignored without a word.',
    settings: [],
  },
  messages: {
    replaced:
      '{name} has no effect since Django {version} (judged for Django {django}).\nWhat it asks for does not happen, and nothing says so.\nUse {replacement} instead.',
    gone: '{name} has no effect since Django {version} (judged for Django {django}).\nWhat it asks for does not happen, and nothing says so.\nRemove it.',
    harmless: '{name} has no effect since Django {version}; what it asks for is what Django does anyway.\nRemove it.',
  },
  check(context) {
    const { settings, files } = context.settings;
    const set = [...settings.values()].filter((setting) => setting.assignments.length > 0).map((setting) => setting.name);
    const removed = set.filter((name) => removedIn(context, name) !== undefined);
    for (const name of unmentioned(context.project, removed, files)) {
      const setting = settings.get(name);
      const known = djangoSetting(name);
      if (!setting || !known || isForOlder(context, setting, known)) continue;
      const harmless = isHarmless(setting);
      const replacement = known.replacement?.replaceAll('.*', '').replace('[]', '');
      context.report({
        message: harmless ? 'harmless' : replacement ? 'replaced' : 'gone',
        data: { name, version: removedIn(context, name) ?? '', django: formatVersion(context.django), replacement: replacement ?? '' },
        place: context.place(name),
        ...(harmless && { severity: 'info' }),
        fixes: fixesFor(context, setting, known, harmless),
      });
    }
  },
});

/** Judged by a rule of its own, or still read by the package that took the feature over, or a name that projects use for themselves. */
const ELSEWHERE =
  /^(STATICFILES_STORAGE|DEFAULT_FILE_STORAGE|MIDDLEWARE_CLASSES|COMMENTS?_\w+|PROFANITIES_LIST|RESTRUCTUREDTEXT_\w+|DATABASE_\w+|TEST_DATABASE_\w+|CACHE_BACKEND|LOGOUT_URL|BANNED_IPS|JING_PATH|ADMIN_FOR|ADMIN_MEDIA_PREFIX|POSTGIS_TEMPLATE|SPATIALITE_SQL|GEOIP_LIBRARY_PATH)$/;

/** The version that removed a setting, where the project's Django is that or newer, and no other rule or package looks after the name. */
function removedIn(context: SettingsContext, name: string): string | undefined {
  const known = ELSEWHERE.test(name) ? undefined : djangoSetting(name);
  if (!known || isNested(known)) return undefined;
  const status = statusOf(known, context.django);
  return status.kind === 'absent' && status.because === 'removed' ? status.version : undefined;
}

/** Set under conditions, beside the setting that took its place: for an older Django too. */
function isForOlder(context: SettingsContext, setting: Setting, { replacement }: DjangoSetting): boolean {
  const successor = replacement === undefined ? undefined : context.setting(replacement);
  return successor !== undefined && setting.assignments.every(({ conditional }) => conditional);
}

/** What Django does now that the switch is gone. */
const NOW: Readonly<Record<string, boolean>> = {
  USE_L10N: true,
  FORMS_URLFIELD_ASSUME_HTTPS: true,
  USE_DEPRECATED_PYTZ: false,
  CSRF_COOKIE_MASKED: false,
  USE_ETAGS: false,
  TEMPLATE_DEBUG: false,
  SEND_BROKEN_LINK_EMAILS: false,
  TRANSACTIONS_MANAGED: false,
  SECURE_BROWSER_XSS_FILTER: false,
};
const NOW_TEXT: Readonly<Record<string, string>> = {
  DEFAULT_HASHING_ALGORITHM: 'sha256',
  FILE_CHARSET: 'utf-8',
  DEFAULT_CONTENT_TYPE: 'text/html',
};

function isHarmless({ name, value }: Setting): boolean {
  if (name in NOW) return truth(value) === NOW[name];
  return value.kind === 'str' && value.value.toLowerCase() === NOW_TEXT[name];
}

function fixesFor(context: SettingsContext, setting: Setting, known: DjangoSetting, harmless: boolean): readonly Fix[] {
  const days = setting.value.kind === 'int' ? setting.value.value : undefined;
  const [only] = setting.assignments;
  if (setting.name === 'PASSWORD_RESET_TIMEOUT_DAYS') {
    if (days === undefined || !only || setting.assignments.length > 1 || context.setting('PASSWORD_RESET_TIMEOUT')) return [];
    const line = `PASSWORD_RESET_TIMEOUT = ${days} * 24 * 60 * 60`;
    return [
      { title: `Set PASSWORD_RESET_TIMEOUT to ${days} days`, safe: false, edit: () => replaceStatement(context, only.place, [line]) },
    ];
  }
  // Where there is a successor the line still says what somebody wanted: it goes only when a person has moved that over.
  const safe = harmless || known.replacement === undefined;
  return [{ title: `Remove ${setting.name}`, safe, edit: () => removeSetting(context, setting.name) }];
}
