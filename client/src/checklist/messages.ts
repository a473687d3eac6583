import type { ChecklistParams, EvidenceDto, FixReference } from '../../../server/src/protocol';
import type { Settlement } from './records';
import type { Snapshot } from './store';

/** What the checklist page asks of the extension. */
export type FromPage =
  | { readonly type: 'ready' }
  | { readonly type: 'choose'; readonly choice: ChecklistParams }
  | { readonly type: 'reveal'; readonly evidence: EvidenceDto }
  | { readonly type: 'fix'; readonly reference: FixReference }
  | { readonly type: 'settle'; readonly item: string; readonly settlement: Settlement }
  | { readonly type: 'takeBack'; readonly item: string }
  | { readonly type: 'explain'; readonly rule: string }
  | { readonly type: 'copy' }
  | { readonly type: 'save' }
  | { readonly type: 'fixAll' }
  | { readonly type: 'restart' }
  | { readonly type: 'showOutput' }
  | { readonly type: 'openFolder' };

/** What the extension tells the page. */
export type ToPage =
  /** `author`: the name that a new record is proposed under. */
  | { readonly type: 'snapshot'; readonly snapshot: Snapshot; readonly author: string }
  /** Something was done that the list does not show. */
  | { readonly type: 'done'; readonly what: 'copied' | 'saved' };
