import type { Severity } from './rule';

/** Which rules count, and how much. A pattern is an id (`django/debug-enabled`), a family (`django` or `django/*`) or `*`. */
export interface Selection {
  /** Nothing but these. */
  readonly select?: readonly string[];
  readonly ignore?: readonly string[];
  readonly severities?: ReadonlyMap<string, Severity | 'off'>;
}

export function isSelected(selection: Selection, rule: string): boolean {
  const selected = selection.select === undefined || selection.select.some((pattern) => matchesRule(pattern, rule));
  return selected && selection.ignore?.some((pattern) => matchesRule(pattern, rule)) !== true;
}

/** The severity that the user gave the rule, the most exact pattern first; else its own. */
export function severityOf(selection: Selection, rule: string, own: Severity): Severity | 'off' {
  const given = selection.severities;
  if (!given) return own;
  const family = rule.split('/')[0] ?? '';
  for (const pattern of [rule, `${family}/*`, family, '*']) {
    const severity = given.get(pattern);
    if (severity !== undefined) return severity;
  }
  return own;
}

export function matchesRule(pattern: string, rule: string): boolean {
  return pattern === '*' || pattern === rule || rule.startsWith(`${pattern.replace(/\/\*$/, '')}/`);
}
