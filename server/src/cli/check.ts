import { dirname, relativeTo } from '../base/paths';
import { lineOf } from '../features/storyText';
import { maskedText } from '../project/mask';
import type { Finding } from '../rules/rule';
import { runRules } from '../rules/run';
import { applyTo } from './applyFixes';
import { withoutKnown, writeBaseline } from './baseline';
import { checkJson } from './formats/json';
import { checkText } from './formats/text';
import { type CheckView, type FindingView, findingView } from './formats/view';
import type { Io } from './io';
import type { FailLevel, Options } from './options';
import { openSession, type Session } from './session';
import { type Target, targetsOf } from './target';

/** Judges projects. Returns the exit code: 1 where a finding is at or above the fail level. */
export async function check(io: Io, options: Options): Promise<number> {
  const started = io.now();
  const views: CheckView[] = [];
  for (const target of targetsOf(options.positionals, io.cwd)) views.push(await checkTarget(io, options, target));
  const merged = merge(views);
  const baseline = options.baseline === undefined ? undefined : withoutKnown(io, options.baseline, merged.findings);
  if (options.baseline !== undefined && !baseline) {
    writeBaseline(io, options.baseline, merged.findings);
    return 0;
  }
  const view = { ...merged, findings: baseline ?? merged.findings, durationMs: io.now() - started };
  if (!options.diff) io.out(options.format === 'json' ? checkJson(view) : checkText(view, io.colors));
  return fails(view.findings, options.failLevel) ? 1 : 0;
}

async function checkTarget(io: Io, options: Options, target: Target): Promise<CheckView> {
  const session = await openSession(io, options, target);
  const wanted = (finding: Finding) => target.only === undefined || target.only.includes(finding.place.file);
  const judge = (opened: Pick<Session, 'project' | 'profiles'>) => {
    const { findings } = runRules(opened.project, io.rules, {
      profiles: opened.profiles,
      selection: session.selection,
      ...(options.settings !== undefined && { gunicornConfigs: [], nginxConfigurations: [], subjects: false }),
      log: (rule, error) => io.err(`${rule} failed and was left out: ${error instanceof Error ? error.message : String(error)}\n`),
    });
    return findings.filter(wanted);
  };
  const opened = options.fix ? applyTo(io, options, session, judge) : session;
  const findings = judge(opened);
  return {
    root: target.root,
    profiles: opened.profiles,
    findings: findings.map((finding) => findingView(opened.project, finding)),
    files: opened.project.fileCount,
    durationMs: 0,
    notes: notesOf(opened),
  };
}

function notesOf({ project, profiles }: Pick<Session, 'project' | 'profiles'>): readonly string[] {
  const stops = profiles.flatMap((profile) => {
    const { raised } = project.evaluate(profile);
    const at = raised && `${raised.place.file}:${lineOf(project, raised.place)}`;
    return raised ? [`${profile.name} stops with an error at ${at}: ${maskedText(raised.message)}. What follows was not judged.`] : [];
  });
  if (profiles.some((profile) => profile.kind === 'production') || profiles.length === 0) return stops;
  const reasons = project.profiles.map((profile) => `${profile.name}: ${profile.kind}, ${profile.because}`).join('; ');
  return [...stops, `No settings for production were found (${reasons}). Name them with --settings to judge them.`];
}

/** Several projects in one answer: paths from the folder that holds them all. */
function merge(views: readonly CheckView[]): CheckView {
  const [first] = views;
  if (first && views.length === 1) return first;
  const root = views.reduce((common, view) => commonFolder(common, view.root), first?.root ?? '');
  return {
    root,
    profiles: views.flatMap((view) => view.profiles),
    findings: views.flatMap((view) => view.findings.map((finding) => moved(finding, relativeTo(root, view.root) ?? ''))),
    files: views.reduce((sum, view) => sum + view.files, 0),
    durationMs: 0,
    notes: views.flatMap((view) => view.notes),
  };
}

function commonFolder(a: string, b: string): string {
  let common = a;
  while (relativeTo(common, b) === undefined && dirname(common) !== common) common = dirname(common);
  return common;
}

function moved(finding: FindingView, prefix: string): FindingView {
  const under = (file: string) => (prefix === '' ? file : `${prefix}/${file}`);
  return { ...finding, file: under(finding.file), related: finding.related.map((one) => ({ ...one, file: under(one.file) })) };
}

function fails(findings: readonly FindingView[], level: FailLevel): boolean {
  if (level === 'never') return false;
  const order = ['error', 'warning', 'info', 'hint'];
  return findings.some((finding) => order.indexOf(finding.severity) <= order.indexOf(level));
}
