import { lazy, remembered } from '../base/lazy';
import type { Project } from '../project/project';
import type { RuleMemory } from '../rules/memory';
import type { Finding, Rule } from '../rules/rule';
import { defaultProfiles, type RunResult, runRules } from '../rules/run';
import type { Selection } from '../rules/select';

/** A project and what the rules say about it: what every editor feature starts from. Computed on demand. */
export interface Analysis {
  readonly project: Project;
  readonly rules: readonly Rule[];
  /** Over every production profile (all profiles where none is), one finding per rule, place and message. */
  readonly result: RunResult;
  /** For one profile alone, by its name; undefined when there is none of that name. */
  readonly ofProfile: (name: string) => RunResult | undefined;
}

export interface AnalysisOptions {
  readonly project: Project;
  readonly rules: readonly Rule[];
  readonly selection: Selection;
  /** Told of a rule that threw. */
  readonly log: (rule: string, error: unknown) => void;
  readonly memory?: RuleMemory;
  /** A result that is known to hold still. */
  readonly result?: RunResult;
}

export function analyse(options: AnalysisOptions): Analysis {
  const { project, rules, selection, log } = options;
  const shared = { selection, log, ...(options.memory && { memory: options.memory }) };
  const result = lazy(() => options.result ?? runRules(project, rules, shared));
  return {
    project,
    rules,
    get result() {
      return result();
    },
    ofProfile: remembered((name) => {
      const [only, ...others] = defaultProfiles(project);
      if (only?.name === name && others.length === 0) return result();
      const profile = project.profiles.find((candidate) => candidate.name === name);
      return profile && runRules(project, rules, { profiles: [profile], ...shared });
    }),
  };
}

/** Findings of one file, in the order of their places. */
export function findingsIn(analysis: Analysis, file: string): readonly Finding[] {
  return analysis.result.findings.filter((finding) => finding.place.file === file);
}
