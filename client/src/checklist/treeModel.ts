import type { EvidenceDto, ItemDto, SectionDto } from '../../../server/src/protocol';
import type { HandRecords } from './records';
import type { Snapshot } from './store';
import { evidenceMessage, hasSafeFix, isRule, isSettleable, isSettled, recordOf, shownStatus, visibleItems } from './view';

/** A row of the tree. */
export type Node =
  | { readonly kind: 'section'; readonly section: SectionDto }
  | { readonly kind: 'item'; readonly section: string; readonly item: ItemDto }
  | { readonly kind: 'evidence'; readonly parent: string; readonly at: number; readonly evidence: EvidenceDto; readonly message: string };

/** The rows below a row, or the uppermost ones. What is settled can be left out, and with it sections that hold nothing else. */
export function childrenOf(node: Node | undefined, { checklist, records }: Snapshot, hideSettled: boolean): readonly Node[] {
  if (!node) return (checklist?.sections ?? []).filter((section) => itemsOf(section, records, hideSettled).length > 0).map(sectionNode);
  switch (node.kind) {
    case 'section':
      return itemsOf(node.section, records, hideSettled).map((item) => ({ kind: 'item', section: node.section.id, item }));
    case 'item':
      return node.item.evidence.length < 2 ? [] : node.item.evidence.map((evidence, at) => evidenceNode(node.item, evidence, at));
    case 'evidence':
      return [];
  }
}

/** The same row has the same id in every drawing, so that it stays open and selected. */
export function idOf(node: Node): string {
  switch (node.kind) {
    case 'section':
      return `section ${node.section.id}`;
    case 'item':
      return `item ${node.item.id}`;
    case 'evidence':
      return `evidence ${node.parent} ${node.at}`;
  }
}

/** What the menus of a row ask for: ` fixable explainable settleable settled `, each with a blank around it. */
export function traitsOf(node: Node, records: HandRecords): string {
  if (node.kind !== 'item') return node.kind;
  const { item } = node;
  const traits = [
    'item',
    hasSafeFix(item) && 'fixable',
    isRule(item) && 'explainable',
    isSettleable(item) && (recordOf(item, records) ? 'settled' : 'settleable'),
  ];
  return ` ${traits.filter((trait) => trait !== false).join(' ')} `;
}

/** Whether the row can be ticked where it stands. */
export function isTickable(item: ItemDto): boolean {
  return item.status === 'byHand';
}

function itemsOf(section: SectionDto, records: HandRecords, hideSettled: boolean): readonly ItemDto[] {
  const items = visibleItems(section, { filter: 'all', search: '' }, records);
  return hideSettled ? items.filter((item) => !isSettled(shownStatus(item, records))) : items;
}

function sectionNode(section: SectionDto): Node {
  return { kind: 'section', section };
}

function evidenceNode(item: ItemDto, evidence: EvidenceDto, at: number): Node {
  return { kind: 'evidence', parent: item.id, at, evidence, message: evidenceMessage(item, evidence.message) };
}
