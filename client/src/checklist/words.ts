import type { ChecklistDto, ItemDto } from '../../../server/src/protocol';
import type { HandRecord, HandRecords } from './records';
import type { Strings } from './strings';
import { recordOf, type Totals } from './view';

interface Pair {
  readonly one: string;
  readonly other: string;
}

/** The text with `{0}`, `{1}` … replaced by the values. */
export function fill(text: string, ...values: readonly (string | number)[]): string {
  return text.replace(/\{(\d+)\}/g, (place, at: string) => String(values[Number(at)] ?? place));
}

/** The text for this number, with the number in it. */
export function plural(count: number, pair: Pair): string {
  return fill(count === 1 ? pair.one : pair.other, count);
}

/** `2 fail, 1 cannot be told`: what is left of a section or of the list; empty when nothing is. */
export function describeOpen({ fail, unknown, byHand }: Totals, { counts }: Strings): string {
  const parts = [
    fail > 0 ? plural(fail, counts.fail) : '',
    unknown > 0 ? plural(unknown, counts.unknown) : '',
    byHand > 0 ? plural(byHand, counts.byHand) : '',
  ];
  return parts.filter((part) => part !== '').join(', ');
}

/** `91 of 146 settled`. */
export function describeSettled(totals: Totals, { counts }: Strings): string {
  return totals.all === 0 ? counts.none : fill(counts.settled, totals.settled, totals.all);
}

/** `91 of 146 settled, 23 fail, 11 cannot be told`: for the screen reader, the report and the clipboard. */
export function describeTotals(totals: Totals, strings: Strings): string {
  return [describeSettled(totals, strings), describeOpen(totals, strings)].filter((part) => part !== '').join(', ');
}

/** `Fails · error`: the status of an item as words, never by colour alone. */
export function statusLabel(item: ItemDto, records: HandRecords, strings: Strings): string {
  const record = recordOf(item, records);
  if (record) return strings.status[record.verdict];
  const label = strings.status[item.status];
  return item.status === 'fail' && item.severity ? `${label} · ${strings.severity[item.severity]}` : label;
}

/** `Done by Ada · 3 Mar 2027, 10:15`. */
export function describeRecord(record: HandRecord, { hand }: Strings, language: string): string {
  const [named, unnamed] =
    record.verdict === 'done' ? [hand.doneBy, hand.doneByNobody] : [hand.notApplicableBy, hand.notApplicableByNobody];
  const who = record.by ? fill(named, record.by) : unnamed;
  return record.at ? `${who} · ${localDate(record.at, language)}` : who;
}

/** An ISO date as people of the language write it; as it stands when it is none. */
export function localDate(iso: string, language: string): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(date);
}

/** `config.settings.production (production)`; undefined when there is no profile. */
export function profileLabel({ profiles, profile }: ChecklistDto, strings: Strings): string | undefined {
  const chosen = profiles.find(({ name }) => name === profile);
  return chosen && `${chosen.name} (${strings.kind[chosen.kind]})`;
}
