import type { Disposable, LogOutputChannel } from 'vscode';
import { type BaseLanguageClient, type LanguageClientOptions, RevealOutputChannelOn } from 'vscode-languageclient';
import { ARTEFACT_PATTERNS, COMMANDS, type InitializationOptions, METHODS, type StatusDto } from '../../server/src/protocol';

/** Options for the language client. The server asks for the files it wants watched and for its configuration itself. */
export function clientOptions(output: LogOutputChannel): LanguageClientOptions {
  const initializationOptions: InitializationOptions = {
    commands: Object.values(COMMANDS),
    resultsChanged: true,
    ruleLink: `command:${COMMANDS.explainRule}?%5B%22{rule}%22%5D`,
  };
  return {
    documentSelector: [
      { language: 'python' },
      { language: 'nginx' },
      { language: 'toml', pattern: '**/{pyproject,django-preflight}.toml' },
      ...ARTEFACT_PATTERNS.map((pattern) => ({ pattern })),
    ],
    outputChannel: output,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    initializationOptions,
    // A tab that is merely visible gets its diagnostics too: another file's edit may have changed them.
    diagnosticPullOptions: { onChange: true, onTabs: true, onSave: true },
    markdown: { isTrusted: { enabledCommands: [COMMANDS.explainRule] }, supportHtml: false },
  };
}

/** Calls `listener` with every new result of the server, also after a restart. A client has one listener: a second call replaces the first. */
export function onResults(client: BaseLanguageClient, listener: (results: StatusDto) => void): Disposable {
  return client.onNotification(METHODS.resultsChanged, listener);
}
