import type { Place, TextEdit } from '../base/text';
import type { Version } from '../base/version';
import type { EvaluatedSettings, Setting } from '../evaluate/settings';
import type { Value } from '../evaluate/value';
import type { NginxConfiguration } from '../project/nginx/model';
import type { NginxVersion } from '../project/nginx/version';
import type { Profile, Project } from '../project/project';
import type { GunicornRun } from '../project/servers/gunicorn/runs';
import type { SubjectSort, Subjects } from '../project/subjects/subjects';
import type { Problem } from './nginxLanguage/problem';

export type Severity = 'error' | 'warning' | 'info' | 'hint';

export type Category =
  | 'debug and secrets'
  | 'hosts'
  | 'https and headers'
  | 'middleware and apps'
  | 'static and media'
  | 'database'
  | 'cache and sessions'
  | 'mail'
  | 'logging and errors'
  | 'names and versions'
  | 'application server'
  | 'proxy'
  | 'containers and units'
  | 'release process'
  | 'operations';

export interface RuleMeta {
  /** `family/name`, also the path of the rule's file and page. Never reused. */
  readonly id: string;
  /** Names the mistake, in a few words, no full stop. */
  readonly title: string;
  readonly category: Category;
  readonly severity: Severity;
  /** `production`: judged only for production profiles. */
  readonly scope: 'production' | 'any';
  /** The best fix that the rule offers: `safe` goes into fix-all, `quick` changes behaviour, `multi` edits several files. */
  readonly fix: 'safe' | 'quick' | 'multi' | 'none';
  /** Checks of other tools that know the same fault: `security.W018`, `CWE-489`. A finding may narrow them. */
  readonly references: readonly string[];
  /** One sentence for lists. */
  readonly summary: string;
  /** What this reads, for the checklist and to know when the rule is stale: setting names. */
  readonly settings: readonly string[];
}

/** Edits of one file. `create`: the file does not exist yet and the edits are one insertion at 0. */
export interface FileEdit {
  readonly file: string;
  readonly edits: readonly TextEdit[];
  readonly create?: boolean;
}

/** `edit` is asked for only when the fix is applied or shown; undefined when it turns out that no edit is possible. */
export interface Fix {
  readonly title: string;
  readonly safe: boolean;
  edit(): readonly FileEdit[] | undefined;
}

export interface Report<MessageId extends string> {
  readonly message: MessageId;
  /** Fills the `{name}` places of the message. Never a secret's text. */
  readonly data?: Readonly<Record<string, string | number>>;
  readonly place: Place;
  readonly related?: readonly Related[];
  readonly fixes?: readonly Fix[];
  readonly severity?: Severity;
  readonly references?: readonly string[];
}

export interface Related {
  readonly place: Place;
  readonly message: string;
}

export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly profile: string;
  readonly place: Place;
  readonly message: string;
  readonly references: readonly string[];
  readonly related: readonly Related[];
  readonly fixes: readonly Fix[];
}

interface Context<MessageId extends string> {
  readonly project: Project;
  report(report: Report<MessageId>): void;
  /** The rule could not decide, because … (shows on the checklist, never as a finding). */
  unknown(reason: string): void;
  /** There is nothing to judge here, because … */
  notApplicable(reason: string): void;
}

/** One settings module of one profile. */
export interface SettingsContext<MessageId extends string = string> extends Context<MessageId> {
  readonly profile: Profile;
  readonly settings: EvaluatedSettings;
  readonly django: Version;
  /** What the chain itself sets. */
  setting(name: string): Setting | undefined;
  /** What Django will see: the set value, else Django's default for the version, else unknown with the reason. */
  value(name: string): Value;
  /** Where to show a finding about a setting: its last assignment, or a fitting place in the profile's module when nothing sets it. */
  place(name: string): Place;
}

/** gunicorn as a command starts it, or a configuration file of it that no command names. */
export interface GunicornContext<MessageId extends string = string> extends Context<MessageId> {
  readonly run: GunicornRun;
  /** Its configuration file, evaluated; undefined where it reads none, or which one is not told. */
  readonly config: EvaluatedSettings | undefined;
  readonly gunicorn: Version;
}

/** One configuration of nginx, with everything that it includes. */
export interface NginxContext<MessageId extends string = string> extends Context<MessageId> {
  readonly configuration: NginxConfiguration;
  readonly nginx: NginxVersion;
  /** What nginx itself refuses or warns about in it. */
  language(): readonly Problem[];
}

/** One subject of a sort: an image, a group of compose files, a stack. */
export interface SubjectContext<Sort extends SubjectSort, MessageId extends string = string> extends Context<MessageId> {
  readonly subject: Subjects[Sort];
}

interface RuleBase<Messages extends Readonly<Record<string, string>>> {
  readonly meta: RuleMeta;
  /** What is wrong; why it matters here; what to do: a line each at most, with `{data}` places. */
  readonly messages: Messages;
}

export interface SettingsRule<Messages extends Readonly<Record<string, string>> = Readonly<Record<string, string>>>
  extends RuleBase<Messages> {
  readonly on: 'settings';
  check(context: SettingsContext<keyof Messages & string>): void;
}

export interface GunicornRule<Messages extends Readonly<Record<string, string>> = Readonly<Record<string, string>>>
  extends RuleBase<Messages> {
  readonly on: 'gunicorn';
  /** What it finds is wrong in whatever branch of a script the command stands. */
  readonly inBranches?: boolean;
  check(context: GunicornContext<keyof Messages & string>): void;
}

export interface NginxRule<Messages extends Readonly<Record<string, string>> = Readonly<Record<string, string>>>
  extends RuleBase<Messages> {
  readonly on: 'nginx';
  check(context: NginxContext<keyof Messages & string>): void;
}

export interface SubjectRule<
  Sort extends SubjectSort = SubjectSort,
  Messages extends Readonly<Record<string, string>> = Readonly<Record<string, string>>,
> extends RuleBase<Messages> {
  readonly on: Sort;
  check(context: SubjectContext<Sort, keyof Messages & string>): void;
}

export type Rule = SettingsRule | GunicornRule | NginxRule | { readonly [Sort in SubjectSort]: SubjectRule<Sort> }[SubjectSort];

/** Gives a settings rule its types: message ids are checked where they are reported. */
export function settingsRule<const Messages extends Readonly<Record<string, string>>>(rule: Omit<SettingsRule<Messages>, 'on'>): Rule {
  return { ...rule, on: 'settings' } as unknown as Rule;
}

export function gunicornRule<const Messages extends Readonly<Record<string, string>>>(rule: Omit<GunicornRule<Messages>, 'on'>): Rule {
  return { ...rule, on: 'gunicorn' } as unknown as Rule;
}

export function nginxRule<const Messages extends Readonly<Record<string, string>>>(rule: Omit<NginxRule<Messages>, 'on'>): Rule {
  return { ...rule, on: 'nginx' } as unknown as Rule;
}

/** A rule about each subject of a sort: `subjectRule('compose', { … })`. */
export function subjectRule<Sort extends SubjectSort, const Messages extends Readonly<Record<string, string>>>(
  sort: Sort,
  rule: Omit<SubjectRule<Sort, Messages>, 'on'>,
): Rule {
  return { ...rule, on: sort } as unknown as Rule;
}
