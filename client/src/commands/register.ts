import { commands, type Disposable, type ExtensionContext, type LogOutputChannel } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { COMMANDS } from '../../../server/src/protocol';
import type { Checklist } from '../checklist/checklist';
import type { ProfileChoice } from '../profileChoice';
import { checklistParams } from './checklistParams';
import { checkWorkspace } from './checkWorkspace';
import { explainAtCursor } from './explainAtCursor';
import { explainRule } from './explainRule';
import { fixAllInFile, fixAllInWorkspace } from './fixAll';
import { generateSecretKey } from './generateSecretKey';
import { ignoreHere } from './ignoreHere';
import { restart } from './restart';
import { compareProfiles, showSettings, toggleDefaults } from './showSettings';
import { switchProfile } from './switchProfile';
import { turnOffRule } from './turnOffRule';

export interface CommandContext {
  readonly context: ExtensionContext;
  readonly client: BaseLanguageClient;
  readonly output: LogOutputChannel;
  readonly checklist: Checklist;
  readonly choice: ProfileChoice;
}

/** Registers the commands of the manifest but those of the checklist's tree and of the walkthrough. */
export function registerCommands(context: CommandContext): readonly Disposable[] {
  const { output } = context;
  return [
    commands.registerCommand(COMMANDS.openChecklist, (params: unknown) => openChecklist(context, params)),
    commands.registerCommand(COMMANDS.restart, () => restart(context)),
    commands.registerCommand(COMMANDS.showOutput, () => output.show()),
    commands.registerCommand(COMMANDS.explainRule, (rule: unknown) => explainRule(context, rule)),
    commands.registerCommand(COMMANDS.turnOffRule, turnOffRule),
    commands.registerCommand(COMMANDS.checkWorkspace, () => checkWorkspace(context)),
    commands.registerCommand(COMMANDS.switchProfile, (params: unknown) => switchProfile(context, params)),
    commands.registerCommand(COMMANDS.explainAtCursor, () => explainAtCursor(context)),
    commands.registerCommand(COMMANDS.fixAllInFile, () => fixAllInFile(context)),
    commands.registerCommand(COMMANDS.fixAllInWorkspace, () => fixAllInWorkspace(context)),
    commands.registerCommand(COMMANDS.showSettings, (params: unknown) => showSettings(context, params)),
    commands.registerCommand(COMMANDS.toggleDefaults, toggleDefaults),
    commands.registerCommand(COMMANDS.compareProfiles, (params: unknown) => compareProfiles(context, params)),
    commands.registerCommand(COMMANDS.generateSecretKey, () => generateSecretKey(context)),
    commands.registerCommand(COMMANDS.ignoreHere, () => ignoreHere(context)),
  ];
}

/** A link may name the profile that it is about. */
function openChecklist({ checklist, choice }: CommandContext, params: unknown): void {
  const named = checklistParams(params);
  if (named) choice.choose(named);
  checklist.open();
}
