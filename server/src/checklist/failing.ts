import type { Finding, Rule } from '../rules/rule';
import type { Judgement } from '../rules/run';
import { RUNNER_METAS } from './runner';
import { sectionOf } from './sections';

/** Ids of the sections in which something is wrong: a finding that is an error or a warning. Hints and notes leave a section settled. */
export function failingSections(rules: readonly Rule[], findings: readonly Finding[]): readonly string[] {
  const categories = new Map([...rules.map(({ meta }) => meta), ...RUNNER_METAS].map(({ id, category }) => [id, category]));
  const failing = new Set<string>();
  for (const { rule, severity } of findings) {
    const category = categories.get(rule);
    if (category && (severity === 'error' || severity === 'warning')) failing.add(sectionOf(category));
  }
  return [...failing];
}

/** Ids of the sections in which at least one rule could tell whether all is well. */
export function judgedSections(rules: readonly Rule[], judgements: readonly Judgement[]): readonly string[] {
  const decided = new Set(judgements.filter(({ status }) => status === 'pass' || status === 'fail').map(({ rule }) => rule));
  return [...new Set(rules.filter(({ meta }) => decided.has(meta.id)).map(({ meta }) => sectionOf(meta.category)))];
}
