import type { Place } from '../base/text';
import { knownItems, text } from '../evaluate/value';
import { isInstalled } from './installedApps';
import { certainTexts, hasItem, judge } from './judge';
import { AUTHENTICATION, isMiddlewareMissing, MESSAGES } from './middlewareNeeds';
import { SESSION_MIDDLEWARE } from './presence';
import type { SettingsContext } from './rule';
import { DJANGO_TEMPLATES, type Engine, optionOf } from './templates';

/** Something that Django's check of the admin misses. */
export interface AdminFault {
  /** The id of Django's check. */
  readonly id: string;
  readonly list: 'MIDDLEWARE' | 'INSTALLED_APPS' | 'TEMPLATES' | 'context_processors';
  readonly name: string;
  readonly place: Place;
  /** The list of context processors, where that is what lacks it. */
  readonly at?: Place;
}

const ADMIN_APPS: ReadonlySet<string> = new Set([
  'django.contrib.admin',
  'django.contrib.admin.apps.AdminConfig',
  'django.contrib.admin.apps.SimpleAdminConfig',
]);
const APPS: readonly (readonly [string, string])[] = [
  ['admin.E401', 'django.contrib.contenttypes'],
  ['admin.E405', 'django.contrib.auth'],
  ['admin.E406', 'django.contrib.messages'],
];
const MIDDLEWARE: readonly (readonly [string, string])[] = [
  ['admin.E408', AUTHENTICATION],
  ['admin.E409', MESSAGES],
  ['admin.E410', SESSION_MIDDLEWARE],
];

/** What Django's check of the admin's surroundings certainly finds. Source: django/contrib/admin/checks.py, check_dependencies. */
export function adminFaults(context: SettingsContext): readonly AdminFault[] {
  const admin = certainTexts(context, 'INSTALLED_APPS').find((item) => ADMIN_APPS.has(item.text));
  // Which of the checks there are depends on the version.
  if (!admin || context.project.django.source.startsWith('assumed')) return [];
  const { place } = admin;
  const apps = APPS.filter(([, app]) => isInstalled(context, app) === 'never').map(
    ([id, name]): AdminFault => ({ id, list: 'INSTALLED_APPS', name, place }),
  );
  const classes = MIDDLEWARE.filter(([, path]) => isMiddlewareMissing(context, path) === 'always').map(
    ([id, name]): AdminFault => ({ id, list: 'MIDDLEWARE', name, place }),
  );
  return [...apps, ...classes, ...templateFaults(context, place)];
}

function templateFaults(context: SettingsContext, place: Place): readonly AdminFault[] {
  const items = knownItems(context.value('TEMPLATES'));
  const all = items?.map((value): Engine | undefined => engineOf(value));
  if (!all || all.includes(undefined)) return [];
  const engines = all.flatMap((engine) => engine ?? []);
  const first = engines.findIndex(({ backend }) => backend === DJANGO_TEMPLATES);
  // A backend of somebody else may extend Django's.
  if (engines.slice(0, first < 0 ? undefined : first).some(({ backend }) => backend !== JINJA)) return [];
  const engine = engines[first];
  if (!engine) return [{ id: 'admin.E403', list: 'TEMPLATES', name: DJANGO_TEMPLATES, place }];
  const processors = optionOf(engine, 'context_processors');
  const lacks = (name: string) => processors === undefined || (processors !== 'unknown' && judge(processors, hasItem(name)) === 'never');
  const at = processors === 'unknown' ? undefined : processors?.at;
  return processorsFor(context)
    .filter(([, name]) => lacks(name))
    .map(([id, name]): AdminFault => ({ id, list: 'context_processors', name, place, ...(at && { at }) }));
}

const JINJA = 'django.template.backends.jinja2.Jinja2';

function engineOf(value: Parameters<typeof text>[0]): Engine | undefined {
  if (value?.kind !== 'dict' || value.rest !== undefined) return undefined;
  const find = (key: string) => value.entries.findLast((entry) => text(entry.key) === key)?.value;
  return { value, backend: text(find('BACKEND')), options: find('OPTIONS') };
}

/** The check wants the first of them only where Django's own backend logs people in. */
function processorsFor(context: SettingsContext): readonly (readonly [string, string])[] {
  const usual = judge(context.value('AUTHENTICATION_BACKENDS'), hasItem('django.contrib.auth.backends.ModelBackend')) === 'always';
  const auth = ['admin.E402', 'django.contrib.auth.context_processors.auth'] as const;
  const messages = ['admin.E404', 'django.contrib.messages.context_processors.messages'] as const;
  return usual ? [auth, messages] : [messages];
}
