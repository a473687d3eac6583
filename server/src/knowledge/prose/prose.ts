/**
 * What we say about one setting, in our own words. Markdown inline code is allowed, nothing more: the same sentences serve a
 * hover, a terminal and the checklist. `what` stands alone; the other fields tell someone who deploys for the first time what to do.
 */
export interface Prose {
  /** One or two sentences: what it does. */
  readonly what: string;
  /** Why it matters in production. */
  readonly why?: string;
  /** What goes wrong, for whom. */
  readonly risk?: string;
  /** A good value while developing. */
  readonly development?: string;
  /** A good value in production. */
  readonly production?: string;
  /** A picture of how it works, where that saves reading. */
  readonly model?: string;
  readonly pitfalls?: readonly string[];
  /** A command for after the deployment, and what it should show. */
  readonly verify?: { readonly run: string; readonly expect: string };
  /** Names of settings to look at next. */
  readonly related?: readonly string[];
}

export type ProseTable = Readonly<Record<string, Prose>>;
