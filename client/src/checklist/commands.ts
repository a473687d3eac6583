import { commands, type Disposable, l10n, window } from 'vscode';
import type { FixDto, ItemDto } from '../../../server/src/protocol';
import type { Acts } from './acts';
import type { Author } from './author';
import type { Verdict } from './records';
import type { ChecklistStore } from './store';
import type { Strings } from './strings';
import type { ChecklistTree } from './tree';
import { REVEAL_COMMAND } from './treeItem';
import type { Node } from './treeModel';
import { fixTitles, isSettleable, recordOf } from './view';
import { fill } from './words';

export interface ChecklistCommandParts {
  readonly store: ChecklistStore;
  readonly acts: Acts;
  readonly author: Author;
  readonly strings: Strings;
  readonly tree: ChecklistTree;
}

/** Registers the commands of the manifest that belong to the checklist's tree and report. Those with a row need it as their argument. */
export function registerChecklistCommands(parts: ChecklistCommandParts): readonly Disposable[] {
  const { acts, store, tree } = parts;
  const forItem = (name: string, act: (item: ItemDto) => unknown) =>
    commands.registerCommand(`djangoPreflight.checklist.${name}`, (node?: Node) => (node?.kind === 'item' ? act(node.item) : undefined));
  return [
    commands.registerCommand('djangoPreflight.checklist.copyMarkdown', () => acts.copy()),
    commands.registerCommand('djangoPreflight.checklist.saveReport', () => acts.save()),
    commands.registerCommand('djangoPreflight.checklist.hideSettled', () => tree.hideSettled(true)),
    commands.registerCommand('djangoPreflight.checklist.showSettled', () => tree.hideSettled(false)),
    commands.registerCommand(REVEAL_COMMAND, (node?: Node) => reveal(node, acts)),
    forItem('applyFix', (item) => applyFix(item, parts)),
    forItem('explain', (item) => acts.explain(item.id)),
    forItem('markDone', (item) => settle(item, parts)),
    forItem('takeBack', (item) => store.takeBack(item.id)),
  ];
}

function reveal(node: Node | undefined, acts: Acts): Promise<void> | undefined {
  const evidence = node?.kind === 'evidence' ? node.evidence : node?.kind === 'item' ? node.item.evidence[0] : undefined;
  return evidence && acts.reveal(evidence);
}

/** Applies the safe fix of the item; asks which one where there are several. */
async function applyFix(item: ItemDto, { acts }: ChecklistCommandParts): Promise<void> {
  const titles = fixTitles(item);
  const safe = item.fixes.map((fix, at) => ({ label: titles[at] ?? fix.title, fix })).filter(({ fix }) => fix.safe);
  const chosen: { readonly fix: FixDto } | undefined =
    safe.length > 1 ? await window.showQuickPick(safe, { title: item.title, placeHolder: l10n.t('Fix to apply') }) : safe[0];
  if (chosen) await acts.fix(chosen.fix.reference);
}

/** Asks for outcome, name and note, one after the other; leaving any of the questions changes nothing. */
async function settle(item: ItemDto, { store, author, strings }: ChecklistCommandParts): Promise<void> {
  if (!isSettleable(item)) return;
  const { hand } = strings;
  const before = recordOf(item, store.snapshot.records);
  const title = fill(hand.form, item.title);
  const verdicts: readonly { readonly label: string; readonly verdict: Verdict }[] = [
    { label: hand.done, verdict: 'done' },
    { label: hand.notApplicable, verdict: 'notApplicable' },
  ];
  const outcome = await window.showQuickPick(verdicts, { title, placeHolder: hand.verdict });
  if (!outcome) return;
  const by = await window.showInputBox({ title, prompt: hand.by, value: before?.by ?? author.name });
  if (by === undefined) return;
  const note = await window.showInputBox({ title, prompt: hand.note, placeHolder: hand.notePlaceholder, value: before?.note ?? '' });
  if (note === undefined) return;
  author.remember(by);
  await store.settle(item.id, { verdict: outcome.verdict, by, note });
}
