/** Custom requests between our client and server: types and method names only. This is all that client/ may import from server/. */

export const METHODS = {
  /** Request: `ChecklistParams` → `ChecklistDto`. */
  checklist: 'djangoPreflight/checklist',
  /** Request: `FixReference` → `ApplyFixResult`. The server asks the client to apply the edit. */
  applyFix: 'djangoPreflight/applyFix',
  /** Request: nothing → `readonly FolderProfilesDto[]`. */
  profiles: 'djangoPreflight/profiles',
  /** Request: `LanguageParams` → `'nginx'`, or null for a file of which we know no better. */
  language: 'djangoPreflight/language',
  /** Request: nothing → `StatusDto`. */
  status: 'djangoPreflight/status',
  /** Request: nothing → `RecheckDto`, after everything was read from the disk and judged anew. */
  recheck: 'djangoPreflight/recheck',
  /** Request: `SettingsParams` → `SettingsDto`, or null where there is no such profile. */
  settings: 'djangoPreflight/settings',
  /** Request: `FixAllParams` → `FixAllDto`. Applies nothing: a person looks at it first. */
  fixAll: 'djangoPreflight/fixAll',
  /** Request: `SuppressParams` → `ApplyFixResult`. The server asks the client to apply the edit. */
  suppress: 'djangoPreflight/suppress',
  /** Request: `ChecklistParams` → `SecretKeyDto`, or null where there is no such profile. No key is part of it. */
  secretKey: 'djangoPreflight/secretKey',
  /** Notification from the server, after results were computed anew: `StatusDto`. Only to a client that listens to it. */
  resultsChanged: 'djangoPreflight/resultsChanged',
} as const;

/** Commands that the server names in code actions and a client that says so in `InitializationOptions` carries out. */
export const COMMANDS = {
  /** Argument, if any: `ChecklistParams` to switch to. */
  openChecklist: 'djangoPreflight.openChecklist',
  restart: 'djangoPreflight.restart',
  showOutput: 'djangoPreflight.showOutput',
  /** Argument: the rule's id. Opens its page. */
  explainRule: 'djangoPreflight.explainRule',
  /** Arguments: the rule's id, and the URI of the folder in which it is to be silent. */
  turnOffRule: 'djangoPreflight.turnOffRule',
  checkWorkspace: 'djangoPreflight.checkWorkspace',
  /** Argument, if any: `ChecklistParams` to switch to without asking. */
  switchProfile: 'djangoPreflight.switchProfile',
  explainAtCursor: 'djangoPreflight.explainAtCursor',
  fixAllInFile: 'djangoPreflight.fixAllInFile',
  fixAllInWorkspace: 'djangoPreflight.fixAllInWorkspace',
  /** Argument, if any: `ChecklistParams`. */
  showSettings: 'djangoPreflight.showSettings',
  /** Shows Django's defaults in the open document of settings, or hides them. */
  toggleDefaults: 'djangoPreflight.toggleDefaults',
  compareProfiles: 'djangoPreflight.compareProfiles',
  generateSecretKey: 'djangoPreflight.generateSecretKey',
  ignoreHere: 'djangoPreflight.ignoreHere',
  openWalkthrough: 'djangoPreflight.openWalkthrough',
  /** Arguments: the language of a new document, and the name of a snippet for it. */
  startFromSnippet: 'djangoPreflight.startFromSnippet',
} as const;

/** What a client may say about itself when it starts the server; every part may be missing. */
export interface InitializationOptions {
  /** Commands that the client carries out itself; code actions that need another one are not offered. */
  readonly commands?: readonly string[];
  /** Where the page of a rule is, with `{rule}` for its id; without it diagnostics carry the link that other tools get. */
  readonly ruleLink?: string;
  /** The client listens to `resultsChanged`; others would only wonder at it. */
  readonly resultsChanged?: boolean;
}

