import { atLeast, formatVersion } from '../../base/version';
import { knownItems, text, truth, type Value } from '../../evaluate/value';
import { djangoSetting, isNested, statusOf } from '../../knowledge/django';
import { isExactDjango } from '../djangoVersion';
import { removeSetting, replaceExpression, together } from '../edit';
import { type Fix, type SettingsContext, settingsRule } from '../rule';

export const rule = settingsRule({
  meta: {
    id: 'django/setting-deprecated',
    title: 'Setting that a later Django will not read',
    category: 'names and versions',
    severity: 'info',
    scope: 'any',
    fix: 'safe',
    references: [],
    summary: 'A setting, or a form of it, that this version of Django still takes and a later one will not.',
    settings: [],
  },
  messages: {
    replaced:
      '{name} is deprecated since Django {since}.\nThis version still reads it; {later} will not, and says nothing.\nUse {replacement} instead.',
    going:
      '{name} is deprecated since Django {since}.\nThis version still reads it; {later} will not, and says nothing.\nTake it out with that upgrade, or now where the site works without it.',
    mail: '{names} deprecated since Django 6.1.\nThis version still reads them; a later one reads MAILERS alone.\nMove them into MAILERS.',
    conflict:
      '{name} and MAILERS are both set.\nDjango refuses to start: with MAILERS the settings that begin with EMAIL_ are not allowed.\nMove it into MAILERS.',
    pairs:
      '{name} holds pairs of a name and an address, deprecated since Django 6.0.\nThis version still takes them; a later one takes addresses alone.\nWrite the addresses.',
  },
  check(context) {
    if (!isExactDjango(context.project))
      return context.unknown(`the version of Django is not known exactly (${context.project.django.source})`);
    const set = [...context.settings.settings.values()].filter(({ assignments }) => assignments.length > 0).map(({ name }) => name);
    const deprecated = set.flatMap((name) => sinceOf(context, name) ?? []);
    const mail = deprecated.filter(({ name }) => OF_MAIL.test(name)).map(({ name }) => name);
    checkMail(context, mail);
    for (const { name, since } of deprecated) {
      if (OF_MAIL.test(name)) continue;
      const known = djangoSetting(name);
      const later = known?.removedIn === undefined ? 'a later one' : `Django ${known.removedIn}`;
      context.report({
        message: known?.replacement === undefined ? 'going' : 'replaced',
        data: { name, since, later, replacement: known?.replacement ?? '' },
        place: context.place(name),
        fixes: removal(context, name),
      });
    }
    for (const name of ['ADMINS', 'MANAGERS']) checkPairs(context, name);
  },
});

type Context = SettingsContext<'replaced' | 'going' | 'mail' | 'conflict' | 'pairs'>;

const OF_MAIL = /^EMAIL_/;
/** Judged by a rule of their own. */
const ELSEWHERE: ReadonlySet<string> = new Set(['STATICFILES_STORAGE', 'DEFAULT_FILE_STORAGE']);

function sinceOf(context: Context, name: string): { readonly name: string; readonly since: string } | undefined {
  const known = ELSEWHERE.has(name) ? undefined : djangoSetting(name);
  if (!known || isNested(known)) return undefined;
  const status = statusOf(known, context.django);
  return status.kind === 'deprecated' ? { name, since: status.since } : undefined;
}

/** The settings of mail go together, so that they are one finding; with MAILERS each of them keeps Django from starting. */
function checkMail(context: Context, names: readonly string[]): void {
  const [first] = names;
  if (first === undefined) return;
  if (context.setting('MAILERS')) {
    for (const name of names) context.report({ message: 'conflict', data: { name }, place: context.place(name), severity: 'error' });
    return;
  }
  const words = names.length === 1 ? `${first} is` : `${names.slice(0, -1).join(', ')} and ${names.at(-1)} are`;
  const related = names.slice(1).map((name) => ({ place: context.place(name), message: `${name} is one of them` }));
  context.report({ message: 'mail', data: { names: words }, place: context.place(first), related });
}

/** What Django does without the setting, for those that ask for that anyway. */
const DEFAULTS: Readonly<Record<string, boolean>> = {
  USE_L10N: true,
  USE_DEPRECATED_PYTZ: false,
  CSRF_COOKIE_MASKED: false,
  FORMS_URLFIELD_ASSUME_HTTPS: false,
  URLIZE_ASSUME_HTTPS: false,
  SIGNED_COOKIE_LEGACY_SALT_FALLBACK: false,
  USE_BLANK_CHOICE_DASH: false,
};

function removal(context: Context, name: string): readonly Fix[] {
  const value = context.setting(name)?.value;
  if (!Object.hasOwn(DEFAULTS, name) || !value || truth(value) !== DEFAULTS[name]) return [];
  return [{ title: `Remove ${name}, which asks for what Django does anyway`, safe: true, edit: () => removeSetting(context, name) }];
}

/** Source: Django 6.0 release notes, “features deprecated in 6.0”. */
function checkPairs(context: Context, name: string): void {
  const value = context.setting(name)?.value;
  const items = value && atLeast(context.django, '6.0') ? knownItems(value) : undefined;
  if (!items?.some((item) => item.kind === 'tuple' || item.kind === 'list')) return;
  const pairs = items.filter((item) => item.kind === 'tuple' || item.kind === 'list');
  context.report({
    message: 'pairs',
    data: { name, django: formatVersion(context.django) },
    place: context.place(name),
    fixes: addresses(context, pairs),
  });
}

function addresses(context: Context, pairs: readonly Value[]): readonly Fix[] {
  const found = pairs.map((pair) => ({ at: pair.at, address: text(knownItems(pair)?.[1]) }));
  if (found.some(({ at, address }) => !at || address === undefined || !context.settings.files.includes(at.file))) return [];
  const edits = () => together(...found.map(({ at, address }) => (at ? replaceExpression(context, at, `"${address}"`) : undefined)));
  return [{ title: 'Write the addresses alone', safe: false, edit: edits }];
}
