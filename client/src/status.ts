import {
  type Command,
  type Disposable,
  l10n,
  MarkdownString,
  ProgressLocation,
  StatusBarAlignment,
  type StatusBarItem,
  window,
} from 'vscode';
import { type BaseLanguageClient, State } from 'vscode-languageclient';
import { COMMANDS, type StatusDto } from '../../server/src/protocol';
import type { ProfileChoice } from './profileChoice';
import { currentProfile } from './profiles';
import { describeCounts, folderLines, type StatusLine, type StatusState, statusLine } from './statusText';

export interface Status extends Disposable {
  show(results: StatusDto): void;
}

/** Milliseconds of the first reading before the item turns, and before it is told as progress: what is quicker needs neither. */
const SPIN_AFTER = 400;
const PROGRESS_AFTER = 1_000;

/**
 * The status bar item: the worst open finding of the workspace. Hidden where there is nothing to judge. It is what tells that the server
 * stopped, or that we are switched off; nothing pops up.
 */
export function createStatus(client: BaseLanguageClient, choice: ProfileChoice): Status {
  const item = window.createStatusBarItem('djangoPreflight.status', StatusBarAlignment.Left, 0);
  item.name = 'Django Preflight';
  let state: StatusState = { server: 'starting' };
  const reading = firstReading(() => render(item, state, choice));

  const update = (next: StatusState) => {
    // Until there are results or there is trouble, only `reading` shows something.
    const isTold = next.results !== undefined || next.server === 'stopped';
    const mended = state.server === 'stopped';
    state = next;
    if (isTold) reading.end();
    if (isTold || mended) render(item, state, choice);
  };
  const listeners = [
    client.onDidChangeState(({ newState }) => {
      // Results of a server that is gone are not shown as those of the next one.
      if (newState === State.Stopped || newState === State.StartFailed) update({ server: 'stopped' });
      else update({ ...state, server: newState === State.Running ? 'running' : 'starting' });
    }),
    choice.onDidChange(() => update(state)),
  ];
  return {
    show: (results) => update({ server: 'running', results }),
    dispose() {
      reading.end();
      for (const listener of listeners) listener.dispose();
      item.dispose();
    },
  };
}

/** Tells of the first reading as long as it lasts, once it lasts long. */
function firstReading(spin: () => void): { end(): void } {
  let end = () => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const timers = [
    setTimeout(spin, SPIN_AFTER),
    setTimeout(() => {
      const title = l10n.t('Django Preflight: reading the workspace');
      void window.withProgress({ location: ProgressLocation.Window, title }, () => ended);
    }, PROGRESS_AFTER),
  ];
  return {
    end() {
      for (const timer of timers) clearTimeout(timer);
      end();
    },
  };
}

function render(item: StatusBarItem, state: StatusState, choice: ProfileChoice): void {
  const line = statusLine(state);
  if (!line) {
    item.hide();
    return;
  }
  item.text = line.text;
  item.command = commandOf(line);
  item.tooltip = tooltip(state, line, choice);
  item.accessibilityInformation = { label: spoken(state, line), role: 'button' };
  item.show();
}

function commandOf({ problem }: StatusLine): Command | string {
  switch (problem) {
    case 'stopped':
      return COMMANDS.restart;
    case 'off':
      return { title: l10n.t('Open Settings'), command: 'workbench.action.openSettings', arguments: ['djangoPreflight.enable'] };
    case 'none':
      return COMMANDS.openChecklist;
  }
}

function spoken({ results }: StatusState, { problem }: StatusLine): string {
  switch (problem) {
    case 'stopped':
      return l10n.t('Django Preflight: the language server is not running. Restart it.');
    case 'off':
      return l10n.t('Django Preflight is switched off. Open the settings.');
    case 'none':
      return results
        ? l10n.t('Django Preflight: {0}. Open the deployment checklist.', describeCounts(results.counts))
        : l10n.t('Django Preflight is reading the workspace.');
  }
}

function tooltip({ results }: StatusState, line: StatusLine, choice: ProfileChoice): MarkdownString {
  const text = new MarkdownString('', true);
  text.isTrusted = { enabledCommands: LINKED };
  text.appendMarkdown('**Django Preflight**');
  if (line.problem === 'stopped') text.appendMarkdown(` — ${l10n.t('the language server is not running')}`);
  else if (line.problem === 'off') text.appendMarkdown(` — ${l10n.t('switched off by {0}', '`djangoPreflight.enable`')}`);
  else if (!results) text.appendMarkdown(` — ${l10n.t('reading the workspace')}`);
  else appendResults(text, results, choice);
  if (line.problem !== 'off') text.appendMarkdown(`\n\n${links(line).join(' · ')}`);
  return text;
}

function appendResults(text: MarkdownString, results: StatusDto, choice: ProfileChoice): void {
  text.appendMarkdown(` — ${describeCounts(results.counts)}`);
  const current = currentProfile(
    results.folders.map((folder) => ({ folder, profiles: folder.profiles })),
    choice.current,
  );
  if (current) {
    text.appendMarkdown('\n\n');
    text.appendText(l10n.t('Profile: {0} ({1})', current.profile.name, current.profile.kind));
  }
  for (const { folder, text: counts } of folderLines(results)) {
    text.appendMarkdown('\n\n');
    text.appendText(`${folder.name}: ${counts}`);
  }
  if (results.worst) {
    text.appendMarkdown('\n\n---\n\n');
    text.appendText(`${results.worst.rule}: ${results.worst.message}`);
  }
}

const LINKED = [
  COMMANDS.openChecklist,
  COMMANDS.checkWorkspace,
  COMMANDS.switchProfile,
  COMMANDS.showSettings,
  COMMANDS.restart,
  COMMANDS.showOutput,
] as const;

function links({ problem }: StatusLine): readonly string[] {
  const link = (title: string, command: (typeof LINKED)[number]) => `[${title}](command:${command})`;
  if (problem !== 'none') return [link(l10n.t('Restart'), COMMANDS.restart), link(l10n.t('Show output'), COMMANDS.showOutput)];
  return [
    link(l10n.t('Checklist'), COMMANDS.openChecklist),
    link(l10n.t('Check workspace'), COMMANDS.checkWorkspace),
    link(l10n.t('Switch profile'), COMMANDS.switchProfile),
    link(l10n.t('Effective settings'), COMMANDS.showSettings),
  ];
}