/** The `djangoPreflight` section of the editor's settings. */
export interface ClientConfiguration {
  readonly enable: boolean;
  /** Severity by rule id, family (`django`) or `*`. */
  readonly rules: Readonly<Record<string, RuleLevel>>;
  /** Settings module (with `:Class` for class-based settings) → how it is run. */
  readonly profiles: Readonly<Record<string, ProfileKindName>>;
  /** `5.2`; empty: from requirements and lock files. */
  readonly djangoVersion: string;
  /** `1.25` or `1.25.3`; '' for what images and comments say. */
  readonly nginxVersion: string;
  readonly inlayHints: { readonly enabled: boolean };
  readonly codeLens: { readonly enabled: boolean };
}

export type RuleLevel = SeverityName | 'off';
export type SeverityName = 'error' | 'warning' | 'info' | 'hint';
export type ProfileKindName = 'production' | 'development' | 'test';
export type ItemStatus = 'pass' | 'fail' | 'unknown' | 'notApplicable' | 'byHand';

/** Zero-based lines, UTF-16 characters, as in LSP. */
export interface RangeDto {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

export interface LanguageParams {
  readonly uri: string;
}

export interface ChecklistParams {
  /** URI of a workspace folder; the first one with a profile when missing or unknown. */
  readonly folder?: string;
  /** Name of a profile; the first production profile when missing or unknown. */
  readonly profile?: string;
}

export interface FolderDto {
  readonly uri: string;
  readonly name: string;
}

export interface ProfileDto {
  readonly name: string;
  readonly kind: ProfileKindName;
  /** In words, why it has its kind. */
  readonly because: string;
}

export interface FolderProfilesDto {
  readonly folder: FolderDto;
  readonly profiles: readonly ProfileDto[];
}

export interface ChecklistDto {
  /** Undefined when no folder of the workspace has a profile; then there are no sections. */
  readonly folder?: FolderDto;
  readonly folders: readonly FolderDto[];
  readonly profiles: readonly ProfileDto[];
  readonly profile?: string;
  /** `5.2 (requirements.txt)`, for people. */
  readonly django?: string;
  readonly sections: readonly SectionDto[];
}

export interface SectionDto {
  readonly id: string;
  readonly title: string;
  /** One sentence: why this section matters in production. */
  readonly intro: string;
  readonly items: readonly ItemDto[];
}

export interface ItemDto {
  /** Rule id, or `by-hand/…`. Stable: the state of a hand-ticked item is kept under it. */
  readonly id: string;
  readonly title: string;
  readonly status: ItemStatus;
  /** Of the worst finding; only with status `fail`. */
  readonly severity?: SeverityName;
  /** What is wrong, why it could not be decided, or what to do by hand; in words. */
  readonly why: readonly string[];
  readonly evidence: readonly EvidenceDto[];
  readonly fixes: readonly FixDto[];
}

export interface EvidenceDto {
  readonly uri: string;
  /** `config/settings/production.py:12`. */
  readonly label: string;
  readonly range: RangeDto;
  readonly message: string;
}

export interface FixDto {
  readonly title: string;
  readonly safe: boolean;
  readonly reference: FixReference;
}

/** Names one fix of one finding in one state of the files; stale ones are refused, not guessed. */
export interface FixReference {
  readonly folder: string;
  readonly rule: string;
  readonly profile: string;
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly title: string;
}

export interface ApplyFixResult {
  readonly applied: boolean;
  /** Why not, in words. */
  readonly reason?: string;
}

export interface StatusDto {
  /** False where no folder has a profile or an application server's configuration: the client shows nothing. */
  readonly active: boolean;
  readonly counts: Readonly<Record<SeverityName, number>>;
  readonly worst?: { readonly severity: SeverityName; readonly rule: string; readonly message: string };
  /** Ids of the checklist's sections in which an error or a warning is open. */
  readonly failing: readonly string[];
  /** Ids of the checklist's sections in which a rule came to a verdict: without nginx there is none about the proxy. */
  readonly judged: readonly string[];
  readonly folders: readonly FolderStatusDto[];
}

export interface FolderStatusDto extends FolderDto {
  /** False where `djangoPreflight.enable` switches the folder off. */
  readonly enabled: boolean;
  readonly active: boolean;
  readonly profiles: readonly ProfileDto[];
  readonly counts: Readonly<Record<SeverityName, number>>;
}

export interface RecheckDto {
  readonly status: StatusDto;
  /** How many files have a finding. */
  readonly files: number;
}

export interface SettingsParams extends ChecklistParams {
  /**
   * `origins`: in groups, each setting with where it comes from. `plain`: sorted, without places, and what is equal in two profiles
   * gives equal lines.
   */
  readonly layout: 'origins' | 'plain';
  /** Also what nothing sets, with Django's defaults. Only with `origins`. */
  readonly defaults?: boolean;
  /** Name of a profile of the same folder whose settings are listed too. Only with `plain`. */
  readonly beside?: string;
}

/** What Django would see, as a Python file to read; secrets masked. */
export interface SettingsDto {
  readonly folder: FolderDto;
  readonly profile: string;
  readonly text: string;
  readonly links: readonly SettingsLinkDto[];
}

/** A place that the text names. */
export interface SettingsLinkDto {
  readonly range: RangeDto;
  readonly uri: string;
  /** One-based. */
  readonly line: number;
}

export interface FixAllParams {
  /** Of one file; without it of all folders. */
  readonly uri?: string;
}

export interface FixAllDto {
  /** Titles of the fixes, in the order in which they were made. */
  readonly fixes: readonly string[];
  readonly files: readonly FileEditDto[];
}

export interface FileEditDto {
  readonly uri: string;
  /** Path below the folder; with several folders their name before it. */
  readonly label: string;
  /** Of the open document that the edits are for; null for a file that is not open. */
  readonly version: number | null;
  readonly create: boolean;
  readonly edits: readonly { readonly range: RangeDto; readonly newText: string }[];
}

export interface SuppressParams {
  readonly uri: string;
  readonly rule: string;
  /** Of the diagnostic. */
  readonly range: RangeDto;
  readonly reason: string;
}

/** What has to be known to put a new SECRET_KEY where the settings read it. Positions and texts of keys stay where they are. */
export interface SecretKeyDto {
  readonly folder: FolderDto;
  readonly profile: string;
  /** Variables of the environment that SECRET_KEY is read from; none where a key in an env file would change nothing. */
  readonly variables: readonly string[];
  /** Where SECRET_KEY is set. */
  readonly place?: { readonly uri: string; readonly range: RangeDto };
  /** Env files of the folder, those that the settings read first. One that is not there yet may be among them. */
  readonly files: readonly EnvFileDto[];
  /** What SECRET_KEY_FALLBACKS is read from. `list`: several keys with commas between them; `unclear`: how is not certain. */
  readonly fallbacks?: { readonly variable: string; readonly kind: 'list' | 'one' | 'unclear' };
}

export interface EnvFileDto {
  readonly uri: string;
  readonly label: string;
  readonly exists: boolean;
  /** The settings, or what starts the process, read this file. */
  readonly isRead: boolean;
  /** A .gitignore of the folder keeps it out of the repository. */
  readonly gitIgnored: boolean;
}

/** The files around settings and nginx that shape a deployment: what an editor sends of them, and asks about in them. */
export const ARTEFACT_PATTERNS: readonly string[] = [
  '**/{Dockerfile,Containerfile}*',
  '**/*.{Dockerfile,dockerfile}',
  '**/*{compose,stack}*.{yml,yaml}',
  '**/{production,prod,staging,local,dev,development,deploy}.{yml,yaml}',
  '**/*.{service,socket,timer}',
  '**/*.{service,socket,timer}.d/*.conf',
  '**/{.env*,*.env,.envs/**}',
  '**/{.gitignore,.dockerignore,*.dockerignore}',
  '**/{Procfile,Caddyfile}*',
  '**/*.caddy',
  '**/*uwsgi*',
  '**/*.{ini,sh}',
  '**/*supervisor*',
  '**/*requirements*.{txt,in}',
  '**/requirements/*.{txt,in}',
  '**/{Pipfile,setup.cfg}',
  '**/{fly*.toml,railway.toml,railway.json,render.yaml,render.yml,app.json}',
  '**/.gitlab-ci.yml',
  '**/.github/workflows/*.{yml,yaml}',
];
