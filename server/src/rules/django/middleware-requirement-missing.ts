import { checkExists, djangoCheck } from '../../knowledge/checks';
import { type AdminFault, adminFaults } from '../adminNeeds';
import { appendElement, insertItem } from '../edit';
import { certainTexts } from '../judge';
import { className } from '../middlewareList';
import { AUTHENTICATION, isListed, isMissing, MESSAGES, NEEDS, type Need } from '../middlewareNeeds';
import { CSRF_MIDDLEWARE, SECURITY_MIDDLEWARE, SESSION_MIDDLEWARE } from '../presence';
import { insertMiddleware } from '../remedy';
import { type Fix, type SettingsContext, settingsRule } from '../rule';

export const rule = settingsRule({
  meta: {
    id: 'django/middleware-requirement-missing',
    title: 'Something that a middleware or the admin needs is missing',
    category: 'middleware and apps',
    severity: 'error',
    scope: 'any',
    fix: 'safe',
    references: [
      'auth.E013',
      'admin.E401',
      'admin.E402',
      'admin.E403',
      'admin.E404',
      'admin.E405',
      'admin.E406',
      'admin.E408',
      'admin.E409',
      'admin.E410',
    ],
    summary: 'A middleware, or the admin, is installed without the middleware, application or context processor that it works with.',
    settings: [
      'MIDDLEWARE',
      'INSTALLED_APPS',
      'TEMPLATES',
      'AUTHENTICATION_BACKENDS',
      'SESSION_ENGINE',
      'MESSAGE_STORAGE',
      'CSRF_USE_SESSIONS',
    ],
  },
  messages: {
    middleware: '{needy} needs {name}, which is not in {list}.\n{effect}\nAdd it.',
    admin:
      'The admin needs {name}, which is not in {list}.\nDjango’s check refuses that ({id}), and migrate and runserver with it.\nAdd it.',
    engine:
      'The admin needs a template engine of Django’s own, and TEMPLATES has none.\nDjango’s check refuses that (admin.E403), and migrate and runserver with it.\nAdd a DjangoTemplates engine.',
  },
  check(context) {
    const reported = new Set<string>();
    for (const need of NEEDS) if (reportNeed(context, need)) reported.add(need.name);
    for (const fault of adminFaults(context)) if (!reported.has(fault.name)) reportAdmin(context, fault);
  },
});

type Context = SettingsContext<'middleware' | 'admin' | 'engine'>;

function reportNeed(context: Context, need: Need): boolean {
  if (!isListed(context, need.middleware) || need.when?.(context) === 'never') return false;
  const missing = isMissing(context, need);
  if (missing === 'never') return false;
  const list = need.kind === 'app' ? 'INSTALLED_APPS' : 'MIDDLEWARE';
  if (missing !== 'always' || (need.when && need.when(context) !== 'always')) {
    context.unknown(`whether something does the work of ${need.name}, which ${className(need.middleware)} needs, is not known`);
    return false;
  }
  const listed = certainTexts(context, 'MIDDLEWARE').find(({ text }) => text === need.middleware);
  context.report({
    message: 'middleware',
    data: { needy: className(need.middleware), name: need.kind === 'app' ? need.name : className(need.name), list, effect: need.effect },
    place: listed?.place ?? context.place('MIDDLEWARE'),
    references: need.reference ? [need.reference] : [],
    fixes: need.kind === 'app' ? appFixes(context, need.name) : middlewareFixes(context, need.name),
  });
  return true;
}

function reportAdmin(context: Context, { id, list, name, place, at }: AdminFault): void {
  const check = djangoCheck(id);
  if (!check || !checkExists(check, context.django)) return;
  const isClass = list === 'MIDDLEWARE';
  context.report({
    message: list === 'TEMPLATES' ? 'engine' : 'admin',
    data: {
      name: isClass ? className(name) : name,
      list: list === 'context_processors' ? 'the context processors of the templates' : list,
      id,
    },
    place,
    references: [id],
    fixes: fixesFor(context, list, name, at),
  });
}

function fixesFor(context: Context, list: AdminFault['list'], name: string, at: AdminFault['at']): readonly Fix[] {
  switch (list) {
    case 'MIDDLEWARE':
      return middlewareFixes(context, name);
    case 'INSTALLED_APPS':
      return appFixes(context, name);
    case 'context_processors':
      return at ? [{ title: `Add ${name}`, safe: true, edit: () => appendElement(context, at, `"${name}"`) }] : [];
    case 'TEMPLATES':
      return [];
  }
}

/** Each in its place in Django's own order. */
function middlewareFixes(context: Context, path: string): readonly Fix[] {
  switch (path) {
    case SESSION_MIDDLEWARE:
      return insertMiddleware(context, path, [{ after: SECURITY_MIDDLEWARE }, 'start']);
    case AUTHENTICATION:
      return insertMiddleware(context, path, [{ after: CSRF_MIDDLEWARE }, { after: SESSION_MIDDLEWARE }]);
    case MESSAGES:
      return insertMiddleware(context, path, [{ after: AUTHENTICATION }, { after: SESSION_MIDDLEWARE }, 'end']);
    default:
      return [];
  }
}

/** An application may bring tables, so that somebody has to migrate. */
function appFixes(context: Context, app: string): readonly Fix[] {
  return [{ title: `Add ${app} to INSTALLED_APPS`, safe: false, edit: () => insertItem(context, 'INSTALLED_APPS', app, 'end') }];
}
