import { commands, type Disposable, type ExtensionContext, type LogOutputChannel } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { COMMANDS } from '../../../server/src/protocol';
import type { ChecklistPanel } from '../checklist/panel';
import { explainRule } from './explainRule';
import { restart } from './restart';
import { turnOffRule } from './turnOffRule';

export interface CommandContext {
  readonly context: ExtensionContext;
  readonly client: BaseLanguageClient;
  readonly output: LogOutputChannel;
  readonly checklist: ChecklistPanel;
}

/** Registers every command of the manifest. */
export function registerCommands(context: CommandContext): readonly Disposable[] {
  return [
    commands.registerCommand(COMMANDS.openChecklist, () => context.checklist.open()),
    commands.registerCommand(COMMANDS.restart, () => restart(context)),
    commands.registerCommand(COMMANDS.showOutput, () => context.output.show()),
    commands.registerCommand(COMMANDS.explainRule, (rule: unknown) => explainRule(context, rule)),
    commands.registerCommand(COMMANDS.turnOffRule, turnOffRule),
  ];
}
