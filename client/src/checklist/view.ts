import type { ChecklistDto, ItemDto, ItemStatus, SectionDto, SeverityName } from '../../../server/src/protocol';
import type { HandRecord, HandRecords } from './records';

/** How an item is shown: what the server says, or what a person has settled. */
export type ShownStatus = ItemStatus | 'done';

/** What the page can be narrowed to. `todo`: whatever still wants a person. */
export const FILTERS = ['todo', 'fail', 'unknown', 'byHand', 'settled', 'notApplicable', 'all'] as const;
export type Filter = (typeof FILTERS)[number];

/** What decides whether an item is on the page. */
export interface Narrowing {
  readonly filter: Filter;
  /** Words, all of which have to occur somewhere in the item. */
  readonly search: string;
}

export interface Totals {
  readonly settled: number;
  readonly fail: number;
  readonly unknown: number;
  readonly byHand: number;
  readonly notApplicable: number;
  /** Items that there is something to say about: all but the not applicable ones. */
  readonly all: number;
}

/** Whether a person may settle the item: what fails is mended instead, or suppressed with a reason where it stands. */
export function isSettleable(item: ItemDto): boolean {
  return item.status === 'byHand' || item.status === 'unknown';
}

/** The record that settles the item now. One whose item the files have decided since is kept, and not shown. */
export function recordOf(item: ItemDto, records: HandRecords): HandRecord | undefined {
  return isSettleable(item) && Object.hasOwn(records, item.id) ? records[item.id] : undefined;
}

export function shownStatus(item: ItemDto, records: HandRecords): ShownStatus {
  return recordOf(item, records)?.verdict ?? item.status;
}

export function totals(sections: readonly SectionDto[], records: HandRecords): Totals {
  const statuses = sections.flatMap((section) => section.items.map((item) => shownStatus(item, records)));
  const count = (...wanted: readonly ShownStatus[]) => statuses.filter((status) => wanted.includes(status)).length;
  return {
    settled: count('pass', 'done'),
    fail: count('fail'),
    unknown: count('unknown'),
    byHand: count('byHand'),
    notApplicable: count('notApplicable'),
    all: statuses.length - count('notApplicable'),
  };
}

/** How many items a filter would show. */
export function countFor(filter: Filter, counts: Totals): number {
  switch (filter) {
    case 'todo':
      return toDo(counts);
    case 'all':
      return counts.all + counts.notApplicable;
    default:
      return counts[filter];
  }
}

/** The number of items that still want a person. */
export function toDo(counts: Totals): number {
  return counts.fail + counts.unknown + counts.byHand;
}

/** The items to show, in the order of a person's interest: faults first, the worst before; then as the server sent them. */
export function visibleItems(section: SectionDto, { filter, search }: Narrowing, records: HandRecords): readonly ItemDto[] {
  const words = wordsOf(search);
  return section.items
    .filter((item) => matchesFilter(shownStatus(item, records), filter) && matchesWords(item, recordOf(item, records), words))
    .sort((a, b) => weight(a, records) - weight(b, records));
}

/** Whether an item with this status is settled: there is nothing to do about it. */
export function isSettled(status: ShownStatus): boolean {
  return status === 'pass' || status === 'done' || status === 'notApplicable';
}

/** The status that stands for a section: the worst of what is in it. */
export function sectionStatus(counts: Totals): ShownStatus {
  const worst = (['fail', 'unknown', 'byHand'] as const).find((status) => counts[status] > 0);
  return worst ?? (counts.all === 0 ? 'notApplicable' : 'pass');
}

/** The worst severity among the items that fail. */
export function worstSeverity(items: readonly ItemDto[]): SeverityName | undefined {
  return SEVERITIES.find((severity) => items.some((item) => item.status === 'fail' && item.severity === severity));
}

/** What there is to see: a list, or the reason why there is none. */
export function contentOf(checklist: ChecklistDto): 'list' | 'noFolder' | 'noDjango' {
  if (checklist.sections.some((section) => section.items.length > 0)) return 'list';
  return checklist.folders.length === 0 ? 'noFolder' : 'noDjango';
}

/** The title of a fix, with its place where several fixes of the item have the same title. */
export function fixTitles(item: ItemDto): readonly string[] {
  const lines = new Map<string, number>();
  for (const { title } of item.fixes) lines.set(title, (lines.get(title) ?? 0) + 1);
  const seen = new Map<string, number>();
  return item.fixes.map(({ title, reference }) => {
    if (lines.get(title) === 1) return title;
    const place = `${title} (${reference.file})`;
    const times = (seen.get(place) ?? 0) + 1;
    seen.set(place, times);
    const isOnly = item.fixes.filter((other) => other.title === title && other.reference.file === reference.file).length === 1;
    return isOnly ? place : `${title} (${reference.file}, ${times})`;
  });
}

/** Whether one of the fixes changes nothing but what the item is about. */
export function hasSafeFix({ fixes }: ItemDto): boolean {
  return fixes.some(({ safe }) => safe);
}

/** Whether a rule judges the item; the others are done by hand. */
export function isRule({ id }: ItemDto): boolean {
  return !id.startsWith('by-hand/');
}

/** What is said about evidence besides its place: nothing where the item's own text says it. */
export function evidenceMessage(item: ItemDto, message: string): string {
  return item.why.includes(message) ? '' : message;
}

const SEVERITIES: readonly SeverityName[] = ['error', 'warning', 'info', 'hint'];
const ORDER: readonly ShownStatus[] = ['fail', 'unknown', 'byHand', 'pass', 'done', 'notApplicable'];

function weight(item: ItemDto, records: HandRecords): number {
  const severity = item.severity ? SEVERITIES.indexOf(item.severity) : 0;
  return ORDER.indexOf(shownStatus(item, records)) * SEVERITIES.length + severity;
}

function matchesFilter(status: ShownStatus, filter: Filter): boolean {
  switch (filter) {
    case 'all':
      return true;
    case 'todo':
      return !isSettled(status);
    case 'settled':
      return status === 'pass' || status === 'done';
    default:
      return status === filter;
  }
}

function matchesWords(item: ItemDto, record: HandRecord | undefined, words: readonly string[]): boolean {
  if (words.length === 0) return true;
  const evidence = item.evidence.flatMap(({ label, message }) => [label, message]);
  const text = [item.title, item.id, ...item.why, ...evidence, record?.by ?? '', record?.note ?? ''].join('\n').toLowerCase();
  return words.every((word) => text.includes(word));
}

function wordsOf(search: string): readonly string[] {
  return search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
}
