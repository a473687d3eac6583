import { closestAmong } from '../../base/closest';
import { atLeast, formatVersion } from '../../base/version';
import { alternatives, knownItems, text, type Value } from '../../evaluate/value';
import { type AllowedValue, djangoSetting } from '../../knowledge/django';
import { isExactDjango } from '../djangoVersion';
import { replaceExpression } from '../edit';
import { inside, keysOf, placeAmong } from '../nested';
import { type Fix, type SettingsContext, settingsRule } from '../rule';

export const rule = settingsRule({
  meta: {
    id: 'django/setting-value-invalid',
    title: 'Value that Django does not know',
    category: 'names and versions',
    severity: 'error',
    scope: 'any',
    fix: 'safe',
    references: [],
    summary: 'A value outside of those that the setting takes, or the path of a class that this Django does not have.',
    settings: [],
  },
  messages: {
    path: '{name} is "{value}", which Django {django} does not have.\n{effect}.\nName one that it has{hint}.',
    removed: '{name} is "{value}", which Django {version} removed (judged for Django {django}).\n{effect}.\nUse another one.',
    choice: '{name} is "{value}", and takes only {choices}.\n{effect}.\nWrite one of them.',
  },
  check(context) {
    for (const { setting, path, own, effect } of PATHS) {
      for (const { name, value } of valuesAt(context, setting, path)) checkPath(context, { name, setting, value, own, effect });
    }
    for (const name of SAME_SITE) checkSameSite(context, name);
  },
});

type Context = SettingsContext<'path' | 'removed' | 'choice'>;

interface PathSetting {
  /** In the notation of the facts. */
  readonly setting: string;
  readonly path: 'plain' | 'items' | string;
  /** What begins like this is Django's own, and one of a few. */
  readonly own: RegExp;
  readonly effect: string;
}

const PATHS: readonly PathSetting[] = [
  { setting: 'DATABASES.*.ENGINE', path: 'ENGINE', own: /^django\.(contrib\.gis\.)?db\./, effect: 'Django refuses to start' },
  { setting: 'CACHES.*.BACKEND', path: 'BACKEND', own: /^django\.core\.cache\./, effect: 'The first use of the cache fails' },
  { setting: 'MAILERS.*.BACKEND', path: 'BACKEND', own: /^django\.core\.mail\./, effect: 'No mail is sent' },
  { setting: 'EMAIL_BACKEND', path: 'plain', own: /^django\.core\.mail\./, effect: 'Every attempt to send mail ends with an ImportError' },
  { setting: 'MESSAGE_STORAGE', path: 'plain', own: /^django\.contrib\.messages\./, effect: 'Every request ends with an ImportError' },
  { setting: 'FORM_RENDERER', path: 'plain', own: /^django\.forms\./, effect: 'Every page with a form ends with an ImportError' },
  { setting: 'PASSWORD_HASHERS', path: 'items', own: /^django\.contrib\.auth\./, effect: 'Signing in ends with an ImportError' },
];
/** Right, too, and not worth a line in the documentation; `postgresql_psycopg2` is still taken for `postgresql`. */
const ALSO_RIGHT: ReadonlySet<string> = new Set([
  'django.db.backends.dummy',
  'django.db.backends.postgresql_psycopg2',
  'django.core.cache.backends.base.BaseCache',
  'django.core.mail.backends.base.BaseEmailBackend',
  'django.contrib.auth.hashers.ScryptPasswordHasher',
  'django.forms.renderers.BaseRenderer',
  'django.contrib.messages.storage.base.BaseStorage',
]);
const SAME_SITE = ['SESSION_COOKIE_SAMESITE', 'CSRF_COOKIE_SAMESITE', 'LANGUAGE_COOKIE_SAMESITE'];

interface Found {
  /** In words, for a message. */
  readonly name: string;
  readonly value: Value;
}

/** The values that a project writes under a setting, each that is one text on every way. */
function valuesAt(context: Context, setting: string, path: string): readonly Found[] {
  const top = setting.replace(/\..*$/, '');
  const value = context.setting(top)?.value;
  if (!value || (top === 'MAILERS' && !atLeast(context.django, '6.1'))) return [];
  if (path === 'plain') return [{ name: top, value }];
  if (path === 'items') return (knownItems(value) ?? []).map((item) => ({ name: `An item of ${top}`, value: item }));
  return keysOf(value).map((alias) => ({ name: `${path} of ${top}["${alias}"]`, value: inside(value, alias, path) }));
}

function checkPath(context: Context, { name, setting, value, own, effect }: Found & Omit<PathSetting, 'path'>): void {
  const path = text(value);
  if (path === undefined || !own.test(path) || ALSO_RIGHT.has(path)) return;
  const values = djangoSetting(setting)?.values ?? [];
  const known = values.find((one) => one.value === path);
  if (known && isCurrent(context, known)) return;
  const django = formatVersion(context.django);
  const place = placeAmong(context, setting.replace(/\..*$/, ''), value);
  if (known?.removed !== undefined && atLeast(context.django, known.removed)) {
    const severity = isExactDjango(context.project) ? 'error' : 'warning';
    context.report({ message: 'removed', data: { name, value: path, version: known.removed, django, effect }, place, severity });
    return;
  }
  const current = values.flatMap((one) => (typeof one.value === 'string' && isCurrent(context, one) ? [one.value] : []));
  const meant = known ? undefined : (current.find((one) => one.startsWith(`${path}.`)) ?? closestAmong(current)(path));
  const newer = known?.since === undefined ? '' : `; this one came with Django ${known.since}`;
  context.report({
    message: 'path',
    data: { name, value: path, django, effect, hint: meant === undefined ? newer : `: ${meant}` },
    place,
    fixes: meant === undefined ? [] : replacement(context, value, meant),
  });
}

function isCurrent(context: Context, { since, removed }: AllowedValue): boolean {
  return (since === undefined || atLeast(context.django, since)) && (removed === undefined || !atLeast(context.django, removed));
}

/** Source: django/http/response.py, set_cookie: the case does not matter, and nothing at all is right. */
function checkSameSite(context: Context, name: string): void {
  const value = context.setting(name)?.value;
  const [only, ...others] = value ? alternatives(value) : [];
  const written = text(only);
  if (!value || others.length > 0 || written === undefined || written === '' || /^(lax|strict|none)$/i.test(written)) return;
  const meant = closestAmong(['Lax', 'Strict', 'None'])(written.trim());
  context.report({
    message: 'choice',
    data: {
      name,
      value: written,
      choices: '"Lax", "Strict", "None" and None',
      effect: 'Every answer that sets the cookie ends with a ValueError',
    },
    place: context.place(name),
    fixes: meant === undefined ? [] : replacement(context, value, meant),
  });
}

function replacement(context: Context, { at, env }: Value, text: string): readonly Fix[] {
  if (!at || env || !context.settings.files.includes(at.file)) return [];
  return [{ title: `Write "${text}"`, safe: true, edit: () => replaceExpression(context, at, `"${text}"`) }];
}
