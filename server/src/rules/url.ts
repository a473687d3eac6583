/** Where the pages of docs/rules are read. */
const PAGES = 'https://github.com/django-preflight/django-preflight/blob/main/docs/rules';

/** The page of a rule. */
export function ruleUrl(rule: string): string {
  return `${PAGES}/${rule}.md`;
}
