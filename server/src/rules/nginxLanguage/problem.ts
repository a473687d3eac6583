import type { Place, TextEdit } from '../../base/text';

/** What nginx refuses or warns about, by the rule that reports it: `nginx/<kind>`. */
export type ProblemKind =
  | 'syntax-error'
  | 'missing-semicolon'
  | 'unknown-directive'
  | 'misplaced-directive'
  | 'argument-count'
  | 'invalid-value'
  | 'duplicate-directive'
  | 'unknown-variable'
  | 'directive-deprecated'
  | 'directive-removed';

export interface Problem {
  readonly kind: ProblemKind;
  /** What is wrong, a sentence. */
  readonly what: string;
  /** What to do, a sentence. */
  readonly advice: string;
  readonly place: Place;
  /** Where nginx's reader stands when it refuses: the line of its message. Undefined where it names none. */
  readonly reported: Place | undefined;
  readonly fix?: ProblemFix;
  readonly related?: { readonly place: Place; readonly message: string };
}

export interface ProblemFix {
  readonly title: string;
  readonly safe: boolean;
  readonly edits: readonly TextEdit[];
}
