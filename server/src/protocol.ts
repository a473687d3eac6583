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
  /** Notification from the server, after results were computed anew: `StatusDto`. Only to a client that listens to it. */
  resultsChanged: 'djangoPreflight/resultsChanged',
} as const;

/** Commands that the server names in code actions and a client that says so in `InitializationOptions` carries out. */
export const COMMANDS = {
  openChecklist: 'djangoPreflight.openChecklist',
  restart: 'djangoPreflight.restart',
  showOutput: 'djangoPreflight.showOutput',
  /** Argument: the rule's id. Opens its page. */
  explainRule: 'djangoPreflight.explainRule',
  /** Arguments: the rule's id, and the URI of the folder in which it is to be silent. */
  turnOffRule: 'djangoPreflight.turnOffRule',
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
}
