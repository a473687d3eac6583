import type { Place } from '../base/text';
import type { Fix, Severity } from '../rules/rule';

/** `byHand`: no file can tell; a person ticks it. */
export type ItemStatus = 'pass' | 'fail' | 'unknown' | 'notApplicable' | 'byHand';

/** A project's readiness for production in one profile: a view of judgements and findings. */
export interface Checklist {
  readonly sections: readonly ChecklistSection[];
}

export interface ChecklistSection {
  readonly id: string;
  readonly title: string;
  /** One sentence: why it matters in production. */
  readonly intro: string;
  readonly items: readonly ChecklistItem[];
}

export interface ChecklistItem {
  /** Rule id, or `by-hand/…`. */
  readonly id: string;
  readonly title: string;
  readonly status: ItemStatus;
  /** Of the worst finding; undefined unless the status is `fail`. */
  readonly severity: Severity | undefined;
  /** What is wrong, why it could not be decided, why it does not apply, or what to do by hand; in words. */
  readonly why: readonly string[];
  readonly evidence: readonly Evidence[];
  readonly fixes: readonly ItemFix[];
}

export interface Evidence {
  readonly place: Place;
  /** One line. */
  readonly message: string;
}

/** A fix with what is needed to find it again. */
export interface ItemFix {
  readonly rule: string;
  readonly profile: string;
  readonly place: Place;
  readonly fix: Fix;
}
