import { truth } from '../../evaluate/value';
import { CORS_MIDDLEWARE, corsName } from '../corsHeaders';
import { removeSetting, replaceItem } from '../edit';
import { foreignMiddleware } from '../foreignMiddleware';
import { certainTexts, hasItem, judge } from '../judge';
import { presence } from '../presence';
import { type Lines, sideOf } from '../releaseSide';
import { insertMiddleware } from '../remedy';
import { type SettingsContext, settingsRule } from '../rule';
import { environmentFixes, listFixes, rawText } from '../textValues';
import { mentions, unmentioned } from '../workspaceReads';

export const rule = settingsRule({
  meta: {
    id: 'django/cors-malformed',
    title: 'CORS settings without an effect',
    category: 'https and headers',
    severity: 'error',
    scope: 'any',
    fix: 'safe',
    references: ['corsheaders.E013', 'corsheaders.E014'],
    summary: 'An origin that no browser sends, a setting that is no longer read, or CORS settings without the middleware.',
    settings: [...['CORS_ALLOWED_ORIGINS', 'CORS_ORIGIN_WHITELIST', 'CORS_REPLACE_HTTPS_REFERER'], 'MIDDLEWARE', 'INSTALLED_APPS'],
  },
  messages: {
    scheme:
      '{name} item "{origin}" is not a scheme with a host.\ndjango-cors-headers refuses it in its check, and migrate and runserver with it.\nWrite "{clean}".',
    path: '{name} item "{origin}" has more than scheme, host and port.\nThe check of django-cors-headers refuses it, and migrate and runserver with it.\nWrite "{clean}".',
    star: '{name} item "{origin}" has a wildcard.\nOrigins are compared as they are, so that it matches none and the browsers of those sites refuse the answers.\nWrite an expression into CORS_ALLOWED_ORIGIN_REGEXES.',
    text: '{name} is text, not a list.\ndjango-cors-headers goes through it letter by letter, and no letter is an origin.\nWrite a list.',
    middleware:
      '{name} is set, and CorsMiddleware is not in MIDDLEWARE.\nNo answer gets the headers, so that browsers keep it from the scripts of other sites.\nAdd corsheaders.middleware.CorsMiddleware above CommonMiddleware.',
    shadowed:
      'CORS_ORIGIN_WHITELIST is not read: CORS_ALLOWED_ORIGINS, its new name, is set too.\nBrowsers refuse the answers for {origin}, which stands only here.\nMove what is missing to CORS_ALLOWED_ORIGINS.',
    removed:
      'CORS_REPLACE_HTTPS_REFERER is gone since django-cors-headers 4.0, whose check refuses it.\nmigrate and runserver stop there.\nRemove it; CSRF_TRUSTED_ORIGINS does what it was for.',
  },
  check(context) {
    const name = corsName(context, 'CORS_ALLOWED_ORIGINS', 'CORS_ORIGIN_WHITELIST');
    if (name !== undefined) checkOrigins(context, name);
    checkShadowed(context);
    checkMiddleware(context);
    const isRemoved = sideOf(context.project, 'django-cors-headers', WITHOUT_REFERER) === 'newer';
    const gone = context.setting('CORS_REPLACE_HTTPS_REFERER');
    if (!gone || gone.assignments.length === 0 || !isRemoved) return;
    const fixes = [{ title: 'Remove the setting', safe: true, edit: () => removeSetting(context, gone.name) }];
    context.report({ message: 'removed', place: context.place(gone.name), references: checkIds(context, 'corsheaders.E013'), fixes });
  },
});

type Context = SettingsContext<'scheme' | 'path' | 'star' | 'text' | 'middleware' | 'shadowed' | 'removed'>;

/** The check is django-cors-headers' own, and runs where its app is installed. */
function checkIds(context: Context, id: string): readonly string[] {
  return judge(context.value('INSTALLED_APPS'), hasItem('corsheaders')) === 'always' ? [id] : [];
}

