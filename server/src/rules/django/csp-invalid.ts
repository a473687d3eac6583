import { atLeast } from '../../base/version';
import { entry, truth, type Value } from '../../evaluate/value';
import { DJANGO_CSP_MIDDLEWARE, djangoCspListed, hasNonce, POLICY_MIDDLEWARE } from '../contentPolicy';
import { appendElement, type Edits, replaceExpression } from '../edit';
import { foreignMiddleware } from '../foreignMiddleware';
import { hasItem, holds, judge } from '../judge';
import { presence, SECURITY_MIDDLEWARE } from '../presence';
import { DJANGO_CSP, sideOf } from '../releaseSide';
import { insertMiddleware } from '../remedy';
import { type Fix, type SettingsContext, settingsRule } from '../rule';
import { DJANGO_TEMPLATES, type Engine, engines, optionOf } from '../templates';
import { unmentioned } from '../workspaceReads';

export const rule = settingsRule({
  meta: {
    id: 'django/csp-invalid',
    title: 'The content security policy is not sent as it is written',
    category: 'https and headers',
    severity: 'error',
    scope: 'any',
    fix: 'quick',
    references: ['security.E026', 'security.W027', 'csp.E001'],
    summary:
      'The policy is no dict, its middleware is missing, its nonce never reaches a template, or its settings are those of an older django-csp.',
    settings: ['SECURE_CSP', 'SECURE_CSP_REPORT_ONLY', 'CONTENT_SECURITY_POLICY', 'MIDDLEWARE', 'TEMPLATES'],
  },
  messages: {
    type: '{name} is not a dict.\nDjango’s check refuses it, and the first answer fails.\nWrite a dict of directives, each with a list of sources.',
    middleware:
      '{name} is set, and {middleware} is not in MIDDLEWARE.\nNothing sends the policy: browsers let everything through.\nAdd the middleware.',
    nonce:
      '{name} asks for a nonce, and no template engine has the context processor that hands it to templates.\nThe header carries a nonce that no script of the page has, so that the site’s own scripts are blocked.\nAdd django.template.context_processors.csp.',
    directives:
      'CONTENT_SECURITY_POLICY has directives, but no "DIRECTIVES" around them.\ndjango-csp passes over them and sends its default policy instead.\nPut the directives into a dict under "DIRECTIVES".',
    old: '{name} is a setting of django-csp before 4.0, and the project asks for 4.0 or newer.\nThat reads CONTENT_SECURITY_POLICY alone, so that this part of the policy is not sent.\nMove it into CONTENT_SECURITY_POLICY["DIRECTIVES"].',
  },
  check(context) {
    checkDjango(context);
    checkPackage(context);
  },
});

type Context = SettingsContext<'type' | 'middleware' | 'nonce' | 'directives' | 'old'>;

function checkDjango(context: Context): void {
  if (!atLeast(context.django, '6.0')) return;
  for (const name of ['SECURE_CSP', 'SECURE_CSP_REPORT_ONLY']) {
    if (!context.setting(name)) continue;
    if (holds(context, name, isNoDict)) {
      context.report({
        message: 'type',
        data: { name },
        place: context.place(name),
        references: ['security.E026'],
        fixes: dictFixes(context, name),
      });
    } else {
      checkMiddleware(context, name, POLICY_MIDDLEWARE, presence(context, POLICY_MIDDLEWARE) === 'absent');
      checkNonce(context, name);
    }
  }
}

/** https://docs.djangoproject.com/en/6.1/ref/checks/#security: neither None nor a dict. */
function isNoDict(value: Value): boolean | undefined {
  if (value.kind === 'unknown' || value.kind === 'opaque') return undefined;
  return value.kind !== 'none' && value.kind !== 'dict';
}

function checkMiddleware(context: Context, name: string, middleware: string, isAbsent: boolean): void {
  if (!isAbsent || truth(context.value(name)) !== true) return;
  const sender = foreignMiddleware(context) ?? (isRead(context, name) ? `code of the project, which reads ${name},` : undefined);
  if (sender !== undefined) {
    context.unknown(`${sender} may send the policy`);
    return;
  }
  const places = [{ after: SECURITY_MIDDLEWARE }, 'start'] as const;
  const fixes = insertMiddleware(context, middleware, places, false);
  context.report({ message: 'middleware', data: { name, middleware }, place: context.place(name), references: [], fixes });
}

