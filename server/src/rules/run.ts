import { lazy } from '../base/lazy';
import type { Place } from '../base/text';
import { literalValue } from '../evaluate/literalValue';
import type { EvaluatedSettings } from '../evaluate/settings';
import { knownItems, text, type Value, withDefault } from '../evaluate/value';
import { isDjangoCheckId } from '../knowledge/checks';
import { defaultOf, djangoSetting } from '../knowledge/django';
import type { Profile, Project } from '../project/project';
import type { Answers } from '../project/recording';
import { type GunicornRun, gunicornRuns as gunicornRunsOf } from '../project/servers/gunicorn/runs';
import type { Subject } from '../project/subjects/subject';
import { SUBJECT_FINDERS, type SubjectSort, type Subjects } from '../project/subjects/subjects';
import { mayChangeAfterError } from './afterError';
import { anchor } from './anchor';
import { givenPlaces } from './environment';
import { type RuleMemory, rememberedRuns } from './memory';
import { languageOf } from './nginxLanguage/judge';
import type {
  Finding,
  GunicornRule,
  NginxContext,
  NginxRule,
  Related,
  Report,
  Rule,
  RuleMeta,
  SettingsContext,
  SettingsRule,
  Severity,
  SubjectRule,
} from './rule';
import { isSelected, type Selection, severityOf } from './select';
import { type Suppressed, suppress } from './suppress';
import { syntaxErrorMeta, syntaxFindings } from './syntaxError';

/** What became of a rule for one profile, or for what is not settings (then `profile` is its file or name). */
export interface Judgement {
  readonly rule: string;
  readonly profile: string;
  readonly status: 'pass' | 'fail' | 'unknown' | 'notApplicable';
  /** In words: why it is unknown or not applicable. */
  readonly reasons: readonly string[];
}

export interface RunOptions {
  /** By default every production profile; where there is none, all. */
  readonly profiles?: readonly Profile[];
  /** By default every run of gunicorn; otherwise those that read one of these configuration files. */
  readonly gunicornConfigs?: readonly string[];
  /** Files that nginx starts with, or fragments that nobody includes; by default all that the project has. */
  readonly nginxConfigurations?: readonly string[];
  /** Whether images, compose files, units and the like are judged; by default they are. */
  readonly subjects?: boolean;
  readonly selection?: Selection;
  /** What earlier runs of the same rules over the same workspace said: only what may have changed since is judged. */
  readonly memory?: RuleMemory;
  /** Told of a rule that threw; the others go on. */
  readonly log?: (rule: string, error: unknown) => void;
}

export interface RunResult {
  /** One per rule, place and message, sorted by place. */
  readonly findings: readonly Finding[];
  readonly judgements: readonly Judgement[];
}

/** Judges a project: every rule for every profile it concerns. Never throws. */
export function runRules(project: Project, rules: readonly Rule[], options: RunOptions = {}): RunResult {
  const snapshot: Snapshot = { project, answers: new Map() };
  const runs = [
    ...settingsRuns(snapshot, rules, options),
    ...gunicornRuns(project, rules, options),
    ...nginxRuns(project, rules, options),
    ...(options.subjects === false ? [] : SUBJECT_SORTS.flatMap((sort) => subjectRuns(snapshot, sort, rules, options))),
  ];
  const suppressed = suppress(project, {
    findings: runs.flatMap((run) => run.findings),
    files: runs.flatMap((run) => run.files),
    known: [syntaxErrorMeta.id, ...rules.map((rule) => rule.meta.id)],
    ran: new Set([syntaxErrorMeta.id, ...runs.flatMap((run) => (run.judgement && !run.outOfScope ? run.judgement.rule : []))]),
  });
  const selection = options.selection ?? {};
  const counts = (rule: string, own: Severity) => (isSelected(selection, rule) ? severityOf(selection, rule, own) : 'off');
  const findings = [...runs.flatMap((run) => run.findings.filter((finding) => !suppressed.reasons.has(finding))), ...suppressed.findings];
  return {
    findings: sorted(distinct(findings.flatMap((finding) => withSeverity(finding, counts(finding.rule, finding.severity))))),
    judgements: runs.flatMap((run) =>
      run.judgement && counts(run.judgement.rule, 'error') !== 'off' ? mended(run, run.judgement, suppressed) : [],
    ),
  };
}

