import { commands, l10n, type QuickPickItem, window } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { type FolderProfilesDto, METHODS, type ProfileDto } from '../../../server/src/protocol';
import { openSettings, settingsUri } from '../effectiveSettings';
import { settingsViewOf } from '../effectiveSettingsUri';
import { comparedProfiles, currentProfile } from '../profiles';
import { ask } from './ask';
import { checklistParams } from './checklistParams';
import type { CommandContext } from './register';
import { noProfile } from './switchProfile';

/** Opens what Django would see in the current profile, or in the one that is named. */
export async function showSettings({ client, choice }: CommandContext, named: unknown): Promise<void> {
  const folders = await askProfiles(client);
  if (!folders) return;
  const current = currentProfile(folders, checklistParams(named) ?? choice.current);
  if (!current) return noProfile();
  await openSettings({ folder: current.folder.uri, profile: current.profile.name, layout: 'origins' });
}

/** In the open document of settings: with Django's defaults, or without them again. */
export async function toggleDefaults(): Promise<void> {
  const view = window.activeTextEditor && settingsViewOf(window.activeTextEditor.document.uri);
  if (view?.layout === 'origins') await openSettings({ ...view, defaults: !view.defaults });
}

/** Lets a person choose two profiles of a folder, and shows what differs between their settings. */
export async function compareProfiles({ client, choice }: CommandContext, named: unknown): Promise<void> {
  const folders = await askProfiles(client);
  if (!folders) return;
  const params = checklistParams(named);
  const current = currentProfile(folders, params ?? choice.current);
  if (!current) return noProfile();
  const profiles = folders.find(({ folder }) => folder.uri === current.folder.uri)?.profiles ?? [];
  const proposed = comparedProfiles(profiles, current.profile.name);
  if (!proposed) {
    await window.showInformationMessage(l10n.t('{0} is the only profile: there is nothing to compare it with.', current.profile.name));
    return;
  }
  const left = params ? proposed[0].name : await choose(profiles, proposed[0], l10n.t('Compare the settings of'));
  const others = profiles.filter(({ name }) => name !== left);
  const second = others.find(({ name }) => name === proposed[1].name) ?? others[0];
  const right = left === undefined || !second ? undefined : await choose(others, second, l10n.t('Compare {0} with', left));
  if (left === undefined || right === undefined) return;
  const uri = (profile: string, beside: string) => settingsUri({ folder: current.folder.uri, profile, beside, layout: 'plain' });
  await commands.executeCommand('vscode.diff', uri(left, right), uri(right, left), l10n.t('{0} ↔ {1} (settings)', left, right));
}

function askProfiles(client: BaseLanguageClient): Promise<readonly FolderProfilesDto[] | undefined> {
  return ask<readonly FolderProfilesDto[]>(client, METHODS.profiles);
}

/** The name of a profile; the proposed one stands first. */
async function choose(profiles: readonly ProfileDto[], proposed: ProfileDto, title: string): Promise<string | undefined> {
  const inOrder = [proposed, ...profiles.filter((profile) => profile !== proposed)];
  const items = inOrder.map(({ name, kind, because }): QuickPickItem => ({ label: name, description: kind, detail: because }));
  const picked = await window.showQuickPick(items, { title, placeHolder: l10n.t('Profile'), matchOnDescription: true });
  return picked?.label;
}
