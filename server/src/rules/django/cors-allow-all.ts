import { corsInUse, corsName } from '../corsHeaders';
import { certainTexts, holds, isTruthy, judge } from '../judge';
import { setTo } from '../remedy';
import { type SettingsContext, settingsRule } from '../rule';

export const rule = settingsRule({
  meta: {
    id: 'django/cors-allow-all',
    title: 'Every site may read the answers',
    category: 'https and headers',
    severity: 'warning',
    scope: 'production',
    fix: 'quick',
    references: ['CWE-942'],
    summary:
      'django-cors-headers tells browsers to hand the answers to scripts of any origin; with cookies, as the visitor who is logged in.',
    settings: [
      'CORS_ALLOW_ALL_ORIGINS',
      'CORS_ORIGIN_ALLOW_ALL',
      'CORS_ALLOWED_ORIGIN_REGEXES',
      'CORS_ORIGIN_REGEX_WHITELIST',
      'CORS_ALLOW_CREDENTIALS',
      'SESSION_COOKIE_SAMESITE',
      'MIDDLEWARE',
    ],
  },
  messages: {
    all: '{name} lets scripts of every site read the answers.\nThat is right for data that is public anyway, and for nothing else.\nName the origins in CORS_ALLOWED_ORIGINS.',
    held: '{name} lets scripts of every site read the answers, and CORS_ALLOW_CREDENTIALS asks for the cookies, too.\nOnly SESSION_COOKIE_SAMESITE keeps a foreign page from reading what the visitor may see, and pages of your other subdomains may.\nName the origins in CORS_ALLOWED_ORIGINS.',
    credentials:
      '{name} lets scripts of every site read the answers, and CORS_ALLOW_CREDENTIALS sends the cookies along.\nWhoever is logged in and opens a foreign page gives it all that they may see here.\nName the origins in CORS_ALLOWED_ORIGINS.',
  },
  check(context) {
    const name = corsName(context, 'CORS_ALLOW_ALL_ORIGINS', 'CORS_ORIGIN_ALLOW_ALL');
    const all = name !== undefined && holds(context, name, isTruthy);
    const pattern = all ? undefined : openPattern(context);
    if ((!all && !pattern) || !corsInUse(context)) return;
    const cookies = cookiesOf(context);
    context.report({
      message: cookies,
      data: { name: pattern?.name ?? name ?? '' },
      place: pattern?.place ?? context.place(name ?? ''),
      ...(cookies === 'credentials' && { severity: 'error' }),
      related: cookies === 'all' ? [] : [{ place: context.place('CORS_ALLOW_CREDENTIALS'), message: 'Cookies are asked for here' }],
      fixes: all && name ? [setTo(context, name, 'False', false)] : [],
    });
  },
});

/** Browsers send the session cookie to another site's script only where nothing but SameSite=None is said of it. */
function cookiesOf(context: SettingsContext): 'all' | 'held' | 'credentials' {
  const allowed = context.setting('CORS_ALLOW_CREDENTIALS');
  if (!allowed || judge(allowed.value, isTruthy) !== 'always') return 'all';
  const isSent = judge(context.value('SESSION_COOKIE_SAMESITE'), (value) =>
    value.kind === 'unknown' ? undefined : value.kind === 'str' && value.value.toLowerCase() === 'none',
  );
  if (isSent === 'never') return 'held';
  return isSent === 'always' ? 'credentials' : 'all';
}

/** Patterns that every origin matches; django-cors-headers uses `re.match`. */
const OPEN: ReadonlySet<string> = new Set(
  ['.*', '.+', 'https?://.*', 'https?://.+', 'http.*', '\\w+://.*', '\\w+://.+'].flatMap((each) => [
    each,
    `^${each}`,
    `${each}$`,
    `^${each}$`,
  ]),
);

function openPattern(context: SettingsContext) {
  const name = corsName(context, 'CORS_ALLOWED_ORIGIN_REGEXES', 'CORS_ORIGIN_REGEX_WHITELIST');
  const found = name === undefined ? undefined : certainTexts(context, name).find(({ text }) => OPEN.has(text));
  return found && name ? { name, place: found.place } : undefined;
}