/** The profiles that a check is about when nobody chose: production, or all where nothing runs in production. */
export function defaultProfiles(project: Project): readonly Profile[] {
  const production = project.profiles.filter((profile) => profile.kind === 'production');
  return production.length > 0 ? production : project.profiles;
}

interface Snapshot {
  readonly project: Project;
  readonly answers: Answers;
}

/** What one rule says of one subject, or what the runner says of its files. */
export interface Run {
  readonly findings: readonly Finding[];
  /** Files that were read for it: their comments may ignore findings. */
  readonly files: readonly string[];
  readonly judgement: Judgement | undefined;
  /** The rule was not asked: it is for production only. */
  readonly outOfScope?: boolean;
}

function settingsRuns(snapshot: Snapshot, rules: readonly Rule[], options: RunOptions): readonly Run[] {
  return (options.profiles ?? defaultProfiles(snapshot.project)).flatMap((profile) => {
    const settings = snapshot.project.evaluate(profile);
    const silenced = silencedChecks(settings);
    const runs = rememberedRuns(options.memory, snapshot, `settings ${JSON.stringify(profile)}`, settings, (project) =>
      rules.flatMap((rule) => (rule.on === 'settings' ? silence(judgeSettings(project, profile, settings, rule, options), silenced) : [])),
    );
    return [{ findings: syntaxFindings(profile.name, settings), files: settings.files, judgement: undefined }, ...runs];
  });
}

function gunicornRuns(project: Project, rules: readonly Rule[], options: RunOptions): readonly Run[] {
  const own = rules.filter((rule) => rule.on === 'gunicorn');
  if (own.length === 0) return [];
  const { gunicornConfigs } = options;
  const judged = gunicornRunsOf(project).filter(({ config }) => !gunicornConfigs || (config && gunicornConfigs.includes(config.file)));
  return judged.flatMap((run) => {
    const { name, config, files } = run;
    const runs = own.map((rule) => judgeGunicorn(project, run, rule, options));
    return [{ findings: config ? syntaxFindings(name, config) : [], files, judgement: undefined }, ...runs];
  });
}

function nginxRuns(project: Project, rules: readonly Rule[], options: RunOptions): readonly Run[] {
  return project.nginxConfigurations.flatMap((configuration) => {
    const { file, files } = configuration;
    if (options.nginxConfigurations?.includes(file) === false) return [];
    const language = () => languageOf(configuration, (path) => project.nginx(path));
    const runs = rules.flatMap((rule) => (rule.on === 'nginx' ? judgeNginx(project, { configuration, language }, rule, options) : []));
    return [{ findings: [], files, judgement: undefined }, ...runs];
  });
}

const SUBJECT_SORTS = Object.keys(SUBJECT_FINDERS) as readonly SubjectSort[];

function subjectRuns<Sort extends SubjectSort>(
  snapshot: Snapshot,
  sort: Sort,
  rules: readonly Rule[],
  options: RunOptions,
): readonly Run[] {
  const own = rules.filter((rule): rule is Rule & SubjectRule<Sort> => rule.on === sort);
  if (own.length === 0) return [];
  return snapshot.project.subjects(sort).flatMap((subject) => {
    const runs = rememberedRuns(options.memory, snapshot, `${sort} ${subject.name}`, subject, (project) =>
      own.map((rule) => judgeSubject(project, subject, rule, options)),
    );
    return [{ findings: [], files: subject.files, judgement: undefined }, ...runs];
  });
}

function withSeverity(finding: Finding, severity: Severity | 'off'): readonly Finding[] {
  return severity === 'off' ? [] : [{ ...finding, severity }];
}

/** A rule all of whose findings are ignored on purpose has nothing left to do. */
function mended(run: Run, judgement: Judgement, suppressed: Suppressed): Judgement {
  const reasons = run.findings.map((finding) => suppressed.reasons.get(finding));
  if (reasons.length === 0 || reasons.includes(undefined)) return judgement;
  return {
    ...judgement,
    status: 'notApplicable',
    reasons: [...new Set(reasons.map((reason) => `ignored by a comment: ${reason || 'no reason given'}`))],
  };
}