function isRead({ project, settings }: Context, name: string): boolean {
  return unmentioned(project, [name], settings.files).length === 0;
}

function checkNonce(context: Context, name: string): void {
  if (!hasNonce(context.value(name)) || judge(context.value('MIDDLEWARE'), hasItem(POLICY_MIDDLEWARE)) !== 'always') return;
  const all = engines(context);
  if (!all) return;
  const processors = all.map((engine) => optionOf(engine, 'context_processors'));
  const verdicts = processors.map((each) => (each === 'unknown' ? 'unknown' : each ? judge(each, hasItem(NONCE_PROCESSOR)) : 'never'));
  if (verdicts.includes('always')) return;
  if (verdicts.some((verdict) => verdict !== 'never')) {
    context.unknown('which context processors the templates have is not known');
    return;
  }
  context.report({
    message: 'nonce',
    data: { name },
    place: context.place(name),
    references: atLeast(context.django, '6.1') ? ['security.W027'] : [],
    fixes: processorFixes(context, all),
  });
}

const NONCE_PROCESSOR = 'django.template.context_processors.csp';

function processorFixes(context: Context, all: readonly Engine[]): readonly Fix[] {
  const engine = all.find(({ backend }) => backend === DJANGO_TEMPLATES);
  const list = engine && optionOf(engine, 'context_processors');
  const at = list === 'unknown' ? undefined : list?.at;
  if (!at) return [];
  return [{ title: 'Add the context processor', safe: false, edit: () => appendElement(context, at, `"${NONCE_PROCESSOR}"`) }];
}

/** Writes a policy that is one text as a dict. */
function dictFixes(context: Context, name: string): readonly Fix[] {
  const value = context.value(name);
  const { at } = value;
  if (value.kind !== 'str' || !at || !/^[\w\s'*:/.;-]+$/.test(value.value)) return [];
  const directives = value.value.split(';').flatMap((part) => {
    const [directive, ...sources] = part.trim().split(/\s+/);
    return directive ? [`    "${directive}": [${sources.map((source) => `"${source}"`).join(', ')}],`] : [];
  });
  const edit = (): Edits => replaceExpression(context, at, ['{', ...directives, '}'].join('\n'));
  return [{ title: 'Write the policy as a dict', safe: false, edit }];
}

function checkPackage(context: Context): void {
  for (const name of ['CONTENT_SECURITY_POLICY', 'CONTENT_SECURITY_POLICY_REPORT_ONLY']) {
    const value = context.setting(name)?.value;
    if (!value) continue;
    const listed = djangoCspListed(context);
    checkMiddleware(context, name, DJANGO_CSP_MIDDLEWARE, listed === 'no');
    if (listed === 'yes' && value.kind === 'dict' && isBare(value)) {
      context.report({ message: 'directives', place: context.place(name), references: [] });
    }
  }
  if (sideOf(context.project, 'django-csp', DJANGO_CSP) !== 'newer' || djangoCspListed(context) !== 'yes') return;
  const set = OLD_NAMES.filter((name) => (context.setting(name)?.assignments.length ?? 0) > 0);
  const [name, ...others] = unmentioned(context.project, set, context.settings.files);
  if (name === undefined) return;
  const isChecked = judge(context.value('INSTALLED_APPS'), hasItem('csp')) === 'always';
  const related = others.map((other) => ({ place: context.place(other), message: `${other} is not read either` }));
  context.report({ message: 'old', data: { name }, place: context.place(name), related, references: isChecked ? ['csp.E001'] : [] });
}

/** Directives stand where their dict should be. */
function isBare(value: Extract<Value, { kind: 'dict' }>): boolean {
  if (value.rest !== undefined || entry(value, 'DIRECTIVES')) return false;
  return value.entries.some(({ key }) => key.kind === 'str' && /^[a-z]+-src$/.test(key.value));
}

const OLD_NAMES = [
  ...['DEFAULT', 'SCRIPT', 'STYLE', 'IMG', 'FONT', 'CONNECT', 'OBJECT', 'MEDIA', 'FRAME', 'CHILD', 'WORKER', 'MANIFEST'].map(
    (kind) => `CSP_${kind}_SRC`,
  ),
  'CSP_BASE_URI',
  'CSP_FORM_ACTION',
  'CSP_FRAME_ANCESTORS',
  'CSP_REPORT_URI',
  'CSP_REPORT_ONLY',
  'CSP_UPGRADE_INSECURE_REQUESTS',
];
