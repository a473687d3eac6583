import { expect, it } from 'vitest';
import { isRuleId } from '../../client/src/commands/ruleId';

it.each(['django/debug-enabled', 'preflight/unused-suppression'])('%s names a rule', (id) => expect(isRuleId(id)).toBe(true));

it.each(['../../etc/passwd', 'django/../x', 'django/', '/django', 'django/x.md', 'Django/x', '', undefined, 3, ['django/x']])(
  '%j names none',
  (value) => expect(isRuleId(value)).toBe(false),
);
