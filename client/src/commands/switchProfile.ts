import { l10n, type QuickPickItem, QuickPickItemKind, window } from 'vscode';
import { type ChecklistParams, type FolderProfilesDto, METHODS } from '../../../server/src/protocol';
import { currentProfile } from '../profiles';
import { ask } from './ask';
import { checklistParams } from './checklistParams';
import type { CommandContext } from './register';

interface ProfileItem extends QuickPickItem {
  readonly choice?: ChecklistParams;
}

/** Lets a person choose the profile that the checklist and the effective settings are about, or takes the one that is named. */
export async function switchProfile({ client, choice }: CommandContext, named: unknown): Promise<void> {
  const params = checklistParams(named);
  if (params) return choice.choose(params);
  const folders = await ask<readonly FolderProfilesDto[]>(client, METHODS.profiles);
  if (!folders) return;
  const current = currentProfile(folders, choice.current);
  if (!current) return noProfile();
  const withProfiles = folders.filter(({ profiles }) => profiles.length > 0);
  const items = withProfiles.flatMap(({ folder, profiles }): readonly ProfileItem[] => [
    ...(withProfiles.length > 1 ? [{ label: folder.name, kind: QuickPickItemKind.Separator }] : []),
    ...profiles.map(({ name, kind, because }): ProfileItem => {
      const isCurrent = current.folder.uri === folder.uri && current.profile.name === name;
      return {
        label: isCurrent ? `$(check) ${name}` : name,
        description: isCurrent ? l10n.t('{0} · current', kind) : kind,
        detail: because,
        choice: { folder: folder.uri, profile: name },
      };
    }),
  ]);
  const picked = await window.showQuickPick(items, {
    title: l10n.t('Switch profile'),
    placeHolder: l10n.t('The checklist and the effective settings are about one profile at a time'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (picked?.choice) choice.choose(picked.choice);
}

/** For every command that needs a profile where there is none. */
export async function noProfile(): Promise<void> {
  await window.showInformationMessage(l10n.t('Django Preflight found no Django settings module in this workspace.'));
}
