import type { Project } from '../project/project';
import { judge, type Predicate, type Verdict } from './judge';
import { effectiveValue } from './run';

/** How a question about a setting turns out over all production profiles; `unknown` where there is none. */
export function inProduction(project: Project, name: string, predicate: Predicate): Verdict {
  const profiles = project.profiles.filter(({ kind }) => kind === 'production');
  const verdicts = new Set(profiles.map((profile) => judge(effectiveValue(project, project.evaluate(profile), name), predicate)));
  const [verdict = 'unknown', ...others] = verdicts;
  if (others.length === 0) return verdict;
  return verdicts.has('unknown') ? 'unknown' : 'sometimes';
}
