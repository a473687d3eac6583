import type { ChecklistDto, ItemDto, ItemStatus, SectionDto } from '../../../server/src/protocol';

/** What the page can be narrowed to. `open`: whatever still wants a person. */
export type Filter = 'open' | 'all';

/** How the page shows an item; a hand-ticked one is done. */
export type ShownStatus = ItemStatus | 'done';

export interface Totals {
  readonly done: number;
  readonly fail: number;
  readonly open: number;
  /** Items that there is something to say about: all but the not applicable ones. */
  readonly all: number;
}

export const STATUS_LABELS: Readonly<Record<ShownStatus, string>> = {
  pass: 'Passes',
  done: 'Done by hand',
  fail: 'Fails',
  unknown: 'Cannot be told',
  notApplicable: 'Not applicable',
  byHand: 'By hand',
};

export function shownStatus(item: ItemDto, done: ReadonlySet<string>): ShownStatus {
  return item.status === 'byHand' && done.has(item.id) ? 'done' : item.status;
}

export function totals(sections: readonly SectionDto[], done: ReadonlySet<string>): Totals {
  const statuses = sections.flatMap((section) => section.items.map((item) => shownStatus(item, done)));
  const count = (...wanted: readonly ShownStatus[]) => statuses.filter((status) => wanted.includes(status)).length;
  return {
    done: count('pass', 'done'),
    fail: count('fail'),
    open: count('unknown', 'byHand'),
    all: statuses.length - count('notApplicable'),
  };
}

/** The items to show, in the order of a person's interest: faults first, settled ones last; otherwise as the server sent them. */
export function visibleItems(section: SectionDto, filter: Filter, done: ReadonlySet<string>): readonly ItemDto[] {
  const items = filter === 'all' ? section.items : section.items.filter((item) => isOpen(shownStatus(item, done)));
  return [...items].sort((a, b) => ORDER.indexOf(shownStatus(a, done)) - ORDER.indexOf(shownStatus(b, done)));
}

/** One sentence for the screen reader and below the bar. */
export function describeTotals(all: Totals): string {
  if (all.all === 0) return 'Nothing to check.';
  const parts = [`${all.done} of ${all.all} settled`];
  if (all.fail > 0) parts.push(`${all.fail} ${all.fail === 1 ? 'fails' : 'fail'}`);
  if (all.open > 0) parts.push(`${all.open} to look at`);
  return `${parts.join(', ')}.`;
}

/** `Fails, error` … the status of an item as words, never by colour alone. */
export function statusLabel(item: ItemDto, done: ReadonlySet<string>): string {
  const label = STATUS_LABELS[shownStatus(item, done)];
  return item.status === 'fail' && item.severity ? `${label} · ${item.severity}` : label;
}

/** Why there is nothing on the page, or undefined when there is something. */
export function emptyReason(checklist: ChecklistDto): string | undefined {
  if (checklist.sections.some((section) => section.items.length > 0)) return undefined;
  return checklist.folders.length === 0
    ? 'Open a folder with a Django project to see its deployment checklist.'
    : 'No Django settings module was found in this workspace.';
}

const ORDER: readonly ShownStatus[] = ['fail', 'unknown', 'byHand', 'pass', 'done', 'notApplicable'];

function isOpen(status: ShownStatus): boolean {
  return status === 'fail' || status === 'unknown' || status === 'byHand';
}
