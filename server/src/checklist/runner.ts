import type { RuleMeta } from '../rules/rule';
import { reasonlessSuppressionMeta, unusedSuppressionMeta } from '../rules/suppress';
import { syntaxErrorMeta } from '../rules/syntaxError';

/** What the runner itself reports: no rule's, but shown like a rule's. */
export const RUNNER_METAS: readonly RuleMeta[] = [syntaxErrorMeta, reasonlessSuppressionMeta, unusedSuppressionMeta];