interface Notes {
  readonly findings: Finding[];
  readonly unknown: string[];
  readonly notApplicable: string[];
}

function judgeSettings(project: Project, profile: Profile, settings: EvaluatedSettings, rule: SettingsRule, options: RunOptions): Run {
  const notes: Notes = { findings: [], unknown: [], notApplicable: [] };
  if (rule.meta.scope === 'production' && profile.kind !== 'production') {
    notes.notApplicable.push(`${profile.name} does not run in production: ${profile.because}`);
    return { ...finish(rule.meta, profile.name, notes), outOfScope: true };
  }
  const context: SettingsContext = {
    project,
    profile,
    settings,
    django: project.django.version,
    setting: (name) => settings.settings.get(name),
    value: (name) => effectiveValue(project, settings, name),
    place: (name) => placeOf(project, profile, settings, name),
    ...reporting(rule, profile.name, notes, () => givenPlaces(rule.meta.settings.map((name) => settings.settings.get(name)?.value))),
  };
  guarded(rule.meta.id, () => rule.check(context), notes, options);
  return finish(rule.meta, profile.name, notes);
}

function judgeGunicorn(project: Project, run: GunicornRun, rule: GunicornRule, options: RunOptions): Run {
  const { name, kind, config, version } = run;
  const notes: Notes = { findings: [], unknown: [], notApplicable: [] };
  if (rule.meta.scope === 'production' && kind !== 'production') {
    notes.notApplicable.push(`${name} is for ${kind}`);
    return { ...finish(rule.meta, name, notes), outOfScope: true };
  }
  if (run.doubt !== undefined && !rule.inBranches) {
    notes.unknown.push(run.doubt);
    return finish(rule.meta, name, notes);
  }
  const context = { project, run, config, gunicorn: version, ...reporting(rule, name, notes, () => []) };
  guarded(rule.meta.id, () => rule.check(context), notes, options);
  return finish(rule.meta, name, notes);
}

function judgeNginx(
  project: Project,
  subject: Pick<NginxContext, 'configuration' | 'language'>,
  rule: NginxRule,
  options: RunOptions,
): Run {
  const { file, kind, version } = subject.configuration;
  const notes: Notes = { findings: [], unknown: [], notApplicable: [] };
  if (rule.meta.scope === 'production' && kind !== 'production') {
    notes.notApplicable.push(`${file} is for ${kind}, by its path`);
    return { ...finish(rule.meta, file, notes), outOfScope: true };
  }
  const context = { project, ...subject, nginx: version, ...reporting(rule, file, notes, () => []) };
  guarded(rule.meta.id, () => rule.check(context), notes, options);
  return finish(rule.meta, file, notes);
}

function judgeSubject<Sort extends SubjectSort>(
  project: Project,
  subject: Subjects[Sort],
  rule: Rule & SubjectRule<Sort>,
  options: RunOptions,
): Run {
  const { name, kind }: Subject = subject;
  const notes: Notes = { findings: [], unknown: [], notApplicable: [] };
  if (rule.meta.scope === 'production' && kind !== 'production') {
    notes.notApplicable.push(`${name} is for ${kind}`);
    return { ...finish(rule.meta, name, notes), outOfScope: true };
  }
  guarded(rule.meta.id, () => rule.check({ project, subject, ...reporting(rule, name, notes, () => []) }), notes, options);
  return finish(rule.meta, name, notes);
}

/**
 * What Django will see under a name: the set value, else the default of the version, else unknown with the reason. Where
 * only one of several ways sets it, the default stands for the others.
 */
export function effectiveValue(project: Project, settings: EvaluatedSettings, name: string): Value {
  const set = settings.settings.get(name);
  if (set && mayChangeAfterError(project, settings, name)) return stopped(settings);
  return set ? withDefault(set.value, unsetValue(project, settings, name)) : unsetValue(project, settings, name);
}

function unsetValue(project: Project, settings: EvaluatedSettings, name: string): Value {
  if (settings.incomplete !== undefined) return { kind: 'unknown', reason: settings.incomplete };
  if (settings.raised) return stopped(settings);
  const known = djangoSetting(name);
  const literal = known && defaultOf(known, project.django.version);
  if (literal) return literalValue(literal);
  return { kind: 'unknown', reason: known ? 'nothing sets it, and its default is no plain value' : 'nothing sets it' };
}

