import { type Diagnostic, l10n, languages, type TextEditor, window } from 'vscode';
import { isRuleId } from './ruleId';

/** A diagnostic of ours, with the rule that it comes from. */
export interface FindingHere {
  readonly rule: string;
  readonly diagnostic: Diagnostic;
}

const SOURCE = 'django-preflight';

/** Our findings under the cursor or touched by the selection, one per rule; the worst first. */
export function findingsAtCursor({ document, selection }: TextEditor): readonly FindingHere[] {
  const here = languages
    .getDiagnostics(document.uri)
    .filter(({ source, range }) => source === SOURCE && range.intersection(selection) !== undefined)
    .sort((a, b) => a.severity - b.severity)
    .flatMap((diagnostic): readonly FindingHere[] => {
      const rule = typeof diagnostic.code === 'object' ? diagnostic.code.value : diagnostic.code;
      return isRuleId(rule) ? [{ rule, diagnostic }] : [];
    });
  return [...new Map([...here].reverse().map((one) => [one.rule, one])).values()].reverse();
}

/** The only one, or the one that a person chooses. */
export async function chooseFinding(findings: readonly FindingHere[], title: string): Promise<FindingHere | undefined> {
  if (findings.length < 2) return findings[0];
  const items = findings.map((finding) => ({
    label: finding.diagnostic.message.split('\n')[0] ?? finding.rule,
    detail: finding.rule,
    finding,
  }));
  const picked = await window.showQuickPick(items, { title, placeHolder: l10n.t('Finding'), matchOnDetail: true });
  return picked?.finding;
}
