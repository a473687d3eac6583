import type { Place } from '../base/text';
import { atLeast } from '../base/version';
import { entry, type Value } from '../evaluate/value';
import { hasItem, isFalsy, judge, settle } from './judge';
import { presence } from './presence';
import { DJANGO_CSP, sideOf } from './releaseSide';
import type { SettingsContext } from './rule';

export const POLICY_MIDDLEWARE = 'django.middleware.csp.ContentSecurityPolicyMiddleware';
export const DJANGO_CSP_MIDDLEWARE = 'csp.middleware.CSPMiddleware';
const NONCE_MIDDLEWARE = 'csp.middleware.CSPMiddlewareAlwaysGenerateNonce';

/** A policy of the settings that browsers are sent. */
export interface Policy {
  /** The setting that gives a directive. */
  setting(directive: string): string;
  /** What is given for a directive; undefined where it is not given, `unknown` where that is not known. */
  sources(directive: string): Value | 'unknown' | undefined;
}

/** Whether the middleware of django-csp is listed, in either of its forms. */
export function djangoCspListed(context: SettingsContext): 'yes' | 'no' | 'unknown' {
  const found = [DJANGO_CSP_MIDDLEWARE, NONCE_MIDDLEWARE].map((path) => presence(context, path));
  if (found.some((each) => each === 'listed' || each === 'subclassed')) return 'yes';
  return found.includes('unknown') ? 'unknown' : 'no';
}

/** The policies that are enforced, those alone of which a middleware is certainly there; the checklist hears what is not known. */
export function enforcedPolicies(context: SettingsContext): readonly Policy[] {
  const found: Policy[] = [];
  if (atLeast(context.django, '6.0') && context.setting('SECURE_CSP') && isListed(context)) {
    found.push(dictPolicy('SECURE_CSP', context.value('SECURE_CSP')));
  }
  if (djangoCspListed(context) !== 'yes') return found;
  const policy = context.setting('CONTENT_SECURITY_POLICY');
  const side = sideOf(context.project, 'django-csp', DJANGO_CSP);
  if (policy && side !== 'older') found.push(dictPolicy('CONTENT_SECURITY_POLICY', entryOf(policy.value, 'DIRECTIVES')));
  else if (side === 'older' && isFalsy(context.setting('CSP_REPORT_ONLY')?.value ?? NOTHING)) found.push(settingsPolicy(context));
  else if (context.setting('CSP_SCRIPT_SRC'))
    context.unknown('whether django-csp is older than 4.0, and reads CSP_SCRIPT_SRC, is not known');
  return found;
}

function isListed(context: SettingsContext): boolean {
  const listed = judge(context.value('MIDDLEWARE'), hasItem(POLICY_MIDDLEWARE));
  return settle(context, listed, () => 'whether the middleware for the policy is listed is not known');
}

function dictPolicy(name: string, value: Value | 'unknown' | undefined): Policy {
  return {
    setting: () => name,
    sources: (directive) => (value === undefined || value === 'unknown' ? value : entryOf(value, directive)),
  };
}

function entryOf(value: Value, key: string): Value | 'unknown' | undefined {
  if (value.kind !== 'dict') return 'unknown';
  return entry(value, key) ?? (value.rest === undefined ? undefined : 'unknown');
}

const NOTHING: Value = { kind: 'list', items: [] };

/** A setting for each directive, as django-csp had them before 4.0. */
function settingsPolicy(context: SettingsContext): Policy {
  const setting = (directive: string) => `CSP_${directive.toUpperCase().replaceAll('-', '_')}`;
  const nonces = context.setting('CSP_INCLUDE_NONCE_IN')?.value ?? NOTHING;
  const sources = (directive: string) =>
    judge(nonces, hasItem(directive)) === 'never' ? context.setting(setting(directive))?.value : 'unknown';
  return { setting, sources };
}

/** One source, and where its text stands. */
export interface Word {
  readonly text: string;
  readonly at: Place | undefined;
}

/** The sources of one directive. */
export interface Sources {
  readonly words: readonly Word[];
  /** There may be more than these. */
  readonly open: boolean;
  /** A nonce is put in for every answer. */
  readonly nonce: boolean;
}

const NONCES: ReadonlySet<string> = new Set(['<CSP_NONCE_SENTINEL>', 'csp.constants.NONCE']);

/** A list of sources as it is sent: one text or several; undefined for a directive that is left out. */
export function sourcesOf(value: Value): Sources | undefined {
  if (value.kind === 'none' || (value.kind === 'bool' && !value.value)) return undefined;
  const items =
    value.kind === 'list' || value.kind === 'tuple' || value.kind === 'set' || value.kind === 'frozenset' ? value.items : [value];
  const words: Word[] = [];
  let open = false;
  let nonce = false;
  for (const item of items) {
    const text = item.kind === 'str' ? item.value : item.kind === 'opaque' ? (item.name ?? '') : undefined;
    if (text !== undefined && NONCES.has(text)) nonce = true;
    else if (item.kind === 'str')
      words.push(...item.value.split(/\s+/).flatMap((word) => (word === '' ? [] : { text: word, at: item.at })));
    else open = true;
  }
  return { words, open, nonce };
}

/** Whether some directive of a policy certainly asks for a nonce. */
export function hasNonce(policy: Value): boolean {
  if (policy.kind !== 'dict') return false;
  return policy.entries.some(({ value }) => sourcesOf(value)?.nonce === true);
}