function stopped({ raised }: EvaluatedSettings): Value {
  return { kind: 'unknown', reason: `the settings stop with an error: ${raised?.message ?? 'no message'}` };
}

/** Where to show a finding about a setting; one that a loop, a call or a library sets is shown where its value was written. */
export function placeOf(project: Project, profile: Profile, settings: EvaluatedSettings, name: string): Place {
  const setting = settings.settings.get(name);
  const last = setting?.assignments.at(-1);
  if (last?.kind === 'dynamic' && setting?.value.at) return setting.value.at;
  return last?.place ?? anchor(project, profile, settings, name);
}

/** `given`: where artefacts give what the finding is about. */
function reporting(rule: Rule, profile: string, notes: Notes, given: () => readonly Related[]) {
  return {
    // What nginx itself ships has no place in the workspace.
    report: (report: Report<string>) => void (report.place.file !== '' && notes.findings.push(findingOf(rule, profile, report, given()))),
    unknown: (reason: string) => void notes.unknown.push(reason),
    notApplicable: (reason: string) => void notes.notApplicable.push(reason),
  };
}

function findingOf(rule: Rule, profile: string, report: Report<string>, given: readonly Related[]): Finding {
  return {
    rule: rule.meta.id,
    severity: report.severity ?? rule.meta.severity,
    profile,
    place: report.place,
    message: render(rule.messages[report.message] ?? report.message, report.data ?? {}),
    references: report.references ?? rule.meta.references,
    related: [...(report.related ?? []), ...given],
    fixes: report.fixes ?? [],
  };
}

function render(message: string, data: Readonly<Record<string, string | number>>): string {
  return message.replace(/\{(\w+)\}/g, (whole, name: string) => String(data[name] ?? whole));
}

function guarded(rule: string, check: () => void, notes: Notes, options: RunOptions): void {
  try {
    check();
  } catch (error) {
    notes.unknown.push('the rule itself failed');
    options.log?.(rule, error);
  }
}

function finish(meta: RuleMeta, profile: string, notes: Notes): Run {
  const judge = (status: Judgement['status'], reasons: readonly string[]): Run => ({
    findings: notes.findings,
    files: [],
    judgement: { rule: meta.id, profile, status, reasons },
  });
  if (notes.findings.length > 0) return judge('fail', []);
  if (notes.unknown.length > 0) return judge('unknown', notes.unknown);
  if (notes.notApplicable.length > 0) return judge('notApplicable', notes.notApplicable);
  return judge('pass', []);
}

function silencedChecks(settings: EvaluatedSettings): ReadonlySet<string> {
  const items = lazy(() => knownItems(settings.settings.get('SILENCED_SYSTEM_CHECKS')?.value ?? { kind: 'list', items: [] }) ?? []);
  return new Set(items().flatMap((item) => text(item) ?? []));
}

/** A finding that Django would report only under ids which the project silences stays as a hint. */
function silence(run: Run, silenced: ReadonlySet<string>): Run {
  if (silenced.size === 0) return run;
  const findings = run.findings.map((finding): Finding => {
    const ids = finding.references.filter(isDjangoCheckId);
    if (ids.length === 0 || !ids.every((id) => silenced.has(id))) return finding;
    return { ...finding, severity: 'hint', message: `${finding.message}\nSilenced by SILENCED_SYSTEM_CHECKS (${ids.join(', ')}).` };
  });
  return { ...run, findings };
}

function distinct(findings: readonly Finding[]): readonly Finding[] {
  const known = new Map<string, Finding>();
  for (const finding of findings) {
    const key = JSON.stringify([finding.rule, finding.place, finding.message]);
    if (!known.has(key)) known.set(key, finding);
  }
  return [...known.values()];
}

const ORDER: readonly Severity[] = ['error', 'warning', 'info', 'hint'];

function sorted(findings: readonly Finding[]): readonly Finding[] {
  return [...findings].sort(
    (a, b) =>
      compare(a.place.file, b.place.file) ||
      a.place.span.start - b.place.span.start ||
      ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity) ||
      compare(a.rule, b.rule),
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
