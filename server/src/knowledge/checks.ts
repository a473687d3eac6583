import { atLeast, type Version } from '../base/version';
import data from './data/django-checks.json';

/** One of Django's system checks that deployment concerns. A field that is not there is not known, or is false. */
export interface DjangoCheck {
  /** `security.W018`. */
  readonly id: string;
  readonly level: 'DEBUG' | 'INFO' | 'WARNING' | 'ERROR' | 'CRITICAL';
  readonly tag: string;
  /** Runs only with `check --deploy`. */
  readonly deployOnly?: boolean;
  readonly settings?: readonly string[];
  readonly middleware?: readonly string[];
  readonly apps?: readonly string[];
  /** In words, when it reports. */
  readonly condition: string;
  readonly addedIn?: string;
  readonly removedIn?: string;
}

const CHECKS = data.checks as readonly DjangoCheck[];
const BY_ID: ReadonlyMap<string, DjangoCheck> = new Map(CHECKS.map((check) => [check.id, check]));
const OTHER_IDS: ReadonlySet<string> = new Set(data.otherIds);

/** What Django asks of a SECRET_KEY. */
export const SECRET_KEY_LIMITS = {
  minimumLength: data.meta.constants.SECRET_KEY_MIN_LENGTH,
  minimumUniqueCharacters: data.meta.constants.SECRET_KEY_MIN_UNIQUE_CHARACTERS,
  insecurePrefix: data.meta.constants.SECRET_KEY_INSECURE_PREFIX,
} as const;

/** Mail backends that deliver nothing. */
export const NON_DELIVERING_EMAIL_BACKENDS: readonly string[] = data.meta.constants.nonProductionEmailBackends;

export function djangoCheck(id: string): DjangoCheck | undefined {
  return BY_ID.get(id);
}

/** The checks that concern deployment, sorted by id. */
export function djangoChecks(): readonly DjangoCheck[] {
  return CHECKS;
}

/** Whether Django itself has a check of that id, in whatever version. */
export function isDjangoCheckId(id: string): boolean {
  return BY_ID.has(id) || OTHER_IDS.has(id);
}

/** Whether this version of Django runs the check. */
export function checkExists(check: DjangoCheck, version: Version): boolean {
  return atLeast(version, check.addedIn) && (check.removedIn === undefined || !atLeast(version, check.removedIn));
}
