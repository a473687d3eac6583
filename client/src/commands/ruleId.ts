/** Whether an argument of a command names a rule: it may come from a link, and a rule's id becomes part of a path. */
export function isRuleId(value: unknown): value is string {
  return typeof value === 'string' && /^[a-z]+\/[a-z0-9-]+$/.test(value);
}
