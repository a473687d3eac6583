import type { ChecklistDto, EvidenceDto, FixReference } from '../../../server/src/protocol';

/** What the checklist page asks of the extension. */
export type FromPage =
  | { readonly type: 'ready'; readonly folder?: string; readonly profile?: string }
  | { readonly type: 'choose'; readonly folder?: string; readonly profile?: string }
  | { readonly type: 'reveal'; readonly evidence: EvidenceDto }
  | { readonly type: 'fix'; readonly reference: FixReference }
  | { readonly type: 'tick'; readonly item: string; readonly done: boolean }
  | { readonly type: 'explain'; readonly rule: string };

/** What the extension tells the page. */
export type ToPage =
  | { readonly type: 'checklist'; readonly checklist: ChecklistDto; readonly done: readonly string[] }
  | { readonly type: 'failed'; readonly message: string };