function checkOrigins(context: Context, name: string): void {
  const setting = context.setting(name);
  const read = setting && rawText(setting.value);
  if (setting && (read || setting.value.kind === 'str')) {
    const fixes = read ? environmentFixes(context, name, read, 'list') : listFixes(context, name);
    if (read || truth(setting.value))
      context.report({ message: 'text', data: { name }, place: context.place(name), references: [], fixes });
    return;
  }
  // Before 3.0 these were host names without a scheme.
  if (sideOf(context.project, 'django-cors-headers', WITH_SCHEME) === 'older') return;
  for (const { text: origin, place } of certainTexts(context, name)) {
    const fault = faultOf(origin);
    if (!fault) continue;
    const clean = cleaned(origin);
    const fix = { title: `Replace it with "${clean}"`, safe: true, edit: () => replaceItem(context, name, origin, clean) };
    const references =
      fault === 'star' && origin.includes('://') ? [] : checkIds(context, fault === 'path' ? 'corsheaders.E014' : 'corsheaders.E013');
    context.report({ message: fault, data: { name, origin, clean }, place, references, fixes: fault === 'star' ? [] : [fix] });
  }
}

const lines = (major: number, last: number) => Array.from({ length: last + 1 }, (_, minor) => `${major}.${minor}`);
const WITH_SCHEME: Lines = { older: [...lines(1, 3), ...lines(2, 5)], newer: [...lines(3, 14), ...lines(4, 20)] };
const WITHOUT_REFERER: Lines = { older: lines(3, 14), newer: lines(4, 20) };

/** As the check of django-cors-headers asks, which takes an origin apart with Python's `urlsplit`. */
function faultOf(origin: string): 'scheme' | 'path' | 'star' | undefined {
  if (origin === 'null' || origin === 'file://' || /^\s|\s$/.test(origin)) return undefined;
  if (origin.includes('*')) return 'star';
  const rest = /^[a-z][a-z0-9+.-]*:\/\/([\s\S]*)$/i.exec(origin)?.[1];
  if (rest === undefined || /^([/?#]|$)/.test(rest)) return 'scheme';
  return /[/?#]/.test(rest) ? 'path' : undefined;
}

function cleaned(origin: string): string {
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(origin)?.[1];
  const host = (scheme === undefined ? origin.replace(/^\/+/, '') : origin.slice(scheme.length + 3)).replace(/[/?#].*$/, '');
  const isLocal = /^(localhost|127\.|0\.0\.0\.0|\[::1\])/.test(host);
  return `${scheme ?? (isLocal ? 'http' : 'https')}://${host}`;
}

function checkShadowed(context: Context): void {
  const name = 'CORS_ORIGIN_WHITELIST';
  const [now, before] = [context.setting('CORS_ALLOWED_ORIGINS'), context.setting(name)];
  if (!now || !before || now.assignments.length === 0 || before.assignments.length === 0 || now.value.kind === 'choice') return;
  const lost = certainTexts(context, name).find(({ text }) => judge(now.value, hasItem(text)) === 'never');
  if (lost) context.report({ message: 'shadowed', data: { origin: lost.text }, place: lost.place, severity: 'warning', references: [] });
}

const NAMES = [
  'CORS_ALLOWED_ORIGINS',
  'CORS_ORIGIN_WHITELIST',
  'CORS_ALLOWED_ORIGIN_REGEXES',
  'CORS_ORIGIN_REGEX_WHITELIST',
  'CORS_ALLOW_ALL_ORIGINS',
  'CORS_ORIGIN_ALLOW_ALL',
];

function checkMiddleware(context: Context): void {
  const set = NAMES.find((name) => {
    const setting = context.setting(name);
    return setting !== undefined && setting.assignments.length > 0 && truth(setting.value) === true;
  });
  if (set === undefined || presence(context, CORS_MIDDLEWARE) !== 'absent') return;
  const { project, settings } = context;
  const isElsewhere = settings.files.some((file) => /\bCors\w*Middleware\b/.test(project.source(file)?.text ?? ''));
  const foreign = isElsewhere ? 'a middleware that another environment has' : foreignMiddleware(context);
  const isRead = foreign === undefined && unmentioned(project, [set], settings.files).length === 0;
  if (foreign !== undefined) context.unknown(`${foreign} may be what the CORS settings are for`);
  else if (isRead || settings.files.some((file) => mentions(project.source(file)?.text ?? '', set)))
    context.unknown(`code of the project reads ${set}`);
  else {
    const places = [{ before: 'django.middleware.common.CommonMiddleware' }, 'start'] as const;
    const fixes = insertMiddleware(context, CORS_MIDDLEWARE, places);
    context.report({ message: 'middleware', data: { name: set }, place: context.place(set), references: [], fixes });
  }
}
