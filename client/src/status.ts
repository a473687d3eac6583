import { type Disposable, MarkdownString, StatusBarAlignment, type StatusBarItem, window } from 'vscode';
import { COMMANDS, type StatusDto } from '../../server/src/protocol';
import { describeCounts, statusText } from './statusText';

export interface Status extends Disposable {
  show(results: StatusDto): void;
}

/** The status bar item: the worst open finding of the workspace. Hidden where there is nothing to judge. */
export function createStatus(): Status {
  const item = window.createStatusBarItem('djangoPreflight.status', StatusBarAlignment.Left, 0);
  item.name = 'Django Preflight';
  item.command = COMMANDS.openChecklist;
  return {
    show: (results) => render(item, results),
    dispose: () => item.dispose(),
  };
}

function render(item: StatusBarItem, results: StatusDto): void {
  if (!results.active) {
    item.hide();
    return;
  }
  item.text = statusText(results);
  item.tooltip = tooltip(results);
  item.accessibilityInformation = {
    label: `Django Preflight: ${describeCounts(results.counts)}. Open the deployment checklist.`,
    role: 'button',
  };
  item.show();
}

function tooltip(results: StatusDto): MarkdownString {
  const text = new MarkdownString(`**Django Preflight** — ${describeCounts(results.counts)}`);
  if (results.worst) {
    text.appendMarkdown('\n\n');
    text.appendText(`${results.worst.rule}: ${results.worst.message}`);
  }
  text.appendMarkdown('\n\nSelect to open the deployment checklist.');
  return text;
}
