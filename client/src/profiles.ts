import type { ChecklistParams, FolderProfilesDto, ProfileDto } from '../../server/src/protocol';

/** A profile with the folder that it is of. */
export interface KnownProfile {
  readonly folder: FolderProfilesDto['folder'];
  readonly profile: ProfileDto;
}

/**
 * The profile that commands are about: the chosen one, as far as it is there; else the first of production, as the server takes it.
 * Undefined where there is no profile at all.
 */
export function currentProfile(folders: readonly FolderProfilesDto[], choice: ChecklistParams): KnownProfile | undefined {
  const withProfiles = folders.filter(({ profiles }) => profiles.length > 0);
  const found = withProfiles.find(({ folder }) => folder.uri === choice.folder) ?? withProfiles[0];
  const profile =
    found?.profiles.find(({ name }) => name === choice.profile) ??
    found?.profiles.find(({ kind }) => kind === 'production') ??
    found?.profiles[0];
  return found && profile && { folder: found.folder, profile };
}

/**
 * What a comparison starts from: the current profile, and the one beside it that people compare it with: development, or production
 * where the current one is none. Undefined in a folder with one profile.
 */
export function comparedProfiles(profiles: readonly ProfileDto[], current: string): readonly [ProfileDto, ProfileDto] | undefined {
  const first = profiles.find(({ name }) => name === current) ?? profiles[0];
  const others = profiles.filter((profile) => profile !== first);
  const wanted = first?.kind === 'production' ? 'development' : 'production';
  const second = others.find(({ kind }) => kind === wanted) ?? others[0];
  return first && second && [first, second];
}
