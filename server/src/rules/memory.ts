import type { Project } from '../project/project';
import { type Answers, type Recorded, recorded, stillHolds } from '../project/recording';
import type { Finding, Fix } from './rule';
import type { Run } from './run';

/** What the rules said of each subject of a workspace, kept from one run to the next. */
export type RuleMemory = Map<string, Remembered>;

interface Remembered {
  readonly subject: object;
  readonly runs: Recorded<readonly Run[]>;
}

/**
 * What rules say of a subject: the runs of the time before where the subject is the same object and all that they asked of the project then
 * has the same answer.
 *
 * @param key names the subject in its workspace.
 * @param judge has to ask the project that it is given, and no other.
 */
export function rememberedRuns(
  memory: RuleMemory | undefined,
  { project, answers }: { readonly project: Project; readonly answers: Answers },
  key: string,
  subject: object,
  judge: (project: Project) => readonly Run[],
): readonly Run[] {
  if (!memory) return judge(project);
  const known = memory.get(key);
  if (known?.subject === subject && stillHolds(project, answers, known.runs)) {
    return known.runs.value.map((run) => (run.findings.length === 0 ? run : withFixes(run, () => judge(project))));
  }
  const runs = recorded(project, answers, judge);
  memory.set(key, { subject, runs: { ...runs, value: runs.value.map(withoutEdits) } });
  return runs.value;
}

/** An edit knows the texts of its time, and more than the finding may have asked for: it is not kept. */
function withoutEdits(run: Run): Run {
  return { ...run, findings: run.findings.map((finding) => ({ ...finding, fixes: finding.fixes.map(withoutEdit) })) };
}

function withoutEdit({ title, safe }: Fix): Fix {
  return { title, safe, edit: () => undefined };
}

/** Edits are made by judging again, when somebody wants one. */
function withFixes(run: Run, judge: () => readonly Run[]): Run {
  return {
    ...run,
    findings: run.findings.map((finding) => ({
      ...finding,
      fixes: finding.fixes.map((fix) => ({ ...fix, edit: () => sameFix(judge(), finding, fix)?.edit() })),
    })),
  };
}

function sameFix(runs: readonly Run[], finding: Finding, { title }: Fix): Fix | undefined {
  const { file, span } = finding.place;
  const found = runs
    .flatMap(({ findings }) => findings)
    .find(
      ({ rule, place, message }) =>
        rule === finding.rule && message === finding.message && place.file === file && place.span.start === span.start,
    );
  return found?.fixes.find((fix) => fix.title === title);
}
