import { commands, env, l10n, Range, Uri, type ViewColumn, window, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { type ApplyFixResult, COMMANDS, type EvidenceDto, type FixReference, METHODS } from '../../../server/src/protocol';
import { toMarkdown } from './markdown';
import type { ChecklistStore } from './store';
import type { Strings } from './strings';

/** What page and tree can do besides looking. */
export interface Acts {
  /** Opens the file of an evidence with its lines selected. */
  reveal(evidence: EvidenceDto): Promise<void>;
  fix(reference: FixReference): Promise<void>;
  explain(rule: string): Promise<void>;
  /** Puts the report on the clipboard. True when there was one. */
  copy(): Promise<boolean>;
  /** Asks for a file and writes the report into it. True when it was written. */
  save(): Promise<boolean>;
}

/** @param column where a file is shown without covering the checklist. */
export function createActs(client: BaseLanguageClient, store: ChecklistStore, strings: Strings, column: () => ViewColumn): Acts {
  const report = async () => {
    const checklist = await store.current();
    if (!checklist?.folder) {
      await window.showWarningMessage(l10n.t('Django Preflight: there is no checklist to write down.'));
      return undefined;
    }
    const { records } = store.snapshot;
    return { checklist, text: toMarkdown({ checklist, records, strings, now: new Date(), language: env.language }) };
  };
  return {
    reveal: (evidence) => reveal(evidence, column()),
    fix: (reference) => fix(client, reference),
    explain: async (rule) => void (await commands.executeCommand(COMMANDS.explainRule, rule)),
    async copy() {
      const made = await report();
      if (!made) return false;
      await env.clipboard.writeText(made.text);
      window.setStatusBarMessage(`$(check) ${strings.copied}`, 3000);
      return true;
    },
    async save() {
      const made = await report();
      if (!made?.checklist.folder) return false;
      const name = [strings.report.file, made.checklist.profile, 'md']
        .filter(Boolean)
        .join('.')
        .replace(/[^\w.-]/g, '-');
      const target = await window.showSaveDialog({
        title: strings.save,
        defaultUri: Uri.joinPath(Uri.parse(made.checklist.folder.uri, true), name),
        filters: { Markdown: ['md'] },
      });
      return target !== undefined && (await write(target, made.text, strings));
    },
  };
}

async function reveal({ uri, label, range: { start, end } }: EvidenceDto, viewColumn: ViewColumn): Promise<void> {
  const selection = new Range(start.line, start.character, end.line, end.character);
  try {
    await window.showTextDocument(Uri.parse(uri, true), { selection, viewColumn });
  } catch {
    await window.showWarningMessage(l10n.t('Django Preflight: {0} cannot be opened any more.', label));
  }
}

async function fix(client: BaseLanguageClient, reference: FixReference): Promise<void> {
  const result = await client
    .sendRequest<ApplyFixResult>(METHODS.applyFix, reference)
    .catch((error: unknown): ApplyFixResult => ({ applied: false, reason: reasonOf(error) }));
  if (result.applied) return;
  await window.showWarningMessage(
    result.reason === undefined
      ? l10n.t('Django Preflight: the fix could not be applied.')
      : l10n.t('Django Preflight: the fix could not be applied. {0}', result.reason),
  );
}

async function write(target: Uri, text: string, strings: Strings): Promise<boolean> {
  try {
    await workspace.fs.writeFile(target, new TextEncoder().encode(text));
  } catch (error) {
    await window.showErrorMessage(l10n.t('Django Preflight: the report could not be saved. {0}', reasonOf(error)));
    return false;
  }
  const open = l10n.t('Open');
  // Not waited for: the report is saved, whenever the message is closed.
  void window.showInformationMessage(strings.saved, open).then((choice) => {
    if (choice === open) void window.showTextDocument(target);
  });
  return true;
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
