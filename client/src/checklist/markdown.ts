import type { ChecklistDto, ItemDto, SectionDto } from '../../../server/src/protocol';
import type { HandRecords } from './records';
import type { Strings } from './strings';
import { evidenceMessage, isRule, isSettled, recordOf, shownStatus, totals, visibleItems } from './view';
import { describeOpen, describeRecord, describeSettled, describeTotals, localDate, profileLabel, statusLabel } from './words';

export interface ReportInput {
  readonly checklist: ChecklistDto;
  readonly records: HandRecords;
  readonly strings: Strings;
  readonly now: Date;
  /** BCP 47 tag of the language that dates are written in. */
  readonly language: string;
}

/** The checklist as a Markdown document with a task list per section: everything that the page shows, and nothing else. */
export function toMarkdown(input: ReportInput): string {
  const { checklist, records, strings } = input;
  const sections = checklist.sections.filter((section) => section.items.length > 0);
  const project = checklist.folder?.name;
  const title = project === undefined ? strings.title : `${strings.title}: ${project}`;
  const all = totals(sections, records);
  return [
    `# ${escapeMarkdown(title)}`,
    facts(input).join('\n'),
    [`**${describeSettled(all, strings)}**`, describeOpen(all, strings)].filter((part) => part !== '').join(', '),
    ...sections.flatMap((section) => sectionLines(section, input)),
  ]
    .join('\n\n')
    .concat('\n');
}

/**
 * The text so that Markdown shows it as it is, on one line. Underscores inside of words are left alone: they mean nothing there, and
 * names of settings stay readable in the source.
 */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\`*[\]<>|~&$]/g, '\\$&')
    .replace(/(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g, '\\_')
    .replace(/^([-+#=])/, '\\$1')
    .replace(/^(\d+)([.)])(?= |$)/, '$1\\$2');
}

/** As `escapeMarkdown`, and for a renderer that makes links of addresses by itself: they stay text, too. */
export function plainMarkdown(text: string): string {
  return escapeMarkdown(text).replaceAll('://', ':&#47;&#47;').replaceAll('www.', 'www&#46;').replaceAll('@', '&#64;');
}

/** The text as a code span, whatever backticks are in it. */
export function code(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const padding = text.startsWith('`') || text.endsWith('`') ? ' ' : '';
  return `${fence}${padding}${text.replace(/\s+/g, ' ')}${padding}${fence}`;
}

function facts({ checklist, strings, now, language }: ReportInput): readonly string[] {
  const known: readonly (readonly [string, string | undefined])[] = [
    [strings.report.project, checklist.folder?.name],
    [strings.profile, profileLabel(checklist, strings)],
    [strings.django, checklist.django],
    [strings.report.date, localDate(now.toISOString(), language)],
  ];
  return known.flatMap(([name, value]) => (value === undefined ? [] : [`- ${escapeMarkdown(name)}: ${escapeMarkdown(value)}`]));
}

function sectionLines(section: SectionDto, input: ReportInput): readonly string[] {
  const { records, strings } = input;
  const items = visibleItems(section, { filter: 'all', search: '' }, records);
  return [
    `## ${escapeMarkdown(section.title)}`,
    `_${escapeMarkdown(describeTotals(totals([section], records), strings))}._`,
    items.map((item) => itemLines(item, input).join('\n')).join('\n'),
  ];
}

function itemLines(item: ItemDto, { records, strings, language }: ReportInput): readonly string[] {
  const record = recordOf(item, records);
  const box = isSettled(shownStatus(item, records)) ? '[x]' : '[ ]';
  const rule = isRule(item) ? ` (${code(item.id)})` : '';
  const details = [
    ...(record ? [escapeMarkdown(describeRecord(record, strings, language))] : []),
    ...(record?.note ? [`${escapeMarkdown(strings.report.note)}: ${escapeMarkdown(record.note)}`] : []),
    ...item.why.map(escapeMarkdown),
    ...item.evidence.map(({ label, message }) => {
      const more = evidenceMessage(item, message);
      return more === '' ? code(label) : `${code(label)}: ${escapeMarkdown(more)}`;
    }),
  ];
  const head = `- ${box} **${escapeMarkdown(item.title)}**: ${escapeMarkdown(statusLabel(item, records, strings))}${rule}`;
  return [head, ...details.map((line) => `  - ${line}`)];
}
