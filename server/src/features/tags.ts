/** How an editor draws a finding beside its underline: struck through, or faded. */
export type FindingTag = 'deprecated' | 'unnecessary';

const TAGS: Readonly<Record<string, FindingTag>> = {
  'django/setting-deprecated': 'deprecated',
  'django/setting-removed': 'deprecated',
  'django/storage-setting-removed': 'deprecated',
  'gunicorn/removed-setting': 'deprecated',
  'gunicorn/uvicorn-worker-deprecated': 'deprecated',
  'django/middleware-duplicate': 'unnecessary',
  'preflight/unused-suppression': 'unnecessary',
};

/** The tag of a rule's findings; undefined for most rules. */
export function tagOf(rule: string): FindingTag | undefined {
  return Object.hasOwn(TAGS, rule) ? TAGS[rule] : undefined;
}
