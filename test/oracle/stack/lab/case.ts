import type { Visitor } from './visitor';

export type SiteName = 'machine' | 'containers' | 'platform';

/** A sound site with one fault, and what is expected of everybody: of the site, of our rules, of the fix. */
export interface LabCase {
  /** The fault in words, as somebody would report it. */
  readonly title: string;
  /** Its number among the failures that the README lists. */
  readonly note: number;
  /** The sound site; the files beside the case are laid over its own. */
  readonly site: SiteName;
  /** What the machine, the shell before `docker compose` or the platform gives beside the site's own variables. */
  readonly environment?: Readonly<Record<string, string>>;
  /** What is looked at: the same requests before and after the fix. */
  readonly see: (visitor: Visitor) => Promise<unknown>;
  /** What is seen of the faulty site: it must be. */
  readonly faulty: unknown;
  /** What is seen after the fix. */
  readonly mended: unknown;
  readonly expect: {
    /** Each of these is right; at least one has to be there. */
    readonly rules: readonly string[];
    /** Where the finding, or one of its related places, has to be. */
    readonly file: string;
    /** Text on the line where it starts. */
    readonly line?: string;
    /** Further warnings and errors that are true of the faulty site; all others are a failure. */
    readonly also?: readonly string[];
  };
  /** `safe`: by --fix; `unsafe`: by --unsafe-fixes; otherwise the beginning of the title of the fix, as an editor applies it. */
  readonly fix: 'safe' | 'unsafe' | { readonly title: string };
  /** What the person who takes the fix has to do outside of the files: variables to give. */
  readonly thenGive?: Readonly<Record<string, string>>;
  /** Answers of the tour that are others here after the fix, on purpose. */
  readonly otherwise?: Readonly<Record<string, unknown>>;
  /** The fault shows only where nginx and the application run as two users, which needs root. */
  readonly needsRoot?: boolean;
}

/** Where visitors find the site. */
export const SHOP = 'https://shop.alt/';

/** What a page of the sound site comes with. */
export const HEADERS = { hsts: 'max-age=31536000', frame: ['DENY'], sniff: ['nosniff'] };

/** Gives a case its type. */
export function labCase(definition: LabCase): LabCase {
  return definition;
}
