import { MarkdownString, ThemeColor, ThemeIcon, TreeItem, TreeItemCheckboxState, TreeItemCollapsibleState, Uri } from 'vscode';
import type { ItemDto, SectionDto, SeverityName } from '../../../server/src/protocol';
import { plainMarkdown } from './markdown';
import type { HandRecords } from './records';
import type { Snapshot } from './store';
import type { Strings } from './strings';
import { idOf, isTickable, type Node, traitsOf } from './treeModel';
import { recordOf, type ShownStatus, sectionStatus, shownStatus, totals, worstSeverity } from './view';
import { describeOpen, describeRecord, describeTotals, statusLabel } from './words';

/** Runs with the evidence when its row is chosen. */
export const REVEAL_COMMAND = 'djangoPreflight.checklist.revealEvidence';

/** How a row looks, and what choosing it does. */
export function treeItemOf(node: Node, { records }: Snapshot, strings: Strings, language: string): TreeItem {
  const row = rowOf(node, records, strings, language);
  row.id = idOf(node);
  row.contextValue = traitsOf(node, records);
  return row;
}

function rowOf(node: Node, records: HandRecords, strings: Strings, language: string): TreeItem {
  switch (node.kind) {
    case 'section':
      return sectionRow(node.section, records, strings);
    case 'item':
      return itemRow(node.item, node, records, strings, language);
    case 'evidence': {
      const row = new TreeItem(node.evidence.label);
      row.description = node.message;
      row.tooltip = node.evidence.message;
      row.resourceUri = Uri.parse(node.evidence.uri);
      row.iconPath = new ThemeIcon('go-to-file');
      row.command = { command: REVEAL_COMMAND, title: strings.evidence, arguments: [node] };
      return row;
    }
  }
}

function sectionRow(section: SectionDto, records: HandRecords, strings: Strings): TreeItem {
  const counts = totals([section], records);
  const state = counts.fail > 0 ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed;
  const row = new TreeItem(section.title, state);
  row.iconPath = iconOf(sectionStatus(counts), worstSeverity(section.items));
  row.description = describeOpen(counts, strings) || strings.counts.allSettled;
  row.tooltip = paragraphs(section.title, [section.intro, describeTotals(counts, strings)]);
  row.accessibilityInformation = { label: `${section.title}, ${describeTotals(counts, strings)}` };
  return row;
}

function itemRow(item: ItemDto, node: Node, records: HandRecords, strings: Strings, language: string): TreeItem {
  const status = shownStatus(item, records);
  const record = recordOf(item, records);
  const isParent = item.evidence.length > 1;
  const row = new TreeItem(item.title, isParent ? TreeItemCollapsibleState.Collapsed : TreeItemCollapsibleState.None);
  row.description = descriptionOf(item, records, strings);
  row.tooltip = tooltipOf(item, records, strings, language);
  const said = record ? `, ${describeRecord(record, strings, language)}` : '';
  row.accessibilityInformation = { label: `${item.title}, ${statusLabel(item, records, strings)}${said}` };
  if (isTickable(item)) {
    row.checkboxState = {
      state: record ? TreeItemCheckboxState.Checked : TreeItemCheckboxState.Unchecked,
      tooltip: record ? strings.hand.takeBack : strings.hand.done,
    };
  } else row.iconPath = iconOf(status, item.severity);
  if (item.evidence.length === 1) row.command = { command: REVEAL_COMMAND, title: strings.evidence, arguments: [node] };
  return row;
}

/** Beside the title: severity and place of what fails; of the rest the status, where the icon alone would leave a question. */
function descriptionOf(item: ItemDto, records: HandRecords, strings: Strings): string {
  const [first, second] = item.evidence;
  if (item.status === 'fail') {
    const place = first && !second ? [first.label] : [];
    return [...(item.severity ? [strings.severity[item.severity]] : []), ...place].join(' · ');
  }
  const isPlain = item.status === 'pass' || (item.status === 'byHand' && !recordOf(item, records));
  return isPlain ? '' : statusLabel(item, records, strings);
}

function tooltipOf(item: ItemDto, records: HandRecords, strings: Strings, language: string): MarkdownString {
  const record = recordOf(item, records);
  const said = record ? [describeRecord(record, strings, language), record.note ?? ''] : [];
  return paragraphs(item.title, [statusLabel(item, records, strings), ...item.why, ...said]);
}

function paragraphs(title: string, texts: readonly string[]): MarkdownString {
  const rest = texts.filter((text) => text !== '').map(plainMarkdown);
  return new MarkdownString([`**${plainMarkdown(title)}**`, ...rest].join('\n\n'));
}

/** The editor's own icons, in the colours that its themes have for such states. */
function iconOf(status: ShownStatus, severity: SeverityName | undefined): ThemeIcon {
  const [icon, colour] = status === 'fail' ? FAIL[severity ?? 'error'] : STATUS[status];
  return new ThemeIcon(icon, colour === undefined ? undefined : new ThemeColor(colour));
}

const FAIL: Readonly<Record<SeverityName, readonly [string, string]>> = {
  error: ['error', 'problemsErrorIcon.foreground'],
  warning: ['warning', 'problemsWarningIcon.foreground'],
  info: ['info', 'problemsInfoIcon.foreground'],
  hint: ['info', 'problemsInfoIcon.foreground'],
};

const STATUS: Readonly<Record<Exclude<ShownStatus, 'fail'>, readonly [string, string?]>> = {
  pass: ['pass', 'testing.iconPassed'],
  done: ['pass', 'testing.iconPassed'],
  unknown: ['question', 'disabledForeground'],
  byHand: ['circle-large-outline', 'disabledForeground'],
  notApplicable: ['circle-slash', 'disabledForeground'],
};
