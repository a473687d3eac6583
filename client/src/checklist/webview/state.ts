import type { Settlement } from '../records';
import { FILTERS, type Filter } from '../view';

/** What the page keeps over a reload. */
export interface PageState {
  readonly filter: Filter;
  readonly search: string;
  /** Sections that a person opened (true) or folded; the others are open when there is something to do in them. */
  readonly open: Readonly<Record<string, boolean>>;
  /** Sections whose settled items are shown beside what is to do. */
  readonly whole: readonly string[];
  /** Items of which all places and fixes are shown. */
  readonly full: readonly string[];
  /** The form that is open. */
  readonly draft?: Draft | undefined;
  /** CSS pixels. */
  readonly scroll: number;
}

/** A form that is being filled in. */
export interface Draft extends Settlement {
  readonly item: string;
}

export const FRESH: PageState = { filter: 'todo', search: '', open: {}, whole: [], full: [], scroll: 0 };

/** The state that was kept, with what is missing or of another version left out. */
export function readState(kept: unknown): PageState {
  const { filter, search, open, whole, full, draft, scroll } = (kept ?? {}) as Partial<Record<keyof PageState, unknown>>;
  return {
    filter: FILTERS.find((known) => known === filter) ?? FRESH.filter,
    search: typeof search === 'string' ? search : '',
    open: isRecord(open)
      ? (Object.fromEntries(Object.entries(open).filter(([, value]) => typeof value === 'boolean')) as Record<string, boolean>)
      : {},
    whole: texts(whole),
    full: texts(full),
    ...(isDraft(draft) && { draft }),
    scroll: typeof scroll === 'number' ? scroll : 0,
  };
}

/** The list with the entry, or without it. */
export function toggled(list: readonly string[], entry: string, on: boolean): readonly string[] {
  const others = list.filter((one) => one !== entry);
  return on ? [...others, entry] : others;
}

function isDraft(value: unknown): value is Draft {
  if (!isRecord(value)) return false;
  const { item, verdict, by, note } = value;
  const isText = [item, by, note].every((text) => typeof text === 'string');
  return isText && (verdict === 'done' || verdict === 'notApplicable');
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
